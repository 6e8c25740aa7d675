"""Every format can be found, writes the same bytes twice, refuses what none takes, says its losses."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from conftest import REPOSITORY
from networks.formats.reading import lost, written
from networks.made import EMPTY, MANIFEST, MEANING, network, networks
from pcvegraph.errors import UnknownFormatError
from pcvegraph.networks.formats.known import FORMATS, NetworkFormat, find_network_format
from pcvegraph.networks.formats.rows import ROWS_AT_ONCE
from pcvegraph.networks.network import Column, Network, Spell

PAGE = REPOSITORY / "docs/network-formats.md"
NAMES = [f.name for f in FORMATS]
every_format = pytest.mark.parametrize("name", NAMES)


# The table of formats


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("gexf", "gexf"),
        ("GraphML", "graphml"),
        ("net", "pajek"),
        ("json", "node-link"),
        ("application/json", "node-link"),
        ("application/gexf+xml", "gexf"),
        ("csv.zip", "csv"),
        ("nodes.csv", "nodes.csv"),
        ("cyjs", "cytoscape"),
    ],
)
def test_a_format_is_found_by_name_extension_or_media_type(asked: str, name: str):
    assert find_network_format(asked).name == name


def test_an_unknown_format_is_told_with_those_there_are():
    with pytest.raises(UnknownFormatError) as raised:
        find_network_format("dot")
    assert raised.value.known == tuple(NAMES)
    assert "“dot”" in str(raised.value)


def test_names_and_extensions_are_unique():
    for of in (lambda f: f.name, lambda f: f.extension):
        assert len(set(map(of, FORMATS))) == len(FORMATS)


# Writing


@every_format
def test_the_same_network_gives_the_same_bytes(name: str):
    for made in (network(**MANIFEST), EMPTY):
        assert written(made, name) == written(made, name)


@every_format
def test_the_bytes_do_not_depend_on_the_process(name: str):
    code = f"""
import csv
import hashlib
import io
import json
from networks.formats.reading import written
from networks.made import MANIFEST, network
print(hashlib.sha256(written(network(**MANIFEST), {name!r})[0]).hexdigest())
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join([*sys.path, str(REPOSITORY / "tests")])},
        capture_output=True,
        text=True,
        check=True,
    )
    data, _ = written(network(**MANIFEST), name)
    assert done.stdout.strip() == hashlib.sha256(data).hexdigest()


class Pipe:
    """What one can only write to."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Keep `data`."""
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


def many(count: int) -> Network:
    """Return a network with so many edges."""
    made = network()
    edges = made.edges
    for column in edges.columns.values():
        values = (list(column.values) * count)[:count]
        edges = edges.with_column(column._replace(values=values))
    numbered = edges.columns["id"]._replace(values=[f"e{n}" for n in range(count)])
    return replace(made, edges=edges.with_column(numbered))


@every_format
def test_it_is_written_to_a_pipe_piece_by_piece(name: str):
    pipe = Pipe()
    made = many(5000)
    find_network_format(name).write(made, pipe)
    assert len(pipe.pieces) > 1
    data = b"".join(pipe.pieces)
    if not data.startswith(b"PK"):
        assert data == written(made, name)[0]
        assert max(map(len, pipe.pieces)) < len(data) or name == "nodes.csv"


def edges_in(name: str, data: bytes) -> list[tuple[str, str | None]]:
    """Return the id and the kind of each edge of a file, in order; Pajek has the weight for both."""
    if name in ("gexf", "graphml"):
        return [_xml_edge(e) for e in ET.fromstring(data).iter() if e.tag.endswith("}edge")]
    if name == "pajek":
        lines = data.decode().split("*Edges\n")[1].splitlines()
        return [(line.split()[2],) * 2 for line in lines]
    if name == "cx2":
        rows = [edge["v"] for edge in json.loads(data)[5]["edges"]]
        return [(row["name"], row.get("interaction")) for row in rows]
    if name == "cytoscape":
        rows = [edge["data"] for edge in json.loads(data)["elements"]["edges"]]
    elif name == "node-link":
        rows = json.loads(data)["edges"]
    else:
        rows = _table_edges(name, data)
    return [(row["id"], row.get("kind") or None) for row in rows]


def _xml_edge(edge: ET.Element) -> tuple[str, str | None]:
    key = "{http://graphml.graphdrawing.org/xmlns}data[@key='e0']"
    return edge.get("id", ""), edge.get("kind", edge.findtext(key))


def _table_edges(name: str, data: bytes) -> list[dict[str, Any]]:
    if name != "edges.csv":
        data = ZipFile(io.BytesIO(data)).read(f"edges.{name}")
    if name == "parquet":
        return pq.read_table(io.BytesIO(data)).to_pylist()
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("count", [1, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE + 1])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "nodes.csv"])
def test_many_rows_are_all_there_in_their_order(name: str, count: int):
    made = many(count)
    ids, kinds = made.edges["id"], made.edges["kind"]
    if name == "pajek":
        ids = kinds = [str(weight) for weight in made.edges["weight"]]
    assert edges_in(name, written(made, name)[0]) == list(zip(ids, kinds, strict=True))


@every_format
@settings(max_examples=20)
@given(made=networks())
def test_what_is_lost_is_told_in_both_languages_and_counted(name: str, made: Network):
    before = repr(made)
    losses = written(made, name)[1]
    assert repr(made) == before, "a network is never changed"
    for loss in losses:
        assert loss.format == name
        assert loss.count > 0
        assert loss.sentence.en.endswith(".")
        assert loss.sentence.fr.endswith(".")
    assert len(lost(losses)) == len(losses)


@every_format
def test_a_format_is_never_given_by_way_of_networkx(name: str):
    code = f"""
import sys
from networks.formats.reading import written
from networks.made import network
written(network(), {name!r})
assert "networkx" not in sys.modules
"""
    path = ":".join([*sys.path, str(REPOSITORY / "tests")])
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": path}, check=True)


# What no format takes


def _with(name: str, kind: Any, value: Any) -> Network:
    none = () if kind == "spells" else None
    return network().with_nodes(Column(name, kind, MEANING, [none, value, none]))


@every_format
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (_with("reach", "double", float("nan")), "“reach” has a number that is not finite"),
        (_with("reach", "double", float("-inf")), "“reach” has a number that is not finite"),
        (_with("reach", "integer", 2**63), "“reach” has an integer of more than 64 bits"),
        (_with("born", "date", "2015-09"), "“born” has “2015-09”, which is not a full date"),
        (_with("born", "date", "2015-02-30"), "“born” has “2015-02-30”"),
        (_with("lived", "spells", (Spell("2015", None),)), "“lived” has “2015”"),
    ],
)
def test_what_no_format_can_hold_is_refused_by_the_name_of_its_column(
    name: str, made: Network, said: str
):
    with pytest.raises(ValueError, match=said):
        written(made, name)


# The page


def tables() -> str:
    """Return what docs/network-formats.md says of every format."""
    parts = [_formats(), _held(), *map(_sentences, FORMATS)]
    return "\n\n".join(parts)


def _formats() -> str:
    head = ["| format | `--format` | extension | media type |", "|---|---|---|---|"]
    rows = [
        f"| {f.title.en} | `{f.name}` | `.{f.extension}` | `{f.media_types[0]}` |" for f in FORMATS
    ]
    return "\n".join([*head, *rows])


_SIGNS = {"yes": "yes", "otherwise": "*otherwise*", "no": "no"}


def _held() -> str:
    columns = [dict(f.holds.rows()) for f in FORMATS]
    head = f"| | {' | '.join(f.title.en for f in FORMATS)} |"
    rows = [
        f"| {what} | {' | '.join(_SIGNS[column[what].how] for column in columns)} |"
        for what in columns[0]
    ]
    return "\n".join([head, "|---" * (len(FORMATS) + 1) + "|", *rows])


def _sentences(described: NetworkFormat) -> str:
    lines = [
        f"- {what}: {held.sentence.en.rstrip('.')}."
        for what, held in described.holds.rows()
        if held.sentence.en
    ]
    return "\n".join([f"### {described.title.en}", "", *lines])


def test_the_page_has_what_each_format_holds():
    """The failure shows what docs/network-formats.md should say."""
    page = PAGE.read_text() if PAGE.exists() else ""
    assert tables() in page, f"\n{tables()}"


@every_format
def test_a_format_without_room_for_something_says_so_for_a_network_that_has_it(name: str):
    made = network(**MANIFEST)
    holds = find_network_format(name).holds
    told = lost(written(made, name)[1])
    present = {"lists", "dates", "spells", "parallel edges", "loops", "manifest", "direction"}
    if name == "nodes.csv":
        present -= {"spells", "parallel edges", "loops", "direction"}
    for what, held in holds.rows():
        if what in present and held.how != "yes":
            assert what in told
        if held.how == "yes":
            assert what not in told
