"""An index of names: which records have a word, a word like it, or one that begins so."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from pcvegraph.linking.matching.names import key_of, words_of
from pcvegraph.linking.matching.records import Record

SHORTEST_MISTYPED = 4
"""Letters of a word in which a typing error is looked for: in shorter ones any is another word."""

Numbers = Sequence[int]


class NameIndex:
    """Finds records by number: the place that each has in `records`."""

    def __init__(
        self,
        records: Sequence[Record],
        words_in: Callable[[str], Iterable[str]] = words_of,
    ) -> None:
        """Index `records` by the words that `words_in` finds in their names."""
        self.records = records
        self._words_in = words_in
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_other: dict[str, list[int]] = defaultdict(list)
        """By acronym, website and identifier."""
        for number, record in enumerate(records):
            self._add(number, record)
        self._sorted = sorted(self.by_word)
        self._shortened = _shortened(self.by_word)
        self._longest = max(map(len, self.by_word), default=0)

    def _add(self, number: int, record: Record) -> None:
        for word in {w for name in record.names for w in self._words_in(name.text)}:
            self.by_word[word].append(number)
        for key in {key_of(name.text) for name in record.names}:
            self.by_key[key].append(number)
        for other in (*record.acronyms, *record.domains, *record.identifiers):
            self.by_other[other].append(number)

    def like(self, word: str) -> Collection[str]:
        """Return `word` where a record has it, else the words that are one letter away from it.

        That is another letter, one more, one less, or two that changed places. By shortened words,
        as Garbe's SymSpell (2012): two words that are one letter apart are the same when one letter
        of each is left out.
        """
        if word in self.by_word:
            return (word,)
        # A word of ten thousand letters has as many shortened ones, and none of them is here.
        if not SHORTEST_MISTYPED <= len(word) <= self._longest + 1:
            return ()
        found: set[str] = set()
        for short in (word, *_without_one(word)):
            found |= self._shortened.get(short, frozenset())
        return found

    def beginning(self, prefix: str) -> Iterator[str]:
        """Yield the words that begin with `prefix`, in order."""
        place = bisect_left(self._sorted, prefix)
        while place < len(self._sorted) and self._sorted[place].startswith(prefix):
            yield self._sorted[place]
            place += 1


def _shortened(words: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if len(word) >= SHORTEST_MISTYPED:
            for short in (word, *_without_one(word)):
                found[short].add(word)
    return {short: frozenset(longer) for short, longer in found.items()}


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
