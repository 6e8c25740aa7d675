"""Statements before and after, paired: what was one statement and is still the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pcvegraph.changes.change import Change, Kind
from pcvegraph.changes.phrases import bilingual, line, shown, with_remark, word_of
from pcvegraph.changes.sides import Side, Sides
from pcvegraph.languages import Bilingual, Language
from pcvegraph.querying.describing import tell_statements
from pcvegraph.querying.descriptions import Source, Statement, Thing

RELATED = Bilingual("is related to", "est en relation avec")
"""What stands for a predicate of which the model of that time does not say how it is called."""


class Told(NamedTuple):
    """A statement before and after, one of which may be missing, and how both are asked."""

    sides: Sides
    before: Statement | None
    after: Statement | None

    @property
    def known(self) -> Statement:
        """The statement as it is, or as it was."""
        found = self.after or self.before
        assert found is not None, "a pair has at least one of the two"
        return found

    @property
    def side(self) -> Side:
        """The state that `known` is of."""
        return self.sides.after if self.after else self.sides.before

    @property
    def subject(self) -> Thing:
        """Whose statement it is."""
        return self.sides.veiled(self.known.subject)

    def said(self, language: Language) -> str:
        """Return what the statement says, without its subject."""
        verb = shown(self.known.predicate, language, RELATED)
        return f"{verb} {shown(self.sides.veiled(self.known.object), language)}"

    @property
    def is_of_someone_taken_out(self) -> bool:
        """Whether one of its ends was a person who is no longer in the graph."""
        ends = (self.known.subject.iri, self.known.object.iri)
        return any(map(self.sides.is_taken_out, ends))

    def sources(self) -> list[Source]:
        """Return what it rests on: what is new where something is, else all.

        Nothing where somebody was taken out: a title may name them.
        """
        if self.is_of_someone_taken_out:
            return []
        old = {e.iri for e in self.before.evidence} if self.before else set()
        told = self.known.evidence
        chosen = [e for e in told if e.iri not in old] or told
        return self.side.sources(dict.fromkeys(e.source.iri for e in chosen))

    def change(self, kind: Kind, sentence: Bilingual, sources: Iterable[Source] = ()) -> Change:
        """Return a change of this statement; who was taken out is not named by its IRI either."""
        about = "" if self.is_of_someone_taken_out else self.known.iri
        return Change(kind, about, sentence, tuple(sources))

    def changed(self, kind: Kind, what: Bilingual) -> Change:
        """Return that something of this statement is otherwise, on the word of what it rests on."""
        sources = self.sources()

        def sentence(language: Language) -> str:
            said = with_remark(self.said(language), what.in_language(language))
            return with_remark(line(self.subject, said, language), word_of(sources, language))

        return self.change(kind, bilingual(sentence), sources)


def pairs(sides: Sides, relations: list[str]) -> Iterator[Told]:
    """Yield the statements before and after: those of one IRI, else those that say the same.

    A statement whose number or whose end's identifier changed is the same statement.
    """
    old = {s.iri: s for s in tell_statements(sides.before.engine, relations)}
    new = {s.iri: s for s in tell_statements(sides.after.engine, relations)}
    for side, told in ((sides.before, old), (sides.after, new)):
        side.learn_sources({e.source.iri for s in told.values() for e in s.evidence})
    same = sorted(old.keys() & new.keys())
    yield from (Told(sides, old.pop(iri), new.pop(iri)) for iri in same)
    by_parts: dict[tuple[str, ...], list[Statement]] = {}
    for statement in old.values():
        by_parts.setdefault(_parts(sides, statement), []).append(statement)
    for statement in new.values():
        earlier = by_parts.get(_parts(sides, statement))
        yield Told(sides, earlier.pop(0) if earlier else None, statement)
    yield from (Told(sides, one, None) for rest in by_parts.values() for one in rest)


def _parts(sides: Sides, statement: Statement) -> tuple[str, ...]:
    ends = (sides.successor(statement.subject.iri), sides.successor(statement.object.iri))
    return (ends[0], statement.predicate.iri, ends[1])
