"""Which views of an answer its columns fit.

graph     two columns of things: a line between the two of each row
bars      a column of names or things, and one of numbers
columns   a column of years, each once, and one of numbers
timeline  a column of names or things, and one of dates called start, begin, from, date …; the end
          is another one called end, until …
map       a column of countries, or two of latitude and longitude
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pcvegraph.web.pages.answers.kinds import kinds_of
from pcvegraph.web.pages.answers.reading import Row

STARTS = ("start", "begin", "from", "date", "day", "issued", "asof", "début", "debut")
ENDS = ("end", "until", "fin")
COUNTRIES = ("country", "state", "pays")
LATITUDES = ("lat", "latitude")
LONGITUDES = ("long", "lon", "lng", "longitude")
NAME = "Name"


class Fit(NamedTuple):
    """A view that fits, and the columns that it is drawn from, in the order of the view's parts."""

    view: str
    columns: tuple[str, ...]


def fitting(columns: Sequence[str], rows: Sequence[Row]) -> dict[str, Fit]:
    """Return the views that `rows` fit, by name."""
    kinds = kinds_of(columns, rows)
    things = [name for name in columns if kinds[name] == "thing"]
    numbers = [name for name in columns if kinds[name] == "number"]
    years = [name for name in columns if kinds[name] == "year" and _are_distinct(name, rows)]
    dates = [name for name in columns if kinds[name] in ("date", "year")]
    labels = _labels(columns, kinds)
    starts = [name for name in dates if name.lower().startswith(STARTS)]
    ends = [name for name in dates if name.lower().startswith(ENDS)]
    found = [
        _fit("graph", things[:2], 2),
        _fit("columns", [*years[:1], *numbers[:1]], 2),
        _fit("bars", [*labels[:1], *numbers[:1]], 2),
        _fit("timeline", [*labels[:1], *starts[:1]], 2, ends[:1]),
        _map(kinds, numbers),
    ]
    return {fit.view: fit for fit in found if fit}


def _fit(view: str, columns: Sequence[str], needed: int, further: Sequence[str] = ()) -> Fit | None:
    return Fit(view, (*columns, *further)) if len(columns) == needed else None


def _are_distinct(column: str, rows: Sequence[Row]) -> bool:
    values = [row[column]["value"] for row in rows if column in row]
    return len(set(values)) == len(values) > 1


def _labels(columns: Sequence[str], kinds: Mapping[str, str]) -> list[str]:
    """Return what can stand at a bar: texts that are names first, then things, then other texts."""
    texts = [name for name in columns if kinds[name] == "text"]
    names = [name for name in texts if name.endswith(NAME) or name == NAME.lower()]
    things = [name for name in columns if kinds[name] == "thing"]
    return [*names, *things, *(name for name in texts if name not in names)]


def _map(kinds: Mapping[str, str], numbers: Sequence[str]) -> Fit | None:
    places = [
        next((name for name in numbers if name.lower() in known), "")
        for known in (LATITUDES, LONGITUDES)
    ]
    if all(places):
        return Fit("map", tuple(places))
    things = (name for name, kind in kinds.items() if kind == "thing")
    countries = [name for name in things if name.lower() in COUNTRIES]
    return _fit("map", countries[:1], 1)
