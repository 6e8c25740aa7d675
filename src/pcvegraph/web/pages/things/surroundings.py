"""What a page asks beside the description of its thing: places, registers, kinds, the thesaurus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from pcvegraph.languages import Texts
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Description, Thing
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import question_about
from pcvegraph.vocabulary import OWL, PCVE, prologue

PROLOGUE = prologue("dcterms", "org", "owl", "pcve", "rdf", "rdfs", "skos", "sssom", "wgs84")

WHERE = """SELECT ?place ?code ?lat ?long WHERE {
  VALUES ?place { THINGS }
  OPTIONAL { ?place pcve:country?/pcve:isoCode ?code }
  OPTIONAL { ?place wgs84:lat ?lat ; wgs84:long ?long }
  FILTER(BOUND(?code) || BOUND(?lat))
}"""

RECORDS = """SELECT ?record ?property ?target ?label ?set ?not WHERE {
  VALUES ?record { THINGS }
  ?record owl:annotatedProperty ?property ; owl:annotatedTarget ?target .
  OPTIONAL { ?record sssom:object_label ?label }
  OPTIONAL { ?record dcterms:isPartOf ?set }
  OPTIONAL { ?record sssom:predicate_modifier ?not }
}"""

KINDS = """SELECT ?thing ?kind ?start WHERE {
  VALUES ?thing { THINGS }
  GRAPH ?file { ?thing a ?class }
  FILTER(?file != <https://w3id.org/pcvegraph/graph/inferences>)
  OPTIONAL { ?thing org:classification ?finer }
  OPTIONAL { ?thing pcve:start ?start }
  BIND(COALESCE(?finer, ?class) AS ?kind)
}"""

INSIDE = """SELECT ?thing ?kind ?start ?name WHERE {
  ?thing pcve:country THINGS .
  GRAPH ?file { ?thing a ?class }
  FILTER(?file != <https://w3id.org/pcvegraph/graph/inferences>)
  OPTIONAL { ?thing org:classification ?finer }
  OPTIONAL { ?thing pcve:start ?start }
  BIND(COALESCE(?finer, ?class) AS ?kind)
  OPTIONAL { ?thing skos:prefLabel ?name }
}"""

TREE = """SELECT DISTINCT ?narrow ?broad WHERE {
  {
    VALUES ?start { THINGS } ?start skos:broader* ?up .
    ?up skos:broader ?broad . BIND(?up AS ?narrow)
  } UNION {
    VALUES ?start { THINGS } ?below skos:broader* ?start .
    ?below skos:broader ?broad . BIND(?below AS ?narrow)
  }
}"""

WITH = """SELECT ?other (COUNT(DISTINCT ?who) AS ?times) WHERE {
  { ?who pcve:addresses THINGS ; pcve:uses ?other }
  UNION { ?who pcve:uses THINGS ; pcve:addresses ?other }
} GROUP BY ?other ORDER BY DESC(?times) ?other"""

CITED = """SELECT DISTINCT ?relation WHERE {
  VALUES ?assessment { THINGS }
  ?relation pcve:inAssessment ?assessment .
}"""


BETWEEN = """SELECT DISTINCT ?relation WHERE {
  { ?relation rdf:subject ONE ; rdf:object OTHER } UNION { ?relation rdf:subject OTHER ; rdf:object ONE }
}"""


class Somewhere(NamedTuple):
    """A place of a page: the code of its country (ISO 3166, "" for none), and where it is.

    `why` is the property or predicate that leads there. Degrees are None where unknown.
    """

    thing: Thing
    why: Thing
    code: str
    latitude: float | None
    longitude: float | None


class Link(NamedTuple):
    """A match with a thing of another dataset, and the record that says so."""

    record: Thing
    property: str
    target: Thing
    dataset: Thing | None


class Kind(NamedTuple):
    """Things of one kind."""

    kind: Thing
    things: list[Thing]


class Branch(NamedTuple):
    """A concept and those that are narrower."""

    concept: Thing
    narrower: list[Branch]


def find_places(engine: Askable, description: Description) -> list[Somewhere]:
    """Return where the thing is and where it works, as far as a map can show it."""
    wanted = {place.iri: (place, why) for place, why in _places(description)}
    if not wanted:
        return []
    return [
        Somewhere(
            *wanted[row["place"].value],
            row["code"].value if "code" in row else "",
            _degrees(row, "lat"),
            _degrees(row, "long"),
        )
        for row in _ask(engine, WHERE, sorted(wanted))
    ]


def _places(description: Description) -> Iterable[tuple[Thing, Thing]]:
    here = description.thing
    names = (PCVE.locatedIn.value, PCVE.operatesIn.value)
    for statement in description.statements:
        if statement.predicate.iri in names and statement.subject.iri == here.iri:
            yield statement.object, statement.predicate
    for fact in description.facts:
        if fact.property.iri in (PCVE.country.value, PCVE.place.value):
            yield from ((value, fact.property) for value in fact.values if isinstance(value, Thing))
        elif fact.property.iri == PCVE.isoCode.value or fact.property.iri.endswith("#lat"):
            yield here, fact.property


def _degrees(row: Row, name: str) -> float | None:
    return float(row[name].value) if name in row else None


def find_links(engine: Askable, description: Description) -> list[Link]:
    """Return the accepted matches of the thing with other datasets, by dataset."""
    records = _values(description, OWL.annotatedSource.value)
    if not records:
        return []
    rows = [row for row in _ask(engine, RECORDS, sorted(records)) if "not" not in row]
    sets = {row["set"].value for row in rows if "set" in row}
    named = _named(engine, sets | {row["target"].value for row in rows})
    found = [
        Link(
            records[row["record"].value],
            row["property"].value,
            named[row["target"].value],
            named[row["set"].value] if "set" in row else None,
        )
        for row in rows
    ]
    return sorted(
        found, key=lambda link: (link.dataset.iri if link.dataset else "", link.target.iri)
    )


def _values(description: Description, property_iri: str) -> dict[str, Thing]:
    mentions = [fact for fact in description.mentions if fact.property.iri == property_iri]
    return {v.iri: v for fact in mentions for v in fact.values if isinstance(v, Thing)}


def by_kind(engine: Askable, things: Mapping[str, Thing]) -> list[Kind]:
    """Return `things` by their finest kind, the largest kind first; in a kind by date, undated last."""
    rows = _ask(engine, KINDS, sorted(things)) if things else []
    return _kinds(engine, rows, things)


def find_inside(engine: Askable, country: Thing) -> list[Kind]:
    """Return the things whose country this is, by kind as `by_kind`."""
    rows = _ask(engine, INSIDE, [country.iri])
    names: dict[str, Texts] = {row["thing"].value: Texts() for row in rows}
    for row in rows:
        name = row.get("name")
        if isinstance(name, Literal):
            names[row["thing"].value][name.language or ""] = name.value
    return _kinds(engine, rows, {iri: Thing(iri, texts) for iri, texts in names.items()})


def _kinds(engine: Askable, rows: list[Row], things: Mapping[str, Thing]) -> list[Kind]:
    kind_of = {row["thing"].value: row for row in sorted(rows, key=lambda row: row["kind"].value)}
    found: dict[str, list[tuple[str, str]]] = {}
    for iri, row in kind_of.items():
        start = row["start"].value if "start" in row else "9"
        found.setdefault(row["kind"].value, []).append((start, iri))
    kinds = _named(engine, found)
    return [
        Kind(kinds[kind], [things[iri] for _, iri in sorted(inside)])
        for kind, inside in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def find_tree(engine: Askable, concept: Thing) -> list[Branch]:
    """Return the concepts around a concept, from the broadest down to all that are narrower."""
    rows = _ask(engine, TREE, [concept.iri])
    pairs = {(row["narrow"].value, row["broad"].value) for row in rows}
    named = _named(engine, {iri for pair in pairs for iri in pair} | {concept.iri})
    tops = sorted({*(iri for pair in pairs for iri in pair), concept.iri} - {n for n, _ in pairs})
    return [_branch(top, pairs, named, ()) for top in tops]


def _branch(
    iri: str, pairs: set[tuple[str, str]], named: Mapping[str, Thing], above: tuple[str, ...]
) -> Branch:
    below = sorted(narrow for narrow, broad in pairs if broad == iri and narrow not in above)
    return Branch(named[iri], [_branch(one, pairs, named, (*above, iri)) for one in below])


def find_companions(engine: Askable, concept: Thing) -> list[tuple[Thing, int]]:
    """Return the practices that go with a phenomenon (or the reverse), and with how many things."""
    rows = _ask(engine, WITH, [concept.iri])
    named = _named(engine, {row["other"].value for row in rows})
    return [(named[row["other"].value], int(row["times"].value)) for row in rows]


def find_cited(engine: Askable, assessments: Iterable[str]) -> list[str]:
    """Return the IRIs of the relations that say what these assessments cite."""
    wanted = sorted(assessments)
    return [row["relation"].value for row in _ask(engine, CITED, wanted)] if wanted else []


def find_between(engine: Askable, one: Thing, other: Thing) -> list[str]:
    """Return the IRIs of the relations between two things, in either direction."""
    query = BETWEEN.replace("ONE", str(NamedNode(one.iri))).replace(
        "OTHER", str(NamedNode(other.iri))
    )
    return [row["relation"].value for row in _ask(engine, query, [])]


def _named(engine: Askable, iris: Iterable[str]) -> dict[str, Thing]:
    wanted = sorted(iris)
    return {thing.iri: thing for thing in name_things(engine, wanted)} if wanted else {}


def _ask(engine: Askable, query: str, iris: Sequence[str]) -> list[Row]:
    return engine.rows(question_about(PROLOGUE + query, iris))
