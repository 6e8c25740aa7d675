"""What a record may be: found without comparing it with all, and taken for it only when sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking.recorded import record, records
from pcvegraph.linking.matching.joining import join
from pcvegraph.linking.matching.matcher import Match, Matcher, is_match
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Record
from pcvegraph.linking.matching.scoring import score


@given(records())
def test_each_record_is_the_first_match_of_itself_or_of_its_equal(drawn: list[Record]):
    matcher = Matcher(drawn)
    for one in drawn:
        best = matcher.matches(one)
        assert best
        assert best[0].score.bits >= score(one, one, matcher.rarity).bits


@given(records(), records())
def test_a_join_finds_all_that_comparing_all_pairs_takes_for_a_match(
    ours: list[Record], theirs: list[Record]
):
    theirs = [replace(each, id=each.id + "/there") for each in theirs]
    rarity = Rarity([*ours, *theirs])
    found = join(ours, theirs, most=len(theirs), least=0.0)
    for one in ours:
        pairs = [Match(other, score(one, other, rarity)) for other in theirs]
        sure = {each.record.id for each in pairs if each.score.is_sure}
        joined = {match.record.id: match.score for match in found.get(one.id, [])}
        assert sure <= joined.keys()
        assert all(joined[each.record.id] == each.score for each in pairs if each.record.id in sure)


@given(records(), st.randoms(use_true_random=False))
def test_a_join_does_not_depend_on_the_order_of_theirs(drawn: list[Record], random):
    shuffled = list(drawn)
    random.shuffle(shuffled)
    ours = [record("a", "northern office", "security council")]
    assert join(ours, drawn, least=0.0) == join(ours, shuffled, least=0.0)


def test_what_is_withdrawn_is_no_match():
    ours = record("a", "Hedayah")
    gone = record("b", "Hedayah", is_withdrawn=True)
    assert Matcher([ours]).matches(gone) == []
    assert join([ours], [gone]) == {}


def test_no_match_is_an_answer():
    assert Matcher([record("a", "Hedayah")]).matches(record("b", "Global Forum")) == []
    assert not is_match([])


def test_a_typing_error_is_found():
    found = Matcher([record("a", "Bundeskriminalamt"), record("b", "Carabinieri")])
    assert [m.record.id for m in found.matches(record("c", "Bundeskriminalmat"))] == ["a"]


CROWD = [record(f"crowd:{number}", f"body {number}") for number in range(500)]


def test_two_that_are_as_likely_are_both_doubtful():
    twins = [record("a", "Amazon (Germany)"), record("b", "Amazon (France)")]
    found = Matcher([*CROWD, *twins]).matches(record("c", "Amazon"))
    assert [match.record.id for match in found] == ["a", "b"]
    assert not is_match(found)
    assert is_match(Matcher([*CROWD, twins[0]]).matches(record("c", "Amazon")))


@pytest.mark.parametrize("name", ["", " ", "…", "x" * 10_000, "<b>&amp;</b>", "\x00\x07"])
def test_any_name_can_be_asked_for(name: str):
    assert isinstance(Matcher([record("a", "Hedayah")]).matches(record("b", name)), list)
