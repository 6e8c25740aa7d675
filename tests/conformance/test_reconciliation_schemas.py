"""What /reconcile answers is valid by the JSON Schemas of the Reconciliation API, 0.2 and 1.0 (draft).

Each example of a query that the specification calls valid is answered; each invalid one is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from conftest import REPOSITORY

FOLDER = REPOSITORY.parent / "shared/conformance/reconciliation"
SWAGGER = "http://swagger.io/v2/schema.json"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the schemas of the Reconciliation API are not at hand"
)
OLD, DRAFT = "0.2", "1.0-draft"
VERSIONS = (OLD, DRAFT)
PLACES = {OLD: "/reconcile", DRAFT: "/reconcile/v1"}


@cache
def schemas(version: str) -> Registry[Any]:
    contents = [json.loads(path.read_text()) for path in (FOLDER / version / "schemas").iterdir()]
    named = [(each.get("$id") or SWAGGER, each) for each in contents]
    return Registry().with_resources(
        (name, Resource.from_contents(each, default_specification=DRAFT7)) for name, each in named
    )


def validate(version: str, schema: str, document: Any) -> None:
    told = json.loads((FOLDER / version / "schemas" / f"{schema}.json").read_text())
    Draft7Validator(told, registry=schemas(version)).validate(document)


def examples(version: str, kind: str, validity: str) -> list[Path]:
    folder = FOLDER / version / "examples" / kind / validity
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def match(server: str, version: str, text: str) -> httpx.Response:
    if version == OLD:
        return httpx.post(f"{server}/reconcile", data={"queries": text})
    headers = {"Content-Type": "application/json"}
    return httpx.post(f"{server}/reconcile/v1/match", content=text.encode(), headers=headers)


def extend(server: str, version: str, text: str) -> httpx.Response:
    if version == OLD:
        return httpx.post(f"{server}/reconcile", data={"extend": text})
    headers = {"Content-Type": "application/json"}
    return httpx.post(f"{server}/reconcile/v1/extend", content=text.encode(), headers=headers)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_manifest_is_valid(server: str, version: str, language: str):
    told = httpx.get(server + PLACES[version], headers={"Accept-Language": language}).json()
    validate(version, "manifest", told)
    assert told["versions"] == [version]


@pytest.mark.parametrize("version", VERSIONS)
def test_suggestions_are_valid(server: str, version: str):
    for what, schema in (("entity", "entities"), ("type", "types"), ("property", "properties")):
        for prefix in ("", "c", "public"):
            told = httpx.get(
                f"{server}{PLACES[version]}/suggest/{what}", params={"prefix": prefix}
            ).json()
            validate(version, f"suggest-{schema}-response", told)
            assert told["result"] or (what, prefix) != ("entity", "public")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ["", "Organisation"])
def test_proposed_properties_are_valid(server: str, version: str, kind: str):
    place = f"{server}{PLACES[version]}/extend/propose"
    told = httpx.get(place, params={"type": kind, "limit": "70"}).json()
    validate(version, "data-extension-property-proposal", told)
    assert {"country", "memberOf", "^memberOf"} <= {each["id"] for each in told["properties"]}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_values_of_every_property_are_valid(server: str, version: str):
    place = f"{server}{PLACES[version]}"
    listed = httpx.get(f"{place}/extend/propose").json()["properties"]
    names = [each["id"] for each in listed]
    ids = ["public-safety-canada", "canada", "global-counterterrorism-forum", "nothing-has-this"]
    for start in range(0, len(names), 50):
        wanted = [{"id": name} for name in names[start : start + 50]]
        asked = {"ids": ids, "properties": wanted}
        validate(version, "data-extension-query", asked)
        answer = extend(server, version, json.dumps(asked))
        assert answer.status_code == 200, answer.text
        validate(version, "data-extension-response", answer.json())


def cases(kind: str, validity: str) -> list[Any]:
    return [
        pytest.param(version, path, id=f"{version}-{path.stem}")
        for version in VERSIONS
        for path in examples(version, kind, validity)
    ]


@pytest.mark.parametrize(("version", "path"), cases("reconciliation-query-batch", "valid"))
def test_a_valid_batch_is_answered_validly(server: str, version: str, path: Path):
    batch = without_foreign_terms(path.read_text(), version)
    answer = match(server, version, batch)
    assert answer.status_code == 200, answer.text
    validate(version, "reconciliation-result-batch", answer.json())
    asked = json.loads(batch)
    if version == OLD:
        assert answer.json().keys() == asked.keys()
    else:
        assert len(answer.json()["results"]) == len(asked["queries"])


def without_foreign_terms(text: str, version: str) -> str:
    """Return the batch without the types, and what is required, of the service it was written for."""
    document = json.loads(text)
    queries = document["queries"] if version == DRAFT else list(document.values())
    for query in queries:
        query.pop("type", None)
        for condition in query.get("conditions", []):
            condition.pop("required", None)
    return json.dumps(document)


@pytest.mark.parametrize(("version", "path"), cases("reconciliation-query-batch", "invalid"))
def test_an_invalid_batch_is_refused(server: str, version: str, path: Path):
    answer = match(server, version, path.read_text())
    assert answer.status_code == 400, answer.text
    assert answer.json()["detail"]
    assert answer.json()["remedy"]


@pytest.mark.parametrize("version", VERSIONS)
def test_candidates_are_valid(server: str, version: str):
    names = [
        "Sécurité publique Canada",
        "RCMP",
        "Hedayah",
        "canada",
        "",
        "global-counterterrorism-forum",
    ]
    make: Callable[[str], dict[str, Any]] = (
        (lambda name: {"query": name})
        if version == OLD
        else (lambda name: {"conditions": [{"matchType": "name", "propertyValue": name}]})
    )
    queries = [make(name) for name in names]
    batch: Any = dict(enumerate(queries)) if version == OLD else {"queries": queries}
    validate(version, "reconciliation-query-batch", json.loads(json.dumps(batch)))
    answer = match(server, version, json.dumps(batch))
    validate(version, "reconciliation-result-batch", answer.json())
    told = answer.json()
    results = (
        [each["result"] for each in told.values()]
        if version == OLD
        else [each["candidates"] for each in told["results"]]
    )
    assert [bool(each) for each in results] == [True, True, True, True, False, True]
    assert all(0 <= one["score"] <= 100 for each in results for one in each)
