"""What a change does to the networks of the library, each as it is without any choice."""

from __future__ import annotations

from collections.abc import Mapping

from pcvegraph.changes.change import ChangedNetwork, Neighbours
from pcvegraph.changes.phrases import names
from pcvegraph.changes.sides import Side, Sides
from pcvegraph.languages import Bilingual
from pcvegraph.networks.building import build_network
from pcvegraph.networks.choices import Choices
from pcvegraph.networks.facts import Facts
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import Projection, read_projections
from pcvegraph.querying.library import Query
from pcvegraph.querying.progress import Report, silent

MOST_DEGREES = 5
Degrees = dict[str, int]
"""IRI of a node → how many others it has an edge with."""


class _Networks:
    """The networks of one side, made of what its graph says."""

    def __init__(self, side: Side, library: Mapping[str, Query]) -> None:
        self.projections = read_projections(library)
        self._engine = side.engine
        self._facts = Facts(side.engine)

    def make(self, name: str) -> tuple[Degrees, int]:
        """Return the nodes of a network with their degrees, and how many edges it has."""
        chosen = self.projections[name]
        made = build_network(self._engine, chosen, {}, Choices(), facts=self._facts)
        return _degrees(made), len(made.edges)


def find_network_changes(
    sides: Sides,
    before: Mapping[str, Query],
    after: Mapping[str, Query],
    report: Report = silent,
) -> tuple[ChangedNetwork, ...]:
    """Return which networks of the two libraries are otherwise than before, by name.

    One that is in only one of the libraries is made of both graphs: what the data does to it is told.

    Raises:
        QueryError: a network of either library cannot be made.
    """
    both = dict(before) | dict(after)
    old = _Networks(sides.before, both | dict(before))
    new = _Networks(sides.after, both)
    known = new.projections
    found = []
    for place, (name, projection) in enumerate(sorted(known.items())):
        report(projection.query.name, place / len(known))
        found.append(_compared(sides, projection, old.make(name), new.make(name)))
    return tuple(network for network in found if network)


def _compared(
    sides: Sides, projection: Projection, old: tuple[Degrees, int], new: tuple[Degrees, int]
) -> ChangedNetwork | None:
    if old == new:
        return None
    (before, edges_before), (after, edges_after) = old, new
    return ChangedNetwork(
        projection.name,
        projection.query.title,
        (len(before), len(after)),
        (edges_before, edges_after),
        tuple(_named(sides, after.keys() - before.keys())),
        tuple(_named(sides, before.keys() - after.keys())),
        tuple(_largest(sides, before, after)),
    )


def _named(sides: Sides, iris: set[str]) -> list[Bilingual]:
    for side in sides.both():
        side.learn(iris)
    return sorted(names(sides.thing(iri)) for iri in iris)


def _largest(sides: Sides, before: Degrees, after: Degrees) -> list[Neighbours]:
    """Return the nodes whose number of neighbours changed most."""
    stayed = [iri for iri in before.keys() & after.keys() if before[iri] != after[iri]]
    stayed.sort(key=lambda iri: (-abs(after[iri] - before[iri]), iri))
    return [
        Neighbours(names(sides.thing(iri)), before[iri], after[iri])
        for iri in stayed[:MOST_DEGREES]
    ]


def _degrees(network: Network) -> Degrees:
    neighbours: dict[int, set[int]] = {place: set() for place in range(len(network.nodes))}
    for source, target in zip(network.edges["source"], network.edges["target"], strict=True):
        neighbours[source].add(target)
        neighbours[target].add(source)
    iris = network.nodes["id"]
    return {iris[place]: len(others - {place}) for place, others in neighbours.items()}
