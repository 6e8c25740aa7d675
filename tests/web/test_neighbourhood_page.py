"""/id/…/neighbourhood: the page has as a table what the JSON has to be drawn."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from conftest import serving
from pcvegraph.graph.root import Root

HTML = {"Accept": "text/html"}
PLACE = "/id/canada/neighbourhood"


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return server


def get(address: str, path: str, **headers: str) -> httpx.Response:
    return httpx.get(address + path, headers=headers, timeout=60)


def rows(page: str) -> list[tuple[str, ...]]:
    """Return the rows of the table, without what is only beside a value."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
        cells = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        plain = [re.sub(r'<span class="tag">.*?</span>|<[^>]+>', "", cell) for cell in cells]
        found.append(tuple(" ".join(unescape(cell).split()) for cell in plain))
    return found


@pytest.mark.parametrize(
    "asked",
    ["?lang=en", "?lang=fr", "?lang=en&kinds=event,state", "?lang=fr&expand=jordan,algeria"],
)
def test_the_table_says_what_the_json_says(address: str, asked: str):
    told = get(address, f"{PLACE}.json{asked}").json()
    names = {node["id"]: " ".join(node["name"].split()) for node in told["nodes"]}
    expected = [
        (names[edge["from"]], edge["relation"], names[edge["to"]], edge["when"])
        for edge in told["edges"]
    ]
    page = get(address, PLACE + asked, Accept="text/html").text
    assert rows(page) == expected
    assert len(expected) > 10
    for edge in told["edges"]:
        assert f'href="{edge["address"].replace("&", "&amp;")}"' in page
    marked = page.count("sources disagree</span>") + page.count("les sources divergent</span>")
    assert marked == sum(edge["disputed"] for edge in told["edges"])


def test_the_json_is_what_is_documented(address: str):
    answer = get(address, f"{PLACE}.json?expand=jordan")
    assert answer.headers["Content-Type"] == "application/json"
    told = answer.json()
    assert told["most"] == 300
    assert told["left_out"] == 0
    assert told["expanded"] == ["https://w3id.org/pcvegraph/id/jordan"]
    assert told["nodes"][0]["id"] == told["thing"]
    assert set(told["nodes"][0]) == {"id", "slug", "name", "kind", "family", "address"}
    assert sum(family["count"] for family in told["families"]) == len(told["nodes"])
    ends = {edge[end] for edge in told["edges"] for end in ("from", "to")}
    assert ends <= {node["id"] for node in told["nodes"]}
    assert get(address, told["address"], Accept="text/html").status_code == 200
    assert get(address, told["nodes"][1]["address"]).status_code == 200
    assert answer.headers["ETag"]


def test_the_page_links_what_was_expanded_away_and_offers_kinds(address: str):
    page = get(address, f"{PLACE}?expand=jordan,algeria&kinds=event&kinds=state&lang=en", **HTML)
    assert page.status_code == 200
    assert "expand=algeria&amp;kinds=event%2Cstate&amp;lang=en" in page.text
    assert re.search(r'value="Event" checked', page.text)
    assert 'data-address="/id/canada/neighbourhood.json?expand=jordan%2Calgeria' in page.text
    assert "<pcve-neighbourhood" in page.text


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_unknown_thing_is_not_found_and_near_names_are_told(address: str, accept: str):
    answer = get(address, "/id/canadaa/neighbourhood", Accept=accept)
    assert answer.status_code == 404
    assert "/id/canada/neighbourhood" in answer.text
    assert get(address, "/id/canada/neighbourhood", Accept=accept).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"{PLACE}?expand=canadaa", 400, "canada"),
        (f"{PLACE}?expand=Canada%20!", 400, "identifier"),
        (f"{PLACE}?kinds=wombat", 400, "no such term"),
        (f"{PLACE}?kind=event", 400, "kinds"),
        (f"{PLACE}.gexf", 406, "json"),
        ("/id/%3Cscript%3E/neighbourhood", 400, "not an identifier"),
    ],
)
def test_what_is_wrong_is_told(address: str, path: str, status: int, words: str):
    answer = get(address, path)
    assert answer.status_code == status
    assert words in answer.text
    page = get(address, path, **HTML)
    assert page.status_code == status
    assert "<script>" not in page.text


def test_the_policy_needs_nothing_unsafe(address: str):
    page = get(address, PLACE, **HTML)
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?! type=\"module\" src=\"/static)|<style| style=", page.text)


HOSTILE = "\\\"><script>alert(1)</script>'{{ 7*7 }}" + "x" * 3000


def test_a_hostile_name_is_only_text(tiny: Root):
    place = tiny.data / "actors" / "northland.ttl"
    place.write_text(place.read_text().replace('"Northland"@en', f'"{HOSTILE}"@en'))
    with serving(tiny.path) as address:
        page = get(address, "/id/river-group/neighbourhood?lang=en", **HTML)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        told = get(address, "/id/river-group/neighbourhood.json?lang=en").json()
        assert HOSTILE.replace('\\"', '"') in [node["name"] for node in told["nodes"]]
