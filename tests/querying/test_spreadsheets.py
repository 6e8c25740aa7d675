"""What a spreadsheet would take for a formula is shown as the text that it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.querying.spreadsheets import guarded, is_risky


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str):
    assert guarded(text) == f"'{text}"


@given(st.text())
def test_no_text_is_a_formula_and_each_can_be_had_back(text: str):
    shown = guarded(text)
    assert not is_risky(shown)
    assert (shown[1:] if is_risky(shown[1:]) and shown[:1] == "'" else shown) in (text, text[1:])
    assert shown.endswith(text)
