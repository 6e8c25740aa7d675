"""/data and /context: files to take away, each as the list says it is."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from conftest import REPOSITORY, serving
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot

DUMPS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
}


def get(address: str, path: str, **headers: str) -> httpx.Response:
    return httpx.get(address + path, headers=headers, timeout=60)


@pytest.fixture(scope="module")
def listed(server: str) -> dict[str, Any]:
    answer = get(server, "/data")
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def test_every_file_is_as_large_and_has_the_checksum_that_the_list_says(
    server: str, listed: dict[str, Any]
):
    assert len(listed["files"]) == 11
    for file in listed["files"]:
        answer = get(server, file["address"])
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].partition(";")[0] == file["mediaType"]
        assert len(answer.content) == file["bytes"]
        assert sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["Pcvegraph-Version"] == listed["version"]
        known = {"If-None-Match": answer.headers["ETag"]}
        assert get(server, file["address"], **known).status_code == 304
        head = httpx.head(server + file["address"], timeout=60)
        assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("extension", DUMPS)
def test_every_dump_is_the_default_graph(server: str, snapshot: Snapshot, extension: str):
    content_type, form = DUMPS[extension]
    answer = get(server, f"/data.{extension}")
    assert answer.headers["Content-Type"].partition(";")[0] == content_type
    triples = {quad.triple for quad in ox.parse(answer.content, format=form)}
    quads = snapshot.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert triples == {quad.triple for quad in quads}


def test_a_dump_is_compressed_where_that_is_taken(server: str):
    with httpx.stream("GET", f"{server}/data.nt", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(b"".join(answer.iter_raw())) < 3_000_000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_is_a_page_too(server: str, listed: dict[str, Any], language: str):
    page = get(server, f"/data?lang={language}", Accept="text/html")
    assert page.headers["Content-Type"].startswith("text/html")
    assert f'<html lang="{language}">' in page.text
    for file in listed["files"]:
        assert f'href="{file["address"]}"' in page.text
        assert file["sha256"] in page.text
    assert listed["version"][:12] in listed["citation"][language]
    assert "CC BY 4.0" in listed["citation"][language]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data.xlsx", 404),
        ("/data/entities.xlsx", 404),
        ("/data/pcvegraph.ttl", 404),
        ("/data/../pyproject.toml", 404),
        ("/data?format=csv", 406),
        ("/context/v0.jsonld", 404),
        ("/context/..%2Fpcvegraph.ttl", 404),
    ],
)
def test_what_is_not_there_is_told(server: str, path: str, status: int):
    answer = get(server, path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_context_is_published_for_programs_of_any_site(server: str):
    answer = get(server, "/context/v1.jsonld", Origin="https://example.org")
    assert answer.content == (REPOSITORY / "ontology/context/v1.jsonld").read_bytes()
    assert answer.headers["Content-Type"] == "application/ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age=2592000" in answer.headers["Cache-Control"]
    known = {"If-None-Match": answer.headers["ETag"]}
    assert get(server, "/context/v1.jsonld", **known).status_code == 304


def test_the_description_lists_the_files(server: str, listed: dict[str, Any]):
    said = get(server, "/.well-known/void.ttl?format=nt", Accept="application/n-triples")
    if said.status_code == 404:
        said = get(server, "/.well-known/void?format=ntriples")
    for file in listed["files"]:
        assert f"<https://w3id.org/pcvegraph{file['address']}>" in said.text


def test_what_is_too_large_is_told_with_what_to_do():
    with serving(REPOSITORY, PCVEGRAPH_ANSWER_SIZE_LIMIT_BYTES="1000000") as place:
        answer = get(place, "/data.ttl")
        assert answer.status_code == 507
        assert "pcvegraph build --format all" in answer.json()["remedy"]


def test_a_root_without_tables_and_context_has_dumps_all_the_same(tiny: Root):
    (tiny.ontology / "context/v1.jsonld").unlink()
    with serving(tiny.path) as place:
        files = get(place, "/data").json()["files"]
        assert [file["name"].rpartition(".")[2] for file in files] == ["nq", *DUMPS]
        assert get(place, "/data/entities.csv").status_code == 404
        document = get(place, "/data.jsonld")
        assert json.loads(document.content)["@context"] == {}
        assert len(list(ox.parse(document.content, format=ox.RdfFormat.JSON_LD))) > 100
