"""What a page tells of a network: how large it is, its time, and a page of its nodes, sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcvegraph.errors import ParameterError
from pcvegraph.networks.network import Column, Network

LABEL = "label"
TEXTS = ("id", LABEL, "kind", "country")
NUMBERS = ("integer", "double")
NOT_TOLD = ("x", "y")
FIRST_MEASURE = 1
"""Of the numbers of a node the first is its degree; what was measured comes after it."""


def summarise(network: Network, sort: str, skip: int, most: int) -> dict[str, Any]:
    """Return, in values that JSON has, what a page tells of `network`.

    `rows` are `most` nodes after the first `skip`, sorted by the column `sort`, the largest first; by ""
    those are by the first measure, else by degree. `begins` and `ends` are the first and last day that
    an edge is known to have.

    Raises:
        ParameterError: the nodes have no such column.
    """
    numbers = [each for each in network.nodes.columns.values() if _is_number(each)]
    names = [each.name for each in numbers]
    chosen = sort or names[FIRST_MEASURE if len(names) > FIRST_MEASURE else 0]
    if chosen not in (LABEL, *names):
        raise ParameterError(
            f"The nodes are not sorted by “{sort[:100]}”.", f"By: {', '.join([LABEL, *names])}."
        )
    days = [day for spells in network.edges["spells"] for spell in spells for day in spell if day]
    order = _order(network, chosen)[skip : skip + most]
    return {
        "manifest": dict(network.manifest),
        "numbers": [{"name": each.name, "meaning": each.meaning._asdict()} for each in numbers],
        "sort": chosen,
        "rows": [_row(network, place, names) for place in order],
        "begins": min(days, default=""),
        "ends": max(days, default=""),
    }


def _is_number(column: Column) -> bool:
    return column.type in NUMBERS and column.name not in NOT_TOLD


def _order(network: Network, name: str) -> Sequence[int]:
    labels = network.nodes[LABEL]
    places = sorted(range(len(labels)), key=lambda place: (labels[place] or "").casefold())
    if name == LABEL:
        return places
    values = network.nodes[name]
    return sorted(places, key=lambda place: (values[place] is None, -(values[place] or 0)))


def _row(network: Network, place: int, names: Sequence[str]) -> dict[str, Any]:
    nodes = network.nodes
    told = {name: nodes[name][place] for name in TEXTS}
    return told | {"numbers": [nodes[name][place] for name in names]}
