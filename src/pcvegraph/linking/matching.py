"""Which of many records one is: the best of those that have something in common with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pcvegraph.linking.name_index import NameIndex
from pcvegraph.linking.rarity import Rarity
from pcvegraph.linking.records import Record
from pcvegraph.linking.scoring import Score, score

MATCH = 0.6
"""From here on a match is taken for one, where no other is near."""

DOUBTFUL = 0.25
"""From here on a person is to look."""

RIVAL_BITS = 3.0
"""A second that is no further from the first makes both doubtful."""

TELLING_WORDS = 4
CANDIDATES = 40
LEAST_BITS = 8.0


class Match(NamedTuple):
    """A record that another may be, and how likely it is."""

    record: Record
    score: Score


class Matcher:
    """Finds which of its records another is. `rarity` counts these alone where none is given."""

    def __init__(self, records: Sequence[Record], rarity: Rarity | None = None) -> None:
        self.records = records
        self.rarity = rarity or Rarity(records)
        self.index = NameIndex(records)
        """Has the records by their place."""

    def matches(self, record: Record, most: int = 10, least: float = 0.0) -> list[Match]:
        """Return what `record` may be, the likeliest first; [] where there is none.

        A record that is withdrawn by its own dataset is no match.
        """
        if record.is_withdrawn:
            return []
        found = []
        for number in self._candidates(record):
            candidate = self.records[number]
            scored = score(record, candidate, self.rarity)
            if scored.value > least and not candidate.is_withdrawn:
                found.append(Match(candidate, scored))
        return sorted(found, key=lambda match: (-match.score.bits, match.record.id))[:most]

    def _candidates(self, record: Record) -> list[int]:
        """Return the records that share something with `record`, those that share most first."""
        firm = {
            number
            for shared in (*record.domains, *record.identifiers, record.id)
            for number in self.index.by_other.get(shared, ())
        }
        bits: defaultdict[int, float] = defaultdict(float)
        for name in record.compared:
            firm.update(self.index.by_key.get(name.key, ()))
            for word in self._telling(name.word_set):
                weight = self.rarity.of_word(word)
                for near in self.index.like(word):
                    for number in self.index.having(near):
                        bits[number] += weight
        near_first = sorted(bits.items(), key=lambda item: (-item[1], item[0]))
        likely = [number for number, weight in near_first if weight >= LEAST_BITS][:CANDIDATES]
        return list(dict.fromkeys([*sorted(firm), *likely]))

    def _telling(self, words: frozenset[str]) -> list[str]:
        """Return the rarest of the words."""
        return sorted(words, key=lambda word: (-self.rarity.of_word(word), word))[:TELLING_WORDS]


def is_match(found: Sequence[Match]) -> bool:
    """Return whether the first of `found` is a match: it is likely and sure, and no other as likely."""
    if not found or found[0].score.value < MATCH or not found[0].score.is_sure:
        return False
    return len(found) == 1 or found[0].score.bits - found[1].score.bits > RIVAL_BITS
