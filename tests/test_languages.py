"""A text is shown in the language asked for, or marked with the one it has."""

from __future__ import annotations

from pcvegraph.languages import Bilingual, Texts


def test_a_missing_language_shows_the_other_one_and_says_so():
    assert Texts({"fr": "Nord"}).shown("en") == ("Nord", "fr")
    assert Texts({"en": "North", "fr": "Nord"}).shown("fr") == ("Nord", "fr")
    assert Texts().shown("en", "id:north") == ("id:north", "")


def test_an_empty_text_gives_way_to_the_other_language():
    assert Bilingual("north", "").in_language("fr") == "north"


def test_only_named_placeholders_are_filled():
    text = Bilingual("{a} {b} {}", "{b}").with_values(a="x {b}")
    assert text == ("x {b} {b} {}", "{b}")
