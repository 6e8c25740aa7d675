"""Two sets of records joined: which of theirs each of ours may be, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pcvegraph.linking.matching.blocking import Blocks
from pcvegraph.linking.matching.matcher import DOUBTFUL, Match
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Record
from pcvegraph.linking.matching.scoring import score


def join(
    ours: Sequence[Record], theirs: Iterable[Record], *, most: int = 5, least: float = DOUBTFUL
) -> dict[str, list[Match]]:
    """Return by the id of each of `ours` what of `theirs` it may be, the likeliest first.

    `theirs` is read once, and of it only what has something in common with one of `ours` is held. How
    rare a word is, is counted over both. Records that are withdrawn are no matches, and count.
    """
    rarity = Rarity(ours)
    blocks = Blocks(ours, Rarity(ours))
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
