"""How a network changes from year to year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pcvegraph.errors import ParameterError
from pcvegraph.languages import Bilingual
from pcvegraph.networks.network import Column, Network, Spell, Table, Type, Value

Tie = tuple[int, int]
"""The places of two nodes; without direction the smaller first."""


class Year(NamedTuple):
    """A network in one year, and what changed since the year before.

    `nodes` and `edges` are those with a tie in that year and the ties between them; parallel edges are
    one tie, loops none. `density` is the share of possible ties among those nodes, None for less than
    two. `turnover` is the share of ties replaced: of those there in this year or the year before, how
    many are not there in both; 1 - |both| / |either|, the distance of Jaccard; None if there are none
    in either. `entered` and `left` are ids of nodes with a tie this year but not the year before, and
    the other way round.
    """

    year: int
    nodes: int
    edges: int
    density: float | None
    turnover: float | None
    entered: tuple[str, ...]
    left: tuple[str, ...]


class Evolution(NamedTuple):
    """The years in order, and the number of edges that are in none because no date is known."""

    years: list[Year]
    undated: int


COLUMNS: dict[str, tuple[Type, Bilingual]] = {
    "year": ("integer", Bilingual("year", "année")),
    "nodes": ("integer", Bilingual("actors with a tie", "acteurs ayant un lien")),
    "edges": ("integer", Bilingual("ties", "liens")),
    "density": ("double", Bilingual("share of possible ties", "part des liens possibles")),
    "turnover": (
        "double",
        Bilingual("share of ties replaced since the year before", "part des liens renouvelés"),
    ),
    "entered": ("strings", Bilingual("IRIs of who came in", "IRI de qui est entré")),
    "left": ("strings", Bilingual("IRIs of who left", "IRI de qui est sorti")),
}


def is_dated(spells: Iterable[Spell]) -> bool:
    """Return whether any of `spells` has a start or an end."""
    return any(start or end for start, end in spells)


def evolution(network: Network, first: int, last: int) -> Evolution:
    """Return `network` in each year from `first` to `last`.

    An edge is there in a year if one of its spells meets the year; an open spell goes on for ever, for
    no source says when it ends. Edges without any date are counted and left out.

    Raises:
        ParameterError: the edges have no spells, or `first` is after `last`.
    """
    if first > last:
        raise ParameterError(f"The year {first} is after {last}.", "Give the earlier year first.")
    if "spells" not in network.edges.columns:
        raise ParameterError(
            "The edges of this network have no spells.", "Take a network whose edges have dates."
        )
    spells = network.edges["spells"]
    ties = _ties_by_year(network, first - 1, last)
    changes = enumerate(pairwise(ties), first)
    years = [_year(network, year, before, now) for year, (before, now) in changes]
    return Evolution(years, sum(not is_dated(edge) for edge in spells))


def as_table(years: Sequence[Year]) -> Table:
    """Return the years as a table with the columns of `Year`."""
    return Table(
        {
            name: Column(name, kind, meaning, [getattr(year, name) for year in years])
            for name, (kind, meaning) in COLUMNS.items()
        }
    )


def _ties_by_year(network: Network, first: int, last: int) -> list[set[Tie]]:
    """Return the ties that are there in each year from `first` to `last`."""
    ties: list[set[Tie]] = [set() for _ in range(first, last + 1)]
    edges = network.edges
    for source, target, spells in zip(
        edges["source"], edges["target"], edges["spells"], strict=True
    ):
        if source == target or not is_dated(spells):
            continue
        in_order = network.directed or source < target
        tie = (source, target) if in_order else (target, source)
        for year in _years(spells, first, last):
            ties[year - first].add(tie)
    return ties


def _years(spells: Iterable[Value], first: int, last: int) -> set[int]:
    """Return the years from `first` to `last` that one of `spells` meets."""
    met: set[int] = set()
    for start, end in spells:
        from_year = int(start[:4]) if start else first
        to_year = int(end[:4]) if end else last
        met.update(range(max(from_year, first), min(to_year, last) + 1))
    return met


def _year(network: Network, year: int, before: set[Tie], now: set[Tie]) -> Year:
    there, earlier = _nodes(now), _nodes(before)
    pairs = len(there) * (len(there) - 1) / (1 if network.directed else 2)
    either = before | now
    return Year(
        year,
        nodes=len(there),
        edges=len(now),
        density=len(now) / pairs if pairs else None,
        turnover=1 - len(before & now) / len(either) if either else None,
        entered=_ids(network, there - earlier),
        left=_ids(network, earlier - there),
    )


def _nodes(ties: Iterable[Tie]) -> set[int]:
    return {node for tie in ties for node in tie}


def _ids(network: Network, places: Iterable[int]) -> tuple[str, ...]:
    ids = network.nodes["id"]
    return tuple(ids[place] for place in sorted(places))
