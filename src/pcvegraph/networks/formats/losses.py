"""What a format cannot hold of a network: said once per format, counted for each network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple, TypeAlias

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats.texts import absent
from pcvegraph.networks.network import Network, Table, Type


@dataclass(frozen=True)
class Loss:
    """Something of a network that a file does not hold as it is.

    `format`: the name of the format; `what`: what is lost, in a word or two, the same in every format;
    `count`: how many values, columns, edges or networks it concerns, as the sentence says.
    """

    format: str
    what: str
    count: int
    sentence: Bilingual


Losses: TypeAlias = list[Loss]


class Holding(NamedTuple):
    """How a format holds something: as it is ("yes"), in another form, or not ("no").

    `sentence` says the form, or what becomes of it.
    """

    how: Literal["yes", "otherwise", "no"]
    sentence: Bilingual = Bilingual("", "")


YES = Holding("yes")
NO_COLOURS = Holding("no")
JOINED = Holding(
    "otherwise",
    Bilingual(
        "Lists are texts, joined by “ | ”; a “|” in an item becomes “¦”.",
        "Les listes sont des textes, joints par « | » ; un « | » y devient « ¦ ».",
    ),
)
INTERVALS = Holding(
    "otherwise",
    Bilingual(
        "Spells are texts, 2015-01-01/2016-12-31, with “..” for an open end.",
        "Les périodes sont des textes, 2015-01-01/2016-12-31, « .. » pour une fin ouverte.",
    ),
)
DATES_AS_TEXT = Holding(
    "otherwise", Bilingual("Dates are texts, 2015-01-31.", "Les dates sont des textes, 2015-01-31.")
)
CONTROLS_REMOVED = Holding(
    "otherwise",
    Bilingual(
        "Control characters, which the format forbids, are removed.",
        "Les caractères de contrôle, que le format interdit, sont ôtés.",
    ),
)


@dataclass(frozen=True)
class Holds:
    """What a format holds, in the order of the table of losses."""

    types: Holding = YES
    lists: Holding = YES
    dates: Holding = YES
    spells: Holding = YES
    characters: Holding = YES
    names: Holding = YES
    direction: Holding = YES
    parallel_edges: Holding = YES
    loops: Holding = YES
    positions: Holding = YES
    colours: Holding = NO_COLOURS
    manifest: Holding = YES

    def rows(self) -> list[tuple[str, Holding]]:
        """Return each thing, named as in `Loss.what`, and how it is held."""
        return [(f.name.replace("_", " "), getattr(self, f.name)) for f in fields(self)]


def losses_of(name: str, holds: Holds, network: Network, counted: dict[str, int]) -> Losses:
    """Return the losses of `network` in the format `name`.

    What only the writer knows stands in `counted`, by what is lost; the rest is counted here. Colours
    are made by a format, so that one without them loses nothing.
    """
    return [
        Loss(name, what, count, held.sentence)
        for what, held in holds.rows()
        if held.how != "yes"
        and (count := counted[what] if what in counted else _count(what, held, network))
    ]


def _count(what: str, held: Holding, network: Network) -> int:
    count = _COUNTS.get(what)
    return count(network, held) if count else 0


def _values(*types: Type) -> Callable[[Network, Holding], int]:
    """Return what counts the values of these types."""

    def count(network: Network, _: Holding) -> int:
        return sum(
            len(column.values) - column.values.count(absent(column.type))
            for table in (network.nodes, network.edges)
            for column in table.columns.values()
            if column.type in types
        )

    return count


def _parallel(network: Network, _: Holding) -> int:
    edges = network.edges
    return len(edges) - len(set(_ends(edges)))


def _ends(edges: Table) -> Iterable[tuple[int, int]]:
    if not edges.columns:
        return ()
    return zip(edges["source"], edges["target"], strict=True)


def _loops(network: Network, _: Holding) -> int:
    return sum(source == target for source, target in _ends(network.edges))


def _undirected(network: Network, _: Holding) -> int:
    return int(not network.directed)


def _positions(network: Network, _: Holding) -> int:
    return len(network.nodes) if {"x", "y"} <= set(network.nodes.columns) else 0


def _manifest(network: Network, _: Holding) -> int:
    return int(bool(network.manifest))


_COUNTS: dict[str, Callable[[Network, Holding], int]] = {
    "lists": _values("strings"),
    "dates": _values("date"),
    "spells": _values("spells"),
    "direction": _undirected,
    "parallel edges": _parallel,
    "loops": _loops,
    "positions": _positions,
    "manifest": _manifest,
}


def parallel_edges(network: Network) -> int:
    """Return how many edges have the ends of an earlier one."""
    return _parallel(network, YES)
