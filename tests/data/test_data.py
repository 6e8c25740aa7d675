"""The real data pass every check, stand in normal form, and say what the founding documents say."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from conftest import REPOSITORY
from pcvegraph.checking import check
from pcvegraph.checking.reports import as_text
from pcvegraph.graph.formatting import formatted
from pcvegraph.graph.root import Root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

SHARED = REPOSITORY.parent / "shared"
SEEDS = {
    "ran-digital-study-visit-canada-2020": "ran-digital-study-visit-canada-2020.txt",
    "ccrs-working-together-for-canadians-2018": "ccrs-working-together-for-canadians-2018.txt",
    "polimetre-promise-5020-training-assistance": "polimetre-promise-training-assistance.txt",
}
needs_seeds = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the texts of the founding documents are not at hand"
)
PROLOGUE = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())


def rows(engine: Evaluator, query: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a query as text by column."""
    for row in engine.rows(Question(PROLOGUE + query)):
        yield {name: term.value for name, term in row.items()}


def plain(text: str) -> str:
    """Return `text` with typographic quotes and white space as one types them."""
    for typographic, typed in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\xa0", " ")):
        text = text.replace(typographic, typed)
    return re.sub(r"\s+", " ", text)


def test_the_data_pass_every_check(real_root: Root):
    findings = check(real_root, Settings.from_environment()).findings
    assert not findings, as_text(findings, "en")


@pytest.mark.parametrize("folder", ["data/ttl", "ontology/concepts.ttl"])
def test_the_files_stand_in_their_normal_form(folder: str):
    """`pcvegraph format` mends those named here."""
    place = REPOSITORY / folder
    files = sorted(place.rglob("*.ttl")) if place.is_dir() else [place]
    assert files
    other = [
        str(f.relative_to(REPOSITORY)) for f in files if formatted(f.read_text()) != f.read_text()
    ]
    assert other == []


@needs_seeds
@pytest.mark.parametrize("source", SEEDS)
def test_every_anchor_stands_in_its_founding_document(engine: Evaluator, source: str):
    text = plain((SHARED / "seeds" / SEEDS[source]).read_text())
    query = f"SELECT ?anchor {{ ?e dcterms:source source:{source} ; pcve:anchor ?anchor }}"
    anchors = [row["anchor"] for row in rows(engine, query)]
    assert len(anchors) > 40
    assert [anchor for anchor in anchors if plain(anchor) not in text] == []


def test_every_person_has_a_name_an_office_and_a_source_and_nothing_else(engine: Evaluator):
    allowed = {"type", "prefLabel", "source"}
    said = rows(
        engine,
        """SELECT DISTINCT ?p { ?person a pcve:Person . GRAPH ?g { ?person ?p ?o }
           FILTER(?g != <https://w3id.org/pcvegraph/graph/inferences>) }""",
    )
    assert {re.split("[#/]", row["p"])[-1] for row in said} == allowed


def test_every_relation_has_evidence_and_every_entity_a_source(engine: Evaluator):
    bare = """SELECT ?x {
      { ?x a pcve:Relation FILTER NOT EXISTS { ?x pcve:evidence ?e } }
      UNION { ?x a pcve:Entity FILTER NOT EXISTS { ?x dcterms:source ?s } } }"""
    assert list(rows(engine, bare)) == []


def test_every_entity_and_concept_has_a_name_in_both_languages(engine: Evaluator):
    missing = """SELECT ?x ?l {
      { ?x a pcve:Entity } UNION { ?x skos:inScheme ?scheme }
      VALUES ?l { "en" "fr" }
      FILTER NOT EXISTS { ?x skos:prefLabel ?name FILTER(LANG(?name) = ?l) } }"""
    assert list(rows(engine, missing)) == []
