"""The context names every term as the ontology has it, and what is written with it reads back."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from conftest import REPOSITORY
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.describing import describing_triples
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.releases.contexts import BY_LANGUAGE, IRI, NAME, Context, read_context
from pcvegraph.releases.json_ld import as_json_ld
from pcvegraph.vocabulary import INFERENCES, PREFIXES, RDF

CONTEXT = read_context((REPOSITORY / "ontology/context/v1.jsonld").read_bytes())
XSD, PCVE = PREFIXES["xsd"], PREFIXES["pcve"]
RENAMED = {
    PREFIXES["dcterms"] + "subject": "theme",  # rdf:subject is the subject
    PREFIXES["dc"] + "publisher": "publisherName",  # dcterms:publisher is a thing
}
TERMS = """PREFIX schema: <https://schema.org/>
SELECT ?term ?class ?range WHERE {
  GRAPH <https://w3id.org/pcvegraph/graph/ontology/pcvegraph> {
    ?term a ?class .
    OPTIONAL { ?term schema:rangeIncludes ?range }
  }
}"""


def local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def test_every_term_of_the_ontology_has_its_own_name_and_the_right_kind(engine: Evaluator):
    classes: dict[str, set[str]] = {}
    ranges: dict[str, set[str]] = {}
    for row in engine.rows(Question(TERMS)):
        term = row["term"].value
        classes.setdefault(term, set()).add(local(row["class"].value))
        ranges.setdefault(term, set()).update([row["range"].value] if "range" in row else [])
    own = {term for term in classes if term.startswith(PCVE)}
    assert own <= CONTEXT.names.keys()
    for term in own:
        name, said = CONTEXT.names[term], ranges[term]
        assert name.name == local(term)
        if "ObjectProperty" in classes[term]:
            assert name.values == IRI
        elif said == {PREFIXES["rdf"] + "langString"}:
            assert name.values == BY_LANGUAGE
        elif len(said) == 1 and next(iter(said)).startswith(XSD):
            assert name.values in (next(iter(said)), "" if said == {XSD + "string"} else None)


def test_every_term_of_others_that_files_state_has_a_name_and_the_kind_of_its_values(
    snapshot: Snapshot,
):
    aligned = ox.NamedNode("https://w3id.org/pcvegraph/graph/ontology/alignments")
    kinds: dict[str, set[str]] = {}
    for quad in snapshot.stated():
        if quad.graph_name not in (INFERENCES, aligned) and quad.predicate != RDF.type:
            value = quad.object
            if isinstance(value, ox.Literal):
                kind = BY_LANGUAGE if value.language else value.datatype.value
            else:
                kind = IRI
            kinds.setdefault(quad.predicate.value, set()).add(kind)
    assert kinds.keys() <= CONTEXT.names.keys()
    for term, found in kinds.items():
        name = CONTEXT.names[term]
        assert name.name == RENAMED.get(term, local(term))
        expected = found if len(found) == 1 else {""}
        plain = {""} if expected == {XSD + "string"} else expected
        assert name.values in plain or (name.values, found) == (NAME, {IRI})


def test_no_name_stands_for_two_terms():
    names = [name.name for name in CONTEXT.names.values()]
    assert len(set(names)) == len(names)
    assert not set(names) & set(CONTEXT.prefixes)


def pyld_triples(document: bytes) -> set[str]:
    """Return what PyLD, which is not ours, makes of a document."""
    said = jsonld.to_rdf(json.loads(document), {"format": "application/n-quads"})
    return {str(quad.triple) for quad in ox.parse(said.encode(), format=ox.RdfFormat.N_QUADS)}


@pytest.mark.parametrize(
    "slug",
    [
        "algeria",
        "ottawa",
        "community-resilience-fund",
        "ran-canada-paper-date",
        "commitment-training-assistance-missions",
        "radicalization",
    ],
)
def test_an_entity_expands_to_exactly_its_triples(engine: Evaluator, slug: str):
    triples = describing_triples(engine, PREFIXES["id"] + slug)
    document = as_json_ld(triples, CONTEXT)
    assert pyld_triples(document) == {str(triple) for triple in triples}
    assert read_natively(document) == set(triples)


def read_natively(document: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(document, format=ox.RdfFormat.JSON_LD)}


def test_short_names_are_what_people_read(engine: Evaluator):
    triples = describing_triples(engine, PREFIXES["id"] + "algeria")
    nodes = {node["id"]: node for node in json.loads(as_json_ld(triples, CONTEXT))["@graph"]}
    algeria = nodes[PREFIXES["id"] + "algeria"]
    assert algeria["prefLabel"] == {"en": "Algeria", "fr": "Algérie"}
    relation = "algeria--co-chairs--gctf-west-africa-capacity-building-working-group"
    assert nodes[PREFIXES["id"] + relation]["predicate"] == "coChairs"


IRIS = st.sampled_from(
    [PREFIXES["id"] + "a", PREFIXES["pcve"] + "coChairs", "https://example.org/ü"]
)
PREDICATES = st.sampled_from([*CONTEXT.names, "https://example.org/p", PREFIXES["skos"] + "note"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
DATATYPES = st.sampled_from(
    [XSD + kind for kind in ("string", "date", "gYear", "anyURI", "decimal")]
)
LITERALS = st.one_of(
    st.builds(lambda t, tag: ox.Literal(t, language=tag), TEXTS, st.sampled_from(["en", "fr-ca"])),
    st.builds(lambda t, kind: ox.Literal(t, datatype=ox.NamedNode(kind)), TEXTS, DATATYPES),
)
TRIPLES = st.builds(
    ox.Triple,
    IRIS.map(ox.NamedNode),
    PREDICATES.map(ox.NamedNode),
    IRIS.map(ox.NamedNode) | LITERALS,
)


@pytest.mark.parametrize("context", [CONTEXT, Context()], ids=["with names", "without"])
@given(triples=st.sets(TRIPLES, max_size=12))
def test_any_triples_read_back(context: Context, triples: set[ox.Triple]):
    assert read_natively(as_json_ld(triples, context)) == triples
