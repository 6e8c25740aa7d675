"""Measure the nodes of a network, or the network as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pcvegraph.networks.measures import network_values, node_values
from pcvegraph.networks.measures.caveats import caveats
from pcvegraph.networks.measures.engines import choose_engine
from pcvegraph.networks.measures.measure import Measure
from pcvegraph.networks.measures.registry import find_measures
from pcvegraph.networks.measures.simple import simple_graph
from pcvegraph.networks.network import Column, Network, Value
from pcvegraph.querying.progress import Report, silent

LIBRARIES = ("networkx", "rustworkx", "scipy", "graspologic-native")


def measure_nodes(network: Network, names: Iterable[str], report: Report = silent) -> Network:
    """Return `network` with a column of nodes for each of the measures `names`.

    The column has the name of the measure with "_" for "-", and None where the measure's range says
    that there is no value. The manifest gets what was measured, by which method, and its caveats.
    `report` is called before and after each measure, and in between where its progress can be known.

    Raises:
        ParameterError: there is no measure of nodes of a name, or a weight is not above 0.
        PcvegraphError: a library that only the extra `networks` installs is needed.
    """
    chosen = find_measures(names, "node")
    graph = simple_graph(network)
    engine = choose_engine(graph)
    columns = []
    for measure in chosen:
        report(measure.name, None)
        values = node_values.VALUES[measure.name](graph, engine, report)
        columns.append(Column(measure.column, measure.type, measure.meaning, values))
        report(measure.name, 1.0)
    return _with_account(network.with_nodes(*columns), chosen)


def measure_network(
    network: Network, names: Iterable[str], report: Report = silent
) -> dict[str, float | int | None]:
    """Return the value of each of the measures `names` of `network` as a whole.

    None stands where a measure is not defined: density for less than two nodes; reciprocity without
    direction; centralisation for less than three nodes, that by closeness also for a network in
    several parts; assortativity where all ends are alike; and without any edge (for a country or
    kind: between nodes whose country or kind is known) also modularity, reciprocity, assortativity
    and E–I index.

    Raises:
        ParameterError: there is no measure of networks of a name, or a weight is not above 0.
        PcvegraphError: a library that only the extra `networks` installs is needed.
    """
    chosen = find_measures(names, "network")
    graph = simple_graph(network)
    engine = choose_engine(graph)
    values: dict[str, float | int | None] = {}
    for measure in chosen:
        report(measure.name, None)
        groups = _groups(network, measure.attribute)
        values[measure.name] = network_values.VALUES[measure.name](graph, engine, groups)
        report(measure.name, 1.0)
    return values


def _groups(network: Network, attribute: str) -> Sequence[Value]:
    if attribute in network.nodes.columns:
        return network.nodes[attribute]
    return [None] * len(network.nodes)


def _with_account(network: Network, chosen: Sequence[Measure]) -> Network:
    """Return `network` with an account of its measures, those of before included, in its manifest."""
    before: Sequence[Mapping[str, Any]] = network.manifest.get("measures", ())
    accounts = {account["name"]: account for account in (*before, *map(_account, chosen))}
    said = {
        "measures": list(accounts.values()),
        "measure_caveats": [caveat.as_json() for caveat in caveats(network, accounts)],
        "measured_with": _versions(),
    }
    return replace(network, manifest={**network.manifest, **said})


def _account(measure: Measure) -> dict[str, Any]:
    texts = ("title", "meaning", "range", "method")
    said = {text: getattr(measure, text)._asdict() for text in texts}
    return {"name": measure.name, "column": measure.column, **said, "source": measure.source}


@cache
def _versions() -> dict[str, str]:
    """Return the versions of the libraries that take part where they are installed."""
    found = {}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found
