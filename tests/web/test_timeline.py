"""The timeline, as values: everything with a date is drawn once, within the picture."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.languages import Shown
from pcvegraph.web.pages.drawing.timeline import (
    AXIS,
    LABELS,
    Row,
    Span,
    Timeline,
    draw_timeline,
)

EARLIEST, LATEST = 1000, 2999


@st.composite
def dates(draw: st.DrawFn) -> str:
    day = draw(st.dates())
    year = draw(st.integers(EARLIEST, LATEST))
    length = draw(st.sampled_from((4, 7, 10)))
    return f"{year:04}-{day.month:02}-{min(day.day, 28):02}"[:length]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    kind = draw(st.sampled_from(("bar", "dot", "said")))
    start, end = sorted((draw(dates()), draw(dates())))
    if kind != "bar":
        return Span(start, "", kind, draw(st.text(max_size=5)))
    missing = draw(st.sampled_from(("", "start", "end")))
    return Span(
        "" if missing == "start" else start,
        "" if missing == "end" else end,
        kind,
        draw(st.text(max_size=5)),
    )


@st.composite
def rows(draw: st.DrawFn) -> Row:
    heading = draw(st.sampled_from(("funds", "chairs", "member of", "")))
    label = draw(st.text(max_size=8))
    return Row(Shown(heading, "en"), Shown(label, "en"), draw(st.lists(spans(), max_size=4)))


many_rows = st.lists(rows(), max_size=60).map(lambda all_: sorted(all_, key=lambda r: r.heading))


def drawn(all_rows: list[Row], most: int = 40) -> Timeline:
    timeline = draw_timeline(all_rows, most)
    assert timeline
    return timeline


@given(many_rows, st.integers(1, 60))
def test_everything_with_a_date_is_drawn_once_and_within_the_axis(all_rows: list[Row], most: int):
    told = sorted(span.title for row in all_rows for span in row.spans)
    timeline = draw_timeline(all_rows, most)
    assert (timeline is None) == (not told)
    if not timeline:
        return
    assert sorted(mark.title for mark in timeline.marks) == told
    for mark in timeline.marks:
        assert mark.x >= LABELS
        assert mark.x + mark.width <= LABELS + AXIS + 0.11  # rounding
        assert timeline.top < mark.y < timeline.height
        assert mark.kind == "bar" or mark.width == 0


@given(many_rows)
def test_the_axis_is_in_whole_even_years(all_rows: list[Row]):
    timeline = draw_timeline(all_rows)
    if timeline:
        years = [tick.year for tick in timeline.ticks]
        assert 2 <= len(years) <= 12
        assert len({later - earlier for earlier, later in pairwise(years)}) == 1
        assert timeline.ticks[0].x == LABELS
        assert timeline.ticks[-1].x == LABELS + AXIS
        assert [tick.x for tick in timeline.ticks] == sorted(tick.x for tick in timeline.ticks)


@given(many_rows)
def test_labels_stand_below_each_other(all_rows: list[Row]):
    timeline = draw_timeline(all_rows)
    if timeline:
        heights = [label.y for label in timeline.labels]
        assert heights == sorted(set(heights))


HEADING, LABEL = Shown("co-chaired by", "en"), Shown("Algeria", "en")


def test_a_day_and_a_year_stand_where_they_belong():
    timeline = drawn(
        [
            Row(HEADING, LABEL, [Span("2018", "2018", "bar", "year")]),
            Row(HEADING, LABEL, [Span("2019-07-02", "", "dot", "day")]),
        ]
    )
    assert [tick.year for tick in timeline.ticks] == [2018, 2019, 2020]
    year, day = timeline.marks
    assert (year.x, year.width) == (LABELS, AXIS / 2)
    assert abs(day.x - (LABELS + AXIS * 0.75)) < 1


def test_an_unknown_end_reaches_the_edge_and_says_so():
    timeline = drawn(
        [Row(HEADING, LABEL, [Span("2019", "", "bar", "open"), Span("2015", "2016", "bar", "x")])]
    )
    closed, still = sorted(timeline.marks, key=lambda mark: mark.x)
    assert (still.starts, still.ends) == (True, False)
    assert still.x + still.width == LABELS + AXIS
    assert closed.ends
    before = drawn([Row(HEADING, LABEL, [Span("", "2019", "bar", "until")])]).marks[0]
    assert (before.starts, before.ends, before.x) == (False, True, LABELS)


def test_what_would_cover_another_stands_in_a_row_below():
    timeline = drawn(
        [Row(HEADING, LABEL, [Span("2017", "2020", "bar", "a"), Span("2018", "2019", "bar", "b")])]
    )
    assert len({mark.y for mark in timeline.marks}) == 2
    assert [label.shown.text for label in timeline.labels] == ["co-chaired by", "Algeria", ""]


def test_many_rows_share_and_the_heading_counts_them():
    all_rows = [
        Row(HEADING, Shown(str(year), "en"), [Span(str(year), str(year), "bar", str(year))])
        for year in range(1960, 2020)
    ]
    one = Row(Shown("funds", "en"), LABEL, [Span("2000", "2001", "bar", "x")])
    timeline = drawn([*all_rows, one], most=40)
    texts = [label.shown.text for label in timeline.labels]
    assert texts[0] == "co-chaired by (60)"
    assert "Algeria" in texts
    assert len({mark.y for mark in timeline.marks}) <= 40


def test_what_is_no_date_is_not_drawn():
    assert draw_timeline([]) is None
    assert draw_timeline([Row(HEADING, LABEL, [Span("soon", "", "dot", "x")])]) is None
    assert draw_timeline([Row(HEADING, LABEL, [Span("2020-13", "2020-02-31", "bar", "x")])]) is None
