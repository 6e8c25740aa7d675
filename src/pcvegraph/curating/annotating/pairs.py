"""Two known things in one sentence: a relation may be there, and these words may show it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pcvegraph.curating.annotating.lexicon import Thing
from pcvegraph.curating.annotating.mentions import Mention
from pcvegraph.curating.annotating.spelling import Page
from pcvegraph.curating.annotating.unknown import FUNCTION, covered_words
from pcvegraph.curating.annotating.words import Gap, Word

MOST_WORDS = 8
"""Words of an anchor, as the check counts them."""

TOKEN = re.compile(r"\S+")


class Pair(NamedTuple):
    """Two things that a sentence names, and words of it, with their place."""

    first: str
    second: str
    start: int
    end: int
    anchor: str


def find_pairs(
    page: Page,
    mentions: Sequence[Mention],
    things: Mapping[str, Thing],
    stated: Collection[frozenset[str]],
) -> list[Pair]:
    """Return the pairs that one sentence names and that are not `stated`, each where it is shortest.

    There is none with a person in it, and none of which the words would name something unknown.
    """
    safe = _Words(page, mentions, things)
    best: dict[frozenset[str], Pair] = {}
    for first, second in _near(page, mentions):
        key = frozenset((first.thing, second.thing))
        if key in stated or not _may_be_related(things[first.thing], things[second.thing]):
            continue
        pair = safe.pair(first, second)
        if pair and (key not in best or pair.end - pair.start < best[key].end - best[key].start):
            best[key] = pair
    return sorted(best.values(), key=lambda pair: (pair.start, pair.end, pair.first, pair.second))


def _near(page: Page, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    certain = [each for each in mentions if each.thing]
    for start, end in _sentences(page.words):
        inside = [each for each in certain if start <= each.start < end]
        yield from combinations(inside, 2)


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    starts = [word.start for word in words if word.gap == Gap.END]
    ends = [*starts[1:], words[-1].end] if words else []
    return zip(starts, ends, strict=True)


def _may_be_related(one: Thing, other: Thing) -> bool:
    if one.iri == other.iri or one.is_person or other.is_person:
        return False
    return not (one.is_concept and other.is_concept) and not (one.is_place and other.is_place)


class _Words:
    """The words of a page that an anchor may have: those of known things, and small ones."""

    def __init__(
        self, page: Page, mentions: Sequence[Mention], things: Mapping[str, Thing]
    ) -> None:
        self._text = page.text
        self._things = things
        known = [each for each in mentions if not any(things[iri].is_person for iri in each.things)]
        covered = covered_words(page.words, known)
        self._unsafe = [
            word.start for word in page.words if word.start not in covered and _may_be_a_name(word)
        ]

    def pair(self, first: Mention, second: Mention) -> Pair | None:
        """Return the pair with words that name both, or lie between, or name the second."""
        for start, end in self._places(first, second):
            if not any(start <= place < end for place in self._unsafe):
                anchor = " ".join(self._text[start:end].split())
                return Pair(*self._ends(first.thing, second.thing), start, end, anchor)
        return None

    def _ends(self, first: str, second: str) -> tuple[str, str]:
        """Return the ends in order: who acts stands before a concept or place."""
        one, other = self._things[first], self._things[second]
        is_turned = (one.is_concept and not other.is_concept) or (
            one.is_place and not (other.is_place or other.is_concept)
        )
        return (second, first) if is_turned else (first, second)

    def _places(self, first: Mention, second: Mention) -> Iterable[tuple[int, int]]:
        whole = [found.span() for found in TOKEN.finditer(self._text, first.start, second.end)]
        own = [found.span() for found in TOKEN.finditer(self._text, second.start, second.end)]
        if len(whole) <= MOST_WORDS:
            yield first.start, second.end
        elif len(own) < MOST_WORDS:
            yield whole[-MOST_WORDS][0], second.end
        yield own[0][0], own[:MOST_WORDS][-1][1]


def _may_be_a_name(word: Word) -> bool:
    is_first = word.gap == Gap.END and word.key in FUNCTION
    return any(map(str.isupper, word.written)) and not is_first
