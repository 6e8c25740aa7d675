"""What a page tells of a network: counts, dates, and nodes in order."""

from __future__ import annotations

import json

import pytest

from networks.made import MEANING, network
from pcvegraph.errors import ParameterError
from pcvegraph.networks.network import Column
from pcvegraph.networks.summary import summarise


def labels(told: dict[str, object]) -> list[object]:
    rows = told["rows"]
    assert isinstance(rows, list)
    return [row["id"].rpartition("/")[2] for row in rows]


def with_country(**columns: list[float | None]):
    made = network().with_nodes(Column("country", "string", MEANING, [None, None, None]))
    more = [Column(name, "double", MEANING, values) for name, values in columns.items()]
    return made.with_nodes(*more)


def test_it_tells_in_values_of_json():
    told = summarise(with_country(), "", 0, 100)
    assert json.loads(json.dumps(told)) == told
    assert [each["name"] for each in told["numbers"]] == ["degree"]
    assert (told["begins"], told["ends"]) == ("2015-01-01", "2019-01-01")


def test_nodes_are_sorted_by_the_first_measure_the_largest_first_and_none_last():
    made = with_country(fame=[0.5, None, 2.0])
    told = summarise(made, "", 0, 100)
    assert told["sort"] == "fame"
    assert labels(told) == ["hedayah", "canada", "gctf"]
    assert labels(summarise(made, "degree", 0, 100))[0] == "canada"
    assert labels(summarise(made, "label", 0, 100)) == ["gctf", "canada", "hedayah"]


def test_a_page_is_a_part_of_the_rows():
    made = with_country()
    assert labels(summarise(made, "label", 1, 1)) == ["canada"]
    assert labels(summarise(made, "label", 9, 1)) == []


def test_a_column_that_there_is_not_is_told_with_those_that_there_are():
    with pytest.raises(ParameterError, match="fame") as wrong:
        summarise(with_country(), "fame", 0, 1)
    assert "degree" in wrong.value.remedy
    with pytest.raises(ParameterError):
        summarise(with_country(), "x", 0, 1)
