"""What is asked of a search, as people write it, and what is said of what makes no sense."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.errors import ParameterError
from pcvegraph.linking.searching.requests import PARAMETERS, SearchRequest, read_search_request
from pcvegraph.linking.searching.searcher import Narrowing
from pcvegraph.vocabulary import PREFIXES

ID, PCVE = PREFIXES["id"], PREFIXES["pcve"]


def test_nothing_written_is_all_things():
    assert read_search_request({}) == read_search_request({"q": "", "kinds": ""}) == SearchRequest()


def test_a_request_is_read_into_its_parts():
    written = {
        "q": " a\x00name\n\u00a0of\tit ",
        "kinds": "working-group,State",
        "countries": "canada, id:france",
        "phenomena": f"{ID}hate",
        "periods": "2000,2010",
        "from": "2001",
        "to": "2019",
        "most": "100",
        "skip": "40",
        "language": "fr",
    }
    assert set(written) == set(PARAMETERS)
    narrowing = Narrowing(
        kinds=frozenset({PCVE + "WorkingGroup", PCVE + "State"}),
        countries=frozenset({ID + "canada", ID + "france"}),
        phenomena=frozenset({ID + "hate"}),
        periods=frozenset({"2000", "2010"}),
        start=2001,
        end=2019,
    )
    assert read_search_request(written) == SearchRequest("a name of it", narrowing, 100, 40, "fr")


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        *(
            (name, year, "four digits")
            for name in ("from", "to")
            for year in ("20", "x", "-2015", "99999")
        ),
        *(("periods", value, "first years of decades") for value in ("2011", "10", "2010s")),
        *(("most", value, "from 1 to 100") for value in ("0", "101", "-1", "many", "9" * 5000)),
        *(("skip", value, "from 0") for value in ("-1", "1.5", "1000001")),
        ("kinds", "organization", "Nearest: Organisation"),
        ("countries", "South Land", "Give identifiers"),
        ("language", "de", "en or fr"),
        ("q", "a" * 10_000, "at most 500 characters"),
        ("query", "canada", "Nearest: "),
        ("phenomenon", "hate", "Nearest: phenomena"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(name: str, value: str, remedy: str):
    with pytest.raises(ParameterError) as refused:
        read_search_request({name: value})
    assert remedy in refused.value.remedy
    assert len(str(refused.value)) < 200


def test_a_time_does_not_end_before_it_begins():
    with pytest.raises(ParameterError, match=r"ends \(2014\) before it begins \(2015\)"):
        read_search_request({"from": "2015", "to": "2014"})
    assert read_search_request({"from": "2015", "to": "2015"})


@given(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=20))
def test_any_text_is_read_or_refused(name: str, value: str):
    with suppress(ParameterError):
        assert isinstance(read_search_request({name: value}), SearchRequest)
