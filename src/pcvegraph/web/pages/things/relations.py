"""The relations of a thing: under headings of what they mean, in the order a reader expects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pcvegraph.languages import Language, Shown
from pcvegraph.querying.descriptions import Description, Statement, Thing
from pcvegraph.vocabulary import PCVE

OUT, BACK = False, True
"""From the thing, and from the other end to it."""

Theme = tuple[str, tuple[tuple[str, bool], ...]]

LEADING: Theme = (
    "led-by",
    (
        ("chairs", BACK),
        ("coChairs", BACK),
        ("leads", BACK),
        ("holdsOfficeIn", BACK),
        ("founds", BACK),
    ),
)
MEETING: Theme = (
    "events",
    (
        ("organises", OUT),
        ("hosts", OUT),
        ("participatesIn", OUT),
        ("organises", BACK),
        ("hosts", BACK),
        ("participatesIn", BACK),
    ),
)
JUDGING: Theme = (
    "judged",
    (
        ("evaluates", BACK),
        ("cites", BACK),
        ("endorses", BACK),
        ("recommends", BACK),
        ("evaluates", OUT),
        ("cites", OUT),
        ("endorses", OUT),
        ("recommends", OUT),
    ),
)
SUBJECTS: Theme = ("subjects", (("addresses", OUT), ("about", OUT), ("uses", OUT)))
THEMES: tuple[Theme, ...] = (
    (
        "belongs",
        (("partOf", OUT), ("memberOf", OUT), ("affiliatedWith", OUT), ("locatedIn", OUT)),
    ),
    LEADING,
    ("leads", tuple((name, OUT) for name, _ in LEADING[1])),
    ("members", (("partOf", BACK), ("memberOf", BACK), ("affiliatedWith", BACK))),
    ("does", (("implements", OUT), ("delivers", OUT), ("operatesIn", OUT))),
    ("carried-out", (("implements", BACK), ("delivers", BACK))),
    SUBJECTS,
    ("money", (("funds", BACK), ("funds", OUT))),
    ("partners", (("partnersWith", OUT), ("partnersWith", BACK))),
    MEETING,
    ("publications", (("publishes", OUT), ("publishes", BACK), ("about", BACK))),
    JUDGING,
    (
        "before-after",
        (("succeeds", OUT), ("succeeds", BACK), ("amends", OUT), ("amends", BACK)),
    ),
    ("used-by", (("addresses", BACK), ("uses", BACK))),
    ("in-it", (("operatesIn", BACK), ("locatedIn", BACK))),
)
"""Which relations stand together, and in what order; what is in none of them stands last."""

FIRST: dict[str, tuple[Theme, ...]] = {
    "event": (MEETING, SUBJECTS),
    "commitment": (JUDGING,),
}
"""What the page of some kinds of things begins with."""

OTHER = "other"
MANY = 12  # statements of a group, from which on the rest is folded


class Group(NamedTuple):
    """Statements with one predicate, seen from one end, in time order."""

    predicate: Thing
    incoming: bool
    statements: list[Statement]

    def heading(self, language: Language) -> Shown:
        """Return what the predicate is called from this end."""
        if self.incoming and self.predicate.inverse_names:
            return self.predicate.inverse_names.shown(language)
        return self.predicate.shown(language)

    @property
    def dated(self) -> list[Statement]:
        """The statements with a date, or of which a source says for what day it speaks."""
        return [s for s in self.statements if _has_date(s)]

    @property
    def undated(self) -> list[Statement]:
        """The others."""
        return [s for s in self.statements if not _has_date(s)]

    @property
    def dates_matter(self) -> bool:
        """Whether such relations hold at some time and not at others."""
        return not any(s.is_timeless for s in self.statements)

    def other(self, statement: Statement) -> Thing:
        """Return the end of `statement` that the page is not about."""
        return statement.subject if self.incoming else statement.object


class Chapter(NamedTuple):
    """The groups of one theme."""

    theme: str
    groups: list[Group]


def tell_relations(description: Description, kind: str) -> list[Chapter]:
    """Return the relations of a thing, each once, by theme and then by predicate and direction."""
    found = _groups(description)
    first = FIRST.get(kind, ())
    chapters = []
    for theme, keys in (*first, *(theme for theme in THEMES if theme not in first)):
        groups = [found.pop(key) for key in keys if key in found]
        if groups:
            chapters.append(Chapter(theme, groups))
    rest = [found[key] for key in sorted(found)]
    return [*chapters, Chapter(OTHER, rest)] if rest else chapters


def in_time(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements by the day they hold from; what has no date stands last."""
    return sorted(statements, key=lambda s: (not when(s), when(s), s.iri))


def when(statement: Statement) -> str:
    """Return the earliest date that is known of a statement; "" for none."""
    found = (statement.start, statement.announced, statement.earliest, statement.end)
    return next((date for date in found if date), "")


def _has_date(statement: Statement) -> bool:
    return bool(when(statement)) or any(evidence.as_of for evidence in statement.evidence)


def _groups(description: Description) -> dict[tuple[str, bool], Group]:
    here = description.thing.iri
    found: dict[tuple[str, bool], Group] = {}
    for statement in description.statements:
        if here not in (statement.subject.iri, statement.object.iri):
            continue
        incoming = statement.subject.iri != here
        key = (statement.predicate.iri.removeprefix(PCVE.iri), incoming)
        group = found.setdefault(key, Group(statement.predicate, incoming, []))
        group.statements.append(statement)
    _merge_partners(found)
    return {key: g._replace(statements=in_time(g.statements)) for key, g in found.items()}


def _merge_partners(found: dict[tuple[str, bool], Group]) -> None:
    """Put partners under one heading: a partnership has no direction."""
    key = ("partnersWith", OUT)
    if key in found and ("partnersWith", BACK) in found:
        found[key].statements.extend(found.pop(("partnersWith", BACK)).statements)
