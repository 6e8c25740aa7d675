"""Whether words of a text are a name as names are written: capitals, plurals, hyphens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pcvegraph.curating.annotating.lexicon import Thing
from pcvegraph.curating.annotating.trie import Occurrence
from pcvegraph.curating.annotating.words import Gap, Word, words_in

LONG, VERY_LONG = 4, 5
"""Words of a name that is known with one capital only, and with none."""

HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True)
class Page:
    """A text with what decides how names stand in it.

    Attributes:
        words: of the text, in order
        languages: of its source; empty where nobody says
        common: words that the graph's names or the text have without a capital
        capitals: words that the text has with one inside a sentence
    """

    text: str
    words: Sequence[Word]
    languages: Collection[str]
    common: Collection[str]
    capitals: Collection[str]


def read_page(text: str, languages: Collection[str], common: Collection[str]) -> Page:
    """Return a text as a page; `common` are words that the graph's names have without a capital."""
    words = words_in(text)
    small = {word.key for word in words if word.written[0].islower()}
    capitals = {word.key for word in words if word.is_capital and word.gap != Gap.END}
    return Page(text, words, languages, small.union(common), capitals)


def is_written_so(found: Occurrence, thing: Thing, page: Page) -> bool:
    """Return whether the words of an occurrence are the name of this thing."""
    pairs = list(zip(found.known.words, found.words, strict=True))
    if not all(_is_same_acronym(own, word) for own, word in pairs):
        return False
    if thing.is_concept:
        return _is_concept(found, page)
    if not all(own.key == word.key or own.is_acronym for own, word in pairs):
        return False
    return _has_capitals(found) and _is_no_common_word(found, thing, page)


def _is_same_acronym(own: Word, word: Word) -> bool:
    """Return whether an acronym is written as it is; in the plural it may have an s."""
    if not own.is_acronym:
        return True
    return word.written.removesuffix("s") == own.written.removesuffix("s")


def _is_concept(found: Occurrence, page: Page) -> bool:
    own, words = found.known.words, found.words
    if any(word.is_acronym for word in own):
        return True
    if _is_part_of_a_compound(words, page.text):
        return False
    if len(own) > 1:
        return True
    language = found.known.naming.language
    is_read = not page.languages or language in page.languages
    # Hub is a name, and islamophobia is none: where it is English it has a capital all the same.
    is_capital = words[0].is_capital or not own[0].is_capital
    return is_read and is_capital and (own[0].key == words[0].key or own[0].key == own[0].stem)


def _is_part_of_a_compound(words: tuple[Word, ...], text: str) -> bool:
    """Return whether a hyphen ties the words to another: there is no terrorism in anti-terrorism."""
    start, end = words[0].start, words[-1].end
    before = text[max(start - 2, 0) : start]
    after = text[end : end + 2]
    ends = [before[::-1], after]
    return any(len(tie) > 1 and tie[0] in HYPHENS and tie[1].isalpha() for tie in ends)


def _has_capitals(found: Occurrence) -> bool:
    own, words = found.known.words, found.words
    capitals = sum(word.is_capital or word.written[0].isdigit() for word in words)
    if len(own) >= VERY_LONG or (len(own) >= LONG and capitals):
        return True
    return all(word.is_capital for name, word in zip(own, words, strict=True) if name.is_capital)


def _is_no_common_word(found: Occurrence, thing: Thing, page: Page) -> bool:
    """Return whether a name of one word is no common word at the beginning of a sentence."""
    word = found.words[0]
    if len(found.words) > 1 or thing.is_place or word.is_acronym or word.gap != Gap.END:
        return True
    return word.key not in page.common or word.key in page.capitals
