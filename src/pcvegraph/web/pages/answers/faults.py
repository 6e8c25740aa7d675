"""Where in a query an error is: the lines around it, with the place marked."""

from __future__ import annotations

from typing import NamedTuple

from pcvegraph.errors import PcvegraphError
from pcvegraph.querying.drafts import find_place

LINES_AROUND = 2
LONGEST_LINE = 200  # characters that are shown of a line


class Line(NamedTuple):
    """A line of a query: its number, and what stands before, at and after the place marked."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


def faulty_lines(text: str, error: PcvegraphError) -> list[Line]:
    """Return the lines of `text` around the place that `error` names; [] where it names none."""
    place = find_place(str(error))
    # As the engine counts: what else Unicode calls a line break is none.
    lines = text.replace("\r\n", "\n").split("\n")
    if place is None or not 1 <= place.line <= len(lines):
        return []
    first = max(place.line - LINES_AROUND, 1)
    last = min(place.line + LINES_AROUND, len(lines))
    return [
        _marked(number, lines[number - 1], place.column)
        if number == place.line
        else Line(number, lines[number - 1][:LONGEST_LINE])
        for number in range(first, last + 1)
    ]


def _marked(number: int, line: str, column: int) -> Line:
    at = min(column - 1, len(line))
    end = at + 1
    while end < len(line) and line[end - 1].isalnum() and line[end].isalnum():
        end += 1
    before = line[:at]
    cut = before if len(before) <= LONGEST_LINE else "…" + before[-LONGEST_LINE:]
    # At the end of a line there is nothing to mark but the end.
    return Line(number, cut, line[at:end] or "\u23ce", line[end : end + LONGEST_LINE])
