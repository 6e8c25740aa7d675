"""The one normal form of a Turtle file: what two files state alike they write alike.

The form sorts and shortens; it never changes a value and never loses a comment. Numbers keep their
spelling, and a blank node's label is kept, since comments may name it.
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
from pcvegraph.graph.turtle_tokens import Comment
from pcvegraph.languages import LANGUAGES
from pcvegraph.vocabulary import PREFIXES

INDENT = "    "
WIDTH = 80  # of a collection on one line, without its predicate

FIRST_PREDICATES = tuple(
    "rdf:type rdf:subject rdf:predicate rdf:object rdfs:subClassOf rdfs:subPropertyOf rdfs:domain "
    "rdfs:range skos:inScheme skos:prefLabel rdfs:label skos:altLabel pcve:acronym "
    "pcve:ourTranslation pcve:inverseLabel dcterms:title dcterms:publisher dc:publisher "
    "dcterms:description skos:definition rdfs:comment skos:broader skos:related "
    "org:classification pcve:isoCode pcve:country pcve:place pcve:start pcve:end pcve:announced "
    "pcve:role pcve:about pcve:topic pcve:value "
    "sh:targetClass sh:path sh:minCount sh:maxCount sh:nodeKind sh:datatype sh:class".split()
)
LAST_PREDICATES = tuple(
    "sh:property sh:severity sh:message pcve:remedy dcterms:source pcve:anchor pcve:asOf "
    "pcve:locator pcve:note pcve:statement pcve:claim pcve:evidence".split()
)
RELATIONS = ("pcve:Relation", "pcve:Funding", "pcve:Assessment", "pcve:Partnership")


def formatted(text: str, *, sort_statements: bool = True) -> str:
    """Return `text`, which is Turtle, in the normal form.

    Statements are sorted, the entity before its relations; or they stay in the order of writing,
    which is that of a reader in a file of several kinds of things.
    """
    whole = document(text)
    names = _Names(whole.prefixes)
    statements = _sorted_statements(whole) if sort_statements else whole.statements
    blocks = ["\n".join(_statement(statement, names)) for statement in statements]
    head = "\n".join(_comment_lines(whole.comments.above))
    tail = "\n".join(_comment_lines(whole.comments.below))
    parts = (names.declarations(), head, *blocks, tail)
    return "\n\n".join(part for part in parts if part) + "\n"


class _Names:
    """Shortens IRIs, and remembers the prefixes it used."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        # The house's own prefixes win, so that a namespace has the same prefix in every file.
        prefixes = {**declared, **PREFIXES}
        ours = frozenset(PREFIXES.values())
        self._prefixes = [
            (namespace, prefix)
            for prefix, namespace in sorted(prefixes.items())
            if prefix in PREFIXES or namespace not in ours
        ]
        self._prefixes.sort(key=lambda pair: len(pair[0]), reverse=True)
        self._used: dict[str, str] = {}

    def name(self, iri: str) -> str:
        """Return `prefix:name` where the name needs no escape, else `<iri>`."""
        for namespace, prefix in self._prefixes:
            if iri.startswith(namespace) and _PLAIN.fullmatch(iri, len(namespace)):
                self._used[prefix] = namespace
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def declarations(self) -> str:
        """Return a line for each prefix that was used."""
        lines = (f"@prefix {name}: <{iri}> ." for name, iri in sorted(self._used.items()))
        return "\n".join(lines)


_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


# Sorting


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_RANKS = {
    **{_iri(name): rank for rank, name in enumerate(FIRST_PREDICATES, -len(FIRST_PREDICATES))},
    **{_iri(name): rank for rank, name in enumerate(LAST_PREDICATES, 1)},
}
_RELATIONS = frozenset(map(_iri, RELATIONS))
_BLANK_NODE_KEYS = tuple(map(_iri, ("dcterms:source", "pcve:anchor", "pcve:value")))
_TYPE = _iri("rdf:type")


def _sorted_statements(whole: Document) -> list[Statement]:
    """Return the statements of what has a type of its own first, then by IRI; blank nodes last."""
    entities = {
        statement.subject
        for statement in whole.statements
        for each in statement.properties
        if each.predicate == _TYPE and each.object not in map(Iri, _RELATIONS)
    }

    def key(statement: Statement) -> tuple[object, ...]:
        subject = statement.subject
        kind = 2 if not isinstance(subject, Iri) else 0 if subject in entities else 1
        return kind, _iri_key(subject.value) if isinstance(subject, Iri) else ()

    return sorted(whole.statements, key=key)


def _sorted_properties(properties: Iterable[Property], names: _Names) -> list[Property]:
    def key(said: Property) -> tuple[object, ...]:
        return _RANKS.get(said.predicate, 0), names.name(said.predicate), _object_key(said.object)

    return sorted(properties, key=key)


def _object_key(term: Term) -> tuple[object, ...]:
    """Return what sorts the objects of one predicate; those with equal keys stay as written."""
    match term:
        case Iri(iri):
            return 0, *_iri_key(iri)
        case Literal(value, datatype, language):
            known = [*LANGUAGES, language.lower()].index(language.lower())
            return 1, known if language else -1, language.lower(), value, datatype
        case BlankNode(properties=properties):
            return 2, *(_least(properties, predicate) for predicate in _BLANK_NODE_KEYS)
        case Collection():
            return (3,)


def _iri_key(iri: str) -> tuple[str, int]:
    """Return a key by which the further statements --2 and --10 follow their first in order."""
    first, _, number = iri.rpartition("--")
    return (first, int(number)) if first and number.isdecimal() else (iri, 1)


def _least(properties: Iterable[Property], predicate: str) -> str:
    objects = (said.object for said in properties if said.predicate == predicate)
    return min((term.value for term in objects if isinstance(term, Iri | Literal)), default="")


# Writing


def _statement(statement: Statement, names: _Names) -> Iterator[str]:
    comments = statement.comments
    yield from _comment_lines(comments.above, statement.line)
    properties = _sorted_properties(statement.properties, names)
    below = [INDENT + comment.text for comment in comments.below]
    subject = _term(statement.subject, "", names)
    yield subject + ("" if properties or below else " .") + _beside(comments)
    for said in properties:
        last = said is properties[-1] and not below
        yield from _property(said, INDENT, " ." if last else " ;", names)
    yield from below
    if below:
        yield INDENT + "."


def _property(said: Property, indent: str, end: str, names: _Names) -> Iterator[str]:
    predicate = "a" if said.predicate == _TYPE else names.name(said.predicate)
    for comment in said.comments.above:
        yield indent + comment.text
    yield f"{indent}{predicate} {_term(said.object, indent, names)}{end}{_beside(said.comments)}"


def _term(term: Term, indent: str, names: _Names) -> str:
    """Return a term, the further lines of which begin with `indent`."""
    inner = indent + INDENT
    match term:
        case Iri(iri):
            return names.name(iri)
        case Literal():
            return _literal(term, names)
        case BlankNode(label, properties, comments):
            if label:
                return "_:" + label
            ordered = _sorted_properties(properties, names)
            lines = [line for said in ordered for line in _property(said, inner, " ;", names)]
            return _enclosed("[", lines, "]", comments, indent)
        case Collection(members, comments):
            short = "( " + " ".join(_term(member.term, inner, names) for member in members) + " )"
            if members and not _has_lines(term) and "\n" not in short and len(short) <= WIDTH:
                return short
            lines = [line for member in members for line in _member(member, inner, names)]
            return _enclosed("(", lines, ")", comments, indent)


def _has_lines(collection: Collection) -> bool:
    """Return whether comments need the collection to have a line for each member."""
    all_comments = [collection.comments, *(member.comments for member in collection.members)]
    return any(comments != Comments() for comments in all_comments)


def _member(member: Member, indent: str, names: _Names) -> Iterator[str]:
    for comment in member.comments.above:
        yield indent + comment.text
    yield indent + _term(member.term, indent, names) + _beside(member.comments)


def _enclosed(start: str, lines: list[str], end: str, comments: Comments, indent: str) -> str:
    below = [indent + INDENT + comment.text for comment in comments.below]
    if not lines and comments == Comments():
        return start + end
    return "\n".join([start + _beside(comments), *lines, *below, indent + end])


def _beside(comments: Comments) -> str:
    return f" {comments.beside.text}" if comments.beside else ""


def _comment_lines(comments: Iterable[Comment], next_line: int = 0) -> Iterator[str]:
    """Yield comments with one empty line where there were some, also before `next_line`."""
    last = 0
    for comment in comments:
        if last and comment.line > last + 1:
            yield ""
        yield comment.text
        last = comment.line
    if last and next_line > last + 1:
        yield ""


_SHORT_FORMS = {
    _iri("xsd:boolean"): re.compile(r"true|false"),
    _iri("xsd:integer"): re.compile(r"[+-]?[0-9]+"),
    _iri("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _iri("xsd:double"): re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IN_STRING = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')
# A quote is escaped where three could meet; a line end is what the long form is for.
_IN_LONG_STRING = re.compile(r'\\|"(?="|\Z)|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]')


def _literal(literal: Literal, names: _Names) -> str:
    short_form = _SHORT_FORMS.get(literal.datatype)
    if short_form and short_form.fullmatch(literal.value):
        return literal.value
    if literal.language:
        return f"{_quoted(literal.value)}@{literal.language}"
    if literal.datatype == _iri("xsd:string"):
        return _quoted(literal.value)
    return f"{_quoted(literal.value)}^^{names.name(literal.datatype)}"


def _quoted(value: str) -> str:
    if "\n" in value:
        return f'"""{_IN_LONG_STRING.sub(_escape, value)}"""'
    return f'"{_IN_STRING.sub(_escape, value)}"'


def _escape(character: re.Match[str]) -> str:
    """Return the escape of a character that is not seen or ends something for a reader."""
    return _ESCAPES.get(character[0], f"\\u{ord(character[0]):04X}")
