"""The tables hold what the graph states, as files that a spreadsheet and Frictionless read."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode

from conftest import REPOSITORY
from pcvegraph.graph.root import find_root
from pcvegraph.querying.evaluation import Evaluator, Table
from pcvegraph.querying.library import read_library
from pcvegraph.querying.questions import Question
from pcvegraph.releases.files import DATAPACKAGE
from pcvegraph.releases.material import Material, find_tables
from pcvegraph.releases.tables import as_csv
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, RDF, SKOS

TABLES = ("entities", "relations", "evidence", "sources")
SUBJECTS = {"relations": PCVE.Relation, "evidence": PCVE.Evidence, "sources": PCVE.Source}


@pytest.fixture(scope="module")
def material(engine: Evaluator) -> Material:
    return Material(engine, find_tables(read_library(find_root(REPOSITORY))))


@pytest.fixture(scope="module")
def rows(material: Material) -> dict[str, list[dict[str, str]]]:
    return {name: read(as_csv(material.table(name))) for name in TABLES}


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def values(engine: Evaluator, subject: str, *predicates: NamedNode) -> list[str]:
    store = engine.snapshot.store
    return sorted(
        quad.object.value
        for predicate in predicates
        for quad in store.quads_for_pattern(NamedNode(subject), predicate, None, DefaultGraph())
        if isinstance(quad.object, NamedNode | Literal)
    )


def test_each_thing_relation_evidence_and_source_is_one_row(engine: Evaluator, rows):
    for name, kind in SUBJECTS.items():
        asked = Question(f"SELECT ?x {{ ?x a {kind} }}")
        assert sorted(row["x"].value for row in engine.rows(asked)) == [r["id"] for r in rows[name]]
    both = f"{{ ?x a {PCVE.Entity} }} UNION {{ ?x a <{PREFIXES['skos']}Concept> }}"
    asked = Question(f"SELECT DISTINCT ?x {{ {both} }}")
    assert {r["x"].value for r in engine.rows(asked)} == {r["id"] for r in rows["entities"]}


def test_a_cell_holds_all_values_of_the_graph_and_no_other(engine: Evaluator, rows):
    for row in rows["entities"]:
        for column, term in (("otherNames", SKOS.altLabel), ("acronyms", PCVE.acronym)):
            found = list(dict.fromkeys(values(engine, row["id"], term)))
            assert row[column].lstrip("'") == "|".join(found).lstrip("'")
        assert (
            row["sources"].split("|") == values(engine, row["id"], DCTERMS.source)
            or not row["sources"]
        )
        assert [row["start"]] == (values(engine, row["id"], PCVE.start) or [""])
    for row in rows["relations"]:
        assert [row["object"]] == values(engine, row["id"], RDF.object)
        assert PREFIXES["pcve"] + row["predicate"] in values(engine, row["id"], RDF.predicate)
        assert [row["amount"]] == (values(engine, row["id"], PCVE.amount) or [""])


def test_no_value_has_the_bar_that_joins_values(rows):
    joined = {
        "entities": ["otherNames", "acronyms", "sources", "subjects"],
        "relations": ["sources"],
    }
    for name, columns in joined.items():
        for row in rows[name]:
            for column in columns:
                assert all(row[column].split("|")) or not row[column]


def test_the_package_is_valid_and_its_keys_lead_somewhere(material: Material, tmp_path: Path):
    for name in TABLES:
        (tmp_path / f"{name}.csv").write_bytes(as_csv(material.table(name)))
    (tmp_path / "datapackage.json").write_bytes(DATAPACKAGE.make(material))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert [task.name for task in report.tasks] == sorted(TABLES)


def test_the_package_says_what_each_file_is(material: Material):
    package = json.loads(DATAPACKAGE.make(material))
    assert package["version"] == material.version
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        content = as_csv(material.table(resource["name"]))
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + sha256(content).hexdigest()
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(read(content)[0])
        assert all(field["description"] and field["descriptionFr"] for field in fields)


def test_a_key_that_leads_nowhere_is_found(material: Material, tmp_path: Path):
    """The test above would see it: the package says enough."""
    for name in TABLES:
        (tmp_path / f"{name}.csv").write_bytes(as_csv(material.table(name)))
    sources = (tmp_path / "sources.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "sources.csv").write_bytes(b"".join(sources[:-3]))
    package = json.loads(DATAPACKAGE.make(material))
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {kind for (kind,) in report.flatten(["type"])} == {"foreign-key"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))))
def test_any_text_comes_back_but_for_the_apostrophe(texts: list[str]):
    table = Table(["a", "b"], [{"a": Literal(text), "b": Literal("x")} for text in texts])
    content = as_csv(table)
    assert b"\r\n" in content
    read_back = [row["a"] for row in read(content)]
    assert [text.removeprefix("'") for text in read_back] == [t.removeprefix("'") for t in texts]
    assert not [text for text in read_back if text[:1] in "=+-@\t\r" and text]


def test_a_number_below_zero_is_no_formula():
    minus = Literal("-73.5", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))
    assert as_csv(Table(["a"], [{"a": minus}, {}])) == b'a\r\n-73.5\r\n""\r\n'
