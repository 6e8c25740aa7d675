"""Rows of others become drafts: what is new, what is known, what is left out, and in which form."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.errors import (
    MappingError,
    ParameterError,
    PcvegraphError,
    UnknownIdentifierError,
)
from pcvegraph.graph.formatting import formatted
from pcvegraph.graph.reading import parse_file
from pcvegraph.linking.datasets.mapping import find_mapping, read_mapping
from pcvegraph.linking.datasets.reading import read_rows
from pcvegraph.linking.importing.drafts import Drafts, make_drafts, propose_slug
from pcvegraph.linking.importing.known import Known
from pcvegraph.linking.importing.sheets import cleaned, dated
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.vocabulary import PREFIXES

MAPPING = """
title: {en: Bodies, fr: Organismes}
id: id
names:
  - {column: name, language: en}
  - {column: nom, language: fr}
  - {column: short, use: acronym}
descriptions: {column: about, language: en}
kinds: {column: kind, separator: "|"}
countries: country
places: city
websites: site
identifiers: {column: number, template: "bodies:{}"}
start: since
end: until
relations:
  - {predicate: partOf, column: parent, anchor: words, start: from}
  - {predicate: partnersWith, column: partner}
  - {predicate: funds, column: funder, inverse: true}
"""
COLUMNS = [
    *("id", "name", "nom", "short", "about", "kind", "country", "city", "site", "number", "since"),
    *("until", "parent", "words", "from", "partner", "funder"),
]
SOURCE = "rpc-prev-partenariats"
UNKNOWN = {"id": "9", "name": "Lantern Institute of Nowhere"}


@pytest.fixture(scope="module")
def known(engine: Evaluator) -> Known:
    return Known(engine)


def table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def drafts_of(
    known: Known, content: bytes, mapping: str = MAPPING, name: str = "bodies.csv"
) -> Drafts:
    read = read_mapping("bodies", mapping)
    rows = read_rows(io.BytesIO(content), name, read)
    return make_drafts(rows, read, known, known.find_source(SOURCE))


def imported(known: Known, *rows: dict[str, str]) -> Drafts:
    return drafts_of(known, table(*rows))


def text_of(drafts: Drafts, path: str) -> str:
    return drafts.files[path].decode()


def told(drafts: Drafts) -> str:
    return "\n".join(remark.sentence.en for remark in drafts.remarks)


def assert_is_in_normal_form(drafts: Drafts) -> None:
    for path, content in drafts.files.items():
        assert isinstance(parse_file(path, content), list), path
        assert formatted(content.decode()) == content.decode(), path


def test_what_is_new_gets_a_file_with_all_that_its_row_says(known: Known):
    row = UNKNOWN | {
        "nom": "Institut Lantern",
        "short": "LIN",
        "about": "It  is\nmade up.",
        "kind": "research-centre",
        "country": "Canada",
        "city": "Ottawa",
        "site": "www.lantern.example/about",
        "number": "17",
        "since": "2019-03",
        "until": "2020-01-31T00:00:00Z",
    }
    drafts = imported(known, row)
    assert list(drafts.files) == ["actors/lantern-institute-of-nowhere.ttl"]
    written = text_of(drafts, "actors/lantern-institute-of-nowhere.ttl")
    assert written.partition("\n\n")[2] == (
        f"""# Bodies, row 3: a draft.
id:lantern-institute-of-nowhere
    a pcve:Organisation ;
    skos:prefLabel "Lantern Institute of Nowhere"@en ;
    skos:prefLabel "Institut Lantern"@fr ;
    pcve:acronym "LIN"@en ;
    dcterms:description "It is made up."@en ;
    org:classification id:research-centre ;
    pcve:country id:canada ;
    pcve:place id:ottawa ;
    pcve:start "2019-03"^^xsd:gYearMonth ;
    pcve:end "2020-01-31"^^xsd:date ;
    adms:identifier "bodies:17" ;
    foaf:homepage <https://www.lantern.example/about> ;
    dcterms:source source:{SOURCE} .
"""
    )
    assert drafts.remarks == ()
    assert_is_in_normal_form(drafts)


def test_real_things_are_recognised_in_either_language_and_unknown_ones_are_not(known: Known):
    drafts = imported(
        known,
        {"id": "1", "name": "Hedayah", "country": "AE", "site": "https://hedayah.com"},
        {"id": "2", "nom": "Gendarmerie royale du Canada", "country": "CA", "city": "Ottawa"},
        {"id": "3", "name": "United Nations Office of Counter-Terrorism"},
        {"id": "4", "name": "Institute for Strategic Dialogue", "country": "GB"},
        UNKNOWN,
    )
    assert drafts.counts == {"known": 4, "new": 1}
    assert set(drafts.files) == {
        "actors/lantern-institute-of-nowhere.ttl",
        "known/royal-canadian-mounted-police.ttl",
    }
    assert drafts.known == {
        "known/royal-canadian-mounted-police.ttl": "actors/royal-canadian-mounted-police.ttl"
    }
    news = text_of(drafts, "known/royal-canadian-mounted-police.ttl")
    assert "pcve:place id:ottawa" in news
    assert "prefLabel" not in news
    assert " a pcve:" not in news
    assert_is_in_normal_form(drafts)


def test_what_the_graph_says_otherwise_is_told_and_not_written(known: Known):
    row = {"id": "1", "name": "Hedayah", "country": "AE", "site": "https://hedayah.com"}
    drafts = imported(known, row | {"since": "2012"})
    assert (drafts.files, drafts.remarks) == ({}, ())
    drafts = imported(known, row | {"since": "1999", "kind": "university"})
    assert drafts.files == {}
    assert "the graph has 2012-12-14 as pcve:start, and the row 1999" in told(drafts)
    assert "the graph has id:research-centre as org:classification" in told(drafts)


def test_a_doubtful_one_is_a_draft_that_names_its_candidates(known: Known):
    row = {"id": "1", "name": "Radicalisation Awareness Network Europe"}
    drafts = imported(known, row)
    assert drafts.counts == {"doubtful": 1}
    written = text_of(drafts, "actors/radicalisation-awareness-network-europe.ttl")
    said = "\n# May be id:radicalisation-awareness-network (Radicalisation Awareness Network), 0."
    assert said in written
    assert "name equal but for “europe”" in written
    assert_is_in_normal_form(drafts)


def test_slugs_are_those_of_no_other_thing(known: Known):
    twins = [{"id": str(n), "name": "Lantern Institute of Nowhere"} for n in range(3)]
    drafts = imported(known, *twins, {"id": "x", "name": "Радикал"}, {"id": "y", "name": "1984"})
    assert sorted(drafts.files) == [
        "actors/bodies-1984.ttl",
        "actors/bodies-5.ttl",
        "actors/lantern-institute-of-nowhere-2.ttl",
        "actors/lantern-institute-of-nowhere-3.ttl",
        "actors/lantern-institute-of-nowhere.ttl",
    ]
    # A word that names a concept here.
    assert known.is_taken("radicalisation") or known.is_taken("canada")


def test_a_slug_is_short_and_plain():
    assert propose_slug("The Café's Œuvre & Co. (Øst)") == "cafes-oeuvre-co-ost"
    assert propose_slug("日本") == ""
    long = propose_slug("word " * 100)
    assert len(long) <= 80
    assert not long.endswith("-")
    assert len(propose_slug("w" * 300)) == 80


def test_relations_join_rows_things_of_ours_and_names(known: Known):
    drafts = imported(
        known,
        {"id": "1", "name": "Lantern Institute of Nowhere", "parent": "2", "words": "part of it"},
        {
            "id": "2",
            "name": "Lantern Holding",
            "partner": "id:hedayah",
            "funder": "Public Safety Canada",
        },
    )
    part = text_of(drafts, "actors/lantern-institute-of-nowhere.ttl")
    assert "id:lantern-institute-of-nowhere--part-of--lantern-holding\n    a pcve:Relation" in part
    assert 'pcve:anchor "part of it"@en' in part
    both = text_of(drafts, "partnerships/hedayah--lantern-holding.ttl")
    assert "id:hedayah--partners-with--lantern-holding\n    a pcve:Partnership" in both
    money = text_of(drafts, "known/public-safety-canada.ttl")
    assert "a pcve:Funding" in money
    assert "pcve:amountKind id:amount-kind-unknown" in money
    assert drafts.remarks == ()
    assert_is_in_normal_form(drafts)


def test_a_relation_that_nothing_answers_to_is_told(known: Known):
    drafts = imported(known, UNKNOWN | {"parent": "Nobody Known", "partner": "9", "from": "May"})
    assert "parent: the relation partOf is left out: “Nobody Known” is no row" in told(drafts)
    assert "partner: the relation partnersWith is left out: both its ends are 9" in told(drafts)
    assert "--" not in "".join(drafts.files)


def test_a_relation_of_the_graph_is_not_repeated_but_gains_evidence(known: Known):
    mapping = MAPPING.replace("partOf", "affiliatedWith")
    row = {"id": "1", "name": "Hedayah", "country": "AE", "parent": "global-counterterrorism-forum"}
    assert drafts_of(known, table(row | {"words": "said before"}), mapping).files == {}
    other = read_mapping("bodies", mapping)
    source = known.find_source("polimetre-promise-5020-training-assistance")
    for words, expected in (("", set()), ("new words", {"known/hedayah.ttl"})):
        rows = read_rows(io.BytesIO(table(row | {"words": words})), "a.csv", other)
        drafts = make_drafts(rows, other, known, source)
        assert set(drafts.files) == expected
    assert "id:hedayah--affiliated-with--global-counterterrorism-forum\n    pcve:evidence [" in (
        text_of(drafts, "known/hedayah.ttl")
    )


def test_a_further_relation_has_the_next_number(known: Known):
    mapping = MAPPING.replace("partOf", "affiliatedWith")
    row = {"id": "1", "name": "Hedayah", "country": "AE", "parent": "global-counterterrorism-forum"}
    drafts = drafts_of(known, table(row | {"from": "2019"}), mapping)
    assert "--global-counterterrorism-forum--2\n" in text_of(drafts, "known/hedayah.ttl")


def test_countries_are_known_by_the_codes_of_the_union_and_are_not_in_themselves(known: Known):
    state = {"id": "1", "name": "United Arab Emirates", "country": "AE"}
    drafts = imported(known, UNKNOWN | {"country": "UK"}, state)
    assert "pcve:country id:united-kingdom" in next(iter(drafts.files.values())).decode()
    assert (drafts.counts, drafts.known) == ({"new": 1, "known": 1}, {})


def test_a_person_is_neither_recognised_nor_joined(known: Known):
    person = next(e for e in known.entities.values() if known.is_person(e.iri))
    drafts = imported(
        known,
        {"id": "1", "name": person.record.label},
        UNKNOWN | {"funder": person.iri, "parent": person.record.label + " "},
    )
    assert drafts.known == {}
    assert "the relation funds is left out" in told(drafts)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": ""}, "row 2: left out: it has no name"),
        ({"short": "ABC"}, "row 2: left out: it has no name"),
        ({"name": "x" * 10_000}, "name: left out: 10000 characters, and 300 is the most"),
        ({"name": "<b>Bold</b> body"}, "name: left out: there is HTML in it"),
        ({"name": "A", "about": "x &lt;script&gt;"}, "about: left out: there is HTML in it"),
        ({"name": "=1+1"}, "name: left out: this is a formula"),
        ({"name": "@SUM(1)"}, "name: left out: this is a formula"),
        ({"name": "–"}, "name: left out: there is no word in it"),
        ({"name": "A", "site": "javascript:alert(1)"}, "site: “javascript:alert(1)” is no address"),
        ({"name": "A", "since": "2019-02-30"}, "since: “2019-02-30” is no date"),
        ({"name": "A", "kind": "thing"}, "kind: “thing” is no kind of organisation"),
        ({"name": "A", "country": "ZZ"}, "country: no state of the graph is called “ZZ”"),
        ({"name": "A", "city": "Nowhere"}, "city: no place of the graph"),
    ],
)
def test_what_cannot_be_taken_over_is_told_by_row_and_column(
    known: Known, row: dict[str, str], said: str
):
    assert said in told(imported(known, {"id": "1"} | row))


def test_a_row_with_the_id_of_another_is_left_out(known: Known):
    drafts = imported(known, UNKNOWN, UNKNOWN | {"name": "Another"})
    assert drafts.counts == {"new": 1, "left_out": 1}
    assert "row 3: left out: row 2 has the same id" in told(drafts)


def test_several_kinds_are_left_to_a_person(known: Known):
    drafts = imported(known, UNKNOWN | {"kind": "university|company"})
    written = text_of(drafts, "actors/lantern-institute-of-nowhere.ttl")
    assert "# Say which: id:university or id:company (org:classification)." in written
    assert "org:classification id" not in written


def test_controls_and_what_turns_text_round_are_taken_out(known: Known):
    drafts = imported(known, UNKNOWN | {"name": "Lantern\u202e \x07Insti\u2028tute\n of\t Nowhere"})
    assert (
        'skos:prefLabel "Lantern Institute of Nowhere"@en'
        in next(iter(drafts.files.values())).decode()
    )
    assert cleaned("l'été\u00a0: a\ufeffb") == "l'été\u00a0: ab"


def test_languages_are_those_of_the_texts_or_of_the_dataset(known: Known):
    mapping = """
id: id
language: de
names: [{column: names, separator: "|", language_after: "@"}]
"""
    content = b"id,names\n1,Eins|Zwei@und|Un@fr|Drei@not a tag|One@en\n"
    written = next(iter(drafts_of(known, content, mapping).files.values())).decode()
    for label in (
        'prefLabel "Eins"@de',
        'prefLabel "One"@en',
        'prefLabel "Un"@fr',
        'altLabel "Zwei"@de',
    ):
        assert label in written
    assert "@und" not in written
    assert "ourTranslation" not in written


@pytest.mark.parametrize(
    ("told", "datatype"),
    [
        ("2019", "gYear"),
        ("2019-09", "gYearMonth"),
        ("2019-09-23", "date"),
        ("0000", None),
        ("9/9/19", None),
    ],
)
def test_dates_are_as_precise_as_they_are_written(told: str, datatype: str | None):
    found = dated("p", told)
    assert (found and found.object.datatype.removeprefix(PREFIXES["xsd"])) == datatype


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("id: id\nnames: name\nclass: Organization", "“Organization” is no class"),
        ("id: id\nnames: name\nclass: Person", "an import writes no Person"),
        ("id: id\nnames: name\nrelations: [{predicate: partOff, column: a}]", "is no predicate"),
        ("id: id\nnames: name\nrelations: [{predicate: evaluates, column: a}]", "no evaluates"),
        ("id: id\nnames: name\nrelations: [{column: a}]", "says no predicate"),
        ("id: id\nnames: name\nrelations: [{predicate: partOf, colum: a}]", "no “colum”"),
        ("id: id\nnames: name\nrelations: [{predicate: partOf}]", "says no column"),
        ("id: id\nnames: name\nlanguage: und", "is no language"),
        ("id: id\nnames: name\nencoding: utf-9", "no encoding “utf-9”"),
        ("id: id\nnames: name\nencoding: base64", "no encoding “base64”"),
        ('id: id\nnames: name\ndelimiter: "||"', "is no delimiter"),
        ("[" * 100_000, "no YAML"),
    ],
)
def test_a_mapping_that_an_import_cannot_follow_is_told(known: Known, mapping: str, said: str):
    with pytest.raises(MappingError, match=said):
        drafts_of(known, b"id,name,a\n1,A,\n", mapping)


def test_a_source_or_kind_that_there_is_not_is_told_with_the_nearest(
    known: Known, engine: Evaluator
):
    with pytest.raises(UnknownIdentifierError) as error:
        known.find_source("rpc-prev-partenariat")
    assert SOURCE in error.value.remedy
    assert known.find_source(PREFIXES["source"] + SOURCE) == known.find_source("source:" + SOURCE)
    with pytest.raises(ParameterError) as refused:
        Known(engine, ["organization"])
    assert "organisation" in refused.value.remedy


def test_rows_are_recognised_as_the_kinds_that_are_asked_for(engine: Evaluator):
    row = {"id": "1", "name": "Hedayah", "country": "AE", "site": "https://hedayah.com"}
    assert imported(Known(engine, ["organisation"]), row).counts == {"known": 1}
    assert imported(Known(engine, ["event"]), row).counts == {"new": 1}


ORG = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
<https://l.example/1> a org:FormalOrganization ; skos:prefLabel "Lantern of Nowhere"@en , "Lanterne"@fr ;
    foaf:homepage <https://l.example/> ;
    org:hasPrimarySite [ org:siteAddress [ vcard:country-name "Canada" ; vcard:locality "Ottawa" ] ] ;
    org:hasUnit <https://l.example/2> .
<https://l.example/2> a org:OrganizationalUnit ; skos:prefLabel "Lantern Unit of Nowhere"@en .
<https://l.example/3> a foaf:Person ; foaf:name "Somebody" .
"""
SCHEMA = """
{"@context": {"@vocab": "http://schema.org/"}, "@graph": [
  {"@id": "https://l.example/1", "@type": "NGO", "name": "Lantern of Nowhere", "url": "https://l.example/",
   "address": {"@type": "PostalAddress", "addressCountry": "CA", "addressLocality": "Ottawa"},
   "foundingDate": "2019-03", "subOrganization": {"@id": "https://l.example/2"}},
  {"@id": "https://l.example/2", "@type": "Organization", "name": "Lantern Unit of Nowhere"},
  {"@id": "https://l.example/3", "@type": "Person", "name": "Somebody"}]}
"""
FOAF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
  <foaf:Organization rdf:about="https://l.example/1">
    <foaf:name>Lantern of Nowhere</foaf:name><foaf:homepage rdf:resource="https://l.example/"/>
  </foaf:Organization>
  <foaf:Project rdf:about="https://l.example/2">
    <foaf:name>Lantern Unit of Nowhere</foaf:name><foaf:fundedBy rdf:resource="https://l.example/1"/>
  </foaf:Project>
  <foaf:Person rdf:about="https://l.example/3"><foaf:name>Somebody</foaf:name></foaf:Person>
</rdf:RDF>
"""


@pytest.mark.parametrize(
    ("preset", "name", "text", "relation"),
    [
        ("org", "a.ttl", ORG, "id:lantern-unit-of-nowhere--part-of--lantern-of-nowhere"),
        (
            "schema-org",
            "a.jsonld",
            SCHEMA,
            "id:lantern-unit-of-nowhere--part-of--lantern-of-nowhere",
        ),
        (
            "schema-org",
            "b.jsonld",
            SCHEMA.replace("http:", "https:"),
            "id:lantern-unit-of-nowhere--part-of--lantern-of-nowhere",
        ),
        ("foaf", "a.rdf", FOAF, "id:lantern-of-nowhere--funds--lantern-unit-of-nowhere"),
    ],
)
def test_rdf_of_other_vocabularies_becomes_drafts(
    known: Known, preset: str, name: str, text: str, relation: str
):
    mapping = find_mapping(preset)
    rows = read_rows(io.BytesIO(text.encode()), name, mapping)
    drafts = make_drafts(rows, mapping, known, known.find_source(SOURCE))
    assert drafts.counts["new"] == 2
    assert "Somebody" not in "".join(content.decode() for content in drafts.files.values())
    first = text_of(drafts, "actors/lantern-of-nowhere.ttl")
    assert 'skos:prefLabel "Lantern of Nowhere"@en' in first
    assert "foaf:homepage <https://l.example/>" in first
    assert 'adms:identifier "https://l.example/1"' in first
    if preset != "foaf":
        assert "pcve:country id:canada" in first
        assert "pcve:place id:ottawa" in first
    assert relation in "".join(content.decode() for content in drafts.files.values())
    assert_is_in_normal_form(drafts)


def test_what_was_written_is_recognised_when_it_comes_again_by_its_website(known: Known):
    rows = [
        {"id": "1", "name": "Hedayah Centre", "country": "AE", "site": "http://www.hedayah.com/en"}
    ]
    drafts = imported(known, *rows)
    assert drafts.counts == {"known": 1}
    assert 'skos:altLabel "Hedayah Centre"@en' in text_of(drafts, "known/hedayah.ttl")


CELLS = st.text(max_size=30) | st.sampled_from(
    [
        "Hedayah",
        "2",
        "id:canada",
        "2019-01",
        "CA",
        "Ottawa",
        "https://a.example/é?x=\\",
        '"""',
        "x@fr",
        "#",
    ]
)


ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("12345678"), "name": CELLS},
        optional=dict.fromkeys(COLUMNS[2:], CELLS),
    ),
    max_size=6,
)


def assert_is_read_or_refused(known: Known, content: bytes, name: str) -> None:
    try:
        drafts = drafts_of(known, content, name=name)
    except PcvegraphError as error:
        said = str(error)
    else:
        assert_is_in_normal_form(drafts)
        said = "drafts"
    assert said


@given(ROWS)
def test_any_table_becomes_drafts_in_the_normal_form(known: Known, rows: list[dict[str, str]]):
    """The real graph is at hand, so that all that can be recognised and joined is."""
    assert_is_in_normal_form(drafts_of(known, json.dumps(rows).encode(), name="bodies.json"))


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="replace"))
)
def test_any_bytes_are_read_or_refused(known: Known, content: bytes):
    for name in ("a.csv", "a.tsv", "a.json", "a.ttl", "a.jsonld", "a.rdf", "a.nt"):
        assert_is_read_or_refused(known, content, name)
