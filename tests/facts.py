"""The facts that the data were made of, and the graph, as values that can be held against each other.

A value is a pair of a key and what is said under it. Keys read as the facts do:

    canada co-chairs gctf            a relation: its evidence, dates, money, verdict, role
    community-resilience-fund        an entity, concept or disagreement
    https://…                        a source

The values of a relation hang on each piece of its evidence, so that a date is found only where its
words are. A source is known by its address: its title may be cut and its identifier changed where they
name a person. Texts of our own (descriptions, notes, comments) are not values: they change freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pcvegraph.identifiers import find_slug, kebab
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PROLOGUE = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
DATES = ("start", "end", "announced")


class Value(NamedTuple):
    """One thing said: of what (`key`), in which `field`, and `what`."""

    key: str
    field: str
    what: tuple[str, ...]


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the entries of one file of facts."""
    loaded: list[dict[str, Any]] = yaml.load((folder / f"{name}.yaml").read_text(), LOADER)
    return loaded


def values_of_facts(folder: Path) -> set[Value]:
    """Return all that the facts in `folder` say."""
    sources = load(folder, "sources")
    address = {source["id"]: source["url"] for source in sources}
    said = (
        *(_relation(fact, address) for fact in load(folder, "relations")),
        *(_entity(fact, address) for fact in load(folder, "entities")),
        *(_concept(fact, address) for fact in load(folder, "concepts")),
        *(_source(fact) for fact in sources),
        *(_disagreement(fact, address) for fact in load(folder, "contradictions")),
        *(_scale(fact) for fact in load(folder, "scales")),
    )
    return {value for values in said for value in values}


def _key(subject: str, predicate: str, object_: str) -> str:
    """Partnerships have no direction: the two stand in alphabetical order."""
    if predicate == "partners-with":
        subject, object_ = sorted((subject, object_))
    return f"{subject} {predicate} {object_}"


def _relation(fact: dict[str, Any], address: dict[str, str]) -> Iterator[Value]:
    key = _key(fact["subject"], fact["relation"], fact["object"])
    said = {name: (fact[name],) for name in (*DATES, "role", "through") if fact.get(name)}
    if "amount" in fact:
        said["amount"] = (_number(fact["amount"]["value"]), fact["amount"]["currency"])
    said |= {
        name: (fact[name.replace(" ", "_")],)
        for name in ("amount kind", "amount bound")
        if name.replace(" ", "_") in fact
    }
    if "verdict" in fact:
        said["verdict"] = (f"{fact['verdict']['scale']}-{fact['verdict']['value']}",)
    if "money_group" in fact:
        said["same money"] = ("counted" if fact.get("money_group_head") else "not counted",)
    for evidence in fact["evidence"]:
        words = (address[evidence["source"]], evidence["anchor"])
        yield Value(key, "evidence", words)
        if evidence.get("as_of"):
            yield Value(key, "as of", (evidence["as_of"], *words))
        for field, what in said.items():
            yield Value(key, field, (*what, *words))


def _number(text: object) -> str:
    return f"{float(str(text)):.2f}"


def _entity(fact: dict[str, Any], address: dict[str, str]) -> Iterator[Value]:
    key = fact["id"]
    yield from _each(key, "source", (address[source] for source in fact["sources"]))
    yield Value(key, "kind", (fact["kind"],))
    yield Value(key, "name", (fact["name"]["en"],))
    if fact["kind"] == "person":
        return
    if fact["name_fr_status"] == "attested":
        yield Value(key, "attested French name", (fact["name"]["fr"],))
    for field in ("start", "end", "website", "country"):
        if fact.get(field):
            yield Value(key, field, (fact[field],))
    yield from _each(key, "acronym", (fact.get("acronym") or {}).values())
    yield from _each(key, "identifier", (fact.get("identifiers") or {}).values())
    yield from _each(key, "concept", fact.get("concepts") or ())


def _each(key: str, field: str, whats: Iterable[str]) -> Iterator[Value]:
    return (Value(key, field, (what,)) for what in whats)


def _concept(fact: dict[str, Any], address: dict[str, str]) -> Iterator[Value]:
    key = fact["id"]
    yield Value(key, "kind", (fact["scheme"],))
    yield Value(key, "name", (fact["pref"]["en"],))
    if fact["fr_status"] == "attested":
        yield Value(key, "attested French name", (fact["pref"]["fr"],))
    for field in ("broader", "related"):
        yield from _each(key, field, fact.get(field) or ())
    yield from _each(key, "source", (address[source] for source in fact["sources"]))


def _source(fact: dict[str, Any]) -> Iterator[Value]:
    key = fact["url"]
    yield Value(key, "language", (fact["language"],))
    if fact["published"]:
        yield Value(key, "published", (fact["published"],))


def _disagreement(fact: dict[str, Any], address: dict[str, str]) -> Iterator[Value]:
    key = fact["id"]
    yield Value(key, "about", (fact["entity"],))
    for claim in fact["claims"]:
        yield Value(key, "claim", (claim["value"],))
        words = (address[claim["source"]], claim["anchor"])
        yield Value(key, "evidence", (claim["value"], *words))


def _scale(fact: dict[str, Any]) -> Iterator[Value]:
    for value in fact["values"]:
        yield Value(f"{fact['id']}-{value['id']}", "name", (value["pref"]["en"],))


# What the graph says, in the same shape


def values_of_graph(engine: Evaluator) -> set[Value]:
    """Return all that the graph says, as far as facts can say it."""
    return {*_relations(engine), *_things(engine), *_claims(engine)}


def _rows(engine: Evaluator, query: str) -> Iterator[dict[str, str]]:
    for row in engine.rows(Question(PROLOGUE + query)):
        yield {name: find_slug(term.value) or term.value for name, term in row.items()}


def _relations(engine: Evaluator) -> Iterator[Value]:
    query = """SELECT * {
      ?r rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; pcve:evidence ?e .
      ?e dcterms:source/schema:url ?source ; pcve:anchor ?anchor . OPTIONAL { ?e pcve:asOf ?asOf }
      OPTIONAL { ?r pcve:start ?start } OPTIONAL { ?r pcve:end ?end }
      OPTIONAL { ?r pcve:announced ?announced } OPTIONAL { ?r pcve:through ?through }
      OPTIONAL { ?r pcve:role ?role FILTER(LANG(?role) = "en") }
      OPTIONAL { ?r pcve:amount ?amount ; pcve:currency ?currency }
      OPTIONAL { ?r pcve:amountKind ?kind } OPTIONAL { ?r pcve:amountBound ?bound }
      OPTIONAL { ?r pcve:verdict ?verdict }
      OPTIONAL { ?r pcve:sameMoneyAs ?counted } OPTIONAL { ?uncounted pcve:sameMoneyAs ?r } }"""
    for row in _rows(engine, query):
        predicate = kebab(row["predicate"].removeprefix(PREFIXES["pcve"]))
        key = _key(row["subject"], predicate, row["object"])
        words = (row["source"], row["anchor"])
        yield Value(key, "evidence", words)
        if "asOf" in row:
            yield Value(key, "as of", (row["asOf"], *words))
        for field, what in _said(row):
            yield Value(key, field, (*what, *words))


def _said(row: dict[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field in (*DATES, "role", "through", "verdict"):
        if field in row:
            yield field, (row[field],)
    if "amount" in row:
        yield "amount", (_number(row["amount"]), row["currency"])
    if "kind" in row:
        yield "amount kind", (row["kind"].removeprefix("amount-kind-"),)
    if "bound" in row:
        yield "amount bound", (row["bound"].removeprefix("amount-bound-"),)
    # The one that is counted for a group of one stands alone.
    yield "same money", ("not counted" if "counted" in row else "counted",)


KINDS = {"Method": "practice", "Phenomenon": "phenomena", "Practice": "practices"}
FIELDS = {
    "start": "pcve:start",
    "end": "pcve:end",
    "website": "foaf:homepage",
    "acronym": "pcve:acronym",
    "concept": "dcterms:subject",
    "broader": "skos:broader",
    "related": "skos:related",
    "about": "pcve:about",
}


def _things(engine: Evaluator) -> Iterator[Value]:
    for row in _rows(engine, "SELECT ?x ?class { ?x a ?class }"):
        kind = row["class"].removeprefix(PREFIXES["pcve"])
        yield Value(row["x"], "kind", (KINDS.get(kind, kebab(kind)),))
    for row in _rows(engine, "SELECT ?x ?kind { ?x org:classification ?kind }"):
        yield Value(row["x"], "kind", (row["kind"],))
    for field, term in FIELDS.items():
        for row in _rows(engine, f"SELECT ?x ?v {{ ?x {term} ?v FILTER(isIRI(?x)) }}"):
            yield Value(row["x"], field, (row["v"],))
    for row in _rows(engine, "SELECT ?x ?v { ?x dcterms:source/schema:url ?v }"):
        yield Value(row["x"], "source", (row["v"],))
    for field, term in (("language", "dcterms:language"), ("published", "dcterms:issued")):
        for row in _rows(engine, f"SELECT ?x ?v {{ ?source schema:url ?x ; {term} ?v }}"):
            yield Value(row["x"], field, (row["v"],))
    for row in _rows(engine, "SELECT ?x ?v { ?x adms:identifier ?v }"):
        yield Value(row["x"], "identifier", (row["v"].rpartition(" ")[2],))
    countries = "SELECT ?x ?v { { ?x pcve:country/pcve:isoCode ?v } UNION { ?x pcve:isoCode ?v } }"
    for row in _rows(engine, countries):
        yield Value(row["x"], "country", (row["v"],))
    yield from _names(engine)


def _names(engine: Evaluator) -> Iterator[Value]:
    query = """SELECT ?x ?v (LANG(?v) AS ?language) ?ours {
      ?x skos:prefLabel ?v . OPTIONAL { ?x pcve:ourTranslation ?v . BIND(true AS ?ours) } }"""
    for row in _rows(engine, query):
        if row["language"] == "en":
            yield Value(row["x"], "name", (row["v"],))
        elif row["language"] == "fr" and "ours" not in row:
            yield Value(row["x"], "attested French name", (row["v"],))


def _claims(engine: Evaluator) -> Iterator[Value]:
    query = """SELECT * { ?x pcve:claim ?c . ?c pcve:value ?value ; pcve:evidence ?e .
      ?e dcterms:source/schema:url ?source ; pcve:anchor ?anchor FILTER(LANG(?value) = "en") }"""
    for row in _rows(engine, query):
        yield Value(row["x"], "claim", (row["value"],))
        yield Value(row["x"], "evidence", (row["value"], row["source"], row["anchor"]))
