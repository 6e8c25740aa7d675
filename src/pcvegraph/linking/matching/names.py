"""Names, and what of a name is compared: its words, without case, accents, small words, legal forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import Literal, NamedTuple

Use = Literal["label", "alternative", "former", "acronym"]
"""How a name is used: as the first, beside it, in the past, or as letters that stand for it."""


class Name(NamedTuple):
    """A name of something; `language` is a language tag, "" where none is known."""

    text: str
    use: Use = "label"
    language: str = ""


# Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ß": "ss"}
)
SMALL = frozenset(
    """a al am an and as at au aux d da das de dei del della den der des di die do dos du e ed el en et
    for fur i il in l la las le les los of og och on per por pour s sur the to und van voor y""".split()  # noqa: SIM905
)
LEGAL = frozenset(
    """ag aisbl asbl bv ev gmbh gugmbh inc incorporated llc limited limitee ltd ltee nv oy plc sa sarl
    spa srl vzw""".split()  # noqa: SIM905
)
SPELLINGS = {"center": "centre", "centers": "centres", "program": "programme", "defense": "defence"}
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
QUALIFIER = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
BRACKET = re.compile(r"[()\[\]]")
HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
LONG_WORD = 6
REMEMBERED = 20_000


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return `text` as people type it: lower case, no accents, its words with single spaces."""
    if text.isascii():
        return " ".join(WORD.findall(POSSESSIVE.sub("s", text).lower()))
    plain = POSSESSIVE.sub("s", unicodedata.normalize("NFKC", text)).casefold().translate(LETTERS)
    letters = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", plain)))
    return " ".join(WORD.findall(letters))


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others, as they are compared.

    Small words and legal forms are left out, where something else is left, and so is what stands in
    brackets; British and American spelling are one.
    """
    all_words = fold(QUALIFIER.sub(" ", text)).split() or fold(text).split()
    telling = [word for word in all_words if word not in SMALL and word not in LEGAL]
    return tuple(map(_spelled, telling or all_words))


@lru_cache(maxsize=REMEMBERED)
def searched_words(text: str) -> frozenset[str]:
    """Return the words by which a name is searched: also those in brackets, and compounds as one."""
    open_text = BRACKET.sub(" ", text)
    return frozenset((*words_of(text), *words_of(open_text), *words_of(HYPHEN.sub("", open_text))))


def key_of(text: str) -> str:
    """Return what two names have in common that are the same but for spelling and spaces."""
    return "".join(words_of(text))


def qualifiers(text: str) -> tuple[str, ...]:
    """Return what stands in brackets in a name, folded: a place, a short form, a country."""
    return tuple(filter(None, map(fold, QUALIFIER.findall(text))))


def _spelled(word: str) -> str:
    if len(word) >= LONG_WORD:
        word = word.replace("iz", "is")
    return SPELLINGS.get(word, word)
