"""A page shows what is linked to its thing; a number of another dataset is no address."""

from __future__ import annotations

import re

import httpx


def page(server: str, name: str) -> str:
    """Return the page of a thing in HTML."""
    answer = httpx.get(f"{server}/id/{name}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def test_a_thing_shows_its_links_by_the_name_that_it_has_there(server: str):
    text = page(server, "public-safety-canada")
    assert '<a href="https://ror.org/032mgcs57">Public Safety Canada</a>' in text
    assert "Public Safety Canada <code>infobase:135</code>" in text
    assert 'href="infobase:' not in text


def test_the_record_of_a_link_has_a_page_with_who_when_and_why(server: str):
    text = page(server, "public-safety-canada")
    assert "Public Safety Canada = Public Safety Canada (infobase)" in text
    records = re.findall(r'href="/id/(public-safety-canada--matches--[0-9a-f]{8})"', text)
    assert len(records) == 2
    record = page(server, records[0])
    for word in ("reviewed by", "reviewed on", "likelihood", "parts of the score"):
        assert word in record


def test_a_rejected_pair_is_told_as_one(server: str):
    text = page(server, "centric-sheffield-hallam-university")
    assert "CENTRIC, Sheffield Hallam University ≠ SHEFFIELD HALLAM UNIVERSITY (cordis)" in text
    assert "the same as" not in text


def test_a_set_shows_its_terms_and_its_links(server: str):
    text = page(server, "mappings-to-infobase")
    assert "Open Government Licence" in text
    assert "Public Safety Canada = Public Safety Canada (infobase)" in text
