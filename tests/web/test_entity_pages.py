"""The pages of things of every kind, as a person gets them from a real service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
from test_pages import HTML, Page

from conftest import serving
from pcvegraph.graph.root import Root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question

GROUP = "/id/gctf-west-africa-capacity-building-working-group"
CO_CHAIRS = "/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group"
SOURCE = "/source/polimetre-promise-5020-training-assistance"
FUNDING = "/id/community-resilience-fund--funds--shift-bc"
PLACES = (
    FUNDING,
    GROUP,
    CO_CHAIRS,
    SOURCE,
    "/id/canada",
    "/id/public-safety-canada",
    "/id/radicalization-to-violence",
    "/id/commitment-training-assistance-missions",
    "/id/canada-centre-event-series-2019-03",
    "/id/ran-canada-paper-date",
)


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60, headers=HTML) as session:
        yield session


@pytest.fixture(scope="module")
def evidence(engine: Evaluator) -> str:
    """The address of the words that Algeria and Canada co-chair a group."""
    row = engine.rows(
        Question(
            "PREFIX pcve: <https://w3id.org/pcvegraph/ontology#> SELECT ?evidence WHERE { "
            f"<https://w3id.org/pcvegraph{CO_CHAIRS}> pcve:evidence ?evidence }} "
            "ORDER BY ?evidence LIMIT 1"
        )
    )[0]
    return row["evidence"].value.removeprefix("https://w3id.org/pcvegraph")


def said(text: str) -> list[str]:
    return [shown for shown, _ in Page(text).languages]


def between(text: str, start: str, end: str) -> str:
    return text.split(start, 1)[1].split(end, 1)[0]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", PLACES)
def test_every_mark_opens_the_words_of_a_source_that_is_listed(
    client: httpx.Client, place: str, language: str
):
    text = client.get(place, params={"lang": language}).text
    page = Page(text)
    opened = re.findall(r'popovertarget="(words-\d+)"[^>]*>(\d+)</button>', text)
    assert {target for target, _ in opened} == {i for i in page.ids if i.startswith("words-")}
    numbers = {int(i.removeprefix("source-")) for i in page.ids if i.startswith("source-")}
    assert numbers == set(range(1, len(numbers) + 1))
    assert {int(number) for _, number in opened} <= numbers
    for target, number in opened[:40]:
        block = between(text, f'popover id="{target}"', "</div>")
        assert "<q lang=" in block
        assert f">Source {number}<" in block
        assert '<a href="/source/' in block
    # Each source is called by its title.
    assert not re.search("<a [^>]*>https://w3id.org/pcvegraph/source/", text)


def test_sources_are_numbered_in_the_order_in_which_the_page_uses_them(client: httpx.Client):
    for place in PLACES[:6]:
        text = client.get(place).text
        marks = re.findall(r'class="mark"[^>]*>(\d+)<', text)
        first = list(dict.fromkeys(int(mark) for mark in marks))
        assert first == sorted(first), place


def test_a_group_of_relations_is_in_time_order_and_what_has_no_date_is_last(client: httpx.Client):
    text = client.get(GROUP).text
    chairs = between(text, ">co-chaired by</h3>", "</section>")
    days = re.findall(r'<span class="life">(.*?)</span>', chairs)
    assert days[:2] == ["from 20 September 2017"] * 2
    assert days[-1].startswith("March 2019")
    addressed = between(text, ">addresses</h3>", "<h3>")
    assert addressed.index("as of September 2019") < addressed.index("Without a date")


def test_chapters_stand_in_the_order_that_a_reader_expects(client: httpx.Client):
    text = client.get("/id/community-resilience-fund").text
    themes = re.findall(r'<h2 id="theme-([a-z-]+)">', text)
    assert themes == ["belongs", "led-by", "does", "subjects", "money", "publications", "judged"]
    event = client.get("/id/canada-centre-event-series-2019-03").text
    assert re.findall(r'<h2 id="theme-([a-z-]+)">', event)[0] == "events"


def test_no_statement_is_lost_or_told_twice(client: httpx.Client, engine: Evaluator):
    for place in ("/id/canada", GROUP, "/id/global-counterterrorism-forum", "/id/algeria"):
        iri = f"<https://w3id.org/pcvegraph{place}>"
        rows = engine.rows(
            Question(
                "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
                "SELECT DISTINCT ?relation WHERE { "
                f"{{ ?relation rdf:subject {iri} }} UNION {{ ?relation rdf:object {iri} }} }}"
            )
        )
        known = sorted(r["relation"].value.removeprefix("https://w3id.org/pcvegraph") for r in rows)
        told = re.findall(
            r'<a class="permalink" href="([^"?]+)" title="Addr', client.get(place).text
        )
        assert sorted(told) == known


def test_facts_say_on_which_sources_they_rest(client: httpx.Client):
    text = client.get(GROUP).text
    assert "These facts rest on the sources listed for the whole" in text
    assert '<a class="mark" href="#source-1"' in text


def test_money_is_added_up_by_the_rule(client: httpx.Client, engine: Evaluator):
    text = unescape(client.get("/id/community-resilience-fund").text)
    rows = engine.rows(
        Question(
            "PREFIX id: <https://w3id.org/pcvegraph/id/> "
            "PREFIX pcve: <https://w3id.org/pcvegraph/ontology#> "
            "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
            "SELECT (SUM(?amount) AS ?sum) (COUNT(?amount) AS ?n) WHERE { "
            "VALUES ?kind { id:amount-kind-grant id:amount-kind-contribution } "
            "?f rdf:subject id:community-resilience-fund ; pcve:amountKind ?kind ; "
            "pcve:amount ?amount FILTER NOT EXISTS { ?f pcve:sameMoneyAs ?other } }"
        )
    )
    table = between(text, "Grants and contributions given, added up</caption>", "</table>")
    assert f"{float(rows[0]['sum'].value):,.2f}" in table
    assert f'<td class="is-number">{rows[0]["n"].value}</td>' in table
    assert "Left out: 8 without an amount." in said(text)
    assert "total" not in table.lower()
    assert "No amount here may be added up." in text


def test_the_pictures_have_a_name_and_no_style_of_their_own(client: httpx.Client):
    text = client.get("/id/global-counterterrorism-forum").text
    assert '<svg class="timeline" role="img" aria-label="Leadership over time"' in text
    assert '<svg class="timeline" role="img" aria-label="Timeline"' in text
    assert text.count("<title>") > 50
    assert "style=" not in text


def test_leadership_has_a_row_for_each_chair(client: httpx.Client):
    text = client.get("/id/global-counterterrorism-forum").text
    chart = between(text, 'aria-label="Leadership over time" viewBox', "</svg>")
    assert re.findall(r'<text class="label"[^>]*>(.*?)</text>', chart) == [
        "Turkey",
        "United States of America",
        "Netherlands",
        "Morocco",
        "Canada",
        "European Union",
        "Egypt",
    ]


def test_a_relation_is_told_with_the_words_of_every_source(client: httpx.Client):
    text = client.get(CO_CHAIRS).text
    page = Page(text)
    assert ("Co-chaired by Algeria and Canada", "en") in page.languages
    assert ("co-présidée par l'Algérie et le Canada", "fr") in page.languages
    assert "from 20 September 2017" in said(text)
    # What contradicts it stands on its page too.
    assert "who co-chairs with Algeria" in said(text)


def test_a_relation_leads_to_others_between_the_same_two(client: httpx.Client):
    group = "gctf-west-africa-capacity-building-working-group"
    text = client.get(f"/id/algeria--co-chairs--{group}").text
    related = between(text, "Other statements between the two", "<h2")
    assert f'href="/id/algeria--co-chairs--{group}--2"' in related


def test_the_life_of_a_statement_is_told_once_and_in_words(client: httpx.Client):
    text = client.get(FUNDING).text
    assert between(text, '<p class="occasion">', "</p>").count('class="life"') > 1
    assert "3191504.65" not in text
    assert "Second project, over five years." in text


def test_an_assessment_leads_to_what_it_cites(client: httpx.Client):
    place = "/id/polimetre-trudeau-2015--evaluates--commitment-training-assistance-missions"
    text = client.get(place).text
    assert "2018 Public Report on the Terrorism Threat to Canada" in text
    assert "What it cites" in said(text)


def test_evidence_shows_its_words_and_what_rests_on_them(client: httpx.Client, evidence: str):
    text = client.get(evidence).text
    assert '<div class="large"><blockquote>' in text
    assert f'href="{CO_CHAIRS}"' in text
    assert "What rests on these words" in said(text)


def test_a_source_tells_all_it_says_by_what_it_is_about(client: httpx.Client, engine: Evaluator):
    text = client.get(SOURCE).text
    says = between(text, "What this source says", "<h2")
    rows = engine.rows(
        Question(
            "PREFIX dcterms: <http://purl.org/dc/terms/> "
            "PREFIX pcve: <https://w3id.org/pcvegraph/ontology#> "
            "SELECT DISTINCT ?relation WHERE { ?relation a pcve:Relation ; "
            f"pcve:evidence/dcterms:source <https://w3id.org/pcvegraph{SOURCE}> }}"
        )
    )
    assert says.count('class="permalink"') == len(rows)
    headings = re.findall(r'<h3><a href="[^"]*"[^>]*>(.*?)</a>', says)
    assert headings == sorted(headings, key=str.casefold)
    assert "Algeria" in headings
    assert "English" in said(text)


def test_a_concept_stands_in_its_tree_with_who_deals_with_it(client: httpx.Client):
    text = client.get("/id/radicalized-offenders").text
    tree = between(text, '<ul class="tree">', "<h2")
    order = ["radicalization-to-violence", "prison-radicalization", 'aria-current="page"']
    assert sorted(order, key=tree.index) == order
    wide = client.get("/id/radicalization-to-violence?lang=fr").text
    assert "Qui s'en occupe" in unescape(wide)
    assert re.search(r'Projet <span class="count">\d+</span>', wide, re.IGNORECASE)
    assert "Ce qui l'accompagne" in unescape(wide)


def test_a_commitment_shows_its_verdicts_and_what_they_cite(client: httpx.Client):
    text = client.get("/id/commitment-training-assistance-missions").text
    table = between(text, '<table class="verdicts">', "</table>")
    assert "September 2019" in table
    assert "evaluates--commitment-training-assistance-missions" in table
    assert "2017 Public Report on the Terrorist Threat to Canada" in table


def test_a_state_shows_what_is_in_it_by_kind(client: httpx.Client):
    text = client.get("/id/jordan").text
    inside = between(text, "What is in this country", "Sources of this page")
    assert re.search(r'<h3>\w[\w ]* <span class="count">\d+</span></h3>', inside)
    assert 'href="/id/amman"' in inside


def test_an_event_says_when_and_where_before_all_else(client: httpx.Client):
    text = client.get("/id/aarhus-conference-of-local-authorities-2015-11").text
    occasion = between(text, '<p class="occasion">', "</p>")
    assert "18 November 2015" in occasion
    assert 'href="/id/aarhus"' in occasion
    assert 'href="/id/denmark"' in occasion


def test_long_groups_are_folded(client: httpx.Client):
    text = client.get("/id/global-counterterrorism-forum").text
    members = between(text, ">has member</h3>", "</section>")
    open_part, folded = members.split('<details class="more">', 1)
    assert open_part.count('class="said"') == 12
    assert folded.count('class="said"') > 10


def test_the_query_behind_a_page_gives_its_statements(client: httpx.Client):
    for place in (GROUP, CO_CHAIRS, SOURCE):
        link = re.search(r'href="(/sparql\?query=[^"]*)"', client.get(place).text)
        assert link
        answer = client.get(
            unescape(link[1]), headers={"Accept": "application/sparql-results+json"}
        )
        rows = answer.json()["results"]["bindings"]
        relations = {row["relation"]["value"] for row in rows}
        assert any("--co-chairs--" in relation for relation in relations)
        assert all(row["anchor"]["value"] for row in rows)


def test_an_unknown_thing_is_answered_with_what_a_search_for_its_words_finds(client: httpx.Client):
    answer = client.get("/id/west-africa-working-group-gctf")
    assert answer.status_code == 404
    assert f'<a href="{GROUP}">Capacity-building in the West Africa Region' in answer.text
    as_data = client.get("/id/west-africa-working-group-gctf", headers={"Accept": "*/*"}).json()
    assert GROUP in as_data["nearest"]
    french = client.get("/id/west-africa-working-group-gctf?lang=fr").text
    assert f'<a href="{GROUP}?lang=fr">Groupe de travail' in french


def test_names_of_any_length_and_script_are_laid_out(tiny: Root):
    long = "Very" * 2500
    hebrew = "מדינה צפונית"
    place = tiny.data / "actors" / "northland.ttl"
    text = place.read_text()
    text = text.replace('"Northland"@en', f'"{long}"@en')
    text = text.replace("    pcve:isoCode", f'    skos:prefLabel "{hebrew}"@he ;\n    pcve:isoCode')
    place.write_text(text)
    with serving(tiny.path) as address, httpx.Client(base_url=address, headers=HTML) as client:
        for here in ("/id/northland", "/id/northland--co-chairs--river-group", "/id/river-group"):
            answer = client.get(here)
            assert answer.status_code == 200
            Page(answer.text)
            assert long in answer.text
        assert f'<span lang="he">{hebrew}</span>' in client.get("/id/northland").text
