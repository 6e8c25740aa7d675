"""Values as JSON, by type, many at a time."""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring

from pcvegraph.networks.formats import texts
from pcvegraph.networks.formats.rows import Texts
from pcvegraph.networks.network import Spell, Value

_ESCAPED = bytes(range(32)) + b'"\\'


def strings(values: list[Value]) -> list[str]:
    """Return texts as JSON strings."""
    if not values:
        return []
    text = "\0".join(values)
    if _needs_escapes(text, len(values) - 1):
        return list(map(encode_basestring, values))
    return ('"' + text.replace("\0", '"\0"') + '"').split("\0")


def lists(values: list[Value]) -> list[str]:
    """Return lists of text, none of them empty, as JSON arrays."""
    if not values:
        return []
    text = "\0".join(map("\1".join, values))
    if _needs_escapes(text, sum(map(len, values)) - 1):
        return [f"[{', '.join(map(encode_basestring, value))}]" for value in values]
    arrays = text.replace("\1", '", "').replace("\0", '"]\0["')
    return f'["{arrays}"]'.split("\0")


def _needs_escapes(text: str, separators: int) -> bool:
    """Return whether texts, joined by so many control characters, have any that JSON escapes."""
    data = text.encode()
    return len(data) - len(data.translate(None, _ESCAPED)) != separators


def spells(values: list[Value]) -> list[str]:
    """Return lists of spells as JSON arrays of pairs, null for an open end."""
    return [f"[{', '.join(map(_spell, value))}]" for value in values]


@lru_cache(maxsize=65536)
def _spell(spell: Spell) -> str:
    start, end = (f'"{day}"' if day else "null" for day in spell)
    return f"[{start}, {end}]"


def intervals(values: list[Value]) -> list[str]:
    """Return lists of spells as JSON arrays of intervals, as `texts.interval` does."""
    return lists([tuple(map(texts.interval, value)) for value in values])


TEXTS: dict[str, Texts] = {
    "string": strings,
    "integer": texts.integers,
    "double": texts.doubles,
    "boolean": texts.booleans,
    "date": strings,
    "strings": lists,
    "spells": spells,
}
