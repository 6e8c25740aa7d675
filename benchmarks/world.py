"""A made-up world of the field: entities, relations and sources, drawn from a seed.

Some things are drawn far more often than others, as in the real graph: a few states, networks,
events and sources are hubs, most have one or two relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from random import Random
from typing import Generic, TypeVar

import words
from pcvegraph.identifiers import RelationParts, kebab
from words import Pair

T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 2004, 2024
MOST_STATES = 195

# How many things of a class there are for each organisation.
SHARES = {
    "State": 0.15,
    "Place": 0.2,
    "Organisation": 1.0,
    "Network": 0.04,
    "Person": 0.2,
    "Forum": 0.04,
    "WorkingGroup": 0.08,
    "Programme": 0.12,
    "Project": 0.6,
    "Fund": 0.06,
    "Strategy": 0.05,
    "Law": 0.05,
    "Method": 0.05,
    "Tool": 0.05,
    "Training": 0.06,
    "Campaign": 0.04,
    "Commitment": 0.1,
    "Event": 0.5,
    "Report": 0.5,
}

# Subject, predicate, objects, how many such relations a subject has in the mean.
RELATIONS = """
Organisation memberOf Network|Forum 0.6
Organisation partOf Organisation 0.3
Organisation participatesIn Event 1.5
Organisation implements Programme|Project|Commitment 0.5
Organisation leads Project 0.4
Organisation delivers Training|Programme 0.2
Organisation publishes Report 0.4
Organisation organises Event 0.4
Organisation hosts Event 0.1
Organisation addresses Phenomenon 0.8
Organisation uses Practice|Method|Tool 0.5
Organisation operatesIn State|Place 0.6
Organisation locatedIn Place 0.7
Organisation evaluates Programme|Project 0.1
Organisation endorses Strategy|Method 0.1
Organisation partnersWith Project 0.3
Organisation affiliatedWith Organisation 0.1
Organisation founds Network|Project 0.1
Organisation succeeds Organisation 0.05
Organisation chairs WorkingGroup 0.1
Organisation funds Project|Organisation 0.2
State memberOf Network|Forum 2
State coChairs WorkingGroup 1
State participatesIn Event 4
State partnersWith Programme|Project 1
State leads Strategy 0.5
State endorses Commitment 0.5
State funds Fund|Organisation|Programme 3
Person holdsOfficeIn Organisation 1
Person participatesIn Event 0.5
Network organises Event 4
Network publishes Report 3
Network addresses Phenomenon 2
Forum organises Event 3
Forum publishes Report 2
Forum addresses Phenomenon 3
Forum recommends Practice 2
WorkingGroup partOf Forum 1
WorkingGroup addresses Phenomenon 2
WorkingGroup operatesIn Place|State 1
WorkingGroup recommends Practice 1
Programme partOf Strategy 1
Programme addresses Phenomenon 2
Programme uses Practice 1
Programme operatesIn State 1
Programme succeeds Programme 0.2
Project partOf Programme 0.5
Project addresses Phenomenon 1
Project uses Practice 1
Project operatesIn Place 1
Project cites Report 0.1
Fund partOf Programme 0.3
Fund funds Project|Organisation 8
Strategy addresses Phenomenon 3
Strategy uses Practice 2
Law addresses Phenomenon 1
Law amends Law 0.5
Method addresses Phenomenon 1
Tool uses Method 0.5
Training addresses Phenomenon 1
Campaign addresses Phenomenon 1
Commitment partOf Report 0.5
Commitment addresses Phenomenon 1
Commitment uses Practice 0.5
Event locatedIn Place 0.8
Event about Strategy|Report 0.3
Event addresses Phenomenon 1
Event recommends Practice 0.5
Report about Practice|Event|State 1
Report addresses Phenomenon 1.5
Report recommends Practice 0.7
Report evaluates Programme 0.1
Place locatedIn State 1
"""
ASSESSMENTS_A_PROJECT = 0.2
PARTNERSHIPS_AN_ORGANISATION = 0.3
DISAGREEMENTS_AN_ORGANISATION = 0.03
SOURCES_AN_ENTITY = 0.9

UNDATED = {"about", "locatedIn"}
PUNCTUAL = {
    "amends",
    "cites",
    "endorses",
    "evaluates",
    "founds",
    "publishes",
    "recommends",
    "succeeds",
}
TO_AN_EARLIER_ONE = {"partOf", "succeeds", "amends"}  # of its own class, so that there is no cycle


@dataclass(frozen=True)
class Date:
    """A date as precise as a source is: `text` has 4, 7 or 10 characters."""

    text: str

    @property
    def year(self) -> int:
        """The year it falls in."""
        return int(self.text[:4])

    @property
    def type(self) -> str:
        """The name of its datatype in xsd:."""
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.text)]


@dataclass(frozen=True)
class Evidence:
    """Words of a source; `language` is that of the words."""

    source: str
    anchor: str
    language: str
    as_of: Date | None = None
    note: Pair | None = None


@dataclass(frozen=True)
class Entity:
    """A thing with names; `number` counts the things of its class."""

    kind: str
    slug: str
    name: Pair
    number: int
    description: Pair | None = None
    acronym: str = ""
    country: str = ""
    place: str = ""
    start: Date | None = None
    end: Date | None = None
    translated: bool = False
    sources: tuple[str, ...] = ()
    concept: str = ""


@dataclass(frozen=True)
class Relation:
    """A relation; `says` are further predicates and objects, as Turtle."""

    kind: str
    parts: RelationParts
    predicate: str
    start: Date | None
    end: Date | None
    evidence: tuple[Evidence, ...]
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Concept:
    """A concept of the thesaurus, the one it is narrower than, and one of the other kind."""

    kind: str
    slug: str
    name: Pair
    broader: str
    related: str
    source: str


@dataclass(frozen=True)
class Source:
    """A document; `publisher` is the slug of an entity, or of a name that is not in the graph."""

    slug: str
    title: str
    language: str
    publisher: str
    publisher_name: str
    issued: Date | None
    consulted: Date | None


@dataclass(frozen=True)
class Disagreement:
    """Two claims of when the work of a body began."""

    slug: str
    topic: Pair
    about: str
    claims: tuple[tuple[Pair, Evidence], ...]


@dataclass
class World:
    """All there is; relations by the slug of their subject."""

    entities: list[Entity] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    partnerships: list[Relation] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def make_world(organisations: int, seed: int, verdicts: Sequence[str]) -> World:
    """Return the world that has so many organisations; the same arguments give the same world."""
    return _Maker(organisations, Random(seed), verdicts).world


class Pool(Generic[T]):
    """Things of which the first are drawn most: the n-th with a weight of 1 / n ** 0.8."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self._weights = list(accumulate((n + 1) ** -0.8 for n in range(len(things))))

    def draw(self, chance: Random) -> T:
        """Return one of the things."""
        return chance.choices(self.things, cum_weights=self._weights)[0]


class _Maker:
    """Makes a world: names first, then sources, then what is said."""

    def __init__(self, organisations: int, chance: Random, verdicts: Sequence[str]) -> None:
        self.chance = chance
        self.verdicts = verdicts
        self.world = World()
        self._taken: set[str] = set()
        counts = {kind: max(2, round(share * organisations)) for kind, share in SHARES.items()}
        counts["State"] = min(counts["State"], MOST_STATES)
        self.slugs = self._slugs(counts)
        self._make_sources(round(sum(counts.values()) * SOURCES_AN_ENTITY))
        self._make_concepts("Phenomenon", words.PHENOMENA)
        self._make_concepts("Practice", words.PRACTICES)
        self._make_entities()
        self._make_relations()
        self._make_assessments()
        self._make_partnerships(round(organisations * PARTNERSHIPS_AN_ORGANISATION))
        self._join_the_lonely()
        self._make_disagreements(max(1, round(organisations * DISAGREEMENTS_AN_ORGANISATION)))

    # Names

    def _slugs(self, counts: Mapping[str, int]) -> dict[str, list[tuple[str, Pair]]]:
        """Return slug and name of every entity by class."""
        regions = counts["State"] + counts["Place"]
        self.regions = Pool([made_up_name(number) for number in range(regions)])
        named: dict[str, list[tuple[str, Pair]]] = {}
        for kind, wanted in counts.items():
            first = counts["State"] if kind == "Place" else 0
            named[kind] = [
                self._unique(self._name(kind, first + number)) for number in range(wanted)
            ]
        return named

    def _name(self, kind: str, number: int) -> Pair:
        if kind in {"State", "Place"}:
            return Pair(self.regions.things[number], self.regions.things[number])
        if kind == "Person":
            # No name begins as another: a name in a text of something else is a finding.
            given = words.GIVEN_NAMES[number % len(words.GIVEN_NAMES)]
            full = f"{given} {made_up_name(number)}sen"
            return Pair(full, full)
        called, topic = words.CALLED[kind], self.chance.choice(words.TOPICS)
        region = self.regions.draw(self.chance)
        return Pair(f"{called.en} {topic.en}, {region}", f"{called.fr} {topic.fr}, {region}")

    def _unique(self, name: Pair) -> tuple[str, Pair]:
        """Return a slug that nothing has yet, and the name with the number that makes it so."""
        plain = kebab(name.en).replace(",", "").replace(" ", "-")
        for number in count(1):
            slug = plain if number == 1 else f"{plain}-{number}"
            if slug not in self._taken:
                break
        self._taken.add(slug)
        return slug, name if number == 1 else Pair(f"{name.en} {number}", f"{name.fr} {number}")

    # Sources

    def _make_sources(self, wanted: int) -> None:
        bodies = [(slug, "") for slug, _ in self.slugs["Organisation"][: max(2, wanted // 8)]]
        others = [
            self._unique(Pair(f"{region} {paper}", ""))
            for region in self.regions.things[: max(2, wanted // 100)]
            for paper in words.OTHER_PUBLISHERS
        ]
        publishers = bodies + [(slug, name.en) for slug, name in others]
        self.chance.shuffle(publishers)
        drawn = Pool(publishers)
        made: list[Source] = []
        while len(made) < wanted:
            made.append(self._source(*drawn.draw(self.chance)))
        self.world.sources = made
        self.sources = Pool([source.slug for source in made])

    def _source(self, publisher: str, name: str) -> Source:
        topic, language = self.chance.choice(words.TOPICS), self._language()
        title = Pair(f"News of {topic.en}", f"Nouvelles de la page sur {topic.fr}")
        slug, _ = self._unique(Pair(f"{publisher}-{topic.en}", ""))
        return Source(
            slug,
            getattr(title, language),
            language,
            publisher,
            name,
            self._sometimes(0.5, self._date(self._year())),
            self._sometimes(0.3, self._day(LAST_YEAR)),
        )

    # Concepts and entities

    def _make_concepts(self, kind: str, names: tuple[tuple[Pair, ...], tuple[Pair, ...]]) -> None:
        made: list[Concept] = []
        for broad in names[0]:
            top, name = self._unique(broad)
            made.append(Concept(kind, top, name, "", "", self._any_source()))
            for narrow in names[1]:
                full = Pair(f"{broad.en} {narrow.en}", f"{broad.fr} {narrow.fr}")
                slug, name = self._unique(full)
                related = self._of_the_other_kind()
                made.append(Concept(kind, slug, name, top, related, self._any_source()))
        self.world.concepts += made
        self.slugs[kind] = [(concept.slug, concept.name) for concept in made]

    def _of_the_other_kind(self) -> str:
        """Return a phenomenon where there are some: practices are made after them."""
        return self.chance.choice(self.world.concepts).slug if self.world.concepts else ""

    def _make_entities(self) -> None:
        self.pools = {kind: Pool([s for s, _ in named]) for kind, named in self.slugs.items()}
        self.numbers: dict[str, int] = {}
        self.lives: dict[str, tuple[Date | None, Date | None]] = {}
        for kind in SHARES:
            for number, (slug, name) in enumerate(self.slugs[kind]):
                self.numbers[slug] = number
                entity = self._entity(kind, slug, name, number)
                self.lives[slug] = entity.start, entity.end
                self.world.entities.append(entity)

    def _entity(self, kind: str, slug: str, name: Pair, number: int) -> Entity:
        # The n-th entity rests on the n-th source, so that every source is used.
        own = self.world.sources[len(self.world.entities) % len(self.world.sources)].slug
        more = {self._any_source() for _ in range(self._many(1.2))}
        sources = tuple(sorted(more | {own}))
        translated = self.chance.random() < 0.4  # noqa: PLR2004 - as in the real data
        if kind == "Person":
            return Entity(kind, slug, name, number, sources=sources)
        topic = self.chance.choice(words.TOPICS)
        description = Pair(
            f"Made up to measure with: it works on {topic.en.lower()} and has the number {number}.",
            f"Inventé pour mesurer : il travaille sur {topic.fr} et porte le numéro {number}.",
        )
        life = self._life(kind)
        initials = "".join(word[0] for word in name.en.split() if word[0].isupper())
        located = kind not in {"State", "Place"}
        return Entity(
            kind,
            slug,
            name,
            number,
            description,
            self._sometimes(0.2, initials) or "" if kind in {"Organisation", "Network"} else "",
            "" if kind == "State" else self.pools["State"].draw(self.chance),
            self._sometimes(0.5, self.pools["Place"].draw(self.chance)) or "" if located else "",
            *life,
            translated,
            sources,
            self._sometimes(0.3, self.pools["Phenomenon"].draw(self.chance)) or "",
        )

    def _life(self, kind: str) -> tuple[Date | None, Date | None]:
        """Return when an entity begins and ends; None where no source says so."""
        year = self._year()
        if kind in {"State", "Place"}:
            return None, None
        if kind == "Event":
            start = self._date(year)
            return start, self._sometimes(0.5, start)
        start = self._date(year)
        if kind == "Report":
            return start, None
        return self._sometimes(0.5, start), self._sometimes(0.15, self._date(year + 1))

    # Relations

    def _make_relations(self) -> None:
        for line in RELATIONS.strip().splitlines():
            kind, predicate, objects, mean = line.split()
            for subject, _ in self.slugs[kind]:
                wanted = self._many(float(mean))
                # A person is in the graph for an office only.
                for _ in range(max(wanted, predicate == "holdsOfficeIn")):
                    self._relate(kind, subject, predicate, objects.split("|"))

    def _relate(self, kind: str, subject: str, predicate: str, objects: list[str]) -> None:
        of = self.chance.choice(objects)
        target = self.pools[of].draw(self.chance)
        earlier = predicate in TO_AN_EARLIER_ONE and of == kind
        if target == subject or (earlier and self.numbers[target] >= self.numbers[subject]):
            return
        again = self._number(subject, predicate, target)
        if predicate == "funds":
            self._add(self._funding(RelationParts(subject, "funds", target, again)))
        elif again == 1:
            parts = RelationParts(subject, kebab(predicate), target, 1)
            with_event = "Event" in {kind, of}
            says = self._role() if predicate == "holdsOfficeIn" else ()
            self._add(self._relation("Relation", parts, predicate, says, undated=with_event))

    def _number(self, subject: str, predicate: str, target: str) -> int:
        """Return which statement with these ends comes next."""
        same = (subject, kebab(predicate), target)
        return 1 + sum(each.parts[:3] == same for each in self.world.relations.get(subject, ()))

    def _add(self, relation: Relation) -> None:
        self.world.relations.setdefault(relation.parts.subject, []).append(relation)

    def _relation(
        self,
        kind: str,
        parts: RelationParts,
        predicate: str,
        says: tuple[tuple[str, str], ...] = (),
        *,
        undated: bool = False,
    ) -> Relation:
        year = self._year_of_both(parts)
        start = end = None
        if year and not undated and predicate not in UNDATED:
            start = self._sometimes(0.4, self._date(year))
            if predicate not in PUNCTUAL:
                end = self._sometimes(0.12, self._date(year + 1))
        return Relation(kind, parts, predicate, start, end, self._evidence(), says)

    def _role(self) -> tuple[tuple[str, str], ...]:
        role = self.chance.choice(words.ROLES)
        return ("pcve:role", f'"{role.en}"@en'), ("pcve:role", f'"{role.fr}"@fr')

    def _funding(self, parts: RelationParts) -> Relation:
        """Return a funding; further ones with the same ends differ in their amount."""
        says = [("pcve:amountKind", f"id:amount-kind-{self.chance.choice(AMOUNT_KINDS)}")]
        if parts.number > 1 or self.chance.random() < 0.7:  # noqa: PLR2004 - as in the real data
            amount = 1000 * int(self.chance.lognormvariate(5, 1.5)) + parts.number
            bound = self.chance.choice(("exact", "up-to", "more-than"))
            says = [
                ("pcve:amount", f'"{amount}"^^xsd:decimal'),
                *(self._sometimes(0.3, [("pcve:amountBound", f"id:amount-bound-{bound}")]) or ()),
                *says,
                ("pcve:currency", f'"{self.chance.choice(("CAD", "EUR", "USD"))}"'),
            ]
        says += self._sometimes(0.05, self._same_money(parts)) or ()
        through = self.pools["Organisation"].draw(self.chance)
        says += self._sometimes(0.1, [("pcve:through", f"id:{through}")]) or ()
        return self._relation("Funding", parts, "funds", tuple(says))

    def _same_money(self, parts: RelationParts) -> list[tuple[str, str]]:
        said = self.world.relations.get(parts.subject, ())
        counted = [each for each in said if each.kind == "Funding"][:1]
        return [("pcve:sameMoneyAs", "id:" + relation_slug(each.parts)) for each in counted]

    def _make_assessments(self) -> None:
        for project, _ in self.slugs["Project"]:
            for _ in range(self._many(ASSESSMENTS_A_PROJECT)):
                target = self.pools["Commitment"].draw(self.chance)
                parts = RelationParts(project, "evaluates", target, 1)
                if self._number(project, "evaluates", target) == 1:
                    verdict = ("pcve:verdict", f"id:{self.chance.choice(self.verdicts)}")
                    self._add(self._relation("Assessment", parts, "evaluates", (verdict,)))
                    self._cite(parts)

    def _cite(self, assessment: RelationParts) -> None:
        report = self.pools["Report"].draw(self.chance)
        if self._number(assessment.subject, "cites", report) == 1:
            parts = RelationParts(assessment.subject, "cites", report, 1)
            within = ("pcve:inAssessment", "id:" + relation_slug(assessment))
            self._add(self._relation("Relation", parts, "cites", (within,)))

    def _make_partnerships(self, wanted: int) -> None:
        known: set[tuple[str, str]] = set()
        for _ in range(wanted):
            one, other = sorted((self._partner(), self._partner()))
            if one != other and (one, other) not in known:
                known.add((one, other))
                parts = RelationParts(one, "partners-with", other, 1)
                self.world.partnerships.append(self._relation("Partnership", parts, "partnersWith"))

    def _join_the_lonely(self) -> None:
        """Let whatever no relation joins to anything address a phenomenon: nothing is an orphan."""
        relations = [each for said in self.world.relations.values() for each in said]
        joined = {end for each in relations for end in (each.parts.subject, each.parts.object)}
        joined |= {end for each in self.world.partnerships for end in each.parts[:3:2]}
        for entity in self.world.entities:
            if entity.slug not in joined and entity.kind not in {"State", "Place", "Person"}:
                self._relate(entity.kind, entity.slug, "addresses", ["Phenomenon"])

    def _partner(self) -> str:
        kind = self.chance.choices(("Organisation", "State", "Network"), (8, 1, 1))[0]
        return self.pools[kind].draw(self.chance)

    def _make_disagreements(self, wanted: int) -> None:
        for _ in range(wanted):
            about = self.pools["Organisation"].draw(self.chance)
            slug, topic = self._unique(self._name("Disagreement", 0))
            year = self._year()
            claims = [
                (Pair(f"in {said}", f"en {said}"), self._evidence()[0]) for said in (year, year + 1)
            ]
            self.world.disagreements.append(Disagreement(slug, topic, about, tuple(claims)))

    # Chance

    def _evidence(self) -> tuple[Evidence, ...]:
        wanted = self.chance.choices((1, 2, 3), (0.85, 0.12, 0.03))[0]
        said = {(each.source, each.anchor): each for each in self._quotations(wanted)}
        return tuple(said[key] for key in sorted(said))

    def _quotations(self, wanted: int) -> Iterator[Evidence]:
        for _ in range(wanted):
            language = self._language()
            anchor = " ".join(self.chance.sample(words.QUOTED[language], self.chance.randint(3, 8)))
            as_of = self._sometimes(0.35, self._date(self._year()))
            note = self._sometimes(0.5, self.chance.choice(words.NOTES))
            yield Evidence(self._any_source(), anchor, language, as_of, note)

    def _any_source(self) -> str:
        return self.sources.draw(self.chance)

    def _language(self) -> str:
        return self.chance.choices(("en", "fr"), (0.7, 0.3))[0]

    def _many(self, mean: float) -> int:
        """Return how many of something there are: few, and now and then a lot."""
        return min(300, int(mean / 3 * self.chance.paretovariate(1.5) + self.chance.random() * 0.9))

    def _year(self) -> int:
        return self.chance.randint(FIRST_YEAR, LAST_YEAR)

    def _year_of_both(self, parts: RelationParts) -> int | None:
        """Return a year in which both ends exist, and the next one too; None where there is none."""
        lives = [self.lives[end] for end in (parts.subject, parts.object) if end in self.lives]
        first = max((start.year + 1 for start, _ in lives if start), default=FIRST_YEAR)
        last = min((end.year - 2 for _, end in lives if end), default=LAST_YEAR)
        return self.chance.randint(first, last) if first <= last else None

    def _date(self, year: int) -> Date:
        precision = self.chance.choices((4, 7, 10), (0.4, 0.3, 0.3))[0]
        return Date(self._day(year).text[:precision])

    def _day(self, year: int) -> Date:
        return Date(f"{year}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}")

    def _sometimes(self, share: float, thing: T) -> T | None:
        return thing if self.chance.random() < share else None


STRIDE = 787  # has no divisor in common with the number of names
AMOUNT_KINDS = ("grant", "contribution", "budget", "pledge", "total", "unknown")


def made_up_name(number: int) -> str:
    """Return the name with this number; near numbers give names unlike each other."""
    starts, middles, ends = words.SYLLABLES
    every = len(starts) * len(middles) * len(ends)
    turned, round_ = number * STRIDE % every, number // every
    start, rest = starts[turned % len(starts)], turned // len(starts)
    name = start + middles[rest % len(middles)] + ends[rest // len(middles)]
    return name + " bis" * round_


def relation_slug(parts: RelationParts) -> str:
    """Return the slug of the relation with these parts."""
    name = "--".join(parts[:3])
    return name if parts.number == 1 else f"{name}--{parts.number}"
