"""The words of the pages, in both languages: a file for each room of the site."""

from __future__ import annotations

from pcvegraph.languages import Bilingual, Language
from pcvegraph.web.pages.strings import (
    data,
    finding,
    graphs,
    networks,
    questions,
    reconcile,
    shared,
    terms,
    things,
    versions,
)

ROOMS = (data, finding, graphs, networks, questions, reconcile, shared, terms, things, versions)
STRINGS: dict[str, Bilingual] = {k: text for room in ROOMS for k, text in room.STRINGS.items()}
assert len(STRINGS) == sum(len(room.STRINGS) for room in ROOMS), "a word stands in one room"


def word(key: str, language: Language, **values: str) -> str:
    """Return the string called `key` in `language`, with `{placeholders}` filled."""
    text = STRINGS[key]
    return (text.with_values(**values) if values else text).in_language(language)
