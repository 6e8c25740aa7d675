"""The pages, as a person gets them from a real service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
import pytest

from conftest import serving
from pcvegraph.graph.root import Root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.web.pages.strings import STRINGS

HTML = {"Accept": "text/html"}
GROUPS = {"classes", "predicates", "properties", "values"}
CHOSEN = ("about-", "compared-", "error-", "home-", "ontology-", "triple-", "view-")
"""Beginnings of the keys of strings that are chosen by what is shown."""

EMPTY = {"meta", "link", "img", "br", "input", "hr"}
ISLANDS = "/static/islands/islands.js"
"""The one script that a page may load."""

PAGES = [
    "/",
    "/search",
    "/search?q=radic&kinds=organisation&from=2010&most=5&skip=5",
    "/search?q=zebra",
    "/sparql",
    "/sparql?name=forums/who-co-chairs-a-body",
    "/query",
    "/query?query=SELECT+*+%7B+%3Fs+a+%3Fkind+%7D&sort=-s&page_size=5",
    "/query?query=SELECT+*+%7B",
    "/query?query=ASK+%7B%7D&view=cite",
    "/queries?words=chair",
    "/ontology",
    "/id/canada",
    "/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group",
    "/id/commitment-training-assistance-missions",
    "/id/community-resilience-fund",
    "/id/ran-canada-paper-date",
    "/id/phenomena",
    "/source/polimetre-promise-5020-training-assistance",
    "/reconcile",
    "/id/nowhere",
    "/nowhere",
]


class Page(HTMLParser):
    """What a page links to, loads and says; asserts that its elements nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.languages: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self._open: list[str] = []
        self._language: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element begins."""
        given = {key: value or "" for key, value in attrs}
        assert len(given) == len(attrs), f"an attribute twice in {tag}"
        assert "style" not in given
        assert not [key for key in given if key.startswith("on")]
        if "id" in given:
            assert given["id"] not in self.ids
            self.ids.add(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        elif tag in {"link", "img", "script", "form"}:
            rel = given.get("rel", "")
            where = given.get("href") or given.get("src") or given.get("action") or ""
            (self.links if rel == "alternate" else self.loads).append(where)
        if (tag, given.get("src")) != ("script", ISLANDS):
            self.tags.add(tag)
        if tag not in EMPTY:
            self._open.append(tag)
            self._language.append(given.get("lang", ""))

    def handle_endtag(self, tag: str) -> None:
        """Hold that it ends what began last."""
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag
        self._language.pop()

    def handle_data(self, data: str) -> None:
        """Note a text and the language it is in."""
        if data.strip():
            language = next((one for one in reversed(self._language) if one), "")
            self.languages.append((" ".join(data.split()), language))


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60, headers=HTML) as session:
        yield session


def language_of(text: str) -> str:
    match = re.search(r'<html lang="(\w+)">', text)
    assert match
    return match[1]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", PAGES)
def test_a_page_is_well_formed_and_loads_only_from_here(
    client: httpx.Client, place: str, language: str
):
    answer = client.get(place, headers={"Accept-Language": language})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert language_of(answer.text) == language
    page = Page(answer.text)
    assert all(place.startswith("/") for place in page.loads)
    assert not page.tags & {"script", "style", "iframe", "object"}
    assert "h1" in page.tags
    assert "None" not in [text for text, _ in page.languages]


def addresses(engine: Evaluator, limit_per_class: int) -> list[str]:
    """Return addresses of things of every class of the graph."""
    rows = engine.rows(
        Question(
            "SELECT DISTINCT ?thing ?class { ?thing a ?class "
            'FILTER(STRSTARTS(STR(?thing), "https://w3id.org/pcvegraph/id/") || '
            'STRSTARTS(STR(?thing), "https://w3id.org/pcvegraph/source/")) } ORDER BY ?class ?thing'
        )
    )
    by_class: dict[str, list[str]] = {}
    for row in rows:
        place = "/" + row["thing"].value.removeprefix("https://w3id.org/pcvegraph/")
        by_class.setdefault(row["class"].value, []).append(place)
    assert len(by_class) > 15
    return sorted({place for places in by_class.values() for place in places[:limit_per_class]})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_link_leads_somewhere(client: httpx.Client, engine: Evaluator, language: str):
    seen: dict[str, Page | None] = {}

    def visit(place: str) -> Page | None:
        if place not in seen:
            answer = client.get(place)
            assert answer.status_code == 200, place
            is_page = answer.headers["Content-Type"].startswith("text/html")
            seen[place] = Page(answer.text) if is_page else None
        return seen[place]

    def follow(place: str, links: list[str]) -> None:
        for link in links:
            if urlsplit(link).netloc:
                assert urlsplit(link).scheme in {"http", "https"}
                continue
            target, fragment = urldefrag(urljoin(place, link))
            page = visit(target)
            if fragment and page:
                assert fragment in page.ids, f"{place} links to {link}"

    # A page of a hub links to hundreds: the first few dozen are followed.
    for place in ["/", "/sparql", "/ontology", *addresses(engine, limit_per_class=1)]:
        start = f"{place}?lang={language}"
        page = visit(start)
        assert page
        follow(start, page.links[:25])
        # The language that was chosen stays, but for what has none.
        pages = [p for p in page.links if p.startswith("/") and "." not in p and p != "/api"]
        assert all(f"lang={language}" in p for p in pages)
    assert len(seen) > 200


def test_everything_has_a_page_in_both_languages(client: httpx.Client, engine: Evaluator):
    for place in addresses(engine, limit_per_class=2):
        for language in ("en", "fr"):
            answer = client.get(place, headers={"Accept-Language": language})
            assert answer.status_code == 200, place
            assert language_of(answer.text) == language


def test_the_language_is_that_of_the_address_else_of_the_browser(client: httpx.Client):
    french = {"Accept-Language": "fr-CA, en;q=0.5"}
    assert language_of(client.get("/id/canada", headers=french).text) == "fr"
    assert language_of(client.get("/id/canada?lang=en", headers=french).text) == "en"
    assert language_of(client.get("/id/canada?lang=fr").text) == "fr"
    assert language_of(client.get("/id/canada?lang=xx", headers=french).text) == "fr"
    assert "Accept-Language" in client.get("/id/canada").headers["Vary"]


def test_the_switch_keeps_what_the_address_asks(client: httpx.Client):
    page = Page(client.get("/sparql?name=forums/who-co-chairs-a-body&lang=fr").text)
    assert "?name=forums%2Fwho-co-chairs-a-body&lang=en" in page.links


def test_a_statement_is_shown_with_the_words_it_rests_on(client: httpx.Client):
    text = client.get("/id/gctf-west-africa-capacity-building-working-group").text
    words = (
        'href="https://www.polimetre.org/fr/canada/42-trudeau-plc/promesses/5020'
        '#:~:text=Co%2Dchaired%20by%20Algeria%20and%20Canada"'
    )
    assert words in text
    assert "as of September 2019" in text
    said = [shown for shown, _ in Page(text).languages]
    said = said[said.index("Who leads it") :]
    assert said.index("co-chaired by") < said.index("Algeria") < said.index("Canada")


def test_what_sources_disagree_on_stands_side_by_side(client: httpx.Client):
    paper = "ran-digital-study-visit-to-canada-conclusion-paper"
    for place in ("/id/ran-canada-paper-date", f"/id/{paper}"):
        text = client.get(place).text
        assert "26 May 2021" in text
        assert "8 February 2021" in text
        assert "Date printed beside the file" in text
    assert "désaccord" in client.get("/id/ran-canada-paper-date?lang=fr").text


def test_a_relation_is_called_by_what_it_says(client: httpx.Client):
    place = "/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group"
    title = "Canada co-chairs Capacity-building in the West Africa Region Working Group"
    assert f"<h1>{title}</h1>" in client.get(place).text
    assert f"<title>{title} · pcvegraph</title>" in client.get(place).text


def test_a_verdict_is_no_open_period(client: httpx.Client):
    text = client.get("/id/commitment-training-assistance-missions").text
    assert "September 2019" in text
    assert "from September 2019" not in text


def test_a_concept_shows_what_it_is_part_of_and_what_is_part_of_it(tiny: Root):
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as client:
        wide = client.get("/id/rumours").text
        assert "Talk without a known source." in wide
        assert 'href="/id/flood-rumours"' in wide
        assert 'href="/id/rumours"' in client.get("/id/flood-rumours").text
        assert 'href="/id/flood-rumours"' in client.get("/id/phenomena").text


def test_a_text_that_is_missing_is_shown_in_the_other_language_and_marked(tiny: Root):
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as client:
        text = client.get("/id/northland?lang=fr").text
        page = Page(text)
        assert ("Nordlande", "fr") in page.languages
        assert ("State north of the river.", "en") in page.languages
        assert '<span class="tag">en</span>' in text


HOSTILE = "\\\"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }} ' & &lt;"


def test_a_hostile_text_is_only_text(tiny: Root):
    place = tiny.data / "actors" / "northland.ttl"
    text = place.read_text()
    for old in ('"Northland"@en', '"State north of the river."@en'):
        tag = old.rpartition('"')[2]
        text = text.replace(old, f'"{HOSTILE}"{tag}')
    place.write_text(text)
    source = tiny.data / "sources" / "river-office.ttl"
    source.write_text(source.read_text().replace('"River Office"', f'"{HOSTILE}"'))
    shown = HOSTILE.replace('\\"', '"')
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as client:
        for here in (
            "/id/northland",
            "/id/river-group",
            "/id/northland--co-chairs--river-group",
            "/source/river-office-report",
            "/",
        ):
            answer = client.get(here)
            assert answer.status_code == 200
            page = Page(answer.text)
            assert "script" not in page.tags
            assert shown in [said for said, _ in page.languages]
            assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "place",
    [
        "/id/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/<script>alert(1)</script>",
        "/id/canada.<script>",
        "/id/canada?format=<script>",
        "/sparql?name=<script>alert(1)</script>",
        "/sparql?query=<script>alert(1)</script>",
        "/?lang=<script>",
        "/?x=%22%3E%3Cscript%3E",
    ],
)
def test_a_hostile_address_is_only_text(client: httpx.Client, place: str):
    text = client.get(place).text
    assert "<script" not in text.replace(f'<script type="module" src="{ISLANDS}"></script>', "")
    assert "script" not in Page(text).tags


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("/nowhere", 404, "There is nothing at this address"),
        ("/id/Canada", 400, "is not an identifier"),
        ("/sparql?query=SELECT", 400, "does not parse at line 1"),
        ("/id/canada.pdf", 406, "pdf"),
        ("/static/nowhere.css", 404, "There is nothing at this address"),
        ("/id/canada/", 404, "There is nothing at this address"),
    ],
)
def test_a_problem_is_a_page_for_a_person(
    client: httpx.Client, place: str, status: int, words: str
):
    for language in ("en", "fr"):
        # As a browser accepts it: anything, if need be.
        accept = {"Accept": "text/html, */*;q=0.8", "Accept-Language": language}
        answer = client.get(place, headers=accept)
        assert answer.status_code == status
        page = Page(answer.text)
        assert language_of(answer.text) == language
        assert any(words in said and spoken == "en" for said, spoken in page.languages)
        assert str(status) in [said for said, _ in page.languages]


def test_every_string_is_used_and_there_in_both_languages():
    web = Path(__file__).parents[2] / "src/pcvegraph/web"
    words = [web / "problems.py", web / "feed.py"]
    places = [*web.glob("templates/**/*.html"), *web.glob("pages/*.py"), *words]
    text = "".join(place.read_text() for place in places).replace('"', "'")
    for key, string in STRINGS.items():
        assert string.en
        assert string.fr
        is_chosen = key.startswith(CHOSEN) or key in GROUPS
        assert is_chosen or f"'{key}'" in text, f"no template says {key}"


def test_the_home_page_lists_the_library(client: httpx.Client):
    page = Page(client.get("/").text)
    assert "/queries/forums/who-co-chairs-a-body" in page.links
    name = "forums%2Fwho-co-chairs-a-body"
    form = client.get(f"/sparql?name={name}").text
    assert "Who co-chairs a body" in form
    assert "PREFIX dcterms:" in form
    assert "who co-chairs" in form
    french = client.get(f"/sparql?name={name}&lang=fr").text
    assert "Qui copréside un organisme" in french
    assert "VALUES ?language { &#34;fr&#34; }" in french


def test_the_form_sends_what_the_service_answers(client: httpx.Client):
    for place in ("/sparql", "/sparql?name=forums/who-co-chairs-a-body"):
        text = client.get(place).text
        query = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.DOTALL)
        assert query
        plain = query[1].replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
        formats = re.findall(r"<option>(\w+)</option>", text)
        assert set(formats) == {
            "json",
            "xml",
            "csv",
            "tsv",
            "turtle",
            "ntriples",
            "jsonld",
            "rdfxml",
        }
        answer = client.get("/sparql", params={"query": plain, "format": formats[0]})
        assert answer.status_code == 200
        assert answer.json()["results"]["bindings"]


def test_a_change_of_the_library_alone_changes_the_pages_that_show_it(tiny: Root):
    def etag() -> str:
        with serving(tiny.path) as address:
            return httpx.get(address + "/", headers=HTML).headers["ETag"]

    before = etag()
    query = tiny.queries / "who-co-chairs.rq"
    query.write_text(query.read_text().replace("Who co-chairs", "Who then co-chairs"))
    assert etag() != before


def test_an_empty_library_makes_a_home_page_too(tiny: Root):
    for query in tiny.queries.rglob("*.rq"):
        query.unlink()
    with serving(tiny.path) as address:
        page = httpx.get(address + "/", headers=HTML)
        assert page.status_code == 200
        assert "Questions it answers" not in page.text
        assert Page(page.text).links
