"""/api: the service as OpenAPI says it, for programs that read that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pcvegraph.languages import LANGUAGES
from pcvegraph.linking.searching.requests import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    MOST,
    MOST_HITS,
    PARAMETERS,
)
from pcvegraph.networks.choices import CHOICES
from pcvegraph.networks.formats.known import FORMATS as FORMATS_OF_NETWORKS
from pcvegraph.networks.projections import Projection
from pcvegraph.networks.requests import MEASURES
from pcvegraph.querying.formats import FORMATS, formats_for
from pcvegraph.querying.library import Parameter, Query
from pcvegraph.web.pages.answers.steps import VIEWS
from pcvegraph.web.pages.citing import CITATION_FORMATS
from pcvegraph.web.question_parameters import (
    AS_OF,
    CERTAIN,
    CITED,
    CITED_VERSION,
    LAST_PAGE,
    MOST_ROWS_OF_A_PAGE,
    PAGE,
    PAGE_SIZE,
    SHOW,
    SORT,
    VIEW,
)
from pcvegraph.web.service import Address

FORMAT_NAMES = sorted({known.name for known in FORMATS} | {known.extension for known in FORMATS})


def query_parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """Return a parameter of the address as OpenAPI has it."""
    schema = {"type": "string"} | schema
    return {"name": name, "in": "query", "description": description, "schema": schema}


LANG = query_parameter("lang", "Language of the page.", type="string", enum=["en", "fr"])
FORMAT = query_parameter(
    "format", "Format, in place of the Accept header.", type="string", enum=FORMAT_NAMES
)
FORMAT_OF_A_THING = query_parameter(
    "format",
    "Format, in place of the Accept header.",
    enum=sorted({*FORMAT_NAMES, "html", *(known.name for known in CITATION_FORMATS)}),
)
LIST_FORMAT = query_parameter("format", "Format, in place of Accept.", enum=["json", "html"])
PLACE = re.compile(r"{(\w+)(?::\w+)?}")
MANY = {"type": "array", "items": {"type": "string", "format": "iri"}}
PROTOCOL = [
    query_parameter("query", "The query. Without it, and for people, the form to write one."),
    query_parameter("default-graph-uri", "Graph that is part of the default graph.", **MANY),
    query_parameter("named-graph-uri", "Graph that GRAPH can name.", **MANY),
    FORMAT,
]
GRAPH = [
    query_parameter("graph", "IRI of a graph.", type="string", format="iri"),
    query_parameter("default", "The default graph; the parameter has no value."),
    FORMAT,
]
BODY = {
    "content": {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {p["name"]: p["schema"] for p in PROTOCOL},
            }
        },
    }
}
PROBLEM = {
    "description": "A problem (RFC 9457): what is wrong, and what to do.",
    "content": {
        "application/problem+json": {"schema": {"type": "object"}},
        "text/html": {"schema": {"type": "string"}},
    },
}


SCHEMAS: dict[str, dict[str, Any]] = {
    "entity": {"type": "string", "pattern": "^((id|source):)?[a-z0-9]+(-{1,2}[a-z0-9]+)*$"},
    "date": {"type": "string", "format": "date"},
    "language": {"type": "string", "enum": list(LANGUAGES)},
    "number": {"type": "integer"},
    "text": {"type": "string"},
}
OF_A_DAY = [
    query_parameter(AS_OF, "Day: only what may have held then.", type="string", format="date"),
    query_parameter(CERTAIN, "With a day: only what is shown to have held.", type="boolean"),
]
OF_A_PAGE = [
    query_parameter(PAGE, "Page of rows.", type="integer", minimum=1, maximum=LAST_PAGE),
    query_parameter(
        PAGE_SIZE, "Rows of a page.", type="integer", minimum=1, maximum=MOST_ROWS_OF_A_PAGE
    ),
]
SEEN = [
    query_parameter(VIEW, "How a page shows the answer.", enum=list(VIEWS)),
    query_parameter(SORT, "Column that a page sorts by; with - before it, downwards."),
    query_parameter(CITED, "Checksum of the answer that a page compares this one with."),
    query_parameter(CITED_VERSION, "Version of the data that the answer compared with is of."),
]
QUERY = PROTOCOL[:1]
QUERY_PAGE = [*QUERY, *OF_A_DAY, *OF_A_PAGE, *SEEN, FORMAT, LANG]
QUERY_FORM: dict[str, object] = {
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "properties": {p["name"]: p["schema"] for p in QUERY_PAGE},
            }
        }
    }
}

DAY: dict[str, Any] = {"type": "string", "format": "date"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
NETWORK_SCHEMAS: dict[str, dict[str, Any]] = {
    "from": DAY,
    "to": DAY,
    "certain": {"type": "boolean"},
    "giant": {"type": "boolean"},
    "least-publishers": COUNT,
    "steps": COUNT,
    "least-weight": {"type": "number", "minimum": 0},
    "roll-up": {"enum": ["country", "part-of"]},
    "weighting": {"enum": ["count", "jaccard", "newman"]},
    "language": {"enum": list(LANGUAGES)},
}
"""What the values of a choice look like, where they are no text."""

OF_YEAR: dict[str, Any] = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
SEARCH_SCHEMAS: dict[str, dict[str, Any]] = {
    "q": {"maxLength": LONGEST_TEXT},
    "from": OF_YEAR,
    "to": OF_YEAR,
    "most": {"type": "integer", "minimum": 1, "maximum": MOST_HITS, "default": MOST},
    "skip": {"type": "integer", "minimum": 0, "default": 0},
    "language": {"enum": list(LANGUAGES)},
}
SEARCH = [
    *(
        query_parameter(name, each.meaning.en, **SEARCH_SCHEMAS.get(name, {}))
        for name, each in PARAMETERS.items()
    ),
    LIST_FORMAT,
    LANG,
]

NEIGHBOURHOOD = [
    query_parameter("expand", "Slugs of things whose neighbours are wanted too, with commas."),
    query_parameter("kinds", "Classes of the neighbours that are wanted, with commas."),
    LIST_FORMAT,
    LANG,
]
ENDING: dict[str, Any] = {
    "name": "ending",
    "in": "path",
    "required": True,
    "description": "Of the file: the format.",
    "schema": {"type": "string", "enum": [known.extension for known in FORMATS_OF_NETWORKS]},
}

SHOWN = query_parameter(SHOW, "The query itself instead of its answer.", enum=["query"])


def describe_questions(library: Mapping[str, Query]) -> dict[str, Any]:
    """Return a path for each question of the library, as its head tells it."""
    return {f"/queries/{name}": {"get": _ask(query)} for name, query in library.items()}


def _ask(query: Query) -> dict[str, Any]:
    formats = formats_for(query.kind)
    names = [*(known.name for known in formats), "html"]
    taken = [_taken(parameter) for parameter in query.parameters.values()]
    taken += [*OF_A_DAY, *(OF_A_PAGE if query.has_pages else ())]
    taken += [
        query_parameter("format", "Format, in place of Accept.", enum=names),
        SHOWN,
        *SEEN,
        LANG,
    ]
    media_types = [*(known.media_types[0] for known in formats), "text/html"]
    content: dict[str, object] = {
        media_type: {} for media_type in [*media_types, "application/sparql-query"]
    }
    answer = {"description": "The answer.", "content": content}
    return {
        "operationId": f"get {query.name}",
        "tags": [query.name.rpartition("/")[0]],
        "summary": query.title.en,
        "description": query.description.en,
        "parameters": taken,
        "responses": {"200": answer, "default": PROBLEM},
    }


def describe_networks(projections: Mapping[str, Projection]) -> dict[str, Any]:
    """Return a path for each network of the library, with the formats of its files."""
    return {f"/networks/{name}.{{ending}}": _make(each) for name, each in projections.items()}


def _make(projection: Projection) -> dict[str, Any]:
    query = projection.query
    taken = [_taken(parameter) for parameter in query.parameters.values()]
    taken += [
        query_parameter(name, choice.meaning.en, **NETWORK_SCHEMAS.get(name, {}))
        for name, choice in CHOICES.items()
    ]
    measures = query_parameter(MEASURES, "What is measured of each node, with commas.")
    types = dict.fromkeys(known.media_types[0] for known in FORMATS_OF_NETWORKS)
    answer = {"description": "The network.", "content": {each: {} for each in types}}
    operation = {
        "operationId": f"network {projection.name}",
        "tags": ["networks"],
        "summary": query.title.en,
        "description": query.description.en,
        "parameters": [ENDING, *taken, OF_A_DAY[0], measures],
        "responses": {"200": answer, "default": PROBLEM},
    }
    begun = {"description": "A job that makes it; Location says where it is."}
    job = operation | {
        "operationId": f"job {projection.name}",
        "responses": {"202": begun, "default": PROBLEM},
    }
    return {"get": operation, "post": job}


def _taken(parameter: Parameter) -> dict[str, Any]:
    plain = parameter.plain_default
    default = int(plain) if parameter.type == "number" else plain
    schema = SCHEMAS[parameter.type] | {"default": default}
    return query_parameter(parameter.name, parameter.meaning.en, **schema)


def describe_addresses(addresses: Sequence[Address], version: str) -> dict[str, Any]:
    """Return the OpenAPI document of `addresses`; HEAD is GET without the body and is left out."""
    paths = {
        PLACE.sub(r"{\1}", address.path): {
            method.lower(): _operation(address, method)
            for method in sorted(address.methods)
            if method != "HEAD"
        }
        for address in addresses
        if address.in_openapi
    }
    return {"openapi": "3.1.0", "info": {"title": "pcvegraph", "version": version}, "paths": paths}


def _operation(address: Address, method: str) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in PLACE.findall(address.path)
    ]
    operation: dict[str, Any] = {
        "operationId": f"{method.lower()} {address.path}",
        "summary": address.summary,
        "parameters": [*parameters, *address.parameters],
        "responses": {"200": {"description": "The answer."}, "default": PROBLEM},
    }
    return operation | {"requestBody": address.body or BODY} if method == "POST" else operation
