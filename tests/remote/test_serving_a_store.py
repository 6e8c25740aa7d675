"""`serve --store`: the same service in front of a store that a push has loaded."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from stores import oxigraph, pushed

from conftest import serving
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.remote.builds import build_of
from pcvegraph.settings import Settings


@pytest.fixture
def snapshot_of_tiny(tiny: Root) -> Snapshot:
    return load_snapshot(tiny, Settings())


@pytest.fixture
def client(tiny: Root, snapshot_of_tiny: Snapshot) -> Iterator[httpx.Client]:
    with oxigraph() as addresses:
        pushed(build_of(snapshot_of_tiny), addresses)
        with (
            serving(tiny.path, "--store", addresses.query) as address,
            httpx.Client(base_url=address, timeout=30) as client,
        ):
            yield client


def test_a_store_is_served_as_the_graph_here_is(client: httpx.Client, snapshot_of_tiny: Snapshot):
    version = snapshot_of_tiny.version
    health = client.get("/healthz").json()
    assert health == {"status": "ok", "version": version}
    rows = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    assert rows.json()["results"]["bindings"][0]["n"]["value"] == str(snapshot_of_tiny.count())
    assert rows.headers["Pcvegraph-Version"] == version
    again = client.get(rows.request.url, headers={"If-None-Match": rows.headers["ETag"]})
    assert again.status_code == 304
    assert "Northland" in client.get("/id/northland", headers={"Accept": "text/html"}).text
    assert "northland" in client.get("/graph/actors/northland").text
    assert client.get("/graph", params={"graph": "https://x.example/"}).status_code == 404


def test_what_a_store_cannot_do_is_told(client: httpx.Client):
    name = "https://w3id.org/pcvegraph/as-of/2016-06-01"
    sliced = client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": name})
    assert sliced.status_code == 400
    assert "store" in sliced.json()["detail"]
    assert client.get("/data.nq").status_code == 406
    searched = client.get("/search", params={"q": "northland"})
    assert searched.status_code == 400
    assert "remote store" in searched.json()["detail"]
    matched = client.post("/reconcile", data={"queries": '{"q0": {"query": "Northland"}}'})
    assert matched.status_code == 400
    assert "remote store" in matched.json()["detail"]
    broken = client.get("/sparql", params={"query": "SELECT * {"})
    assert broken.status_code == 400


def test_a_store_without_a_graph_is_told_when_the_service_starts(tiny: Root):
    with oxigraph() as addresses:
        service = serving(tiny.path, "--store", addresses.query)
        with pytest.raises(pytest.fail.Exception, match="holds no whole version"), service:
            pass
