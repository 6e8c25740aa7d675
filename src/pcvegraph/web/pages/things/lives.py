"""The dated relations of a thing as rows of a timeline, and who led it as one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pcvegraph.languages import Language, Shown
from pcvegraph.locales import written_date
from pcvegraph.querying.descriptions import Statement, Thing
from pcvegraph.querying.wording import qualifications
from pcvegraph.vocabulary import PCVE
from pcvegraph.web.pages.drawing.timeline import Kind, Row, Span
from pcvegraph.web.pages.things.relations import Group, in_time, when

CHAIRING = frozenset(
    term.value for term in (PCVE.chairs, PCVE.coChairs, PCVE.leads, PCVE.holdsOfficeIn)
)
NOTHING = Shown("", "")
LONGEST_LABEL = 34  # characters beside the axis


def lives(groups: Iterable[Group], language: Language) -> list[Row]:
    """Return a row for each other end that has a date, under the heading of its group."""
    return [row for group in groups for row in _rows(group, language)]


def is_leadership(group: Group) -> bool:
    """Return whether the group says who chaired or led the thing."""
    return group.incoming and group.predicate.iri in CHAIRING


def leadership(groups: Iterable[Group], language: Language) -> list[Row]:
    """Return a row for each one who chaired or led the thing, whatever it was called, in time order.

    Where a source says only for what day it speaks, that day is in it.
    """
    led = [s for group in groups if is_leadership(group) for s in group.statements]
    by_chair: dict[str, list[Statement]] = {}
    for statement in in_time(led):
        by_chair.setdefault(statement.subject.iri, []).append(statement)
    return [_chair(chair, language) for chair in by_chair.values()]


def _chair(statements: list[Statement], language: Language) -> Row:
    spans = [s for one in statements for s in spans_of(one, language) or _said(one, language)]
    return Row(NOTHING, _label(statements[0].subject, language), spans)


def _rows(group: Group, language: Language) -> list[Row]:
    dated = [s for s in group.statements if spans_of(s, language)]
    dated.sort(key=lambda s: (group.other(s).iri, when(s)))
    runs = [list(run) for _, run in groupby(dated, lambda s: group.other(s).iri)]
    runs.sort(key=lambda run: when(run[0]) or "9")
    heading = group.heading(language)
    return [_row(heading, group.other(run[0]), run, language) for run in runs]


def _row(heading: Shown, other: Thing, statements: list[Statement], language: Language) -> Row:
    spans = [span for statement in statements for span in spans_of(statement, language)]
    return Row(heading, _label(other, language), spans)


def _label(thing: Thing, language: Language) -> Shown:
    shown = thing.shown(language)
    return shown._replace(text=shortened(shown.text))


def shortened(text: str) -> str:
    """Return a label that fits beside the axis."""
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"


def spans_of(statement: Statement, language: Language) -> list[Span]:
    """Return when a statement holds; [] where that is unknown."""
    title = _title(statement, language)
    if statement.start or statement.end:
        is_day = statement.is_punctual or statement.start == statement.end
        kind: Kind = "dot" if is_day and statement.start else "bar"
        return [Span(statement.start, statement.end, kind, title)]
    if statement.announced:
        return [Span(statement.announced, "", "dot", title)]
    if statement.earliest:
        # An event of which only the beginning is known does not go on for ever.
        length: Kind = "bar" if statement.latest else "dot"
        return [Span(statement.earliest, statement.latest, length, title)]
    return []


def _said(statement: Statement, language: Language) -> list[Span]:
    """Return the days for which sources say that a statement holds."""
    title = _title(statement, language)
    days = sorted({evidence.as_of for evidence in statement.evidence if evidence.as_of})
    return [Span(day, "", "said", f"{title} · {written_date(day, language)}") for day in days]


def _title(statement: Statement, language: Language) -> str:
    parts = (statement.subject, statement.predicate, statement.object)
    said = " ".join(part.shown(language).text for part in parts)
    return " · ".join([said, *qualifications(statement, language)])
