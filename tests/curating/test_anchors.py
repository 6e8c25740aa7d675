"""Words are found in a text however it sets its spaces, quotes and dashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.curating.anchors import find_anchor

TEXT = "Le « Centre\u00a0» de l’e\u0301cole\n   pu\u00adblique — une seule — existe."


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        ('"Centre" de l\'école', 3),
        ("l'école publique", TEXT.index("l’")),
        ("publique - une seule - existe.", TEXT.index("pu")),
        ("une  seule", TEXT.index("une")),
        ("École", None),
        ("publi", None),
        ("", None),
        (" \n", None),
    ],
)
def test_words_are_found_where_they_begin(anchor: str, place: int | None):
    assert find_anchor(TEXT, anchor) == place


def test_a_word_is_no_part_of_another():
    assert find_anchor("the party of art", "art") == 13
    assert find_anchor("the party", "art") is None
    assert find_anchor("第二次会議", "次会") == 2, (
        "where no spaces part words they are found inside"
    )


WORDS = st.lists(st.text("abcé", min_size=1, max_size=5), min_size=1, max_size=8)
GAP = st.sampled_from([" ", "\n", "\u00a0", "  ", "\t\n "])


@given(WORDS, WORDS, WORDS, st.data())
def test_words_that_stand_there_are_found(
    before: list[str], words: list[str], after: list[str], data: st.DataObject
):
    set_otherwise = "".join(word + data.draw(GAP) for word in words).strip()
    text = f"{' '.join(before)}. {set_otherwise}. {' '.join(after)}"
    place = find_anchor(text, " ".join(words))
    assert place is not None
    assert text[place:].split(maxsplit=1)[0].rstrip(".") == words[0]


@given(st.text(max_size=40), st.text(max_size=8))
def test_any_text_has_an_answer(text: str, anchor: str):
    place = find_anchor(text, anchor)
    assert place is None or 0 <= place < len(text)
