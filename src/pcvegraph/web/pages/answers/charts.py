"""Numbers of an answer as bars: beside names, or above years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pcvegraph.languages import Shown
from pcvegraph.web.pages.answers.reading import Row
from pcvegraph.web.pages.answers.views import Fit

MOST_BARS = 40
WIDTH, HEIGHT = 720, 240
"""Of the drawing of years, without what stands below it."""

GAP = 0.25
LABELS_APART = 44  # units of the drawing that a year needs


class Bar(NamedTuple):
    """A number beside its name; `share` of the largest in per cent, for the length of the bar."""

    label: Shown
    address: str
    value: str
    share: str


class Bars(NamedTuple):
    """Bars in the order of the rows, the columns they come from, and how many rows were left out."""

    label: str
    number: str
    bars: list[Bar]
    left_out: int


class Pillar(NamedTuple):
    """A year and its number: where its bar stands, and the year where there is room for it."""

    year: str
    value: str
    x: str
    y: str
    width: str
    height: str
    middle: str
    is_labelled: bool


class Pillars(NamedTuple):
    """Bars above years, the columns they come from, and the largest number."""

    year: str
    number: str
    pillars: list[Pillar]
    largest: str


def bars(fit: Fit, rows: Sequence[Row], names: Mapping[str, Shown]) -> Bars:
    """Return the bars of the columns of `fit`; `names` says what things are called, by IRI."""
    label, number = fit.columns
    full = [row for row in rows if label in row and _number(row, number) is not None]
    largest = max((_number(row, number) or Decimal(0) for row in full), default=Decimal(0))
    shown = [_bar(row, fit, names, largest) for row in full[:MOST_BARS]]
    return Bars(label, number, shown, len(rows) - len(shown))


def _bar(row: Row, fit: Fit, names: Mapping[str, Shown], largest: Decimal) -> Bar:
    term = row[fit.columns[0]]
    is_thing = term["type"] == "uri"
    plain = Shown(term["value"], term.get("xml:lang", ""))
    label = names.get(term["value"], plain) if is_thing else plain
    value = row[fit.columns[1]]["value"]
    return Bar(label, term["value"] if is_thing else "", value, _per_cent(Decimal(value), largest))


def pillars(fit: Fit, rows: Sequence[Row]) -> Pillars:
    """Return the bars above the years of the columns of `fit`; a year without a row has none."""
    year, number = fit.columns
    numbers = {int(row[year]["value"]): _number(row, number) for row in rows if year in row}
    values = {when: value for when, value in numbers.items() if value is not None}
    if not values:
        return Pillars(year, number, [], "0")
    first, last = min(values), max(values)
    largest = max(*values.values(), Decimal(0))
    step = WIDTH / (last - first + 1)
    every = -(-LABELS_APART // step)
    drawn = [
        _pillar(when, value, (when - first) * step, step, largest, is_labelled=when % every == 0)
        for when, value in sorted(values.items())
    ]
    return Pillars(year, number, drawn, str(largest))


def _pillar(
    year: int, value: Decimal, left: float, step: float, largest: Decimal, *, is_labelled: bool
) -> Pillar:
    height = float(max(value, Decimal(0)) / largest) * HEIGHT if largest else 0.0
    return Pillar(
        str(year),
        str(value),
        f"{left + step * GAP / 2:.2f}",
        f"{HEIGHT - height:.2f}",
        f"{step * (1 - GAP):.2f}",
        f"{height:.2f}",
        f"{left + step / 2:.2f}",
        is_labelled,
    )


def _number(row: Row, column: str) -> Decimal | None:
    if column not in row:
        return None
    try:
        number = Decimal(row[column]["value"])
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _per_cent(value: Decimal, largest: Decimal) -> str:
    return f"{float(max(value, Decimal(0)) / largest) * 100 if largest else 0:.2f}"
