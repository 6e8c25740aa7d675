"""Python and the ontology name the same terms."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PCVE, PREFIXES, Vocabulary

NAMESPACE = PREFIXES["pcve"]


def test_the_vocabulary_and_the_ontology_have_the_same_terms(engine: Evaluator):
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT DISTINCT ?term {{
        GRAPH <https://w3id.org/pcvegraph/graph/ontology/pcvegraph> {{ ?term a ?class }}
        FILTER(STRSTARTS(STR(?term), "{NAMESPACE}")) }}"""
    defined = {row["term"].value.removeprefix(NAMESPACE) for row in engine.rows(Question(query))}
    assert PCVE.terms == defined


def test_a_misspelt_term_raises():
    with pytest.raises(AttributeError, match="pcve:coChair is not a term"):
        PCVE.coChair  # noqa: B018


def test_every_term_that_python_names_is_in_its_vocabulary():
    """A misspelt term shows only when its line runs: this reads them all."""
    known = {}
    for module in (REPOSITORY / "src").rglob("*.py"):
        for name, term in re.findall(r"\b(RDF|RDFS|SKOS|DCTERMS|PCVE)\.(\w+)", module.read_text()):
            known.setdefault(name, set()).add(term)
    from pcvegraph import vocabulary

    for name, terms in known.items():
        closed = getattr(vocabulary, name)
        assert isinstance(closed, Vocabulary)
        own = {"prefix", "iri", "terms"}
        assert terms - own <= closed.terms, name
