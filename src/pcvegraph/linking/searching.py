"""Search by name: ranked, in all languages, as one types, with what the hits can be narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcvegraph.linking.entities import Entity
from pcvegraph.linking.name_index import NameIndex
from pcvegraph.linking.names import SMALL, Name, Use, fold, words_of
from pcvegraph.linking.rarity import Rarity

EXACT, BEGUN, MISTYPED = 1.0, 0.9, 0.7
"""How much a word counts that is as typed, begins as typed, or is one letter away."""

IN_USE: dict[Use, float] = {"label": 1.0, "acronym": 0.98, "alternative": 0.95, "former": 0.9}
COVERED = 0.6
"""The part of what was typed that a name must have, by how telling its words are."""

OF_QUERY, OF_NAME = 0.7, 0.3
"""How much it counts that a name has what was typed, and that it has nothing else."""

DECADE = 10
FACETS = ("kinds", "countries", "phenomena", "periods")


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


class Searcher:
    """Finds entities by what people type."""

    def __init__(self, entities: Sequence[Entity], index: NameIndex, rarity: Rarity) -> None:
        """Find `entities`; `index` has their records in the same order, which `rarity` counts."""
        self._entities = entities
        self._index = index
        self._rarity = rarity

    def search(
        self, text: str, narrowing: Narrowing = EVERYTHING, *, most: int = 20, skip: int = 0
    ) -> Found:
        """Return the hits for `text`, the best first, then by name; all things where it is empty."""
        hits = self._find(text) if fold(text) else self._all()
        facets: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        kept = []
        for hit in hits:
            if not _may_be_there(hit.entity, narrowing):
                continue
            failed = _failed(hit.entity, narrowing)
            if not failed:
                kept.append(hit)
            for facet in failed[:1] if failed else FACETS:
                if len(failed) <= 1:
                    facets[facet].update(OF_FACET[facet](hit.entity))
        kept.sort(key=lambda hit: (-hit.score, fold(hit.name.text), hit.entity.iri))
        ordered = {
            name: dict(sorted(counts.items(), key=_most_first)) for name, counts in facets.items()
        }
        return Found(kept[skip : skip + most], len(kept), ordered)

    def _all(self) -> Iterator[Hit]:
        for entity in self._entities:
            if entity.record.names:
                yield Hit(entity, 1.0, entity.record.names[0])

    def _find(self, text: str) -> Iterator[Hit]:
        """Yield the hits: things of which a name has enough of what was typed."""
        typed = _typed(text)
        weights = {word: max(self._rarity.of_word(word), 1.0) for word in typed}
        meant = {word: self._meant(word, is_last=word == typed[-1]) for word in typed}
        numbers = {
            n for words in meant.values() for word in words for n in self._index.having(word)
        }
        for number in sorted(numbers):
            entity = self._entities[number]
            best = max(
                (
                    (self._fit(name, meant, weights), -place)
                    for place, name in enumerate(entity.record.names)
                ),
                default=(0.0, 0),
            )
            if best[0] > 0:
                yield Hit(entity, round(best[0], 4), entity.record.names[-best[1]])

    def _meant(self, word: str, *, is_last: bool) -> dict[str, float]:
        """Return the words of names that `word` may stand for, with how much each counts."""
        likely = dict.fromkeys(self._index.like(word), MISTYPED)
        if is_last:
            likely |= dict.fromkeys(self._index.beginning(word), BEGUN)
        if word in self._index.by_word:
            likely[word] = EXACT
        return likely

    def _fit(
        self, name: Name, meant: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]
    ) -> float:
        words = set(words_of(name.text))
        has = {word: _best(words, likely) for word, likely in meant.items()}
        covered = sum(weights[word] * likeness for word, (_, likeness) in has.items())
        whole = sum(weights.values())
        if covered < COVERED * whole:
            return 0.0
        used = {matched for matched, likeness in has.values() if likeness}
        own = {word: max(self._rarity.of_word(word), 1.0) for word in words}
        closeness = sum(own[word] for word in used) / sum(own.values())
        return IN_USE[name.use] * (OF_QUERY * covered / whole + OF_NAME * closeness)


def _best(words: set[str], likely: Mapping[str, float]) -> tuple[str, float]:
    found = ((likely[word], word) for word in words if word in likely)
    likeness, word = max(found, default=(0.0, ""))
    return word, likeness


def _typed(text: str) -> list[str]:
    """Return the words that were typed; a small one counts only where there is nothing else."""
    words = list(dict.fromkeys(words_of(text)))
    return [word for word in words if word not in SMALL] or words


def _period(entity: Entity) -> list[str]:
    start = entity.record.start
    return [str(start // DECADE * DECADE)] if start else []


OF_FACET: dict[str, Callable[[Entity], Iterable[str]]] = {
    "kinds": lambda entity: entity.kinds,
    "countries": lambda entity: filter(None, [entity.country]),
    "phenomena": lambda entity: entity.concepts,
    "periods": _period,
}


def _failed(entity: Entity, narrowing: Narrowing) -> list[str]:
    """Return by which facets the entity is not among what is wanted."""
    has = {**{facet: OF_FACET[facet](entity) for facet in FACETS}, "kinds": entity.all_kinds}
    return [
        facet
        for facet in FACETS
        if (wanted := getattr(narrowing, facet)) and wanted.isdisjoint(has[facet])
    ]


def _may_be_there(entity: Entity, narrowing: Narrowing) -> bool:
    start, end = entity.record.start, entity.record.end
    begun = not (narrowing.end and start) or start <= narrowing.end
    return begun and (not (narrowing.start and end) or end >= narrowing.start)


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
