"""Which networks there are: a query of queries/networks whose head says how its rows become a network.

    # network: undirected
    # rows: shared
    # nodes@en: an actor
    # edges@en: two actors take part in the same event, initiative or forum
    # weight@en: in how many of them

`rows` is "tied" or "shared". A query for ties gives `?source ?target ?relation`, and each row is a part
of an edge. A query for what is shared gives `?node ?through ?relation`, and two nodes have an edge where
they share a thing. Other columns are not read. `network` is "directed" or "undirected". A head with
`# weighs: amount` makes an edge weigh the money that its relations tell of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, cast

from pcvegraph.errors import QueryHeadError, UnknownNetworkError
from pcvegraph.languages import Bilingual
from pcvegraph.networks.choices import NAMES
from pcvegraph.querying.library import Query

TOPIC = "networks"
Rows = Literal["tied", "shared"]
COLUMNS: dict[Rows, tuple[str, str, str]] = {
    "tied": ("source", "target", "relation"),
    "shared": ("node", "through", "relation"),
}
DIRECTIONS = {"directed": True, "undirected": False}
WEIGHTS = ("", "amount")


@dataclass(frozen=True)
class Projection:
    """A network of the library, and the query that it is made of.

    Attributes:
        name: what it is called in commands and addresses
        query: the query
        directed: whether an edge has a direction
        rows: what a row of the query is
        sums_amounts: whether an edge weighs the money it stands for, else what its parts count
        nodes, edges, weight: what they are, in words
    """

    name: str
    query: Query
    directed: bool
    rows: Rows
    sums_amounts: bool
    nodes: Bilingual
    edges: Bilingual
    weight: Bilingual

    @property
    def columns(self) -> tuple[str, str, str]:
        """The three columns of the query that are read."""
        return COLUMNS[self.rows]


def read_projections(library: Mapping[str, Query]) -> dict[str, Projection]:
    """Return the networks of `library` by name, sorted; raises as `read_projection`."""
    found = {name: query for name, query in library.items() if name.startswith(TOPIC + "/")}
    projections = map(read_projection, found.values())
    return {each.name: each for each in projections}


def read_projection(query: Query) -> Projection:
    """Return the network that the head of `query` describes.

    Raises:
        QueryHeadError: the head lacks a line, or has another value; the query lacks a column, or has
            a parameter with the name of a choice that every network has.
    """
    direction = _one_of(query, "network", tuple(DIRECTIONS))
    rows = cast("Rows", _one_of(query, "rows", tuple(COLUMNS)))
    weight = _one_of(query, "weighs", WEIGHTS)
    _check_parameters(query)
    for column in COLUMNS[rows]:
        if column not in query.columns:
            raise QueryHeadError(
                f"{query.head.path}: a network of rows “{rows}” needs the column ?{column}.",
                f"Select it, and say what it means: # column {column}@en: …",
            )
    return Projection(
        query.name.removeprefix(TOPIC + "/"),
        query,
        DIRECTIONS[direction],
        rows,
        weight == "amount",
        query.head.bilingual("nodes"),
        query.head.bilingual("edges"),
        query.head.bilingual("weight"),
    )


def find_projection(projections: Mapping[str, Projection], name: str) -> Projection:
    """Return the network called `name`; raises UnknownNetworkError, with the nearest names."""
    wanted = name.removeprefix(TOPIC + "/")
    if wanted in projections:
        return projections[wanted]
    raise UnknownNetworkError(name, get_close_matches(wanted, projections, n=3, cutoff=0.3))


def _check_parameters(query: Query) -> None:
    for name in query.parameters:
        if name in NAMES:
            raise QueryHeadError(
                f"{query.head.path}: every network has a parameter “{name}” of its own.",
                "Give the parameter of the query another name.",
            )


def _one_of(query: Query, key: str, known: tuple[str, ...]) -> str:
    value = query.head.text(key)
    if value not in known:
        raise QueryHeadError(
            f"{query.head.path}: the head says “# {key}: {value}”.",
            f"Write one of: {', '.join(filter(None, known))}.",
        )
    return value
