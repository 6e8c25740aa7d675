"""An address is that of the same page in whatever spelling, and no other."""

from __future__ import annotations

import pytest

from pcvegraph.curating.addresses import is_address, page_of, without_tracking

PAGE = "https://river.example/report?id=2&lang=fr"


@pytest.mark.parametrize(
    "other",
    [
        "http://river.example/report?id=2&lang=fr",
        "https://www.river.example/report?lang=fr&id=2",
        "https://river.example/report/?id=2&lang=fr#page=3",
        "https://RIVER.example:443/report?id=2&lang=fr&utm_source=x&fbclid=y",
        "https://web.archive.org/web/20200101000000/https://river.example/report?id=2&lang=fr",
        "https://web.archive.org/web/2020*/http://www.river.example/report?id=2&lang=fr",
        "https://river.example/repor%74?id=2&lang=fr",
    ],
)
def test_other_spellings_are_the_same_page(other: str):
    assert page_of(other) == page_of(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://river.example/Report?id=2&lang=fr",
        "https://river.example/report?id=3&lang=fr",
        "https://river.example/report",
        "https://delta.river.example/report?id=2&lang=fr",
        "https://river.example:8080/report?id=2&lang=fr",
        "https://web.archive.org/about",
    ],
)
def test_other_pages_are_others(other: str):
    assert page_of(other) != page_of(PAGE)


def test_what_only_tracks_is_not_written():
    written = without_tracking(" https://river.example/r?utm_source=x&id=2#top")
    assert written == "https://river.example/r?id=2"


@pytest.mark.parametrize(
    "text", ["river.example/x", "https://river", "ftp://river.example", "", "a b"]
)
def test_what_is_no_address(text: str):
    assert not is_address(text)
