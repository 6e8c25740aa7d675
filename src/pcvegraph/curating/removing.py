"""Take things out of the files, with what points at them."""

from __future__ import annotations

from dataclasses import replace

from pcvegraph.curating.edits import Edits
from pcvegraph.graph.turtle import BlankNode, Iri, Property, Statement
from pcvegraph.identifiers import find_slug


def without(edits: Edits, iris: set[str]) -> None:
    """Take out what is said of these IRIs, and the properties that point at them."""
    gone = {Iri(iri) for iri in iris}
    slugs = [find_slug(iri) or iri for iri in iris]
    for path in sorted({path for slug in slugs for path in edits.naming(slug)}):
        whole = edits.document(path)
        left = tuple(
            _unpointed(each, gone) for each in whole.statements if each.subject not in gone
        )
        if left != whole.statements:
            edits.put(path, replace(whole, statements=left))


def _unpointed(statement: Statement, gone: set[Iri]) -> Statement:
    properties = tuple(
        _inner(each, gone) for each in statement.properties if each.object not in gone
    )
    return replace(statement, properties=properties)


def _inner(each: Property, gone: set[Iri]) -> Property:
    if not isinstance(each.object, BlankNode):
        return each
    inside = each.object.properties
    kept = tuple(_inner(inner, gone) for inner in inside if inner.object not in gone)
    return replace(each, object=replace(each.object, properties=kept))
