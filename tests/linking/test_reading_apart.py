"""Files of others are read in a process that can do no harm: what grows, hangs or lies is told."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pcvegraph.errors import DatasetError, MappingError
from pcvegraph.linking.datasets.reading import Row, Value
from pcvegraph.linking.datasets.reading_apart import read_apart, read_records_guarded
from pcvegraph.settings import Settings

RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:f="http://xmlns.com/foaf/0.1/">'
THING = (
    '<f:Organization rdf:about="https://a.example/"><f:name>%s</f:name></f:Organization></rdf:RDF>'
)
SMALL = Settings(query_memory_limit_bytes=200_000_000)


def read(path: Path, mapping: str = "foaf", settings: Settings = SMALL) -> list[tuple[int, Row]]:
    return list(read_apart(path, mapping, settings, most_rows=20_000))


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def bodies(tmp_path: Path) -> str:
    return str(written(tmp_path, "bodies.yaml", "id: id\nnames: name\nencoding: windows-1252\n"))


def test_rows_come_as_they_are_with_the_columns_that_the_mapping_names(tmp_path: Path, bodies: str):
    path = written(tmp_path, "a.csv", "id,name,other\n1,Müller,x\n\n2,\n".encode("windows-1252"))
    rows = read_apart(path, bodies, SMALL, most_rows=20_000)
    assert next(rows) == (2, {"id": [Value("1")], "name": [Value("Müller")]})
    with pytest.raises(DatasetError, match=r"a\.csv, line 4: 2 cells, and 3 columns"):
        next(rows)


def test_an_error_of_the_mapping_or_the_file_is_the_same_as_in_this_process(tmp_path: Path):
    with pytest.raises(MappingError, match="no mapping called"):
        read(written(tmp_path, "a.ttl", ""), "faof")
    with pytest.raises(DatasetError, match="has no rows"):
        read(written(tmp_path, "a.ttl", ""))
    with pytest.raises(DatasetError, match="is no file"):
        read(tmp_path / "absent.ttl")
    with pytest.raises(DatasetError, match="is no file"):
        read(tmp_path)


def test_entities_that_grow_without_end_are_told(tmp_path: Path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "haha">{entities}]>{RDF}{THING % "&e11;"}'
    )
    with pytest.raises(DatasetError, match="cannot be read with 200000000 bytes") as told:
        read(written(tmp_path, "bomb.rdf", bomb))
    assert "MEMORY_LIMIT" in told.value.remedy


def test_entities_of_other_files_are_not_read(tmp_path: Path):
    secret = written(tmp_path, "secret", "the secret")
    text = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{RDF}{THING % "&x;"}'
    with pytest.raises(DatasetError) as told:
        read(written(tmp_path, "a.rdf", text))
    assert "the secret" not in str(told.value)


@pytest.mark.parametrize("name", ["deep.json", "deep.jsonld"])
@pytest.mark.parametrize(("start", "end"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_without_end_is_told(
    tmp_path: Path, bodies: str, name: str, start: str, end: str
):
    text = start * 500_000 + "1" + end * 500_000
    with pytest.raises(DatasetError):
        read(written(tmp_path, name, text), bodies)


def test_a_context_that_stands_elsewhere_is_refused_and_not_asked_for(tmp_path: Path):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = f"http://127.0.0.1:{server.server_port}/context"
        told = {"@context": context, "@id": "https://a.example/", "name": "A"}
        with pytest.raises(
            DatasetError, match="stands elsewhere, and nothing is fetched"
        ) as refused:
            read(written(tmp_path, "a.jsonld", json.dumps(told)))
        server.shutdown()
    assert "Put the context itself in its place" in refused.value.remedy
    assert asked == []


def test_what_takes_too_long_is_ended(tmp_path: Path):
    lines = "".join(
        f'<https://a.example/{n}> <https://b.example/> "{n}" .\n' for n in range(300_000)
    )
    path = written(tmp_path, "long.nt", lines)
    with pytest.raises(DatasetError, match=r"longer than 0\.5 seconds"):
        read(path, settings=Settings(query_time_limit_seconds=0.5))


def test_what_is_too_large_or_has_too_many_rows_is_refused(tmp_path: Path, bodies: str):
    path = written(tmp_path, "a.csv", "id,name\n1,A\n")
    with pytest.raises(DatasetError, match=r"a\.csv has 12 bytes; an import may have 11"):
        read(path, bodies, Settings(import_size_limit_bytes=11))
    rows = "".join(f"{n},A\n" for n in range(20_001))
    with pytest.raises(DatasetError, match="more than 20000 rows"):
        read(written(tmp_path, "b.csv", "id,name\n" + rows), bodies)


def test_who_reads_may_stop_at_any_row(tmp_path: Path, bodies: str):
    rows = "".join(f"{n},A\n" for n in range(15_000))
    reading = read_apart(
        written(tmp_path, "b.csv", "id,name\n" + rows), bodies, SMALL, most_rows=20_000
    )
    next(reading)
    reading.close()


def test_records_of_rdf_are_read_apart_and_those_of_tables_here(tmp_path: Path, bodies: str):
    rdf = written(tmp_path, "a.rdf", RDF + THING % "Harbour Watch")
    assert [record.label for record in read_records_guarded(rdf, "foaf", SMALL)] == [
        "Harbour Watch"
    ]
    small = Settings(import_size_limit_bytes=11)
    with pytest.raises(DatasetError, match="may have 11"):
        list(read_records_guarded(rdf, "foaf", small))
    table = written(tmp_path, "a.csv", "id,name\n1,Harbour Watch\n")
    assert [record.id for record in read_records_guarded(table, bodies, small)] == ["1"]
