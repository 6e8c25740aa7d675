"""What to bear in mind with the measures of this very network, with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pcvegraph.languages import Bilingual
from pcvegraph.networks.evolution import is_dated
from pcvegraph.networks.measures.measure import Measure
from pcvegraph.networks.measures.registry import find_measures
from pcvegraph.networks.measures.simple import SimpleGraph, simple_graph
from pcvegraph.networks.network import Network

ISOLATES = Bilingual("Actors without a tie: {count}.", "Acteurs sans lien\u00a0: {count}.")
LOOPS = Bilingual(
    "Edges from an actor to itself, left out: {count}.",
    "Liens d'un acteur à lui-même, laissés de côté\u00a0: {count}.",
)
MERGED = Bilingual(
    "Edges added to a parallel one, so that two actors have one tie: {count}.",
    "Liens ajoutés à un lien parallèle, pour que deux acteurs n'aient qu'un lien\u00a0: {count}.",
)
UNWEIGHTED = Bilingual("Edges without weight: {count}.", "Liens sans poids\u00a0: {count}.")
UNDATED = Bilingual(
    "Edges without any date: {count} of {all}.", "Liens sans aucune date\u00a0: {count} sur {all}."
)
ONE_PUBLISHER = Bilingual(
    "Edges on the word of one publisher: {count} of {all}.",
    "Liens sur la foi d'un seul éditeur\u00a0: {count} sur {all}.",
)
UNGROUPED = {
    "country": Bilingual(
        "Actors without a country, left out with their ties: {count}.",
        "Acteurs sans pays, laissés de côté avec leurs liens\u00a0: {count}.",
    ),
    "kind": Bilingual(
        "Actors whose kind is not known, left out with their ties: {count}.",
        "Acteurs de sorte inconnue, laissés de côté avec leurs liens\u00a0: {count}.",
    ),
}
NOTHING = Bilingual("", "")


@dataclass(frozen=True)
class Caveat:
    """Something to bear in mind with some measures of a network.

    `aspect` is one of isolates, loops, parallel, direction, weights, dates, coverage, groups; `count`
    how many nodes or edges it is about, None where it is about all.
    """

    aspect: str
    count: int | None
    measures: tuple[str, ...]
    text: Bilingual

    def as_json(self) -> dict[str, Any]:
        """Return it in values that JSON has."""
        texts = self.text._asdict()
        return {
            "aspect": self.aspect,
            "count": self.count,
            "measures": list(self.measures),
            **texts,
        }


@dataclass(frozen=True)
class _Found:
    aspect: str
    count: int | None
    text: Bilingual


def caveats(network: Network, names: Iterable[str]) -> tuple[Caveat, ...]:
    """Return what to bear in mind with these measures of `network`; equal texts are said once.

    Raises:
        ParameterError: there is no measure of a name, or a weight is not above 0.
    """
    graph = simple_graph(network)
    measures: dict[_Found, list[str]] = {}
    for measure in find_measures(names):
        for found in _of(measure, network, graph):
            measures.setdefault(found, []).append(measure.name)
    return tuple(
        Caveat(found.aspect, found.count, tuple(names), found.text)
        for found, names in measures.items()
    )


def _of(measure: Measure, network: Network, graph: SimpleGraph) -> Iterator[_Found]:
    effects = measure.effects
    if isolates := graph.degrees.count(0):
        yield _Found("isolates", isolates, _said(ISOLATES, isolates, effect=effects.isolates))
    if graph.loops:
        yield _Found("loops", graph.loops, _said(LOOPS, graph.loops))
    if graph.merged:
        yield _Found("parallel", graph.merged, _said(MERGED, graph.merged))
    if network.directed:
        yield _Found("direction", None, effects.direction)
    if any(weight != 1 for _, _, weight in graph.edges):
        yield _weights(measure, graph)
    yield from _of_edges(measure, network)
    if measure.attribute:
        yield from _groups(measure, network)


def _weights(measure: Measure, graph: SimpleGraph) -> _Found:
    counted = graph.unweighted if measure.weighted else None
    return _counted("weights", counted, UNWEIGHTED, measure.effects.weights)


def _of_edges(measure: Measure, network: Network) -> Iterator[_Found]:
    edges, effects = network.edges, measure.effects
    if not len(edges):
        return
    dates = None
    if "spells" in edges.columns:
        dates = sum(not is_dated(spells) for spells in edges["spells"])
    yield _counted("dates", dates, UNDATED, effects.dates, len(edges))
    thin = None
    if "publisher_count" in edges.columns:
        thin = sum(count == 1 for count in edges["publisher_count"])
    yield _counted("coverage", thin, ONE_PUBLISHER, effects.coverage, len(edges))


def _groups(measure: Measure, network: Network) -> Iterator[_Found]:
    columns = network.nodes.columns
    known: Sequence[Any] = columns[measure.attribute].values if measure.attribute in columns else ()
    missing = len(network.nodes) - sum(value is not None for value in known)
    if missing:
        yield _Found("groups", missing, _said(UNGROUPED[measure.attribute], missing))


def _counted(
    aspect: str, count: int | None, sentence: Bilingual, effect: Bilingual, among: int = 0
) -> _Found:
    """Return a caveat that says its number first, if there is any to count."""
    said = _said(sentence, count, among, effect) if count else effect
    return _Found(aspect, count, said)


def _said(
    sentence: Bilingual, count: int, among: int = 0, effect: Bilingual = NOTHING
) -> Bilingual:
    number = sentence.with_values(count=str(count), all=str(among))
    return Bilingual(f"{number.en} {effect.en}".strip(), f"{number.fr} {effect.fr}".strip())
