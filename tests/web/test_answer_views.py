"""Which views the columns of an answer fit, and what they draw."""

from __future__ import annotations

import pytest

from pcvegraph.languages import Shown
from pcvegraph.web.pages.answers.charts import MOST_BARS, bars, pillars
from pcvegraph.web.pages.answers.networks import MOST_NODES, as_network, things_in
from pcvegraph.web.pages.answers.reading import Row, Term
from pcvegraph.web.pages.answers.views import Fit, fitting

XSD = "http://www.w3.org/2001/XMLSchema#"
ID = "https://w3id.org/pcvegraph/id/"


def text(value: str) -> Term:
    return {"type": "literal", "value": value}


def typed(value: str, datatype: str) -> Term:
    return {"type": "literal", "value": value, "datatype": XSD + datatype}


def number(value: str | int) -> Term:
    return typed(str(value), "integer")


def thing(slug: str) -> Term:
    return {"type": "uri", "value": ID + slug}


def year(value: int) -> Term:
    return typed(str(value), "gYear")


def views(*rows: Row) -> dict[str, tuple[str, ...]]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return {name: fit.columns for name, fit in fitting(columns, rows).items()}


TWO = [{"who": thing("a"), "whom": thing("b")}, {"who": thing("b"), "whom": thing("c")}]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], {}),
        (TWO, {"graph": ("who", "whom")}),
        ([{"who": thing("a"), "whom": thing("a--funds--b")}], {}),
        ([{"who": thing("a"), "n": number(3)}], {"bars": ("who", "n")}),
        ([{"a": thing("a"), "aName": text("A"), "n": number(3)}], {"bars": ("aName", "n")}),
        ([{"name": text("A"), "n": typed("1.5", "decimal")}], {"bars": ("name", "n")}),
        (
            [{"year": year(2001), "n": number(1)}, {"year": year(2002), "n": number(1)}],
            {"columns": ("year", "n")},
        ),
        # Integers are years where the column is called so.
        (
            [{"year": number(2001), "n": number(1)}, {"year": number(2002), "n": number(1)}],
            {"columns": ("year", "n")},
        ),
        ([{"year": number(7), "n": number(1)}], {}),
        # A year that is there twice has no one bar.
        ([{"year": year(2001), "n": number(1)}, {"year": year(2001), "n": number(2)}], {}),
        (
            [{"who": thing("a"), "start": year(2001)}, {"start": typed("2001-02-03", "date")}],
            {"timeline": ("who", "start")},
        ),
        (
            [{"who": thing("a"), "start": year(2001), "end": year(2003)}],
            {"timeline": ("who", "start", "end")},
        ),
        # What is called like an end and is no date, is none.
        (
            [{"who": thing("a"), "start": year(2001), "endorser": text("b")}],
            {"timeline": ("who", "start")},
        ),
        ([{"country": thing("canada")}], {"map": ("country",)}),
        ([{"lat": typed("1.5", "decimal"), "long": number(3)}], {"map": ("lat", "long")}),
        # A column of several kinds is none of them.
        ([{"who": thing("a"), "n": number(1)}, {"who": thing("a"), "n": text("x")}], {}),
        # A row may leave a column open.
        ([{"who": thing("a"), "n": number(1)}, {"who": thing("a")}], {"bars": ("who", "n")}),
    ],
)
def test_a_view_fits_by_what_the_columns_hold(rows: list[Row], expected: dict[str, object]):
    assert views(*rows) == expected


def test_bars_have_the_length_of_their_numbers_and_tell_what_is_left_out():
    rows: list[Row] = [{"who": thing(f"a{n}"), "n": number(n)} for n in range(MOST_BARS + 10)]
    rows.append({"who": thing("b")})
    drawn = bars(Fit("bars", ("who", "n")), rows[::-1], {ID + "a49": Shown("Forty-nine", "en")})
    assert len(drawn.bars) == MOST_BARS
    assert drawn.left_out == 11
    assert drawn.bars[0].label.text == "Forty-nine"
    assert drawn.bars[0].share == "100.00"
    assert drawn.bars[1].label.text == ID + "a48"
    assert drawn.bars[7].share == f"{4200 / 49:.2f}"


@pytest.mark.parametrize("values", [(-1, -2), (0, 0), ("INF", "NaN"), ("1E+400", "1")])
def test_numbers_of_no_length_break_no_drawing(values: tuple[object, ...]):
    rows: list[Row] = [
        {"year": year(2000 + n), "n": typed(str(value), "double")} for n, value in enumerate(values)
    ]
    fit = Fit("columns", ("year", "n"))
    shares = [bar.share for bar in bars(fit, rows, {}).bars]
    heights = [pillar.height for pillar in pillars(fit, rows).pillars]
    assert all(0 <= float(one) <= 240 for one in shares + heights)


def test_years_stand_where_they_are_in_time():
    rows: list[Row] = [{"year": year(n), "n": number(n - 1999)} for n in (2000, 2001, 2009)]
    first, second, last = pillars(Fit("columns", ("year", "n")), rows).pillars
    step = float(second.x) - float(first.x)
    assert float(last.x) - float(first.x) == pytest.approx(9 * step, abs=0.1)
    assert float(last.height) == 240
    assert float(last.y) == 0


def test_a_network_has_a_line_for_each_row_and_no_more_things_than_are_drawn():
    fit = Fit("graph", ("who", "whom"))
    rows: list[Row] = [{"who": thing("hub"), "whom": thing(f"n{n}")} for n in range(MOST_NODES + 5)]
    rows += [*TWO, TWO[0]]
    names = {iri: Shown(iri.rpartition("/")[2], "") for iri in things_in(fit, rows)}
    assert len(names) == MOST_NODES
    drawn = as_network(fit, rows, names, lambda iri: iri)
    nodes = {node["slug"] for node in drawn["nodes"]}
    assert {"hub", "a", "b"} <= nodes
    assert all({edge["from"], edge["to"]} <= set(names) for edge in drawn["edges"])
    assert len(drawn["edges"]) < len(rows)
    assert drawn["left_out"] > 0
