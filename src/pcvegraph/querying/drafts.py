"""A query while it is being written: whether it parses, and how it is laid out.

Both are done by a worker, for a text from outside may take long to read.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from pyoxigraph import Store

from pcvegraph.errors import QueryError
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.evaluation import Evaluator, telling_errors
from pcvegraph.querying.formats import Writable
from pcvegraph.querying.layout import laid_out
from pcvegraph.querying.progress import Report
from pcvegraph.querying.questions import read_question
from pcvegraph.vocabulary import BASE

PREPARATION = f"{__name__}:prepare"
PLACE = re.compile(r"\bat line (\d{1,9}), column (\d{1,9})\b")


class Place(NamedTuple):
    """A place in a text: line and column, the first being 1."""

    line: int
    column: int


def find_place(message: str) -> Place | None:
    """Return the place in the query that the message of an error names; None without one."""
    found = PLACE.search(message)
    return Place(int(found[1]), int(found[2])) if found else None


def prepare(_: Evaluator) -> None:
    """Do nothing: that this module is loaded is enough."""


def check_task(text: str) -> Task:
    """Return the work of finding what is wrong with the query `text`."""
    return Task(f"{__name__}:write_problems", text, PREPARATION)


def layout_task(text: str) -> Task:
    """Return the work of laying out the query `text`."""
    return Task(f"{__name__}:write_laid_out", text, PREPARATION)


def write_problems(_: Evaluator, text: str, output: Writable, __: Report) -> None:
    """Write what is wrong with `text` as JSON: a list, empty where it can be asked."""
    output.write(json.dumps({"problems": problems(text)}, ensure_ascii=False).encode())


def write_laid_out(_: Evaluator, text: str, output: Writable, __: Report) -> None:
    """Write `text` laid out."""
    output.write(laid_out(text).encode())


def problems(text: str) -> list[dict[str, object]]:
    """Return what is wrong with the query `text`, with the place where that is known."""
    try:
        question = read_question(text)
        with telling_errors(question):
            # Of an empty store: it is read, and there is nothing to find.
            Store().query(text, base_iri=BASE)
    except QueryError as error:
        place = find_place(str(error))
        told: dict[str, object] = {"message": str(error), "remedy": error.remedy}
        return [told | (place._asdict() if place else {})]
    return []
