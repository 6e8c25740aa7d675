"""Measures describe themselves in both languages, and docs/measures.md says just that."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY
from pcvegraph.languages import Bilingual
from pcvegraph.networks.measures import MEASURES, Measure
from pcvegraph.networks.measures.page import as_markdown

ALL = pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))


def texts(measure: Measure) -> list[Bilingual]:
    own = [measure.title, measure.meaning, measure.range, measure.method]
    return [*own, *measure.effects]


def test_the_page_is_what_the_measures_say():
    """`python -m pcvegraph.networks.measures.page > docs/measures.md` writes it anew."""
    assert (REPOSITORY / "docs/measures.md").read_text() == as_markdown()


@ALL
def test_names_are_kebab_case_and_sources_can_be_found(measure: Measure):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", measure.name)
    assert re.search(r"\((18|19|20)\d\d\)", measure.source)


@ALL
def test_every_text_is_in_both_languages(measure: Measure):
    for text in texts(measure):
        assert text.en
        assert text.fr
    for text in (measure.meaning, measure.method, *measure.effects):
        assert text.en != text.fr
        assert text.en.endswith(".")
        assert text.fr.endswith(".")
    for sentence in measure.meaning:
        assert ". " not in sentence


@ALL
def test_french_has_hard_spaces_before_its_high_signs(measure: Measure):
    for text in texts(measure):
        assert not re.search(r"(?<!\u00a0)[:;?!»]|«(?!\u00a0)", text.fr)
