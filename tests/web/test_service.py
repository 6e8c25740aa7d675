"""The other addresses of a real service: dump, health, OpenAPI, files; and how it starts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as session:
        yield session


def test_the_dump_is_the_graph(client: httpx.Client, snapshot: Snapshot):
    answer = client.get("/data.nq")
    assert answer.headers["Content-Type"] == "application/n-quads"
    assert answer.content == snapshot.n_quads
    lines = answer.content.splitlines()
    assert lines == sorted(lines)
    quads = list(ox.parse(answer.content, format=ox.RdfFormat.N_QUADS))
    assert len(quads) == len(lines)
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)


def test_health_names_the_version(client: httpx.Client, snapshot: Snapshot):
    assert client.get("/healthz").json() == {"status": "ok", "version": snapshot.version}


ONLY_POSTED = {"/reconcile/v1/match", "/reconcile/v1/extend"}
PLACES = {
    "/id/{name}": "/id/canada",
    "/id/{name}/neighbourhood": "/id/canada/neighbourhood",
    "/data/{name}": "/data/sources.csv",
    "/context/{name}": "/context/v1.jsonld",
}
NEEDED = {"type": "Organisation", "property": "country"}


def _needed(path: str, parameters: list[dict[str, Any]]) -> dict[str, str]:
    """Return values for what an address does not answer without."""
    if path == "/graph":
        return {"default": ""}
    if path == "/query/graph.json":
        return {"query": "ASK {}"}
    name = NEEDED.get(path.rpartition("/")[2], "canada")
    return {
        each["name"]: name for each in parameters if each.get("required") and each["in"] == "query"
    }


def _further_methods(path: str) -> set[str]:
    asked = {"/sparql", "/query", "/query/check", "/query/format", "/reconcile"}
    if path in {*asked, *ONLY_POSTED} or path.endswith(".{ending}"):
        return {"post"}
    return {"delete"} if path == "/jobs/{name}" else set()


def test_the_service_describes_itself(client: httpx.Client):
    document = client.get("/api").json()
    assert document["openapi"].startswith("3.")
    operations = [
        operation for methods in document["paths"].values() for operation in methods.values()
    ]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for path, methods in document["paths"].items():
        read = set() if path in ONLY_POSTED else {"get"}
        assert set(methods) == read | _further_methods(path)
        for operation in methods.values():
            named = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)(?::\w+)?}", path))
        # What it describes is there.
        place = path.replace("{name}", "ran-digital-study-visit-canada-2020")
        place = place.replace("/graph/{path}", "/graph/actors/canada")
        place = PLACES.get(path, place)
        place = place.replace("{ending}", "net").replace("{extension}", "ttl")
        if path.startswith(("/jobs/", "/versions/")) or path in ONLY_POSTED:
            continue  # there is no job yet, and no release
        headers = {"Accept": "text/html, */*;q=0.5"}
        parameters = _needed(path, methods["get"]["parameters"])
        assert client.get(place, params=parameters, headers=headers).status_code == 200
    protocol = {p["name"] for p in document["paths"]["/sparql"]["get"]["parameters"]}
    assert protocol == {"query", "default-graph-uri", "named-graph-uri", "format"}


@pytest.mark.parametrize(
    ("place", "media_type"),
    [("/static/pcvegraph.css", "text/css"), ("/static/icon.svg", "image/svg+xml")],
)
def test_files_are_served_with_their_type(client: httpx.Client, place: str, media_type: str):
    answer = client.get(place)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].split(";")[0] == media_type
    assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "")


def test_files_outside_are_not(client: httpx.Client):
    for place in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/"):
        assert client.get(place).status_code == 404


@pytest.mark.parametrize(
    "place", ["/", "/id/canada", "/ontology", "/data.nq", "/healthz", "/api", "/static/icon.svg"]
)
def test_head_is_get_without_the_body_and_nothing_is_written(client: httpx.Client, place: str):
    head, get = client.head(place), client.get(place)
    assert head.status_code == 200
    assert head.content == b""
    for header in ("Content-Type", "Content-Length", "ETag", "Vary"):
        assert head.headers.get(header) == get.headers.get(header)
    for method in ("POST", "PUT", "DELETE"):
        answer = client.request(method, place)
        assert answer.status_code == 405
        assert "GET" in answer.headers["Allow"]


def start(root: Root, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pcvegraph", "serve", "--root", str(root.path), "--port", "0"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env=environment or None
    )


def test_bad_data_is_not_served(tiny: Root):
    northland = tiny.data / "actors" / "northland.ttl"
    northland.write_text(northland.read_text().replace("pcve:isoCode", "pcve:isoKode"))
    (tiny.data / "actors" / "southland.ttl").write_text("id:southland a pcve:State .\n")
    done = start(tiny)
    assert done.returncode == 1
    assert "data/ttl/actors/southland.ttl:1:" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Serving" not in done.stderr
    (tiny.data / "actors" / "southland.ttl").unlink()
    done = start(tiny)
    assert done.returncode == 1
    line = northland.read_text().splitlines().index('    pcve:isoKode "NX" ;') + 1
    assert f"data/ttl/actors/northland.ttl:{line}:" in done.stderr


def test_a_query_with_a_faulty_head_is_not_served(tiny: Root):
    query = tiny.queries / "who-co-chairs.rq"
    query.write_text(query.read_text().replace("# title@fr", "# titre@fr"))
    done = start(tiny)
    assert done.returncode != 0
    assert "queries/who-co-chairs.rq" in done.stderr
    assert "title@fr" in done.stderr
    assert "Traceback" not in done.stderr
