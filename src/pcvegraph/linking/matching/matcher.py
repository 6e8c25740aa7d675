"""Which of many records one is: the best of those that have something in common with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pcvegraph.linking.matching.blocking import Blocks
from pcvegraph.linking.matching.name_index import NameIndex
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Record
from pcvegraph.linking.matching.scoring import Score, score

MATCH = 0.6
"""From here on a match is taken for one, where no other is near."""

DOUBTFUL = 0.25
"""From here on a person is to look."""

RIVAL_BITS = 3.0
"""A second that is no further from the first makes both doubtful."""


class Match(NamedTuple):
    """A record that another may be, and how likely it is."""

    record: Record
    score: Score


class Matcher:
    """Finds which of its records another is. `rarity` counts these alone where none is given."""

    def __init__(self, records: Sequence[Record], rarity: Rarity | None = None) -> None:
        self.records = records
        self.rarity = rarity or Rarity(records)
        self._blocks = Blocks(records, self.rarity)

    @property
    def index(self) -> NameIndex:
        """The records by their names."""
        return self._blocks.index

    def matches(self, record: Record, most: int = 10, least: float = 0.0) -> list[Match]:
        """Return what `record` may be, the likeliest first; [] where there is none.

        A record that is withdrawn by its own dataset is no match.
        """
        if record.is_withdrawn:
            return []
        found = []
        for number in self._blocks.sharing(record):
            candidate = self.records[number]
            scored = score(record, candidate, self.rarity)
            if scored.value > least and not candidate.is_withdrawn:
                found.append(Match(candidate, scored))
        return sorted(found, key=lambda match: (-match.score.bits, match.record.id))[:most]


def is_match(found: Sequence[Match]) -> bool:
    """Return whether the first of `found` is a match: it is likely and sure, and no other as likely."""
    if not found or found[0].score.value < MATCH or not found[0].score.is_sure:
        return False
    return len(found) == 1 or found[0].score.bits - found[1].score.bits > RIVAL_BITS
