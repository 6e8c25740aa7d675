"""Extend a table: the values of properties for things that were reconciled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from pcvegraph.errors import ReconciliationError, UnknownIdentifierError
from pcvegraph.languages import Language
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.matching.names import fold
from pcvegraph.linking.reconciliation.reconciler import Reconciler, slug_of
from pcvegraph.linking.reconciliation.requests import Version, Wanted, prefix_of, read_extension
from pcvegraph.linking.reconciliation.terms import Property
from pcvegraph.vocabulary import PREFIXES

XSD = PREFIXES["xsd"]
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
ONE_OF_A_LANGUAGE = ("prefLabel", "description")
"""Of these a thing has one for each language: that of the answer is given."""

CONTENTS = ("entity", "name", "iri")
"""What is given of a value that is a thing: the thing, its name, its IRI."""

Value = dict[str, Any]


def extend(
    reconciler: Reconciler, text: str, version: Version, language: Language
) -> dict[str, Any]:
    """Return the values that the extension query `text` asks for; raises as `read_extension`.

    Of an id that nothing has there are no values.

    Raises:
        ReconciliationError: a property is unknown, or a setting has a value that it does not take.
    """
    asked = read_extension(text)
    wanted = [(each.property, _find(reconciler, each), each) for each in asked.properties]
    rows = {
        name: {
            given: list(_values(reconciler, name, found, each, version, language))
            for given, found, each in wanted
        }
        for name in dict.fromkeys(asked.ids)
    }
    meta = [_described(reconciler, given, found, language) for given, found, _ in wanted]
    if version == "0.2":
        return {"meta": meta, "rows": rows}
    listed = [
        {
            "id": name,
            "properties": [{"id": given, "values": values} for given, values in row.items()],
        }
        for name, row in rows.items()
    ]
    return {"meta": meta, "rows": listed}


def _find(reconciler: Reconciler, wanted: Wanted) -> Property:
    found = reconciler.terms.find_property(wanted.property)
    if found is None:
        raise ReconciliationError(
            f"There is no property “{wanted.property[:100]}”.",
            f"Use one of: {', '.join(reconciler.terms.properties)}.",
        )
    content, limit = wanted.settings.get("content", CONTENTS[0]), _limit(wanted)
    if content not in CONTENTS or limit < 0:
        raise ReconciliationError(
            f"A setting of the property “{wanted.property[:100]}” has a value that it does not take.",
            f"“limit” is a whole number, 0 for all; “content” is one of: {', '.join(CONTENTS)}.",
        )
    return found


def _limit(wanted: Wanted) -> int:
    """Return how many values are wanted, 0 for all; -1 where the setting is no number."""
    limit = wanted.settings.get("limit") or 0
    # Forms send numbers as texts.
    if isinstance(limit, str) and limit.isascii() and limit.isdigit():
        return int(limit[:10])
    if isinstance(limit, int | float) and 0 <= limit < float("inf"):
        return int(limit)
    return -1


def _described(
    reconciler: Reconciler, given: str, found: Property, language: Language
) -> dict[str, Any]:
    told: dict[str, Any] = {"id": given, "name": found.names.shown(language, found.id).text}
    if len(found.values) == 1 and (kind := reconciler.terms.find_type(min(found.values))):
        told["type"] = {"id": kind.id, "name": kind.names.shown(language, kind.id).text}
    return told


def _values(
    reconciler: Reconciler,
    name: str,
    found: Property,
    wanted: Wanted,
    version: Version,
    language: Language,
) -> Iterator[Value]:
    entity = reconciler.entity(name)
    if entity is None:
        return
    content = str(wanted.settings.get("content", CONTENTS[0]))
    terms = _in_language(found, _terms(reconciler, entity, found), language)
    shown = [_value(reconciler, term, content, version, language) for term in terms]
    shown.sort(key=lambda value: [fold(str(each)) for each in value.values()])
    yield from shown[: _limit(wanted) or None]


def _terms(
    reconciler: Reconciler, entity: Entity, found: Property
) -> Iterator[NamedNode | Literal]:
    store, here, there = reconciler.evaluator.snapshot.store, None, None
    if found.is_inverse:
        there = NamedNode(entity.iri)
    else:
        here = NamedNode(entity.iri)
    for quad in store.quads_for_pattern(here, NamedNode(found.iri), there, DefaultGraph()):
        term = quad.subject if found.is_inverse else quad.object
        if not isinstance(term, BlankNode | Triple):
            yield term


def _in_language(
    found: Property, terms: Iterator[NamedNode | Literal], language: Language
) -> list[NamedNode | Literal]:
    """Return the terms that are in the language that the property asks for, where it asks for one."""
    listed = list(terms)
    if found.language:
        return [t for t in listed if _is_in(t, found.language)]
    if found.id not in ONE_OF_A_LANGUAGE:
        return listed
    return [t for t in listed if _is_in(t, language)] or listed


def _is_in(term: NamedNode | Literal, language: str) -> bool:
    return isinstance(term, Literal) and term.language == language


def _value(
    reconciler: Reconciler,
    term: NamedNode | Literal,
    content: str,
    version: Version,
    language: Language,
) -> Value:
    if isinstance(term, NamedNode):
        entity = reconciler.named.get(term.value)
        if entity is None or content == "iri":
            return {"str": term.value}
        name = entity.labels.shown(language, slug_of(entity)).text
        # What has no type is a concept of a list, which the service does not find.
        is_found = content == "entity" and entity.iri in reconciler.entities
        return {"id": slug_of(entity), "name": name} if is_found else {"str": name}
    kind = term.datatype.value
    if kind in NUMBERS:
        return {"float": float(term.value)}
    if kind == XSD + "date" and DAY.fullmatch(term.value):
        return {"date": f"{term.value}T00:00:00Z"}
    tagged = version != "0.2" and term.language
    return {"str": term.value, "lang": term.language} if tagged else {"str": term.value}


PREVIEWED = ("acronym", "classification", "country", "place", "start", "end", "homepage")


def preview(
    reconciler: Reconciler, parameters: Mapping[str, str], language: Language
) -> dict[str, Any]:
    """Return what a preview of the thing with the `id` of the parameters shows.

    Raises:
        UnknownIdentifierError: there is none.
    """
    name = prefix_of(parameters, ["id"])
    entity = reconciler.entity(name)
    if entity is None:
        raise UnknownIdentifierError(name)
    facts = []
    for each in PREVIEWED:
        wanted = Wanted(each, {"content": "name"})
        found = _find(reconciler, wanted)
        values = list(_values(reconciler, name, found, wanted, "0.2", language))
        if values:
            said = ", ".join(str(v.get("str") or v.get("date", "")[:10]) for v in values)
            facts.append((found.names.shown(language, each).text, said))
    label = entity.labels.shown(language, slug_of(entity))
    description = entity.description.shown(language)
    return {
        "iri": entity.iri,
        "name": label._asdict(),
        "kinds": [kind["name"] for kind in reconciler.kinds_of(entity, language)],
        "description": description._asdict(),
        "facts": facts,
    }
