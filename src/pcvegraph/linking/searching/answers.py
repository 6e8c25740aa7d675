"""The answer to a search, as it is told: hits with the name that matched, facets, what is near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from pcvegraph.identifiers import kebab
from pcvegraph.languages import Language, Texts
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.searching.requests import SearchRequest
from pcvegraph.linking.searching.searcher import FACETS, Found, Hit, Searcher
from pcvegraph.querying.written import check_known
from pcvegraph.vocabulary import local_name

REMEMBERED = 20_000


class Searchable(Protocol):
    """The things of a graph, what their kinds are called, and what finds them."""

    searcher: Searcher

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The things by IRI."""

    @property
    def kinds(self) -> Mapping[str, Texts]:
        """What the classes of the ontology are called, by IRI."""


class Answer(NamedTuple):
    """What was found, and where that is nothing, names that are spelt like what was typed."""

    request: SearchRequest
    found: Found
    nearest: Sequence[str] = ()


def search_names(names: Searchable, request: SearchRequest) -> Answer:
    """Return the answer to `request`.

    Raises:
        ParameterError: a country or phenomenon that the graph does not have, with the nearest.
    """
    narrowing = request.narrowing
    check_known(narrowing.countries | narrowing.phenomena, names.entities)
    found = names.searcher.search(
        request.text, narrowing, language=request.language, most=request.most, skip=request.skip
    )
    nearest = names.searcher.nearest(request.text) if request.text and not found.total else ()
    return Answer(request, found, nearest)


def told(names: Searchable, answer: Answer) -> dict[str, Any]:
    """Return the answer as JSON has it."""
    request, found, _ = answer
    return {
        "text": request.text,
        "total": found.total,
        "skip": request.skip,
        "most": request.most,
        "hits": [_hit(names, hit, request.language) for hit in found.hits],
        "facets": {facet: _facet(names, answer, facet) for facet in FACETS},
        "nearest": list(answer.nearest),
    }


def _hit(names: Searchable, hit: Hit, language: Language) -> dict[str, Any]:
    entity = hit.entity
    label = entity.labels.shown(language, local_name(entity.iri))
    description = entity.description.shown(language)
    return {
        "id": entity.iri,
        "score": hit.score,
        "label": label._asdict(),
        "matched": hit.name._asdict(),
        "kinds": [_named(names, kind, language) for kind in entity.kinds],
        "country": _named(names, entity.country, language) if entity.country else None,
        "start": entity.record.start,
        "end": entity.record.end,
        "description": description._asdict() if description.text else None,
    }


def _facet(names: Searchable, answer: Answer, facet: str) -> list[dict[str, Any]]:
    """Return the values of a facet with their counts; what is narrowed to stays, even with none."""
    counts = dict(answer.found.facets[facet])
    chosen = getattr(answer.request.narrowing, facet)
    for value in sorted(chosen):
        counts.setdefault(value, 0)
    language = answer.request.language
    return [
        _named(names, value, language) | {"count": count, "chosen": value in chosen}
        for value, count in counts.items()
    ]


def _named(names: Searchable, value: str, language: Language) -> dict[str, Any]:
    """Return a value of a facet as it is written in a request, and what it is called."""
    entity = names.entities.get(value)
    labels = entity.labels if entity else names.kinds.get(value, Texts())
    shown = labels.shown(language, local_name(value))
    return {"value": _written(value), **shown._asdict()}


@lru_cache(maxsize=REMEMBERED)
def _written(value: str) -> str:
    return kebab(local_name(value))
