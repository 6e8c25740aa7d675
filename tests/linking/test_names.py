"""What of a name is compared: its telling words, however it is spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.linking.matching.names import fold, key_of, qualifiers, words_of

TEXTS = st.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Université Laval", "UNIVERSITE LAVAL"),
        ("King's College London", "KING’S COLLEGE LONDON"),
        ("Østfold University College", "Ostfold university college"),
        ("Cégep Édouard-Montpetit", "Cegep Edouard Montpetit"),
        ("Ministry for the Interior", "Ministry of the Interior"),
        ("Counter-Terrorism Committee", "Counterterrorism Committee"),
        ("Center for Organization", "Centre for Organisation"),
        ("Queen's University (Kingston)", "Queen's University"),
        ("Tech Toybox, Inc.", "TECH TOYBOX"),
        ("Æthelred & Œuvre", "Aethelred and Oeuvre"),
    ],
)
def test_names_that_differ_in_spelling_only(one: str, other: str):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Concordia University", "Concordia University Press"),
        ("Council of Europe", "European Council"),
        ("Dublin City University", "Dublin City Council"),
    ],
)
def test_names_that_are_others(one: str, other: str):
    assert key_of(one) != key_of(other)


@given(TEXTS)
def test_folding_is_once_and_for_all(text: str):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper().lower()) == fold(text.lower())


@given(TEXTS)
def test_a_name_with_a_word_has_words(text: str):
    assert bool(words_of(text)) == bool(fold(text))
    assert all(word == word.lower() and " " not in word for word in words_of(text))


def test_a_name_of_small_words_keeps_them():
    assert words_of("De la") == ("de", "la")
    assert words_of("Inc.") == ("inc",)


def test_what_stands_in_brackets():
    assert qualifiers("European Forum for Urban Security (Efus) [Paris]") == ("efus", "paris")
