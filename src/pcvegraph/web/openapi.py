"""/api: the service as OpenAPI says it, for programs that read that."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from pcvegraph.querying.formats import FORMATS

FORMAT_NAMES = sorted({known.name for known in FORMATS} | {known.extension for known in FORMATS})


def query_parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """Return a parameter of the address as OpenAPI has it."""
    schema = schema or {"type": "string"}
    return {"name": name, "in": "query", "description": description, "schema": schema}


LANG = query_parameter("lang", "Language of the page.", type="string", enum=["en", "fr"])
FORMAT = query_parameter(
    "format", "Format, in place of the Accept header.", type="string", enum=FORMAT_NAMES
)
MANY = {"type": "array", "items": {"type": "string", "format": "iri"}}
PROTOCOL = [
    query_parameter("query", "The query. Without it, and for people, the form to write one."),
    query_parameter("default-graph-uri", "Graph that is part of the default graph.", **MANY),
    query_parameter("named-graph-uri", "Graph that GRAPH can name.", **MANY),
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
    "content": {"application/problem+json": {"schema": {"type": "object"}}},
}


def describe_service(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of `app`; HEAD is GET without the body and is left out."""
    paths: dict[str, dict[str, Any]] = {}
    for route in app.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            paths[route.path] = {
                method.lower(): _operation(route, method)
                for method in sorted(route.methods or ())
                if method != "HEAD"
            }
    info = {"title": app.title, "version": app.version}
    return {"openapi": "3.1.0", "info": info, "paths": paths}


def _operation(route: APIRoute, method: str) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in route.param_convertors
    ]
    operation: dict[str, Any] = {
        "operationId": f"{method.lower()} {route.path}",
        "summary": route.summary,
        "parameters": parameters + (route.openapi_extra or {}).get("parameters", []),
        "responses": {"200": {"description": "The answer."}, "default": PROBLEM},
    }
    return operation | {"requestBody": BODY} if method == "POST" else operation
