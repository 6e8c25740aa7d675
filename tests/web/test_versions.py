"""Releases beside the current data: ?version=, /versions, /changes, the feed; with a real service."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import feedparser
import httpx
import pytest

from conftest import serving
from made_releases import DAYS, FIRST, SECOND, Made, pcvegraph

HTML = {"Accept": "text/html"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/pcvegraph/ontology#State> }"


@pytest.fixture(scope="module")
def address(made: Made) -> Iterator[str]:
    with serving(made.root, "--releases", str(made.releases)) as address:
        yield address


def get(address: str, path: str, **headers: str) -> httpx.Response:
    return httpx.get(address + path, headers=headers, timeout=60)


def version_of(folder: Path) -> str:
    return json.loads((folder / "manifest.json").read_bytes())["version"]


def states(address: str, version: str) -> int:
    asked = {"query": COUNT, "version": version}
    answer = httpx.get(f"{address}/sparql", params=asked, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return int(answer.text.split()[1])


def test_a_query_is_answered_by_the_version_that_it_asks(address: str, made: Made):
    first, second = version_of(made.first), version_of(made.second)
    assert [states(address, v) for v in (FIRST, first, first[:12])] == [2, 2, 2]
    assert [states(address, v) for v in (SECOND, second, second[:12], "")] == [3, 3, 3, 3]


def test_a_query_that_is_posted_too(address: str):
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    place = f"{address}/sparql?version={FIRST}"
    answer = httpx.post(place, content=COUNT, headers=headers)
    assert answer.text.split() == ["n", "2"]


def test_an_answer_says_which_version_it_is_of_and_may_be_kept(address: str, made: Made):
    answer = get(address, f"/id/northland.ttl?version={FIRST}")
    assert answer.headers["Pcvegraph-Version"] == version_of(made.first)
    assert answer.headers["Pcvegraph-Release"] == FIRST
    assert "immutable" in answer.headers["Cache-Control"]
    known = {"If-None-Match": answer.headers["ETag"]}
    assert get(address, f"/id/northland.ttl?version={FIRST}", **known).status_code == 304
    current = get(address, "/id/northland.ttl", **known)
    assert current.status_code == 200
    assert "Pcvegraph-Release" not in current.headers
    assert "immutable" not in current.headers["Cache-Control"]


def test_what_came_later_is_not_in_an_old_version(address: str):
    assert get(address, "/id/westland", **HTML).status_code == 200
    assert get(address, f"/id/westland?version={FIRST}", **HTML).status_code == 404


PLACES = [
    "/",
    "/browse",
    "/search?q=north",
    "/queries",
    "/queries/who-co-chairs",
    "/networks",
    "/networks/co-membership",
    "/query?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+1",
    "/sparql",
    "/ontology",
    "/about",
    "/data",
    "/id/northland?lang=fr",
    "/id/northland--co-chairs--river-group",
    "/id/northland/neighbourhood",
    "/source/river-office-report",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_page_of_an_old_version_leads_on_in_it_and_to_the_current_one(address: str, place: str):
    joint = "&" if "?" in place else "?"
    answer = get(address, f"{place}{joint}version={FIRST}", **HTML)
    assert answer.status_code == 200, answer.text
    page = answer.text
    same = r"/(?:static|docs|versions|changes|context|api|\.well-known)\b"
    links = re.findall(r'<a (?![^>]*rel="latest-version")[^>]*?href="([/?][^"]*)"', page)
    own = [link for link in links if not re.match(same, link)]
    assert own
    assert [link for link in own if f"version={FIRST}" not in link] == []
    assert not re.search(r"version=[^\"]*version=", page)
    (current,) = re.findall(r'rel="latest-version" href="([^"]*)"', page)
    assert current.replace("&amp;", "&").split("?")[0] == place.partition("?")[0]
    assert "version=" not in current
    field = f'<input type="hidden" name="version" value="{FIRST}">'
    assert page.count('method="get"') == page.count(field)
    assert "latest-version" not in get(address, place, **HTML).text


def test_links_of_a_page_of_an_old_version_open(address: str):
    page = get(address, f"/id/river-group?version={FIRST}&lang=fr", **HTML).text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', page)}
    assert len(links) > 10
    accept = {"Accept": "text/html, */*;q=0.1"}
    answers = {link: get(address, link, **accept).status_code for link in links}
    assert set(answers.values()) == {200}, answers


def test_a_form_of_an_old_version_asks_it(address: str):
    path = f"/queries/who-co-chairs?version={FIRST}"
    page = get(address, path, **HTML).text
    action = re.search(r'<form class="asking" action="([^"]*)"', page)
    assert action
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
    answer = httpx.get(address + action[1].split("?")[0], params=fields, headers=HTML)
    assert answer.headers["Pcvegraph-Release"] == FIRST


def test_a_redirection_stays_in_the_version(address: str):
    answer = httpx.post(
        f"{address}/networks/co-membership?version={FIRST}", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 202, answer.text
    place = answer.headers["Location"]
    assert place.endswith(f"?version={FIRST}")
    job = wait_for(lambda: ended(address, place))
    assert job["state"] == "done", job


def ended(address: str, place: str) -> dict[str, str] | None:
    job = get(address, place, Accept="application/json").json()
    return None if job["state"] == "running" else job


def wait_for(what: Callable[[], object], seconds: float = 30) -> object:
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


def test_dumps_and_tables_of_an_old_version_are_those_of_the_release(address: str, made: Made):
    for place, name in (("/data.nq", "pcvegraph.nq"), ("/data.ttl", "pcvegraph.ttl")):
        answer = get(address, f"{place}?version={FIRST}")
        assert answer.content == (made.first / name).read_bytes()
    answer = get(address, f"/data/relations.csv?version={FIRST}")
    assert answer.content == (made.first / "relations.csv").read_bytes()


def test_an_unknown_version_is_told_with_those_that_there_are(address: str):
    answer = get(address, "/id/northland?version=9.9.9", Accept="application/json")
    assert answer.status_code == 404
    said = answer.json()
    assert FIRST in said["remedy"]
    assert f"/versions/{FIRST}" in said["nearest"]
    page = get(address, "/?version=<b>", **HTML)
    assert page.status_code == 404
    assert f'href="/versions/{SECOND}"' in page.text
    assert "<b>" not in page.text


def test_the_list_says_all_of_each_release(address: str, made: Made):
    said = get(address, "/versions", Accept="application/json").json()
    assert [each["name"] for each in said["releases"]] == [SECOND, FIRST]
    first = said["releases"][1]
    assert first["version"] == version_of(made.first)
    assert first["date"] == DAYS[FIRST]
    assert said["releases"][0]["since"] == FIRST
    assert said["releases"][0]["changes"]["fr"]
    for place in first["served"].values():
        assert get(address, place, **HTML).headers["Pcvegraph-Release"] == FIRST
    assert f"/versions/{FIRST}" in get(address, "/versions", **HTML).text


def test_a_release_has_an_address_with_its_files(address: str, made: Made):
    said = get(address, f"/versions/{FIRST}", Accept="application/json").json()
    listed = {each["path"]: each for each in said["files"]}
    assert listed.keys() | {"SHA256SUMS"} == {
        path.relative_to(made.first).as_posix() for path in made.first.rglob("*") if path.is_file()
    }
    for path in ("CITATION.cff", "pcvegraph.nq", "answers/who-co-chairs.csv", "CHANGES.fr.md"):
        answer = get(address, listed[path]["address"])
        assert answer.status_code == 200
        assert sha256(answer.content).hexdigest() == listed[path]["sha256"]
        assert answer.headers["Pcvegraph-Version"] == version_of(made.first)
    assert get(address, f"/versions/{FIRST}/SHA256SUMS").status_code == 200
    page = get(address, f"/versions/{SECOND}?lang=fr", **HTML).text
    assert "Version 1.1.0" in page
    assert "Ouestlande" in page or "Westland" in page


@pytest.mark.parametrize(
    "path", ["nothing.txt", "..%2f..%2froot/data/LICENSE", "queries", "%00", ""]
)
def test_what_is_no_file_of_a_release_is_not_found(address: str, path: str):
    assert get(address, f"/versions/{FIRST}/{path}").status_code == 404


def test_the_feed_is_valid_and_there_in_both_languages(address: str):
    for language in ("en", "fr"):
        answer = get(address, f"/changes.atom?lang={language}")
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        assert feed.version == "atom10"
        assert [entry.title for entry in feed.entries] == [
            f"pcvegraph {SECOND}",
            f"pcvegraph {FIRST}",
        ]
        assert len({entry.id for entry in feed.entries}) == 2
        assert feed.feed.updated == f"{DAYS[SECOND]}T00:00:00Z"
        assert [link.rel for link in feed.feed.links] == ["self", "alternate"]
        for entry in feed.entries:
            assert httpx.get(entry.link, headers=HTML).status_code == 200
        assert "land" in feed.entries[0].content[0].value
    assert "Westland" in get(address, "/changes?lang=en", **HTML).text


def test_the_feed_is_found_from_home_and_about(address: str):
    for place in ("/", "/about"):
        assert "/changes.atom?lang=en" in get(address, place, **HTML).text
    assert 'href="/versions"' in get(address, "/about", **HTML).text


def removed(root: Path, *slugs: str) -> None:
    iris = [f"https://w3id.org/pcvegraph/id/{slug}" for slug in slugs]
    lines = [f"{sha256(iri.encode()).hexdigest()} 2026-03-01\n" for iri in iris]
    (root / "data/removed.txt").write_text("".join(lines))


def test_what_was_removed_on_request_is_in_no_release(made: Made, tmp_path: Path):
    root = shutil.copytree(made.root, tmp_path / "root")
    removed(root, "westland")
    with serving(root, "--release", str(made.second), "--release", str(made.first)) as address:
        answer = get(address, f"/data.nq?version={SECOND}")
        assert b"westland" not in answer.content.lower()
        assert answer.headers["Pcvegraph-Version"] == sha256(answer.content).hexdigest()
        assert "removed on request" in answer.headers["Pcvegraph-Removed"]
        assert "Pcvegraph-Removed" not in get(address, f"/data.nq?version={FIRST}").headers
        assert states(address, SECOND) == 2
        for path in ("pcvegraph.nq", "entities.csv", "answers/who-co-chairs.csv", "CHANGES.md"):
            assert get(address, f"/versions/{SECOND}/{path}").status_code == 410
            assert get(address, f"/versions/{FIRST}/{path}").status_code == 200
        assert get(address, f"/versions/{SECOND}/CITATION.cff").status_code == 200
        for place in ("/changes", "/changes.atom", f"/versions/{SECOND}", "/versions"):
            assert "Westland" not in get(address, place, **HTML).text
        page = get(address, f"/id/river-group?version={SECOND}", **HTML).text
        assert "Statements that were removed on request are left out" in page
        assert "Westland" not in page


def test_releases_are_let_go_when_nobody_asks_and_when_others_are_asked(made: Made):
    options = ("--releases", str(made.releases))
    limits = {"PCVEGRAPH_RELEASES_OPEN": "1", "PCVEGRAPH_RELEASE_IDLE_SECONDS": "1.5"}
    service = serving(made.root, *options, **limits)
    with service as address:
        alone = children_of(service.process.pid)
        assert states(address, FIRST) == 2
        assert children_of(service.process.pid) == alone + 1
        assert states(address, SECOND) == 3
        wait_for(lambda: children_of(service.process.pid) == alone + 1)
        wait_for(lambda: children_of(service.process.pid) == alone)
        assert states(address, FIRST) == 2
    assert service.log.count(f"Release {FIRST} answers") == 2
    assert f"Release {FIRST} is let go" in service.log


def children_of(pid: int) -> int:
    """How many processes a process has started that still run."""
    return len(children(pid))


def children(pid: int) -> set[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def test_a_release_whose_process_ends_is_opened_again(made: Made):
    service = serving(made.root, "--release", str(made.first))
    with service as address:
        before = children(service.process.pid)
        assert states(address, FIRST) == 2
        (started,) = children(service.process.pid) - before
        os.kill(started, signal.SIGKILL)
        wait_for(lambda: started not in children(service.process.pid))
        assert states(address, FIRST) == 2
        # What was answered before is answered again without a process; this was not.
        assert get(address, f"/id/northland.ttl?version={FIRST}").status_code == 200
    assert f"The process that holds release {FIRST} has ended" in service.log


def test_a_release_that_does_not_load_is_told_and_the_rest_answers(made: Made, tmp_path: Path):
    folder = shutil.copytree(made.first, tmp_path / "damaged")
    (folder / "pcvegraph.nq").write_text("nonsense")
    with serving(made.root, "--release", str(folder)) as address:
        answer = get(address, f"/id/northland?version={FIRST}", Accept="application/json")
        assert answer.status_code == 500
        assert "does not parse" in answer.json()["detail"]
        assert get(address, f"/versions/{FIRST}/pcvegraph.nq").status_code == 500
        assert get(address, "/id/northland", Accept="text/turtle").status_code == 200


@pytest.mark.parametrize("option", ["--release", "--releases"])
def test_what_is_no_release_is_not_served(made: Made, tmp_path: Path, option: str):
    done = pcvegraph("serve", "--root", made.root, "--port", "0", option, tmp_path)
    assert done.returncode == 2
    assert "is not a release" in done.stderr


def test_two_releases_of_one_name_are_not_served(made: Made, tmp_path: Path):
    folder = shutil.copytree(made.first, tmp_path / "copy")
    options = ("--release", made.first, "--release", folder)
    done = pcvegraph("serve", "--root", made.root, "--port", "0", *options)
    assert done.returncode == 2
    assert "are both called 1.0.0" in done.stderr


def test_without_releases_the_pages_say_so(server: str):
    assert get(server, "/versions", Accept="application/json").json()["releases"] == []
    assert "No releases" in get(server, "/changes", **HTML).text
    assert not feedparser.parse(get(server, "/changes.atom").content).bozo
    assert get(server, "/?version=1.0.0", **HTML).status_code == 404


def test_an_answer_that_was_cited_is_compared_with_the_version_that_it_is_from(
    address: str, made: Made
):
    query = "SELECT ?state { ?state a <https://w3id.org/pcvegraph/ontology#State> } ORDER BY ?state"
    asked = {"query": query, "version": FIRST, "view": "cite", "lang": "en"}
    page = httpx.get(f"{address}/query", params=asked, headers=HTML, timeout=60).text
    found = re.search(r"cited=([0-9a-f]{64})", page)
    assert found, page
    cited = {"cited": found[1], "cited-version": version_of(made.first)}
    again = {"query": query, "lang": "en"} | cited
    page = httpx.get(f"{address}/query", params=again, headers=HTML, timeout=60).text
    assert f"Since release {FIRST}, which is served here: rows lost 0, gained 1." in page
    assert "&lt;https://w3id.org/pcvegraph/id/westland&gt;" in page
    assert "Westland: new state" in page
    same = again | {"version": FIRST}
    page = httpx.get(f"{address}/query", params=same, headers=HTML, timeout=60).text
    assert "to the last byte" in page
    assert "rows lost" not in page
