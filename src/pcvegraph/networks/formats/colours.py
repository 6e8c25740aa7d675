"""Colours for kinds: a fixed palette that colour-blind readers can tell apart."""

from __future__ import annotations

from collections.abc import Iterable

from pcvegraph.networks.network import Value

# “Muted” of Paul Tol, Colour Schemes, SRON/EPS/TN/09-002, issue 3.2 (2021).
PALETTE = (
    (204, 102, 119),
    (51, 34, 136),
    (221, 204, 119),
    (17, 119, 51),
    (136, 204, 238),
    (136, 34, 85),
    (68, 170, 153),
    (153, 153, 51),
    (170, 68, 153),
)
GREY = (153, 153, 153)


def colours_of(kinds: Iterable[Value]) -> dict[Value, tuple[int, int, int]]:
    """Return the colour (red, green, blue) of each kind; no kind, and those beyond nine, are grey."""
    given = {None: GREY}
    for place, kind in enumerate(sorted({kind for kind in kinds if kind is not None})):
        given[kind] = PALETTE[place] if place < len(PALETTE) else GREY
    return given
