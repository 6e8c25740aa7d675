"""Which kind of page a thing has."""

from __future__ import annotations

from typing import Literal

from pcvegraph.querying.descriptions import Description
from pcvegraph.vocabulary import PCVE, PREFIXES

PageKind = Literal[
    "entity",
    "event",
    "commitment",
    "forum",
    "state",
    "concept",
    "relation",
    "evidence",
    "source",
    "thing",
]
KINDS: dict[str, PageKind] = {
    PCVE.Source.value: "source",
    PCVE.Evidence.value: "evidence",
    PCVE.Event.value: "event",
    PCVE.Commitment.value: "commitment",
    PCVE.Forum.value: "forum",
    PCVE.WorkingGroup.value: "forum",
    PCVE.State.value: "state",
    PCVE.Phenomenon.value: "concept",
    PCVE.Practice.value: "concept",
    PREFIXES["skos"] + "Concept": "concept",
}
WITHOUT_RELATIONS = frozenset(
    (
        PCVE.Disagreement.value,
        PCVE.Claim.value,
        PCVE.Mapping.value,
        PCVE.MappingSet.value,
        PREFIXES["skos"] + "ConceptScheme",
    )
)
"""Classes of things that are neither an end of relations nor a kind of their own."""


def kind_of(description: Description) -> PageKind:
    """Return the kind of page, which is the name of its template too."""
    if any(s.iri == description.thing.iri for s in description.statements):
        return "relation"
    classes = [kind.iri for kind in description.types]
    if WITHOUT_RELATIONS.intersection(classes):
        return "thing"
    return next((KINDS[iri] for iri in classes if iri in KINDS), "entity")
