"""All measures by name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pcvegraph.errors import ParameterError
from pcvegraph.networks.measures.measure import Level, Measure
from pcvegraph.networks.measures.of_networks import OF_NETWORKS
from pcvegraph.networks.measures.of_nodes import OF_NODES

MEASURES: dict[str, Measure] = {measure.name: measure for measure in (*OF_NODES, *OF_NETWORKS)}
OTHER_NAMES = {"communities": "community"}
"""What people say for the name of a measure that has another."""

_OTHER_LEVEL = {
    "node": "is a measure of the network as a whole, not of its nodes",
    "network": "is a measure of each node, not of the network as a whole",
}


def find_measures(names: Iterable[str], level: Level | None = None) -> list[Measure]:
    """Return the measures of these names, each once, in the order in which they are first named.

    Raises:
        ParameterError: there is no measure of a name, or it is not of this `level`.
    """
    return [_find(name, level) for name in dict.fromkeys(OTHER_NAMES.get(n, n) for n in names)]


def _find(name: str, level: Level | None) -> Measure:
    known = [known for known, measure in MEASURES.items() if level in (None, measure.level)]
    if name in known:
        return MEASURES[name]
    near = get_close_matches(name[:200].lower().replace("_", "-"), known, n=3, cutoff=0.5)
    remedy = f"Nearest: {', '.join(near)}. " * bool(near) + f"There are: {', '.join(known)}."
    if level and name in MEASURES:
        raise ParameterError(f"“{name}” {_OTHER_LEVEL[level]}.", remedy)
    raise ParameterError(f"There is no measure called “{name[:200]}”.", remedy)
