"""What the page of each kind of thing has that others have not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, groupby
from typing import Any

from pyoxigraph import Literal

from pcvegraph.languages import Language
from pcvegraph.locales import written_period
from pcvegraph.querying.describing import tell_statements
from pcvegraph.querying.descriptions import Description, Statement, Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.vocabulary import PCVE
from pcvegraph.web.pages.drawing.timeline import draw_timeline
from pcvegraph.web.pages.things import lives, surroundings
from pcvegraph.web.pages.things.kinds import PageKind
from pcvegraph.web.pages.things.numbering import Numbering
from pcvegraph.web.pages.things.relations import Group, in_time, tell_relations

Context = dict[str, Any]
USING = ("addresses", "uses")


def _event(_: Askable, description: Description, language: Language, __: Numbering) -> Context:
    start, end = (_date(description, term.value) for term in (PCVE.start, PCVE.end))
    where = [
        place
        for term in (PCVE.place, PCVE.country)
        for place in description.fact(term.value)
        if isinstance(place, Thing)
    ]
    return {"when": written_period(start, end, language), "where": where}


def _date(description: Description, property_iri: str) -> str:
    return next((v.value for v in description.fact(property_iri) if isinstance(v, Literal)), "")


def _commitment(
    engine: Askable, description: Description, _: Language, numbers: Numbering
) -> Context:
    judged = in_time(s for s in description.statements if s.verdict)
    cited = _cited(engine, [s.iri for s in judged])
    numbers.add(e for s in cited for e in s.evidence)
    return {
        "verdicts": [
            (s, [c for c in cited if c.assessment and c.assessment.iri == s.iri]) for s in judged
        ]
    }


def _cited(engine: Askable, assessments: list[str]) -> list[Statement]:
    return in_time(tell_statements(engine, surroundings.find_cited(engine, assessments)))


def _forum(_: Askable, description: Description, language: Language, __: Numbering) -> Context:
    chapters = tell_relations(description, "forum")
    rows = lives.leadership((g for chapter in chapters for g in chapter.groups), language)
    return {"leadership": draw_timeline(rows)}


def _state(engine: Askable, description: Description, _: Language, __: Numbering) -> Context:
    return {"inside": surroundings.find_inside(engine, description.thing)}


def _concept(engine: Askable, description: Description, _: Language, numbers: Numbering) -> Context:
    here = description.thing
    using = [
        s
        for s in description.statements
        if s.object.iri == here.iri and s.predicate.iri.removeprefix(PCVE.iri) in USING
    ]
    by_subject = {s.subject.iri: s.subject for s in using}
    dealing = []
    for kind, things in surroundings.by_kind(engine, by_subject):
        iris = {thing.iri for thing in things}
        statements = in_time(s for s in using if s.subject.iri in iris)
        group = Group(statements[0].predicate, incoming=True, statements=statements)
        numbers.add(e for s in (*group.dated, *group.undated) for e in s.evidence)
        dealing.append((kind, group))
    return {
        "tree": surroundings.find_tree(engine, here),
        "dealing": dealing,
        "companions": surroundings.find_companions(engine, here),
    }


def _relation(
    engine: Askable, description: Description, _: Language, numbers: Numbering
) -> Context:
    said = next(s for s in description.statements if s.iri == description.thing.iri)
    others = surroundings.find_between(engine, said.subject, said.object)
    related = in_time(tell_statements(engine, set(others) - {said.iri}))
    cited = _cited(engine, [said.iri]) if said.verdict else []
    numbers.add(chain.from_iterable(s.evidence for s in (said, *cited, *related)))
    return {"said": said, "related": related, "cited": cited}


def _evidence(_: Askable, description: Description, __: Language, numbers: Numbering) -> Context:
    told = [
        e
        for all_told in (
            *(s.evidence for s in description.statements),
            *(claim.evidence for claim in description.claims),
        )
        for e in all_told
        if e.iri == description.thing.iri
    ]
    shown = told[:1]
    numbers.add(shown)
    numbers.add(e for s in description.others() for e in s.evidence)
    return {"shown_words": shown}


def _source(_: Askable, description: Description, language: Language, __: Numbering) -> Context:
    def subject(statement: Statement) -> tuple[str, str]:
        return statement.subject.shown(language).text.casefold(), statement.subject.iri

    runs = groupby(sorted(description.others(), key=subject), key=subject)
    told = [list(run) for _, run in runs]
    copies = [fact for fact in description.mentions if fact.property.iri == PCVE.copyOf.value]
    return {
        "sayings": [(run[0].subject, in_time(run)) for run in told],
        "copies": [copy for fact in copies for copy in fact.values],
    }


Particular = Callable[[Askable, Description, Language, Numbering], Context]
PARTICULAR: dict[PageKind, Particular] = {
    "event": _event,
    "commitment": _commitment,
    "forum": _forum,
    "state": _state,
    "concept": _concept,
    "relation": _relation,
    "evidence": _evidence,
    "source": _source,
}
BEFORE_FACTS: tuple[PageKind, ...] = ("relation", "evidence")
"""Kinds whose page quotes a source before it tells the facts."""
