"""What the columns of an answer hold, told from the values in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcvegraph.identifiers import find_relation_parts
from pcvegraph.vocabulary import PREFIXES
from pcvegraph.web.pages.answers.reading import Row, Term

XSD = PREFIXES["xsd"]
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
DATES = {XSD + name for name in ("date", "gYearMonth", "dateTime")}
YEAR = XSD + "gYear"
YEARS = range(1000, 3000)


def kinds_of(columns: Iterable[str], rows: Sequence[Row]) -> dict[str, str]:
    """Return for each column what all its values are; "" where they differ, or there are none.

    They are things, statements, other IRIs ("iri"), numbers, years, dates or texts: "thing" ….
    """
    kinds: dict[str, str] = {}
    for column in columns:
        found = {_kind(row[column], column) for row in rows if column in row}
        # A source dates as precisely as it can: some years, some days.
        found = {"date"} if found == {"date", "year"} else found
        kinds[column] = found.pop() if len(found) == 1 else ""
    return kinds


def _kind(term: Term, column: str) -> str:
    value, datatype = term["value"], term.get("datatype", "")
    if term["type"] == "uri":
        if not value.startswith(PREFIXES["id"]):
            return "iri"
        return "statement" if find_relation_parts(value) or "--" in value else "thing"
    if datatype == YEAR:
        return "year"
    if datatype in NUMBERS:
        return "year" if _is_year(value, column) else "number"
    return "date" if datatype in DATES else "text"


def _is_year(value: str, column: str) -> bool:
    named = column.lower().endswith(("year", "annee", "année"))
    return named and value.isdigit() and int(value) in YEARS
