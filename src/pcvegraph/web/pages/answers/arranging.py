"""Put the rows of an answer in the order that was asked, and take a page of them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from http import HTTPStatus

from pcvegraph.web.pages.answers.kinds import NUMBERS
from pcvegraph.web.pages.answers.reading import Reading, Term
from pcvegraph.web.problems import HttpProblem

SORTABLE_ROWS = 10_000
"""More are not sorted for a page: ORDER BY does that where it can be ended."""

DESCENDING = "-"
Key = tuple[int, Decimal, str]


def sorted_lines(reading: Reading, sort: str) -> list[bytes]:
    """Return the rows of `reading` by the column that `sort` names, downwards with a - before it.

    Numbers come before texts, these before IRIs; rows without a value are last either way. Rows with
    the same value stay in the order of the answer.

    Raises:
        HttpProblem: there is no such column, or there are too many rows (400).
    """
    lines = list(reading.lines)
    if not sort:
        return lines
    column = sort.removeprefix(DESCENDING)
    if column not in reading.columns:
        raise HttpProblem(
            HTTPStatus.BAD_REQUEST,
            f"The answer has no column “{column[:100]}” to sort by.",
            f"It has: {', '.join(reading.columns)[:500] or 'none'}.",
        )
    if reading.total > SORTABLE_ROWS:
        raise HttpProblem(
            HTTPStatus.BAD_REQUEST,
            f"A page sorts up to {SORTABLE_ROWS} rows, and the answer has {reading.total}.",
            f"Write ORDER BY ?{column} into the query.",
        )
    values = reading.values(column)
    places = [place for place, value in enumerate(values) if value is not None]
    empty = [place for place, value in enumerate(values) if value is None]
    places.sort(key=lambda place: _key(values[place]), reverse=sort.startswith(DESCENDING))
    return [lines[place] for place in [*places, *empty]]


def _key(term: Term | None) -> Key:
    assert term is not None, "what has no value is not compared"
    value = term["value"]
    if term.get("datatype") in NUMBERS:
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal(0)
        if number.is_finite():
            return (0, number, value)
    return (2 if term["type"] == "uri" else 1, Decimal(0), value.casefold())
