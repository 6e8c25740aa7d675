"""A timeline: rows of bars and dots over an axis of years, placed; nothing is drawn twice.

Dates are as precise as they are: a year is a bar from its first day to its last.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from math import ceil, floor
from typing import Literal, NamedTuple

from pcvegraph.languages import Shown

Kind = Literal["bar", "dot", "said"]
"""What holds for a time, what holds from a day on, and what is only said for a day."""

LABELS = 250.0  # units to the left of the axis
AXIS = 550.0
TOP = 26.0
ROW, HEADING = 20.0, 26.0
LEAST = 5.0  # units; a shorter bar is not seen
MOST_ROWS = 40
MOST_TICKS = 9
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
LEAST_LANES = 4  # rows that a large group has in any case
DOT = 9.0  # units that a dot takes, with what is left free around it


class Span(NamedTuple):
    """Something with a date: ISO 8601, as precise as known. `title` says it in words.

    "" as the start or end: it is unknown.
    """

    start: str
    end: str
    kind: Kind
    title: str


class Row(NamedTuple):
    """A row: the heading it stands under, what it is called, and its spans."""

    heading: Shown
    label: Shown
    spans: Sequence[Span]


class Mark(NamedTuple):
    """A span as it is drawn. `starts`, `ends`: whether its beginning and end are known."""

    x: float
    y: float
    width: float
    kind: Kind
    starts: bool
    ends: bool
    title: str


class Label(NamedTuple):
    """A text at a height; `is_heading`: of several rows."""

    y: float
    shown: Shown
    is_heading: bool


class Tick(NamedTuple):
    """A year on the axis."""

    x: float
    year: int


class Timeline(NamedTuple):
    """A timeline in units of the picture."""

    width: float
    height: float
    left: float
    top: float
    ticks: list[Tick]
    labels: list[Label]
    marks: list[Mark]


def draw_timeline(rows: Sequence[Row], most: int = MOST_ROWS) -> Timeline | None:
    """Return the timeline of `rows`, in their order; None where nothing has a date.

    Where there are more than `most`, those of the largest groups share rows, without labels; the
    heading then says how many they are.
    """
    dated = [row._replace(spans=kept) for row in rows if (kept := _dated(row.spans))]
    if not dated:
        return None
    scale = _scale([span for row in dated for span in row.spans])
    dated = [lane for row in dated for lane in _apart(row, scale)]
    if len(dated) > most:
        dated = _shared(dated, scale, most)
    labels: list[Label] = []
    marks: list[Mark] = []
    y = TOP
    for heading, group in groupby(dated, lambda row: row.heading):
        if heading.text:
            labels.append(Label(y + HEADING / 2, heading, is_heading=True))
            y += HEADING
        for row in group:
            labels.append(Label(y + ROW / 2, row.label, is_heading=False))
            marks += [_mark(span, y + ROW / 2, scale) for span in row.spans]
            y += ROW
    ticks = [Tick(scale.x(year), year) for year in scale.years]
    return Timeline(LABELS + AXIS, y + ROW / 2, LABELS, TOP, ticks, labels, marks)


class _Scale(NamedTuple):
    first: int
    last: int
    years: range

    def x(self, year: float) -> float:
        """Return where a moment, as a number of years, is on the axis."""
        share = (year - self.first) / (self.last - self.first)
        return round(LABELS + share * AXIS, 1)


def _scale(spans: Sequence[Span]) -> _Scale:
    moments = [moment for span in spans for moment in _moments(span)]
    first, last = floor(min(moments)), max(ceil(max(moments)), floor(min(moments)) + 1)
    step = next((s for s in STEPS if (last - first) / s <= MOST_TICKS), STEPS[-1])
    first, last = first - first % step, last + -last % step
    return _Scale(first, last, range(first, last + 1, step))


def _dated(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if _moments(span)]


def _moments(span: Span) -> tuple[float, ...]:
    """Return when the span begins and ends as far as known, as numbers of years."""
    found = [(_moment(span.start, last=False)), _moment(span.end, last=True)]
    if span.kind != "bar":
        found[1] = _moment(span.start, last=True)
    known = [moment for moment in found if moment is not None]
    return (min(known), max(known)) if known else ()


@lru_cache(maxsize=4096)
def _moment(text: str, *, last: bool) -> float | None:
    """Return the first moment of a date (or its last), as a number of years; None for no date."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month = numbers[0], (numbers[1:2] or [12 if last else 1])[0]
        day = (numbers[2:3] or [monthrange(year, month)[1] if last else 1])[0]
        passed = date(year, month, day).timetuple().tm_yday - (0 if last else 1)
    except (ValueError, IndexError):
        return None
    return year + passed / (date(year, 12, 31).timetuple().tm_yday)


def _mark(span: Span, y: float, scale: _Scale) -> Mark:
    begin, end = _moments(span)
    if span.kind != "bar":
        middle = scale.x((begin + end) / 2)
        return Mark(middle, y, 0, span.kind, starts=True, ends=True, title=span.title)
    # What has no known end goes on to the right, and what has no known start comes from the left.
    left = scale.x(begin) if span.start else LABELS
    right = scale.x(end) if span.end else LABELS + AXIS
    width = max(right - left, LEAST)
    left = min(left, LABELS + AXIS - width)
    return Mark(
        round(left, 1), y, round(width, 1), "bar", bool(span.start), bool(span.end), span.title
    )


def _shared(rows: list[Row], scale: _Scale, most: int) -> list[Row]:
    """Return rows with the same spans: the largest groups share rows until there are `most`."""
    groups = [list(group) for _, group in groupby(rows, lambda row: row.heading)]
    count = len(rows)
    for place in sorted(range(len(groups)), key=lambda place: -len(groups[place])):
        if count <= most:
            break
        others = count - len(groups[place])
        least = LEAST_LANES if others + LEAST_LANES > most else most - others
        packed = list(_packed(groups[place], scale, least))
        count = others + len(packed)
        groups[place] = packed
    return [row for group in groups for row in group]


def _apart(row: Row, scale: _Scale) -> Iterator[Row]:
    """Yield `row`, and below it rows without a label for spans that would cover others."""
    for place, lane in enumerate(_lanes(row.spans, scale, len(row.spans))):
        yield Row(row.heading, Shown("", "") if place else row.label, lane)


def _packed(rows: list[Row], scale: _Scale, most: int) -> Iterator[Row]:
    """Yield rows of spans that do not meet; only where there are `most` already they do."""
    spans = [span for row in rows for span in row.spans]
    heading = rows[0].heading
    counted = heading._replace(text=f"{heading.text} ({len(spans)})")
    yield from (Row(counted, Shown("", ""), lane) for lane in _lanes(spans, scale, most))


def _lanes(spans: Sequence[Span], scale: _Scale, most: int) -> list[list[Span]]:
    lanes: list[list[Span]] = []
    ends: list[float] = []
    marked = [(_mark(span, 0, scale), span) for span in spans]
    for mark, span in sorted(marked, key=lambda pair: _begin(pair[0])):
        free = next((i for i, end in enumerate(ends) if end <= _begin(mark)), len(lanes))
        if free == len(lanes) < most:
            lanes.append([])
            ends.append(0)
        place = free if free < len(lanes) else min(range(len(ends)), key=ends.__getitem__)
        lanes[place].append(span)
        ends[place] = max(ends[place], _begin(mark) + max(mark.width, DOT))
    return lanes


def _begin(mark: Mark) -> float:
    return mark.x if mark.kind == "bar" else mark.x - DOT / 2
