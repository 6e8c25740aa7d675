"""Choices as people write them: what each sets, and what is said of one that makes no sense."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.errors import ParameterError
from pcvegraph.networks.choices import CHOICES, Choices, read_choices
from pcvegraph.vocabulary import PREFIXES

ID, PCVE = PREFIXES["id"], PREFIXES["pcve"]


def test_nothing_written_is_all_of_the_network():
    assert read_choices({}) == Choices()


def test_every_choice_can_be_written_and_means_something_in_both_languages():
    assert {choice.field for choice in CHOICES.values()} == {each.name for each in fields(Choices)}
    assert all(choice.meaning.en and choice.meaning.fr for choice in CHOICES.values())


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("from", "2011-09-22", "start", date(2011, 9, 22)),
        ("to", "2020-02-29", "end", date(2020, 2, 29)),
        ("certain", "true", "certain", True),
        ("certain", "", "certain", True),
        ("certain", "false", "certain", False),
        ("kinds", "working-group,State", "kinds", {PCVE + "WorkingGroup", PCVE + "State"}),
        ("countries", "canada, id:france", "countries", {ID + "canada", ID + "france"}),
        ("phenomena", f"{ID}hate-crime", "phenomena", {ID + "hate-crime"}),
        ("predicates", "co-chairs,memberOf", "predicates", {PCVE + "coChairs", PCVE + "memberOf"}),
        ("least-publishers", "2", "least_publishers", 2),
        ("least-weight", "0.5", "least_weight", 0.5),
        ("centre", "canada", "centre", ID + "canada"),
        ("steps", "0", "steps", 0),
        ("giant", "true", "giant", True),
        ("roll-up", "part-of", "roll_up", "part-of"),
        ("weighting", "newman", "weighting", "newman"),
        ("language", "fr", "language", "fr"),
    ],
)
def test_a_choice_sets_its_field(name: str, value: str, field: str, read: object):
    choices = read_choices({name: value})
    assert getattr(choices, field) == read
    others = {each.name for each in fields(Choices)} - {field}
    assert all(getattr(choices, each) == getattr(Choices(), each) for each in others)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        *((name, "2015-02-30", "Give a day as YYYY-MM-DD.") for name in ("from", "to")),
        *(("from", value, "Give a day as YYYY-MM-DD.") for value in ("2015", "20150101", "", "x")),
        *(("giant", value, "Give true or false.") for value in ("yes", "True", "1")),
        *(
            ("steps", value, "Give a whole number")
            for value in ("-1", "1.5", "", "9" * 9, "9" * 5000)
        ),
        *(("least-weight", value, "Give a number from 0") for value in ("-1", "nan", "inf", "a")),
        ("roll-up", "continent", "Give country or part-of."),
        ("weighting", "cosine", "Give count, jaccard or newman."),
        ("language", "de", "Give en or fr."),
        ("countries", "South Land", "Give identifiers with commas between them."),
        ("centre", "a--b c", "Give the identifier of a thing."),
        ("kinds", "organization", "Nearest: Organisation"),
        ("predicates", "chair", "Nearest: chairs"),
        ("kinds", "chairs", "Nearest: "),
        ("predicates", "State", "Nearest: "),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_does(name: str, value: str, remedy: str):
    with pytest.raises(ParameterError) as refused:
        read_choices({name: value})
    assert remedy in refused.value.remedy
    assert len(str(refused.value)) < 200


def test_a_time_does_not_end_before_it_begins():
    with pytest.raises(
        ParameterError, match=r"ends \(2014-12-31\) before it begins \(2015-01-01\)"
    ):
        read_choices({"from": "2015-01-01", "to": "2014-12-31"})
    assert read_choices({"from": "2015-01-01", "to": "2015-01-01"})


@pytest.mark.parametrize(("name", "near"), [("contries", "countries"), ("weight", "least-weight")])
def test_an_unknown_name_is_told_the_nearest(name: str, near: str):
    with pytest.raises(ParameterError, match=f"no parameter “{name}”") as refused:
        read_choices({name: "x"})
    assert near in refused.value.remedy


@given(st.sampled_from(sorted(CHOICES)), st.text(max_size=20))
def test_any_text_is_read_or_refused(name: str, value: str):
    with suppress(ParameterError):
        assert isinstance(read_choices({name: value}), Choices)
