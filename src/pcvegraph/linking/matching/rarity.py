"""How much a word, a country or a website says: the rarer it is, the more two records that share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log2

from pcvegraph.linking.matching.names import words_of
from pcvegraph.linking.matching.records import Record


class Rarity:
    """Counts in how many records words, countries and websites occur; tells it in bits."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.total = 0
        self._words: Counter[str] = Counter()
        self._others: Counter[str] = Counter()
        self._known: dict[str, float] = {}
        for record in records:
            self.count(record)

    def count(self, record: Record) -> None:
        """Count what `record` has in."""
        self.total += 1
        self._known.clear()
        self._words.update({w for name in record.names for w in words_of(name.text)})
        self._others.update(record.countries)
        self._others.update(record.domains)

    def of_word(self, word: str) -> float:
        """Return the bits that a word says: 0 where every record has it."""
        bits = self._known.get(word)
        if bits is None:
            bits = self._known[word] = self._bits(self._words[word])
        return bits

    def of_other(self, value: str) -> float:
        """Return the bits that a country or website says."""
        return self._bits(self._others[value])

    @property
    def of_any(self) -> float:
        """The bits that it takes to tell one record from all."""
        return log2(self.total + 1)

    def _bits(self, count: int) -> float:
        # One is added, for what was not seen yet may be seen next.
        return log2((self.total + 1) / (count + 1)) if count <= self.total else 0.0
