"""Dates, periods, numbers and languages as each language writes them."""

from __future__ import annotations

import pytest

from pcvegraph.languages import Language
from pcvegraph.locales import written_date, written_language, written_period


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2011-11-16", "2011-11-17", "16–17 November 2011", "16–17 novembre 2011"),
        ("2018-05-01", "2018-05-02", "1–2 May 2018", "1er–2 mai 2018"),
        ("2011-11-16", "2011-12-17", "16 November 2011 – 17 December 2011", ""),
        ("2011", "2012", "2011 – 2012", "2011 – 2012"),
        ("2011-11", "2012", "November 2011 – 2012", "novembre 2011 – 2012"),
        ("2011-11-16", "2011-11-16", "16 November 2011", "16 novembre 2011"),
        ("2011-11-16", "", "16 November 2011", "16 novembre 2011"),
        ("", "", "", ""),
    ],
)
def test_a_period_says_once_what_its_ends_share(start: str, end: str, english: str, french: str):
    assert written_period(start, end, "en") == english
    assert not french or written_period(start, end, "fr") == french


@pytest.mark.parametrize(
    ("tag", "language", "called"),
    [
        ("en", "fr", "anglais"),
        ("fr-CA", "en", "French"),
        ("no-such", "en", "Norwegian"),
        ("x-y", "en", "x-y"),
        ("", "en", ""),
    ],
)
def test_a_language_is_called_by_its_name(tag: str, language: Language, called: str):
    assert written_language(tag, language) == called


def test_what_is_no_date_stays():
    assert written_date("soon", "fr") == "soon"
    assert written_date("2020-13", "en") == "2020-13"
