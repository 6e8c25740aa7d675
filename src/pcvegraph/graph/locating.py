"""Tell the line of a Turtle file that states something, so that a finding can name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TypeAlias

import pyoxigraph

from pcvegraph.graph.turtle import BlankNode, Iri, Literal, Property, Term, document
from pcvegraph.identifiers import claim_iri, evidence_iri
from pcvegraph.vocabulary import DCTERMS, PCVE

OxigraphTerm: TypeAlias = (
    pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
)

_Key = str | tuple[str, str, str]  # an IRI; or a literal's lexical form, datatype and language
_Said = tuple[str, str | None, _Key | None]

EVIDENCE, CLAIM = PCVE.evidence.value, PCVE.claim.value
SOURCE, ANCHOR, VALUE = DCTERMS.source.value, PCVE.anchor.value, PCVE.value.value


class LineMap:
    """The lines of one text, by what they state."""

    def __init__(self, lines: Iterable[tuple[_Said, int]]) -> None:
        self._lines: dict[_Said, int] = {}
        for said, line in lines:
            self._lines.setdefault(said, line)

    def line_of(
        self,
        subject: str,
        predicate: str | None = None,
        object: OxigraphTerm | None = None,  # noqa: A002 - the name RDF gives it
    ) -> int | None:
        """Return the first line that states this; None where nothing is said of the subject.

        Where the triple is not stated, it is the line of its subject and predicate, or else of its
        subject: what lacks something is mended there.
        """
        key = None if object is None else _key_of(object)
        for said in ((subject, predicate, key), (subject, predicate, None), (subject, None, None)):
            if said in self._lines:
                return self._lines[said]
        return None


def line_map(text: str) -> LineMap:
    """Return the lines of `text`, which is Turtle; evidence and claims have their IRIs in it."""
    return LineMap(_document_lines(text))


def _document_lines(text: str) -> Iterator[tuple[_Said, int]]:
    for statement in document(text).statements:
        if isinstance(statement.subject, Iri):
            yield from _lines(statement.subject.value, statement.line, statement.properties)


def _lines(
    subject: str, line: int, properties: tuple[Property, ...]
) -> Iterator[tuple[_Said, int]]:
    """Yield what a subject that begins in `line` is said to be, down to its claims and evidence."""
    yield (subject, None, None), line
    for each in properties:
        yield (subject, each.predicate, None), each.line
        for key in _keys(subject, each):
            yield (subject, each.predicate, key), each.line
            if isinstance(each.object, BlankNode) and isinstance(key, str):
                yield from _lines(key, each.line, each.object.properties)


def _keys(subject: str, said: Property) -> Iterator[_Key]:
    """Yield what an object may be asked for by: a blank node by the IRIs it gets on reading."""
    match said.object:
        case Iri(iri):
            yield iri
        case Literal(value, datatype, language):
            yield value, datatype, language.lower()
        case BlankNode(properties=inner) if said.predicate == EVIDENCE:
            for source, anchor in product(_texts(inner, SOURCE), _texts(inner, ANCHOR)):
                yield evidence_iri(subject, source, anchor)
        case BlankNode(properties=inner) if said.predicate == CLAIM:
            for value in _texts(inner, VALUE):
                yield claim_iri(subject, value)


def _texts(properties: tuple[Property, ...], predicate: str) -> Iterator[str]:
    objects: Iterator[Term] = (p.object for p in properties if p.predicate == predicate)
    return (term.value for term in objects if isinstance(term, Iri | Literal))


def _key_of(term: OxigraphTerm) -> _Key | None:
    match term:
        case pyoxigraph.NamedNode():
            return term.value
        case pyoxigraph.Literal():
            return term.value, term.datatype.value, (term.language or "").lower()
        case _:
            return None
