"""Search by name: ranked, in all languages, as one types, with what the hits can be narrowed by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log1p
from typing import NamedTuple

from rapidfuzz import fuzz, process

from pcvegraph.linking.entities import Entity
from pcvegraph.linking.matching.name_index import NameIndex
from pcvegraph.linking.matching.names import SMALL, Name, Use, fold, searched_words, words_of
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.vocabulary import PCVE

EXACT, BEGUN, MISTYPED, ELSEWHERE = 1.0, 0.9, 0.7, 0.5
"""How much a word counts that is as typed, begins as typed, is one letter away, is in another name."""

IN_USE: dict[Use, float] = {"label": 1.0, "acronym": 0.98, "alternative": 0.95, "former": 0.9}
COVERED = 0.6
"""The part of what was typed that a name must have, by how telling its words are."""

OF_QUERY, OF_NAME = 0.7, 0.3
"""How much it counts that a name has what was typed, and that it has nothing else."""

NOT_WHOLE, OF_RELATIONS = 0.95, 0.05
"""How much a name counts that is not, word for word, what was typed; how much, that many know it."""

NEARLY = 0.05
"""How much worse than the best a name may fit, to be told in its place for its language."""

LEAST_BITS = 1.0
DECADE = 10
FACETS = ("kinds", "countries", "phenomena", "periods")
MOST_NEAREST, LIKE_ENOUGH = 3, 70.0


@dataclass(frozen=True)
class Narrowing:
    """What hits are narrowed to; nothing where it is empty. All but `start` and `end` are IRIs.

    `start` and `end` are years in which a thing may have been there; `periods` are decades in which
    it began: 2010 is 2010 to 2019.
    """

    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    phenomena: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    start: int | None = None
    end: int | None = None


EVERYTHING = Narrowing()


class Hit(NamedTuple):
    """A thing that was found, how well it fits (0 to 1), and the name of it that does."""

    entity: Entity
    score: float
    name: Name


class Found(NamedTuple):
    """The hits of a page, how many there are in all, and for each facet how many have each value.

    The counts of a facet are those of the hits that all other facets leave, so that one sees what
    another choice would give.
    """

    hits: list[Hit]
    total: int
    facets: Mapping[str, Mapping[str, int]]


class Searched(NamedTuple):
    """A name as it is searched: the number of its thing, folded, and the bits that its words say."""

    number: int
    name: Name
    folded: str
    bits: float


class Typed(NamedTuple):
    """A word that was typed: its bits, and where it stands in names.

    Attributes:
        bits: how telling it is
        in_names: for names by place, how alike it is to a word of theirs, and that word
        in_things: for things by number, how alike it is to a word of any of their names
    """

    bits: float
    in_names: Mapping[int, tuple[float, str]]
    in_things: Mapping[int, float]


class Searcher:
    """Finds entities by what people type."""

    def __init__(self, entities: Sequence[Entity], rarity: Rarity) -> None:
        """Find those of `entities` that are of a kind and have a name; `rarity` counts their words."""
        self._entities = [each for each in entities if each.kinds and each.record.names]
        self._rarity = rarity
        self._names = [
            self._searched(number, name)
            for number, each in enumerate(self._entities)
            for name in each.record.names
        ]
        self._index = NameIndex([each.record for each in self._entities], searched_words)
        self._places: dict[str, list[int]] = defaultdict(list)
        """By word, the places in `_names` of the names that have it."""
        for place, name in enumerate(self._names):
            for word in searched_words(name.name.text):
                self._places[word].append(place)
        self._values = [_values(each) for each in self._entities]
        largest = max((each.relations for each in self._entities), default=0)
        self._known = [
            OF_RELATIONS * log1p(each.relations) / log1p(largest or 1) for each in self._entities
        ]

    def search(
        self,
        text: str,
        narrowing: Narrowing = EVERYTHING,
        *,
        language: str = "",
        most: int = 20,
        skip: int = 0,
    ) -> Found:
        """Return the hits for `text`, the best first; all things where it is empty.

        Of those that fit as well, the ones with the most relations come first. A name in `language`
        is told before others that fit as well.
        """
        wanted = {facet: chosen for facet in FACETS if (chosen := getattr(narrowing, facet))}
        kept: list[tuple[int, Hit]] = []
        others: dict[str, list[int]] = {facet: [] for facet in wanted}
        for number, score, name in self._find(text, language) if text.strip() else self._all():
            entity, values = self._entities[number], self._values[number]
            if not _may_be_there(entity, narrowing):
                continue
            failed = [f for f, chosen in wanted.items() if chosen.isdisjoint(values[f])]
            if not failed:
                kept.append((number, Hit(entity, score, name)))
            elif len(failed) == 1:
                # It would be there with another choice of that facet.
                others[failed[0]].append(number)
        hits = sorted((hit for _, hit in kept), key=_best_first)
        numbers = [number for number, _ in kept]
        facets = {f: self._count(f, numbers + others.get(f, [])) for f in FACETS}
        return Found(hits[skip : skip + most], len(hits), facets)

    def nearest(self, text: str) -> list[str]:
        """Return up to three names that are spelt most like `text`, each of another thing."""
        folded = {place: name.folded for place, name in enumerate(self._names)}
        near = process.extract(
            fold(text),
            folded,
            scorer=fuzz.ratio,
            score_cutoff=LIKE_ENOUGH,
            limit=MOST_NEAREST * 4,
        )
        names = [self._names[place] for _, _, place in near]
        first = {name.number: name.name.text for name in reversed(names)}
        return list(dict.fromkeys(reversed(first.values())))[:MOST_NEAREST]

    def _count(self, facet: str, numbers: Iterable[int]) -> dict[str, int]:
        """Return how many of the things have each value of the facet, the most first."""
        counts = Counter(chain.from_iterable(self._values[number][facet] for number in numbers))
        return dict(sorted(counts.items(), key=_most_first))

    def _searched(self, number: int, name: Name) -> Searched:
        bits = sum(map(self._bits, set(words_of(name.text.translate(NO_BRACKETS)))))
        return Searched(number, name, fold(name.text), bits)

    def _bits(self, word: str) -> float:
        return max(self._rarity.of_word(word), LEAST_BITS)

    def _all(self) -> Iterator[tuple[int, float, Name]]:
        for number, entity in enumerate(self._entities):
            yield number, 1.0, entity.record.names[0]

    def _find(self, text: str, language: str) -> Iterator[tuple[int, float, Name]]:
        """Yield the hits by number: things of which a name has enough of what was typed."""
        found: dict[int, list[tuple[float, Name]]] = defaultdict(list)
        folded, typed = fold(text), self._typed(text)
        whole = sum(word.bits for word in typed)
        enough = _having(typed, COVERED * whole)
        for place in dict.fromkeys(chain.from_iterable(word.in_names for word in typed)):
            name = self._names[place]
            if name.number not in enough:
                continue
            exact = IN_USE[name.name.use] if name.folded == folded else 0.0
            fit = exact or self._fit(place, typed, whole)
            if fit:
                found[name.number].append((fit, name.name))
        for number, fits in found.items():
            best = max(fit for fit, _ in fits)
            # Names that fit nearly as well: that in the language, else the best.
            near = [
                (name.language == language, fit, name) for fit, name in fits if fit >= best - NEARLY
            ]
            yield number, round(best, 2), max(near)[2]

    def _typed(self, text: str) -> list[Typed]:
        words = _typed_words(text)
        meant = {word: self._meant(word, is_last=word == words[-1]) for word in words}
        for one, next_one in pairwise(words):
            # Counter terrorism, where a name has counterterrorism.
            if one + next_one in self._places:
                meant[one][one + next_one] = meant[next_one][one + next_one] = BEGUN
        return [self._placed(word, likely) for word, likely in meant.items()]

    def _meant(self, word: str, *, is_last: bool) -> dict[str, float]:
        """Return the words of names that `word` may stand for, with how much each counts."""
        likely = dict.fromkeys(self._index.like(word), MISTYPED)
        if is_last:
            likely |= dict.fromkeys(self._index.beginning(word), BEGUN)
        if word in self._places:
            likely[word] = EXACT
        return likely

    def _placed(self, word: str, likely: Mapping[str, float]) -> Typed:
        in_names: dict[int, tuple[float, str]] = {}
        in_things: dict[int, float] = {}
        # The likeliest last, so that it stays.
        for likeness, other in sorted((likeness, other) for other, likeness in likely.items()):
            for place in self._places.get(other, ()):
                in_names[place] = likeness, other
                in_things[self._names[place].number] = likeness
        return Typed(self._bits(word), in_names, in_things)

    def _fit(self, place: int, typed: Sequence[Typed], whole: float) -> float:
        """Return how well a name fits, from 0 to 1; 0 where it has too little of what was typed."""
        name = self._names[place]
        covered, used = 0.0, set()
        for word in typed:
            if place in word.in_names:
                likeness, found = word.in_names[place]
                used.add(found)
            else:
                likeness = ELSEWHERE * word.in_things.get(name.number, 0.0)
            covered += word.bits * likeness
        share = covered / whole
        if share < COVERED:
            return 0.0
        closeness = min(sum(map(self._bits, used)) / name.bits, 1.0)
        fits = IN_USE[name.name.use] * (OF_QUERY * share + OF_NAME * closeness)
        return NOT_WHOLE * fits + self._known[name.number]


def _having(typed: Sequence[Typed], enough: float) -> set[int]:
    """Return the things whose names together have enough: no single name has more than all."""
    reach: dict[int, float] = defaultdict(float)
    for word in typed:
        for number, likeness in word.in_things.items():
            reach[number] += word.bits * likeness
    return {number for number, covered in reach.items() if covered >= enough}


def _typed_words(text: str) -> list[str]:
    """Return the words that were typed; a small one counts only where there is nothing else."""
    words = list(dict.fromkeys(words_of(text.translate(NO_BRACKETS))))
    return [word for word in words if word not in SMALL] or words


NO_BRACKETS = str.maketrans("()[]", "    ")


def _values(entity: Entity) -> dict[str, frozenset[str]]:
    """Return what the entity counts for, by facet: its kinds with all that these specialise."""
    start = entity.record.start
    return {
        "kinds": entity.all_kinds - {PCVE.Entity.value},
        "countries": frozenset(filter(None, [entity.country])),
        "phenomena": entity.concepts,
        "periods": frozenset([str(start // DECADE * DECADE)] if start else ()),
    }


def _may_be_there(entity: Entity, narrowing: Narrowing) -> bool:
    start, end = entity.record.start, entity.record.end
    begun = not (narrowing.end and start) or start <= narrowing.end
    return begun and (not (narrowing.start and end) or end >= narrowing.start)


def _best_first(hit: Hit) -> tuple[float, int, str, str]:
    return -hit.score, -hit.entity.relations, fold(hit.name.text), hit.entity.iri


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
