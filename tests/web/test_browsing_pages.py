"""The pages to begin at: home, browsing, the data, the terms; each number leads to as many things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from conftest import serving
from pcvegraph.graph.root import Root

HTML = {"Accept": "text/html"}
CHOICE = re.compile(
    r'<a href="(/search\?[^"]+)">[^<]*</a>(?: <span class="tag">..</span>)? '
    r'<span class="count">([\d,]+)'
)


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, headers=HTML, timeout=30) as client:
        yield client


def test_the_number_beside_a_choice_is_how_many_things_the_search_finds(client: httpx.Client):
    choices = CHOICE.findall(client.get("/browse").text)
    assert len(choices) > 60
    for address, number in choices[::9]:
        found = client.get(unescape(address), headers={"Accept": "application/json"}).json()
        assert f"{found['total']:,}" == number, address


def test_a_year_leads_to_what_began_or_ended_in_it(client: httpx.Client):
    text = client.get("/browse?lang=fr").text
    years = re.findall(r'href="(/queries/field/[^"]+year=(\d{4})[^"]*)"', text)
    numbers = [int(year) for _, year in years]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert client.get(unescape({y: a for a, y in years}["2017"])).status_code == 200


def test_home_has_numbers_by_locale_and_three_ways_in(client: httpx.Client):
    english, french = client.get("/").text, client.get("/?lang=fr").text
    numbers = re.findall(r"<dd>([\d,]+)</dd>", english)
    assert len(numbers) == 4
    assert "\u202f" in french
    for place in ("/search", "/browse", "/networks", "/queries", "/sparql", "/data", "/about"):
        assert f'"{place}"' in english
        assert re.search(rf'"{place}(\?lang=fr)?"', french)


def test_the_data_are_described_with_their_version(client: httpx.Client):
    answer = client.get("/about")
    assert answer.headers["Pcvegraph-Version"] in answer.text
    assert "CC BY 4.0" in answer.text
    assert "/queries/coverage/" in answer.text


def test_a_term_has_its_uses_what_it_may_say_and_what_is_a_fault(client: httpx.Client):
    text = client.get("/ontology").text
    fund = text[text.index('id="Fund"') : text.index('id="Funding"')]
    assert re.search(r"\d+ in the graph: <a href=\"/id/", fund)
    assert "says something that a fund cannot say here" in fund
    assert "What it may say" in fund
    assert "An anchor has more than eight words" in text


def test_an_empty_library_and_a_small_graph_still_make_sense(tiny: Root):
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as client:
        for place in ("/", "/browse", "/about", "/ontology", "/networks", "/queries", "/search"):
            answer = client.get(place)
            assert answer.status_code == 200, place
            assert "<h1" in answer.text
