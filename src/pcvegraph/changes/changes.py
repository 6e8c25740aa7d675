"""Find what a change of the graph means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pcvegraph.changes.change import KINDS, Change, ChangedEntity, Changes
from pcvegraph.changes.disputes import dispute_changes
from pcvegraph.changes.documents import source_changes
from pcvegraph.changes.links import link_changes
from pcvegraph.changes.sides import Sides
from pcvegraph.changes.statements import statement_changes
from pcvegraph.changes.things import RETIRING, kind_of, thing_changes
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.descriptions import Thing
from pcvegraph.vocabulary import PCVE, RDF

__all__ = ["Change", "ChangedEntity", "Changes", "find_changes"]

Sort = Literal["statement", "source", "disagreement", "link", "thing", "redirect"]
GONE, HERE, NEW = 2, 1, 0
CLASSES: tuple[tuple[Sort, str], ...] = (
    ("source", PCVE.Source.value),
    ("disagreement", PCVE.Disagreement.value),
    ("link", PCVE.Mapping.value),
)


def find_changes(before: Snapshot, after: Snapshot) -> Changes:
    """Return what `after` says otherwise than `before`, by thing, in the words of both languages.

    Only what files state is compared: what follows from it by rule is not told again.
    """
    return find_changes_of(Sides(before, after))


def find_changes_of(sides: Sides) -> Changes:
    """Return the changes between two sides, as `find_changes`."""
    grouped: dict[str, list[Change]] = {}
    things: dict[str, Thing] = {}
    for thing, change in _found(sides):
        key = thing.iri or thing.shown("en").text
        things.setdefault(key, thing)
        grouped.setdefault(key, []).append(change)
    entities = [_entity(sides, things[key], changes) for key, changes in grouped.items()]
    return Changes(tuple(sorted(entities, key=_place)))


def _found(sides: Sides) -> Iterator[tuple[Thing, Change]]:
    matters: dict[Sort, list[str]] = {}
    for iri in sorted({_matter(sides, subject) for subject in sides.changed}):
        matters.setdefault(_sort(sides, iri), []).append(iri)
    yield from thing_changes(sides, matters.get("thing", []))
    yield from statement_changes(sides, matters.get("statement", []))
    yield from dispute_changes(sides, matters.get("disagreement", []))
    yield from source_changes(sides, matters.get("source", []))
    yield from link_changes(sides, matters.get("link", []))


def _matter(sides: Sides, subject: str) -> str:
    """Return what a change of `subject` is a change of: of evidence or a claim, what has it."""
    for side in (sides.after, sides.before):
        for link in (PCVE.evidence, PCVE.claim):
            if owner := side.owner(subject, link):
                return _matter(sides, owner)
    return subject


def _sort(sides: Sides, iri: str) -> Sort:
    for side in sides.both():
        facts = side.facts(iri)
        if RDF.subject.value in facts:
            return "statement"
        for sort, kind in CLASSES:
            if kind in side.texts(iri, RDF.type.value):
                return sort
    # An identifier that leads elsewhere, and of which nothing was said before.
    is_new = not sides.before.facts(iri)
    return "redirect" if is_new and sides.after.facts(iri).keys() & RETIRING else "thing"


def _entity(sides: Sides, thing: Thing, changes: Iterable[Change]) -> ChangedEntity:
    ordered = sorted(changes, key=lambda change: (KINDS.index(change.kind), change.sentence))
    return ChangedEntity(thing, kind_of(sides, thing.iri) if thing.iri else None, tuple(ordered))


def _place(entity: ChangedEntity) -> tuple[int, str, str, str]:
    """Return where a thing stands: new ones first, those that went last; by class and name."""
    kinds = {change.kind for change in entity.changes}
    rank = NEW if "new-entity" in kinds else GONE if "withdrawn-entity" in kinds else HERE
    kind = entity.kind.shown("en").text if entity.kind else ""
    return rank, kind, entity.thing.shown("en").text.casefold(), entity.thing.iri
