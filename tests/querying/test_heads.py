"""A head that is incomplete is refused in words, and a parameter's value can never become SPARQL."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from pcvegraph.errors import (
    ParameterError,
    QueryHeadError,
    QuerySyntaxError,
    UnknownQueryError,
)
from pcvegraph.graph.root import Root
from pcvegraph.querying import tokens
from pcvegraph.querying.heads import read_head
from pcvegraph.querying.library import (
    TYPES,
    Query,
    find_query,
    query_from_bytes,
    read_library,
)

HEAD = """\
# title@en: Who said what on a day?
# title@fr: Qui a dit quoi un jour donné?
# description@en: What was said.
# description@fr: Ce qui a été dit.
# reader: journalist
# parameter who: entity
# parameter who@en: the speaker
# parameter who@fr: l'orateur
# parameter day: date
# parameter day@en: the day
# parameter day@fr: le jour
# parameter language: language
# parameter language@en: the language
# parameter language@fr: la langue
# parameter least: number
# parameter least@en: the least number
# parameter least@fr: le plus petit nombre
# parameter words: text
# parameter words@en: words to look for
# parameter words@fr: mots à chercher
# column said@en: what was said,
#   word by word
# column said@fr: ce qui a été dit
"""
BODY = """\
PREFIX id: <https://w3id.org/pcvegraph/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT ?said
WHERE {
  VALUES ?words { "peace" }
  VALUES ?who { id:canada }
  VALUES ?day { "2018-02-23"^^xsd:date }
  VALUES ?language { "en" }
  VALUES ?least { 1 }
  ?who ?says ?said .
  FILTER(CONTAINS(?said, ?words) && LANG(?said) = ?language)
}
ORDER BY ?day ?least
"""
EVERYTHING = Store()
ATTEMPTS = (
    "canada> } # ",
    "canada } ?s ?p ?o { ",
    "id:canada> } UNION { ?s ?p ?o } #",
    'en" } ?s ?p ?o . FILTER(?said = "',
    'en" } #',
    "en\n} ?s ?p ?o",
    "1 } SERVICE <http://example.org/> { ?s ?p ?o }",
    '2018-02-23"^^xsd:date } #',
    "2018-02-23\n",
    "\\u0022 } #",
    "\\",
    '"',
    "'''",
    '"""',
    "}",
    "{",
    "\r",
    "\x00",
    "\ufeffcanada",
    "https://w3id.org/pcvegraph/id/canada> } #",
    "source:canada> <x",
)


def query(head: str = HEAD, body: str = BODY) -> Query:
    return query_from_bytes((head + body).encode(), "queries/topic/question.rq", "topic/question")


def around(text: str, *names: str) -> list[str]:
    """Return the tokens of `text` but those between the braces of the parameters' VALUES clauses."""
    kept: list[str] = []
    inside = False
    for token in tokens.tokens(text):
        inside = inside and token.text != "}"
        if not inside:
            kept.append(token.text)
        inside = inside or (
            token.text == "{" and kept[-3:-1] in [["VALUES", f"?{name}"] for name in names]
        )
    return kept


def parses(text: str) -> bool:
    """Return whether the engine takes `text`; it is asked of a store that holds nothing."""
    EVERYTHING.query(text)
    return True


# Heads


def test_a_line_that_begins_with_three_spaces_goes_on():
    assert query().columns["said"].en == "what was said, word by word"


def test_a_head_ends_at_the_first_line_that_is_no_comment():
    head = read_head("a.rq", "# title@en: One\n\n# title@fr: Deux\n")
    assert head.lines == {("title", "", "en"): "One"}


def test_a_comment_that_is_no_line_of_a_head_is_passed_over():
    head = read_head("a.rq", "# Written by hand\n#   and by hand again\n# reader: analyst\n")
    assert head.lines == {("reader", "", ""): "analyst"}


def test_a_whole_head_gives_title_reader_parameters_and_columns():
    whole = query()
    assert whole.title.fr == "Qui a dit quoi un jour donné?"
    assert whole.reader == "journalist"
    assert list(whole.parameters) == ["who", "day", "language", "least", "words"]
    assert tuple(sorted(p.type for p in whole.parameters.values())) == tuple(sorted(TYPES))
    assert [p.default for p in whole.parameters.values()] == [
        "id:canada",
        '"2018-02-23"^^xsd:date',
        '"en"',
        "1",
        '"peace"',
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", ["title", "description", "parameter who", "column said"])
def test_a_missing_language_is_named_with_the_line_to_add(key: str, language: str):
    head = re.sub(rf"^# {key}@{language}: .*\n(?:#   .*\n)*", "", HEAD, flags=re.MULTILINE)
    broken = query(head)
    with pytest.raises(QueryHeadError, match=re.escape(f"# {key}@{language}: …")) as caught:
        _ = (broken.title, broken.description, broken.parameters, broken.columns)
    assert "queries/topic/question.rq" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("kind", ["string", "Entity", "", "entity or date"])
def test_an_unknown_type_is_refused_with_those_there_are(kind: str):
    broken = query(HEAD.replace("# parameter who: entity", f"# parameter who: {kind}"))
    with pytest.raises(QueryHeadError) as caught:
        _ = broken.parameters
    assert all(known in caught.value.remedy for known in TYPES)


def test_a_parameter_with_two_values_clauses_is_refused():
    twice = "  VALUES ?who { id:canada }\n"
    with pytest.raises(QueryHeadError, match="who needs one clause"):
        _ = query(body=BODY.replace(twice, twice * 2)).parameters


@pytest.mark.parametrize(
    "clause", ["", "VALUES (?who) { (id:canada) }", "VALUES $who { id:canada }", "BIND(1 AS ?who)"]
)
def test_a_parameter_without_a_values_clause_is_refused(clause: str):
    with pytest.raises(QueryHeadError, match="who needs one clause"):
        _ = query(body=BODY.replace("VALUES ?who { id:canada }", clause)).parameters


def test_a_query_that_is_not_utf_8_is_refused_with_its_place():
    with pytest.raises(QuerySyntaxError, match=r"a\.rq: byte 3 is not UTF-8"):
        query_from_bytes(b"# \xff", "a.rq")


def test_a_byte_order_mark_does_not_hide_the_first_line():
    marked = query_from_bytes(("\ufeff" + HEAD + BODY).encode(), "a.rq")
    assert marked.title.en == "Who said what on a day?"


# Names


def library(*names: str) -> dict[str, Query]:
    return {name: query() for name in names}


@pytest.mark.parametrize("name", ["topic/question", "question", "question.rq", "topic/question.rq"])
def test_a_query_is_found_by_its_whole_name_or_its_question(name: str):
    known = library("topic/question", "topic/other")
    assert find_query(known, name) is known["topic/question"]


def test_an_unknown_query_is_told_the_nearest_three():
    known = library(*(f"topic/who-leads-{what}" for what in ("a-body", "a-fund", "a-group", "all")))
    with pytest.raises(UnknownQueryError) as caught:
        find_query(known, "who-leads-a-bodi")
    assert len(caught.value.nearest) == 3
    assert caught.value.nearest[0] == "topic/who-leads-a-body"


def test_a_question_that_two_topics_have_must_be_asked_by_its_whole_name():
    known = library("events/which", "funding/which")
    with pytest.raises(UnknownQueryError):
        find_query(known, "which")
    assert find_query(known, "funding/which") is known["funding/which"]


def test_a_library_without_queries_is_empty(tiny: Root):
    for path in list(tiny.queries.rglob("*.rq")):
        path.unlink()
    assert read_library(tiny) == {}


# Values


@pytest.mark.parametrize(
    ("name", "written", "term"),
    [
        ("who", "algeria", "<https://w3id.org/pcvegraph/id/algeria>"),
        ("who", "id:algeria", "<https://w3id.org/pcvegraph/id/algeria>"),
        ("who", "https://w3id.org/pcvegraph/id/algeria", "<https://w3id.org/pcvegraph/id/algeria>"),
        ("who", "source:a-page", "<https://w3id.org/pcvegraph/source/a-page>"),
        ("who", "a--leads--b", "<https://w3id.org/pcvegraph/id/a--leads--b>"),
        ("day", "2020-11-24", '"2020-11-24"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("language", "fr", '"fr"'),
        ("least", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("words", 'a "word"\n', '"a \\"word\\"\\n"'),
    ],
)
def test_a_value_of_the_right_type_becomes_one_term(name: str, written: str, term: str):
    assert f"VALUES ?{name} {{ {term} }}" in query().with_values({name: written})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("who", ""),
        ("who", "Canada"),
        ("who", "the canada"),
        ("who", "http://example.org/canada"),
        ("who", "skos:broader"),
        ("day", ""),
        ("day", "2018"),
        ("day", "2018-02"),
        ("day", "23 February 2018"),
        ("day", "2018-02-23T00:00:00"),
        ("language", ""),
        ("language", "de"),
        ("language", "EN"),
        ("least", ""),
        ("least", "one"),
        ("least", "1.5"),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_to_give(name: str, written: str):
    with pytest.raises(ParameterError, match=f"is not a value for {name}") as caught:
        query().with_values({name: written})
    assert caught.value.remedy.startswith("Give ")


@pytest.mark.parametrize("written", ["2018-02-30", "2018-13-01", "２０１８-02-23"])
def test_a_day_that_the_calendar_does_not_have_is_refused(written: str):
    with pytest.raises(ParameterError):
        query().with_values({"day": written})


def test_an_unknown_parameter_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match="no parameter “whom”") as caught:
        query().with_values({"whom": "canada"})
    assert "who, day, language, least, words" in caught.value.remedy


def test_without_values_the_text_stays_as_it_is():
    assert query().with_values({}) == HEAD + BODY


@pytest.mark.parametrize("name", list(query().parameters))
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attempt_to_inject_is_refused_or_stays_one_term(name: str, attempt: str):
    holds_its_structure(name, attempt)


@given(st.sampled_from(list(query().parameters)), st.text())
def test_no_value_changes_the_structure_of_a_query(name: str, written: str):
    holds_its_structure(name, written)


@given(
    st.sampled_from(["who", "day", "language", "words"]),
    st.text(alphabet="aeid:canrf20181-\"'\\{}<>#^@?. \n\r\t"),
)
def test_no_value_made_of_sparql_signs_changes_the_structure_of_a_query(name: str, written: str):
    holds_its_structure(name, written)


def holds_its_structure(name: str, written: str) -> None:
    try:
        text = query().with_values({name: written})
    except ParameterError:
        return
    assert around(text, name) == around(HEAD + BODY, name)
    start, end = (BODY.index(f"VALUES ?{name} {{"), f"VALUES ?{name} {{")
    assert text.startswith(HEAD + BODY[:start] + end)
    assert text.endswith(BODY[BODY.index("}", start) :])
    assert parses(text)


def test_a_text_that_spells_the_clause_of_another_parameter_stays_a_text():
    values = {"words": "VALUES ?language { }", "language": "fr"}
    text = query().with_values(values)
    assert around(text, *values) == around(HEAD + BODY, *values)
    assert parses(text)
