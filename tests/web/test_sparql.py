"""/sparql against a real service: the SPARQL 1.1 Protocol for queries."""

from __future__ import annotations

import csv
import io
import json
import socket
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from conftest import REPOSITORY, serving
from pcvegraph.graph.root import Root

PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/pcvegraph/id/>
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
"""
SELECT = PREFIXES + "SELECT ?code { id:canada pcve:isoCode ?code }"
ASK = PREFIXES + 'ASK { id:canada pcve:isoCode "CA" }'
CONSTRUCT = PREFIXES + "CONSTRUCT WHERE { id:canada pcve:isoCode ?code }"
CANADA = "https://w3id.org/pcvegraph/graph/actors/canada"
ALGERIA = "https://w3id.org/pcvegraph/graph/actors/algeria"
RESULTS = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
TRIPLE = ox.Triple(
    ox.NamedNode("https://w3id.org/pcvegraph/id/canada"),
    ox.NamedNode("https://w3id.org/pcvegraph/ontology#isoCode"),
    ox.Literal("CA"),
)


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as session:
        yield session


def ask(client: httpx.Client, query: str, accept: str = RESULTS, **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def values(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    rows = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def problem(answer: httpx.Response, status: int) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    details = answer.json()
    assert details["status"] == status
    assert details["detail"]
    assert details["instance"] == "/sparql"
    return details


# The question of the project


def test_who_co_chairs_the_west_africa_group_as_of_when_and_on_whose_word(client: httpx.Client):
    rows = values(
        ask(
            client,
            PREFIXES
            + """SELECT ?chair ?start ?end ?asOf ?source ?anchor ?address {
              ?relation rdf:predicate pcve:coChairs ; rdf:subject ?chair ; pcve:evidence ?evidence ;
                rdf:object id:gctf-west-africa-capacity-building-working-group .
              ?evidence dcterms:source ?source ; pcve:anchor ?anchor ; schema:url ?address .
              OPTIONAL { ?relation pcve:start ?start }
              OPTIONAL { ?relation pcve:end ?end }
              OPTIONAL { ?evidence pcve:asOf ?asOf }
            } ORDER BY ?chair""",
        )
    )
    source = "https://w3id.org/pcvegraph/source/polimetre-promise-5020-training-assistance"
    told = {
        "start": "2017-09-20",
        "asOf": "2019-09",
        "source": source,
        "anchor": "Co-chaired by Algeria and Canada",
        "address": "https://www.polimetre.org/fr/canada/42-trudeau-plc/promesses/5020"
        "#:~:text=Co%2Dchaired%20by%20Algeria%20and%20Canada",
    }
    chairs = [f"https://w3id.org/pcvegraph/id/{state}" for state in ("algeria", "canada")]
    assert [row for row in rows if row["source"] == source] == [
        {"chair": chair} | told for chair in chairs
    ]
    assert "https://w3id.org/pcvegraph/id/germany" in {row["chair"] for row in rows}


# Three ways to ask


def test_get_and_both_forms_of_post_give_the_same_answer(client: httpx.Client):
    headers = {"Accept": RESULTS}
    got = ask(client, SELECT)
    form = client.post("/sparql", data={"query": SELECT}, headers=headers)
    direct = client.post("/sparql", content=SELECT, headers=headers | {"Content-Type": QUERY})
    assert got.content == form.content == direct.content
    assert values(got) == [{"code": "CA"}]


def test_a_type_of_body_may_have_parameters_and_capitals(client: httpx.Client):
    headers = {"Content-Type": "Application/SPARQL-Query; charset=UTF-8", "Accept": RESULTS}
    answer = client.post("/sparql", content=SELECT, headers=headers)
    assert values(answer) == [{"code": "CA"}]


def test_head_has_the_headers_of_get_and_no_body(client: httpx.Client):
    head = client.head("/sparql", params={"query": ASK})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == client.get("/sparql", params={"query": ASK}).headers["ETag"]


# The dataset


def count(client: httpx.Client, pattern: str, **dataset: list[str] | str) -> int:
    query = PREFIXES + f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    headers = {"Accept": RESULTS}
    answer = client.get("/sparql", params={"query": query, **dataset}, headers=headers)
    return int(values(answer)[0]["n"])


def test_a_default_graph_holds_that_graph_only(client: httpx.Client):
    graph = {"default-graph-uri": CANADA}
    assert count(client, "id:canada pcve:isoCode ?c", **graph) == 1
    assert count(client, "id:algeria pcve:isoCode ?c", **graph) == 0
    assert count(client, "GRAPH ?g { ?s ?p ?o }", **graph) == 0


def test_several_default_graphs_are_merged(client: httpx.Client):
    graphs = {"default-graph-uri": [CANADA, ALGERIA]}
    assert count(client, "?s pcve:isoCode ?c", **graphs) == 2
    assert count(client, "?s pcve:coChairs ?o", **graphs) == 0


def test_several_default_graphs_are_merged_as_a_set(client: httpx.Client):
    once = count(client, "?s ?p ?o", **{"default-graph-uri": CANADA})
    twice = count(client, "?s ?p ?o", **{"default-graph-uri": [CANADA, CANADA]})
    assert once == twice


def test_a_named_graph_is_reached_by_name_only(client: httpx.Client):
    graph = {"named-graph-uri": CANADA}
    assert count(client, "GRAPH ?g { id:canada pcve:isoCode ?c }", **graph) == 1
    assert count(client, "GRAPH ?g { id:algeria pcve:isoCode ?c }", **graph) == 0
    assert count(client, "?s ?p ?o", **graph) == 0


def test_merged_default_graphs_leave_named_graphs_as_they_are(client: httpx.Client):
    graphs = {"default-graph-uri": [CANADA, ALGERIA], "named-graph-uri": ALGERIA}
    assert count(client, "?s pcve:isoCode ?c", **graphs) == 2
    assert count(client, "GRAPH ?g { ?s pcve:isoCode ?c }", **graphs) == 1


@pytest.mark.parametrize("where", ["default-graph-uri", "named-graph-uri", "FROM", "FROM NAMED"])
def test_an_unknown_graph_is_told_and_not_fetched(client: httpx.Client, where: str):
    graph = "https://nowhere.example/"
    if where.startswith("FROM"):
        query = {"query": f"SELECT * {where} <{graph}> {{ ?s ?p ?o }}"}
    else:
        query = {"query": "SELECT * { ?s ?p ?o }", where: graph}
    details = problem(client.get("/sparql", params=query), 400)
    assert f"There is no graph <{graph}> here" in details["detail"]
    assert "Comunica" in details["remedy"]


@pytest.mark.parametrize("name", ["", "canada", "not an IRI", "https://x.example/<>"])
def test_a_graph_that_is_no_iri_is_a_problem(client: httpx.Client, name: str):
    query = {"query": ASK, "default-graph-uri": name}
    details = problem(client.get("/sparql", params=query), 400)
    assert "is not the IRI of a graph" in details["detail"]


def test_the_dataset_of_a_direct_post_is_in_the_address(client: httpx.Client):
    address = "/sparql?" + urlencode({"default-graph-uri": ALGERIA})
    headers = {"Content-Type": QUERY, "Accept": RESULTS}
    assert values(client.post(address, content=SELECT, headers=headers)) == []


# Formats

TABLES = {
    "json": RESULTS,
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPHS = {
    "turtle": ("text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    "ntriples": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdfxml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}


def read_code(content: bytes, name: str) -> str:
    match name:
        case "json":
            return json.loads(content)["results"]["bindings"][0]["code"]["value"]
        case "xml":
            results = ox.parse_query_results(content, format=ox.QueryResultsFormat.XML)
            return next(iter(results))["code"].value
        case "csv":
            return next(csv.DictReader(io.StringIO(content.decode())))["code"]
        case _:
            return content.decode().splitlines()[1].strip('"')


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("by", ["accept", "parameter"])
def test_rows_come_in_every_format(client: httpx.Client, name: str, by: str):
    media_type = TABLES[name]
    answer = (
        ask(client, SELECT, accept=media_type.split(";")[0])
        if by == "accept"
        else ask(client, SELECT, accept="image/png", format=name)
    )
    assert answer.headers["Content-Type"] == media_type
    assert read_code(answer.content, name) == "CA"


@pytest.mark.parametrize("name", ["json", "xml"])
def test_yes_and_no_come_in_formats_for_them(client: httpx.Client, name: str):
    answer = ask(client, ASK, format=name)
    results = ox.parse_query_results(
        answer.content, format=getattr(ox.QueryResultsFormat, name.upper())
    )
    assert bool(results)


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("by", ["accept", "parameter"])
def test_triples_come_in_every_format(client: httpx.Client, name: str, by: str):
    media_type, rdf_format = GRAPHS[name]
    answer = (
        ask(client, CONSTRUCT, accept=media_type.split(";")[0])
        if by == "accept"
        else ask(client, CONSTRUCT, accept="image/png", format=name)
    )
    assert answer.headers["Content-Type"] == media_type
    assert {quad.triple for quad in ox.parse(answer.content, format=rdf_format)} == {TRIPLE}


@pytest.mark.parametrize(
    ("query", "accept", "sent"),
    [
        (SELECT, "*/*", RESULTS),
        (SELECT, "application/*", RESULTS),
        (SELECT, "text/*", "text/csv; charset=utf-8"),
        (SELECT, "application/json", RESULTS),
        (SELECT, "text/csv;q=0.4, text/tab-separated-values;q=0.5", TABLES["tsv"]),
        (SELECT, f"{RESULTS};q=0, */*;q=0.1", TABLES["xml"]),
        (SELECT, "text/turtle, text/csv;q=0.1", TABLES["csv"]),
        (CONSTRUCT, "*/*", GRAPHS["turtle"][0]),
        (CONSTRUCT, "application/ld+json, text/turtle;q=0.9", GRAPHS["jsonld"][0]),
        (PREFIXES + "DESCRIBE id:canada", "application/*", GRAPHS["ntriples"][0]),
    ],
)
def test_accept_chooses(client: httpx.Client, query: str, accept: str, sent: str):
    assert ask(client, query, accept=accept).headers["Content-Type"] == sent


def test_several_lines_of_accept_are_one_list(client: httpx.Client):
    headers = [("Accept", "image/png"), ("Accept", "text/csv")]
    answer = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert answer.headers["Content-Type"] == TABLES["csv"]


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (SELECT, "text/turtle", TABLES),
        (CONSTRUCT, "text/csv", dict(GRAPHS)),
        (ASK, "image/*", TABLES),
    ],
)
def test_an_accept_that_cannot_be_met_is_told_what_can(
    client: httpx.Client, query: str, accept: str, offered: dict[str, object]
):
    details = problem(ask(client, query, accept=accept), 406)
    for media_type in offered.values():
        first = media_type[0] if isinstance(media_type, tuple) else media_type
        assert str(first).split(";")[0] in details["remedy"]


@pytest.mark.parametrize(("query", "name"), [(SELECT, "turtle"), (CONSTRUCT, "csv"), (ASK, "odt")])
def test_a_format_of_the_wrong_kind_is_told_which_are_right(
    client: httpx.Client, query: str, name: str
):
    details = problem(ask(client, query, format=name), 406)
    assert name in details["detail"]
    assert ("csv" in details["remedy"]) == (query != CONSTRUCT)


# What is wrong with a query


def test_a_query_that_does_not_parse_is_told_where(client: httpx.Client):
    details = problem(ask(client, "SELECT ?s\nWHERE { ?s ?p }"), 400)
    assert "line 2, column" in details["detail"]
    assert details["remedy"]


@pytest.mark.parametrize("query", ["", "   ", "# nothing but a comment", "hello", "SELECT", "{"])
def test_what_is_no_query_is_a_problem(client: httpx.Client, query: str):
    problem(ask(client, query), 400)


def test_no_query_is_a_problem_for_a_program_and_a_form_for_a_person(client: httpx.Client):
    problem(client.get("/sparql", headers={"Accept": RESULTS}), 400)
    problem(client.post("/sparql", data={"quary": ASK}), 400)
    form = client.get("/sparql", headers={"Accept": "text/html"})
    assert form.headers["Content-Type"].startswith("text/html")
    assert "<textarea" in form.text


def test_two_queries_are_a_problem(client: httpx.Client):
    twice = urlencode([("query", ASK), ("query", SELECT)])
    problem(client.get(f"/sparql?{twice}"), 400)
    problem(client.post("/sparql", content=twice, headers={"Content-Type": FORM}), 400)
    address = "/sparql?" + urlencode({"query": ASK})
    problem(client.post(address, content=ASK, headers={"Content-Type": QUERY}), 400)


UPDATE = "INSERT DATA { <urn:x> <urn:x> <urn:x> }"


@pytest.mark.parametrize("update", [UPDATE, "DROP ALL", "LOAD <https://example.org/>", "clear all"])
def test_an_update_is_refused_however_it_comes(client: httpx.Client, update: str):
    answers = [
        client.get("/sparql", params={"query": update}),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", content=update, headers={"Content-Type": QUERY}),
        client.post(
            "/sparql", content=update, headers={"Content-Type": "application/sparql-update"}
        ),
    ]
    for answer in answers:
        details = problem(answer, 400)
        assert "update" in details["detail"]
        assert "git" in details["remedy"]
    assert count(client, "<urn:x> ?p ?o") == 0


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <{0}> { ?s ?p ?o }",
        "service<{0}>{ ?s ?p ?o }",
        "SERVICE SILENT <{0}> { ?s ?p ?o }",
        "{ SELECT * { SERVICE ?where { ?s ?p ?o } } } VALUES ?where { <{0}> }",
        r"\u0053ERVICE <{0}> { ?s ?p ?o }",
        r"SERV\U00000049CE <{0}> { ?s ?p ?o }",
        "# a comment\nSERVICE <{0}> { ?s ?p ?o }",
        "VALUES ?v { '''a' } SERVICE <{0}> { ?s ?p ?o }",
        'VALUES ?v { "a\\\\" } SERVICE <{0}> { ?s ?p ?o }',
        "BIND(true AS ?t).SERVICE <{0}> { ?s ?p ?o }",
    ],
)
def test_a_service_clause_is_refused_and_nobody_is_called(client: httpx.Client, clause: str):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0)
        query = (
            "SELECT * { "
            + clause.replace("{0}", f"http://127.0.0.1:{other.getsockname()[1]}/")
            + " }"
        )
        details = problem(ask(client, query), 400)
        with pytest.raises(BlockingIOError):
            other.accept()
    assert "SERVICE" in details["detail"]
    assert "Comunica" in details["remedy"]


@pytest.mark.parametrize(
    "pattern",
    [
        "?s ?p ?o # SERVICE <https://example.org/>",
        '?s ?p "SERVICE <https://example.org/>"',
        "?s ?p '''\n SERVICE <https://example.org/> ' '''",
        r'?s ?p "\" SERVICE"',
        "?s ?p <https://example.org/SERVICE>",
        "?s ?p id:SERVICE",
        "?SERVICE ?p ?o",
        "_:SERVICE ?p ?o",
        "?s ?p 'x'@service",
    ],
)
def test_the_word_service_elsewhere_is_fine(client: httpx.Client, pattern: str):
    assert ask(client, PREFIXES + f"SELECT * {{ {pattern}\n }} LIMIT 1").status_code == 200


@pytest.mark.parametrize("text", ["a.b-", "'\\", "'''1'\\", '"""1"\\', "<a", "?x \\u0053 "])
def test_a_text_without_end_is_refused_in_time(client: httpx.Client, text: str):
    query = "SELECT * { SERVICE " + text * (400_000 // len(text))
    headers = {"Content-Type": QUERY}
    problem(client.post("/sparql", content=query, headers=headers, timeout=30), 400)


def test_a_query_that_is_too_long_is_refused(client: httpx.Client):
    body = (ASK + "\n#" + "x" * 1_000_000).encode()
    details = problem(client.post("/sparql", content=body, headers={"Content-Type": QUERY}), 413)
    assert "1000000 bytes" in details["detail"]
    assert "PCVEGRAPH_QUERY_SIZE_LIMIT_BYTES" in details["remedy"]


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/json", "", "multipart/form-data"]
)
def test_a_body_of_another_type_is_refused(client: httpx.Client, media_type: str):
    answer = client.post("/sparql", content=ASK, headers={"Content-Type": media_type})
    assert QUERY in problem(answer, 415)["remedy"]
    assert QUERY in answer.headers["Accept-Post"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_those_there_are(client: httpx.Client, method: str):
    answer = client.request(method, "/sparql")
    problem(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_what_is_not_utf_8_is_a_problem(client: httpx.Client):
    latin = "ASK { ?s ?p 'é' }".encode("latin-1")
    form = b"query=" + quote(latin).encode()
    for answer in (
        client.post("/sparql", content=latin, headers={"Content-Type": QUERY}),
        client.post("/sparql", content=b"query=" + latin, headers={"Content-Type": FORM}),
        client.post("/sparql", content=form, headers={"Content-Type": FORM}),
        client.get("/sparql?" + form.decode()),
    ):
        assert "UTF-8" in problem(answer, 400)["detail"]


def test_bytes_that_are_no_address_are_answered_with_400(server: str):
    with socket.create_connection(("127.0.0.1", urlsplit(server).port)) as connection:
        connection.sendall(b"GET /sparql?query=\xff HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b" 400 " in connection.recv(1000)


# Versions, caches, browsers


def test_the_version_is_the_hash_of_the_dump(client: httpx.Client):
    dump = client.get("/data.nq")
    version = sha256(dump.content).hexdigest()
    for path in ("/data.nq", "/healthz", "/", "/nowhere", "/id/canada", "/ontology", "/api"):
        assert client.get(path).headers["Pcvegraph-Version"] == version
    assert ask(client, ASK).headers["Pcvegraph-Version"] == version
    assert ask(client, "?").headers["Pcvegraph-Version"] == version


def test_an_answer_that_is_known_already_is_not_sent_again(client: httpx.Client):
    first = ask(client, SELECT)
    etag = first.headers["ETag"]
    assert first.headers["Pcvegraph-Version"][:12] in etag
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        headers = {"If-None-Match": known, "Accept": RESULTS}
        again = client.get("/sparql", params={"query": SELECT}, headers=headers)
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["ETag"] == etag
        assert "Accept" in again.headers["Vary"]
    other = client.get(
        "/sparql", params={"query": SELECT}, headers={"If-None-Match": etag, "Accept": "text/csv"}
    )
    assert other.status_code == 200
    assert other.headers["ETag"] != etag
    assert "Accept" in first.headers["Vary"]


def test_a_post_is_always_answered(client: httpx.Client):
    etag = ask(client, SELECT).headers["ETag"]
    headers = {"If-None-Match": etag, "Accept": RESULTS}
    assert values(client.post("/sparql", data={"query": SELECT}, headers=headers))


def test_any_page_may_ask(client: httpx.Client):
    origin = {"Origin": "https://elsewhere.example"}
    for answer in (
        client.get("/sparql", params={"query": ASK}, headers=origin),
        client.get("/sparql", params={"query": "?"}, headers=origin),
        client.get("/id/canada", headers=origin),
        client.get("/data.nq", headers=origin),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Pcvegraph-Version" in answer.headers["Access-Control-Expose-Headers"]


def test_a_preflight_allows_any_header(client: httpx.Client):
    answer = client.options(
        "/sparql",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, x-anything",
        },
    )
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "x-anything" in answer.headers["Access-Control-Allow-Headers"]


def test_the_same_question_gives_the_same_bytes(client: httpx.Client):
    library = sorted((REPOSITORY / "queries").rglob("*.rq"))
    texts = [path.read_text() for path in library]
    texts.append("SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class")
    texts.append(CONSTRUCT.replace("id:canada pcve:isoCode ?code", "?s pcve:evidence ?e"))
    for text in texts:
        first, second = (ask(client, text, accept="*/*") for _ in range(2))
        assert first.status_code == 200, text
        assert first.content == second.content


def test_two_services_give_the_same_bytes(tiny: Root):
    def answers() -> list[bytes]:
        with serving(tiny.path) as address, httpx.Client(base_url=address) as client:
            rows = ask(client, "SELECT * { ?s ?p ?o }")
            triples = ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", accept="text/turtle")
            grouped = ask(client, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
            return [a.content for a in (rows, triples, grouped, client.get("/data.nq"))]

    assert answers() == answers()


def test_a_long_query_holds_up_nobody(client: httpx.Client, server: str):
    # Some six million rows: seconds, not minutes.
    product = " ".join(f"?{name} a pcve:Fund ." for name in "abcd") + " ?e a pcve:Law ."
    query = PREFIXES + f"SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?b))) AS ?n) {{ {product} }}"
    request = f"GET /sparql?{urlencode({'query': query})} HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(server).port)) as long:
        long.sendall(request.encode())
        for _ in range(10):
            assert client.get("/healthz").status_code == 200
            assert ask(client, ASK).status_code == 200
        long.setblocking(False)
        with pytest.raises(BlockingIOError):
            long.recv(1)
        long.settimeout(120)
        assert long.recv(100).startswith(b"HTTP/1.1 200 ")


# Triples that two files state


def test_a_triple_of_two_files_counts_once(tiny: Root):
    label = 'id:rumours <http://www.w3.org/2004/02/skos/core#prefLabel> "rumours"@en'
    again = label.replace("id:rumours", "<https://w3id.org/pcvegraph/id/rumours>")
    with (tiny.ontology / "alignments.ttl").open("a") as alignments:
        alignments.write(f"\n{again} .\n")
    graphs = [f"https://w3id.org/pcvegraph/graph/ontology/{n}" for n in ("concepts", "alignments")]
    with serving(tiny.path) as address, httpx.Client(base_url=address) as client:
        assert count(client, f"GRAPH ?g {{ {label} }}") == 2
        assert count(client, label) == 1
        assert count(client, label, **{"default-graph-uri": graphs}) == 1
