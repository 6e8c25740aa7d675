"""The facts of a thing, and what else points to it, without what its page tells elsewhere."""

from __future__ import annotations

from pcvegraph.identifiers import find_relation_parts
from pcvegraph.languages import LANGUAGES, Language, Texts
from pcvegraph.querying.describing import tell_statements
from pcvegraph.querying.descriptions import Description, Fact, Statement, Thing, Value
from pcvegraph.querying.evaluation import Askable
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, SKOS
from pcvegraph.web.pages.things.kinds import PageKind

CLASSIFICATION = PREFIXES["org"] + "classification"
RETIRED = PREFIXES["owl"] + "deprecated"
TOLD_BESIDE = frozenset(
    (
        DCTERMS.source.value,
        SKOS.exactMatch.value,
        SKOS.closeMatch.value,
        PCVE.ourTranslation.value,
        CLASSIFICATION,
        RETIRED,
    )
)
"""Facts that every page tells in places of their own."""

BROADER = PREFIXES["skos"] + "broader"
TOLD_ELSEWHERE = frozenset((PCVE.statement.value, PCVE.inAssessment.value))
HIDDEN: dict[PageKind, frozenset[str]] = {
    "concept": frozenset((BROADER,)),
    "source": frozenset((PCVE.copyOf.value,)),
}
"""Properties that point to a thing, and that its page tells in places of their own."""

BESIDE: dict[PageKind, frozenset[str]] = {
    "concept": frozenset((BROADER,)),
    "relation": frozenset(
        term.value
        for term in (
            *(PCVE.start, PCVE.end, PCVE.announced, PCVE.role, PCVE.verdict, PCVE.note),
            *(PCVE.amount, PCVE.currency, PCVE.amountKind, PCVE.amountBound),
            *(PCVE.through, PCVE.sameMoneyAs),
        )
    ),
    "evidence": frozenset((PREFIXES["schema"] + "url", PCVE.asOf.value)),
}
"""Facts that the page of a kind tells in places of its own."""


def tell_facts(description: Description, language: Language, kind: PageKind) -> list[Fact]:
    """Return the facts for the panel of a page, in a stable order."""
    beside = TOLD_BESIDE | BESIDE.get(kind, frozenset())
    return [f for f in description.told_facts(language) if f.property.iri not in beside]


def tell_mentions(
    engine: Askable, description: Description, kind: PageKind, told: set[str]
) -> list[Fact]:
    """Return what else points to the thing, but the things `told` (IRIs)."""
    hidden = TOLD_ELSEWHERE | HIDDEN.get(kind, frozenset())
    kept = [
        Fact(fact.property, values)
        for fact in description.mentions
        if fact.property.iri not in hidden
        if (values := tuple(v for v in fact.values if getattr(v, "iri", "") not in told))
    ]
    iris = {v.iri for f in kept for v in f.values if isinstance(v, Thing)}
    relations = {s.iri: s for s in tell_statements(engine, filter(find_relation_parts, iris))}
    return [
        Fact(fact.property, tuple(_as_said(value, relations) for value in fact.values))
        for fact in kept
    ]


def _as_said(value: Value, relations: dict[str, Statement]) -> Value:
    """Return a relation as a thing whose name is what it says; anything else as it is."""
    said = relations.get(value.iri) if isinstance(value, Thing) else None
    if not said:
        return value
    parts = (said.subject, said.predicate, said.object)
    names = Texts()
    for language in LANGUAGES:
        names[language] = " ".join(part.shown(language).text for part in parts)
    return Thing(said.iri, names)
