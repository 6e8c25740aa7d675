"""What the graph says of the things and relations of a network, gathered in four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from pcvegraph.languages import Language, Texts
from pcvegraph.networks.network import Spell
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES, SKOS, prologue

PROLOGUE = prologue("dc", "dcterms", "pcve", "rdf", "rdfs", "schema", "skos")
STATEMENTS = """SELECT ?statement ?property ?value WHERE {
  VALUES ?property {
    rdf:predicate pcve:start pcve:earliestStart pcve:latestStart pcve:earliestEnd pcve:latestEnd
    pcve:amount pcve:currency pcve:amountKind pcve:sameMoneyAs
  }
  ?statement a pcve:Relation ; ?property ?value .
}"""
EVIDENCE = """SELECT ?statement ?source ?publisher ?address WHERE {
  ?statement a pcve:Relation ; pcve:evidence ?evidence .
  ?evidence dcterms:source ?source .
  OPTIONAL { ?source dcterms:publisher|dc:publisher ?publisher }
  OPTIONAL { ?evidence schema:url ?address }
}"""
CLAIMED = """SELECT ?statement ?disagreement WHERE {
  ?disagreement pcve:claim/pcve:statement ?statement .
}"""
THINGS = """SELECT ?thing ?property ?value WHERE {
  VALUES ?property {
    rdf:type skos:prefLabel pcve:acronym pcve:country pcve:isoCode skos:exactMatch
    pcve:earliestStart pcve:latestEnd pcve:addresses dcterms:subject pcve:partOf skos:broaderTransitive
  }
  { ?thing a pcve:Entity } UNION { ?thing a skos:Concept }
  ?thing ?property ?value .
}"""
TERMS = """SELECT ?term ?label ?wider ?temporality WHERE {
  ?term rdfs:label ?label .
  FILTER(STRSTARTS(STR(?term), STR(pcve:)))
  OPTIONAL { ?term rdfs:subClassOf ?wider }
  OPTIONAL { ?term pcve:temporality ?temporality }
}"""
PUNCTUAL, TIMELESS = (PREFIXES["pcve"] + name for name in ("punctual", "timeless"))


class Bounds(NamedTuple):
    """The days between which something began and ended, as far as sources tell; None: unknown."""

    earliest_start: str | None = None
    latest_start: str | None = None
    earliest_end: str | None = None
    latest_end: str | None = None

    @property
    def begun(self) -> str | None:
        """The day by which it certainly had begun."""
        return min(filter(None, (self.latest_start, self.latest_end)), default=None)

    @property
    def not_ended(self) -> str | None:
        """The day before which it certainly had not ended."""
        return max(filter(None, (self.earliest_start, self.earliest_end)), default=None)

    @property
    def spell(self) -> Spell | None:
        """The longest time in which it may have held; None where nothing is known of it."""
        start, end = self.earliest_start, self.latest_end
        return Spell(start, end) if start or end else None


@dataclass(frozen=True)
class Statement:
    """What the graph says of a relation.

    `counts_as` is the same for relations that one disagreement claims: they count once.
    """

    iri: str
    predicate: str
    bounds: Bounds
    amount: Decimal | None
    currency: str | None
    amount_kind: str | None
    same_money_as: str | None
    sources: tuple[str, ...]
    publishers: frozenset[str]
    addresses: tuple[str, ...]
    counts_as: str


@dataclass(frozen=True)
class Thing:
    """What the graph says of a thing; IRIs as text."""

    iri: str
    labels: Texts
    kinds: tuple[str, ...]
    acronym: str | None
    country: str | None
    external_ids: tuple[str, ...]
    bounds: Bounds
    concepts: frozenset[str]
    broader: frozenset[str]
    part_of: str | None

    def label(self, language: Language) -> str:
        """Return its name in `language`, else in another."""
        return self.labels.shown(language, self.iri.rpartition("/")[2]).text


Values = Mapping[str, list[NamedNode | Literal]]


class Facts:
    """What the graph says; asked for when it is first needed, and once."""

    def __init__(self, graph: Askable, default_graphs: tuple[str, ...] = ()) -> None:
        self._graph = graph
        self._default_graphs = default_graphs

    def gather(self) -> None:
        """Ask for all of it now."""
        _ = self.statements, self.things, self.labels, self.temporality

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The relations by IRI."""
        evidence = self._evidence()
        claims = [
            (row["statement"].value, row["disagreement"].value) for row in self._rows(CLAIMED)
        ]
        claimed = dict(sorted(claims, reverse=True))
        return {
            iri: self._statement(iri, values, evidence.get(iri, []), claimed.get(iri, iri))
            for iri, values in _grouped(self._rows(STATEMENTS), "statement").items()
        }

    @cached_property
    def things(self) -> dict[str, Thing]:
        """The entities and concepts by IRI."""
        found = _grouped(self._rows(THINGS), "thing")
        return {iri: _thing(iri, values, self._widest) for iri, values in found.items()}

    def thing(self, iri: str) -> Thing:
        """Return what is known of a thing, which may be nothing."""
        return self.things.get(iri) or unknown(iri)

    def all_kinds(self, thing: Thing) -> set[str]:
        """Return the classes of a thing with those that they specialise."""
        found: set[str] = set()
        wanted = [*thing.kinds]
        while wanted:
            kind = wanted.pop()
            if kind not in found:
                found.add(kind)
                wanted += self._widest.get(kind, ())
        return found

    def with_narrower(self, concepts: AbstractSet[str]) -> AbstractSet[str]:
        """Return concepts with all that are narrower than one of them."""
        if not concepts:
            return concepts
        return concepts | {iri for iri, thing in self.things.items() if thing.broader & concepts}

    @cached_property
    def labels(self) -> dict[str, Texts]:
        """The labels of the terms of the ontology by IRI."""
        labels: dict[str, Texts] = defaultdict(Texts)
        for row in self._terms:
            label = row["label"]
            if isinstance(label, Literal) and label.language:
                labels[row["term"].value][label.language] = label.value
        return labels

    @cached_property
    def temporality(self) -> dict[str, str]:
        """The IRI of the temporality of each predicate that has one."""
        return {
            row["term"].value: row["temporality"].value
            for row in self._terms
            if "temporality" in row
        }

    @cached_property
    def _widest(self) -> dict[str, set[str]]:
        """The classes that each class specialises."""
        wider: dict[str, set[str]] = defaultdict(set)
        for row in self._terms:
            if "wider" in row:
                wider[row["term"].value].add(row["wider"].value)
        return wider

    @cached_property
    def _terms(self) -> list[Row]:
        return self._rows(TERMS)

    def _statement(
        self, iri: str, values: Values, evidence: list[Row], counts_as: str
    ) -> Statement:
        predicate = _first(values, "rdf", "predicate") or ""
        punctual = self.temporality.get(predicate) == PUNCTUAL
        amount = _first(values, "pcve", "amount")
        return Statement(
            iri,
            predicate,
            _bounds_from_then_on(values) if punctual else _bounds(values),
            Decimal(amount) if amount else None,
            _first(values, "pcve", "currency"),
            _first(values, "pcve", "amountKind"),
            _first(values, "pcve", "sameMoneyAs"),
            tuple(sorted({row["source"].value for row in evidence})),
            frozenset(row["publisher"].value for row in evidence if "publisher" in row),
            tuple(sorted({row["address"].value for row in evidence if "address" in row})),
            counts_as,
        )

    def _evidence(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows(EVIDENCE):
            found[row["statement"].value].append(row)
        return found

    def rows(self, text: str) -> list[Row]:
        """Return the rows of a SELECT query over the same graph; raises as `Askable.rows`."""
        return self._graph.rows(Question(text, self._default_graphs))

    def _rows(self, text: str) -> list[Row]:
        return self.rows(PROLOGUE + text)


def _grouped(rows: Iterable[Row], key: str) -> dict[str, dict[str, list[NamedNode | Literal]]]:
    found: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for row in rows:
        values = found.setdefault(row[key].value, {})
        values.setdefault(row["property"].value, []).append(row["value"])
    return found


def _first(values: Values, prefix: str, name: str) -> str | None:
    found = values.get(PREFIXES[prefix] + name)
    return min(value.value for value in found) if found else None


def _all(values: Values, prefix: str, name: str) -> tuple[str, ...]:
    return tuple(sorted({value.value for value in values.get(PREFIXES[prefix] + name, [])}))


def _bounds(values: Values) -> Bounds:
    names = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
    return Bounds(*(_first(values, "pcve", name) for name in names))


def _bounds_from_then_on(values: Values) -> Bounds:
    """Return the bounds of what holds from its date on, as the slices of the graph take them."""
    bounds = _bounds(values)
    own = _first(values, "pcve", "start")
    begun = bounds.latest_start if own else bounds.latest_end or bounds.latest_start
    return Bounds(bounds.earliest_start, begun if bounds.latest_start else None)


def _thing(iri: str, values: Values, wider: Mapping[str, set[str]]) -> Thing:
    labels = Texts()
    for label in values.get(SKOS.prefLabel.value, []):
        if isinstance(label, Literal) and label.language:
            labels[label.language] = label.value
    return Thing(
        iri,
        labels,
        _most_specific(_all(values, "rdf", "type"), wider),
        _first(values, "pcve", "acronym"),
        _first(values, "pcve", "country") or (iri if _first(values, "pcve", "isoCode") else None),
        _all(values, "skos", "exactMatch"),
        Bounds(
            _first(values, "pcve", "earliestStart"), None, None, _first(values, "pcve", "latestEnd")
        ),
        frozenset((*_all(values, "pcve", "addresses"), *_all(values, "dcterms", "subject"))),
        frozenset(_all(values, "skos", "broaderTransitive")),
        _first(values, "pcve", "partOf"),
    )


def unknown(iri: str) -> Thing:
    """Return a thing of which nothing is known but its name."""
    return Thing(iri, Texts(), (), None, None, (), Bounds(), frozenset(), frozenset(), None)


def _most_specific(kinds: Iterable[str], wider: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the classes of the ontology among `kinds` that no other among them specialises."""
    ours = [kind for kind in kinds if kind.startswith(PREFIXES["pcve"])]
    general = {upper for kind in ours for upper in wider.get(kind, ())}
    return tuple(sorted(kind for kind in ours if kind not in general))
