"""An answer as a page shows it: one way for the query page and for the questions of the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple

from pyoxigraph import RdfFormat, parse

from pcvegraph.languages import Bilingual, Shown
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.formats import Format, find_format, formats_for, write_triples
from pcvegraph.querying.library import Query
from pcvegraph.vocabulary import BASE, PREFIXES
from pcvegraph.web.pages.answers.arranging import DESCENDING, sorted_lines
from pcvegraph.web.pages.answers.charts import Bars, Pillars, bars, pillars
from pcvegraph.web.pages.answers.citation import (
    Citation,
    Comparison,
    checksum_of,
    compared,
)
from pcvegraph.web.pages.answers.code import Asking, Snippet, snippets
from pcvegraph.web.pages.answers.maps import countries_of, spots_of
from pcvegraph.web.pages.answers.moved import Moved, find_moved
from pcvegraph.web.pages.answers.reading import Reading, Row
from pcvegraph.web.pages.answers.steps import (
    CITE,
    DRAWN,
    TABLE,
    Step,
    Steps,
    Wanted,
)
from pcvegraph.web.pages.answers.timelines import timeline_of
from pcvegraph.web.pages.answers.views import Fit, fitting
from pcvegraph.web.pages.drawing.timeline import Timeline
from pcvegraph.web.pages.drawing.world import Country, Spot
from pcvegraph.web.pages.rows import Column, Rows, plain_rows, told_rows
from pcvegraph.web.pages.strings import STRINGS
from pcvegraph.web.question_parameters import CITED, CITED_VERSION, PAGE, SORT, VIEW, Window
from pcvegraph.web.visits import Visit

ROWS_LOOKED_AT = 1_000
"""Rows from which it is told which views fit, and that charts are drawn from."""

LONGEST_CODE = 20_000
"""Characters of a query that is written into code: a page repeats no more."""

MOST_NAMED = 2_000
NAMED_NAMESPACES = (BASE, *(PREFIXES[name] for name in ("org", "skos", "dcterms", "rdf", "rdfs")))


class Head(NamedTuple):
    """What stands above a column of the table.

    Attributes:
        column: the column
        step: the way to the rows in the order of its values, or against it
        order: their order by it now: "", "up" or "down"
        is_number: whether numbers stand below it
    """

    column: Column
    step: Step
    order: str
    is_number: bool


class Answered(NamedTuple):
    """What an answer was got by, besides the query of a question of the library.

    Attributes:
        reading: the answer
        asking: what was asked, and where anybody can
        title: what was asked, in words
        address: what asks it again, for others
        seconds: how long the answer took
    """

    reading: Reading
    asking: Asking
    title: Bilingual
    address: Callable[[Mapping[str, str]], str]
    seconds: float


class Sheet(NamedTuple):
    """An answer as a page shows it.

    Attributes:
        reading: the answer
        table: the rows of this page; None for yes or no
        heads: what stands above them
        total, readable: how many rows there are, and how many of them the pages show
        first, last: which rows are on this page
        pages: the ways to the pages before ("prev") and after ("next")
        views: the ways to the views that fit, by name; the one that is shown has no way
        unfit: the view that was asked and does not fit; ""
        bars, pillars: the drawing of the view
        timeline: the drawing of the view
        countries, spots: what its map marks
        network: the address of the drawing of a network, for its island
        turtle: of a graph, the triples of this page in Turtle
        formats: the ways to the whole answer as data
        snippets: code that asks the same
        citation: how to cite it, where that is asked; None where it is too large
        comparison: how it compares with the answer that was cited; None where none was
        wanted: how it was to be seen
        milliseconds: how long the answer took
    """

    reading: Reading
    table: Rows | None
    heads: list[Head]
    total: int
    readable: int
    first: int
    last: int
    pages: dict[str, Step]
    views: dict[str, Step | None]
    unfit: str
    bars: Bars | None
    pillars: Pillars | None
    timeline: Timeline | None
    countries: list[Country]
    spots: list[Spot]
    network: str
    turtle: str
    formats: list[tuple[Format, Step]]
    snippets: list[Snippet]
    citation: Citation | None
    comparison: Comparison | None
    moved: Moved | None
    wanted: Wanted
    milliseconds: int
    checksum: str


def show(
    visit: Visit,
    answered: Answered,
    wanted: Wanted,
    window: Window | None,
    steps: Steps,
    *,
    query: Query | None = None,
    network: str = "",
    data: Callable[[Format], Step],
) -> Sheet:
    """Return the sheet of an answer.

    Args:
        visit: what is answered; its edition is asked for the names of things.
        answered: the answer.
        wanted: how it is to be seen.
        window: the page of rows; None for all.
        steps: the ways to other views of it.
        query: the question of the library that was asked.
        network: the address of its network.
        data: what returns the way to the answer in a format.

    Raises:
        HttpProblem: there is no such column to sort by, or too many rows are to be sorted (400).
        StoreError: as `Reading.rows`.
    """
    reading = answered.reading
    lines = sorted_lines(reading, wanted.sort)
    start = (window.page - 1) * window.size if window else 0
    end = start + window.size if window else len(lines)
    rows = reading.rows(lines[start:end])
    seen = rows if not start and len(rows) == len(lines) else reading.rows(lines[:ROWS_LOOKED_AT])
    fits = fitting(reading.columns, seen) if reading.kind == "bindings" else {}
    table = _table(visit, reading, rows, query)
    offered = [TABLE, *(view for view in DRAWN if view in fits)] if table and lines else []
    chart = seen if wanted.view in fits else []
    checksum = checksum_of(reading.body) if wanted.cited or wanted.view == CITE else ""
    comparison = _compare(visit, wanted, checksum) if wanted.cited else None
    has_moved = comparison is Comparison.CHANGED
    return Sheet(
        reading=reading,
        table=table,
        heads=_heads(table, wanted, steps) if table else [],
        total=reading.total,
        readable=len(lines),
        first=start + 1,
        last=start + len(rows),
        pages=_pages(window, len(lines), steps),
        views={view: _to_view(view, wanted, steps) for view in offered},
        unfit=wanted.view if wanted.view in DRAWN and wanted.view not in fits else "",
        bars=_bars(visit, fits["bars"], chart, reading.total)
        if _draws("bars", wanted, fits)
        else None,
        pillars=pillars(fits["columns"], chart) if _draws("columns", wanted, fits) else None,
        timeline=_timeline(visit, fits["timeline"], chart)
        if _draws("timeline", wanted, fits)
        else None,
        countries=_countries(visit, fits["map"], chart) if _draws("map", wanted, fits) else [],
        spots=spots_of(fits["map"], chart) if _draws("map", wanted, fits) else [],
        network=network if _draws("graph", wanted, fits) else "",
        turtle=_turtle(lines[start:end]) if reading.kind == "triples" else "",
        formats=[(known, data(known)) for known in formats_for(reading.kind)],
        snippets=snippets(answered.asking) if len(answered.asking.query) <= LONGEST_CODE else [],
        citation=_cite(visit, answered, checksum) if wanted.view == CITE and checksum else None,
        comparison=comparison,
        moved=find_moved(visit, wanted, answered.asking, reading.body) if has_moved else None,
        wanted=wanted,
        milliseconds=round(answered.seconds * 1000),
        checksum=checksum,
    )


def names_of(visit: Visit, iris: Sequence[str]) -> dict[str, Shown]:
    """Return what the things with these IRIs are called in the language of the page, if anything."""
    asked = [iri for iri in iris if iri.startswith(NAMED_NAMESPACES)][:MOST_NAMED]
    if not asked:
        return {}
    things = name_things(visit.edition.asked, asked)
    return {thing.iri: thing.shown(visit.language) for thing in things if thing.names}


def _iris_in(rows: Sequence[Row]) -> list[str]:
    found = (term["value"] for row in rows for term in row.values() if term["type"] == "uri")
    return list(dict.fromkeys(found))


def _table(visit: Visit, reading: Reading, rows: Sequence[Row], query: Query | None) -> Rows | None:
    if reading.kind == "boolean":
        return None
    if query and reading.kind == "bindings":
        return told_rows(reading.columns, rows, query)
    table = plain_rows(reading.columns, rows, names_of(visit, _iris_in(rows)))
    if reading.kind == "bindings":
        return table
    columns = [
        column._replace(heading=STRINGS[f"triple-{column.name}"]) for column in table.columns
    ]
    return table._replace(columns=columns)


def _heads(table: Rows, wanted: Wanted, steps: Steps) -> list[Head]:
    heads = []
    for place, column in enumerate(table.columns):
        kinds = {row[place].kind for row in table.rows if row[place].text}
        orders = {column.name: "up", DESCENDING + column.name: "down"}
        order = orders.get(wanted.sort, "")
        following = DESCENDING + column.name if order == "up" else column.name
        step = steps.to({SORT: following, PAGE: ""}, "#answer")
        heads.append(Head(column, step, order, kinds == {"number"}))
    return heads


def _pages(window: Window | None, total: int, steps: Steps) -> dict[str, Step]:
    if window is None:
        return {}
    page, size = window
    wanted = {"prev": page - 1 if page > 1 else 0, "next": page + 1 if page * size < total else 0}
    return {rel: steps.to({PAGE: str(number)}) for rel, number in wanted.items() if number}


def _to_view(view: str, wanted: Wanted, steps: Steps) -> Step | None:
    shown = TABLE if wanted.view == CITE else wanted.view
    if view == shown:
        return None
    return steps.to({VIEW: "" if view == TABLE else view, PAGE: ""}, "#answer")


def _draws(view: str, wanted: Wanted, fits: Mapping[str, Fit]) -> bool:
    return wanted.view == view and view in fits


def _bars(visit: Visit, fit: Fit, rows: Sequence[Row], total: int) -> Bars:
    drawn = bars(fit, rows, _named(visit, fit.columns[0], rows))
    return drawn._replace(left_out=total - len(drawn.bars))


def _timeline(visit: Visit, fit: Fit, rows: Sequence[Row]) -> Timeline | None:
    return timeline_of(fit, rows, _named(visit, fit.columns[0], rows), visit.language)


def _countries(visit: Visit, fit: Fit, rows: Sequence[Row]) -> list[Country]:
    named = _named(visit, fit.columns[0], rows)
    return countries_of(visit.edition.asked, fit, rows, named)


def _named(visit: Visit, column: str, rows: Sequence[Row]) -> dict[str, Shown]:
    """Return what the things of a column are called."""
    terms = [row[column] for row in rows if column in row]
    return names_of(visit, list(dict.fromkeys(t["value"] for t in terms if t["type"] == "uri")))


def _turtle(lines: Sequence[bytes]) -> str:
    body = BytesIO()
    quads = parse(b"".join(line + b"\n" for line in lines), format=RdfFormat.N_TRIPLES)
    write_triples((quad.triple for quad in quads), find_format("turtle", "triples"), body)
    return body.getvalue().decode()


def _cite(visit: Visit, answered: Answered, checksum: str) -> Citation:
    version = visit.edition.version
    address = answered.address({CITED: checksum, CITED_VERSION: version})
    today = datetime.now(UTC).date()
    return Citation(answered.title, answered.asking.query, version, today, checksum, address)


def _compare(visit: Visit, wanted: Wanted, checksum: str) -> Comparison:
    return compared(wanted.cited, wanted.cited_version, checksum, visit.edition.version)
