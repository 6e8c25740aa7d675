"""Each deliberate fault in a small root that passes is found, by name, in its file, at its line."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import REPOSITORY
from pcvegraph.checking import check
from pcvegraph.checking.reports import as_text
from pcvegraph.errors import QuerySyntaxError
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

NORTH = "data/ttl/actors/northland.ttl"
SOUTH = "data/ttl/actors/southland.ttl"
GROUP = "data/ttl/forums/river-group.ttl"
EVENT = "data/ttl/events/river-meeting-2020-11.ttl"
SOURCES = "data/ttl/sources/river-office.ttl"
CONCEPTS = "ontology/concepts.ttl"
ONTOLOGY = "ontology/pcvegraph.ttl"
TOGETHER = "data/ttl/partnerships/northland--southland.ttl"

EVIDENCE = """pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "co-chairs"@en ;
    ]"""
PERSON = """id:ada-river
    a pcve:Person ;
    skos:prefLabel "Ada River"@en ;
    skos:prefLabel "Ada River"@fr ;
    dcterms:source source:river-office-report .
"""
OFFICE = """
id:ada-river--chairs--river-group
    a pcve:Relation ;
    rdf:subject id:ada-river ;
    rdf:predicate pcve:chairs ;
    rdf:object id:river-group ;
    pcve:role "Chair"@en ;
    pcve:role "Présidence"@fr ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "chaired by Ada River"@en ;
    ] .
"""


@dataclass(frozen=True)
class Fault:
    """An edit of one file, the name of the finding it must give, and a part of the line it is at."""

    name: str
    path: str
    old: str
    new: str
    line: str


def relation(subject: str, predicate: str, end: str, *more: str) -> str:
    """Return a relation of the tiny root in the design's form."""
    kebab = {"partOf": "part-of", "coChairs": "co-chairs", "partnersWith": "partners-with"}
    lines = [
        f"\nid:{subject}--{kebab.get(predicate, predicate)}--{end}",
        "    a pcve:Relation ;",
        f"    rdf:subject id:{subject} ;",
        f"    rdf:predicate pcve:{predicate} ;",
        f"    rdf:object id:{end} ;",
        *more,
        f"    {EVIDENCE} .",
    ]
    return "\n".join(lines) + "\n"


SCHOOL = """
id:river-school
    a pcve:Organisation ;
    <http://www.w3.org/ns/org#classification> id:university ;
    skos:prefLabel "River School"@en ;
    skos:prefLabel "École du fleuve"@fr ;
    dcterms:description "School by the river."@en ;
    dcterms:source source:river-office-report .
"""

FUNDING = f"""
id:northland--funds--river-group
    a pcve:Funding ;
    rdf:subject id:northland ;
    rdf:predicate pcve:funds ;
    rdf:object id:river-group ;
    pcve:amount 2500 ;
    {EVIDENCE} .
"""


def mapping(number: int) -> str:
    """Return the record that Northland is thing `number` of another dataset."""
    other = f"https://rivers.example/{number}"
    name = f"id:northland--matches--{sha256(other.encode()).hexdigest()[:8]}"
    return f"""
{name}
    a pcve:Mapping ;
    <http://www.w3.org/2002/07/owl#annotatedSource> id:northland ;
    <http://www.w3.org/2002/07/owl#annotatedProperty> <{SKOS}exactMatch> ;
    <http://www.w3.org/2002/07/owl#annotatedTarget> <{other}> ;
    <http://purl.org/dc/terms/isPartOf> id:mappings-to-rivers .
"""


SKOS = "http://www.w3.org/2004/02/skos/core#"
STUB = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
id:river-gang
    a pcve:Retired ;
    owl:deprecated true ;
    dcterms:isReplacedBy id:river-group .
"""
END = ""  # appended at the end of the file

FAULTS = [
    Fault("anchor-too-long", NORTH, "once more - co-chairs the group", "one two three four five six seven", "one two three"),
    Fault("iri-disagrees-with-its-parts", NORTH, "pcve:coChairs", "pcve:chairs", "rdf:subject"),
    Fault("iri-disagrees-with-its-parts", NORTH, "id:northland--co-chairs--river-group", "id:northland--co-chairs--river-group--1", "rdf:subject"),
    Fault("end-before-start", NORTH, '    pcve:evidence', '    pcve:end "2018"^^xsd:gYear ;\n    pcve:evidence', "pcve:end"),
    Fault("entity-out-of-place", SOUTH, "a pcve:State", "a pcve:Place", "a pcve:Place"),
    Fault("unknown-target", NORTH, "rdf:object id:river-group ;", "rdf:object id:river-grop ;", "id:river-grop"),
    Fault("mapping-out-of-place", GROUP, END, mapping(1), "a pcve:Mapping"),
    Fault("mapping-disagrees-with-its-parts", GROUP, END, mapping(1).replace("--matches--", "--matches--0"), "annotatedSource"),
    Fault("match-without-mapping", NORTH, "    pcve:isoCode", f"    <{SKOS}exactMatch> <https://rivers.example/1> ;\n    pcve:isoCode", "exactMatch"),
    Fault("same-as-two-things", GROUP, END, mapping(1) + mapping(2), "annotatedTarget"),
    Fault("unexpected-property", NORTH, "pcve:isoCode", "pcve:isocode", "pcve:isocode"),
    Fault("class-unknown", SOUTH, "a pcve:State", "a pcve:Sate", "pcve:Sate"),
    Fault("description-without-language", GROUP, '"Group of the states along the river."@en', '"Group of the states along the river."', "Group of the states"),
    Fault("unknown-term", ONTOLOGY, "rdfs:subClassOf pcve:Actor ;", "rdfs:subClassOf pcve:Aktor ;", "pcve:Aktor"),
    Fault("text-without-language", ONTOLOGY, 'rdfs:label "actor"@en ;', 'rdfs:label "actor" ;', 'rdfs:label "actor" ;'),
    Fault("partnership-written-as-a-relation", TOGETHER, "a pcve:Partnership", "a pcve:Relation", "rdf:object"),
    Fault("translation-of-no-label", GROUP, 'pcve:ourTranslation "Groupe du fleuve"@fr', 'pcve:ourTranslation "Le groupe"@fr', "Le groupe"),
    Fault("source-unused", SOURCES, END, '\nsource:unread\n    a pcve:Source ;\n    dcterms:title "Unread"@en ;\n    dc:publisher "River Office" ;\n    dcterms:language "en" ;\n    schema:url "https://river.example/unread"^^xsd:anyURI .\n', "source:unread"),
    Fault("source-out-of-place", GROUP, END, '\nsource:elsewhere\n    a pcve:Source ;\n    dcterms:title "Elsewhere"@en ;\n    <http://purl.org/dc/elements/1.1/publisher> "River Office" ;\n    dcterms:language "en" ;\n    <https://schema.org/url> "https://river.example/e"^^<http://www.w3.org/2001/XMLSchema#anyURI> .\n', "a pcve:Source"),
    Fault("cycle-of-broader-concepts", CONCEPTS, 'skos:definition "Talk without a known source."@en ;', 'skos:definition "Talk without a known source."@en ;\n    skos:broader id:flood-rumours ;', "skos:broader"),
    Fault("cycle-of-parts", GROUP, END, relation("river-group", "partOf", "river-council"), "id:river-group"),
    Fault("relation-out-of-place", GROUP, END, relation("southland", "coChairs", "river-group"), "rdf:subject id:southland"),
    Fault("relation-to-itself", GROUP, END, relation("river-group", "partOf", "river-group"), "rdf:object id:river-group"),
    Fault("relation-stated-twice", NORTH, END, relation("northland", "coChairs", "river-group", '    pcve:start "2019-02"^^xsd:gYearMonth ;').replace("--river-group\n", "--river-group--2\n"), "rdf:object"),
    Fault("partnership-out-of-place", TOGETHER, "id:northland--partners-with--southland\n    a pcve:Partnership ;\n    rdf:subject id:northland ;\n    rdf:predicate pcve:partnersWith ;\n    rdf:object id:southland", "id:southland--partners-with--northland\n    a pcve:Partnership ;\n    rdf:subject id:southland ;\n    rdf:predicate pcve:partnersWith ;\n    rdf:object id:northland", "rdf:subject id:southland"),
    Fault("thing-in-two-files", GROUP, END, "\nid:southland\n    a pcve:State .\n", "a pcve:State"),
    Fault("thing-without-class", GROUP, END, '\nid:somewhere\n    skos:prefLabel "Somewhere"@en .\n', "id:somewhere"),
    Fault("concept-out-of-place", GROUP, END, '\nid:drought\n    a pcve:Phenomenon ;\n    skos:inScheme id:phenomena ;\n    skos:prefLabel "drought"@en ;\n    skos:prefLabel "sécheresse"@fr ;\n    skos:definition "Lack of water."@en ;\n    skos:definition "Manque d\'eau."@fr ;\n    dcterms:source source:river-office-report .\n', "a pcve:Phenomenon"),
    Fault("relation-without-evidence", NORTH, ' ;\n    pcve:evidence [\n        dcterms:source source:river-office-report ;\n        pcve:anchor "Northland - once more - co-chairs the group"@en ;\n        pcve:asOf "2019"^^xsd:gYear ;\n    ] .', " .", "id:northland--co-chairs--river-group"),
    Fault("end-of-an-odd-kind", NORTH, END, relation("northland", "chairs", "flood-rumours"), "rdf:object id:flood-rumours"),
    Fault("orphan", SOUTH, END, SCHOOL, "id:river-school"),
    Fault("near-duplicate-name", EVENT, '"River meeting"@en', '"The River Groups"@en', "id:river-meeting-2020-11"),
    Fault("french-name-in-english", EVENT, '"River meeting"@en ;\n    skos:prefLabel "Réunion du fleuve"@fr', '"Meeting on the River"@en ;\n    skos:prefLabel "Meeting on the River"@fr', "Meeting on the River"),
    Fault("date-outside-a-life", SOUTH, "id:river-meeting-2020-11 ;\n    pcve:evidence", 'id:river-meeting-2020-11 ;\n    pcve:end "2020-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> ;\n    pcve:evidence', "pcve:end"),
    Fault("member-before-the-body", NORTH, "rdf:object id:river-group ;", 'rdf:object id:river-group ;\n    pcve:start "2018"^^xsd:gYear ;', "pcve:start"),
    Fault("words-for-two-statements", NORTH, END, relation("northland", "coChairs", "river-group").replace("--co-chairs--", "--leads--").replace("pcve:coChairs", "pcve:leads").replace('"co-chairs"', '"Northland - once more - co-chairs the group"'), "id:northland--leads--river-group"),
    Fault("address-not-on-the-web", SOURCES, "https://river.example/report", "https://river/report", "schema:url"),
    Fault("retired-out-of-place", GROUP, END, STUB, "a pcve:Retired"),
    Fault("retired-still-used", GROUP, END, STUB + relation("river-group", "partOf", "river-gang"), "rdf:object id:river-gang"),
    Fault("retired-without-mark", GROUP, END, STUB.replace("    owl:deprecated true ;\n", ""), "id:river-gang"),
    Fault("amount-without-currency", NORTH, END, FUNDING, "id:northland--funds--river-group"),
    Fault("funding-without-kind-of-money", NORTH, END, FUNDING, "id:northland--funds--river-group"),
    Fault("blank-node", NORTH, '        pcve:anchor "Northland - once more - co-chairs the group"@en ;\n', "", "pcve:evidence"),
]  # fmt: skip


# What comes near to a fault and passes.
PASSING = [
    Fault("end-of-an-odd-kind", GROUP, END, relation("river-group", "addresses", "flood-rumours"), ""),
    Fault("orphan", SOUTH, END, SCHOOL + relation("southland", "hosts", "river-school"), ""),
    Fault("near-duplicate-name", EVENT, '"River meeting"@en', '"River Group meeting"@en', ""),
    Fault("french-name-in-english", EVENT, '"River meeting"@en ;\n    skos:prefLabel "Réunion du fleuve"@fr', '"River Forum"@en ;\n    skos:prefLabel "River Forum"@fr', ""),
    Fault("date-outside-a-life", SOUTH, "id:river-meeting-2020-11 ;\n    pcve:evidence", 'id:river-meeting-2020-11 ;\n    pcve:end "2020-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> ;\n    pcve:evidence', ""),
    Fault("member-before-the-body", NORTH, "rdf:object id:river-group ;", 'rdf:object id:river-group ;\n    pcve:start "2019"^^xsd:gYear ;', ""),
    Fault("words-for-two-statements", NORTH, END, relation("northland", "coChairs", "river-meeting-2020-11").replace('"co-chairs"', '"Northland - once more - co-chairs the group"'), ""),
]  # fmt: skip


def edit(root: Root, path: str, old: str, new: str) -> None:
    """Replace `old` by `new` in a file of the root, or append `new` where `old` is END."""
    file = root.path / path
    text = file.read_text()
    assert old in text, f"{path} does not hold {old!r}"
    file.write_text(text.replace(old, new) if old else text + new)


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{f.name}-{n}" for n, f in enumerate(FAULTS)])
def test_a_fault_is_found_where_it_is(tiny: Root, fault: Fault):
    edit(tiny, fault.path, fault.old, fault.new)
    if fault.name == "cycle-of-parts":
        council = (tiny.path / GROUP).read_text().replace("river-group", "river-council")
        council = council.replace("part-of--river-council", "part-of--river-group")
        council = council.replace("object id:river-council", "object id:river-group")
        council = council.replace("River Group", "River Council").replace("Groupe du", "Conseil du")
        (tiny.path / "data/ttl/forums/river-council.ttl").write_text(council)
    findings = check(tiny, Settings.from_environment()).findings
    found = [f for f in findings if f.name == fault.name and f.path == fault.path]
    assert found, as_text(findings, "en")
    line = (tiny.path / fault.path).read_text().splitlines()[found[0].line - 1]
    assert fault.line in line
    assert found[0].remedy.en, "a finding says what to do"
    assert found[0].remedy.fr
    assert found[0].message.en != found[0].message.fr


@pytest.mark.parametrize("case", PASSING, ids=[f"{f.name}-{n}" for n, f in enumerate(PASSING)])
def test_what_only_looks_like_a_fault_is_none(tiny: Root, case: Fault):
    edit(tiny, case.path, case.old, case.new)
    found = check(tiny, Settings.from_environment()).findings
    assert [f for f in found if f.name == case.name] == []


def test_the_small_root_has_no_finding(tiny: Root):
    """So that each fault above is the edit's own."""
    assert check(tiny, Settings.from_environment()).findings == ()


def test_a_person_without_a_role_is_found(tiny: Root):
    north = (tiny.path / NORTH).read_text()
    prefixes = north[: north.index("\nid:northland\n")]
    (tiny.path / "data/ttl/actors/ada-river.ttl").write_text(f"{prefixes}\n{PERSON}")
    names = [f.name for f in check(tiny, Settings.from_environment()).findings]
    assert names == ["person-without-role"]


def test_a_person_is_named_only_in_the_persons_own_statements(tiny: Root):
    north = (tiny.path / NORTH).read_text()
    prefixes = north[: north.index("\nid:northland\n")]
    (tiny.path / "data/ttl/actors/ada-river.ttl").write_text(f"{prefixes}\n{PERSON}{OFFICE}")
    assert check(tiny, Settings.from_environment()).is_clean
    edit(tiny, GROUP, "the group deals with flood rumours", "Ada River deals with flood rumours")
    found = check(tiny, Settings.from_environment()).findings
    assert [(f.name, f.path) for f in found] == [("person-named-elsewhere", GROUP)]


def test_a_succession_in_a_circle_is_found(tiny: Root):
    edit(tiny, GROUP, END, relation("river-group", "succeeds", "northland"))
    edit(tiny, NORTH, END, relation("northland", "succeeds", "river-group"))
    found = {(f.name, f.path) for f in check(tiny, Settings.from_environment()).findings}
    assert {("cycle-of-succession", GROUP), ("cycle-of-succession", NORTH)} <= found


def test_a_misfiled_file_is_found(tiny: Root):
    (tiny.path / SOUTH).rename(tiny.path / "data/ttl/forums/southland.ttl")
    found = check(tiny, Settings.from_environment()).findings
    assert {f.name for f in found} == {"entity-out-of-place"}
    assert "data/ttl/actors/southland.ttl" in found[0].message.en


def test_a_term_without_words_in_both_languages_is_found(tiny: Root):
    ontology = tiny.path / "ontology/pcvegraph.ttl"
    text = ontology.read_text()
    first = text.index('    rdfs:label "entité"@fr ;\n')
    ontology.write_text(text.replace('    rdfs:label "entité"@fr ;\n', "", 1))
    found = check(tiny, Settings.from_environment()).findings
    assert [(f.name, f.path) for f in found] == [("term-without-words", "ontology/pcvegraph.ttl")]
    assert abs(found[0].line - text[:first].count("\n")) <= 3
    assert "pcve:Entity" in found[0].message.en


def test_every_check_has_a_fault_that_shows_it():
    """A check that nothing here can raise would be a promise."""
    shown = {fault.name for fault in FAULTS} | {
        "person-without-role",
        "cycle-of-succession",
        "person-named-elsewhere",
        "term-without-words",
    }
    checks = {path.stem for path in (REPOSITORY / "ontology/checks").glob("*.rq")}
    assert checks <= shown


def test_all_findings_are_told_at_once_and_sorted(tiny: Root):
    edit(tiny, NORTH, 'skos:prefLabel "Nordlande"@fr ;\n', "\n")
    edit(tiny, SOUTH, 'pcve:isoCode "SX"', 'pcve:isoCode "south"')
    edit(tiny, GROUP, "id:flood-rumours ;", "id:flood-rumors ;")
    findings = check(tiny, Settings.from_environment()).findings
    assert {f.path for f in findings} >= {NORTH, SOUTH, GROUP}
    assert list(findings) == sorted(findings)
    assert len(set(findings)) == len(findings)


def test_a_check_that_does_not_parse_is_an_error_that_names_it(tiny: Root):
    broken = tiny.path / "ontology/checks/cycle-of-parts.rq"
    broken.write_text(broken.read_text().replace("SELECT", "SELCT"))
    with pytest.raises(QuerySyntaxError, match=r"ontology/checks/cycle-of-parts\.rq: "):
        check(tiny, Settings.from_environment())


def test_a_shape_file_that_does_not_parse_is_a_finding(tiny: Root):
    broken = tiny.path / "ontology/shapes/state.ttl"
    broken.write_text(broken.read_text() + "\nnot turtle")
    found = check(tiny, Settings.from_environment()).findings
    assert [(f.name, f.path) for f in found] == [("turtle-syntax", "ontology/shapes/state.ttl")]


def files_of(root: Path) -> dict[str, bytes]:
    """Return every file below `root` by path."""
    return {str(p): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_checking_changes_no_file(tiny: Root):
    before = files_of(tiny.path)
    edit(tiny, NORTH, "pcve:coChairs", "pcve:chairs")
    edit(tiny, NORTH, "pcve:chairs", "pcve:coChairs")
    check(tiny, Settings.from_environment())
    assert files_of(tiny.path) == before
