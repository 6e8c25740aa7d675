"""A map of the world with countries and places marked, as shapes that a template writes as SVG.

The land is a picture (static/world.svg); outlines of countries are in world.json. Both are written by
frontend/bake-world.js, from Natural Earth in the Equal Earth projection.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from pcvegraph.languages import Language
from pcvegraph.locales import LOCALES

DATA = Path(__file__).with_name("world.json")
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF_ROOT_3 = sqrt(3) / 2
"""Šavrič, Patterson and Jenny (2018), The Equal Earth map projection,
doi:10.1080/13658816.2018.1504949."""

LEAST_WIDTH = 170.0
"""What is seen at least, in units of the map, of which the world has 960: Western Europe."""

MARGIN = 14.0
SHAPE = 2.0
"""Width by height of what is seen."""

WHOLE_FROM = 0.6
"""What is wider than this part of the world is seen on the whole of it."""

DOT = 0.007
"""Radius of a dot, as a part of the width."""


class Country(NamedTuple):
    """A country to mark: its ISO 3166 code, its name ("": that of CLDR), its page ("": none)."""

    code: str
    name: str = ""
    address: str = ""


class Spot(NamedTuple):
    """A place to mark, in degrees."""

    latitude: float
    longitude: float
    name: str
    address: str = ""


class Mark(NamedTuple):
    """What is marked: an outline, or where that is "" a dot at `x`, `y`; its name, where it leads."""

    name: str
    address: str
    outline: str
    x: float
    y: float


class Drawing(NamedTuple):
    """A map: what is seen of it, the size of the whole, the marks, and the radius of a dot."""

    view: tuple[float, float, float, float]
    width: int
    height: int
    countries: tuple[Mark, ...]
    spots: tuple[Mark, ...]
    dot: float

    @property
    def view_box(self) -> str:
        """What is seen, as SVG has it."""
        return " ".join(f"{number:g}" for number in self.view)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All that is marked."""
        return self.countries + self.spots


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def draw_world(
    countries: Iterable[Sequence[str]], spots: Iterable[Sequence[Any]], language: Language
) -> Drawing:
    """Return the map that marks `countries` and `spots`, cropped to them where they lie close.

    Each is a Country or Spot, or a tuple of its parts. A country without a known code is left out.
    """
    known = _world()["countries"]
    wanted = [each for each in (Country(*parts) for parts in countries) if each.code in known]
    places = [Spot(*parts) for parts in spots]
    dots = tuple(_spot(each) for each in places)
    boxes = [tuple(known[each.code]["box"]) for each in wanted]
    view = _view([*boxes, *((mark.x, mark.y, mark.x, mark.y) for mark in dots)])
    world = _world()
    radius = round(view[2] * DOT, 2)
    marks = tuple(_country(each, known[each.code], language, radius) for each in wanted)
    return Drawing(view, world["width"], world["height"], marks, dots, radius)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a place in degrees lies on the map, as d3-geo has it."""
    world = _world()
    turned = (longitude - world["middle"] + 180) % 360 - 180
    angle = asin(HALF_ROOT_3 * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = radians(turned) * cos(angle) / (HALF_ROOT_3 * slope)
    y = angle * (A1 + A2 * square + sixth * (A3 + A4 * square))
    left, top = world["translate"]
    return left + world["scale"] * x, top - world["scale"] * y


@cache
def _world() -> dict[str, Any]:
    world: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return world


def _country(country: Country, shape: dict[str, Any], language: Language, radius: float) -> Mark:
    name = country.name or LOCALES[language].territories.get(country.code, country.code)
    left, top, right, bottom = shape["box"]
    is_small = max(right - left, bottom - top) < 2 * radius
    return Mark(name, country.address, "" if is_small else shape["path"], *shape["point"])


def _spot(spot: Spot) -> Mark:
    x, y = project(spot.latitude, spot.longitude)
    return Mark(spot.name, spot.address, "", round(x, 1), round(y, 1))


def _view(boxes: Sequence[Box]) -> Box:
    """Return left, top, width and height of what is to be seen."""
    world = _world()
    width, height = float(world["width"]), float(world["height"])
    whole = (0.0, 0.0, width, height)
    if not boxes:
        return whole
    left, top = (min(box[side] for box in boxes) - MARGIN for side in (0, 1))
    right, bottom = (max(box[side] for box in boxes) + MARGIN for side in (2, 3))
    wide = max(right - left, (bottom - top) * SHAPE, LEAST_WIDTH)
    if wide > width * WHOLE_FROM:
        return whole
    high = wide / SHAPE
    x = _within((left + right - wide) / 2, wide, width)
    y = _within((top + bottom - high) / 2, high, height)
    return round(x, 1), round(y, 1), round(wide, 1), round(high, 1)


def _within(start: float, length: float, whole: float) -> float:
    return min(max(start, 0.0), whole - length)
