"""A network from year to year: who is in it, what is replaced, what has no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.measures.measured_networks import network_of, node_id
from pcvegraph.errors import ParameterError
from pcvegraph.networks.evolution import as_table, evolution
from pcvegraph.networks.network import Network, Spell

PAIRS = [(0, 1), (1, 2), (2, 3), (0, 3), (3, 3), (0, 1)]
SPELLS = [
    (Spell("2012-05-01", "2013-01-01"),),
    (Spell("2013-02-01", None),),
    (Spell(None, "2012-12-31"), Spell("2014-01-01", "2014-01-01")),
    (Spell(None, None),),
    (Spell("2013-01-01", None),),
    (Spell("2012-01-01", "2012-02-01"),),
]
NETWORK = network_of(PAIRS, 4, edges={"spells": SPELLS})


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(node_id(number) for number in numbers)


def test_each_year_has_its_ties_and_what_changed():
    found = evolution(NETWORK, 2012, 2014)
    first, second, third = found.years
    # 2011: 2-3. 2012: 0-1, 2-3. 2013: 0-1, 1-2. 2014: 1-2, 2-3.
    assert (first.nodes, first.edges, first.density) == (4, 2, pytest.approx(2 / 6))
    assert (first.turnover, first.entered, first.left) == (pytest.approx(1 / 2), ids(0, 1), ())
    assert (second.nodes, second.edges, second.density) == (3, 2, pytest.approx(2 / 3))
    assert (second.turnover, second.entered, second.left) == (pytest.approx(2 / 3), (), ids(3))
    assert (third.turnover, third.entered, third.left) == (pytest.approx(2 / 3), ids(3), ids(0))
    assert [year.year for year in found.years] == [2012, 2013, 2014]


def test_an_edge_without_any_date_is_counted_and_left_out():
    assert evolution(NETWORK, 2012, 2014).undated == 1
    empty = network_of([(0, 1)], 2, edges={"spells": [()]})
    found = evolution(empty, 2012, 2012)
    assert found.undated == 1
    assert found.years[0][1:] == (0, 0, None, None, (), ())


def test_direction_makes_two_ties_of_opposite_edges():
    spells = [(Spell("2012-01-01", None),)] * 2
    opposite = {
        d: network_of([(0, 1), (1, 0)], 2, directed=d, edges={"spells": spells})
        for d in (True, False)
    }
    assert evolution(opposite[True], 2012, 2012).years[0].edges == 2
    assert evolution(opposite[False], 2012, 2012).years[0].edges == 1
    assert {evolution(network, 2012, 2012).years[0].density for network in opposite.values()} == {1}


def test_the_table_has_the_years_as_rows():
    years = evolution(NETWORK, 2012, 2014).years
    table = as_table(years)
    assert list(table.columns) == list(years[0]._fields)
    assert list(zip(*(table[name] for name in table.columns), strict=True)) == years
    assert len(as_table([])) == 0


def test_years_the_wrong_way_round_and_edges_without_spells_are_refused():
    with pytest.raises(ParameterError, match="2014 is after 2012"):
        evolution(NETWORK, 2014, 2012)
    with pytest.raises(ParameterError, match="no spells") as refused:
        evolution(network_of(PAIRS, 4), 2012, 2014)
    assert refused.value.remedy


YEARS = st.integers(2008, 2016)


@st.composite
def dated_networks(draw: st.DrawFn) -> Network:
    nodes = st.integers(0, 4)
    rows = draw(st.lists(st.tuples(nodes, nodes, YEARS, st.integers(0, 4)), max_size=12))
    spells = [(Spell(f"{start}-06-01", f"{start + length}-06-01"),) for _, _, start, length in rows]
    pairs = [(source, target) for source, target, _, _ in rows]
    return network_of(pairs, 5, edges={"spells": spells})


@given(dated_networks())
def test_who_entered_less_who_left_is_the_growth(network: Network):
    years = evolution(network, 2007, 2021).years
    sizes = [0, *(year.nodes for year in years)]
    for before, year in zip(sizes, years, strict=False):
        assert year.nodes == before + len(year.entered) - len(year.left)
        assert year.turnover is None or 0 <= year.turnover <= 1
    assert (years[0].edges, years[-1].edges) == (0, 0)


@given(dated_networks(), YEARS)
def test_a_year_is_the_same_in_any_period(network: Network, year: int):
    (alone,) = evolution(network, year, year).years
    assert alone in evolution(network, 2008, 2016).years
