"""Two sets of records joined: which of theirs each of ours may be, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pcvegraph.linking.matching import DOUBTFUL, Match
from pcvegraph.linking.name_index import NameIndex
from pcvegraph.linking.rarity import Rarity
from pcvegraph.linking.records import Compared, Record
from pcvegraph.linking.scoring import score


def join(
    ours: Sequence[Record], theirs: Iterable[Record], *, most: int = 5, least: float = DOUBTFUL
) -> dict[str, list[Match]]:
    """Return by the id of each of `ours` what of `theirs` it may be, the likeliest first.

    `theirs` is read once, and of it only what has something in common with one of `ours` is held. How
    rare a word is, is counted over both. Records that are withdrawn are no matches, and count.
    """
    rarity = Rarity(ours)
    blocks = Blocks(ours)
    held = []
    for record in theirs:
        rarity.count(record)
        numbers = () if record.is_withdrawn else blocks.sharing(record)
        if numbers:
            held.append((record, numbers))
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for record, numbers in held:
        for number in numbers:
            scored = score(ours[number], record, rarity)
            if scored.value >= least:
                found[ours[number].id].append(Match(record, scored))
    return {id_: _best(matches)[:most] for id_, matches in sorted(found.items())}


def _best(matches: list[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score.bits, match.record.id))


class Blocks:
    """Finds which records share something with another: a name, a website, half of what a name says."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._index = NameIndex(records)
        self._rarity = Rarity(records)
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
            for number in self._index.by_other.get(shared, ())
        }
        for name in record.compared:
            found.update(self._index.by_key.get(name.key, ()))
            found.update(self._sharing_words(name))
        return sorted(found)

    def _sharing_words(self, name: Compared) -> Iterator[int]:
        bits: defaultdict[int, float] = defaultdict(float)
        for word in name.word_set:
            for near in self._index.like(word):
                weight = self._rarity.of_word(near)
                for place in self._with_word[near]:
                    bits[place] += weight
        for place, weight in bits.items():
            if weight >= self._needed[place]:
                yield self._names[place][0]

    def _half(self, name: Compared) -> float:
        return sum(map(self._rarity.of_word, name.word_set)) / 2
