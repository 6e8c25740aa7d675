"""A score says how likely two records are of one thing, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking.recorded import record, records
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Record, domain_of
from pcvegraph.linking.matching.scoring import Score, score

CROWD = [
    record(f"crowd:{number}", f"University of {town}", f"{town} Institute", countries=(code,))
    for number, (town, code) in enumerate(
        (f"{first}{second}", code)
        for first in ("North", "South", "East", "West", "Upper", "Lower", "Old", "New")
        for second in ("ham", "ton", "ville", "burg", "stad", "grad", "mouth", "ford")
        for code in ("CA", "FR", "NO", "US")
    )
]
RARITY = Rarity(CROWD)


def scored(one: Record, other: Record) -> Score:
    return score(one, other, RARITY)


def bits(one: Record, other: Record) -> dict[str, float]:
    return {part.feature: part.bits for part in scored(one, other).parts}


LAVAL = record("a", "Université Laval", countries=("CA",), domains=("ulaval.ca",))


@given(records(), st.data())
def test_a_score_is_the_same_both_ways_and_between_0_and_1(
    drawn: list[Record], data: st.DataObject
):
    one, other = data.draw(st.sampled_from(drawn)), data.draw(st.sampled_from(drawn))
    rarity = Rarity(drawn)
    here, there = score(one, other, rarity), score(other, one, rarity)
    assert here.bits == pytest.approx(there.bits)
    assert 0 <= here.value <= 1
    assert here.value == there.value


def test_each_part_is_told_in_words_of_both_languages():
    other = record("b", "UNIVERSITE LAVAL", countries=("CA",), domains=("ulaval.ca",))
    words = scored(LAVAL, other).words
    assert words.en == (
        "same name but for its spelling: “Université Laval”, “UNIVERSITE LAVAL”; "
        "same website: ulaval.ca; same country: CA"
    )
    assert "même pays\u00a0: CA" in words.fr


def test_the_rarer_a_name_the_more_it_says():
    common, rare = record("a", "University"), record("b", "Hedayah")
    assert scored(common, replace(common, id="c")).bits < scored(rare, replace(rare, id="d")).bits
    northham = record("c", "University of Northham")
    assert scored(northham, record("d", "University of Southham")).value < 0.3


def test_a_word_that_only_one_has_speaks_against():
    press = record("b", "Université Laval Press", countries=("CA",))
    whole = record("c", "Université Laval", countries=("CA",))
    assert scored(LAVAL, press).bits < scored(LAVAL, whole).bits
    assert not scored(LAVAL, press).is_sure
    assert "press" in scored(LAVAL, press).words.en


def test_the_town_of_the_other_does_not_speak_against():
    kingston = record("a", "Queen's University (Kingston)")
    at = record("b", "Queen's University at Kingston", places=("kingston",))
    assert scored(kingston, at).is_sure
    belfast = record("c", "Queen's University Belfast", places=("belfast",))
    assert not scored(kingston, belfast).is_sure


def test_an_acronym_alone_says_nothing():
    one = record("a", "Canadian Security Intelligence Service", acronyms=("CSIS",))
    other = record("b", "Center for Strategic Studies", acronyms=("CSIS",))
    assert scored(one, other) == Score(0.0, 0.0, ())


def test_an_acronym_beside_a_name_says_something():
    one = record("a", "Ministry of the Interior", acronyms=("BMI",))
    assert bits(one, record("b", "Ministry of Interior", acronyms=("BMI",)))["acronym"] > 0
    assert "acronym" not in bits(one, record("b", "Ministry of Interior", acronyms=("MOI",)))


@pytest.mark.parametrize(
    ("feature", "ours", "theirs", "sign"),
    [
        ("country", {"countries": ("CA",)}, {"countries": ("CA",)}, 1),
        ("country", {"countries": ("CA",)}, {"countries": ("FR",)}, -1),
        ("kind", {"kinds": ("university",)}, {"kinds": ("university", "school")}, 1),
        ("kind", {"kinds": ("university",)}, {"kinds": ("company",)}, -1),
        ("time", {"start": 1999}, {"start": 2000}, 1),
        ("time", {"end": 1999}, {"start": 2010}, -1),
        ("place", {"places": ("oslo",)}, {"places": ("oslo",)}, 1),
        ("website", {"domains": ("a.example",)}, {"domains": ("a.example",)}, 1),
        ("identifier", {"identifiers": ("x:1",)}, {"identifiers": ("x:1",)}, 1),
    ],
)
def test_what_else_is_known_speaks_for_or_against(
    feature: str, ours: dict[str, object], theirs: dict[str, object], sign: int
):
    found = bits(record("a", "Hedayah", **ours), record("b", "Hedayah", **theirs))
    assert found[feature] * sign > 0
    for one, other in ((ours, {}), ({}, theirs)):
        assert feature not in bits(record("a", "Hedayah", **one), record("b", "Hedayah", **other))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.ulaval.ca/en?x=1", "ulaval.ca"),
        ("http://user@example.org:8080/", "example.org"),
        ("www.tc.gc.ca", "tc.gc.ca"),
        ("HTTPS://EU.EXAMPLE/", "eu.example"),
        ("no address", None),
        ("", None),
        ("http://[::1]/", None),
    ],
)
def test_the_host_of_a_website(address: str, host: str | None):
    assert domain_of(address) == host
