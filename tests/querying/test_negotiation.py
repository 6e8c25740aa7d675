"""What an Accept header chooses (RFC 9110, section 12)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.querying.negotiation import choose, choose_language

OFFERS = [
    ("page", ["text/html"]),
    ("turtle", ["text/turtle", "application/x-turtle"]),
    ("json", ["application/ld+json"]),
]
TYPES = [media_type for _, types in OFFERS for media_type in types]
RANGES = [*TYPES, "*/*", "text/*", "application/*", "image/png"]
QUALITIES = ["", ";q=0", ";q=0.3", ";q=0.8", ";q=1", " ; Q=0.5", ";charset=utf-8;q=0.2", ";q=x"]
headers = st.lists(st.builds(str.__add__, st.sampled_from(RANGES), st.sampled_from(QUALITIES)))


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "page"),
        (" , ", "page"),
        ("*/*", "page"),
        ("text/turtle", "turtle"),
        ("TEXT/Turtle; charset=utf-8", "turtle"),
        ("application/x-turtle", "turtle"),
        ("text/*", "page"),
        ("application/*", "json"),
        ("text/turtle;q=0, application/*;q=0.1", "json"),
        ("text/html;q=0.3, text/turtle;q=0.4", "turtle"),
        ("text/html;q=0, */*", "turtle"),
        ("text/html;q=0.1, */*;q=0.5", "turtle"),
        ("text/*;q=0.1, application/ld+json;q=0.2", "json"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=nan", None),
        ("text/turtle;q=7", None),
        ("image/png, */*;q=0.001", "page"),
    ],
)
def test_the_best_offer_is_chosen(accept: str, chosen: str | None):
    assert choose(accept, OFFERS) == chosen


@given(headers)
def test_what_is_chosen_is_accepted(parts: list[str]):
    chosen = choose(",".join(parts), OFFERS)
    if chosen is not None and parts:
        main = dict(OFFERS)[chosen][0].split("/")[0]
        accepted = {part.split(";")[0].strip() for part in parts}
        assert accepted & {*dict(OFFERS)[chosen], "*/*", f"{main}/*"}


@given(headers)
def test_the_order_of_the_header_decides_nothing(parts: list[str]):
    assert choose(",".join(parts), OFFERS) == choose(",".join(reversed(parts)), OFFERS)


@given(headers, st.sampled_from(TYPES))
def test_what_is_wanted_most_is_had(parts: list[str], wanted: str):
    others = [part.split(";")[0] + ";q=0.9" for part in parts if wanted not in part]
    chosen = choose(",".join([*others, wanted]), OFFERS)
    assert wanted in dict(OFFERS)[chosen]


@given(st.text(), st.text())
def test_no_header_is_too_odd(accept: str, language: str):
    assert choose(accept, OFFERS) in {"page", "turtle", "json", None}
    assert choose_language(language, ("en", "fr")) in {"en", "fr"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("de, en;q=0.2, fr;q=0.7", "fr"),
        ("FR", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("en;q=0", "fr"),
        ("en;q=0, *;q=0.5", "fr"),
        ("fr;q=0", "en"),
        ("en, fr", "en"),
        ("fr, en", "fr"),
    ],
)
def test_the_best_language_is_chosen(header: str, language: str):
    assert choose_language(header, ("en", "fr")) == language
