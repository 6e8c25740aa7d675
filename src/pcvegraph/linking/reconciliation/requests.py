"""What a request of the Reconciliation Service API asks, read from the JSON of both versions.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ and the draft of 1.0.
What a version does not name is passed over; what it names must have the type that it says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from pcvegraph.errors import BatchSizeError, ReconciliationError

Version = Literal["0.2", "1.0-draft"]
VERSIONS: tuple[Version, ...] = ("0.2", "1.0-draft")
Quantifier = Literal["any", "all", "none"]
QUANTIFIERS: tuple[Quantifier, ...] = ("any", "all", "none")

BATCH_SIZE = 100
"""How many queries the manifest asks clients to send at once."""

MOST_QUERIES = 1_000
MOST_IDS = 1_000
MOST_PROPERTIES = 50
CANDIDATES, MOST_CANDIDATES = 5, 50
QUERIES_REMEDY = "docs/reconcile.md has a batch to start from."


class Given(NamedTuple):
    """A value that a query gives: a text, and the id of a thing where it is one."""

    text: str
    id: str = ""


@dataclass(frozen=True)
class Condition:
    """What a candidate is to be like.

    Attributes:
        kind: whether its names, its id or a property are meant
        values: what they are compared with
        property: the id of the property as it was given; "" for the other kinds
        is_required: whether who does not meet it is no candidate
        quantifier: how many of the values are to be met
    """

    kind: Literal["name", "id", "property"]
    values: tuple[Given, ...]
    property: str = ""
    is_required: bool = False
    quantifier: Quantifier = "any"


@dataclass(frozen=True)
class Query:
    """A query of a batch: its key, what is looked for, of which types (all of them, or any)."""

    key: str
    conditions: tuple[Condition, ...]
    types: tuple[str, ...] = ()
    all_types: bool = False
    limit: int = CANDIDATES


class Wanted(NamedTuple):
    """A property to extend by: its id as it was given, and its settings."""

    property: str
    settings: Mapping[str, object]


class Extension(NamedTuple):
    """What to extend: the ids as they were given, and the properties."""

    ids: list[str]
    properties: list[Wanted]


def read_batch(text: str, version: Version) -> list[Query]:
    """Return the queries of a batch.

    Raises:
        ReconciliationError: it is no JSON (with line and column), or no batch.
        BatchSizeError: it has too many queries.
    """
    document = _document(text, "batch of queries")
    if version == "0.2":
        named = list(document.items())
        read: Callable[[str, Mapping[str, Any]], Query] = _query
    else:
        listed = _typed(document, "queries", list, "The batch", "a list")
        if listed is None:
            raise ReconciliationError("The batch has no “queries”.", QUERIES_REMEDY)
        named = [(str(place), query) for place, query in enumerate(listed)]
        read = _query_of_draft
    if len(named) > MOST_QUERIES:
        raise BatchSizeError(
            f"The batch has {len(named)} queries; at most {MOST_QUERIES} are answered at once.",
            f"Send them in parts, best of {BATCH_SIZE}: `batchSize` of the manifest.",
        )
    return [read(key, _object(query, f"The query {_quoted(key)}")) for key, query in named]


def read_extension(text: str) -> Extension:
    """Return what is to be extended; raises as `read_batch`."""
    document = _document(text, "extension query")
    what = "The extension query"
    ids = _typed(document, "ids", list, what, "a list")
    properties = _typed(document, "properties", list, what, "a list")
    if ids is None or properties is None:
        raise ReconciliationError(
            f"{what} needs both “ids” and “properties”.",
            'Send {"ids": ["canada"], "properties": [{"id": "memberOf"}]}.',
        )
    if len(ids) > MOST_IDS or len(properties) > MOST_PROPERTIES:
        raise BatchSizeError(
            f"{what} has {len(ids)} ids and {len(properties)} properties.",
            f"Send at most {MOST_IDS} ids and {MOST_PROPERTIES} properties at once.",
        )
    if not all(isinstance(each, str) for each in ids):
        raise ReconciliationError(f"{what} has an id that is no text.", "Ids are texts.")
    return Extension(ids, [_wanted(each) for each in properties])


def _wanted(document: object) -> Wanted:
    what = "A property to extend by"
    told = _object(document, what)
    name = _typed(told, "id", str, what, "a text")
    if name is None:
        raise ReconciliationError(f"{what} has no “id”.", "Name it by its id.")
    return Wanted(name, _typed(told, "settings", dict, what, "an object") or {})


def _document(text: str, what: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReconciliationError(
            f"The {what} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
            "Mend it there.",
        ) from None
    except (ValueError, RecursionError):
        raise ReconciliationError(
            f"The {what} nests too deeply, or has a number that is too long.", QUERIES_REMEDY
        ) from None
    return _object(document, f"The {what}")


def _query(key: str, told: Mapping[str, Any]) -> Query:
    """Return a query of 0.2."""
    what = f"The query {_quoted(key)}"
    name = _typed(told, "query", str, what, "a text")
    properties = _typed(told, "properties", list, what, "a list") or []
    if name is None and not properties:
        raise ReconciliationError(
            f"{what} has neither “query” nor “properties”.", 'Send {"q0": {"query": "Hedayah"}}.'
        )
    conditions = [_compared(each, f"A property of the query {_quoted(key)}") for each in properties]
    if name is not None:
        conditions.insert(0, Condition("name", (Given(name),)))
    types = told.get("type") or []
    types = [types] if isinstance(types, str) else types
    if not isinstance(types, list) or not all(isinstance(each, str) for each in types):
        raise _wrong(what, "type", "a text or a list of texts")
    strict = told.get("type_strict", "any")
    if strict not in ("any", "should", "all"):
        raise _wrong(what, "type_strict", "any, should or all")
    return Query(key, tuple(conditions), tuple(types), strict == "all", _limit(told, what))


def _compared(document: object, what: str) -> Condition:
    told = _object(document, what)
    name = _typed(told, "pid", str, what, "a text")
    if name is None or "v" not in told:
        raise ReconciliationError(f"{what} needs “pid” and “v”.", QUERIES_REMEDY)
    return Condition("property", _given(told["v"], what, "v"), name)


def _query_of_draft(key: str, told: Mapping[str, Any]) -> Query:
    """Return a query of the draft of 1.0."""
    what = f"The query {_quoted(key)}"
    listed = _typed(told, "conditions", list, what, "a list")
    if not listed:
        raise ReconciliationError(
            f"{what} has no “conditions”.",
            'Send {"conditions": [{"matchType": "name", "propertyValue": "Hedayah"}]}.',
        )
    kind = _typed(told, "type", str, what, "a text")
    _typed(told, "lang", str, what, "a text")
    conditions = tuple(
        _condition(each, f"A condition of the query {_quoted(key)}") for each in listed
    )
    return Query(key, conditions, (kind,) if kind else (), limit=_limit(told, what))


def _condition(document: object, what: str) -> Condition:
    told = _object(document, what)
    kind = told.get("matchType")
    if kind not in ("name", "id", "property"):
        raise _wrong(what, "matchType", "name, id or property")
    name = _typed(told, "propertyId", str, what, "a text") or ""
    if kind == "property" and not name:
        raise ReconciliationError(f"{what} names no property.", "Name it in “propertyId”.")
    if "propertyValue" not in told:
        raise ReconciliationError(f"{what} has no “propertyValue”.", QUERIES_REMEDY)
    quantifier = told.get("matchQuantifier", "any")
    if quantifier not in QUANTIFIERS:
        raise _wrong(what, "matchQuantifier", "any, all or none")
    _typed(told, "matchQualifier", str, what, "a text")
    is_required = _typed(told, "required", bool, what, "true or false") or False
    values = _given(told["propertyValue"], what, "propertyValue")
    return Condition(kind, values, name, is_required, quantifier)


def _given(value: object, what: str, name: str) -> tuple[Given, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(_one_given(each, what, name) for each in values)


def _one_given(value: object, what: str, name: str) -> Given:
    if isinstance(value, dict):
        found = _typed(value, "id", str, what, "a text")
        if found is None:
            raise ReconciliationError(f"{what} has a value without “id”.", QUERIES_REMEDY)
        return Given(_typed(value, "name", str, what, "a text") or "", found)
    if not isinstance(value, str | int | float):
        raise _wrong(what, name, "a text, a number, true or false, or an object with an id")
    return Given(value if isinstance(value, str) else json.dumps(value))


def _limit(told: Mapping[str, Any], what: str) -> int:
    limit = told.get("limit", CANDIDATES)
    is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
    if not is_number or not limit >= 1:
        raise _wrong(what, "limit", "a whole number from 1")
    return int(min(limit, MOST_CANDIDATES))


def _object(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ReconciliationError(f"{what} is not a JSON object.", QUERIES_REMEDY)
    return value


def _typed(told: Mapping[str, Any], name: str, kind: type, what: str, words: str) -> Any:
    """Return the value of `name`, None where it is not there; raises ReconciliationError."""
    value = told.get(name)
    if value is not None and not isinstance(value, kind):
        raise _wrong(what, name, words)
    return value


def _wrong(what: str, name: str, words: str) -> ReconciliationError:
    return ReconciliationError(f"{what} has a “{name}” that is none.", f"“{name}” is {words}.")


def _quoted(key: str) -> str:
    return f"“{key[:100]}”"


def whole_number(text: str, name: str, default: int, most: int, least: int = 0) -> int:
    """Return the number that a parameter of an address says, at most `most`.

    Raises:
        ReconciliationError: it is no whole number, or less than `least`.
    """
    if not text:
        return default
    digits = text.isascii() and text.isdigit()
    if not digits or int(text[:10]) < least:
        raise ReconciliationError(
            f"“{text[:100]}” is not a value for {name}.", f"Give a whole number from {least}."
        )
    return min(int(text[:10]), most)


def prefix_of(parameters: Mapping[str, str], names: Sequence[str]) -> str:
    """Return the first of the parameters `names` that is there.

    Raises:
        ReconciliationError: none is.
    """
    for name in names:
        if name in parameters:
            return parameters[name]
    raise ReconciliationError(f"There is no {names[0]}.", f"Send it as `{names[0]}`.")
