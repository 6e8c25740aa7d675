"""Add a clause to the text of a query, at the place that SPARQL has for it."""

from __future__ import annotations

from collections.abc import Iterator

from pcvegraph.errors import QueryError
from pcvegraph.identifiers import checked_iri
from pcvegraph.querying.tokens import FORMS, Token, tokens

OPENING = ("{", "(", "[")
CLOSING = ("}", ")", "]")
WINDOW = ("LIMIT", "OFFSET")


def of_graph(text: str, graph: str) -> str:
    """Return the query `text`, asked of the graph with the IRI `graph` instead of the whole.

    Raises:
        QueryError: it names graphs of its own with FROM, or has no pattern.
        InvalidIdentifierError: `graph` is not an IRI.
    """
    outer = list(_outer(text))
    if any(_word(token) == "FROM" for token in outer):
        raise QueryError(
            "This question says itself of which graphs it is asked.",
            "Ask it as it is, or write your own at /sparql.",
        )
    at = _pattern(outer)
    if at is None:
        raise QueryError("This question has no pattern.", "Ask it as it is.")
    return f"{text[:at]}FROM <{checked_iri(graph)}>\n{text[at:]}"


def has_window(text: str) -> bool:
    """Return whether the query `text` says itself how many rows it wants, or from which on."""
    return any(_word(token) in WINDOW for token in _outer(text))


def with_window(text: str, limit: int, offset: int = 0) -> str:
    """Return the query `text`, which has no window of its own, for `limit` rows after `offset`."""
    window = f"LIMIT {limit:d} OFFSET {offset:d}\n"
    # A last VALUES stands behind the window.
    for token in _outer(text):
        if _word(token) == "VALUES":
            return text[: token.start] + window + text[token.start :]
    return f"{text.rstrip()}\n{window}"


def _outer(text: str) -> Iterator[Token]:
    """Yield the tokens outside of all brackets, and each brace that opens there."""
    depth = 0
    for token in tokens(text):
        if token.text in CLOSING and token.kind == "other":
            depth -= 1
        elif not depth and (token.kind != "other" or token.text == "{"):
            yield token
        if token.text in OPENING and token.kind == "other":
            depth += 1


def _pattern(outer: list[Token]) -> int | None:
    """Return where the pattern of a query begins, with its WHERE if it has one."""
    form = next((_word(token) for token in outer if _word(token) in FORMS), "")
    braces = [token.start for token in outer if token.text == "{"]
    where = [token.start for token in outer if _word(token) == "WHERE"]
    # The first braces of CONSTRUCT are its template, unless the pattern is.
    patterns = where or (braces[1:] if form == "CONSTRUCT" else braces)
    return patterns[0] if patterns else None


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else ""
