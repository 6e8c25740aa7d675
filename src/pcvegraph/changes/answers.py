"""Which questions of the library are answered differently after a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pcvegraph.changes.change import ChangedAnswer
from pcvegraph.changes.sides import Side, Sides
from pcvegraph.networks.projections import TOPIC
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.library import Query
from pcvegraph.querying.progress import Report, silent
from pcvegraph.querying.questions import read_question


def find_answer_changes(
    sides: Sides,
    before: Mapping[str, Query],
    after: Mapping[str, Query],
    report: Report = silent,
) -> tuple[ChangedAnswer, ...]:
    """Return which questions have other rows than before, by name.

    Each is asked as its file stands, with the values that its parameters have there. Networks are left
    out, and what asks for the present day. The order of rows counts for nothing.

    Raises:
        QueryError: a question of either library cannot be asked.
    """
    known = sorted(_asked(before).keys() | _asked(after).keys())
    found = []
    for place, name in enumerate(known):
        report(name, place / len(known))
        found.append(_compared(sides, name, before.get(name), after.get(name)))
    return tuple(answer for answer in found if answer)


def _asked(library: Mapping[str, Query]) -> dict[str, Query]:
    return {
        name: query
        for name, query in library.items()
        if not name.startswith(TOPIC + "/") and read_question(query.text).is_repeatable
    }


def _compared(
    sides: Sides, name: str, before: Query | None, after: Query | None
) -> ChangedAnswer | None:
    if before is None or after is None:
        known = before or after
        assert known is not None, "it is in one of the libraries"
        return ChangedAnswer(name, known.title, 0, 0, was_added=not before, was_removed=not after)
    old, new = _rows(sides.before, before), _rows(sides.after, after)
    gained, lost = (new - old).total(), (old - new).total()
    return ChangedAnswer(name, after.title, gained, lost) if gained or lost else None


def _rows(side: Side, query: Query) -> Counter[bytes]:
    """Return the rows, or the triples, of an answer, and how many times each is in it."""
    question = read_question(query.text)
    chosen = find_format("ntriples" if query.kind == "triples" else "tsv", query.kind)
    return Counter(side.engine.answer(question, chosen).splitlines())
