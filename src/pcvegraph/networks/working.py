"""Make a network in a process of its own: what the service has done by a worker.

The functions are named in `Task`, so that `querying` knows nothing of networks.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

from pcvegraph.errors import MissingLibraryError
from pcvegraph.networks.columns import EDGES, NODES, table
from pcvegraph.networks.facts import Facts
from pcvegraph.networks.formats.known import FORMATS, NetworkFormat, find_network_format
from pcvegraph.networks.measures.engines import LARGE
from pcvegraph.networks.measures.measure import Measure
from pcvegraph.networks.measures.measuring import measure_network, measure_nodes
from pcvegraph.networks.measures.registry import MEASURES
from pcvegraph.networks.network import Network, Spell
from pcvegraph.networks.positions import with_positions
from pcvegraph.networks.projections import read_projection
from pcvegraph.networks.requests import NetworkRequest, make_network, read_network_request
from pcvegraph.networks.summary import summarise
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import Writable
from pcvegraph.querying.heads import read_head
from pcvegraph.querying.library import Query
from pcvegraph.querying.progress import Report

SMALL = 10
LARGER = LARGE + 10
_FACTS: WeakKeyDictionary[Evaluator, Facts] = WeakKeyDictionary()


def task_of(request: NetworkRequest, chosen: NetworkFormat, version: str) -> Task:
    """Return the work of making what `request` asks, and of writing it in the format `chosen`."""
    return _task("write", request, version, format=chosen.name)


def summary_task(request: NetworkRequest, version: str, *, sort: str, skip: int, most: int) -> Task:
    """Return the work of making what `request` asks, and of writing what `summarise` tells of it."""
    return _task("write_summary", request, version, sort=sort, skip=skip, most=most)


def _task(function: str, request: NetworkRequest, version: str, **how: str | int) -> Task:
    query = request.projection.query
    argument = {
        "name": query.name,
        "query": query.text,
        "written": dict(request.written),
        "version": version,
        "of_day": request.day is not None,
    }
    return Task(
        f"{__name__}:{function}",
        json.dumps(argument | how),
        f"{__name__}:prepare",
        request.day.iri if request.day else "",
    )


def prepare(evaluator: Evaluator) -> None:
    """Have ready what the workers over the graph of `evaluator` need, once: libraries, and facts."""
    _rehearse_all()
    if evaluator not in _FACTS:
        _FACTS[evaluator] = Facts(evaluator)
        _FACTS[evaluator].gather()


@cache
def _rehearse_all() -> None:
    """Measure and write a small network in every way, so that all is loaded that may be needed.

    Libraries load parts of themselves when these are first used, and a worker may open no file.
    """
    for size in (SMALL, LARGER):
        for measure in MEASURES.values():
            with suppress(MissingLibraryError):
                _rehearse(_ring(size), measure)
    with suppress(MissingLibraryError):
        with_positions(_ring(SMALL))
    for known in FORMATS:
        with suppress(MissingLibraryError):
            known.write(_ring(SMALL), BytesIO())


def _rehearse(network: Network, measure: Measure) -> None:
    if measure.level == "node":
        measure_nodes(network, [measure.name])
    else:
        measure_network(network, [measure.name])


def _ring(size: int) -> Network:
    ids = [f"https://example.org/{number:06}" for number in range(size)]
    places = list(range(size))
    nodes = table(NODES, id=ids, label=ids, kind=ids, country=ids, external_ids=[()] * size)
    edges = table(
        EDGES,
        id=ids,
        source=places,
        target=[*places[1:], 0],
        weight=[1.0] * size,
        start=["2020-01-01"] * size,
        spells=[(Spell("2020-01-01", None),)] * size,
        relations=[("https://example.org/a",)] * size,
    )
    return Network("rehearsal", directed=False, nodes=nodes, edges=edges)


def write(evaluator: Evaluator, argument: str, output: Writable, report: Report) -> None:
    """Write the network that `argument` of `task_of` tells; raises as `make_network`."""
    told = json.loads(argument)
    network = _made(evaluator, told, report)
    find_network_format(told["format"]).write(network, output)


def write_summary(evaluator: Evaluator, argument: str, output: Writable, report: Report) -> None:
    """Write what `argument` of `summary_task` tells; raises as `make_network` and `summarise`."""
    told = json.loads(argument)
    network = _made(evaluator, told, report)
    summary = summarise(network, told["sort"], told["skip"], told["most"])
    output.write(json.dumps(summary, ensure_ascii=False).encode())


def _made(evaluator: Evaluator, told: dict[str, Any], report: Report) -> Network:
    name, text = told["name"], told["query"]
    query = Query(name, read_head(name, text), text)
    # A slice has facts of its own.
    facts = None if told["of_day"] else _FACTS.get(evaluator)
    request = read_network_request(read_projection(query), told["written"])
    return make_network(evaluator, request, told["version"], report, facts)
