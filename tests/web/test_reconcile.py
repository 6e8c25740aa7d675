"""/reconcile as its clients use it: matches with reasons, suggestions, previews, values, errors."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY, serving
from pcvegraph.linking.reconciliation.matching import COMPARISONS, LONGEST_NAME
from pcvegraph.linking.reconciliation.requests import BATCH_SIZE, MOST_QUERIES
from pcvegraph.linking.reconciliation.terms import ALIASES

PROBLEM = "application/problem+json"
DRAFT = "/reconcile/v1"


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return server


def ask(address: str, queries: Any, **parameters: str) -> httpx.Response:
    data = {"queries": queries if isinstance(queries, str) else json.dumps(queries)}
    return httpx.post(f"{address}/reconcile", data=data, params=parameters, timeout=60)


def candidates(address: str, query: dict[str, Any]) -> list[dict[str, Any]]:
    answer = ask(address, {"q0": query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q0"]["result"]
    return found


def match(address: str, body: Any, **headers: str) -> httpx.Response:
    content = body if isinstance(body, str) else json.dumps(body)
    headers = {"Content-Type": "application/json"} | headers
    return httpx.post(f"{address}{DRAFT}/match", content=content.encode(), headers=headers)


def matched(address: str, *conditions: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    answer = match(address, {"queries": [{"conditions": conditions, **query}]})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"][0]["candidates"]
    return found


def extend(address: str, ids: list[str], *properties: Any) -> Any:
    wanted = [each if isinstance(each, dict) else {"id": each} for each in properties]
    asked = json.dumps({"ids": ids, "properties": wanted})
    answer = httpx.post(f"{address}/reconcile", data={"extend": asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


# The manifest, and the page


def test_a_program_gets_the_manifest_and_a_person_a_page(address: str):
    told = httpx.get(f"{address}/reconcile").json()
    assert told["identifierSpace"] == "https://w3id.org/pcvegraph/id/"
    assert told["schemaSpace"] == "https://w3id.org/pcvegraph/ontology#"
    assert told["batchSize"] == BATCH_SIZE
    assert told["view"]["url"] == f"{address}/id/{{{{id}}}}"
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = httpx.get(f"{address}/reconcile", headers={"Accept": browser})
    assert page.headers["Content-Type"].startswith("text/html")
    assert f"<code>{address}/reconcile</code>" in page.text
    french = httpx.get(f"{address}/reconcile?lang=fr", headers={"Accept": browser})
    assert "Donnez cette adresse à OpenRefine" in french.text
    for feature in ("name", "website"):
        assert f'id="{feature}"' in page.text


def test_where_the_manifest_leads_there_is_something(address: str):
    told = httpx.get(f"{address}/reconcile").json()
    places = [
        told["view"]["url"].replace("{{id}}", "canada"),
        told["preview"]["url"].replace("{{id}}", "canada"),
        told["feature_view"]["url"].replace("{{id}}", "name"),
        told["documentation"],
        told["logo"],
    ]
    for suggest in told["suggest"].values():
        places.append(suggest["service_url"] + suggest["service_path"] + "?prefix=co")
    proposing = told["extend"]["propose_properties"]
    places.append(proposing["service_url"] + proposing["service_path"] + "?type=Organisation")
    for what, name in (("entity", "canada"), ("type", "Organisation"), ("property", "country")):
        flyout = told["suggest"][what]
        path = flyout["flyout_service_path"].replace("${id}", name)
        places.append(flyout["flyout_service_url"] + path)
    for place in places:
        assert httpx.get(place).status_code == 200, place


def test_the_address_that_is_set_is_the_one_in_the_manifest():
    with serving(REPOSITORY, PCVEGRAPH_PUBLIC_URL="https://example.org/graph/") as place:
        answer = httpx.get(f"{place}/reconcile")
        assert answer.json()["view"]["url"] == "https://example.org/graph/id/{{id}}"
        assert answer.headers["ETag"]


def test_one_client_does_not_choose_the_addresses_that_another_gets(address: str):
    evil = httpx.get(f"{address}/reconcile", headers={"Host": "evil.example"})
    assert "evil.example" in evil.text
    assert evil.headers["Cache-Control"] == "no-store"
    assert "evil.example" not in httpx.get(f"{address}/reconcile").text
    html = {"Accept": "text/html"}
    assert (
        "evil.example"
        in httpx.get(f"{address}/reconcile", headers=html | {"Host": "evil.example"}).text
    )
    assert "evil.example" not in httpx.get(f"{address}/reconcile", headers=html).text


# Matching


def test_a_name_in_either_language_is_matched_with_its_reasons(address: str):
    queries = {
        "en": {"query": "Public Safety Canada"},
        "fr": {"query": "securite publique canada", "properties": [{"pid": "country", "v": "CA"}]},
    }
    told = ask(address, queries).json()
    for key in queries:
        first = told[key]["result"][0]
        assert (first["id"], first["match"]) == ("public-safety-canada", True)
        assert first["type"] == [{"id": "Organisation", "name": "organisation"}]
    features = {each["id"]: each for each in told["fr"]["result"][0]["features"]}
    assert features.keys() == {"name", "country"}
    assert features["country"]["name"] == "same country: CA"
    assert features["name"]["value"] > features["country"]["value"] > 0


@pytest.mark.parametrize(
    "country",
    [
        "CA",
        "ca",
        "Canada",
        "canada",
        "id:canada",
        "https://w3id.org/pcvegraph/id/canada",
        {"id": "canada"},
        ["XX", {"id": "canada", "name": "Canada"}],
    ],
)
def test_a_country_is_a_code_a_name_or_a_thing(address: str, country: Any):
    query = {"query": "Public Safety", "properties": [{"pid": "country", "v": country}]}
    first = candidates(address, query)[0]
    assert "country" in {each["id"] for each in first["features"]}


def test_a_website_alone_finds_who_has_it(address: str):
    for pid in ("homepage", "website", "http://xmlns.com/foaf/0.1/homepage"):
        query = {"properties": [{"pid": pid, "v": "http://publicsafety.gc.ca/index-en.aspx"}]}
        found = candidates(address, query)
        assert "public-safety-canada" in [each["id"] for each in found]
        assert all([each["id"] for each in one["features"]] == ["website"] for one in found)


def test_an_acronym_alone_is_something_to_look_at_and_no_match(address: str):
    (first, *_) = candidates(address, {"query": "RCMP"})
    assert first["id"] == "royal-canadian-mounted-police"
    assert not first["match"]
    assert first["score"] <= 30
    assert first["features"][0]["id"] == "search"


def test_an_identifier_is_what_it_is_of(address: str):
    for name in (
        "global-counterterrorism-forum",
        "id:hedayah",
        "https://w3id.org/pcvegraph/id/hedayah",
    ):
        (first,) = candidates(address, {"query": name})
        assert (first["score"], first["match"]) == (100, True)
    assert candidates(address, {"query": "id:hedayah", "type": "Event"}) == []


def test_a_type_takes_in_what_specialises_it_and_nothing_else(address: str):
    (state,) = candidates(address, {"query": "Canada", "type": "State"})
    assert (state["id"], state["match"]) == ("canada", True)
    for kind in (
        "Actor",
        "pcve:Actor",
        "https://w3id.org/pcvegraph/ontology#Actor",
        ["Event", "Actor"],
    ):
        assert candidates(address, {"query": "Canada", "type": kind})[0]["id"] == "canada"
    strict = {"query": "Canada", "type": ["Event", "Actor"], "type_strict": "all"}
    assert candidates(address, strict) == []
    assert "canada" not in [
        each["id"] for each in candidates(address, {"query": "Canada", "type": "Event"})
    ]


def test_the_limit_is_kept_and_the_order_is_that_of_the_scores(address: str):
    found = candidates(address, {"query": "Ministry of the Interior", "limit": 3})
    assert len(found) == 3
    scores = [each["score"] for each in found]
    assert scores == sorted(scores, reverse=True)
    # Homonyms are as likely as each other: none is taken.
    assert not any(each["match"] for each in found)


def test_a_property_that_is_unknown_says_nothing(address: str):
    plain = candidates(address, {"query": "Hedayah"})
    query = {"query": "Hedayah", "properties": [{"pid": "shoe size", "v": 44}]}
    assert candidates(address, query) == plain


def test_get_answers_as_post_does(address: str):
    queries = json.dumps({"q0": {"query": "Hedayah"}})
    got = httpx.get(f"{address}/reconcile", params={"queries": queries})
    assert got.json() == ask(address, queries).json()
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["ETag"]


def test_names_and_reasons_are_in_the_language_that_is_asked(address: str):
    told = ask(address, {"q": {"query": "Public Safety Canada"}}, lang="fr").json()
    first = told["q"]["result"][0]
    assert first["name"] == "Sécurité publique Canada"
    assert first["features"][0]["name"].startswith("même nom")


@settings(max_examples=25)
@given(key=st.text(max_size=20), name=st.text(max_size=60))
def test_any_name_is_answered_under_its_key(address: str, key: str, name: str):
    told = ask(address, {key: {"query": name}}).json()
    assert told.keys() == {key}


# What is wrong is told


@pytest.mark.parametrize(
    ("queries", "words"),
    [
        ('{"q0": {"query": "Hedayah"},\n "q1" {}}', "line 2, column 7"),
        ("[]", "not a JSON object"),
        ('{"q0": "Hedayah"}', "q0"),
        ('{"q0": {}}', "neither"),
        ('{"q0": {"query": 3}}', "query"),
        ('{"q0": {"query": "a", "limit": 0}}', "limit"),
        ('{"q0": {"query": "a", "limit": NaN}}', "limit"),
        ('{"q0": {"query": "a", "limit": true}}', "limit"),
        ('{"q0": {"query": "a", "type": "Organization"}}', "Organisation"),
        ('{"q0": {"query": "a", "type": {"id": "x"}}}', "type"),
        ('{"q0": {"query": "a", "type_strict": "maybe"}}', "type_strict"),
        ('{"q0": {"query": "a", "properties": [{"pid": "country"}]}}', "v"),
        ('{"q0": {"query": "a", "properties": [{"pid": "country", "v": null}]}}', "v"),
        ('{"q0": {"query": "a", "properties": [{"pid": "country", "v": {"name": "a"}}]}}', "id"),
        ("[" * 100_000, "nests"),
        ('{"q0": {"query": "a", "limit": ' + "9" * 5_000 + "}}", "too long"),
    ],
)
def test_a_batch_that_is_wrong_is_refused(address: str, queries: str, words: str):
    answer = ask(address, queries)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == PROBLEM
    assert words in answer.json()["detail"] + answer.json()["remedy"]


def test_a_batch_is_bounded(address: str):
    many = {f"q{number}": {"query": "Hedayah"} for number in range(MOST_QUERIES)}
    assert len(ask(address, many).json()) == MOST_QUERIES
    many["more"] = {"query": "Hedayah"}
    answer = ask(address, many)
    assert answer.status_code == 413
    assert "1001" in answer.json()["detail"]
    ten_thousand = {str(number): {"query": "Hedayah"} for number in range(10_000)}
    assert ask(address, ten_thousand).status_code == 413
    assert ask(address, '{"q": {"query": "' + "a" * 1_000_001 + '"}}').status_code == 413


def test_names_that_nothing_has_have_no_candidates(address: str):
    for name in ("", "   ", "…", "a" * (LONGEST_NAME + 1), "word " * 2_000, "\ud800", "\x00"):
        assert candidates(address, {"query": name}) == [], name[:20]


@pytest.mark.parametrize(
    "callback",
    [
        "alert(1)",
        "a;b",
        "a b",
        "é",
        "a.",
        ".a",
        "1a",
        "a[0]",
        "</script>",
        "a\n",
        "a" * 101,
        "a..b",
    ],
)
def test_a_callback_is_the_name_of_a_function(address: str, callback: str):
    for path in ("/reconcile", "/reconcile/suggest/entity?prefix=c"):
        answer = httpx.get(address + path, params={"prefix": "c", "callback": callback})
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == PROBLEM


def test_an_answer_can_be_given_to_a_function(address: str):
    answer = httpx.get(f"{address}/reconcile", params={"callback": "jQuery_1.$done"})
    assert answer.headers["Content-Type"].startswith("text/javascript")
    script = re.fullmatch(r"/\*\*/jQuery_1\.\$done\((.*)\);", answer.text)
    assert script
    assert json.loads(script[1])["versions"] == ["0.2"]
    suggested = {"prefix": "hed", "callback": "f"}
    answer = httpx.get(f"{address}/reconcile/suggest/entity", params=suggested)
    assert answer.text.startswith("/**/f({")


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("POST", "/reconcile", {"json": {"q0": {"query": "a"}}}, 415),
        ("POST", "/reconcile", {"data": {"other": "x"}}, 400),
        ("POST", "/reconcile", {"data": {"queries": "{}", "extend": "{}"}}, 400),
        ("GET", "/reconcile?queries={}&queries={}", {}, 400),
        ("GET", "/reconcile?format=xml", {}, 406),
        ("GET", "/reconcile/suggest/entity", {}, 400),
        ("GET", "/reconcile/suggest/entity?prefix=a&cursor=-1", {}, 400),
        ("GET", "/reconcile/suggest/entity?prefix=a&limit=0", {}, 400),
        ("GET", "/reconcile/suggest/entity?prefix=a&type=Nope", {}, 400),
        ("GET", "/reconcile/suggest/colour?prefix=a", {}, 404),
        ("GET", "/reconcile/preview?id=nothing-has-this", {}, 404),
        ("GET", "/reconcile/preview", {}, 400),
        ("GET", "/reconcile/flyout/type?id=Nope", {}, 404),
        ("GET", "/reconcile/extend/propose?type=Nope", {}, 400),
        ("GET", "/reconcile/v1/match", {}, 405),
        ("POST", "/reconcile/v1/match", {"data": {"queries": "{}"}}, 415),
        ("POST", "/reconcile/v1/match", {"json": {"q0": {"query": "a"}}}, 400),
        ("POST", "/reconcile/v1/extend", {"json": {"ids": ["canada"]}}, 400),
        ("POST", "/reconcile/v1/extend", {"json": {"ids": [3], "properties": []}}, 400),
        ("POST", "/reconcile/v1/extend", {"json": {"ids": ["a"] * 1001, "properties": []}}, 413),
        (
            "POST",
            "/reconcile/v1/extend",
            {"json": {"ids": ["canada"], "properties": [{"id": "shoe size"}]}},
            400,
        ),
        (
            "POST",
            "/reconcile/v1/extend",
            {"json": {"ids": [], "properties": [{"id": "country", "settings": {"limit": "x"}}]}},
            400,
        ),
    ],
)
def test_what_is_wrong_is_told(
    address: str, method: str, path: str, sent: dict[str, Any], status: int
):
    answer = httpx.request(method, address + path, **sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.json()["remedy"]


# Suggestions, previews


def test_things_are_suggested_as_one_types(address: str):
    def suggest(**parameters: str) -> list[str]:
        answer = httpx.get(f"{address}/reconcile/suggest/entity", params=parameters)
        return [each["id"] for each in answer.json()["result"]]

    assert suggest(prefix="heda")[0] == "hedayah"
    assert suggest(prefix="hedayah") == suggest(prefix="Hedayah")
    assert suggest(prefix="Sécurité publique Can")[0] == "public-safety-canada"
    assert suggest(prefix="royal-canadian-mounted-police")[0] == "royal-canadian-mounted-police"
    first, second = suggest(prefix="canada"), suggest(prefix="canada", cursor="10")
    assert len(first) == len(second) == 10
    assert not set(first) & set(second)
    assert suggest(prefix="canada", limit="15") == [*first, *second[:5]]
    assert suggest(prefix="canada", type="State") == ["canada"]
    assert suggest(prefix="a" * 10_000) == []
    assert len(suggest(prefix="")) == 10


def test_types_and_properties_are_suggested_in_both_languages(address: str):
    def suggest(what: str, prefix: str) -> list[str]:
        place = f"{address}/reconcile/suggest/{what}"
        return [each["id"] for each in httpx.get(place, params={"prefix": prefix}).json()["result"]]

    assert suggest("type", "reseau") == ["Network"]
    assert suggest("type", "Organisation")[0] == "Organisation"
    assert suggest("property", "pays") == ["country"]
    assert suggest("property", "member")[:1] == ["memberOf"]
    assert "^memberOf" in suggest("property", "has mem")


def test_a_preview_is_a_small_page_and_a_flyout_a_few_words(address: str):
    page = httpx.get(f"{address}/reconcile/preview?id=public-safety-canada&lang=fr")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Sécurité publique Canada" in page.text
    assert "Ministère fédéral" in page.text
    assert page.headers["ETag"]
    told = httpx.get(f"{address}/reconcile/flyout/entity?id=public-safety-canada").json()
    assert told["id"] == "public-safety-canada"
    assert "<strong>Public Safety Canada</strong>" in told["html"]


def test_html_that_comes_in_goes_out_as_text(address: str):
    evil = "<script>alert(1)</script>"
    page = httpx.get(
        f"{address}/reconcile/preview", params={"id": evil}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 404
    assert "<script" not in page.text
    assert candidates(address, {"query": evil}) == []
    answer = ask(address, {evil: {"query": evil}})
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


# Extension


def test_a_table_is_extended_by_texts_things_and_dates(address: str):
    told = extend(
        address,
        ["public-safety-canada", "nothing-has-this", "https://w3id.org/pcvegraph/id/canada"],
        *("prefLabel@fr", "acronym", "country", "homepage", "classification", "isoCode"),
        {"id": "country", "settings": {"content": "iri"}},
    )
    row = told["rows"]["public-safety-canada"]
    assert row["prefLabel@fr"] == [{"str": "Sécurité publique Canada"}]
    assert row["acronym"] == [{"str": "PS"}, {"str": "SP"}]
    assert row["homepage"] == [{"str": "https://www.publicsafety.gc.ca"}]
    assert row["classification"] == [{"str": "government body"}]
    assert row["country"] == [{"str": "https://w3id.org/pcvegraph/id/canada"}]
    assert not any(told["rows"]["nothing-has-this"].values())
    assert told["rows"]["https://w3id.org/pcvegraph/id/canada"]["isoCode"] == [{"str": "CA"}]
    meta = {each["id"]: each for each in told["meta"]}
    assert meta["country"]["type"] == {"id": "State", "name": "state"}
    assert meta["prefLabel@fr"]["name"] == "name (in French)"


def test_relations_are_followed_from_both_ends(address: str):
    told = extend(
        address,
        ["global-counterterrorism-forum"],
        "^memberOf",
        {"id": "^coChairs", "settings": {"limit": "1"}},
    )
    members = told["rows"]["global-counterterrorism-forum"]["^memberOf"]
    assert {"id": "canada", "name": "Canada"} in members
    assert [each["name"] for each in members] == sorted(each["name"] for each in members)
    back = extend(address, ["canada"], "memberOf")["rows"]["canada"]["memberOf"]
    assert "global-counterterrorism-forum" in [each["id"] for each in back]


def test_dates_are_as_precise_as_their_source(address: str):
    ids = [
        each["id"]
        for each in httpx.get(
            f"{address}/reconcile/suggest/entity?prefix=&limit=100&type=Event"
        ).json()["result"]
    ]
    rows = extend(address, ids, "start")["rows"]
    values = [value for row in rows.values() for value in row["start"]]
    kinds = {next(iter(value)) for value in values}
    assert kinds == {"date", "str"}
    assert all(re.fullmatch(r"\d{4}(-\d\d)?", value["str"]) for value in values if "str" in value)


# The draft of 1.0


def name(text: Any) -> dict[str, Any]:
    return {"matchType": "name", "propertyValue": text}


def test_the_draft_matches_by_conditions(address: str):
    (first, *_) = matched(address, name("Public Safety Canada"))
    assert (first["id"], first["match"], first["lang"]) == ("public-safety-canada", True, "en")
    assert all(each["name"] for each in first["features"])
    (by_id,) = matched(address, {"matchType": "id", "propertyValue": "hedayah"})
    assert (by_id["id"], by_id["score"]) == ("hedayah", 100)
    assert matched(address, name(["Nobody of the Kind", "Hedayah"]))[0]["id"] == "hedayah"


def test_what_is_required_keeps_out_who_does_not_meet_it(address: str):
    ministry = name("Ministry of the Interior")
    country = {"matchType": "property", "propertyId": "country", "propertyValue": "FR"}
    (only,) = matched(address, ministry, country | {"required": True})
    assert only["id"] == "ministry-of-the-interior-france"
    assert len(matched(address, ministry, country)) > 1
    others = matched(address, ministry, country | {"required": True, "matchQuantifier": "none"})
    assert others
    assert "ministry-of-the-interior-france" not in [each["id"] for each in others]
    both = country | {"propertyValue": ["FR", "FI"], "required": True, "matchQuantifier": "all"}
    assert matched(address, ministry, both) == []
    either = both | {"matchQuantifier": "any"}
    assert len(matched(address, ministry, either)) == 2
    unknown = country | {"propertyId": "shoe size", "required": True}
    answer = match(address, {"queries": [{"conditions": [ministry, unknown]}]})
    assert answer.status_code == 400


def test_the_draft_speaks_the_language_of_the_client(address: str):
    body = {"queries": [{"conditions": [name("Public Safety Canada")]}]}
    answer = match(address, body, **{"Accept-Language": "fr-CA"})
    assert answer.headers["Content-Language"] == "fr"
    first = answer.json()["results"][0]["candidates"][0]
    assert (first["name"], first["lang"]) == ("Sécurité publique Canada", "fr")


def test_the_draft_extends_with_languages(address: str):
    asked = {"ids": ["public-safety-canada"], "properties": [{"id": "acronym"}]}
    told = httpx.post(f"{address}{DRAFT}/extend", json=asked).json()
    ((row,),) = [told["rows"]]
    assert row["id"] == "public-safety-canada"
    assert row["properties"][0]["values"] == [
        {"str": "PS", "lang": "en"},
        {"str": "SP", "lang": "fr"},
    ]


# The service


def test_openapi_has_the_addresses_with_their_bodies(address: str):
    paths = httpx.get(f"{address}/api").json()["paths"]
    form = paths["/reconcile"]["post"]["requestBody"]["content"]
    assert "queries" in form["application/x-www-form-urlencoded"]["schema"]["properties"]
    assert "application/json" in paths["/reconcile/v1/match"]["post"]["requestBody"]["content"]
    assert {"/reconcile/suggest/entity", "/reconcile/v1/suggest/type"} <= paths.keys()
    assert "application/sparql-query" in paths["/sparql"]["post"]["requestBody"]["content"]


def test_the_documentation_lists_the_properties_that_are_compared():
    page = (REPOSITORY / "docs/reconcile.md").read_text()
    table = page[page.index("In a query these are compared") :].split("\n\n")[1]
    cells = [re.findall(r"`([^`]+)`", row.split("|")[1]) for row in table.splitlines()[2:]]
    assert [cell[0] for cell in cells] == list(COMPARISONS)
    aliases = {alias: cell[0] for cell in cells for alias in cell[1:]}
    assert aliases.items() <= ALIASES.items()
