"""What is asked again and again: one kind of question a row, from the cache or never the same twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from load.servers import PLACE

PROLOGUE = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
RELATIONS = (
    PROLOGUE
    + "SELECT ?relation ?subject ?object "
    + "WHERE { ?relation rdf:subject ?subject ; rdf:object ?object }"
)
AGGREGATE = (
    PROLOGUE
    + """SELECT ?predicate (COUNT(?relation) AS ?relations) (COUNT(DISTINCT ?subject) AS ?subjects)
WHERE { ?relation rdf:predicate ?predicate ; rdf:subject ?subject }
GROUP BY ?predicate ORDER BY DESC(?relations) ?predicate"""
)
POINT = "SELECT ?property ?value WHERE {{ <{}> ?property ?value }}"


class Floors(NamedTuple):
    """What a row must reach: times the Oxigraph server's rate; for p99, times its and milliseconds."""

    rate: float
    p99_times: float | None = None
    p99_milliseconds: float | None = None


RDFLIB_FLOOR = 3.0  # times rdflib-endpoint's rate, in every row


@dataclass(frozen=True)
class Row:
    """A kind of question. `queries` are asked in turn; cached: always the first."""

    name: str
    queries: Sequence[str]
    cached: bool
    floors: Floors

    @property
    def texts(self) -> list[str]:
        """The texts to drive with: one, or those that get a number in a comment at their end."""
        if self.cached:
            return [self.queries[0]]
        return [f"{query}\n#{PLACE}" for query in self.queries]


def make_rows(entities: Sequence[str], chosen: Sequence[str]) -> list[Row]:
    """Return the rows of the names `chosen`: each once cached and once uncached.

    `entities` are looked up in the row "point".
    """
    # One that nothing is special about comes first: it is the one that is cached.
    middle = len(entities) // 2
    entities = [*entities[middle:], *entities[:middle]]
    queries: dict[str, tuple[Sequence[str], Floors, Floors]] = {
        "ask": (["ASK {}"], Floors(0.5), Floors(0.25)),
        "point": (
            [POINT.format(entity) for entity in entities],
            Floors(0.5, 10, 25),
            Floors(0.25, 10, 25),
        ),
        "100-rows": ([RELATIONS + " LIMIT 100"], Floors(1), Floors(0.45)),
        "10k-rows": ([RELATIONS + " LIMIT 10000"], Floors(1), Floors(0.45)),
        "aggregate": ([AGGREGATE], Floors(1), Floors(0.9)),
    }
    return [
        Row(name, texts, cached=bool(cached), floors=floors)
        for name, (texts, *both) in queries.items()
        if name in chosen
        for cached, floors in zip((1, 0), both, strict=True)
    ]
