"""What both XML formats need: texts escaped many at a time, and no character that XML forbids."""

from __future__ import annotations

import re

from pcvegraph.networks.formats.preparing import rewritten
from pcvegraph.networks.network import Network, Table

# XML 1.0, fifth edition, production 2: Char.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORBIDDEN_BYTES = bytes(n for n in range(32) if chr(n) not in "\t\n\r")

_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
# A reader turns white space in an attribute into spaces unless it is written as a reference.
_ATTRIBUTE = (*_TEXT, ("\n", "&#10;"), ("\t", "&#9;"))
_QUOTED = (*_ATTRIBUTE, ('"', "&quot;"))
_SINGLY_QUOTED = (*_ATTRIBUTE, ("'", "&#39;"))


def attributes(values: list[str]) -> list[str]:
    """Return texts as they stand between double quotes; they have no forbidden character."""
    return _escaped(values, _QUOTED)


def singly_quoted(values: list[str]) -> list[str]:
    """Return texts as they stand between single quotes; they have no forbidden character."""
    return _escaped(values, _SINGLY_QUOTED)


def contents(values: list[str]) -> list[str]:
    """Return texts as they stand in an element; they have no forbidden character."""
    return _escaped(values, _TEXT)


def attribute(value: str) -> str:
    """Return any text as it stands between double quotes, less the forbidden characters."""
    return attributes([FORBIDDEN.sub("", value)])[0]


def content(value: str) -> str:
    """Return any text as it stands in an element, less the forbidden characters."""
    return contents([FORBIDDEN.sub("", value)])[0]


def _escaped(values: list[str], signs: tuple[tuple[str, str], ...]) -> list[str]:
    if not values:
        return []
    # NUL is forbidden, so that it can part the values while all are replaced at once.
    text = escaped = "\0".join(values)
    for sign, reference in signs:
        escaped = escaped.replace(sign, reference)
    return values if escaped == text else escaped.split("\0")


def without_forbidden(network: Network) -> tuple[Network, int]:
    """Return `network` less the characters that XML forbids, and how many values had some."""
    nodes, in_nodes = _without_forbidden(network.nodes)
    edges, in_edges = _without_forbidden(network.edges)
    clean = Network(network.name, network.directed, nodes, edges, network.manifest)
    return clean, in_nodes + in_edges


def _without_forbidden(table: Table) -> tuple[Table, int]:
    return rewritten(table, ("string", "strings"), _has_forbidden, _without)


def _has_forbidden(text: str) -> bool:
    if not text.isascii():
        return FORBIDDEN.search(text) is not None
    # The same, some ten times as fast.
    data = text.encode()
    return len(data.translate(None, _FORBIDDEN_BYTES)) != len(data)


def _without(text: str) -> str:
    return FORBIDDEN.sub("", text)
