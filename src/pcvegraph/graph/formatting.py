"""The one normal form of a Turtle file: what two files state alike they write alike.

The form sorts and shortens; it never changes a value and never loses a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pcvegraph.graph.turtle import (
    BlankNode,
    Collection,
    Comments,
    Document,
    Iri,
    Literal,
    Member,
    Property,
    Statement,
    Term,
    document,
)
from pcvegraph.graph.turtle_order import TYPE, sorted_properties, sorted_statements
from pcvegraph.graph.turtle_tokens import Comment
from pcvegraph.vocabulary import PREFIXES

INDENT = "    "
WIDTH = 80  # of a collection on one line, without its predicate

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def formatted(text: str, *, sort_statements: bool = True) -> str:
    """Return `text`, which is Turtle, in the normal form.

    Statements are sorted, the entity before its relations; or else they stay in the order in which
    they are written, as suits a file that tells of several kinds of things.
    """
    return written(document(text), sort_statements=sort_statements)


def written(whole: Document, *, sort_statements: bool = True) -> str:
    """Return the text of a syntax tree in the normal form; see `formatted`."""
    names = _Names(whole.prefixes)
    statements = whole.statements
    if sort_statements:
        statements = tuple(sorted_statements(statements))
    blocks = ["\n".join(_statement(statement, names)) for statement in statements]
    head = "\n".join(_comment_lines(whole.comments.above))
    tail = "\n".join(_comment_lines(whole.comments.below))
    parts = [part for part in (names.declarations(), head, *blocks, tail) if part]
    return "\n\n".join(parts) + "\n" if parts else ""


class _Names:
    """Shortens IRIs, and remembers the prefixes it used."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        # The house's prefixes win, so that a namespace has the same prefix in every file.
        ours = frozenset(PREFIXES.values())
        theirs = {name: iri for name, iri in sorted(declared.items()) if iri and iri not in ours}
        longest_first = sorted({**theirs, **PREFIXES}.items(), key=lambda item: -len(item[1]))
        self._prefixes = longest_first
        self._used: dict[str, str] = {}

    def name(self, iri: str) -> str:
        """Return `prefix:name` where the name needs no escape, else `<iri>`."""
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and _PLAIN.fullmatch(iri, len(namespace)):
                self._used[prefix] = namespace
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return f"<{iri}>"

    def declarations(self) -> str:
        """Return a line for each prefix that was used."""
        lines = (f"@prefix {name}: <{iri}> ." for name, iri in sorted(self._used.items()))
        return "\n".join(lines)


def _statement(statement: Statement, names: _Names) -> Iterator[str]:
    """Yield the lines of a statement."""
    comments = statement.comments
    yield from _comment_lines(comments.above, statement.line)
    properties = sorted_properties(statement.properties)
    below = [INDENT + comment.text for comment in comments.below]
    end = "" if properties or below else " ."
    yield _term(statement.subject, "", names) + end + _beside(comments)
    for each in properties:
        last = each is properties[-1] and not below
        yield from _property(each, INDENT, " ." if last else " ;", names)
    if below:
        yield from below
        yield INDENT + "."


def _property(said: Property, indent: str, end: str, names: _Names) -> Iterator[str]:
    """Yield the lines of a property, the last of which ends with `end` and a comment."""
    predicate = "a" if said.predicate == TYPE else names.name(said.predicate)
    value = _term(said.object, indent, names)
    yield from (indent + comment.text for comment in said.comments.above)
    yield f"{indent}{predicate} {value}{end}{_beside(said.comments)}"


def _term(term: Term, indent: str, names: _Names) -> str:
    """Return a term; further lines of brackets begin with `indent`."""
    match term:
        case Iri(iri):
            return names.name(iri)
        case Literal():
            return _literal(term, names)
        case BlankNode(label="", properties=properties, comments=comments):
            inner = indent + INDENT
            ordered = sorted_properties(properties)
            lines = [line for each in ordered for line in _property(each, inner, " ;", names)]
            return _enclosed("[", lines, "]", comments, indent)
        case BlankNode(label):
            return "_:" + label
        case Collection():
            return _collection(term, indent, names)


def _collection(collection: Collection, indent: str, names: _Names) -> str:
    """Return a collection: on one line where it is short and has no comments."""
    inner = indent + INDENT
    members = collection.members
    short = f"( {' '.join(_term(member.term, inner, names) for member in members)} )"
    comments = {collection.comments, *(member.comments for member in members)}
    if members and comments == {Comments()} and "\n" not in short and len(short) <= WIDTH:
        return short
    lines = [line for member in members for line in _member(member, inner, names)]
    return _enclosed("(", lines, ")", collection.comments, indent)


def _member(member: Member, indent: str, names: _Names) -> Iterator[str]:
    yield from (indent + comment.text for comment in member.comments.above)
    yield indent + _term(member.term, indent, names) + _beside(member.comments)


def _enclosed(start: str, lines: list[str], end: str, comments: Comments, indent: str) -> str:
    if not lines and comments == Comments():
        return start + end
    below = [indent + INDENT + comment.text for comment in comments.below]
    return "\n".join([start + _beside(comments), *lines, *below, indent + end])


def _beside(comments: Comments) -> str:
    return f" {comments.beside.text}" if comments.beside else ""


def _comment_lines(comments: Iterable[Comment], next_line: int = 0) -> Iterator[str]:
    """Yield comments, with an empty line where there were some, also before `next_line`."""
    last = 0
    for comment in comments:
        if last and comment.line > last + 1:
            yield ""
        yield comment.text
        last = comment.line
    if last and next_line > last + 1:
        yield ""


XSD = PREFIXES["xsd"]
_BARE = {
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INVISIBLE = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
_IN_STRING = re.compile(rf'[\\"\n{_INVISIBLE}]')
# In the long form a quote needs an escape only where it could meet two others.
_IN_LONG_STRING = re.compile(rf'\\|"(?="|\Z)|[{_INVISIBLE}]')


def _literal(literal: Literal, names: _Names) -> str:
    bare = _BARE.get(literal.datatype)
    if bare and bare.fullmatch(literal.value):
        return literal.value
    if literal.language:
        return f"{_quoted(literal.value)}@{literal.language}"
    if literal.datatype == XSD + "string":
        return _quoted(literal.value)
    return f"{_quoted(literal.value)}^^{names.name(literal.datatype)}"


def _quoted(value: str) -> str:
    if "\n" in value:
        return f'"""{_IN_LONG_STRING.sub(_escape, value)}"""'
    return f'"{_IN_STRING.sub(_escape, value)}"'


def _escape(character: re.Match[str]) -> str:
    return _ESCAPES.get(character[0], f"\\u{ord(character[0]):04X}")
