"""Every rule of the protocols that the service speaks: SPARQL 1.1 Protocol, Graph Store, descriptions.

W3C's own tests of them are run in tests/conformance where they are at hand. What test_sparql.py shows
already is not shown again.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

import brotli
import httpx
import pyoxigraph as ox
import pytest
import zstandard

from conftest import serving
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.formats import FORMATS
from pcvegraph.web.service_description import FORMAT_IRIS, SD, describe_service

PREFIXES = """PREFIX id: <https://w3id.org/pcvegraph/id/>
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
"""
ASK = PREFIXES + 'ASK { id:canada pcve:isoCode "CA" }'
CODES = PREFIXES + "SELECT ?code { ?state pcve:isoCode ?code } ORDER BY ?code"
CODE = PREFIXES + "CONSTRUCT WHERE { id:canada pcve:isoCode ?code }"
GRAPHS = "https://w3id.org/pcvegraph/graph/"
CANADA, ALGERIA = f"{GRAPHS}actors/canada", f"{GRAPHS}actors/algeria"
JSON = "application/sparql-results+json"
TURTLE = "text/turtle; charset=utf-8"
N_TRIPLES = "application/n-triples"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDF_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as session:
        yield session


def ask(client: httpx.Client, query: str, accept: str = JSON, **parameters: str) -> httpx.Response:
    headers = {"Accept": accept}
    return client.get("/sparql", params={"query": query, **parameters}, headers=headers)


def codes(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["code"]["value"] for row in answer.json()["results"]["bindings"]]


def triples(answer: httpx.Response) -> set[ox.Triple]:
    assert answer.status_code == 200, answer.text
    media_type = answer.headers["Content-Type"].partition(";")[0]
    return {quad.triple for quad in ox.parse(answer.content, format=RDF_FORMATS[media_type])}


def problem(answer: httpx.Response, status: int) -> dict[str, str]:
    """Return the problem that `answer` is: of RFC 9457, with what to do, and of a version."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert re.fullmatch("[0-9a-f]{64}", answer.headers["Pcvegraph-Version"])
    details: dict[str, str] = answer.json()
    assert {"type", "title", "status", "detail", "remedy", "instance"} <= set(details)
    assert details["status"] == status
    assert details["detail"]
    assert details["remedy"]
    return details


# Queries: how they come (Protocol, 2.1)


@pytest.mark.parametrize(
    "media_type",
    [
        QUERY,
        f"{QUERY};charset=utf-8",
        f'{QUERY}; charset="UTF-8"',
        f"{QUERY}; boundary=x; charset=utf-8",
        f"{QUERY.upper()} ; Charset=Utf-8",
    ],
)
def test_a_query_may_say_that_it_is_utf_8(client: httpx.Client, media_type: str):
    headers = {"Content-Type": media_type, "Accept": JSON}
    query = "SELECT ('é…😀' AS ?code) {}".encode()
    assert codes(client.post("/sparql", content=query, headers=headers)) == ["é…😀"]


@pytest.mark.parametrize("charset", ["UTF-16", "utf-16le", "ISO-8859-1", "windows-1252"])
@pytest.mark.parametrize("media_type", [QUERY, FORM])
def test_a_query_that_says_it_is_something_else_is_refused(
    client: httpx.Client, media_type: str, charset: str
):
    query = ASK if media_type == QUERY else urlencode({"query": ASK})
    headers = {"Content-Type": f"{media_type}; charset={charset}"}
    answer = client.post("/sparql", content=query.encode(charset), headers=headers)
    details = problem(answer, answer.status_code)
    assert 400 <= answer.status_code < 500
    assert "UTF-8" in details["detail"] + details["remedy"]


@pytest.mark.parametrize("written", ["ASK+%7B+%7D", "ASK%20%7B%7D", "ASK%0A{}", "%41SK%7b%7d"])
def test_a_form_may_be_written_in_several_ways(client: httpx.Client, written: str):
    headers = {"Content-Type": FORM, "Accept": JSON}
    answers = [
        client.get(f"/sparql?query={written}", headers=headers),
        client.post("/sparql", content=f"query={written}", headers=headers),
        client.post("/sparql", content=f"&&a=b&query={written}&c", headers=headers),
    ]
    assert [answer.json()["boolean"] for answer in answers] == [True] * 3


def test_what_is_not_ascii_comes_through_in_each_way(client: httpx.Client):
    query = "SELECT ('é+&=%…😀' AS ?code) {}"
    answers = [
        ask(client, query),
        client.post("/sparql", data={"query": query}, headers={"Accept": JSON}),
        client.post("/sparql", content=query, headers={"Accept": JSON, "Content-Type": QUERY}),
    ]
    assert [codes(answer) for answer in answers] == [["é+&=%…😀"]] * 3


def test_an_empty_query_is_a_problem_in_each_way(client: httpx.Client):
    for answer in (
        client.get("/sparql?query=", headers={"Accept": JSON}),
        client.post("/sparql", data={"query": ""}),
        client.post("/sparql", content="", headers={"Content-Type": QUERY}),
    ):
        assert "empty" in problem(answer, 400)["detail"]


def test_parameters_that_others_have_are_ignored(client: httpx.Client):
    answer = ask(client, CODES, output="json", results="json", timeout="0", debug="on", x="é")
    assert "CA" in codes(answer)


@pytest.mark.parametrize("query", ["ASK {} ASK {}", "ASK {} ; ASK {}", "ASK {} ; DROP ALL"])
def test_one_text_is_one_query(client: httpx.Client, query: str):
    problem(ask(client, query), 400)


@pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
def test_the_dataset_of_an_update_comes_to_nothing(client: httpx.Client, name: str):
    answer = client.post(f"/sparql?{name}=urn:x", data={"update": "DROP ALL"})
    assert "update" in problem(answer, 400)["detail"]


# The dataset (2.1.4)


def found(client: httpx.Client, pattern: str, *dataset: tuple[str, str], text: str = "") -> int:
    query = PREFIXES + f"SELECT (COUNT(*) AS ?code) {text} {{ {pattern} }}"
    answers = [
        client.get("/sparql?" + urlencode([("query", query), *dataset]), headers={"Accept": JSON}),
        client.post(
            "/sparql",
            content=urlencode([("query", query), *dataset]),
            headers={"Accept": JSON, "Content-Type": FORM},
        ),
        client.post(
            "/sparql?" + urlencode(dataset),
            content=query,
            headers={"Accept": JSON, "Content-Type": QUERY},
        ),
        client.post(
            "/sparql?" + urlencode(dataset),
            content=urlencode({"query": query}),
            headers={"Accept": JSON, "Content-Type": FORM},
        ),
    ]
    (number,) = {int(codes(answer)[0]) for answer in answers}
    return number


def test_the_dataset_is_the_same_in_each_way_to_ask(client: httpx.Client):
    one, other = ("default-graph-uri", CANADA), ("default-graph-uri", ALGERIA)
    assert found(client, "?s pcve:isoCode ?c", one) == 1
    assert found(client, "?s pcve:isoCode ?c", one, other) == 2
    assert found(client, "GRAPH ?g { ?s pcve:isoCode ?c }", one) == 0


def test_several_named_graphs_stay_apart(client: httpx.Client):
    graphs = [("named-graph-uri", name) for name in (CANADA, ALGERIA)]
    assert found(client, "GRAPH ?g { ?s pcve:isoCode ?c }", *graphs) == 2
    crossed = 'GRAPH ?g { ?s pcve:isoCode "CA" . ?t pcve:isoCode "DZ" }'
    assert found(client, crossed, *graphs) == 0
    assert found(client, f"GRAPH <{CANADA}> {{ ?s pcve:isoCode ?c }}", *graphs) == 1
    assert found(client, "?s ?p ?o", *graphs) == 0


def test_a_graph_may_be_default_and_named(client: httpx.Client):
    graphs = [("default-graph-uri", CANADA), ("named-graph-uri", CANADA)]
    both = "?s pcve:isoCode ?c . GRAPH ?g { ?s pcve:isoCode ?c }"
    assert found(client, both, *graphs) == 1


def test_the_dataset_of_the_protocol_wins_over_that_of_the_query(client: httpx.Client):
    graph = ("default-graph-uri", CANADA)
    text = f"FROM <{ALGERIA}> FROM NAMED <{ALGERIA}>"
    assert found(client, 'id:canada pcve:isoCode "CA"', graph, text=text) == 1
    assert found(client, 'id:algeria pcve:isoCode "DZ"', graph, text=text) == 0
    assert found(client, "GRAPH ?g { ?s ?p ?o }", graph, text=text) == 0


def test_from_and_from_named_make_the_dataset(client: httpx.Client):
    text = f"FROM <{CANADA}> FROM NAMED <{ALGERIA}>"
    assert found(client, "?s pcve:isoCode ?c", text=text) == 1
    assert found(client, "GRAPH ?g { ?s pcve:isoCode ?c }", text=text) == 1
    assert found(client, "GRAPH ?g { id:canada pcve:isoCode ?c }", text=text) == 0
    alone = f"FROM NAMED <{ALGERIA}>"
    assert found(client, "?s ?p ?o", text=alone) == 0


def test_several_from_are_merged_as_a_set(client: httpx.Client):
    once = found(client, "?s ?p ?o", text=f"FROM <{CANADA}>")
    twice = found(client, "?s ?p ?o", text=f"FROM <{CANADA}> FROM <graph/actors/canada>")
    assert twice == once > 0


# Relative IRIs


def test_relative_iris_begin_at_the_base_of_the_service_or_of_the_query(client: httpx.Client):
    def subjects(query: str) -> set[str]:
        answers = [
            ask(client, query, accept=N_TRIPLES),
            client.post("/sparql?x=y", data={"query": query}, headers={"Accept": N_TRIPLES}),
        ]
        (graph,) = {frozenset(triples(answer)) for answer in answers}
        return {triple.subject.value for triple in graph}

    construct = "CONSTRUCT { <id/x> <p> 1 } WHERE {}"
    assert subjects(construct) == {"https://w3id.org/pcvegraph/id/x"}
    assert subjects(f"BASE <http://example.org/a/b>{construct}") == {"http://example.org/a/id/x"}


def test_a_relative_from_begins_at_the_same_base(client: httpx.Client):
    assert found(client, "?s pcve:isoCode ?c", text="FROM <graph/actors/canada>") == 1


# Formats


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        (None, JSON),
        ("", JSON),
        (f"{JSON};charset=utf-8", JSON),
        ("Application/SPARQL-Results+XML", "application/sparql-results+xml"),
        ("text/csv;header=present;q=0.7, text/tab-separated-values;q=0.6", "text/csv"),
        ("text/html, application/xhtml+xml, image/png;q=0.9, */*;q=0.8", JSON),
        (f"{JSON};q=0, application/*", "application/sparql-results+xml"),
        (f"{JSON};q=0.001, text/csv;q=0", JSON),
        (f"application/json;q=0.5, {JSON};q=0.1, text/csv;q=0.4", JSON),
    ],
)
def test_accept_is_read_as_http_has_it(client: httpx.Client, accept: str | None, sent: str):
    request = client.build_request("GET", "/sparql", params={"query": CODES})
    del request.headers["Accept"]
    if accept is not None:
        request.headers["Accept"] = accept
    answer = client.send(request)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == sent
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", f"{JSON};q=0", "text/turtle"])
def test_what_accept_refuses_is_not_sent(client: httpx.Client, accept: str):
    answer = ask(client, ASK, accept=accept)
    assert JSON in problem(answer, 406)["remedy"]
    assert "Accept" in answer.headers["Vary"]


def test_a_format_that_the_address_names_needs_no_accept(client: httpx.Client):
    answer = ask(client, CODES, accept="image/png", format="csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_of_several_formats_the_first_that_fits_is_sent(client: httpx.Client):
    def sent(query: str) -> str:
        formats = [("format", name) for name in ("turtle", "csv", "tsv", "ntriples")]
        answer = client.get("/sparql?" + urlencode([("query", query), *formats]))
        return answer.headers["Content-Type"].partition(";")[0]

    assert sent(CODES) == "text/csv"
    assert sent(CODE) == "text/turtle"


@pytest.mark.parametrize(
    ("query", "words", "sent"),
    [
        (CODES, ["xml"], "application/sparql-results+xml"),
        (CODES, ["tsv", "text/tab-separated-values"], "text/tab-separated-values"),
        (CODE, ["xml"], "application/rdf+xml"),
        (CODE, ["rdf+xml", "application/rdf+xml"], "application/rdf+xml"),
        (CODE, ["json-ld", "application/ld+json"], "application/ld+json"),
        (CODE, ["json"], "application/ld+json"),
        (CODE, ["n3"], "text/turtle"),
    ],
)
def test_the_words_that_sparqlwrapper_has_for_formats_are_known(
    client: httpx.Client, query: str, words: list[str], sent: str
):
    parameters = [(name, word) for name in ("format", "output", "results") for word in words]
    answer = client.get("/sparql?" + urlencode([*parameters, ("query", query)]))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].partition(";")[0] == sent


# HEAD, OPTIONS, other methods, other sites


def test_head_says_of_a_fault_what_get_says(client: httpx.Client):
    for parameters in ({"query": "?"}, {"query": ASK, "format": "turtle"}, {"update": "DROP ALL"}):
        get = client.get("/sparql", params=parameters, headers={"Accept": JSON})
        head = client.head("/sparql", params=parameters, headers={"Accept": JSON})
        assert head.status_code == get.status_code >= 400
        assert head.headers["Content-Type"] == get.headers["Content-Type"]
        assert head.headers["Content-Length"] == get.headers["Content-Length"]
        assert head.content == b""


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/sparql", {"GET", "HEAD", "POST"}), ("/graph", {"GET", "HEAD"}), ("/id/canada", {"GET"})],
)
def test_options_lists_the_methods(client: httpx.Client, path: str, methods: set[str]):
    answer = client.options(path)
    assert answer.status_code in (200, 204)
    assert answer.content == b""
    assert methods | {"OPTIONS"} <= set(answer.headers["Allow"].split(", "))
    assert ("POST" in answer.headers["Allow"]) == (path == "/sparql")


@pytest.mark.parametrize("headers", ["content-type", "x-a, X-B,x-c", "authorization"])
@pytest.mark.parametrize("path", ["/sparql", "/graph", "/id/canada", "/nowhere"])
def test_a_page_of_another_site_may_send_any_header(client: httpx.Client, path: str, headers: str):
    request = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": headers,
    }
    answer = client.options(path, headers=request)
    assert answer.status_code in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    allowed = {name.strip() for name in answer.headers["Access-Control-Allow-Headers"].split(",")}
    assert {name.strip() for name in headers.split(",")} <= allowed
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_a_fault_may_be_read_from_another_site(client: httpx.Client):
    origin = {"Origin": "https://elsewhere.example", "Accept": JSON}
    for answer in (
        client.get("/sparql", params={"query": "?"}, headers=origin),
        client.put("/sparql", headers=origin),
        client.get("/graph?graph=urn:x", headers=origin),
        client.get("/nowhere", headers=origin),
    ):
        problem(answer, answer.status_code)
        exposed = answer.headers["Access-Control-Expose-Headers"]
        assert {"ETag", "Pcvegraph-Version", "Retry-After"} <= set(exposed.split(", "))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND"])
def test_another_method_names_those_there_are(client: httpx.Client, method: str):
    answer = client.request(method, "/sparql", params={"query": ASK})
    assert problem(answer, 405)["instance"] == "/sparql"
    assert {"GET", "HEAD", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_a_person_is_told_of_a_fault_on_a_page(client: httpx.Client):
    answer = ask(client, "SELECT * { ?s }", accept=BROWSER)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "does not parse" in answer.text


# Caches and compression

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}
LARGE = "SELECT * { ?s a ?type } ORDER BY ?s ?type LIMIT 2000"


def coded(client: httpx.Client, coding: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """Return the answer to LARGE and its body as it came over the wire."""
    wanted = {"Accept": JSON, "Accept-Encoding": coding, **headers}
    with client.stream("GET", "/sparql", params={"query": LARGE}, headers=wanted) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("coding", CODINGS)
def test_what_is_compressed_is_the_same(client: httpx.Client, coding: str):
    plain, body = coded(client, "identity")
    answer, compressed = coded(client, coding)
    assert "Content-Encoding" not in plain.headers
    assert answer.headers["Content-Encoding"] == coding
    assert CODINGS[coding](compressed) == body
    assert len(compressed) < len(body) / 2
    assert int(answer.headers["Content-Length"]) == len(compressed)
    for each in (plain, answer):
        assert {"Accept", "Accept-Encoding"} <= set(each.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("", None),
        ("identity", None),
        ("compress", None),
        ("gzip;q=0", None),
        ("gzip;q=0, br;q=0.1", "br"),
        ("gzip;q=0.9, br;q=0.8, zstd;q=0.7", "gzip"),
        ("GZip", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("gzip;q=0.1, identity;q=0.9", None),
    ],
)
def test_the_coding_is_one_that_is_accepted(client: httpx.Client, accepted: str, sent: str | None):
    assert coded(client, accepted)[0].headers.get("Content-Encoding") == sent


def test_each_coding_has_an_entity_tag_of_its_own_which_304_knows(client: httpx.Client):
    tags = {coding: coded(client, coding)[0].headers["ETag"] for coding in ("identity", *CODINGS)}
    assert len(set(tags.values())) == len(tags)
    for coding, tag in tags.items():
        again, body = coded(client, coding, **{"If-None-Match": tag})
        assert (again.status_code, body) == (304, b"")
        assert again.headers["ETag"] == tag
        assert (
            "Content-Encoding" not in again.headers or again.headers["Content-Encoding"] == coding
        )
        other, _ = coded(client, coding, **{"If-None-Match": '"other"'})
        assert other.status_code == 200


def test_an_answer_says_how_long_it_holds_and_304_says_the_same(client: httpx.Client):
    first = ask(client, CODES)
    headers = {"Accept": JSON, "If-None-Match": first.headers["ETag"]}
    again = client.get("/sparql", params={"query": CODES}, headers=headers)
    assert again.status_code == 304
    for name in ("Cache-Control", "Pcvegraph-Version", "ETag", "Vary"):
        assert again.headers[name] == first.headers[name]


def test_what_differs_each_time_has_no_entity_tag(client: httpx.Client):
    first, second = (ask(client, "SELECT (STRUUID() AS ?code) {}") for _ in range(2))
    assert codes(first) != codes(second)
    assert "ETag" not in first.headers
    assert first.headers["Cache-Control"] == "no-store"


def test_a_fault_is_not_kept(client: httpx.Client):
    answer = ask(client, "?")
    assert "ETag" not in answer.headers
    headers = {"Accept": JSON, "If-None-Match": "*"}
    assert client.get("/sparql", params={"query": "?"}, headers=headers).status_code == 400


# Service description

Term = ox.NamedNode | ox.Literal


def described(answer: httpx.Response) -> dict[tuple[str, str], set[str]]:
    """Return the values of the service description by subject and property."""
    values: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, value in triples(answer):
        assert isinstance(subject, ox.NamedNode)
        values.setdefault((subject.value, predicate.value), set()).add(value.value)
    return values


@pytest.mark.parametrize("media_type", RDF_FORMATS)
def test_the_service_describes_itself_in_every_rdf_format(client: httpx.Client, media_type: str):
    answer = client.get("/sparql", headers={"Accept": media_type})
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert triples(answer) == triples(client.get("/sparql", headers={"Accept": "text/turtle"}))


@pytest.mark.parametrize("accept", ["*/*", "", "text/turtle;q=0.5, text/csv", "text/*;q=0.1"])
def test_who_asks_for_nothing_is_told_what_this_is(client: httpx.Client, accept: str):
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.headers["Content-Type"] == TURTLE
    assert "Accept" in answer.headers["Vary"]
    head = client.head("/sparql", headers={"Accept": accept})
    assert head.headers["Content-Type"] == TURTLE
    assert head.content == b""


def test_a_browser_is_shown_the_form(client: httpx.Client):
    answer = client.get("/sparql", headers={"Accept": BROWSER})
    assert "<textarea" in answer.text


COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;"
    "q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3,"
    "image/svg+xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18"
)


def test_comunica_finds_a_service_at_the_address_it_asked(client: httpx.Client, server: str):
    endpoint = f"{server}/sparql"
    answer = client.get("/sparql", headers={"Accept": COMUNICA})
    assert described(answer)[endpoint, f"{SD}endpoint"] == {endpoint}


def test_the_description_is_of_the_address_that_was_asked(client: httpx.Client):
    for host in ("one.example", "two.example:8080"):
        answer = client.get("/sparql", headers={"Host": host, "Accept": "text/turtle"})
        endpoint = f"http://{host}/sparql"
        assert described(answer)[endpoint, f"{SD}endpoint"] == {endpoint}


def test_the_description_is_of_the_public_address_where_there_is_one(tiny: Root):
    public = "https://graph.example/p-cve/"
    with serving(tiny.path, PCVEGRAPH_PUBLIC_URL=public) as address:
        answer = httpx.get(f"{address}/sparql", headers={"Host": "elsewhere.example"})
    endpoint = f"{public}sparql"
    assert described(answer)[endpoint, f"{SD}endpoint"] == {endpoint}
    void = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
    assert described(answer)[endpoint, void] == {f"{public}.well-known/void"}


def test_the_description_says_what_holds(client: httpx.Client, server: str, snapshot: Snapshot):
    endpoint = f"{server}/sparql"
    values = described(client.get("/sparql"))
    assert values[endpoint, f"{SD}supportedLanguage"] == {f"{SD}SPARQL11Query"}
    # Neither a union of graphs, nor SERVICE, nor graphs fetched by their address.
    assert (endpoint, f"{SD}feature") not in values
    assert (endpoint, f"{SD}extensionFunction") not in values
    (dataset,) = values[endpoint, f"{SD}defaultDataset"]
    assert values[dataset, "http://www.w3.org/ns/dcat#version"] == {snapshot.version}
    (named,) = values[dataset, f"{SD}namedGraph"]
    (name,) = values[named, f"{SD}name"]
    assert found(client, f"GRAPH <{name}> {{ ?s ?p ?o }}") > 0
    (void,) = values[endpoint, "http://www.w3.org/2000/01/rdf-schema#seeAlso"]
    assert triples(client.get(void, headers={"Accept": "text/turtle"}))
    (remarks,) = (v for k, v in values.items() if k == (endpoint, f"{RDFS}comment"))
    assert any("as-of/" in remark for remark in remarks)


RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def test_every_format_of_an_answer_is_in_the_description():
    assert {known.name for known in FORMATS} == set(FORMAT_IRIS)
    about = describe_service("https://x.example/sparql", "v")
    formats = {t.object.value for t in about if t.predicate.value == f"{SD}resultFormat"}
    assert formats == {f"http://www.w3.org/ns/formats/{name}" for name in FORMAT_IRIS.values()}


def test_what_the_description_says_in_words_it_says_in_both_languages():
    words: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, value in describe_service("https://x.example/sparql", "v"):
        if isinstance(value, ox.Literal) and value.language:
            words.setdefault((str(subject), str(predicate)), []).append(value.language)
    assert words
    for languages in words.values():
        assert languages.count("en") == languages.count("fr")


def test_who_wants_rows_and_asks_nothing_is_told_to_ask(client: httpx.Client):
    details = problem(client.get("/sparql", headers={"Accept": JSON}), 400)
    assert "query" in details["remedy"]


# Graph Store Protocol, for reading


def graph(client: httpx.Client, address: str, accept: str = N_TRIPLES) -> httpx.Response:
    return client.get(address, headers={"Accept": accept})


def of(snapshot: Snapshot, name: str) -> set[ox.Triple]:
    quads = snapshot.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
    return {quad.triple for quad in quads}


def indirect(name: str) -> str:
    return "/graph?" + urlencode({"graph": name})


def test_a_graph_is_what_its_file_says(client: httpx.Client, snapshot: Snapshot):
    for name in (CANADA, f"{GRAPHS}inferences", f"{GRAPHS}description"):
        assert triples(graph(client, indirect(name))) == of(snapshot, name) != set()


def test_the_default_graph_is_the_whole(client: httpx.Client, snapshot: Snapshot):
    whole = snapshot.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert triples(graph(client, "/graph?default")) == {quad.triple for quad in whole}
    assert graph(client, "/graph?default=").status_code == 200


def test_a_graph_of_ours_has_an_address_of_its_own(client: httpx.Client):
    named = graph(client, indirect(CANADA))
    direct = graph(client, "/graph/actors/canada")
    assert direct.content == named.content
    assert direct.headers["ETag"] == named.headers["ETag"]


@pytest.mark.parametrize("media_type", RDF_FORMATS)
def test_a_graph_comes_in_every_rdf_format(client: httpx.Client, media_type: str):
    answer = graph(client, "/graph/actors/canada", media_type)
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert triples(answer) == triples(graph(client, "/graph/actors/canada"))
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "place",
    ["/graph/actors/canada.ttl", "/graph/actors/canada?format=turtle", "/graph?default&format=ttl"],
)
def test_a_graph_may_be_asked_for_by_the_name_of_a_format(client: httpx.Client, place: str):
    assert client.get(place, headers={"Accept": "image/png"}).headers["Content-Type"] == TURTLE


def test_a_browser_gets_turtle(client: httpx.Client):
    answer = graph(client, "/graph/actors/canada", "text/html, */*;q=0.1")
    assert answer.headers["Content-Type"] == TURTLE


def test_a_graph_in_no_accepted_format_is_a_problem(client: httpx.Client):
    assert "text/turtle" in problem(graph(client, indirect(CANADA), JSON), 406)["remedy"]
    problem(client.get("/graph/actors/canada?format=csv"), 406)


def test_a_graph_that_is_known_already_is_not_sent_again(client: httpx.Client):
    for place in ("/graph/actors/canada", indirect(CANADA), "/graph?default"):
        tag = graph(client, place).headers["ETag"]
        again = client.get(place, headers={"Accept": N_TRIPLES, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_head_of_a_graph_is_get_without_the_body(client: httpx.Client):
    for place in ("/graph/actors/canada", indirect(CANADA), "/graph/actors/nobody", "/graph"):
        get = client.get(place, headers={"Accept": N_TRIPLES})
        head = client.head(place, headers={"Accept": N_TRIPLES})
        assert head.status_code == get.status_code
        assert head.content == b""
        for name in ("Content-Type", "Content-Length", "ETag", "Vary"):
            assert head.headers.get(name) == get.headers.get(name)


@pytest.mark.parametrize("place", ["/graph/actors/cannada", indirect(f"{GRAPHS}actors/cannada")])
def test_an_unknown_graph_is_told_what_is_spelt_like_it(client: httpx.Client, place: str):
    details = problem(graph(client, place), 404)
    assert f"{GRAPHS}actors/cannada" in details["detail"]
    assert f"<{CANADA}>" in details["remedy"]


@pytest.mark.parametrize(
    "name", ["https://nowhere.example/", "urn:x", f"{GRAPHS}", f"{CANADA}#x", CANADA.upper()]
)
def test_a_graph_that_is_not_there_is_404(client: httpx.Client, name: str):
    problem(graph(client, indirect(name)), 404)


def test_a_name_is_decoded_once(client: httpx.Client):
    assert graph(client, f"/graph?graph={CANADA}").status_code == 200
    assert graph(client, f"/graph?graph={quote(CANADA, safe='')}").status_code == 200
    assert graph(client, f"/graph?graph={CANADA.replace('canada', '%63anada')}").status_code == 200
    problem(graph(client, f"/graph?graph={CANADA.replace('canada', '%2563anada')}"), 404)


@pytest.mark.parametrize(
    "parameters",
    [
        "",
        "graph",
        "graph=",
        "graph=actors/canada",
        "graph=not%20an%20IRI",
        "x=y",
        f"default&graph={CANADA}",
        f"graph={CANADA}&graph={CANADA}",
        f"graph={CANADA}&graph={ALGERIA}",
    ],
)
def test_an_address_names_one_graph(client: httpx.Client, parameters: str):
    details = problem(graph(client, f"/graph?{parameters}"), 400)
    assert "?default" in details["remedy"]
    assert details["instance"] == "/graph"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "place", ["/graph?default", "/graph", "/graph/actors/canada", indirect("urn:x")]
)
def test_no_graph_is_written(client: httpx.Client, method: str, place: str):
    headers = {"Content-Type": "text/turtle"}
    answer = client.request(method, place, content="<urn:x> <urn:x> <urn:x> .", headers=headers)
    assert "git" in problem(answer, 405)["remedy"]
    allowed = set(answer.headers["Allow"].split(", "))
    assert {"GET", "HEAD"} <= allowed <= {"GET", "HEAD", "OPTIONS"}
    assert found(client, "<urn:x> ?p ?o") == 0


def test_a_time_slice_is_a_graph_too(client: httpx.Client):
    slice_ = "https://w3id.org/pcvegraph/as-of/2016-06-01"
    answer = graph(client, indirect(slice_))
    assert "Pcvegraph-Undated" in answer.headers
    counted = found(client, "?s ?p ?o", ("default-graph-uri", slice_))
    assert len(triples(answer)) == counted < found(client, "?s ?p ?o")
    problem(graph(client, indirect(slice_ + "/x")), 400)
    problem(graph(client, indirect(slice_.removesuffix("-06-01"))), 400)
