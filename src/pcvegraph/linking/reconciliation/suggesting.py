"""Suggest things, types and properties as one types; and tell of one in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, Literal

from pcvegraph.errors import UnknownIdentifierError
from pcvegraph.languages import Language, Texts
from pcvegraph.linking.matching.names import fold
from pcvegraph.linking.reconciliation.matching import LONGEST_NAME
from pcvegraph.linking.reconciliation.reconciler import Reconciler, slug_of
from pcvegraph.linking.reconciliation.requests import prefix_of, whole_number
from pcvegraph.linking.reconciliation.terms import Property, Type
from pcvegraph.linking.searching.searcher import Narrowing

SUGGESTIONS, MOST_SUGGESTIONS = 10, 100
LAST = 100_000
Suggested = Literal["entity", "type", "property"]


def suggest(
    reconciler: Reconciler, what: Suggested, parameters: Mapping[str, str], language: Language
) -> dict[str, Any]:
    """Return the suggestions for the parameter `prefix`, after the `cursor` (or `offset`) first.

    Raises:
        ReconciliationError: there is no prefix; or a parameter has a value that it does not take.
    """
    prefix = prefix_of(parameters, ["prefix"])
    most = whole_number(
        parameters.get("limit", ""), "limit", SUGGESTIONS, MOST_SUGGESTIONS, least=1
    )
    place = "offset" if "offset" in parameters else "cursor"
    skip = whole_number(parameters.get(place, ""), place, 0, LAST)
    if len(prefix) > LONGEST_NAME:
        return {"result": []}
    if what == "entity":
        kinds = reconciler.types(parameters.get("type", "").split(","))
        return {"result": _entities(reconciler, prefix, kinds, language, skip=skip, most=most)}
    terms: Sequence[Type | Property] = (
        list(reconciler.terms.types.values())
        if what == "type"
        else list(reconciler.terms.properties.values())
    )
    find: Callable[[str], Type | Property | None] = (
        reconciler.terms.find_type if what == "type" else reconciler.terms.find_property
    )
    found = _begun(terms, find(prefix), prefix)[skip : skip + most]
    return {"result": [term_shown(reconciler, each, language) for each in found]}


def _entities(
    reconciler: Reconciler,
    prefix: str,
    kinds: Sequence[Type],
    language: Language,
    *,
    skip: int,
    most: int,
) -> list[dict[str, Any]]:
    wanted = frozenset(kind.iri for kind in kinds or reconciler.terms.types.values())
    # Who types an identifier gets what it is of, before what is called so.
    named = reconciler.entity(prefix)
    first = [named] if named and wanted & named.all_kinds else []
    hits = reconciler.searcher.search(prefix, Narrowing(kinds=wanted), most=skip + most + 1).hits
    found = [*first, *(hit.entity for hit in hits if hit.entity not in first)]
    return [entity_shown(reconciler, each.iri, language) for each in found[skip : skip + most]]


def entity_shown(reconciler: Reconciler, iri: str, language: Language) -> dict[str, Any]:
    """Return a thing as a suggestion."""
    entity = reconciler.entities[iri]
    shown = {
        "id": slug_of(entity),
        "name": entity.labels.shown(language, slug_of(entity)).text,
        "notable": reconciler.kinds_of(entity, language),
    }
    description = entity.description.shown(language).text
    return shown | {"description": description} if description else shown


def term_shown(reconciler: Reconciler, term: Type | Property, language: Language) -> dict[str, Any]:
    """Return a type or a property as a suggestion."""
    shown: dict[str, Any] = {"id": term.id, "name": term.names.shown(language, term.id).text}
    if definition := term.definitions.shown(language).text:
        shown["description"] = definition
    if isinstance(term, Type) and term.broader:
        above = [
            reconciler.terms.types[each] for each in term.broader if each in reconciler.terms.types
        ]
        shown["broader"] = [
            {"id": each.id, "name": each.names.shown(language, each.id).text} for each in above
        ]
    return shown


def _begun(
    terms: Sequence[Type | Property], exact: Type | Property | None, prefix: str
) -> list[Type | Property]:
    """Return the terms of which the id, or a word of a name, begins with `prefix`."""
    typed = fold(prefix)
    found = [exact] if exact else []
    found += [each for each in terms if each is not exact and _begins(each.id, each.names, typed)]
    return found


def _begins(name: str, names: Texts, typed: str) -> bool:
    said = [name.lower(), *map(fold, names.values())]
    return any(text.startswith(typed) or f" {typed}" in text for text in said)


def flyout(
    reconciler: Reconciler, what: Suggested, parameters: Mapping[str, str], language: Language
) -> dict[str, Any]:
    """Return a thing, type or property in a few words of HTML.

    Raises:
        UnknownIdentifierError: there is none of this id.
    """
    name = prefix_of(parameters, ["id"])
    shown: dict[str, Any] | None = None
    if what == "entity":
        entity = reconciler.entity(name)
        shown = entity_shown(reconciler, entity.iri, language) if entity else None
    else:
        terms = reconciler.terms
        term = terms.find_type(name) if what == "type" else terms.find_property(name)
        shown = term_shown(reconciler, term, language) if term else None
    if shown is None:
        raise UnknownIdentifierError(name)
    kinds = ", ".join(kind["name"] for kind in shown.get("notable", ()))
    parts = [f"<strong>{escape(shown['name'])}</strong>", escape(kinds)]
    parts.append(escape(shown.get("description", "")))
    return {"id": name, "html": f"<p>{'<br>'.join(filter(None, parts))}</p>"}


def propose(
    reconciler: Reconciler, parameters: Mapping[str, str], language: Language
) -> dict[str, Any]:
    """Return the properties that things of the parameter `type` may be extended by.

    Raises:
        ReconciliationError: there is no such type; or `limit` is no number.
    """
    kinds = reconciler.types([parameters.get("type", "")])
    limit = whole_number(parameters.get("limit", ""), "limit", 0, LAST, least=1)
    found = reconciler.terms.of_type(kinds[0] if kinds else None)
    answer: dict[str, Any] = {
        "properties": [
            term_shown(reconciler, each, language) for each in (found[:limit] if limit else found)
        ]
    }
    if kinds:
        answer["type"] = parameters["type"]
    return answer | {"limit": limit} if limit else answer
