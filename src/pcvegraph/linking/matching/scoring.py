"""How likely two records are of one thing, and why: each part of the score in words.

What two records share speaks for them by how rare it is, in bits, and what they do not share against
them (Fellegi and Sunter 1969, Journal of the American Statistical Association 64, 1183-1210). One is
taken for the other where the parts outweigh the number of records there are to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from pcvegraph.languages import Bilingual
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Compared, Record

SAME_NAME = 4.0
"""Bits by which a whole name that is equal says more than its words."""

LIKE = 0.8
"""From here on two words are taken for one that is spelt in two ways."""

SHORTEST_SPELT = 4
SHORT_NAME = 2
LONGER = 2
UNSHARED = 1.0
"""How much a word that only one name has speaks against, for each bit that it would speak for."""

UNSHARED_BY_BOTH = 1.5
UNSHARED_BITS = 8.0
ANY_NAME = 5.0
"""Bits of a name without which acronym, country and town say nothing; half of all among few."""

ACRONYM, COUNTRY, PLACE, DOMAIN, IDENTIFIER = 5.0, 6.0, 4.0, 14.0, 30.0
"""The most bits that each of these says."""

OTHER_COUNTRY, OTHER_KIND, OTHER_TIME = -10.0, -5.0, -8.0
SAME_KIND, SAME_START = 1.5, 3.0
FOUNDED_YEARS = 1
SLOPE = 0.5
"""The parts are not independent of each other: a bit counts for half of one."""


class Part(NamedTuple):
    """A part of a score: what was compared, how many bits it speaks for or against, in words."""

    feature: str
    bits: float
    words: Bilingual


@dataclass(frozen=True)
class Score:
    """How likely two records are of one thing, from 0 to 1, and the parts that say so."""

    value: float
    bits: float
    parts: tuple[Part, ...]

    @property
    def is_sure(self) -> bool:
        """Whether a whole name, a website or an identifier is the same."""
        return any(part.feature in SURE for part in self.parts)

    @property
    def words(self) -> Bilingual:
        """The parts in a sentence."""
        said = [part.words for part in self.parts]
        return Bilingual("; ".join(each.en for each in said), "\u00a0; ".join(e.fr for e in said))


SAME_WORDS = Bilingual(
    "same words in the name, in another order or spelling",
    "mêmes mots dans le nom, dans un autre ordre ou une autre orthographe",
)
SURE = frozenset({"name", "website", "identifier"})
"""Without one of these features nothing is taken for a match before a person has looked."""

NOTHING = Score(0.0, 0.0, ())


def score(one: Record, other: Record, rarity: Rarity) -> Score:
    """Return how likely the two records are of one thing; an acronym alone says nothing."""
    name = _compare_names(one, other, rarity)
    firm = [*_compare_domains(one, other, rarity), *_compare_identifiers(one, other)]
    if not firm and (name is None or name.bits < min(ANY_NAME, rarity.of_any / 2)):
        return NOTHING
    parts = [*filter(None, [name]), *firm, *_compare_rest(one, other, rarity)]
    bits = sum(part.bits for part in parts) - rarity.of_any
    value = 1 / (1 + 2.0 ** min(-bits * SLOPE, 60))
    return Score(round(value, 4), bits, tuple(parts))


def _compare_rest(one: Record, other: Record, rarity: Rarity) -> Iterator[Part]:
    yield from _compare_acronyms(one, other, rarity)
    yield from _compare_countries(one, other, rarity)
    yield from _compare_places(one, other)
    yield from _compare_kinds(one, other)
    yield from _compare_times(one, other)


class Likeness(NamedTuple):
    """How alike two names are, in bits; the words that only one has; whether they are the same."""

    bits: float
    one: Compared
    other: Compared
    left_only: Sequence[str] = ()
    right_only: Sequence[str] = ()
    is_same: bool = False


def _compare_names(one: Record, other: Record, rarity: Rarity) -> Part | None:
    """Return what the two names that are most alike say; None where none has a word in common."""
    hints = _words_of(one.hints), _words_of(other.hints)
    pairs = product(one.compared, other.compared)
    found = (_compare_two(a, b, rarity, hints) for a, b in pairs)
    best = max(filter(None, found), key=lambda likeness: likeness.bits, default=None)
    if best is None:
        return None
    if best.is_same:
        return Part("name", best.bits, _same(best.one.text, best.other.text))
    if not (best.left_only or best.right_only):
        return Part("name", best.bits, SAME_WORDS)
    return Part("words", best.bits, _but_for(best))


def _words_of(hints: Iterable[str]) -> frozenset[str]:
    return frozenset(word for hint in hints for word in hint.split())


def _compare_two(
    one: Compared, other: Compared, rarity: Rarity, hints: tuple[frozenset[str], frozenset[str]]
) -> Likeness | None:
    """Return how alike two names are; None where they have no word in common.

    A word that only one has does not count where it is among the `hints` of the other: its town.
    """
    if one.key == other.key:
        bits = SAME_NAME + sum(map(rarity.of_word, one.word_set))
        return Likeness(bits, one, other, is_same=True)
    if not _may_share(one, other):
        return None
    shared, left_only, right_only = _aligned(one, other)
    if not shared:
        return None
    speaks_for = sum(likeness * rarity.of_word(word) for word, likeness in shared.items())
    left_only = [word for word in left_only if word not in hints[1]]
    right_only = [word for word in right_only if word not in hints[0]]
    against = sum(min(rarity.of_word(word), UNSHARED_BITS) for word in (*left_only, *right_only))
    # Where each has words of its own, each names something else.
    unshared = UNSHARED_BY_BOTH if left_only and right_only else UNSHARED
    return Likeness(speaks_for - unshared * against, one, other, left_only, right_only)


def _may_share(one: Compared, other: Compared) -> bool:
    """Return whether they have a word in common, or are so short that all may be mistyped."""
    are_short = len(one.words) == len(other.words) <= SHORT_NAME
    return are_short or not one.word_set.isdisjoint(other.word_set)


def _aligned(one: Compared, other: Compared) -> tuple[dict[str, float], list[str], list[str]]:
    """Return the words that both have with how alike they are, and those that only one has."""
    shared = dict.fromkeys((word for word in one.words if word in other.word_set), 1.0)
    left_only = [word for word in dict.fromkeys(one.words) if word not in shared]
    right_only = [word for word in dict.fromkeys(other.words) if word not in shared]
    for word in list(left_only):
        likeness, near = max(
            ((_likeness(word, each), each) for each in right_only), default=(0, "")
        )
        if likeness >= LIKE:
            shared[word] = likeness**2
            left_only.remove(word)
            right_only.remove(near)
    return shared, left_only, right_only


def _likeness(one: str, other: str) -> float:
    # Most words are of other lengths, and need not be looked at.
    if abs(len(one) - len(other)) > LONGER or min(len(one), len(other)) < SHORTEST_SPELT:
        return 0.0
    return OSA.normalized_similarity(one, other, score_cutoff=LIKE)


def _same(one: str, other: str) -> Bilingual:
    if one.casefold() == other.casefold():
        return Bilingual(f"same name: “{one}”", f"même nom\u00a0: «\u00a0{one}\u00a0»")
    return Bilingual(
        f"same name but for its spelling: “{one}”, “{other}”",
        f"même nom à l'orthographe près\u00a0: «\u00a0{one}\u00a0», «\u00a0{other}\u00a0»",
    )


def _but_for(likeness: Likeness) -> Bilingual:
    """Return that a name is the same but for some words; of the first record, then of the other."""
    here, there = (" ".join(words) for words in (likeness.left_only, likeness.right_only))
    said = ", ".join(f"“{words}”" for words in (here, there) if words)
    dit = ", ".join(f"«\u00a0{words}\u00a0»" for words in (here, there) if words)
    return Bilingual(f"name equal but for {said}", f"nom égal à l'exception de {dit}")


def _compare_domains(one: Record, other: Record, rarity: Rarity) -> Iterator[Part]:
    shared = sorted(one.domains & other.domains)
    if shared:
        bits = max(min(rarity.of_other(host), DOMAIN) for host in shared)
        said = Bilingual(f"same website: {shared[0]}", f"même site web\u00a0: {shared[0]}")
        yield Part("website", bits, said)


def _compare_identifiers(one: Record, other: Record) -> Iterator[Part]:
    shared = sorted((one.identifiers | {one.id}) & (other.identifiers | {other.id}))
    if shared:
        said = Bilingual(f"same identifier: {shared[0]}", f"même identifiant\u00a0: {shared[0]}")
        yield Part("identifier", IDENTIFIER, said)


def _compare_acronyms(one: Record, other: Record, rarity: Rarity) -> Iterator[Part]:
    shared = sorted(one.acronyms & other.acronyms)
    if shared:
        bits = max(min(rarity.of_word(letters), ACRONYM) for letters in shared)
        letters = shared[0].upper()
        yield Part(
            "acronym", bits, Bilingual(f"same acronym: {letters}", f"même sigle\u00a0: {letters}")
        )


def _compare_countries(one: Record, other: Record, rarity: Rarity) -> Iterator[Part]:
    if not (one.countries and other.countries):
        return
    shared = sorted(one.countries & other.countries)
    if shared:
        bits = max(min(rarity.of_other(code), COUNTRY) for code in shared)
        yield Part(
            "country",
            bits,
            Bilingual(f"same country: {shared[0]}", f"même pays\u00a0: {shared[0]}"),
        )
        return
    here, there = (", ".join(sorted(record.countries)) for record in (one, other))
    said = Bilingual(
        f"another country: {here}, not {there}", f"autre pays\u00a0: {here} et non {there}"
    )
    yield Part("country", OTHER_COUNTRY, said)


def _compare_places(one: Record, other: Record) -> Iterator[Part]:
    shared = sorted(one.hints & other.hints)
    if shared:
        place = shared[0].title()
        yield Part("place", PLACE, Bilingual(f"same place: {place}", f"même lieu\u00a0: {place}"))


def _compare_kinds(one: Record, other: Record) -> Iterator[Part]:
    if not (one.kinds and other.kinds):
        return
    here, there = (", ".join(sorted(record.kinds)) for record in (one, other))
    if one.kinds & other.kinds:
        kind = min(one.kinds & other.kinds)
        yield Part("kind", SAME_KIND, Bilingual(f"same kind: {kind}", f"même genre\u00a0: {kind}"))
    else:
        said = Bilingual(
            f"another kind: {here}, not {there}", f"autre genre\u00a0: {here}, non {there}"
        )
        yield Part("kind", OTHER_KIND, said)


def _compare_times(one: Record, other: Record) -> Iterator[Part]:
    for earlier, later in ((one, other), (other, one)):
        if earlier.end and later.start and earlier.end < later.start:
            said = Bilingual(
                f"one ended ({earlier.end}) before the other began ({later.start})",
                f"l'un a pris fin ({earlier.end}) avant le début de l'autre ({later.start})",
            )
            yield Part("time", OTHER_TIME, said)
            return
    if one.start and other.start and abs(one.start - other.start) <= FOUNDED_YEARS:
        said = Bilingual(f"founded in {one.start}", f"fondation en {one.start}")
        yield Part("time", SAME_START, said)
