"""/query: the answer to a query as a page, from a real service."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from test_pages import HOSTILE, Page, language_of

from conftest import REPOSITORY, serving
from pcvegraph.graph.root import Root

HTML = {"Accept": "text/html"}
PREFIXES = """PREFIX id: <https://w3id.org/pcvegraph/id/>
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
STATES = PREFIXES + "SELECT ?state ?code { ?state pcve:isoCode ?code } ORDER BY ?code"
FUNDERS = (
    PREFIXES
    + "SELECT ?funder (COUNT(*) AS ?fundings) { ?r a pcve:Funding ; rdf:subject ?funder }\n"
    + "GROUP BY ?funder ORDER BY DESC(?fundings) ?funder"
)
YEARS = (
    PREFIXES + "SELECT ?year (COUNT(*) AS ?events) { ?e a pcve:Event ; pcve:earliestStart ?day .\n"
    "BIND(YEAR(?day) AS ?year) } GROUP BY ?year ORDER BY ?year"
)
LIVES = PREFIXES + "SELECT ?body ?start { ?body a pcve:Programme ; pcve:start ?start } LIMIT 9"
COUNTRIES = (
    PREFIXES + "SELECT DISTINCT ?country { ?body a pcve:Forum . ?s pcve:country ?country } LIMIT 9"
)
PAIRS = PREFIXES + "SELECT ?chair ?body { ?chair pcve:coChairs ?body }"
CONSTRUCT = PREFIXES + "CONSTRUCT { ?s pcve:isoCode ?o } WHERE { ?s pcve:isoCode ?o }"
LONG = STATES + "\n#" + "x" * 7000
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60, headers=HTML) as session:
        yield session


def ask(client: httpx.Client, query: str, status: int = 200, **more: str | int) -> str:
    """Return the page of the answer to `query`."""
    answer = client.get("/query", params={"query": query, **more})
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert Page(answer.text)
    return answer.text


def first_cells(text: str) -> list[str]:
    """Return the first cell of each row of the answer."""
    table = text.partition('<table class="answer">')[2].partition("</table>")[0]
    cells = (row.partition("<td")[2] for row in table.split("<tr>")[2:])
    return [
        " ".join(re.sub(r"<[^>]*>|^[^>]*>", " ", c.partition("</td>")[0]).split()) for c in cells
    ]


def lines_of(client: httpx.Client, query: str, **more: str) -> list[str]:
    asked = {"query": query, "format": "tsv", **more}
    return client.get("/sparql", params=asked).text.splitlines()[1:]


# Rows


def test_a_row_has_names_beside_its_identifiers(client: httpx.Client):
    text = ask(client, STATES)
    assert re.search(r'<a href="/id/canada">Canada</a>\s*<code class="iri">id:canada</code>', text)
    french = ask(client, STATES, lang="fr")
    assert language_of(french) == "fr"
    assert "Algérie" in french
    assert "/id/algeria?lang=fr" in Page(french).links


def test_the_pages_of_an_answer_are_its_rows_in_any_order(client: httpx.Client):
    whole = sorted(first_cells(ask(client, STATES, page_size=10_000)))
    assert len(whole) == len(lines_of(client, STATES)) > 50
    for sort in ("", "state", "-state", "code", "-code"):
        seen: list[str] = []
        place = ""
        text = ask(client, STATES, page_size=7, sort=sort)
        while True:
            seen += first_cells(text)
            place = next(iter(re.findall(r'href="([^"]+)" rel="next"', text)), "")
            if not place:
                break
            text = client.get(unescape(place)).text
        assert sorted(seen) == whole
    up, down = (
        first_cells(ask(client, STATES, page_size=10_000, sort=s)) for s in ("code", "-code")
    )
    assert up == down[::-1]
    assert up[0].endswith("united-arab-emirates")


def test_a_column_is_sorted_by_its_link_and_back(client: httpx.Client):
    text = ask(client, STATES, page=2, page_size=10, view="table")
    links = [dict(parse_qs(urlsplit(one).query)) for one in Page(text).links if "sort=" in one]
    assert [one["sort"] for one in links] == [["state"], ["code"]]
    assert all("page" not in one and one["page_size"] == ["10"] for one in links)
    up = ask(client, STATES, sort="code")
    assert 'aria-sort="ascending"' in up
    assert any("sort=-code" in one for one in Page(up).links)


def test_an_empty_answer_is_explained(client: httpx.Client):
    text = ask(client, PREFIXES + "SELECT ?x { ?x a pcve:Nothing }")
    assert "The graph states nothing that answers this" in text
    assert "<table" not in text
    beyond = ask(client, STATES, page=1000)
    assert "The pages have only" in beyond
    assert 'rel="prev"' in beyond


def test_a_very_large_answer_is_shown_as_far_as_it_is_read(client: httpx.Client):
    everything = "SELECT * { ?s ?p ?o }"
    text = ask(client, everything)
    assert "Pages show the first" in text
    total = len(lines_of(client, everything))
    assert f"of {total:,}" in text
    assert "ORDER BY ?s" in unescape(ask(client, everything, 400, sort="s"))
    assert "too large for its checksum" in ask(client, everything, view="cite")


@pytest.mark.parametrize(("query", "said"), [("ASK { ?s ?p ?o }", "Yes"), ("ASK { 1 1 1 }", "No")])
def test_yes_and_no_are_said(client: httpx.Client, query: str, said: str):
    if "1 1 1" in query:
        query = "ASK { <a:b> <a:b> 1 }"
    assert f'<p class="lead">{said}</p>' in ask(client, query)


def test_a_graph_is_shown_as_triples_and_in_turtle(client: httpx.Client):
    text = ask(client, CONSTRUCT, page_size=5, lang="fr")
    assert len(first_cells(text)) == 5
    assert "prédicat" in text
    (turtle,) = re.findall(
        r"<summary>Ces triplets en Turtle</summary>\s*<pre[^>]*><code>(.*?)</code>", text, re.DOTALL
    )
    assert len(list(ox.parse(unescape(turtle), format=ox.RdfFormat.TURTLE))) == 5
    assert any("format=jsonld" in one for one in Page(text).links)


def test_a_day_is_asked_of(client: httpx.Client):
    query = (
        PREFIXES
        + "SELECT ?c { ?c pcve:coChairs id:gctf-west-africa-capacity-building-working-group }"
    )
    text = ask(client, query, **{"as-of": "2018-06-01"})
    assert "Germany" in ask(client, query)
    assert "Germany" not in text
    assert "1 June 2018" in text
    assert "https://w3id.org/pcvegraph/as-of/2018-06-01" in unescape(text)
    assert (
        "Pcvegraph-Undated"
        in client.get("/query", params={"query": query, "as-of": "2018-06-01"}).headers
    )
    assert "YYYY-MM-DD" in ask(client, query, 400, **{"as-of": "June"})


# Views


@pytest.mark.parametrize(
    ("query", "view", "sign"),
    [
        (FUNDERS, "bars", '<table class="bars">'),
        (YEARS, "columns", '<figure class="pillars">'),
        (LIVES, "timeline", '<svg class="timeline"'),
        (COUNTRIES, "map", '<figure class="world">'),
        (PAIRS, "graph", '<pcve-neighbourhood class="graph" data-address='),
    ],
)
def test_a_view_that_fits_is_offered_and_drawn_above_the_table(
    client: httpx.Client, query: str, view: str, sign: str
):
    plain = ask(client, query)
    assert sign not in plain
    (link,) = [one for one in Page(plain).links if f"view={view}" in one]
    text = client.get(link).text
    assert Page(text)
    assert sign in text
    assert text.index(sign) < text.index('<table class="answer">')
    assert 'aria-current="true"' in text
    for other in {"bars", "columns", "graph", "map", "timeline"} - {view}:
        assert f"view={other}" not in plain
        assert "do not fit" in ask(client, query, view=other)


def test_the_network_of_an_answer_is_that_of_its_rows(client: httpx.Client):
    text = ask(client, PAIRS, view="graph")
    (address,) = re.findall(r'<pcve-neighbourhood class="graph" data-address="([^"]+)"', text)
    drawn = client.get(unescape(address)).json()
    rows = set(lines_of(client, PAIRS))
    names = {node["id"]: node["name"] for node in drawn["nodes"]}
    assert names["https://w3id.org/pcvegraph/id/canada"] == "Canada"
    edges = {f"<{edge['from']}>\t<{edge['to']}>" for edge in drawn["edges"]}
    assert edges == rows
    assert drawn["left_out"] == 0
    nothing = client.get("/query/graph.json", params={"query": STATES}).json()
    assert nothing["nodes"] == []


# What is wrong


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_fault_is_marked_where_it_is_and_the_query_stays(client: httpx.Client, language: str):
    query = "SELECT *\nWHERE {\n  ?s skoss:prefLabel ?o\n}"
    text = ask(client, query, 400, lang=language)
    assert language_of(text) == language
    assert "at line 3, column 6" in text
    assert '<span class="line-number">   3</span>   ?s <mark>skoss</mark>:prefLabel ?o' in text
    assert "Begin the query with: PREFIX skoss:" in unescape(text)
    assert unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.DOTALL)[0]) == query


@pytest.mark.parametrize(
    ("query", "more", "words"),
    [
        ("DROP ALL", {}, "git"),
        ("SELECT * { SERVICE <a:b> {} }", {}, "Comunica"),
        (STATES, {"sort": "nothing"}, "state, code"),
        (STATES, {"view": "nothing"}, "table, graph"),
        (STATES, {"page": "0"}, "whole number"),
        (STATES, {"certain": "true"}, "as-of=2016-06-01"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(
    client: httpx.Client, query: str, more: dict[str, str], words: str
):
    text = ask(client, query, 400, **more)
    assert words in unescape(text)
    assert "<textarea" in text


def test_a_limit_is_told_with_its_cause(tiny: Root):
    limits = {"PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS": "0.5"}
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(tiny.path, **limits) as address:
        answer = httpx.get(f"{address}/query", params={"query": query, "lang": "fr"}, timeout=60)
    assert answer.status_code == 504
    assert "Réponse trop longue à calculer" in answer.text
    assert "produit cartésien" in answer.text
    assert query in unescape(answer.text)


def test_a_hostile_name_is_only_text(tiny: Root):
    place = tiny.data / "actors" / "northland.ttl"
    place.write_text(place.read_text().replace('"Northland"@en', f'"{HOSTILE}"@en'))
    shown = HOSTILE.replace('\\"', '"')
    query = PREFIXES + "SELECT ?s ?name (1 AS ?n) { ?s a pcve:State ; skos:prefLabel ?name }"
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as one:
        for view in ("table", "bars", "cite"):
            page = Page(ask(one, query, view=view))
            assert "script" not in page.tags
            assert shown in [said for said, _ in page.languages]


@pytest.mark.parametrize(
    "name", ["query", "view", "sort", "cited", "as-of", "lang", "state", "name"]
)
def test_a_hostile_parameter_is_only_text(client: httpx.Client, name: str):
    hostile = "\"'><script>alert(1)</script>{{ 7*7 }}"
    text = client.get("/query", params={"query": STATES, name: hostile}).text
    assert "script" not in Page(text).tags


def test_a_name_of_ten_thousand_characters_is_shown(client: httpx.Client):
    assert "y" * 10_000 in ask(client, f'SELECT ("{"y" * 10_000}" AS ?long) {{}}')


# Long queries, and data


def test_a_long_query_is_asked_by_post_and_its_views_too(client: httpx.Client):
    form = {"query": LONG, "format": "", "as-of": "", "page_size": "5"}
    text = client.post("/query", data=form).text
    assert Page(text)
    assert not [one for one in Page(text).links if "query=" in one and "sort=" in one]
    states = [unescape(one) for one in re.findall(r'name="state" value="([^"]*)"', text)]
    assert "sort=code" in states
    assert "page=2" in states
    second = client.post("/query", data=form | {"state": "page=2&sort=-code"}).text
    assert first_cells(second) == first_cells(
        ask(client, STATES, page=2, page_size=5, sort="-code")
    )
    data = client.post("/query", data=form | {"state": "format=csv"})
    assert data.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_another_format_is_where_the_protocol_has_it(client: httpx.Client):
    answer = client.get("/query", params={"query": STATES, "format": "csv", "as-of": "2018-01-01"})
    assert answer.status_code == 303
    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert told["query"] == [STATES]
    assert told["format"] == ["csv"]
    assert told["default-graph-uri"] == ["https://w3id.org/pcvegraph/as-of/2018-01-01"]
    data = client.get(answer.headers["Location"])
    assert data.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_protocol_answers_a_browser_with_data_as_before(client: httpx.Client):
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("/sparql", params={"query": STATES}, headers=browser)
    assert answer.headers["Content-Type"].startswith("application/sparql-results+xml")


# From a program


def snippet(text: str, name: str) -> str:
    """Return the code that the page gives for `name`."""
    found = re.findall(rf"<summary>{name}</summary>.*?<code>(.*?)</code>", text, re.DOTALL)
    return unescape(found[0])


ODD = (
    PREFIXES
    + """# `echo hi` $(touch here) ${x} \\n
SELECT ?code ?odd {
  id:canada pcve:isoCode ?code .
  BIND('''it's "quoted" \\\\ é 😀
QUERY
)--" end''' AS ?odd)
}"""
)
RUNNERS = {
    "curl": ["bash"],
    "Python": [sys.executable, "-"],
    "R": ["Rscript", "-"],
    "JavaScript": ["node", "-"],
}


@pytest.mark.parametrize("name", RUNNERS)
@pytest.mark.parametrize(
    "query", [ODD, "ASK { ?s ?p ?o }", CONSTRUCT], ids=["rows", "yes", "graph"]
)
def test_code_that_is_shown_asks_the_same(
    client: httpx.Client, name: str, query: str, tmp_path: Path
):
    runner = RUNNERS[name]
    if shutil.which(runner[0]) is None or (name == "curl" and shutil.which("curl") is None):
        pytest.skip(f"{runner[0]} is not installed")
    code = snippet(ask(client, query), name)
    if name == "R":
        (tmp_path / "code.R").write_text(code)
        runner = ["Rscript", str(tmp_path / "code.R")]
    done = subprocess.run(
        runner, input=code, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120
    )
    assert done.returncode == 0, done.stderr
    if query == ODD:
        assert "CA" in done.stdout
        assert "😀" in done.stdout
        assert "QUERY" in done.stdout
    elif query == CONSTRUCT:
        assert "pcve:isoCode" in done.stdout
    else:
        assert "true" in done.stdout.lower()
    assert not (tmp_path / "here").exists()


def test_code_asks_of_the_day(client: httpx.Client):
    text = ask(client, STATES, **{"as-of": "2018-06-01"})
    for name in RUNNERS:
        assert "as-of" in snippet(text, name)


# To cite


def cited(text: str) -> tuple[str, str]:
    """Return the checksum that the page tells, and the address that asks again."""
    (checksum,) = re.findall(r"<dt>SHA-256 of the rows</dt><dd><code>([0-9a-f]{64})</code>", text)
    (address,) = re.findall(r'<dd><a href="([^"]+)">asks it again', text)
    return checksum, unescape(address)


@pytest.mark.parametrize(
    "query", [FUNDERS, CONSTRUCT, "ASK { ?s ?p ?o }"], ids=["rows", "graph", "yes"]
)
def test_anybody_can_take_the_checksum(client: httpx.Client, server: str, query: str):
    text = ask(client, query, view="cite")
    checksum, address = cited(text)
    name = "ntriples" if query == CONSTRUCT else "tsv"
    command = (
        f"curl -s {server}/sparql --data-urlencode 'query@-' -d format={name} "
        "| LC_ALL=C sort | sha256sum"
    )
    done = subprocess.run(
        ["bash", "-c", command], input=query, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[0] == checksum
    again = client.get(address)
    assert again.status_code == 200
    assert "The rows are those that were cited" in again.text


def test_the_command_line_has_the_same_checksum(client: httpx.Client):
    checksum, _ = cited(ask(client, FUNDERS, view="cite"))
    command = [sys.executable, "-m", "pcvegraph", "query", "-", "--format", "tsv"]
    done = subprocess.run(
        [*command, "--root", str(REPOSITORY)],
        input=FUNDERS.encode(),
        capture_output=True,
        check=True,
    )
    lines = sorted(done.stdout.splitlines())
    assert sha256(b"".join(line + b"\n" for line in lines)).hexdigest() == checksum


def test_a_citation_comes_for_programs(client: httpx.Client):
    answer = client.get("/query", params={"query": FUNDERS, "view": "cite"})
    # It has a day, which a cache would keep.
    assert "ETag" not in answer.headers
    checksum, _ = cited(answer.text)
    version = answer.headers["Pcvegraph-Version"]
    (item,) = json.loads(snippet(answer.text, "CSL-JSON"))
    assert item["version"] == version
    assert checksum in item["note"]
    assert parse_qs(urlsplit(item["URL"]).query)["query"] == [FUNDERS]
    bibtex = snippet(answer.text, "BibTeX")
    assert bibtex.startswith(f"@misc{{pcvegraph-{checksum[:12]},")
    assert bibtex.count("{") == bibtex.count("}")
    assert checksum in bibtex
    assert version in bibtex


@pytest.mark.parametrize(
    ("checksum", "version", "words"),
    [
        ("0" * 64, "", "The data has changed since, too"),
        ("0" * 64, "now", "although the data is the same"),
        ("zero", "", "cannot be compared"),
    ],
)
def test_what_differs_from_what_was_cited_is_said(
    client: httpx.Client, checksum: str, version: str, words: str
):
    now = client.get("/healthz").headers["Pcvegraph-Version"]
    told = {"cited": checksum, "cited-version": now if version else "f" * 64}
    text = ask(client, FUNDERS, **told)
    assert words in text
    assert ("The version cited cannot be asked here" in text) == ("since, too" in words)


def test_a_change_of_the_data_is_told_apart_from_a_change_of_the_rows(tiny: Root):
    names = PREFIXES + "SELECT ?name { ?s a pcve:State ; skos:prefLabel ?name }"
    groups = PREFIXES + "SELECT ?g { ?g a pcve:WorkingGroup }"
    asked: dict[str, str] = {}
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as one:
        for query in (names, groups):
            asked[query] = urlsplit(cited(ask(one, query, view="cite"))[1]).query
    place = tiny.data / "actors" / "northland.ttl"
    place.write_text(place.read_text().replace('"Northland"@en', '"North Land"@en'))
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as one:
        assert "The data has changed since, too" in one.get(f"/query?{asked[names]}").text
        kept = one.get(f"/query?{asked[groups]}").text
    assert "to the last byte, although the data has changed since" in kept


# Questions of the library are shown so, too


def test_a_question_is_sorted_seen_and_cited_as_a_query_is(client: httpx.Client):
    place = "/queries/events/how-many-events-took-place-in-each-year"
    text = client.get(place).text
    assert any("view=" in one for one in Page(text).links)
    assert any("sort=" in one for one in Page(text).links)
    checksum, address = cited(client.get(place, params={"view": "cite"}).text)
    rows = sorted(client.get(f"{place}.tsv").content.splitlines())
    assert sha256(b"".join(row + b"\n" for row in rows)).hexdigest() == checksum
    assert "The rows are those that were cited" in client.get(address).text
    assert "how-many-events" not in snippet(text, "curl")
    assert client.get(place, params={"sort": "nothing"}).status_code == 400
    assert client.get(place, params={"view": "nothing"}).status_code == 400


def test_a_thing_is_suggested_by_what_it_is_called(client: httpx.Client):
    text = client.get("/queries/forums/who-co-chairs-a-body?body=canada&lang=fr").text
    assert 'list="list-body"' in text
    assert '<option value="canada">Canada</option>' in text


@pytest.mark.parametrize("words", ["co-chairs", "COPRESIDE", "body word", "qui copréside"])
def test_questions_are_found_by_their_words(client: httpx.Client, words: str):
    page = Page(client.get("/queries", params={"words": words}).text)
    questions = [one for one in page.links if one.startswith("/queries/")]
    assert "/queries/forums/who-co-chairs-a-body" in questions
    assert len(questions) < 60


def test_words_that_no_question_has_are_told(client: httpx.Client):
    text = client.get("/queries", params={"words": "zebra", "lang": "fr"}).text
    assert "Aucune question" in text
    assert '<input type="hidden" name="lang" value="fr">' in text


# What the editor asks


def test_a_query_is_checked_without_being_asked(client: httpx.Client):
    headers = {"Content-Type": "application/sparql-query"}
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    fine = client.post("/query/check", content=endless, headers=headers)
    assert fine.json() == {"problems": []}
    assert fine.elapsed.total_seconds() < 5
    (problem,) = client.get("/query/check", params={"query": "SELECT * {"}).json()["problems"]
    assert (problem["line"], problem["column"]) == (1, 11)


def test_a_query_is_laid_out(client: httpx.Client):
    answer = client.post("/query/format", data={"query": "ask{?a ?b ?c.?d ?e ?f;?g ?h}"})
    assert answer.headers["Content-Type"] == "application/sparql-query; charset=utf-8"
    assert answer.text == "ask {\n  ?a ?b ?c .\n  ?d ?e ?f ;\n     ?g ?h\n}\n"


def test_the_terms_are_those_of_the_graph(client: httpx.Client):
    answer = client.get("/query/terms.json")
    terms = {term["name"]: term for term in answer.json()["terms"]}
    assert answer.json()["prefixes"]["pcve"] == "https://w3id.org/pcvegraph/ontology#"
    assert terms["pcve:coChairs"]["kind"] == "predicate"
    assert terms["pcve:coChairs"]["labels"] == {"en": "co-chairs", "fr": "copréside"}
    assert terms["pcve:Fund"]["kind"] == "class"
    assert terms["pcve:start"]["kind"] == "property"
    assert terms["skos:prefLabel"]["count"] > 1000
    headers = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/query/terms.json", headers=headers).status_code == 304
