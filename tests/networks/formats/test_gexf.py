"""GEXF is valid by its schema, is read by networkx, and holds what was written."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given

from conftest import REPOSITORY
from networks.formats.reading import clean, expected, interval, lost, rows, written
from networks.made import EMPTY, MANIFEST, NASTY, network, networks, with_labels
from pcvegraph.networks.formats.colours import GREY, PALETTE
from pcvegraph.networks.network import Column, Network, Spell, Table, Value

SCHEMA = REPOSITORY.parent / "shared/conformance/gexf/1.3/gexf.rng"
G = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schema of GEXF 1.3 is not at hand")
@given(networks(pid="string", weight="double"))
def test_the_schema_of_gexf_finds_it_valid(made: Network):
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for given_network in (made, network(**MANIFEST), network(directed=True), EMPTY):
        document = etree.fromstring(written(given_network, "gexf")[0])
        assert schema.validate(document), schema.error_log


@given(networks(pid="string"))
def test_it_has_the_structure_of_gexf(made: Network):
    root = ET.fromstring(written(made, "gexf")[0])
    assert (root.tag, root.get("version")) == (f"{G}gexf", "1.3")
    assert [child.tag for child in root] == [f"{G}meta", f"{G}graph"]
    graph = root[1]
    nodes, edges = graph.find(f"{G}nodes"), graph.find(f"{G}edges")
    assert nodes is not None
    assert edges is not None
    assert list(graph)[-2:] == [nodes, edges]
    assert {child.tag for child in graph} <= {f"{G}attributes", f"{G}nodes", f"{G}edges"}
    assert nodes.get("count") == str(len(nodes))
    assert edges.get("count") == str(len(edges))
    known = {node.get("id") for node in nodes}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= known
    assert len({edge.get("id") for edge in edges}) == len(made.edges)
    for owner, elements in (("node", nodes), ("edge", edges)):
        declared = {
            attribute.get("id")
            for attributes in graph.findall(f"{G}attributes")
            if attributes.get("class") == owner
            for attribute in attributes
        }
        assert {v.get("for") for v in elements.iter(f"{G}attvalue")} <= declared
    spells = list(root.iter(f"{G}spell"))
    assert all(spell.attrib and set(spell.attrib) <= {"start", "end"} for spell in spells)
    assert all(DAY.fullmatch(day) for spell in spells for day in spell.attrib.values())
    if spells:
        assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")


def read(data: bytes) -> nx.Graph[str]:
    return nx.read_gexf(io.BytesIO(data), version="1.3")


def as_read(column: Column, value: Value) -> Any:
    if column.type == "string":
        return clean(value)
    if column.type == "strings":
        return [clean(item) for item in value]
    return list(map(interval, value)) if column.type == "spells" else value


def spells_of(table: Table) -> list[list[tuple[str, str]] | None]:
    """Return the spells of each row as networkx reads them."""
    found = []
    for row in rows(table):
        start, end = (row[name][1] if name in row else None for name in ("start", "end"))
        spells = row["spells"][1] if "spells" in row else ()
        spells = spells or ((Spell(start, end),) if start or end else ())
        always = not spells or Spell(None, None) in spells
        found.append(None if always else [(str(start), str(end)) for start, end in spells])
    return found


def with_spells(made: Network, table: Table) -> list[dict[str, Any]]:
    found = expected(made, table, as_read)
    for row, spells in zip(found, spells_of(table), strict=True):
        row.pop("spells", None)
        if spells is not None:
            row["spells"] = spells
    return found


def listed(values: dict[str, Any]) -> dict[str, Any]:
    """Return attributes as read, with those that are lists of texts as such."""
    texts = ("a_strings", "a_spells")
    return {
        k: json.loads(v, strict=False) if k in texts else v for k, v in values.items() if k != "viz"
    }


@given(networks(pid="string", networkx="strings"))
def test_networkx_reads_all_of_it(made: Network):
    data, losses = written(made, "gexf")
    graph = read(data)
    assert graph.is_directed() == made.directed
    nodes = with_spells(made, made.nodes)
    for row in nodes:
        row.pop("networkx", None)
    found = [{"id": iri, **listed(values)} for iri, values in graph.nodes(data=True)]
    assert [{k: v for k, v in row.items() if k != "networkx"} for row in found] == nodes
    by_id = {values["id"]: (ends, values) for *ends, values in graph.edges(data=True)}
    for row in with_spells(made, made.edges):
        ends, values = by_id.pop(row["id"])
        assert sorted(ends) == sorted(made.nodes["id"][row.pop(e)] for e in ("source", "target"))
        row.pop("networkx", None)
        assert {k: v for k, v in listed(values).items() if k != "networkx"} == row
    assert by_id == {}
    assert set(lost(losses)) <= {"dates", "characters"}


def test_every_nasty_text_comes_back_as_a_label():
    made = network()
    for text in NASTY:
        graph = read(written(with_labels(made, [text, "b", "c"]), "gexf")[0])
        assert graph.nodes[made.nodes["id"][0]]["label"] == (clean(text) or "canada")


def test_parallel_edges_and_loops_keep_their_kinds():
    graph = read(written(network(), "gexf")[0])
    assert graph.is_multigraph()
    assert sorted(graph.edges(keys=True)) == [
        ("https://w3id.org/pcvegraph/id/canada", "https://w3id.org/pcvegraph/id/gctf", "one"),
        ("https://w3id.org/pcvegraph/id/canada", "https://w3id.org/pcvegraph/id/gctf", "two"),
        ("https://w3id.org/pcvegraph/id/canada", "https://w3id.org/pcvegraph/id/hedayah", "three"),
        ("https://w3id.org/pcvegraph/id/gctf", "https://w3id.org/pcvegraph/id/gctf", "four"),
    ]
    root = ET.fromstring(written(network(), "gexf")[0])
    kinds = [edge.get("kind") for edge in root.iter(f"{G}edge")]
    assert kinds == ["chairs", "member of", "funds", None]


def test_a_spell_without_an_end_has_no_end():
    root = ET.fromstring(written(network(), "gexf")[0])
    spells = [[spell.attrib for spell in edge.iter(f"{G}spell")] for edge in root.iter(f"{G}edge")]
    assert spells == [
        [
            {"start": "2015-01-01", "end": "2015-12-31"},
            {"start": "2016-06-01", "end": "2016-12-31"},
        ],
        [],
        [{"start": "2016-05-01"}],
        [{"end": "2019-01-01"}],
    ]


def test_a_network_without_dates_is_static():
    root = ET.fromstring(written(EMPTY, "gexf")[0])
    assert root[1].attrib == {"defaultedgetype": "undirected", "mode": "static"}


def test_kinds_have_colours_and_those_beyond_the_palette_are_grey():
    def colours(kinds: list[str | None]) -> list[tuple[int, ...]]:
        made = network()
        nodes = made.nodes
        many = Table(
            {
                "id": nodes.columns["id"]._replace(values=[f"n{n:02}" for n in range(len(kinds))]),
                "label": nodes.columns["label"]._replace(values=["x"] * len(kinds)),
                "kind": nodes.columns["kind"]._replace(values=kinds),
            }
        )
        data, _ = written(Network("n", directed=False, nodes=many, edges=Table()), "gexf")
        elements = ET.fromstring(data).iter(f"{VIZ}color")
        return [tuple(int(e.get(c, "")) for c in "rgb") for e in elements]

    assert colours(["b", "a", None, "b"]) == [PALETTE[1], PALETTE[0], GREY, PALETTE[1]]
    assert colours([f"{n:02}" for n in range(11)]) == [*PALETTE, GREY, GREY]


def test_positions_are_seen():
    graph = read(written(network(), "gexf")[0])
    places = [values["viz"]["position"] for _, values in graph.nodes(data=True)]
    assert [(place["x"], place["y"]) for place in places] == [(0.0, 0.25), (0.5, -2.0), (1.0, 1e-7)]


def test_the_manifest_stands_in_the_description_and_the_clock_nowhere():
    data, losses = written(network(**MANIFEST), "gexf")
    meta = ET.fromstring(data)[0]
    assert meta.get("lastmodifieddate") == "2026-01-31"
    assert meta.findtext(f"{G}creator") == MANIFEST["creator"]
    said = json.loads(meta.findtext(f"{G}description") or "")
    assert said["manifest"] == MANIFEST
    assert [loss["what"] for loss in said["losses"]] == [loss.what for loss in losses]
    plain = ET.fromstring(written(network(), "gexf")[0])[0]
    assert plain.attrib == {}
    assert plain.find(f"{G}creator") is None


def test_what_xml_forbids_is_removed_and_counted():
    made = with_labels(network(), ["nul\0", "\x1b\ufffe", "fine"])
    data, losses = written(made, "gexf")
    assert lost(losses)["characters"] == 2
    labels = [node.get("label") for node in ET.fromstring(data).iter(f"{G}node")]
    assert labels == ["nul", "", "fine"]
