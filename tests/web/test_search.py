"""/search: as data and as a page, in both languages, narrowed, page by page, whatever is typed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from conftest import serving
from pcvegraph.graph.root import Root
from pcvegraph.linking.searching.requests import PARAMETERS

HTML = {"Accept": "text/html"}
RCMP = "https://w3id.org/pcvegraph/id/royal-canadian-mounted-police"


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return server


def get(address: str, headers: dict[str, str] | None = None, **asked: str) -> httpx.Response:
    """Return the answer to a search; `from_` is written as from."""
    query = urlencode({name.rstrip("_"): value for name, value in asked.items()})
    return httpx.get(f"{address}/search?{query}", headers=headers or {}, timeout=60)


def found(address: str, **asked: str) -> dict[str, Any]:
    answer = get(address, **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


def test_a_hit_says_which_name_matched_and_what_it_is(address: str):
    for typed, language in (("rcmp", "en"), ("GRC", "fr")):
        (hit,) = found(address, q=typed, language="en")["hits"]
        assert hit["id"] == RCMP
        assert hit["label"] == {"text": "Royal Canadian Mounted Police", "language": "en"}
        assert hit["matched"] == {"text": typed.upper(), "use": "acronym", "language": language}
        assert [kind["value"] for kind in hit["kinds"]] == ["organisation"]
        assert hit["country"]["value"] == "canada"
        assert hit["description"]["language"] == "en"


def test_labels_are_in_the_language_asked(address: str):
    french = "Gendarmerie royale du Canada"
    for answer in (
        get(address, q="rcmp", language="fr"),
        get(address, q="rcmp", lang="fr"),
        get(address, {"Accept-Language": "fr-CA"}, q="rcmp"),
    ):
        assert answer.json()["hits"][0]["label"]["text"] == french
        assert "Accept-Language" in answer.headers["Vary"]


def test_facets_count_what_one_gets_when_one_narrows(address: str):
    whole = found(address, q="radicalisation")
    assert set(whole["facets"]) == {"kinds", "countries", "phenomena", "periods"}
    for facet, values in whole["facets"].items():
        assert values
        for value in values[:2]:
            narrowed = found(address, q="radicalisation", **{facet: value["value"]})
            assert narrowed["total"] == value["count"]
            again = {each["value"]: each for each in narrowed["facets"][facet]}
            assert again[value["value"]]["chosen"]
            assert again[value["value"]]["count"] == value["count"]


def test_what_is_narrowed_to_stays_a_choice_where_nothing_has_it(address: str):
    narrowed = found(address, q="rcmp", countries="france")
    assert narrowed["total"] == 0
    chosen = [each for each in narrowed["facets"]["countries"] if each["chosen"]]
    assert [(each["value"], each["count"]) for each in chosen] == [("france", 0)]


def test_pages_part_the_hits_and_lead_to_each_other(address: str):
    whole = found(address, kinds="working-group", most="100")
    assert len(ids(whole)) == whole["total"] > 40
    place, seen = "/search?kinds=working-group&most=25", []
    while place:
        answer = httpx.get(address + place)
        seen += ids(answer.json())
        place = answer.links["next"]["url"] if "next" in answer.links else ""
    assert seen == ids(whole)
    last = get(address, kinds="working-group", most="25", skip="50")
    assert parse_qs(urlsplit(last.links["prev"]["url"]).query)["skip"] == ["25"]
    beyond = get(address, kinds="working-group", skip="5000")
    assert (beyond.json()["hits"], beyond.json()["total"]) == ([], whole["total"])
    assert "prev" in beyond.links


def test_years_narrow_to_what_may_have_been_there(address: str):
    early = found(address, kinds="forum", to="2010")["total"]
    assert 0 < early < found(address, kinds="forum")["total"]
    assert found(address, kinds="event", from_="2015", to="2015")["total"] > 0


def test_nothing_typed_browses_everything(address: str):
    everything = found(address)
    assert everything["total"] > 1000
    assert everything == found(address, q="") == found(address, q=" ", kinds="") | {"text": ""}


def test_nothing_found_tells_what_is_spelt_like_it(address: str):
    answer = found(address, q="heddayyah")
    assert (answer["total"], answer["nearest"]) == (0, ["Hedayah"])
    page = get(address, HTML, q="heddayyah", kinds="organisation").text
    assert 'href="/search?q=Hedayah"' in page
    assert 'href="/search?q=heddayyah"' in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_has_hits_facets_and_pages(address: str, language: str):
    page = get(address, HTML, q="centre prévention", kinds="organisation", most="2", lang=language)
    assert page.headers["Content-Type"].startswith("text/html")
    assert f'<html lang="{language}">' in page.text
    assert 'value="centre prévention"' in page.text
    assert '<input type="hidden" name="kinds" value="organisation">' in page.text
    assert page.text.count('<a href="/id/') == 2
    assert 'rel="next"' in page.text
    assert 'aria-current="true">organisation<' in page.text
    narrower = re.findall(r'href="(/search\?[^"]*countries=canada[^"]*)"', page.text)
    narrowed = httpx.get(address + narrower[0].replace("&amp;", "&"), headers=HTML)
    assert 'aria-current="true">Canada<' in narrowed.text


def test_the_page_says_by_which_name_a_thing_was_found(address: str):
    page = get(address, HTML, q="CPRMV").text
    assert 'Found by its name: <span lang="fr">CPRMV</span>' in page


def test_the_home_page_leads_to_it(address: str):
    page = httpx.get(f"{address}/?lang=fr", headers=HTML).text
    assert 'action="/search"' in page
    assert '<input type="hidden" name="lang" value="fr">' in page


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_was_typed_is_never_markup(address: str, text: str):
    for skip in ("", "7"):
        page = get(address, HTML, q=text, skip=skip).text
        assert text not in page
    assert get(address, q=text).json()["text"] == text


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x1b[31m", "\u202e", "!!!", "%", "*", "' OR 1=1 --", "🕊", "\ufffe"]
)
def test_any_characters_are_only_text(address: str, text: str):
    for headers in ({}, HTML):
        answer = get(address, headers, q=text)
        assert answer.status_code == 200
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", answer.text)


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("q=" + "a" * 10_000, 400, "at most 500 characters"),
        ("query=canada", 400, "has no parameter"),
        ("q=canada&kind=event", 400, "Nearest: kinds"),
        ("q=canada&kinds=organization", 400, "Nearest: Organisation"),
        ("q=canada&countries=canad", 400, "Nearest: canada"),
        ("q=canada&phenomena=hat", 400, "hate"),
        ("q=canada&periods=2011", 400, "decades"),
        ("q=canada&from=20", 400, "four digits"),
        ("q=canada&from=2019&to=2015", 400, "before it begins"),
        ("q=canada&most=101", 400, "from 1 to 100"),
        ("q=canada&skip=-1", 400, "from 0"),
        ("q=canada&q=france", 400, "more than one q"),
        ("q=canada&language=de", 400, "en or fr"),
        ("q=canada&format=csv", 406, "html, json"),
    ],
)
def test_what_is_wrong_is_told(address: str, asked: str, status: int, words: str):
    answer = httpx.get(f"{address}/search?{asked}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert words in answer.text


def test_it_is_kept_as_other_answers_are(address: str):
    first = get(address, q="gctf")
    etag = first.headers["ETag"]
    assert first.headers["Pcvegraph-Version"].startswith(etag[1:13])
    assert get(address, {"If-None-Match": etag}, q="gctf").status_code == 304
    assert get(address, q="gctf").content == first.content
    head = httpx.head(f"{address}/search?q=gctf")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == etag
    assert get(address, HTML, q="gctf").headers["ETag"] != etag
    assert get(address, {"Accept": "image/png"}, q="gctf").status_code == 406
    assert httpx.post(f"{address}/search").status_code == 405


def test_openapi_has_its_parameters(address: str):
    described = httpx.get(f"{address}/api").json()["paths"]["/search"]["get"]
    names = {parameter["name"] for parameter in described["parameters"]}
    assert {*PARAMETERS, "format", "lang"} == names


def test_a_small_world_is_searched_too(tiny: Root):
    with serving(tiny.path) as place:
        answer = found(place, q="river group")
        assert ids(answer)[0].endswith("/river-group")
        assert found(place, q="sothland")["hits"][0]["label"]["text"] == "Southland"
