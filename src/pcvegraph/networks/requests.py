"""What is asked of a network, as commands, addresses and Python say it: names and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pcvegraph.errors import ParameterError
from pcvegraph.graph.slices import Slice, read_day
from pcvegraph.networks.building import build_network
from pcvegraph.networks.choices import (
    FLAGS,
    NAMES,
    OTHERS,
    Choices,
    read_choices,
)
from pcvegraph.networks.facts import Facts
from pcvegraph.networks.manifest import with_manifest
from pcvegraph.networks.measures.measuring import measure_nodes
from pcvegraph.networks.network import Network
from pcvegraph.networks.positions import with_positions
from pcvegraph.networks.projections import Projection
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.progress import Report, silent
from pcvegraph.querying.written import unknown_parameter

AS_OF, MEASURES = OTHERS


class NetworkRequest(NamedTuple):
    """A network that is wanted.

    Attributes:
        projection: the network
        values: parameters of its query, as they were written
        choices: what of it is wanted
        day: the time slice that it is made of; None for the whole graph
        measures: what is measured of each node
        written: all of this as it was written, by name
    """

    projection: Projection
    values: Mapping[str, str]
    choices: Choices
    day: Slice | None
    measures: Sequence[str]
    written: Mapping[str, str]


def read_network_request(projection: Projection, written: Mapping[str, str]) -> NetworkRequest:
    """Return what `written` (name → value) asks of the network.

    Raises:
        ParameterError: a name that it does not have, with the nearest; a value that does not fit.
    """
    known = names_of_parameters(projection)
    for name in written:
        if name not in known:
            raise unknown_parameter("A network", name, known)
    # A form sends what was left empty; of what is true or false the name alone says true.
    written = {name: value for name, value in written.items() if value or name in FLAGS}
    own = {name: value for name, value in written.items() if name in projection.query.parameters}
    others = {name: value for name, value in written.items() if name not in {*own, AS_OF, MEASURES}}
    choices = read_choices(others)
    for name, value in own.items():
        projection.query.term(name, value)
    measures = [name.strip() for name in written.get(MEASURES, "").split(",") if name.strip()]
    day = _day(written[AS_OF], certain=choices.certain) if written.get(AS_OF) else None
    if day and (choices.start or choices.end):
        raise ParameterError(
            "A network is of one day or of a time, not of both.",
            "Leave out `as-of`, or `from` and `to`.",
        )
    if "steps" in written and not choices.centre:
        raise _alone("steps", "centre")
    if choices.certain and not (day or choices.start or choices.end):
        raise _alone("certain", "from, to or as-of")
    if choices.weighting != "count" and projection.rows != "shared":
        raise ParameterError(
            f"The network “{projection.name}” has no weighting: nothing in it is shared.",
            "Leave out `weighting`.",
        )
    return NetworkRequest(projection, own, choices, day, measures, dict(sorted(written.items())))


def _alone(name: str, others: str) -> ParameterError:
    return ParameterError(f"`{name}` says nothing by itself.", f"Write {others} too.")


def _day(value: str, *, certain: bool) -> Slice:
    return Slice(read_day(value), certain)


def make_network(
    graph: Askable,
    request: NetworkRequest,
    version: str,
    report: Report = silent,
    facts: Facts | None = None,
) -> Network:
    """Return the network that `request` asks of `graph`, measured, with its manifest.

    `version` is the fingerprint of the graph; `report` is told how far the measures are; `facts` is
    what the graph, or the slice that is asked, says, where that is known already.

    Raises:
        QueryError, EngineError: the graph cannot be asked so, or does not answer.
        ParameterError: there is no such measure.
        MissingLibraryError: a measure, or positions, need a library that is not installed.
    """
    network = build_network(
        graph, request.projection, request.values, request.choices, request.day, facts
    )
    if request.measures:
        network = _measured(network, request, report)
    if request.choices.positions:
        network = with_positions(network)
    return with_manifest(network, request.projection, request.written, version)


def names_of_parameters(projection: Projection) -> list[str]:
    """Return the names of all that can be written for the network, its query's own first."""
    return [*projection.query.parameters, *NAMES]


def _measured(network: Network, request: NetworkRequest, report: Report) -> Network:
    if not request.projection.sums_amounts:
        return measure_nodes(network, request.measures, report)
    # A measure would add amounts of different currencies.
    measured = measure_nodes(network.unweighed(), request.measures, report)
    return replace(measured, edges=network.edges)
