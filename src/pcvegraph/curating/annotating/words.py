"""The words of a text with their places, as names are compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from pcvegraph.linking.matching.names import words_of

PIECE = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])*")
LOWER, UPPER = "a-zß-öø-ÿœ", "A-ZÀ-ÖØ-ÞŒ"
GLUED = re.compile(rf"(?<=[{LOWER}0-9])(?=[{UPPER}])|(?<=(?:19|20)\d\d)(?=(?:19|20)\d\d)")
"""Where two words are one by a slip of the page: 2018Launch, 20172017, CounterTerrorism."""

POSSESSIVE = re.compile("['’]s", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][\"”»’')\]]*(?:\s+|$)|\n\s*\n|[•▪●◦|]|\n\s*[-–—*]\s")
PAUSE = re.compile(r"[,:;()\[\]]")
ABBREVIATED = frozenset(
    "dr e eg etc g hon ie m me mlle mm mme mr mrs ms no p pp prof st ste vs".split()  # noqa: SIM905
)
SHORTEST_PLURAL = 4
MANY_CAPITALS = 2


class Gap(IntEnum):
    """What stands before a word: nothing to speak of, a comma or bracket, the end of a sentence."""

    NONE = 0
    PAUSE = 1
    END = 2


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        start, end: its place, in code points
        written, key, stem: as it is written, as it is compared, without the ending of a plural
        gap: what stands between it and the word before
    """

    start: int
    end: int
    written: str
    key: str
    stem: str
    gap: Gap

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it is letters that stand for words."""
        return is_acronym(self.written)


def is_acronym(written: str) -> bool:
    """Return whether a text has two capitals or more, and nothing small but the s of a plural."""
    letters = written.removesuffix("s")
    return sum(map(str.isupper, letters)) >= MANY_CAPITALS and letters.upper() == letters


def words_in(text: str) -> list[Word]:
    """Return the words of a text in order; the s of a possessive is none."""
    found: list[Word] = []
    last = 0
    for start, end in _pieces(text):
        if POSSESSIVE.fullmatch(text, max(start - 1, 0), end):
            last = end
            continue
        written = text[start:end]
        key, stem = _compared(written)
        gap = _gap(text[last:start], found[-1]) if found else Gap.END
        found.append(Word(start, end, written, key, stem, gap))
        last = end
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for piece in PIECE.finditer(text):
        start = piece.start()
        for cut in GLUED.finditer(piece[0]):
            yield start, piece.start() + cut.start()
            start = piece.start() + cut.start()
        yield start, piece.end()


@lru_cache(maxsize=20_000)
def _compared(written: str) -> tuple[str, str]:
    key = "".join(words_of(written)) or written
    return key, key.removesuffix("s") if is_acronym(written) else _without_plural(key)


def _without_plural(key: str) -> str:
    if len(key) < SHORTEST_PLURAL or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    return f"{key[:-3]}y" if key.endswith("ies") else key[:-1]


def _gap(between: str, before: Word) -> Gap:
    if end := SENTENCE_END.search(between):
        is_short = end[0].startswith(".") and before.key in ABBREVIATED
        return Gap.PAUSE if is_short else Gap.END
    return Gap.PAUSE if PAUSE.search(between) else Gap.NONE
