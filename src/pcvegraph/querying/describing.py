"""Ask the graph what it says of one thing: a handful of queries, gathered into a description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, Triple

from pcvegraph.errors import UnknownIdentifierError
from pcvegraph.identifiers import find_relation_parts, find_slug, split_derived
from pcvegraph.languages import Texts
from pcvegraph.querying.descriptions import (
    Claim,
    Description,
    Evidence,
    Fact,
    Source,
    Statement,
    Thing,
    Value,
)
from pcvegraph.querying.evaluation import Askable, Row, Term
from pcvegraph.querying.questions import Question, question_about
from pcvegraph.vocabulary import DCTERMS, PCVE, RDF, SKOS, prologue

PROLOGUE = prologue("dc", "dcterms", "pcve", "rdf", "rdfs", "schema", "skos")

FACTS = """SELECT DISTINCT ?property ?value WHERE {
  VALUES ?thing { THINGS }
  GRAPH ?file { ?thing ?property ?value }
  FILTER(?file != <https://w3id.org/pcvegraph/graph/inferences> || ?property = schema:url)
  FILTER(?file != <https://w3id.org/pcvegraph/graph/description>)
}"""

OWNERS = """SELECT DISTINCT ?relation ?disagreement ?claim WHERE {
  { ?relation rdf:subject THINGS } UNION { ?relation rdf:object THINGS }
  UNION { VALUES ?relation { THINGS } ?relation rdf:subject ?subject }
  UNION { ?relation pcve:evidence THINGS ; rdf:subject ?subject }
  UNION {
    ?evidence dcterms:source THINGS . ?relation pcve:evidence ?evidence ; rdf:subject ?subject
  }
  UNION { VALUES ?disagreement { THINGS } ?disagreement pcve:claim ?claim }
  UNION { VALUES ?claim { THINGS } ?disagreement pcve:claim ?claim }
  UNION { ?disagreement pcve:about THINGS ; pcve:claim ?claim }
  UNION { ?side pcve:statement THINGS . ?disagreement pcve:claim ?side, ?claim }
  UNION { ?claim pcve:evidence THINGS . ?disagreement pcve:claim ?claim }
  UNION {
    ?evidence dcterms:source THINGS . ?claim pcve:evidence ?evidence .
    ?disagreement pcve:claim ?claim
  }
}"""
"""The relations and claims that a thing is, has a part in, or supports. Its IRI stands in each
pattern, not in a VALUES clause before them, for which Oxigraph reads every piece of evidence."""

STATEMENTS = """SELECT DISTINCT
  ?relation ?subject ?predicate ?object ?temporality ?start ?end ?announced ?earliest ?latest ?role
  ?amount ?currency ?amountKind ?amountBound ?through ?countedUnder ?verdict ?assessment ?note
WHERE {
  VALUES ?relation { THINGS }
  ?relation rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  OPTIONAL { ?predicate pcve:temporality ?temporality }
  OPTIONAL { ?relation pcve:start ?start }
  OPTIONAL { ?relation pcve:end ?end }
  OPTIONAL { ?relation pcve:announced ?announced }
  OPTIONAL { ?relation pcve:earliestStart ?earliest }
  OPTIONAL { ?relation pcve:latestEnd ?latest }
  OPTIONAL { ?relation pcve:role ?role }
  OPTIONAL { ?relation pcve:amount ?amount ; pcve:currency ?currency }
  OPTIONAL { ?relation pcve:amountKind ?amountKind }
  OPTIONAL { ?relation pcve:amountBound ?amountBound }
  OPTIONAL { ?relation pcve:through ?through }
  OPTIONAL { ?relation pcve:sameMoneyAs/rdf:subject ?countedUnder }
  OPTIONAL { ?relation pcve:verdict ?verdict }
  OPTIONAL { ?relation pcve:inAssessment ?assessment }
  OPTIONAL { ?relation pcve:note ?note }
}"""

EVIDENCE = """SELECT
  ?owner ?statement ?evidence ?source ?issued ?anchor ?asOf ?locator ?address ?note
WHERE {
  VALUES ?owner { THINGS }
  ?owner pcve:evidence ?evidence .
  ?evidence dcterms:source ?source ; pcve:anchor ?anchor .
  OPTIONAL { ?owner pcve:statement ?statement }
  OPTIONAL { ?source dcterms:issued ?issued }
  OPTIONAL { ?evidence pcve:asOf ?asOf }
  OPTIONAL { ?evidence pcve:locator ?locator }
  OPTIONAL { ?evidence schema:url ?address }
  OPTIONAL { ?evidence pcve:note ?note }
}"""

SOURCES = """SELECT DISTINCT ?source ?publisher ?publisherName ?issued ?language ?page ?copyOf WHERE {
  VALUES ?source { THINGS }
  ?source a pcve:Source .
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source dc:publisher ?publisherName }
  OPTIONAL { ?source dcterms:issued ?issued }
  OPTIONAL { ?source dcterms:language ?language }
  OPTIONAL { ?source schema:url ?page }
  OPTIONAL { ?source pcve:copyOf ?copyOf }
}"""

MENTIONS = """SELECT DISTINCT ?property ?value WHERE {
  VALUES ?thing { THINGS }
  GRAPH ?file { ?value ?property ?thing }
  FILTER(?file NOT IN (
    <https://w3id.org/pcvegraph/graph/inferences>, <https://w3id.org/pcvegraph/graph/description>))
  FILTER(?property NOT IN (rdf:subject, rdf:object, pcve:evidence, pcve:about, pcve:country))
  FILTER NOT EXISTS { ?value a pcve:Evidence }
}"""
"""What a state is the country of is left out: that may be half of the graph."""


NAMES = """SELECT ?thing ?link ?name WHERE {
  VALUES ?thing { THINGS }
  ?thing ?link ?name .
  FILTER(?link IN (
    skos:prefLabel, rdfs:label, dcterms:title, pcve:topic, pcve:value, pcve:anchor, pcve:inverseLabel))
}"""

SAID = """SELECT DISTINCT ?said WHERE {
  { VALUES ?said { THINGS } }
  UNION { ?said rdf:subject THINGS }
  UNION { ?said rdf:object THINGS }
  UNION { ?relation rdf:subject THINGS ; pcve:evidence ?said }
  UNION { ?relation rdf:object THINGS ; pcve:evidence ?said }
  UNION { THINGS pcve:evidence|pcve:claim ?said }
  UNION { THINGS pcve:claim/pcve:evidence ?said }
  UNION { ?said pcve:evidence THINGS }
  UNION { ?said dcterms:source THINGS ; a pcve:Evidence }
  UNION { ?evidence dcterms:source THINGS . ?said pcve:evidence ?evidence }
}"""

TRIPLES = """CONSTRUCT { ?said ?property ?value } WHERE {
  VALUES ?said { THINGS }
  ?said ?property ?value .
}"""

TRIPLES_OF_NAMES = """CONSTRUCT { ?other ?naming ?name } WHERE {
  VALUES ?other { THINGS }
  VALUES ?naming { skos:prefLabel dcterms:title }
  ?other ?naming ?name .
}"""


def describe(engine: Askable, iri: str) -> Description:
    """Return what the graph says of `iri`.

    Raises:
        UnknownIdentifierError: nothing; with up to three identifiers that are spelt like it.
    """
    facts = _ask(engine, FACTS, [iri])
    if not facts:
        raise UnknownIdentifierError(iri, nearest(engine, iri))
    found = _ask(engine, OWNERS, [iri])
    relations = _among(found, "relation")
    statements = _ask(engine, STATEMENTS, relations) if relations else []
    owners = relations | _among(found, "claim")
    evidence = _ask(engine, EVIDENCE, owners) if owners else []
    mentions = _ask(engine, MENTIONS, [iri])
    sources = _ask(engine, SOURCES, _sources_of(iri, facts, evidence))
    tables = (facts, found, statements, evidence, mentions, sources)
    things = _Things(engine, [iri], *tables)
    kinds = [row["value"] for row in facts if row["property"] == RDF.type]
    told = _by(evidence, "owner")
    return Description(
        things[iri],
        tuple(things[kind.value] for kind in kinds),
        tuple(_facts(facts, things)),
        tuple(_statements(statements, told, things)),
        tuple(_claims(found, told, things)),
        tuple(_facts(mentions, things)),
        {source.thing.iri: source for source in _told_sources(sources, things)},
    )


def _among(rows: list[Row], column: str) -> set[str]:
    return {row[column].value for row in rows if column in row}


def _by(rows: list[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column].value, []).append(row)
    return found


def _sources_of(iri: str, facts: list[Row], evidence: list[Row]) -> set[str]:
    listed = {row["value"].value for row in facts if row["property"] == DCTERMS.source}
    return {iri} | listed | _among(evidence, "source")


def tell_statements(engine: Askable, relations: Iterable[str]) -> list[Statement]:
    """Return the statements with these IRIs and what they rest on, by date; [] for none."""
    wanted = sorted(relations)
    if not wanted:
        return []
    rows = _ask(engine, STATEMENTS, wanted)
    evidence = _ask(engine, EVIDENCE, wanted)
    things = _Things(engine, [], rows, evidence)
    return list(_statements(rows, _by(evidence, "owner"), things))


def tell_sources(engine: Askable, iris: Iterable[str]) -> dict[str, Source]:
    """Return what is known of these sources, by IRI."""
    rows = _ask(engine, SOURCES, iris)
    return {s.thing.iri: s for s in _told_sources(rows, _Things(engine, [], rows))}


def name_things(engine: Askable, iris: Sequence[str]) -> list[Thing]:
    """Return the things with these IRIs, in this order, with their names."""
    things = _Things(engine, iris)
    return [things[iri] for iri in iris]


def successor(engine: Askable, iri: str) -> str:
    """Return the IRI of what took the place of `iri`; "" where it is not retired.

    Evidence of a relation, claims and mappings are retired with what owns them.
    """
    query = "SELECT ?new WHERE { VALUES ?old { THINGS } ?old dcterms:isReplacedBy ?new }"
    owner, own = split_derived(iri)
    rows = _ask(engine, query, [owner])
    if not rows:
        return ""
    new = rows[0]["new"].value
    # What is no relation any more has no evidence.
    return new + own if find_relation_parts(new) or not find_relation_parts(owner) else new


def describing_triples(engine: Askable, iri: str) -> list[Triple]:
    """Return the triples of `iri`, of its relations and their evidence, and the names they need.

    Raises:
        UnknownIdentifierError: nothing is said of it.
    """
    said = _iris(_ask(engine, SAID, [iri]))
    triples = engine.triples(question_about(PROLOGUE + TRIPLES, said))
    if not triples:
        raise UnknownIdentifierError(iri, nearest(engine, iri))
    others = {t.object.value for t in triples if isinstance(t.object, NamedNode)}
    return triples + engine.triples(question_about(PROLOGUE + TRIPLES_OF_NAMES, others))


def _ask(engine: Askable, query: str, iris: Iterable[str]) -> list[Row]:
    return engine.rows(question_about(PROLOGUE + query, iris))


def _iris(rows: Iterable[Row], but: frozenset[str] = frozenset()) -> set[str]:
    """Return the IRIs in `rows`, but those of the columns `but`."""
    return {
        term.value
        for row in rows
        for column, term in row.items()
        if isinstance(term, NamedNode) and column not in but
    }


NAMELESS = frozenset({"relation", "owner", "evidence"})
"""Columns whose things have no name that is shown."""


class _Things:
    """The things that rows mention, with their names: asked for once."""

    def __init__(self, engine: Askable, iris: Iterable[str], *tables: list[Row]) -> None:
        mentioned = set(iris).union(*(_iris(table, NAMELESS) for table in tables))
        self._names: dict[tuple[str, bool], Texts] = {}
        for row in _ask(engine, NAMES, mentioned):
            inverse = row["link"] == PCVE.inverseLabel
            texts = self._names.setdefault((row["thing"].value, inverse), Texts())
            texts[getattr(row["name"], "language", None) or ""] = row["name"].value

    def __getitem__(self, iri: str) -> Thing:
        return Thing(
            iri, self._names.get((iri, False), Texts()), self._names.get((iri, True), Texts())
        )

    def value(self, term: Term) -> Value:
        return self[term.value] if isinstance(term, NamedNode) else term


def _facts(rows: list[Row], things: _Things) -> Iterator[Fact]:
    order = {term.value: place for place, term in enumerate(FIRST)}
    properties = {row["property"].value for row in rows if row["property"] != RDF.type}
    for iri in sorted(properties, key=lambda p: (order.get(p, len(order)), p)):
        values = sorted((row["value"] for row in rows if row["property"].value == iri), key=str)
        yield Fact(things[iri], tuple(things.value(value) for value in values))


FIRST = (
    SKOS.prefLabel,
    PCVE.acronym,
    SKOS.altLabel,
    DCTERMS.description,
    SKOS.definition,
    PCVE.start,
    PCVE.end,
    PCVE.country,
    PCVE.place,
)


def _statements(
    rows: list[Row], evidence: dict[str, list[Row]], things: _Things
) -> Iterator[Statement]:
    by_relation = _by(rows, "relation")
    for iri, group in sorted(by_relation.items(), key=lambda item: (_when(item[1][0]), item[0])):
        row = group[0]
        is_punctual = row.get("temporality") == PCVE.punctual
        yield Statement(
            iri,
            things[row["subject"].value],
            things[row["predicate"].value],
            things[row["object"].value],
            is_punctual,
            _text(row, "start"),
            _text(row, "end"),
            _text(row, "announced"),
            _texts(group, "role"),
            _text(row, "amount"),
            _text(row, "currency"),
            _thing(row, "amountKind", things),
            _thing(row, "amountBound", things),
            _thing(row, "through", things),
            _thing(row, "countedUnder", things),
            _thing(row, "verdict", things),
            _texts(group, "note"),
            tuple(_evidence(evidence.get(iri, []), things)),
            _text(row, "earliest"),
            _text(row, "latest"),
            row.get("temporality") == PCVE.timeless,
            _thing(row, "assessment", things),
        )


def _when(row: Row) -> str:
    return _text(row, "start") or _text(row, "announced")


def _claims(rows: list[Row], evidence: dict[str, list[Row]], things: _Things) -> Iterator[Claim]:
    pairs = {(row["disagreement"].value, row["claim"].value) for row in rows if "claim" in row}
    for disagreement, iri in sorted(pairs):
        told = evidence.get(iri, [])
        yield Claim(
            things[iri],
            things[disagreement],
            _thing(told[0], "statement", things) if told else None,
            tuple(_evidence(told, things)),
        )


def _told_sources(rows: list[Row], things: _Things) -> Iterator[Source]:
    for iri, group in _by(rows, "source").items():
        row = group[0]
        yield Source(
            things[iri],
            _thing(row, "publisher", things),
            _texts(group, "publisherName"),
            _text(row, "issued"),
            _text(row, "language"),
            _text(row, "page"),
            _thing(row, "copyOf", things),
        )


def _evidence(rows: list[Row], things: _Things) -> Iterator[Evidence]:
    by_iri = _by(rows, "evidence")
    for iri, group in sorted(
        by_iri.items(), key=lambda item: (_text(item[1][0], "source"), item[0])
    ):
        row = group[0]
        anchor = row["anchor"]
        assert isinstance(anchor, Literal), "a shape holds every anchor to be a text"
        yield Evidence(
            iri,
            things[row["source"].value],
            _text(row, "issued"),
            anchor,
            _text(row, "asOf"),
            _text(row, "locator"),
            _text(row, "address"),
            _texts(group, "note"),
        )


def _thing(row: Row, name: str, things: _Things) -> Thing | None:
    return things[row[name].value] if name in row else None


def _text(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _texts(rows: list[Row], name: str) -> Texts:
    found = (row[name] for row in rows if name in row)
    return Texts({getattr(term, "language", None) or "": term.value for term in found})


def nearest(engine: Askable, iri: str) -> Sequence[str]:
    """Return up to three slugs that are spelt like that of `iri`."""
    rows = engine.rows(
        Question(PROLOGUE + "SELECT ?thing WHERE { ?thing skos:prefLabel|dcterms:title ?name }")
    )
    # Of the same kind: what is not among the entities is not to be looked for among the sources.
    namespace = iri.removesuffix(find_slug(iri) or "")
    things = {row["thing"].value for row in rows}
    slugs = sorted(find_slug(thing) or "" for thing in things if thing.startswith(namespace))
    return get_close_matches(find_slug(iri) or iri, slugs, n=3, cutoff=0.5)
