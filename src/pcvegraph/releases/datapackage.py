"""`datapackage.json`: what the tables are, for programs (Frictionless Data Package, version 1).

https://specs.frictionlessdata.io/data-package/

The head of a table's query says what the package needs besides what its columns mean:

    # key: id                       the column that tells rows apart
    # type amount: number           of a column that is no text: date, integer, number, uri
    # refers subject: entities      a column that holds the key of a row of that table
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from pyoxigraph import Literal

from pcvegraph.querying.library import Query
from pcvegraph.releases.material import Material
from pcvegraph.vocabulary import BASE, DATASET, DCTERMS, DESCRIPTION

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
GUARDED = (
    "A text that begins with = + - @, a tab or a carriage return has an apostrophe before it, so that "
    "no spreadsheet takes it for a formula: take it off. Several values of a cell are joined by |."
)
DIALECT = {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n", "header": True}


def as_datapackage(material: Material, files: dict[str, bytes]) -> bytes:
    """Return the description of the tables; `files` holds what was written, by name of the table."""
    package = {
        "profile": "tabular-data-package",
        "name": "pcvegraph",
        "id": DATASET.value,
        "title": _said(material, "title"),
        "description": f"{_said(material, 'description')} {GUARDED}".strip(),
        "version": material.version,
        "homepage": BASE,
        "licenses": [LICENCE],
        "resources": [
            _resource(name, query, material, files[name]) for name, query in material.tables.items()
        ],
    }
    return json.dumps(package, indent=1, ensure_ascii=False).encode() + b"\n"


def _said(material: Material, term: str) -> str:
    """Return what the dataset says of itself in English; "" where its root says nothing."""
    predicate = getattr(DCTERMS, term)
    store = material.evaluator.snapshot.store
    quads = store.quads_for_pattern(DATASET, predicate, None, DESCRIPTION)
    texts = [quad.object for quad in quads if isinstance(quad.object, Literal)]
    return next((text.value for text in texts if text.language == "en"), "")


def _resource(name: str, query: Query, material: Material, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": query.title.en,
        "titleFr": query.title.fr,
        "description": query.description.en,
        "descriptionFr": query.description.fr,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": DIALECT,
        "schema": _schema(name, query, material),
    }


def _schema(name: str, query: Query, material: Material) -> dict[str, Any]:
    key = query.head.text("key")
    schema: dict[str, Any] = {"fields": [_field(query, column, key) for column in query.columns]}
    references = [
        _reference(name, column, query.head.text("refers", column), material)
        for column in query.head.names("refers")
    ]
    if key:
        schema["primaryKey"] = key
    if references:
        schema["foreignKeys"] = references
    return schema | {"missingValues": [""]}


def _field(query: Query, column: str, key: str) -> dict[str, Any]:
    kind = query.head.text("type", column) or "string"
    meaning = query.columns[column]
    field: dict[str, Any] = {"name": column, "type": "string" if kind == "uri" else kind}
    if kind == "uri":
        field["format"] = "uri"
    field |= {"description": meaning.en, "descriptionFr": meaning.fr}
    return field | {"constraints": {"required": True, "unique": True}} if column == key else field


def _reference(name: str, column: str, table: str, material: Material) -> dict[str, Any]:
    # A table that refers to itself is called "" there.
    resource = "" if table == name else table
    fields = material.tables[table].head.text("key")
    return {"fields": column, "reference": {"resource": resource, "fields": fields}}
