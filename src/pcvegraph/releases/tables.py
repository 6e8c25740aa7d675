"""The tables as CSV for spreadsheets (RFC 4180, UTF-8): an answer's rows, in its order.

Unlike SPARQL's own CSV, a text that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io

from pyoxigraph import Literal

from pcvegraph.querying.evaluation import Table, Term
from pcvegraph.querying.spreadsheets import guarded
from pcvegraph.vocabulary import PREFIXES

NUMBERS = frozenset(PREFIXES["xsd"] + kind for kind in ("integer", "decimal", "double", "float"))


def as_csv(table: Table) -> bytes:
    """Return the table as CSV, with its columns in the first line."""
    text = io.StringIO(newline="")
    write = csv.writer(text, lineterminator="\r\n").writerow
    write(table.columns)
    for row in table.rows:
        write(_cell(row.get(column)) for column in table.columns)
    return text.getvalue().encode()


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    # A number below zero is no formula.
    is_number = isinstance(term, Literal) and term.datatype.value in NUMBERS
    return term.value if is_number else guarded(term.value)
