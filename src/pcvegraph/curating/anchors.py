"""Whether words stand in a text, as people read it: spaces, quotes and dashes are compared by sense."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

QUOTES = "'’‘‚‛`´ʼ′"
DOUBLE_QUOTES = '"“”„‟«»″'
DASHES = "-‐‑‒–—−"
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens and joiners: they are no part of a word."""

_SAME = str.maketrans(
    dict.fromkeys(QUOTES, "'") | dict.fromkeys(DOUBLE_QUOTES, '"') | dict.fromkeys(DASHES, "-")
)


def find_anchor(text: str, anchor: str) -> int | None:
    """Return where the words begin in the text; None where they do not stand there."""
    words = "".join(sign for sign, _ in _read(anchor)).strip()
    read = _read(text)
    seen = "".join(sign for sign, _ in read)
    found = seen.find(words) if words else -1
    while found >= 0:
        if _is_whole(seen, found, found + len(words)):
            return read[found][1]
        found = seen.find(words, found + 1)
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether words begin and end here, as far as the script parts them by spaces."""
    edges = (text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1])
    return not any(len(edge) > 1 and all(map(_is_inner, edge)) for edge in edges)


def _is_inner(sign: str) -> bool:
    return sign.islower() or sign.isupper() or sign.isdigit()


@lru_cache(maxsize=4)
def _read(text: str) -> list[tuple[str, int]]:
    """Return the signs of the text as they are compared, each with the place where it stood.

    Many anchors are looked for in one text, so that the last texts are remembered.
    """
    read: list[tuple[str, int]] = []
    for start, end in _letters(text):
        for sign in _seen(text[start:end]):
            before = read[-1][0] if read else " "
            # No-break spaces inside « » are a matter of typography, as are runs of spaces.
            if sign == '"' and before == " " and read:
                read.pop()
            if sign != " " or before not in ' "':
                read.append((sign, start))
    return read


def _letters(text: str) -> list[tuple[int, int]]:
    """Return where each letter begins, and where it ends with its accents."""
    starts = [at for at, sign in enumerate(text) if at == 0 or not unicodedata.combining(sign)]
    return list(zip(starts, [*starts[1:], len(text)], strict=False))


@lru_cache(maxsize=4096)
def _seen(letter: str) -> str:
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", letter)).translate(_SAME)
    return re.sub(r"\s+", " ", plain)
