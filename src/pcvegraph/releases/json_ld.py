"""JSON-LD with short names: a node a line, sorted, with the context inside, so that none is fetched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from pcvegraph.releases.contexts import BY_LANGUAGE, IRI, NAME, Context, Name
from pcvegraph.vocabulary import PREFIXES, RDF

STRING = PREFIXES["xsd"] + "string"
TYPES, BARE_TYPES = Name("type", NAME), Name("@type", NAME)


def as_json_ld(triples: Iterable[Triple], context: Context) -> bytes:
    """Return `triples`, which have no blank nodes, as a document that has `context` in it."""
    ordered = sorted(set(triples), key=_order)
    nodes = [
        _node(subject, list(said), context) for subject, said in groupby(ordered, key=_subject)
    ]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    head = json.dumps(dict(context.text), ensure_ascii=False)
    return f'{{"@context": {head},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _order(triple: Triple) -> tuple[str, str, str]:
    return _subject(triple), triple.predicate.value, str(triple.object)


def _subject(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode), "no blank node is served"
    return triple.subject.value


def _node(subject: str, said: list[Triple], context: Context) -> dict[str, Any]:
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    values: dict[str, list[Any]] = defaultdict(list)
    for triple in said:
        name, value = _name_of(triple, context), triple.object
        if name.values == BY_LANGUAGE:
            assert isinstance(value, Literal), "only texts are written by language"
            texts[name.name][str(value.language)].append(value.value)
        else:
            values[name.name].append(_value(value, name.values, context))
    maps = {name: {tag: _one(by[tag]) for tag in sorted(by)} for name, by in texts.items()}
    known = bool(context.names)
    plain = {name: _one(each) for name, each in values.items()}
    return {"id" if known else "@id": subject} | dict(sorted((maps | plain).items()))


def _name_of(triple: Triple, context: Context) -> Name:
    """Return the name for the predicate of `triple`, one without rules where the value breaks them."""
    iri, value = triple.predicate.value, triple.object
    if iri == RDF.type.value:
        return TYPES if context.names else BARE_TYPES
    known = context.names.get(iri) or Name(context.prefixed(iri))
    if known.values == BY_LANGUAGE and not (isinstance(value, Literal) and value.language):
        return Name(context.prefixed(iri))
    return known


def _value(value: Any, values: str, context: Context) -> Any:
    if isinstance(value, NamedNode):
        if values == NAME:
            return context.name(value.value)
        return value.value if values == IRI else {"@id": value.value}
    assert isinstance(value, Literal), "no blank node is served"
    if value.language:
        return {"@value": value.value, "@language": value.language}
    kind = value.datatype.value
    if kind == STRING:
        return {"@value": value.value} if values else value.value
    if kind == values:
        return value.value
    return {"@value": value.value, "@type": context.prefixed(kind)}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
