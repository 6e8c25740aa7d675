"""CSV and Parquet are read by pandas and pyarrow, and hold what was written."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import date
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from networks.formats.reading import bars, clean, expected, interval, lost, written
from networks.made import EMPTY, MANIFEST, network, networks, with_labels
from pcvegraph.errors import PcvegraphError
from pcvegraph.networks.columns import EDGES
from pcvegraph.networks.columns import table as columns_of
from pcvegraph.networks.network import Column, Network, Value


def files(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


# CSV


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def cell(column: Column, value: Value) -> Any:
    if column.type == "string":
        return guarded(clean(value))
    if column.type == "strings":
        return guarded(bars(value, clean))
    if column.type == "spells":
        return " | ".join(map(interval, value))
    return value


def frame(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a table as pandas reads them, all as texts."""
    read = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    return [{str(k): v for k, v in row.items() if v != ""} for row in read.to_dict("records")]


def as_text(row: dict[str, Any]) -> dict[str, str]:
    """Return a row as texts; an empty text and none are the same in CSV."""
    words = {True: "true", False: "false"}
    found = {k: words[v] if type(v) is bool else str(v) for k, v in row.items()}
    return {k: v for k, v in found.items() if v != ""}


def edges_of(made: Network) -> list[dict[str, Any]]:
    rows = expected(made, made.edges, cell)
    for row in rows:
        row |= {end: made.nodes["id"][row[end]] for end in ("source", "target")}
        if "type" in row:
            row["type_"] = row["type"]
        row["type"] = "Directed" if made.directed else "Undirected"
    return rows


@given(made=networks(type="string"))
def test_pandas_reads_the_tables_of_csv(made: Network):
    data, losses = written(made, "csv")
    found = files(data)
    assert list(found) == ["nodes.csv", "edges.csv", "manifest.json"]
    assert frame(found["nodes.csv"]) == list(map(as_text, expected(made, made.nodes, cell)))
    assert frame(found["edges.csv"]) == list(map(as_text, edges_of(made)))
    assert lost(losses)["names"] == 1
    said = json.loads(found["manifest.json"])
    assert said["manifest"] == made.manifest
    assert said["columns"]["nodes"]["a_spells"]["type"] == "spells"
    assert {loss["what"]: loss["count"] for loss in said["losses"]} == lost(losses)


@given(made=networks())
def test_each_table_alone_is_the_one_in_the_zip(made: Network):
    together = files(written(made, "csv")[0])
    for name in ("nodes.csv", "edges.csv"):
        data, losses = written(made, name)
        assert data == together[name]
        assert ("manifest" in lost(losses)) == bool(made.manifest)


def test_numbers_of_csv_are_read_as_such():
    found = files(written(network(), "csv")[0])
    edges = pd.read_csv(io.BytesIO(found["edges.csv"]))
    assert edges["weight"].tolist() == [1.0, 2.5, 3.0, 0.1]
    assert edges["source_count"].tolist() == [2, 1, 1, 1]
    nodes = pd.read_csv(io.BytesIO(found["nodes.csv"]), parse_dates=["start"])
    assert str(nodes["start"].dtype).startswith("datetime64")


def test_no_text_of_csv_is_a_formula():
    made = with_labels(network(), ["=1+1", "+33", "a=b"])
    data, losses = written(made, "nodes.csv")
    assert [row["label"] for row in frame(data)] == ["'=1+1", "'+33", "a=b"]
    assert lost(losses)["characters"] == 2
    # A number is none.
    assert frame(data)[1]["y"] == "-2.0"


def test_csv_is_that_of_rfc_4180():
    data, _ = written(with_labels(network(), ['a "b"', "c,d", "é"]), "nodes.csv")
    assert data.count(b"\r\n") == 4
    assert data.endswith(b"\r\n")
    assert b'"a ""b"""' in data
    assert b'"c,d"' in data
    assert "é".encode() in data


# Parquet


def typed(column: Column, value: Value) -> Any:
    if column.type == "date":
        return date.fromisoformat(value)
    if column.type == "spells":
        return list(map(interval, value))
    return list(value) if column.type == "strings" else value


def table(data: bytes) -> list[dict[str, Any]]:
    read = pq.read_table(io.BytesIO(data)).to_pylist()
    return [{k: v for k, v in row.items() if v is not None and v != []} for row in read]


@given(made=networks())
def test_pyarrow_reads_the_tables_of_parquet(made: Network):
    data, losses = written(made, "parquet")
    found = files(data)
    assert list(found) == ["nodes.parquet", "edges.parquet", "manifest.json"]
    assert table(found["nodes.parquet"]) == expected(made, made.nodes, typed)
    rows = expected(made, made.edges, typed)
    for row in rows:
        row |= {end: made.nodes["id"][row[end]] for end in ("source", "target")}
        row["type"] = "Directed" if made.directed else "Undirected"
    assert table(found["edges.parquet"]) == rows
    assert json.loads(found["manifest.json"])["manifest"] == made.manifest
    assert set(lost(losses)) <= {"spells"}


def test_pandas_reads_parquet_with_its_types():
    found = files(written(network(**MANIFEST), "parquet")[0])
    edges = pd.read_parquet(io.BytesIO(found["edges.parquet"]))
    assert edges["weight"].tolist() == [1.0, 2.5, 3.0, 0.1]
    assert edges["start"][0] == date(2015, 1, 1)
    assert list(edges["relations"][0]) == list(network().edges["relations"][0])
    schema = pq.read_schema(io.BytesIO(found["nodes.parquet"]))
    assert json.loads(schema.metadata[b"pcvegraph"])["manifest"] == MANIFEST
    assert schema.field("label").metadata == {b"en": b"name", b"fr": b"nom"}


def test_many_rows_of_parquet_are_all_there():
    made = network()
    count = 70_000
    one = {name: [made.edges[name][0]] * count for name in made.edges.columns}
    many = replace(made, edges=columns_of(EDGES, **one))
    read = pq.read_table(io.BytesIO(files(written(many, "parquet")[0])["edges.parquet"]))
    assert read.num_rows == count


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PcvegraphError) as raised:
        written(network(), "parquet")
    assert "pip install 'pcvegraph[networks]'" in raised.value.remedy


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_an_empty_network_is_two_tables_with_heads(name: str):
    found = files(written(EMPTY, name)[0])
    read = pd.read_csv if name == "csv" else pd.read_parquet
    assert list(read(io.BytesIO(found[f"nodes.{name}"])).columns) == ["id", "label"]
    edges = read(io.BytesIO(found[f"edges.{name}"]))
    assert list(edges.columns) == ["id", "source", "target", "weight", "type"]
    assert len(edges) == 0
