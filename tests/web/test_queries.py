"""/queries: the library over HTTP, from a real service."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_pages import Page, language_of

from conftest import REPOSITORY, serving
from pcvegraph.errors import ParameterError
from pcvegraph.graph.root import Root, find_root
from pcvegraph.languages import LANGUAGES, Bilingual
from pcvegraph.querying import tokens
from pcvegraph.querying.library import Query, query_from_bytes, read_library
from pcvegraph.web.library import TOPICS
from pcvegraph.web.pages.rows import read_rows
from pcvegraph.web.question_parameters import OURS

HTML = {"Accept": "text/html"}
LIBRARY = read_library(find_root(REPOSITORY))
EXPECTED = REPOSITORY / "tests/queries/expected"
CHAIRS = "/queries/forums/who-co-chairs-a-body"
OFFICES = "/queries/people/who-holds-office-where"
JSON = "application/sparql-results+json"

every_query = pytest.mark.parametrize("name", LIBRARY)
# Tables of all that there is have no answer that was read: see tests/queries.
every_question = pytest.mark.parametrize("name", [n for n in LIBRARY if "tables/" not in n])


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as session:
        yield session


def defaults(query: Query) -> dict[str, str]:
    return {name: parameter.plain_default for name, parameter in query.parameters.items()}


def rows(answer: httpx.Response) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.text)))[1:]


# The answer


@every_question
def test_a_question_answers_with_its_defaults_what_was_read_against_the_documents(
    client: httpx.Client, name: str
):
    expected = (EXPECTED / f"{name}.csv").read_bytes()
    assert client.get(f"/queries/{name}.csv").content == expected
    said = client.get(f"/queries/{name}.csv", params=defaults(LIBRARY[name]))
    assert said.content == expected
    document = client.get(f"/queries/{name}")
    assert document.headers["Content-Type"] == JSON
    assert document.json()["head"]["vars"] == list(LIBRARY[name].columns)
    assert len(document.json()["results"]["bindings"]) == len(rows(said))


@every_query
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_has_a_page_in_both_languages(client: httpx.Client, name: str, language: str):
    query = LIBRARY[name]
    answer = client.get(f"/queries/{name}", headers=HTML | {"Accept-Language": language})
    assert answer.status_code == 200
    assert language_of(answer.text) == language
    page = Page(answer.text)
    said = [text for text, _ in page.languages]
    title = getattr(query.title, language)
    assert " ".join(title.split()) in said
    for meaning in (*query.columns.values(), *(p.meaning for p in fields(query))):
        assert " ".join(getattr(meaning, language).split()) in said
    assert all(place.startswith("/") for place in page.loads)
    assert not page.tags & {"script", "style", "iframe"}
    assert answer.text.count("<tr>") >= 2
    assert "None" not in said


def fields(query: Query) -> list[object]:
    return [p for p in query.parameters.values() if p.type != "language"]


def test_values_are_bound(client: httpx.Client):
    asked = {"body": "global-counterterrorism-forum", "language": "fr"}
    answer = client.get(CHAIRS + ".csv", params=asked)
    query = LIBRARY["forums/who-co-chairs-a-body"].with_values(asked)
    assert answer.text == client.get("/sparql", params={"query": query, "format": "csv"}).text
    assert rows(answer)
    assert answer.text != client.get(CHAIRS + ".csv").text


@pytest.mark.parametrize("start", ["", "id:", "https://w3id.org/pcvegraph/id/"])
def test_an_entity_is_given_by_its_slug_or_its_iri(client: httpx.Client, start: str):
    place = "/queries/partnerships/who-partners-with-an-actor.csv"
    given_so = client.get(place, params={"actor": f"{start}public-safety-canada"})
    assert rows(given_so) == rows(client.get(place, params={"actor": "public-safety-canada"}))


def test_a_source_is_an_entity_too(client: httpx.Client):
    place = "/queries/sources/what-a-source-says.csv"
    document = "source:polimetre-promise-5020-training-assistance"
    assert rows(client.get(place, params={"document": document}))


# Formats

FORMATS = [
    ("json", JSON),
    ("xml", "application/sparql-results+xml"),
    ("csv", "text/csv"),
    ("tsv", "text/tab-separated-values"),
    ("html", "text/html"),
]


@pytest.mark.parametrize(("name", "media_type"), FORMATS)
def test_a_format_is_chosen_by_accept_by_name_or_by_extension(
    client: httpx.Client, name: str, media_type: str
):
    answers = [
        client.get(CHAIRS, headers={"Accept": media_type}),
        client.get(CHAIRS, params={"format": name}),
        client.get(f"{CHAIRS}.{name}", headers={"Accept": "image/png"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].split(";")[0] == media_type
    if name != "html":
        assert len({answer.content for answer in answers}) == 1
    assert "Accept" in answers[0].headers["Vary"]


def test_a_browser_gets_the_page_and_who_names_no_type_the_data(client: httpx.Client):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for accept, expected in ((browser, "text/html"), ("*/*", JSON)):
        answer = client.get(CHAIRS, headers={"Accept": accept})
        assert answer.headers["Content-Type"].startswith(expected)


@pytest.mark.parametrize(
    ("place", "headers"),
    [
        (CHAIRS, {"Accept": "image/png"}),
        (CHAIRS + ".ttl", {}),
        (CHAIRS + "?format=pdf", {}),
        ("/queries?format=csv", {}),
        ("/queries", {"Accept": "text/csv"}),
    ],
)
def test_what_is_no_format_of_it_is_refused(
    client: httpx.Client, place: str, headers: dict[str, str]
):
    problem = client.get(place, headers=headers)
    assert problem.status_code == 406
    assert "html" in problem.json()["remedy"]


# What is wrong


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("bdy=canada", ["“bdy”", "Did you mean body?", "language"]),
        ("as_of=2018-01-01", ["“as_of”", "as-of"]),
        ("body=canada&body=canada", ["more than one body"]),
        ("language=en&language=fr", ["more than one language"]),
        ("page=1&page=1", ["more than one page"]),
        ("format=csv&format=csv", ["more than one format"]),
        ("body=", ["not a value for body", "identifier"]),
        ("body=Canada", ["“Canada”", "identifier"]),
        ("body=canada%20} UNION { ?s ?p ?o", ["not a value for body"]),
        ("body=<https://example.org/x>", ["not a value for body"]),
        ("language=de", ["“de”", "en or fr"]),
        ("page=0", ["“0”", "from 1"]),
        ("page=-1", ["“-1”", "from 1"]),
        ("page=1.5", ["“1.5”", "whole number"]),
        ("page=%D9%A3", ["whole number"]),
        ("page=99999999999999999999", ["whole number"]),
        ("page_size=0", ["page_size", "from 1"]),
        ("page_size=1000001", ["page_size", "10000"]),
        ("as-of=2018", ["2018-01-01"]),
        ("as-of=2018-02-30", ["YYYY-MM-DD"]),
        ("certain=true", ["as-of"]),
        ("as-of=2018-01-01&certain=maybe", ["“maybe”", "true or false"]),
        ("show=rows", ["show=query"]),
        ("body=%FF", ["UTF-8"]),
    ],
)
@pytest.mark.parametrize("accept", [JSON, "text/html", "text/csv"])
def test_a_wrong_parameter_is_told_and_what_it_takes(
    client: httpx.Client, parameters: str, words: list[str], accept: str
):
    answer = client.get(f"{CHAIRS}?{parameters}", headers={"Accept": accept})
    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    is_page = accept == "text/html"
    said = answer.text if is_page else f"{answer.json()['detail']} {answer.json()['remedy']}"
    assert [word for word in words if word not in unescape(said)] == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("field/who-chaired-what-on-a-day?day=2019", "a day as YYYY-MM-DD"),
        ("field/who-chaired-what-on-a-day?day=20190101", "a day as YYYY-MM-DD"),
        ("forums/who-chaired-a-body-in-a-year?year=MMXIX", "a whole number"),
        ("forums/who-chaired-a-body-in-a-year?year=2_019", "a whole number"),
        ("forums/who-chaired-a-body-in-a-year?year=1e3", "a whole number"),
    ],
)
def test_a_value_of_another_type_is_told(client: httpx.Client, place: str, words: str):
    problem = client.get(f"/queries/{place}")
    assert problem.status_code == 400
    assert words in problem.json()["remedy"]


def test_a_name_that_nothing_has_is_told_and_not_answered_with_no_rows(client: httpx.Client):
    problem = client.get(CHAIRS + ".csv?body=global-counter-terrorism-forum&language=fr")
    assert problem.status_code == 400
    assert "“global-counter-terrorism-forum”" in problem.json()["detail"]
    near = problem.json()["nearest"][0]
    assert near == CHAIRS + ".csv?body=global-counterterrorism-forum&language=fr"
    assert rows(client.get(near))
    source = client.get(
        "/queries/sources/what-a-source-says?document=source:polimetre-promise-5020-training"
    )
    assert source.status_code == 400
    assert source.json()["nearest"]
    for near in source.json()["nearest"]:
        assert client.get(near).status_code == 200


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("forums/who-cochairs-a-body", "forums/who-co-chairs-a-body"),
        ("who-co-chairs-a-body", "forums/who-co-chairs-a-body"),
        ("people/who-co-chairs-a-body.csv", "forums/who-co-chairs-a-body"),
    ],
)
def test_an_unknown_question_is_answered_with_the_nearest(
    client: httpx.Client, name: str, nearest: str
):
    problem = client.get(f"/queries/{name}")
    assert problem.status_code == 404
    assert f"/queries/{nearest}" in problem.json()["nearest"]
    assert nearest in problem.json()["remedy"]
    page = Page(client.get(f"/queries/{name}", headers=HTML).text)
    assert f"/queries/{nearest}" in page.links


@pytest.mark.parametrize(
    "place", ["/queries/", "/queries/x/y/z", "/queries/..%2f..%2fetc/passwd", "/queries/%00.csv"]
)
def test_what_is_no_question_is_not_found(client: httpx.Client, place: str):
    assert client.get(place).status_code == 404


def test_a_question_is_only_read(client: httpx.Client):
    answer = client.post(CHAIRS)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


# Pages of rows


def test_the_pages_of_a_question_are_its_rows(client: httpx.Client):
    whole = rows(client.get(OFFICES + ".csv"))
    place, found, seen = f"{OFFICES}.csv?page=1&page_size=2", [], 0
    while place:
        answer = client.get(place)
        found += rows(answer)
        seen += 1
        assert ("prev" in answer.links) == (seen > 1)
        place = answer.links["next"]["url"] if "next" in answer.links else ""
        assert seen <= len(whole)
    assert found == whole
    assert seen == (len(whole) + 1) // 2


def test_data_is_whole_unless_a_page_is_asked(client: httpx.Client):
    name = "programmes/who-leads-what"
    whole = client.get(f"/queries/{name}.csv")
    assert len(rows(whole)) > 100
    assert "Link" not in whole.headers
    assert len(rows(client.get(f"/queries/{name}.csv?page=1"))) == 100
    assert len(rows(client.get(f"/queries/{name}.csv?page_size=7"))) == 7


def test_a_page_for_people_has_a_hundred_rows_and_leads_to_the_next(client: httpx.Client):
    place = "/queries/programmes/who-leads-what?lang=fr"
    answer = client.get(place, headers=HTML)
    assert answer.text.count("<tr>") == 101
    following = answer.links["next"]["url"]
    assert following in Page(answer.text).links
    assert dict(parse_qsl(urlsplit(following).query)) == {"page": "2", "lang": "fr"}
    second = client.get(following, headers=HTML)
    assert "Lignes 101 à" in second.text
    assert second.links["prev"]["url"] in Page(second.text).links
    beyond = client.get(place + "&page=1000", headers=HTML)
    assert beyond.status_code == 200
    assert "next" not in beyond.links
    assert "<table>" not in beyond.text


# Time slices


@pytest.mark.parametrize("certain", ["", "true"])
def test_a_question_is_asked_of_a_day(client: httpx.Client, certain: str):
    asked = {"body": "gctf-west-africa-capacity-building-working-group", "as-of": "2018-06-01"}
    answer = client.get(CHAIRS + ".csv", params=asked | {"certain": certain})
    query = LIBRARY["forums/who-co-chairs-a-body"].with_values({"body": asked["body"]})
    graph = "https://w3id.org/pcvegraph/as-of/2018-06-01" + "/certain" * bool(certain)
    protocol = {"query": query, "default-graph-uri": graph, "format": "csv"}
    expected = client.get("/sparql", params=protocol)
    assert answer.text == expected.text
    assert answer.headers["Pcvegraph-Undated"] == expected.headers["Pcvegraph-Undated"]
    # Germany's term began in 2019.
    assert "germany" not in answer.text
    assert "germany" in client.get(CHAIRS + ".csv").text


def test_a_form_may_leave_the_day_empty(client: httpx.Client):
    assert client.get(CHAIRS + ".csv?as-of=").content == client.get(CHAIRS + ".csv").content


# The query itself


@pytest.mark.parametrize("day", ["", "2018-06-01"])
def test_the_query_that_is_shown_gives_the_answer(client: httpx.Client, day: str):
    asked = {"body": "global-counterterrorism-forum", "language": "fr", "as-of": day}
    shown = client.get(CHAIRS + ".rq", params=asked)
    assert shown.headers["Content-Type"] == "application/sparql-query; charset=utf-8"
    assert shown.text == client.get(CHAIRS, params=asked | {"show": "query"}, headers=HTML).text
    body = {"content": shown.content, "headers": {"Content-Type": "application/sparql-query"}}
    answer = client.post("/sparql?format=csv", **body)
    assert answer.text == client.get(CHAIRS + ".csv", params=asked).text


def test_the_page_leads_to_the_same_query_at_sparql(client: httpx.Client):
    asked = {"place": "ottawa", "lang": "fr", "as-of": "2019-01-01"}
    place = "/queries/places/what-is-located-in-a-place"
    page = client.get(place, params=asked, headers=HTML)
    (link,) = [
        one for one in Page(page.text).links if one.startswith("/sparql?") and "name=" in one
    ]
    form = client.get(link, headers=HTML)
    assert language_of(form.text) == "fr"
    (text,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", form.text, re.DOTALL)
    assert f"<code>{text}</code>" in page.text
    shown = unescape(text)
    assert "VALUES ?place { <https://w3id.org/pcvegraph/id/ottawa> }" in shown
    assert "FROM <https://w3id.org/pcvegraph/as-of/2019-01-01>" in shown
    answer = client.get("/sparql", params={"query": shown, "format": "csv"})
    assert answer.text == client.get(f"{place}.csv", params=asked | {"language": "fr"}).text


# The page


def test_a_page_s_links_to_data_give_the_rows_it_shows(client: httpx.Client):
    page = client.get(f"{CHAIRS}?lang=fr&as-of=2018-06-01", headers=HTML)
    (link,) = [one for one in Page(page.text).links if ".csv" in one and "forums" in one][-1:]
    data = rows(client.get(link))
    assert page.text.count("<tr>") == len(data) + 1
    assert "Algérie" in page.text
    assert data[0][1] == "Algérie"


def test_a_cell_leads_to_the_thing_and_words_to_their_source(client: httpx.Client):
    page = Page(client.get(CHAIRS, headers=HTML).text)
    assert "/id/algeria" in page.links
    words = "https://www.polimetre.org/fr/canada/42-trudeau-plc/promesses/5020#:~:text="
    assert any(link.startswith(words) for link in page.links)
    assert ("co-présidée par l'Algérie et le Canada", "fr") in page.languages
    for link in page.links:
        if link.startswith("/"):
            assert client.get(link).status_code == 200, link


def test_the_form_sends_what_was_set(client: httpx.Client):
    asked = f"{CHAIRS}?body=global-counterterrorism-forum&lang=fr&as-of=2018-06-01&certain=true"
    text = client.get(asked, headers=HTML).text
    (action,) = re.findall(r'<form class="asking" action="([^"]+)"', text)
    inputs = re.findall(r"<input [^>]*>", text)
    attributes = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in inputs]
    sent = {given["name"]: unescape(given["value"]) for given in attributes}
    assert sent == dict(parse_qsl(urlsplit(asked).query))
    assert client.get(action, params=sent, headers=HTML).text.count("<tr>") == text.count("<tr>")


def test_a_language_that_was_asked_is_kept_whatever_the_page_s(client: httpx.Client):
    text = client.get(f"{CHAIRS}?language=fr&lang=en", headers=HTML).text
    assert language_of(text) == "en"
    assert "Algérie" in text
    assert '<input type="hidden" name="language" value="fr">' in text


HOSTILE = "\"'><script>alert(1)</script>{{ 7*7 }}"


@pytest.mark.parametrize("name", ["body", "language", "page", "as-of", "format", HOSTILE])
def test_a_hostile_value_is_only_text(client: httpx.Client, name: str):
    answer = client.get(CHAIRS, params={name: HOSTILE}, headers=HTML)
    assert answer.status_code in {400, 406}
    assert "script" not in Page(answer.text).tags


# The list


def test_the_list_says_what_a_program_needs(client: httpx.Client):
    answer = client.get("/queries")
    assert answer.headers["Content-Type"] == "application/json"
    listed = {each["name"]: each for each in answer.json()["queries"]}
    assert list(listed) == list(LIBRARY)
    for name, query in LIBRARY.items():
        told = listed[name]
        assert Bilingual(**told["title"]) == query.title
        assert Bilingual(**told["description"]) == query.description
        assert {one["name"]: one["default"] for one in told["parameters"]} == defaults(query)
        assert [one["name"] for one in told["columns"]] == list(query.columns)
        assert told["address"] == f"/queries/{name}"
    assert client.get("/queries?format=json").content == answer.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_for_people_is_by_topic(client: httpx.Client, language: str):
    answer = client.get(f"/queries?lang={language}", headers=HTML)
    page = Page(answer.text)
    said = [text for text, _ in page.languages]
    for query in LIBRARY.values():
        assert f"/queries/{query.name}?lang={language}" in page.links
        assert getattr(query.title, language) in said
    for topic in {name.split("/")[0] for name in LIBRARY}:
        assert getattr(TOPICS[topic], language) in said
    assert page.links.count(f"/queries?lang={language}") >= 1


def test_no_question_has_a_parameter_that_every_question_has():
    for query in LIBRARY.values():
        assert not set(query.parameters) & {*OURS, "name"}


# OpenAPI


def test_openapi_has_each_question_with_its_parameters(client: httpx.Client):
    paths = client.get("/api").json()["paths"]
    ids = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert len(set(ids)) == len(ids)
    for name, query in LIBRARY.items():
        told = paths[f"/queries/{name}"]["get"]
        by_name = {each["name"]: each for each in told["parameters"]}
        assert set(by_name) == {*query.parameters, *OURS}
        for parameter in query.parameters.values():
            schema = by_name[parameter.name]["schema"]
            assert str(schema["default"]) == parameter.plain_default
            if parameter.type == "entity":
                assert re.search(schema["pattern"], parameter.plain_default)
            if parameter.type == "number":
                assert schema["type"] == "integer"
        assert told["summary"] == query.title.en


# Versions


def test_the_entity_tag_tells_formats_apart_and_is_answered_with_304(client: httpx.Client):
    tags = {client.get(f"{CHAIRS}.{end}").headers["ETag"] for end in ("json", "csv", "html", "rq")}
    assert len(tags) == 4
    for end in ("json", "html", "rq"):
        tag = client.get(f"{CHAIRS}.{end}").headers["ETag"]
        again = client.get(f"{CHAIRS}.{end}", headers={"If-None-Match": tag})
        assert again.status_code == 304


def test_a_change_of_the_library_alone_changes_every_entity_tag(tiny: Root):
    def tags() -> list[str]:
        with serving(tiny.path) as address, httpx.Client(base_url=address) as one:
            places = ["/queries", *(f"/queries/who-co-chairs.{e}" for e in ("csv", "html", "rq"))]
            return [one.get(place).headers["ETag"] for place in places]

    before = tags()
    query = tiny.queries / "who-co-chairs.rq"
    query.write_text(query.read_text().replace("ORDER BY ?chair", "ORDER BY DESC(?chair)"))
    assert not set(before) & set(tags())


# Questions of other kinds, in somebody else's root

HEAD = """# title@en: Title
# title@fr: Titre
# description@en: What it is.
# description@fr: Ce que c'est.
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
"""
OTHERS = {
    "other/ask": "ASK { ?s a pcve:State }",
    "other/ask-in-vain": "ASK { ?s a pcve:Nothing }",
    "other/make": "CONSTRUCT { ?s a pcve:State } WHERE { ?s a pcve:State }",
    "other/few": "SELECT ?s WHERE { ?s a pcve:State } ORDER BY ?s LIMIT 1",
    "other/now": "SELECT ?s (NOW() AS ?now) WHERE { ?s a pcve:State }",
    "other/own-graph": "SELECT ?s FROM <https://w3id.org/pcvegraph/graph/actors/northland> "
    "WHERE { ?s a pcve:State }",
}


@pytest.fixture
def others(tiny: Root) -> Iterator[httpx.Client]:
    (tiny.queries / "other").mkdir()
    for name, text in OTHERS.items():
        (tiny.queries / f"{name}.rq").write_text(HEAD + text)
    with serving(tiny.path) as address, httpx.Client(base_url=address) as one:
        yield one


def test_questions_of_every_kind_are_answered(others: httpx.Client):
    def page(name: str) -> str:
        answer = others.get(f"/queries/other/{name}", headers=HTML)
        assert answer.status_code == 200
        assert Page(answer.text)
        return answer.text

    assert others.get("/queries/other/ask").json()["boolean"] is True
    assert '<p class="lead">Yes</p>' in page("ask")
    assert '<p class="lead">No</p>' in page("ask-in-vain")
    made = others.get("/queries/other/make.ttl")
    assert len(list(ox.parse(made.content, format=ox.RdfFormat.TURTLE))) >= 2
    assert "/queries/other/make.ttl" in page("make")
    # It says itself how many rows it wants.
    assert page("few").count("<tr>") == 2
    assert others.get("/queries/other/few?page=2").status_code == 400
    assert others.get("/queries/other/ask?page=2").status_code == 400
    # What differs each time is kept by nobody.
    for headers in (HTML, {"Accept": "text/csv"}):
        now = others.get("/queries/other/now", headers=headers)
        assert now.headers["Cache-Control"] == "no-store"
        assert "ETag" not in now.headers
    assert "Northland" not in page("own-graph")
    assert others.get("/queries/other/own-graph?as-of=2018-01-01").status_code == 400
    listed = Page(others.get("/queries", headers=HTML).text)
    assert "Other" in [said for said, _ in listed.languages]
    paths = others.get("/api").json()["paths"]
    assert "page" not in [one["name"] for one in paths["/queries/other/few"]["get"]["parameters"]]


# Binding

TAKES_ALL = query_from_bytes(
    (
        b"# parameter text: text\n# parameter text@en: t\n# parameter text@fr: t\n"
        b"# parameter thing: entity\n# parameter thing@en: t\n# parameter thing@fr: t\n"
        b"# parameter day: date\n# parameter day@en: t\n# parameter day@fr: t\n"
        b"# parameter number: number\n# parameter number@en: t\n# parameter number@fr: t\n"
        b"# parameter language: language\n# parameter language@en: t\n# parameter language@fr: t\n"
        b"PREFIX id: <https://w3id.org/pcvegraph/id/>\n"
        b'SELECT * WHERE {\n  VALUES ?text { "x" }\n  VALUES ?thing { id:x }\n'
        b'  VALUES ?day { "2019-01-01" }\n  VALUES ?number { 1 }\n  VALUES ?language { "en" }\n}'
    ),
    "all.rq",
)
HOSTILE_TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="\"'\\{}<>?#\n\r\t id:xVALUES^@.u0022"),
    st.sampled_from(
        ['" } SERVICE <http://x/> { ', "VALUES ?text { id:x }", "\\u0022 }", "x' OR 1=1", "} #"]
    ),
)


def shape(text: str) -> list[tuple[str, str]]:
    """Return the tokens of a query but for those that a value is made of."""
    outside = re.sub(r"(VALUES \?\w+ \{ ).*?( \})(?=\n)", r"\1\2", text)
    return [(token.kind, token.text) for token in tokens.tokens(outside)]


@given(name=st.sampled_from(sorted(TAKES_ALL.parameters)), value=HOSTILE_TEXTS)
@example(name="text", value='"""')
@example(name="text", value="\\")
@example(name="text", value="{}")
@example(name="thing", value="x> } #")
@example(name="number", value="1 2")
def test_no_value_changes_the_structure_of_a_query(name: str, value: str):
    try:
        bound = TAKES_ALL.with_values({name: value})
    except ParameterError:
        assert name != "text"
        return
    before = [token.kind for token in tokens.tokens(TAKES_ALL.text)]
    if name == "text":
        assert [token.kind for token in tokens.tokens(bound)] == before
    assert shape(bound) == shape(TAKES_ALL.text)
    (row,) = list(ox.Store().query(bound))
    assert len(row) == 5
    if name == "text":
        assert row["text"] == ox.Literal(value)
    elif name != "thing":
        assert row[name].value.lstrip("+") in {value, value.lstrip("+"), str(int(value or 0))}


# The table


def test_a_row_without_a_value_has_an_empty_cell_and_a_column_without_any_is_told():
    query = LIBRARY["forums/who-co-chairs-a-body"]
    answer = (
        '{"head":{"vars":["chair","chairName","start","note","anchor","address"]},"results":'
        '{"bindings":[{"chair":{"type":"uri","value":"https://w3id.org/pcvegraph/id/canada"},'
        '"anchor":{"type":"literal","value":"words"},'
        '"address":{"type":"literal","value":"javascript:alert(1)"}},'
        '{"start":{"type":"literal","value":"2017"}}]}}'
    )
    table = read_rows(answer.encode(), query)
    assert [column.name for column in table.columns] == ["chairName", "start", "anchor"]
    assert [column.name for column in table.empty] == ["note"]
    (chair, start, words), second = table.rows
    # What has no name is called by its identifier, and no address but the web's is led to.
    assert (chair.text, chair.address) == ("canada", "https://w3id.org/pcvegraph/id/canada")
    assert start.text == ""
    assert (words.text, words.address, words.kind) == ("words", "", "words")
    assert [cell.text for cell in second] == ["", "2017", ""]
