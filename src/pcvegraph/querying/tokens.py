"""SPARQL as a row of tokens: enough to know what a query asks for before an engine sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>'(?:[^'\\\r\n]|\\.)*+'?|"(?:[^"\\\r\n]|\\.)*+"?)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%]|\\.)(?:(?:[\w:.%-]|\\.)*(?:[\w:%-]|\\.))?
            |(?:[^\W\d_][\w.-]*)?:)
    | (?P<word>[^\W\d][\w.-]*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
LONG = {
    "'''": re.compile(r"(?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*+''')", re.DOTALL),
    '"""': re.compile(r'(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*+""")', re.DOTALL),
}
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


class Token(NamedTuple):
    """A token: its kind (iri, string, variable, language, name, word, other), text and place."""

    kind: str
    text: str
    start: int
    end: int


END = Token("other", "", 0, 0)


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of `query` without white space and comments; never fails."""
    at = 0
    closed = set(LONG)
    while match := _long_string(query, at, closed) or TOKEN.match(query, at):
        if match.lastgroup and match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start(), match.end())
        at = match.end()


def _long_string(query: str, at: int, closed: set[str]) -> re.Match[str] | None:
    """Return the long string that begins at `at`; its quotes leave `closed` where it has no end.

    Where one has no end, no later one with the same quotes has: each text is scanned but once.
    """
    quotes = query[at : at + 3]
    if quotes not in closed:
        return None
    match = LONG[quotes].match(query, at)
    if match is None:
        closed.remove(quotes)
    return match


def keywords(query: str) -> Iterator[str]:
    """Yield the bare words of `query` in upper case."""
    for token in tokens(query):
        if token.kind == "word":
            # What the scan for a prefix ran over, so that no text is scanned twice.
            yield from re.split(r"[.-]+", token.text.upper())


def without_escapes(query: str) -> str:
    r"""Return `query` with each \uXXXX undone, as SPARQL reads it: a keyword may be written so."""
    if "\\" not in query:
        return query
    return ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), query)


def asks_elsewhere(query: str) -> bool:
    """Return whether `query` has a SERVICE clause, which would make the engine fetch an address."""
    texts = {query, without_escapes(query)}
    # Most queries do not have the word at all, and need not be read for it.
    return any("SERVICE" in text.upper() and "SERVICE" in keywords(text) for text in texts)


def find_dataset(query: str, base: str = "") -> tuple[list[str], list[str]]:
    """Return the IRIs of the graphs that `query` names with FROM, and with FROM NAMED."""
    graphs: tuple[list[str], list[str]] = ([], [])
    prefixes: dict[str, str] = {}
    query = without_escapes(query)
    if "FROM" not in query.upper():
        return graphs
    stream = tokens(query)
    for token in stream:
        word = token.text.upper() if token.kind == "word" else ""
        if word == "BASE":
            base = _iri(next(stream, END), prefixes, base)
        elif word == "PREFIX":
            prefix = next(stream, END).text
            prefixes[prefix] = _iri(next(stream, END), prefixes, base)
        elif word == "FROM":
            following = next(stream, END)
            named = following.text.upper() == "NAMED"
            graphs[named].append(_iri(next(stream, END) if named else following, prefixes, base))
    return graphs


def _iri(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    if token.kind == "iri":
        iri = token.text[1:-1]
        # urljoin leaves out an empty fragment, with which many namespaces end.
        return urljoin(base, iri) + "#" * iri.endswith("#")
    prefix, colon, name = token.text.partition(":")
    return prefixes.get(prefix + colon, "") + name.replace("\\", "")


def find_undeclared(query: str) -> Token | None:
    """Return the first prefixed name of `query` whose prefix is not declared before it."""
    declared: set[str] = set()
    stream = tokens(query)
    before = END
    for token in stream:
        if token.kind == "word" and token.text.upper() == "PREFIX":
            declared.add(next(stream, END).text)
        elif token.kind == "name" and not _is_declared(token, before, declared):
            return token
        before = token
    return None


def _is_declared(name: Token, before: Token, declared: set[str]) -> bool:
    # That of a blank node, _:b, is read as two tokens.
    is_blank = (before.text, before.end) == ("_", name.start)
    return is_blank or name.text.partition(":")[0] + ":" in declared


def find_form(query: str) -> str | None:
    """Return the first word that says what `query` is: a query form or an update; None without."""
    for word in keywords(without_escapes(query)):
        if word in FORMS or word in UPDATES:
            return word
        if word not in ("BASE", "PREFIX", "VERSION"):
            return None
    return None
