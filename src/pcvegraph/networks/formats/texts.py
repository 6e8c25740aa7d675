"""Values as text, by type: numbers, dates, lists and spells as most formats write them."""

from __future__ import annotations

from collections.abc import Callable

from pcvegraph.networks.network import Spell, Type, Value

BAR = " | "
OPEN = ".."


def integers(values: list[Value]) -> list[str]:
    """Return integers in decimal."""
    return _once_each(values, lambda value: str(int(value)))


def doubles(values: list[Value]) -> list[str]:
    """Return numbers with the fewest digits that give the same number back."""
    return _once_each(values, lambda value: repr(float(value)))


def _once_each(values: list[Value], text: Callable[[Value], str]) -> list[str]:
    # Most columns of numbers repeat a few; to write a number costs ten times as much as to find it.
    texts = {value: text(value) for value in set(values)}
    return list(map(texts.__getitem__, values))


def booleans(values: list[Value]) -> list[str]:
    """Return "true" and "false"."""
    return ["true" if value else "false" for value in values]


def strings(values: list[Value]) -> list[str]:
    """Return texts as they are."""
    return values


def joined(values: list[Value]) -> list[str]:
    """Return lists of text joined by " | "; see `without_bars`."""
    return list(map(BAR.join, values))


def intervals(values: list[Value]) -> list[str]:
    """Return lists of spells, none of them empty, as intervals (ISO 8601-2), joined by " | "."""
    if sum(map(len, values)) == len(values):
        return [interval(spell) for (spell,) in values]
    return [BAR.join(map(interval, spells)) for spells in values]


def interval(spell: Spell) -> str:
    """Return a spell as an interval of ISO 8601-2: "2015-01-01/..", an open end by two dots."""
    start, end = spell
    return f"{start or OPEN}/{end or OPEN}"


PLAIN = {
    "string": strings,
    "integer": integers,
    "double": doubles,
    "boolean": booleans,
    "date": strings,
    "strings": joined,
    "spells": intervals,
}


def absent(kind: Type) -> Value:
    """Return what stands for no value in a column of this type."""
    return () if kind in ("strings", "spells") else None
