"""What is asked of a search, as commands, addresses and Python say it: names and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pcvegraph.errors import ParameterError
from pcvegraph.languages import Bilingual, Language
from pcvegraph.linking.searching.searcher import DECADE, Narrowing
from pcvegraph.querying.written import (
    KINDS,
    LANGUAGE,
    NUMBER,
    THINGS,
    Choice,
    Values,
    read_value,
    split,
    unknown_parameter,
    whole_number,
)

TEXT = "q"
LONGEST_TEXT = 500
MOST, MOST_HITS = 20, 100
FIRST_YEAR, LAST_YEAR = 1000, 2999


class SearchRequest(NamedTuple):
    """A search that is wanted.

    Attributes:
        text: what was typed; all things are wanted where it is empty
        narrowing: what the hits are narrowed to
        most: how many hits of a page
        skip: how many hits come before the page
        language: of labels and descriptions
    """

    text: str = ""
    narrowing: Narrowing = Narrowing()
    most: int = MOST
    skip: int = 0
    language: Language = "en"


def read_search_request(written: Mapping[str, str]) -> SearchRequest:
    """Return what `written` (name → value) asks. What is empty is as if it were not there.

    Raises:
        ParameterError: an unknown name, with the nearest; a value that does not fit; a time that
            ends before it begins; a text that is too long for a name.
    """
    read: dict[str, Any] = {}
    for name, value in written.items():
        if name not in PARAMETERS:
            raise unknown_parameter("A search", name, PARAMETERS)
        if value:
            parameter = PARAMETERS[name]
            read[parameter.field] = read_value(name, value, parameter.values)
    own = {name: read.pop(name) for name in SearchRequest._fields if name in read}
    narrowing = Narrowing(**read)
    if narrowing.start and narrowing.end and narrowing.start > narrowing.end:
        raise ParameterError(
            f"The time ends ({narrowing.end}) before it begins ({narrowing.start}).",
            "Write the earlier year as `from` and the later one as `to`.",
        )
    return SearchRequest(narrowing=narrowing, **own)


def _text(value: str) -> str:
    """Return the text with a space for each control character, and single spaces."""
    if len(value) > LONGEST_TEXT:
        raise ParameterError(
            f"The text has {len(value)} characters; no name is as long.",
            f"Search for at most {LONGEST_TEXT} characters.",
        )
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _year(value: str) -> int:
    if not (value.isascii() and value.isdigit() and FIRST_YEAR <= int(value) <= LAST_YEAR):
        raise ValueError(value)
    return int(value)


def _decades(value: str) -> frozenset[str]:
    if not all(_year(year) % DECADE == 0 for year in split(value)):
        raise ValueError(value)
    return frozenset(split(value))


YEAR = Values(_year, "a year of four digits")
PARAMETERS = {
    TEXT: Choice(
        "text",
        Values(_text, "a name or a part of one"),
        Bilingual("a name, or a part of one", "un nom ou une partie d'un nom"),
    ),
    "kinds": Choice("kinds", KINDS, Bilingual("kinds of the things", "genres des choses")),
    "countries": Choice(
        "countries", THINGS, Bilingual("countries of the things", "pays des choses")
    ),
    "phenomena": Choice(
        "phenomena",
        THINGS,
        Bilingual(
            "what they address or are about", "ce qu'elles traitent ou ce dont elles parlent"
        ),
    ),
    "periods": Choice(
        "periods",
        Values(_decades, "first years of decades with commas between them: 2000,2010"),
        Bilingual("decades in which they began", "décennies où elles ont commencé"),
    ),
    "from": Choice(
        "start",
        YEAR,
        Bilingual(
            "what may have been there in this year or later",
            "ce qui a pu exister cette année-là ou après",
        ),
    ),
    "to": Choice(
        "end",
        YEAR,
        Bilingual(
            "what may have been there in this year or before",
            "ce qui a pu exister cette année-là ou avant",
        ),
    ),
    "most": Choice(
        "most",
        Values(whole_number(1, MOST_HITS), f"a whole number from 1 to {MOST_HITS}"),
        Bilingual(f"hits of a page ({MOST})", f"résultats d'une page ({MOST})"),
    ),
    "skip": Choice(
        "skip", NUMBER, Bilingual("hits before the page (0)", "résultats avant la page (0)")
    ),
    "language": Choice(
        "language", LANGUAGE, Bilingual("language of the labels", "langue des libellés")
    ),
}
"""What can be asked, by the name that commands, addresses and Python write."""
