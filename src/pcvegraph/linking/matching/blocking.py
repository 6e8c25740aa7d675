"""Blocking: which records are worth a comparison with another, for most have nothing in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pcvegraph.linking.matching.name_index import NameIndex
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Compared, Record


class Blocks:
    """Finds which records share something with another: a name, a website, half of what a name says.

    `rarity` says how much a word says; `index` has the records by their names.
    """

    def __init__(self, records: Sequence[Record], rarity: Rarity) -> None:
        self.index = NameIndex(records)
        self._rarity = rarity
        self._names = [(number, name) for number, r in enumerate(records) for name in r.compared]
        self._needed = [self._half(name) for _, name in self._names]
        self._with_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, name) in enumerate(self._names):
            for word in name.word_set:
                self._with_word[word].append(place)

    def sharing(self, record: Record) -> Sequence[int]:
        """Return the numbers of those that have something in common with `record`, sorted."""
        found = {
            number
            for shared in (*record.domains, *record.identifiers, record.id)
            for number in self.index.by_other.get(shared, ())
        }
        for name in record.compared:
            found.update(self.index.by_key.get(name.key, ()))
            found.update(self._sharing_words(name))
        return sorted(found)

    def _sharing_words(self, name: Compared) -> Iterator[int]:
        bits: defaultdict[int, float] = defaultdict(float)
        for word in name.word_set:
            for near in self.index.like(word):
                weight = self._rarity.of_word(near)
                for place in self._with_word[near]:
                    bits[place] += weight
        for place, weight in bits.items():
            if weight >= self._needed[place]:
                yield self._names[place][0]

    def _half(self, name: Compared) -> float:
        return sum(map(self._rarity.of_word, name.word_set)) / 2
