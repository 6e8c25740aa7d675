"""The documentation is served as it stands in docs/, its links lead on, and its ids are found."""

from __future__ import annotations

import re
from urllib.parse import unquote

import httpx
import pytest

from conftest import REPOSITORY
from pcvegraph.web.pages.documents import read_document

DOCS = REPOSITORY / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def address_of(page: str) -> str:
    """Return the address of a page of docs/ in the service."""
    name = page.removesuffix(".md").removesuffix(".fr")
    place = "/docs" if name == "README" else f"/docs/{name}"
    return f"{place}?lang={'fr' if page.endswith('.fr.md') else 'en'}"


def fetched(server: str, address: str) -> httpx.Response:
    return httpx.get(server + address, headers={"Accept": "text/html"}, timeout=60)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_served_and_its_links_lead_to_pages_and_headings(server: str, page: str):
    answer = fetched(server, address_of(page))
    assert answer.status_code == 200
    title = re.findall(r"^# (.*)", (DOCS / page).read_text())[0]
    assert re.search(r"<h1 id=\"[^\"]+\">", answer.text)
    assert re.sub(r"[`*]", "", title).split()[0] in answer.text
    assert ' style="' not in answer.text
    body = answer.text.partition('<article class="document"')[2]
    inside = set(re.findall(r'href="(/docs[^"]*)"', body))
    for link in sorted(inside):
        place, _, fragment = unquote(link.replace("&amp;", "&")).partition("#")
        other = fetched(server, place)
        assert other.status_code == 200, link
        assert not fragment or f'id="{fragment}"' in other.text, link
    for fragment in re.findall(r'href="#([^"]+)"', body):
        assert f'id="{fragment}"' in body


def test_french_is_shown_where_there_is_some_and_its_lack_is_said(server: str):
    assert '<h1 id="le-modèle-en-une-page">' in fetched(server, "/docs/model?lang=fr").text
    english = fetched(server, "/docs/operations?lang=fr").text
    assert "qu'en anglais" in english.replace("&#39;", "'")
    assert '<article class="document" lang="en">' in english


def test_an_unknown_page_says_where_to_begin(server: str):
    for name in ("nowhere", "../pyproject.toml", "%2e%2e/pyproject.toml", "model.fr", "model.md"):
        answer = httpx.get(f"{server}/docs/{name}", headers={"Accept": "application/json"})
        assert answer.status_code == 404, name
    assert "/docs" in httpx.get(f"{server}/docs/nowhere").json()["remedy"]


def test_a_file_beside_a_page_is_served_as_it_is(server: str):
    answer = httpx.get(f"{server}/docs/operations/nginx.conf")
    assert answer.content == (DOCS / "operations/nginx.conf").read_bytes()
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_document_shows_html_as_text_and_gives_equal_headings_other_ids():
    text = "# A\n\n<script>alert(1)</script>\n\n## B\n\n## B\n\n[out](https://example.org) [gone](x.md)"
    document = read_document(text, lambda link: link if "://" in link else None)
    assert "<script>" not in document.html
    assert [heading.id for heading in document.headings] == ["b", "b-1"]
    assert '<a href="https://example.org" rel="external">out</a> gone' in document.html


def test_every_page_is_found_from_the_first():
    found: set[str] = set()
    waiting = ["README.md", "README.fr.md"]
    while waiting:
        page = DOCS / waiting.pop()
        found.add(page.relative_to(DOCS).as_posix())
        links = re.findall(r"\]\(([^)#:]+\.md)", page.read_text())
        pages = {(page.parent / link).resolve() for link in links}
        names = {path.relative_to(DOCS).as_posix() for path in pages if path.is_relative_to(DOCS)}
        waiting += sorted(names - found)
    assert sorted(set(PAGES) - found) == []
