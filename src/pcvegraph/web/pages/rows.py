"""The rows of an answer as a table for people: names that lead to things, words that lead to sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from json import loads
from typing import NamedTuple

from pcvegraph.identifiers import find_relation_parts, find_slug, shortened
from pcvegraph.languages import Bilingual, Shown
from pcvegraph.querying.library import Query
from pcvegraph.vocabulary import PREFIXES
from pcvegraph.web.pages.strings import STRINGS

NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double")}
TIMES = {PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear", "dateTime")}
WORDS = "anchor"
SOURCE = "source"
LONG = 40  # characters, from which on a text has a wider column
FIRST_CLAUSE = re.compile(r"\s*[;,:(]")
WEB = ("http://", "https://")

Term = Mapping[str, str]
"""A term as SPARQL's JSON has it."""


class Cell(NamedTuple):
    """A value: its text, the language it is in, where it leads, and how it is shown.

    `kind` is "" (as it is), "long", "words" (those of a source), "number", "time" or "statement".
    `source` is what the words stand in: its title, and the language of that. `iri` is what stands
    beside the name of a thing: its IRI, as short as it can be written.
    """

    text: str
    language: str = ""
    address: str = ""
    kind: str = ""
    source: Shown | None = None
    iri: str = ""


class Column(NamedTuple):
    """A column of the table: the column of the query it shows, where it leads, what stands above."""

    name: str
    leads_to: str
    heading: Bilingual


class Rows(NamedTuple):
    """The table: its columns, its rows, and the columns that are empty in all of them."""

    columns: list[Column]
    rows: list[list[Cell]]
    empty: list[Column]


def read_rows(answer: bytes, query: Query) -> Rows:
    """Return the table that `answer`, SPARQL's JSON, makes of the rows of `query`."""
    document = loads(answer)
    return told_rows(document["head"]["vars"], document["results"]["bindings"], query)


def told_rows(names: Sequence[str], rows: Sequence[Mapping[str, Term]], query: Query) -> Rows:
    """Return the table of the rows of `query`, whose columns say how they belong together."""
    columns = _columns(names, query)
    filled = [c for c in columns if any(c.name in row or c.leads_to in row for row in rows)]
    return Rows(
        filled if rows else columns,
        [[_cell(row, column) for column in filled] for row in rows],
        [c for c in columns if c not in filled] if rows else [],
    )


def plain_rows(
    names: Sequence[str], rows: Sequence[Mapping[str, Term]], things: Mapping[str, Shown]
) -> Rows:
    """Return the table of the rows of any query: every column as it is, with the names of `things`."""
    columns = [Column(name, "", Bilingual(name, name)) for name in names]
    return Rows(columns, [[_plain_cell(row.get(n), things) for n in names] for row in rows], [])


def is_yes(answer: bytes) -> bool:
    """Return what `answer`, SPARQL's JSON, says to an ASK query."""
    return bool(loads(answer)["boolean"])


def _columns(names: Sequence[str], query: Query) -> list[Column]:
    """Return the columns to show: what leads somewhere is shown by what is called so.

    The source stands below the words that are in it.
    """
    addresses = {name: _address(name, names) for name in names}
    hidden = {*addresses.values(), *([SOURCE] if WORDS in names else ())}
    return [
        Column(name, addresses[name], _heading(name, addresses[name], query))
        for name in names
        if name not in hidden
    ]


def _address(name: str, names: Sequence[str]) -> str:
    """Return the column that says where the column `name` leads: thingName to thing; "" for none."""
    pairs = (
        (name.removesuffix("Name"), name.endswith("Name")),
        ("address", name == WORDS),
        (name.removesuffix("Anchor") + "Address", name.endswith("Anchor")),
        ("page", name == SOURCE),
    )
    return next((other for other, fits in pairs if fits and other in names), "")


def _heading(name: str, leads_to: str, query: Query) -> Bilingual:
    """Return the first clause of what a column means; of a thing's name, what the thing is."""
    if name == WORDS:
        return STRINGS["stated-by"]
    told = leads_to if name.endswith("Name") and leads_to in query.columns else name
    meaning = query.columns.get(told, Bilingual(told, told))
    return Bilingual(*(FIRST_CLAUSE.split(text)[0] for text in meaning))


def _cell(row: Mapping[str, Term], column: Column) -> Cell:
    term = row.get(column.name)
    target = row.get(column.leads_to, {}).get("value", "")
    address = target if target.startswith(WEB) else ""
    if term is None:
        return _iri_cell(address) if address else Cell("")
    value = term["value"]
    if term["type"] == "uri" or (not address and value.startswith(WEB)):
        return _iri_cell(value)
    source = _shown(row[SOURCE]) if column.name == WORDS and SOURCE in row else None
    return Cell(*_shown(term), address, _kind(term, column.name), source)


def _shown(term: Term) -> Shown:
    return Shown(term["value"], term.get("xml:lang", ""))


def _kind(term: Term, column: str) -> str:
    datatype = term.get("datatype", "")
    if column == WORDS or column.endswith("Anchor"):
        return "words"
    if datatype in NUMBERS | TIMES:
        return "number" if datatype in NUMBERS else "time"
    return "long" if len(term["value"]) > LONG else ""


def _iri_cell(iri: str) -> Cell:
    slug = find_slug(iri) or iri.removeprefix(PREFIXES["pcve"])
    is_statement = find_relation_parts(iri) is not None
    address = iri if iri.startswith(WEB) else ""
    return Cell(slug, "", address, "statement" if is_statement else "")


def _plain_cell(term: Term | None, things: Mapping[str, Shown]) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] != "uri":
        address = value if value.startswith(WEB) and not set(value) & set(' "<>') else ""
        return Cell(*_shown(term), address, _kind(term, ""))
    address = value if value.startswith(WEB) else ""
    short = shortened(value).removeprefix("<").removesuffix(">")
    name = things.get(value)
    return Cell(*name, address, "", None, short) if name else Cell(short, "", address)
