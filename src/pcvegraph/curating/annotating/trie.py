"""A tree of names by their words, walked along a text: all names that begin at a word, at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pcvegraph.curating.annotating.short_names import Naming
from pcvegraph.curating.annotating.words import Gap, Word, words_in


class Known(NamedTuple):
    """A naming with its words."""

    naming: Naming
    words: tuple[Word, ...]


class Occurrence(NamedTuple):
    """A naming that stands in a text; `words` of the text, without an acronym in brackets among them."""

    known: Known
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end


class NameTree:
    """Namings by the stems of their words."""

    def __init__(self, namings: Iterable[Naming]) -> None:
        self._root: dict[str | None, Any] = {}
        self.common: set[str] = set()
        """The words that names have without a capital."""
        for naming in namings:
            words = tuple(words_in(naming.text))
            node = self._root
            for word in words:
                node = node.setdefault(word.stem, {})
                if word.written[0].islower():
                    self.common.add(word.key)
            if words:
                node.setdefault(None, []).append(Known(naming, words))

    def occurrences(self, words: Sequence[Word]) -> Iterator[Occurrence]:
        """Yield what stands in a text, as far as the stems and what parts the words can tell."""
        for first in range(len(words)):
            yield from self._from(words, first)

    def _from(self, words: Sequence[Word], first: int) -> Iterator[Occurrence]:
        node, passed, at = self._root, list[Word](), first
        while at < len(words):
            word = words[at]
            if passed and word.gap == Gap.END:
                return
            if word.stem in node:
                node = node[word.stem]
                passed.append(_after_brackets(word) if _is_bracketed(words, at - 1) else word)
                for known in node.get(None, ()):
                    if _is_parted_alike(known.words, passed):
                        yield Occurrence(known, tuple(passed))
            elif not (passed and _is_bracketed(words, at)):
                return
            at += 1


def _is_bracketed(words: Sequence[Word], at: int) -> bool:
    """Return whether a word is an acronym in brackets: that of the words before it."""
    if not 0 < at < len(words) - 1:
        return False
    return words[at].is_acronym and words[at].gap == words[at + 1].gap == Gap.PAUSE


def _after_brackets(word: Word) -> Word:
    return word._replace(gap=Gap.NONE)


def _is_parted_alike(known: Sequence[Word], found: Sequence[Word]) -> bool:
    """Return whether a comma or bracket stands in the text only where the name has one."""
    pairs = zip(known[1:], found[1:], strict=True)
    return all(own.gap != Gap.NONE or word.gap == Gap.NONE for own, word in pairs)
