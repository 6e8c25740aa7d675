"""`open_graph()` gives the same graph on both stores, with the default graph materialised."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import pcvegraph
from conftest import REPOSITORY
from pcvegraph.errors import GraphRefusedError, NotARootError
from pcvegraph.graph.root import Root


def test_both_stores_hold_the_same_triples(tiny: Root):
    fast = pcvegraph.open_graph(tiny.path)
    plain = pcvegraph.open_graph(tiny.path, store="memory")
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    (first,), (second,) = fast.query(count), plain.query(count)
    assert int(first.n) == int(second.n) == len(plain.default_graph)
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert [int(r.n) for r in fast.query(named)] == [int(r.n) for r in plain.query(named)]


def test_the_prefixes_of_the_house_are_bound(tiny: Root):
    graph = pcvegraph.open_graph(str(tiny.path), store="memory")
    assert list(graph.query("ASK { id:northland a pcve:State }")) == [True]


def test_without_a_root_it_opens_the_current_or_the_packaged_data(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(REPOSITORY.parent)
    assert isinstance(pcvegraph.open_graph(), rdflib.Dataset)


def test_another_folder_or_store_is_refused(tiny: Root, tmp_path: Path):
    with pytest.raises(NotARootError, match="has no ontology and no data/ttl and no queries"):
        pcvegraph.open_graph(tmp_path)
    with pytest.raises(ValueError, match="'oxigraph' or 'memory'"):
        pcvegraph.open_graph(tiny.path, store="sqlite")  # type: ignore[arg-type]


def test_a_file_that_does_not_parse_refuses_the_graph(tiny: Root):
    (tiny.data / "actors/northland.ttl").write_text("id:a id:b")
    with pytest.raises(GraphRefusedError, match=r"northland\.ttl:1"):
        pcvegraph.open_graph(tiny.path)
