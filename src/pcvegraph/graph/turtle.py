"""The syntax tree of a Turtle text: its statements as written, with lines and comments.

An RDF parser gives triples and forgets where they stood and what was said beside them. Locating a
triple and formatting a file need both. The texts that come here have parsed already, so whatever is
not Turtle 1.1 meets a ValueError that names its line, and no diagnosis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pyoxigraph import NamedNode, RdfFormat, parse

from pcvegraph.graph.turtle_tokens import Comment, Token, fault, tokens, unescaped, unquoted
from pcvegraph.vocabulary import PREFIXES, RDF

DEEPEST = 100  # nested brackets: far above any real file, below what Python's own stack bears

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DIRECTIVES = frozenset({"@prefix", "@base", "prefix", "base"})
_NUMBERS = frozenset({"integer", "decimal", "double"})
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of one thing: lines above it, at the end of its (first) line, before its end."""

    above: tuple[Comment, ...] = ()
    beside: Comment | None = None
    below: tuple[Comment, ...] = ()


_SILENT = Comments()  # most things have no comment and share this


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI, absolute and without escapes."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal, without escapes; `language` as it is written, "" for none."""

    value: str
    datatype: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class BlankNode:
    """A blank node: `_:label` or, where the label is "", `[ properties ]`."""

    label: str = ""
    properties: tuple[Property, ...] = ()
    comments: Comments = _SILENT


@dataclass(frozen=True, slots=True)
class Collection:
    """`( members )`."""

    members: tuple[Member, ...] = ()
    comments: Comments = _SILENT


Term = Iri | Literal | BlankNode | Collection


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a collection."""

    term: Term
    line: int
    comments: Comments = _SILENT


@dataclass(frozen=True, slots=True)
class Property:
    """One predicate with one object, and the line where the object begins."""

    predicate: str
    object: Term
    line: int
    comments: Comments = _SILENT


@dataclass(frozen=True, slots=True)
class Statement:
    """A subject with its properties, up to the full stop, and the line where the subject begins."""

    subject: Term
    properties: tuple[Property, ...]
    line: int
    comments: Comments = _SILENT


@dataclass(frozen=True, slots=True)
class Document:
    """A Turtle text: the prefixes it declares, by name, and its statements.

    Comments are `above` the whole where they stand among the first prefixes or where a blank line
    parts them from the first statement; `below` after the last statement.
    """

    prefixes: Mapping[str, str]
    statements: tuple[Statement, ...]
    comments: Comments = _SILENT


def document(text: str) -> Document:
    """Return the syntax tree of `text`; a ValueError names the line that cannot be read."""
    return _Reader(text).document()


@dataclass(slots=True)
class _Notes:
    """The comments met so far of what is being read."""

    above: list[Comment] = field(default_factory=list)
    beside: list[Comment] = field(default_factory=list)

    def comments(self, below: tuple[Comment, ...] = ()) -> Comments:
        """Return them; a line ends with one comment, so that further ones go above it."""
        if not (self.above or self.beside or below):
            return _SILENT
        beside = self.beside[0] if self.beside else None
        return Comments((*self.above, *self.beside[1:]), beside, below)


class _Reader:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.position = 0
        self.depth = 0
        self.base = ""
        self.prefixes: dict[str, str] = {}
        self.notes = _Notes()

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.position]

    def take(self, kind: str = "") -> Token:
        """Return the next token, which must be of this kind, and step over it."""
        token = self.next
        if token.kind == "end" or kind not in ("", token.kind):
            raise fault(self.text, token.start)
        self.position += 1
        return token

    def take_noted(self) -> Token:
        """Return the next token; its comments are those of what is being read."""
        token = self.take()
        self.notes.above += token.above
        self.notes.beside += token.beside
        return token

    def document(self) -> Document:
        """Return the whole text."""
        head: tuple[Comment, ...] = ()
        carried: tuple[Comment, ...] = ()
        statements: list[Statement] = []
        while self.next.kind != "end":
            if self.next.text.lower() in _DIRECTIVES:
                carried += self.directive()
                continue
            if not statements:
                apart, self.next.above = _parted(self.next)
                head, carried = carried + apart, ()
            statements.append(self.statement(carried))
            carried = ()
        rest = carried + self.next.above
        comments = Comments(head, below=rest) if statements else Comments(rest)
        return Document(self.prefixes, tuple(statements), comments)

    def directive(self) -> tuple[Comment, ...]:
        """Read a prefix or base; return the comments in it."""
        start = self.position
        word = self.take().text.lower()
        if word.endswith("prefix"):
            name = self.take("name").text.removesuffix(":")
            self.prefixes[name] = self.iri(self.take("iri"))
        else:
            self.base = self.iri(self.take("iri"))
        if word.startswith("@"):
            self.take(".")
        read = self.tokens[start : self.position]
        return tuple(comment for token in read for comment in token.above + token.beside)

    def statement(self, carried: tuple[Comment, ...]) -> Statement:
        """Return a statement; `carried` are the comments of the prefixes just before it."""
        self.notes = _Notes(list(carried))
        line = self.next.line
        subject = self.term()
        notes, self.notes = self.notes, _Notes()
        properties = self.properties(".")
        below = (*self.notes.above, *self.next.above)
        stop = self.take(".")
        if not properties:
            notes.beside += stop.beside
        return Statement(subject, properties, line, notes.comments(below))

    def properties(self, end: str) -> tuple[Property, ...]:
        """Return all properties before the sign `end`."""
        found: list[Property] = []
        while self.next.kind != end:
            verb = self.take_noted()
            predicate = RDF.type.value if verb.text == "a" else self.iri(verb)
            found.append(self.property(predicate))
            while self.tokens[self.position - 1].kind == ",":
                found.append(self.property(predicate))
        return tuple(found)

    def property(self, predicate: str) -> Property:
        """Return one property, read up to its object's end and the signs there.

        What ends the line after such a sign is said of this object; lines above one, of the next.
        """
        line = self.next.line
        value = self.term()
        following = _Notes()
        while self.next.kind in (",", ";"):
            sign = self.take()
            self.notes.beside += sign.beside
            following.above += sign.above
        if self.next.kind == ".":
            self.notes.beside += self.next.beside
        comments, self.notes = self.notes.comments(), following
        return Property(predicate, value, line, comments)

    def members(self, end: str) -> tuple[Member, ...]:
        """Return all members of a collection before the sign `end`."""
        found: list[Member] = []
        while self.next.kind != end:
            line = self.next.line
            term = self.term()
            found.append(Member(term, line, self.notes.comments()))
            self.notes = _Notes()
        return tuple(found)

    def term(self) -> Term:
        """Return a subject, object or member."""
        if self.next.kind == "[":
            return BlankNode("", *self.enclosed("]", self.properties))
        if self.next.kind == "(":
            return Collection(*self.enclosed(")", self.members))
        token = self.take_noted()
        if token.kind == "label":
            return BlankNode(token.text.removeprefix("_:"))
        if token.kind == "string":
            return self.literal(unescaped(unquoted(token.text)))
        if token.kind in _NUMBERS or token.text in ("true", "false"):
            datatype = token.kind if token.kind in _NUMBERS else "boolean"
            return Literal(token.text, PREFIXES["xsd"] + datatype)
        return Iri(self.iri(token))

    def enclosed(self, end: str, read: Callable[[str], _Found]) -> tuple[_Found, Comments]:
        """Return what `read` finds between brackets, and the comments of the brackets."""
        outer, self.notes = self.notes, _Notes()
        first = self.take()
        self.depth += 1
        if self.depth > DEEPEST:
            raise fault(self.text, first.start)
        found = read(end)
        self.depth -= 1
        below = (*self.notes.above, *self.next.above)
        last = self.take(end)
        outer.above += first.above
        outer.beside += last.beside
        self.notes = outer
        return found, _Notes(beside=[*first.beside]).comments(below)

    def literal(self, value: str) -> Literal:
        """Return the literal that a string begins, with the language or datatype that follows."""
        if self.next.kind == "at":
            language = self.take_noted().text.removeprefix("@")
            return Literal(value, PREFIXES["rdf"] + "langString", language)
        if self.next.kind == "^^":
            self.take_noted()
            return Literal(value, self.iri(self.take_noted()))
        return Literal(value, PREFIXES["xsd"] + "string")

    def iri(self, token: Token) -> str:
        """Return the absolute IRI that an IRI or a prefixed name stands for."""
        if token.kind == "iri":
            value = unescaped(token.text[1:-1])
            return value if _ABSOLUTE.match(value) else _resolved(value, self.base)
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or prefix not in self.prefixes:
            raise fault(self.text, token.start)
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _parted(first: Token) -> tuple[tuple[Comment, ...], tuple[Comment, ...]]:
    """Return the comments above a token: those up to the last blank line, and the others."""
    following = [comment.line for comment in first.above[1:]] + [first.line]
    cut = 0
    for number, (comment, line) in enumerate(zip(first.above, following, strict=False), start=1):
        if line > comment.line + 1:
            cut = number
    return first.above[:cut], first.above[cut:]


def _resolved(reference: str, base: str) -> str:
    """Return the IRI that the engine makes of a relative one, so that both read the same."""
    text = f"<a:> <a:> <{reference}> ."
    value = next(iter(parse(text, format=RdfFormat.TURTLE, base_iri=base))).object
    return value.value if isinstance(value, NamedNode) else reference
