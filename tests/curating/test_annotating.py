"""What a text names: longest names, capitals, plurals, ambiguity, unknown names, pairs."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.curating.anchors import find_anchor
from pcvegraph.curating.annotating.annotation import annotate
from pcvegraph.curating.annotating.drafting import draft_of
from pcvegraph.curating.annotating.lexicon import Lexicon, Source, Thing
from pcvegraph.curating.annotating.short_names import Naming
from pcvegraph.curating.annotating.telling import as_json, as_text
from pcvegraph.curating.annotating.words import Gap, words_in
from pcvegraph.graph.turtle import document
from pcvegraph.languages import Texts
from pcvegraph.vocabulary import PCVE, PREFIXES

ID, SOURCE = PREFIXES["id"], PREFIXES["source"]
NAMES = {
    # slug: (class, country, names with their standing)
    "northland": ("State", "northland", [("Northland", "name"), ("Nordlande", "name")]),
    "southland": ("State", "southland", [("Southland", "name")]),
    "river-group": ("WorkingGroup", "", [("River Group", "name"), ("RIG", "acronym")]),
    "river-group-fund": ("Fund", "northland", [("River Group Fund", "name")]),
    "north-care": (
        "Organisation",
        "northland",
        [("Ministry of Care Northland", "name"), ("Ministry of Care", "without-country")],
    ),
    "south-care": ("Organisation", "southland", [("Ministry of Care of Southland", "name")]),
    "rigging-institute": ("Organisation", "southland", [("RIG", "acronym")]),
    "prevent": ("Strategy", "", [("Prevent", "name")]),
    "prevention-desk": ("Organisation", "", [("desk to prevent floods by radio", "name")]),
    "flood-rumour": ("Phenomenon", "", [("flood rumour", "name"), ("rumeur de crue", "name")]),
    "rumour": ("Phenomenon", "", [("rumour", "name")]),
    "drill": ("Practice", "", [("drills", "name"), ("FDs", "acronym")]),
    "ada-lantern": ("Person", "northland", [("Ada Lantern", "name")]),
}
REPORT = Source(SOURCE + "report", "", ("en",))
OF_NORTHLAND = Source(SOURCE + "north-report", ID + "north-care", ("en",))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    things = {
        ID + slug: Thing(
            ID + slug,
            Texts(en=names[0][0]),
            (PREFIXES["pcve"] + kind,),
            ID + country if country else "",
        )
        for slug, (kind, country, names) in NAMES.items()
    }
    namings = tuple(
        Naming(text, ID + slug, "en", standing)  # type: ignore[arg-type]
        for slug, (_, _, names) in NAMES.items()
        for text, standing in names
    )
    sources = {each.iri: each for each in (REPORT, OF_NORTHLAND)}
    called = {PCVE.State.value: Texts(en="state", fr="État")}
    return Lexicon(things, namings, sources, {}, called)


def marked(text: str, lexicon: Lexicon, source: Source = REPORT) -> list[tuple[str, str]]:
    found = annotate(text, lexicon, source).mentions
    assert all(text[each.start : each.end] == each.text for each in found)
    return [(e.text, "|".join(iri.removeprefix(ID) for iri in e.things)) for e in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The River Group Fund pays.", [("River Group Fund", "river-group-fund")]),
        ("the River Group's fund", [("River Group", "river-group")]),
        ("the river group met", []),
        ("THE RIVER GROUP", [("RIVER GROUP", "river-group")]),
        ("A River, Group", []),
        ("The River. Group met", []),
        ("the River\nGroup met", [("River\nGroup", "river-group")]),
        ("the River\n\nGroup met", []),
        ("NORTHLANDERS in Northlandia", []),
        ("2019Northland joined", [("Northland", "northland")]),
        ("a rigged RIG-like game", [("RIG", "rigging-institute|river-group")]),
        ("FLOOD rumours, one", [("FLOOD rumours", "flood-rumour")]),
        ("an anti-rumour cell; one rumour", [("rumour", "rumour")]),
        ("one drill, two drills, FD and FDs", [("drills", "drill"), ("FD", "drill"), ("FDs", "drill")]),
        ("Prevent floods now.", []),
        ("The strategy Prevent was new.", [("Prevent", "prevent")]),
        ("Re\u0301union de Nordlande", [("Nordlande", "northland")]),
        ("the River (RIG) Group met", [("River (RIG) Group", "river-group")]),
    ],
)  # fmt: skip
def test_names_are_marked_as_they_are_written(
    lexicon: Lexicon, text: str, wanted: list[tuple[str, str]]
):
    assert marked(text, lexicon) == wanted


def test_an_acronym_of_several_things_is_what_the_text_names_too(lexicon: Lexicon):
    found = marked("The River Group met. RIG agreed.", lexicon)
    assert found == [("River Group", "river-group"), ("RIG", "river-group")]


def test_a_name_without_its_country_holds_on_a_page_of_that_country(lexicon: Lexicon):
    text = "The Ministry of Care met."
    assert marked(text, lexicon) == []
    assert marked(text, lexicon, OF_NORTHLAND) == [("Ministry of Care", "north-care")]
    other = "The Ministry of Care of Southland met."
    assert marked(other, lexicon, OF_NORTHLAND) == [("Ministry of Care of Southland", "south-care")]
    goes_on = marked("the Ministry of Care of Westland", lexicon, OF_NORTHLAND)
    assert goes_on == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It went to the Harbour Watch of the Isles, and home.", ["Harbour Watch of the Isles"]),
        ("Harbour Watch met. The Harbour Watch left.", ["Harbour Watch"]),
        ("Then the Council of Northland and Southland met.", ["Council of Northland"]),
        ("However, nothing. Overall, less.", []),
        ("On Monday, Mr. Jon Quill and Ms Eva Reed spoke; Quill left.", []),
        ("So Jon Quill said yes, and Minister Reed too.", []),
        ("Mr. Jon Quill of the Harbour Watch", ["Harbour Watch"]),
        ("the Minister of Tides Eva Reed", []),
        ("Dr. Ada Lantern of the House. Lantern smiled.", ["House"]),
    ],
)
def test_names_that_the_graph_does_not_know(lexicon: Lexicon, text: str, wanted: list[str]):
    assert [each.name for each in annotate(text, lexicon, REPORT).unknown] == wanted


def test_an_unknown_name_is_told_once_with_its_places(lexicon: Lexicon):
    text = "We saw the Harbour Watch and later the Harbour\tWatch."
    (found,) = annotate(text, lexicon, REPORT).unknown
    assert [text[start:end] for start, end in found.places] == ["Harbour Watch", "Harbour\tWatch"]


def test_a_draft_names_no_person_and_nothing_unknown(lexicon: Lexicon):
    text = (
        "Ada Lantern of Northland leads the River Group. Northland, Jon Quill and the Harbour Watch "
        "help the River Group Fund against every flood rumour. The River Group fights rumours."
    )
    found = annotate(text, lexicon, REPORT)
    draft = draft_of(found).decode()
    assert [(each.first, each.second) for each in found.pairs]
    for name in ("Lantern", "lantern", "Quill", "Harbour"):
        assert name not in draft
    assert "against every flood rumour" in draft
    assert len(document(draft).statements) == len(found.pairs)


def test_nothing_to_draft_is_no_file(lexicon: Lexicon):
    assert draft_of(annotate("Northland. Southland.", lexicon, REPORT)) == b""


def test_json_has_no_names_that_the_graph_does_not_know(lexicon: Lexicon):
    found = annotate("We saw the Harbour Watch in Northland.", lexicon, REPORT)
    assert "Harbour" not in as_json(found)
    assert "Harbour Watch: 11–24" in as_text(found, lexicon, "en")
    assert "northland (Northland; État): 28–37" in as_text(found, lexicon, "fr")


PIECES = [
    *(text for _, _, names in NAMES.values() for text, _ in names),
    *("the", "of", "and", "met with", "Harbour Watch", "Mr. Jon Quill", ". ", ", ", "\n\n", "2019", "é"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_mentions_do_not_overlap_and_anchors_stand_in_the_text(lexicon: Lexicon, text: str):
    found = annotate(text, lexicon, REPORT)
    places = [(each.start, each.end) for each in found.mentions]
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    for pair in found.pairs:
        assert find_anchor(text, pair.anchor) is not None
        assert len(pair.anchor.split()) <= 8
        assert not re.search("Quill|Harbour|Lantern", pair.anchor)


@given(st.text(max_size=200))
def test_words_are_parts_of_the_text_in_order(text: str):
    words = words_in(text)
    assert all(text[word.start : word.end] == word.written for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert not words or words[0].gap == Gap.END
