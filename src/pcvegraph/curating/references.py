"""Which identifiers change when one does, and files in which all references follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pcvegraph.curating.edits import Edits, values
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.turtle import (
    BlankNode,
    Collection,
    Document,
    Iri,
    Member,
    Property,
    Statement,
    Term,
)
from pcvegraph.identifiers import find_slug
from pcvegraph.vocabulary import PCVE, PREFIXES, RDF

PARTNERSHIPS, RETIRED = DATA + "partnerships/", DATA + "retired/"
PREDICATE = 1  # its place among the parts of a relation's IRI


def renamed_iris(edits: Edits, old: str, new: str) -> dict[str, str]:
    """Return by IRI what it becomes when the entity `old` is called `new`, both slugs.

    These are its own IRI and those of its relations and mappings, wherever they stand.
    """
    partnerships = _partnerships(edits)
    found = {
        iri: _renamed(iri, old, new, is_partnership=iri in partnerships)
        for path in edits.naming(old)
        if not path.startswith(RETIRED)
        for iri in iris_with(edits.content(path), old)
    }
    return {iri: name for iri, name in found.items() if name != iri}


def iris_with(content: bytes, slug: str) -> set[str]:
    """Return the IRIs in a text of which `slug` is all or, in those of relations, a part."""
    part = re.escape(slug).encode()
    pattern = re.compile(
        rb"(?:\bid:|/id/)((?:[a-z0-9-]*--)?%b(?:--[a-z0-9-]+)?)(?![a-z0-9-])" % part
    )
    return {PREFIXES["id"] + match[1].decode() for match in pattern.finditer(content)}


def rewritten(edits: Edits, mapping: Mapping[str, str], slug: str, room: str = DATA) -> None:
    """Let each file of a room in which `slug` stands say the new IRIs in place of the old ones."""
    for path in list(edits.naming(slug)):
        if not path.startswith(room):
            continue
        whole = edits.document(path)
        changed = _document(whole, mapping, keep_subjects=path.startswith(RETIRED))
        if changed != whole:
            edits.put(path, changed)


def moved(edits: Edits, old: str, new: str) -> None:
    """Let the file at `old` stand at `new`, together with what is said there."""
    whole, there = edits.document(old), edits.document(new)
    edits.put(old, Document({}, ()))
    edits.put(new, replace(whole, statements=(*there.statements, *whole.statements)))


def partnership_path(iri: str) -> str:
    """Return the path of the file of a partnership."""
    parts = (find_slug(iri) or "").split("--")
    return f"{PARTNERSHIPS}{parts[0]}--{parts[2]}.ttl"


def _partnerships(edits: Edits) -> set[str]:
    return {
        statement.subject.value
        for path in edits.paths()
        if path.startswith(PARTNERSHIPS)
        for statement in edits.document(path).statements
        if isinstance(statement.subject, Iri)
        and PCVE.Partnership.value in values(statement, RDF.type.value)
    }


def _renamed(iri: str, old: str, new: str, *, is_partnership: bool) -> str:
    parts = (find_slug(iri) or "").split("--")
    for place, part in enumerate(parts):
        if part == old and not (place == PREDICATE and len(parts) > PREDICATE + 1):
            parts[place] = new
    if is_partnership and parts[0] > parts[2]:
        parts[0], parts[2] = parts[2], parts[0]
    return PREFIXES["id"] + "--".join(parts)


def _document(whole: Document, mapping: Mapping[str, str], *, keep_subjects: bool) -> Document:
    """Return the document with the new IRIs. What is retired stays what it is: it leads to the new."""
    statements = []
    for each in whole.statements:
        properties = tuple(_property(said, mapping) for said in each.properties)
        subject = each.subject if keep_subjects else _term(each.subject, mapping)
        statements.append(_in_order(replace(each, subject=subject, properties=properties)))
    return replace(whole, statements=tuple(statements))


def _in_order(statement: Statement) -> Statement:
    """Return a partnership with its ends in the order of the alphabet, others as they are."""
    if PCVE.Partnership.value not in values(statement, RDF.type.value):
        return statement
    ends = [values(statement, term.value) for term in (RDF.subject, RDF.object)]
    if [len(end) for end in ends] != [1, 1] or ends[0] < ends[1]:
        return statement
    other = {RDF.subject.value: Iri(ends[1][0]), RDF.object.value: Iri(ends[0][0])}
    properties = (
        replace(each, object=other.get(each.predicate, each.object))
        for each in statement.properties
    )
    return replace(statement, properties=tuple(properties))


def _property(each: Property, mapping: Mapping[str, str]) -> Property:
    return replace(each, object=_term(each.object, mapping))


def _term(term: Term, mapping: Mapping[str, str]) -> Term:
    match term:
        case Iri(iri):
            return Iri(mapping.get(iri, iri))
        case BlankNode(properties=properties):
            return replace(term, properties=tuple(_property(p, mapping) for p in properties))
        case Collection(members=members):
            return replace(term, members=tuple(_member(m, mapping) for m in members))
    return term


def _member(member: Member, mapping: Mapping[str, str]) -> Member:
    return replace(member, term=_term(member.term, mapping))
