"""Settings come from PCVEGRAPH_… variables and are documented in one table."""

from __future__ import annotations

from dataclasses import fields

import pytest

from conftest import REPOSITORY
from pcvegraph.errors import PcvegraphError
from pcvegraph.settings import PREFIX, Settings


def test_a_variable_sets_its_setting():
    assert Settings.from_environment({"PCVEGRAPH_PORT": "9000"}).port == 9000
    assert Settings.from_environment({}).port == 8000


def test_a_value_of_another_type_names_the_variable():
    with pytest.raises(PcvegraphError, match="PCVEGRAPH_PORT='x'"):
        Settings.from_environment({"PCVEGRAPH_PORT": "x"})


def test_the_documentation_has_each_setting_with_its_default_and_sentence():
    """docs/reference/settings.md is the table of settings.py; the failure shows the row to write."""
    page = (REPOSITORY / "docs/reference/settings.md").read_text()
    for row in fields(Settings):
        default = f"`{row.default}`" if row.default != "" else "empty"
        assert f"| `{PREFIX}{row.name.upper()}` | {default} | {row.metadata['sentence']} |" in page
    assert page.count(f"| `{PREFIX}") == len(fields(Settings))
