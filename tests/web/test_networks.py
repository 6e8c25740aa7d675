"""/networks: a network has an address, opens in another tool, and is told apart by its choices."""

from __future__ import annotations

import time
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import httpx
import networkx as nx
import pytest

from conftest import REPOSITORY, serving
from pcvegraph.graph.root import find_root
from pcvegraph.networks.formats.known import FORMATS
from pcvegraph.networks.projections import read_projections
from pcvegraph.querying.library import read_library

NAMES = sorted(read_projections(read_library(find_root(REPOSITORY))))


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return server


def get(address: str, path: str, **headers: str) -> httpx.Response:
    return httpx.get(address + path, headers=headers, timeout=60)


@pytest.mark.parametrize("name", NAMES)
def test_every_network_of_the_library_opens(address: str, name: str):
    answer = get(address, f"/networks/{name}.graphml")
    assert answer.status_code == 200, answer.text
    graph = nx.read_graphml(BytesIO(answer.content))
    assert graph.number_of_edges() > 0
    assert all(data["source_count"] > 0 for _, _, data in graph.edges(data=True))


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_format_is_served_with_its_type(address: str, known: Any):
    answer = get(address, f"/networks/hierarchy.{known.extension}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == known.content_type
    assert f'filename="hierarchy.{known.extension}"' in answer.headers["Content-Disposition"]
    assert answer.headers["ETag"]
    again = get(address, f"/networks/hierarchy.{known.extension}")
    assert again.content == answer.content
    etag = {"If-None-Match": answer.headers["ETag"]}
    assert get(address, f"/networks/hierarchy.{known.extension}", **etag).status_code == 304


def test_choices_are_parameters_of_the_address(address: str):
    whole = get(address, "/networks/co-participation").json()
    asked = (
        "/networks/co-participation?from=2011-01-01&to=2019-12-31&giant=true&measures=betweenness"
    )
    chosen = get(address, asked).json()
    assert 0 < len(chosen["edges"]) < len(whole["edges"])
    assert all("betweenness" in node for node in chosen["nodes"])
    manifest = chosen["graph"]["manifest"]
    assert manifest["version"] == get(address, "/healthz").json()["version"]
    # The address in the manifest makes the same again.
    assert get(address, manifest["address"]).json()["edges"] == chosen["edges"]


def test_a_time_slice_is_asked_in_the_same_way(address: str):
    day = get(address, "/networks/co-membership?as-of=2015-06-01").json()
    certain = get(address, "/networks/co-membership?as-of=2015-06-01&certain=true").json()
    assert len(certain["edges"]) < len(day["edges"])


def test_communities_and_the_other_measures_run_in_a_worker(address: str):
    """A worker may open no file: what the libraries load late is there already."""
    measures = "community,pagerank,eigenvector,constraint,effective-size,closeness,clustering,core"
    for name in ("partnerships", "relations"):  # a small network, and a large one
        answer = get(address, f"/networks/{name}.nodes.csv?measures={measures}")
        assert answer.status_code == 200, answer.text
        assert "effective_size" in next(StringIO(answer.text))


def test_the_list_is_a_page_and_data(address: str):
    listed = get(address, "/networks").json()["networks"]
    assert [each["name"] for each in listed] == NAMES
    for place in listed[0]["formats"].values():
        assert get(address, place).status_code == 200
    page = get(address, "/networks", Accept="text/html")
    assert page.headers["Content-Type"].startswith("text/html")
    assert all(f'href="/networks/{name}"' in page.text for name in NAMES)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_network_has_a_page_with_its_files(address: str, language: str):
    page = get(address, f"/networks/funding?lang={language}&from=2015-01-01", Accept="text/html")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    for known in FORMATS:
        assert f'href="/networks/funding.{known.extension}?from=2015-01-01"' in page.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/networks/co-participations", 404, "co-participation"),
        ("/networks/funding.xyz", 406, "gexf"),
        ("/networks/funding?form=2015-01-01", 400, "from"),
        ("/networks/funding?from=2015", 400, "YYYY-MM-DD"),
        ("/networks/funding?from=2019-01-01&to=2015-01-01", 400, "before it begins"),
        ("/networks/funding?from=2015-01-01&from=2016-01-01", 400, "more than one"),
        ("/networks/funding?countries=atlantis", 400, "atlantis"),
        ("/networks/funding?measures=fame", 400, "fame"),
        ("/networks/funding?steps=-1", 400, "steps"),
    ],
)
def test_what_is_wrong_is_told(address: str, path: str, status: int, words: str):
    answer = get(address, path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert words in answer.text


def test_a_type_that_no_format_has_is_not_acceptable(address: str):
    assert get(address, "/networks/funding", Accept="image/png").status_code == 406
    gexf = get(address, "/networks/funding", Accept="application/gexf+xml")
    assert gexf.headers["Content-Type"] == "application/gexf+xml"


def test_an_empty_network_is_a_valid_file(address: str):
    answer = get(address, "/networks/funding.csv.zip?least-weight=1000000000000")
    assert answer.status_code == 200
    with ZipFile(BytesIO(answer.content)) as archive:
        assert len(archive.read("edges.csv").splitlines()) == 1


def test_openapi_has_each_network_with_its_choices(address: str):
    paths = get(address, "/api").json()["paths"]
    for name in NAMES:
        described = paths[f"/networks/{name}.{{ending}}"]["get"]
        names = {parameter["name"] for parameter in described["parameters"]}
        assert {"from", "to", "as-of", "roll-up", "measures", "weighting"} <= names


def test_a_network_that_takes_too_long_is_ended_as_a_query_is():
    with serving(REPOSITORY, PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS="0.01") as place:
        answer = get(place, "/networks/relations.gexf?measures=betweenness")
        assert answer.status_code == 504
        assert "longer than 0.01 seconds" in answer.text


# Jobs


def ended(address: str, place: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while (told := get(address, place).json())["state"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return told


def test_what_takes_long_is_a_job_with_a_status_and_a_result():
    limits = {"PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS": "0.01"}
    with serving(REPOSITORY, **limits) as place:
        path = "/networks/partnerships.gexf?measures=betweenness,community"
        refused = get(place, path)
        assert refused.status_code == 504
        assert "POST to the same address" in refused.json()["remedy"]

        begun = httpx.post(place + path)
        assert begun.status_code == 202
        assert begun.json()["state"] == "running"
        assert int(begun.headers["Retry-After"]) > 0
        job = begun.headers["Location"]
        told = ended(place, job)
        assert told["state"] == "done"
        result = get(place, told["result"])
        assert len(result.content) == told["bytes"]
        assert result.headers["Content-Type"] == "application/gexf+xml"
        assert result.headers["Pcvegraph-Version"] == told["version"]
        assert nx.read_gexf(BytesIO(result.content)).number_of_nodes() > 100
        page = get(place, job, Accept="text/html").text
        assert f'href="{told["result"]}"' in page

        assert httpx.delete(place + job).status_code == 204
        assert get(place, job).status_code == 404
        assert get(place, told["result"]).status_code == 404


def test_a_job_that_is_not_done_has_no_result_and_can_be_ended():
    with serving(REPOSITORY) as place:
        begun = httpx.post(f"{place}/networks/relations.gexf?measures=betweenness")
        job = begun.headers["Location"]
        early = get(place, f"{job}/result")
        assert early.status_code == 409
        assert httpx.delete(place + job).status_code == 204
        assert get(place, job).status_code == 404


def test_jobs_are_bounded_in_number_time_and_life():
    path = "/networks/hierarchy.gexf"
    with serving(REPOSITORY, PCVEGRAPH_JOBS="0") as place:
        refused = httpx.post(place + path)
        assert refused.status_code == 503
        assert refused.headers["Retry-After"]
    with serving(REPOSITORY, PCVEGRAPH_JOB_TIME_LIMIT_SECONDS="0.01") as place:
        failed = ended(place, httpx.post(place + path).headers["Location"])
        assert failed["state"] == "failed"
        assert failed["status"] == 504
        assert "longer than 0.01 seconds" in failed["detail"]
    with serving(REPOSITORY, PCVEGRAPH_JOB_LIFE_SECONDS="1") as place:
        job = httpx.post(place + path).headers["Location"]
        ended(place, job)
        time.sleep(1.1)
        assert get(place, job).status_code == 404
    with serving(REPOSITORY, PCVEGRAPH_JOB_DISK_BYTES="1000") as place:
        job = httpx.post(place + path).headers["Location"]
        deadline = time.monotonic() + 60
        while get(place, job).status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_what_is_wrong_with_a_job_is_told_when_it_is_asked_for(address: str):
    assert httpx.post(f"{address}/networks/nope.gexf").status_code == 404
    assert httpx.post(f"{address}/networks/funding.gexf?form=1").status_code == 400
    assert get(address, "/jobs/nope").status_code == 404
