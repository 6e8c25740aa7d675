"""Dates and numbers as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.languages import Language
from pcvegraph.locales import written_date, written_language, written_number, written_period


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2017", "2017", "2017"),
        ("2017-09", "September 2017", "septembre 2017"),
        ("2017-09-20", "20 September 2017", "20 septembre 2017"),
        ("2017-08-01", "1 August 2017", "1er août 2017"),
        ("2017-08-11", "11 August 2017", "11 août 2017"),
    ],
)
def test_a_date_is_as_precise_as_it_is(text: str, english: str, french: str):
    assert written_date(text, "en") == english
    assert written_date(text, "fr") == french


@pytest.mark.parametrize(
    "text", ["", "2017-13", "2017-02-30", "spring 2017", "-0044", "2017-09-20T10:00"]
)
def test_what_is_no_date_stays_as_it_is(text: str):
    assert written_date(text, "en") == text


@given(st.dates())
def test_no_two_days_are_written_alike(day: date):
    assert written_date(day.isoformat(), "en").split() == [
        str(day.day),
        f"{day:%B}",
        str(day.year),
    ]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=2))
def test_a_number_can_be_read_back(number: Decimal):
    english = written_number(number, "en").replace(",", "")
    french = written_number(number, "fr").replace("\u202f", "").replace(",", ".")
    assert Decimal(english) == Decimal(french) == number


def test_a_fraction_has_two_digits():
    assert written_number("2500.5", "en") == "2,500.50"
    assert written_number("2500.5", "fr") == "2\u202f500,50"
    assert written_number("2500", "en") == "2,500"


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
