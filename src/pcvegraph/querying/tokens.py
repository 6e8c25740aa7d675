"""SPARQL as a row of tokens: enough to know what a query asks for before an engine sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
              |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%]|\\.)(?:(?:[\w:.%-]|\\.)*(?:[\w:%-]|\\.))?
            |(?:[^\W\d_][\w.-]*)?:)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


class Token(NamedTuple):
    """A token: its kind (iri, string, variable, language, name, word, other), text and place."""

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of `query` without white space and comments; never fails."""
    for match in TOKEN.finditer(query):
        if match.lastgroup and match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start(), match.end())


def keywords(query: str) -> Iterator[str]:
    """Yield the bare words of `query` in upper case."""
    for token in tokens(query):
        if token.kind == "word":
            yield token.text.upper()


def asks_elsewhere(query: str) -> bool:
    r"""Return whether `query` has a SERVICE clause, which would make the engine fetch an address.

    SPARQL lets any character be written as \uXXXX, so that the text is also read with those undone.
    """
    undone = ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), query)
    return any("SERVICE" in keywords(text) for text in (query, undone))


def find_form(query: str) -> str | None:
    """Return the first word that says what `query` is: a query form or an update; None without."""
    for word in keywords(query):
        if word in FORMS or word in UPDATES:
            return word
        if word not in ("BASE", "PREFIX", "VERSION"):
            return None
    return None
