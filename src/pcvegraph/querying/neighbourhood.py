"""What stands around a thing: its relations, those of what was expanded, and those among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcvegraph.errors import ParameterError, UnknownIdentifierError
from pcvegraph.identifiers import find_slug
from pcvegraph.querying.describing import name_things, nearest
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import question_about
from pcvegraph.vocabulary import PCVE, PREFIXES, local_name, prologue

PROLOGUE = prologue("pcve", "rdf", "rdfs")
MOST = 300
"""Things that a neighbourhood has: more can neither be drawn nor read."""

MOST_EXPANDED = 50
FAMILIES = tuple(
    PREFIXES["pcve"] + name
    for name in (
        *("State", "Person", "Forum", "WorkingGroup", "Organisation", "Initiative", "Commitment"),
        *("Event", "Report", "Place", "Phenomenon", "Practice", "Entity"),
    )
)
"""The classes that are told apart when things are drawn; a thing belongs to the first it is of."""

NEIGHBOURS = """SELECT ?centre ?other (COUNT(?relation) AS ?count) WHERE {
  VALUES ?centre { THINGS }
  { ?relation rdf:subject ?centre ; rdf:object ?other }
  UNION { ?relation rdf:object ?centre ; rdf:subject ?other }
} GROUP BY ?centre ?other"""

KINDS = """SELECT ?thing ?kind ?general WHERE {
  VALUES ?thing { THINGS }
  ?thing a ?kind .
  FILTER(STRSTARTS(STR(?kind), STR(pcve:)))
  BIND(EXISTS {
    ?thing a ?narrower .
    ?narrower rdfs:subClassOf ?kind .
    FILTER(?narrower != ?kind)
  } AS ?general)
}"""

AMONG = """SELECT DISTINCT ?relation ?subject ?predicate ?object ?temporality ?start ?end ?claim WHERE {
  VALUES ?subject { THINGS }
  ?relation rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  OPTIONAL { ?predicate pcve:temporality ?temporality }
  OPTIONAL { ?relation pcve:start ?start }
  OPTIONAL { ?relation pcve:end ?end }
  OPTIONAL { ?claim pcve:statement ?relation . ?disagreement a pcve:Disagreement ; pcve:claim ?claim }
}"""


@dataclass(frozen=True)
class Neighbour:
    """A thing of a neighbourhood: its most specific class, and that of FAMILIES it is drawn as."""

    thing: Thing
    kind: Thing
    family: Thing


@dataclass(frozen=True)
class Tie:
    """A relation between two things of a neighbourhood. Dates are as sources have them; "" is unknown.

    `is_disputed`: a disagreement has a claim that it states.
    """

    iri: str
    subject: Thing
    predicate: Thing
    object: Thing
    is_punctual: bool
    start: str
    end: str
    is_disputed: bool


@dataclass(frozen=True)
class Neighbourhood:
    """The things around `centre`, itself the first, and the relations among them all.

    `expanded` are those whose neighbours are there too; `left_out` counts the things that were too
    many; `classes` are FAMILIES with their names. Relations of the centre come first.
    """

    centre: Thing
    expanded: tuple[Thing, ...]
    neighbours: tuple[Neighbour, ...]
    ties: tuple[Tie, ...]
    left_out: int
    classes: tuple[Thing, ...]

    @property
    def families(self) -> list[tuple[Thing, int]]:
        """The families, and how many things are of each."""
        counts = Counter(each.family.iri for each in self.neighbours)
        return [(each, counts[each.iri]) for each in self.classes]


class _Kind(NamedTuple):
    all: frozenset[str]
    specific: str


def find_neighbourhood(
    engine: Askable,
    iri: str,
    expanded: Sequence[str] = (),
    kinds: frozenset[str] = frozenset(),
    most: int = MOST,
) -> Neighbourhood:
    """Return what stands around `iri`.

    At most so many things: the nearest, which are the thing, what was expanded, and of their neighbours
    those with most relations to them; of equal ones the first by IRI.

    Args:
        engine: what answers the queries.
        iri: the thing.
        expanded: IRIs of things whose neighbours are wanted too.
        kinds: classes, of one of which the neighbours are; none for all.
        most: how many things.

    Raises:
        UnknownIdentifierError: nothing is said of `iri`; with up to three that are spelt like it.
        ParameterError: nothing is said of one of `expanded`, or there are too many.
    """
    centres = list(dict.fromkeys([iri, *expanded]))
    if len(expanded) > MOST_EXPANDED:
        raise ParameterError(
            f"{len(expanded)} things are to be expanded.", f"Expand {MOST_EXPANDED} at most."
        )
    counts = _neighbours(engine, centres)
    known = _kinds(engine, {*centres, *counts})
    _check_known(engine, iri, expanded, known)
    wanted = [
        other
        for other in sorted(counts, key=lambda each: (-counts[each], each))
        if other not in centres and (not kinds or known.get(other, NONE).all & kinds)
    ]
    kept = [*centres, *wanted][:most]
    ties = _among(engine, kept)
    things = _named(engine, kept, known, ties)
    return Neighbourhood(
        things[iri],
        tuple(things[each] for each in dict.fromkeys(expanded)),
        tuple(_neighbour(each, known, things) for each in kept),
        tuple(_tie(row, things) for row in sorted(ties, key=lambda row: _place(row, iri))),
        len(centres) + len(wanted) - len(kept),
        tuple(things[each] for each in FAMILIES),
    )


NONE = _Kind(frozenset(), FAMILIES[-1])


def _neighbours(engine: Askable, centres: list[str]) -> Counter[str]:
    """Return how many relations each neighbour has with the centres."""
    counts: Counter[str] = Counter()
    for row in _ask(engine, NEIGHBOURS, centres):
        if "other" in row:
            counts[row["other"].value] += int(row["count"].value)
    return counts


def _kinds(engine: Askable, iris: Iterable[str]) -> dict[str, _Kind]:
    classes: dict[str, set[str]] = {}
    specific: dict[str, list[str]] = {}
    for row in _ask(engine, KINDS, iris):
        thing, kind = row["thing"].value, row["kind"].value
        classes.setdefault(thing, set()).add(kind)
        if row["general"].value == "false":
            specific.setdefault(thing, []).append(kind)
    return {
        thing: _Kind(frozenset(found), min(specific.get(thing, found)))
        for thing, found in classes.items()
    }


def _check_known(
    engine: Askable, iri: str, expanded: Iterable[str], known: dict[str, _Kind]
) -> None:
    if iri not in known:
        raise UnknownIdentifierError(iri, nearest(engine, iri))
    for each in expanded:
        if each not in known:
            near = ", ".join(nearest(engine, each)) or "none is like it"
            name = find_slug(each) or each
            raise ParameterError(f"The graph has no “{name[:100]}”.", f"Nearest: {near}.")


def _among(engine: Askable, kept: list[str]) -> list[Row]:
    """Return a row for each relation between two of those kept."""
    ends = set(kept)
    rows = _ask(engine, AMONG, kept)
    # A relation that several claims state has a row for each of them.
    return list(
        {row["relation"].value: row for row in rows if row["object"].value in ends}.values()
    )


def _named(
    engine: Askable, kept: list[str], known: dict[str, _Kind], ties: list[Row]
) -> dict[str, Thing]:
    kinds = {known.get(each, NONE).specific for each in kept}
    predicates = {row["predicate"].value for row in ties}
    wanted = [*kept, *sorted({*kinds, *predicates, *FAMILIES} - {*kept})]
    return {thing.iri: thing for thing in name_things(engine, wanted)}


def _neighbour(iri: str, known: dict[str, _Kind], things: dict[str, Thing]) -> Neighbour:
    kind = known.get(iri, NONE)
    family = next((each for each in FAMILIES if each in kind.all), FAMILIES[-1])
    return Neighbour(things[iri], things[kind.specific], things[family])


def _tie(row: Row, things: dict[str, Thing]) -> Tie:
    return Tie(
        row["relation"].value,
        things[row["subject"].value],
        things[row["predicate"].value],
        things[row["object"].value],
        row.get("temporality") == PCVE.punctual,
        row["start"].value if "start" in row else "",
        row["end"].value if "end" in row else "",
        "claim" in row,
    )


def _place(row: Row, centre: str) -> tuple[bool, bool, str, str, str]:
    """Return what relations are sorted by: those of the centre, by predicate, in time."""
    subject, object_ = row["subject"].value, row["object"].value
    start = row["start"].value if "start" in row else ""
    return (
        centre not in (subject, object_),
        subject != centre,
        local_name(row["predicate"].value),
        start,
        row["relation"].value,
    )


def _ask(engine: Askable, query: str, iris: Iterable[str]) -> list[Row]:
    return engine.rows(question_about(PROLOGUE + query, iris))
