"""Names of attributes that a format takes: what it forbids or keeps for itself is changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

ANYTHING = re.compile(r"(?!)")


def names(
    wanted: Iterable[str], reserved: Collection[str] = (), forbidden: re.Pattern[str] = ANYTHING
) -> dict[str, str]:
    """Return the name under which each of the `wanted` is written.

    Each forbidden character becomes "_"; a name that is reserved or taken gets "_" behind it.
    """
    given: dict[str, str] = {}
    kept = [*wanted]
    taken = {*reserved}
    for name in sorted(kept, key=lambda name: bool(forbidden.search(name)) or name in reserved):
        candidate = forbidden.sub("_", name) or "_"
        while candidate in taken:
            candidate += "_"
        taken.add(candidate)
        given[name] = candidate
    return {name: given[name] for name in kept}


def changed(given: dict[str, str]) -> int:
    """Return how many names are written otherwise."""
    return sum(name != written for name, written in given.items())
