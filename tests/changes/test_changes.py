"""What a change means, in the words of both languages, over a small root that is edited."""

from __future__ import annotations

import re

import pytest

from changes.editing import GROUP, NORTH, OFFICE, Edited, changes_of
from pcvegraph.changes.changes import find_changes
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

WORD = " – on the word of River Office (1 March 2019)"
MOT = " – selon River Office (1er mars 2019)"
CO_CHAIRS = "Northland: co-chairs River Group"
COPRESIDE = "Nordlande\u00a0: copréside Groupe du fleuve"
EDITS = {
    "a start of an entity moves": (
        (
            GROUP,
            '"2019"^^xsd:gYear ;\n    dcterms:source',
            '"2018"^^xsd:gYear ;\n    dcterms:source',
        ),
        "moved-date",
        f"River Group: start moved from 2019 to 2018{WORD}",
        f"Groupe du fleuve\u00a0: début\u00a0: 2018 (auparavant 2019){MOT}",
    ),
    "an entity ends": (
        (
            GROUP,
            "    dcterms:source source:river-office-report .",
            '    pcve:end "2021-05-01"^^xsd:date ;\n    dcterms:source source:river-office-report .',
        ),
        "ended",
        f"River Group: ended 1 May 2021 (no end was known){WORD}",
        f"Groupe du fleuve\u00a0: a pris fin le 1er mai 2021 (aucune fin n'était connue){MOT}",
    ),
    "a name changes": (
        (GROUP, '"River Group"@en', '"River Circle"@en'),
        "renamed",
        f"River Circle: name (English) changed from “River Group” to “River Circle”{WORD}",
        f"Groupe du fleuve\u00a0: nom (anglais)\u00a0: «\u00a0River Circle\u00a0» (auparavant «\u00a0River Group\u00a0»){MOT}",
    ),
    "a statement moves its date": (
        (NORTH, '"2019-02"^^xsd:gYearMonth', '"2019-03-01"^^xsd:date'),
        "moved-date",
        f"{CO_CHAIRS} – start moved from February 2019 to 1 March 2019{WORD}",
        f"{COPRESIDE} – début\u00a0: 1er mars 2019 (auparavant février 2019){MOT}",
    ),
    "a statement loses its date": (
        (NORTH, '    pcve:start "2019-02"^^xsd:gYearMonth ;\n', ""),
        "moved-date",
        f"{CO_CHAIRS} – start withdrawn: February 2019{WORD}",
        f"{COPRESIDE} – début – retrait\u00a0: février 2019{MOT}",
    ),
    "a statement ends": (
        (
            NORTH,
            '"2019-02"^^xsd:gYearMonth ;',
            '"2019-02"^^xsd:gYearMonth ;\n    pcve:end "2022"^^xsd:gYear ;',
        ),
        "ended",
        f"{CO_CHAIRS} – ended 2022 (no end was known){WORD}",
        f"{COPRESIDE} – a pris fin en 2022 (aucune fin n'était connue){MOT}",
    ),
    "other words are quoted": (
        (NORTH, '"Northland - once more - co-chairs the group"@en', '"co-chairs the group"@en'),
        "changed-evidence",
        f"{CO_CHAIRS} – other words of the same source: River Office (1 March 2019): “co-chairs the group” (as of 2019) (before: “Northland - once more - co-chairs the group”)",
        f"{COPRESIDE} – autre passage de la même source\u00a0: River Office (1er mars 2019)\u00a0: «\u00a0co-chairs the group\u00a0» (en date de\u00a0: 2019) (auparavant\u00a0: «\u00a0Northland - once more - co-chairs the group\u00a0»)",
    ),
    "evidence speaks of another date": (
        (NORTH, 'pcve:asOf "2019"^^xsd:gYear', 'pcve:asOf "2020"^^xsd:gYear'),
        "changed-evidence",
        f"{CO_CHAIRS} – River Office (1 March 2019): as of moved from 2019 to 2020",
        f"{COPRESIDE} – River Office (1er mars 2019)\u00a0: en date de\u00a0: 2020 (auparavant 2019)",
    ),
    "a source has another date": (
        (OFFICE, '"2019-03-01"^^xsd:date', '"2019-03-02"^^xsd:date'),
        "moved-date",
        "River Office: source “River report” – date moved from 1 March 2019 to 2 March 2019",
        "River Office\u00a0: source «\u00a0River report\u00a0» – date\u00a0: 2 mars 2019 (auparavant 1er mars 2019)",
    ),
    "a class changes": (
        (GROUP, "a pcve:WorkingGroup", "a pcve:Forum"),
        "changed-fact",
        f"River Group: class changed from working group to forum{WORD}",
        f"Groupe du fleuve\u00a0: classe\u00a0: forum (auparavant groupe de travail){MOT}",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_in_a_sentence_of_each_language(name: str, tiny: Root):
    edit, kind, english, french = EDITS[name]
    assert Edited(tiny).replace(*edit).told() == [(kind, english, french)]


def test_what_only_moves_or_is_laid_out_anew_changes_nothing(tiny: Root):
    edited = Edited(tiny)
    text = (tiny.data / NORTH).read_text()
    (tiny.data / NORTH).unlink()
    (tiny.data / "actors/elsewhere.ttl").write_text("# moved\n" + text.replace("    ", "\t"))
    assert not edited.changes()


NOVA = """id:nova-institute
    a pcve:Organisation ;
    skos:prefLabel "Nova Institute"@en ;
    skos:prefLabel "Institut Nova"@fr ;
    dcterms:description "Institute on the river."@en ;
    pcve:country id:northland ;
    pcve:start "2020"^^xsd:gYear ;
    dcterms:source source:river-office-report .

id:nova-institute--member-of--river-group
    a pcve:Relation ;
    rdf:subject id:nova-institute ;
    rdf:predicate pcve:memberOf ;
    rdf:object id:river-group ;
    pcve:start "2021-06-01"^^xsd:date ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "with the Nova Institute"@en ;
    ] .
"""


def test_a_new_organisation_is_told_with_its_statements(tiny: Root):
    changes = Edited(tiny).write("actors/nova-institute.ttl", NOVA).changes()
    (entity,) = changes.entities
    assert entity.thing.iri.endswith("/nova-institute")
    assert [c.kind for c in entity.changes] == ["new-entity", "new-statement"]
    new, statement = (change.sentence for change in entity.changes)
    assert new.en == (
        "Nova Institute: new organisation, “Institut Nova”, Northland, from 2020"
        f"{WORD}. “Institute on the river.”"
    )
    assert new.fr == (
        "Institut Nova\u00a0: nouvelle fiche (organisation), «\u00a0Nova Institute\u00a0», Nordlande, "
        f"à partir de 2020{MOT}. «\u00a0Institute on the river.\u00a0»"
    )
    assert statement.en == (
        "Nova Institute: member of River Group, from 1 June 2021 – new, on the word of River Office "
        "(1 March 2019): “with the Nova Institute”"
    )
    assert statement.fr == (
        "Institut Nova\u00a0: membre de Groupe du fleuve, à partir du 1er juin 2021 – nouveau, selon "
        "River Office (1er mars 2019)\u00a0: «\u00a0with the Nova Institute\u00a0»"
    )


def test_an_entity_that_goes_is_told_as_withdrawn_with_its_statements(tiny: Root):
    edited = Edited(tiny).write("actors/nova-institute.ttl", NOVA).look()
    told = edited.remove("actors/nova-institute.ttl").told()
    assert [kind for kind, *_ in told] == ["withdrawn-entity", "withdrawn-statement"]
    assert told[0][1] == (
        "Nova Institute: withdrawn (organisation) – was on the word of River Office (1 March 2019)"
    )
    assert told[1][2] == (
        "Institut Nova\u00a0: membre de Groupe du fleuve, à partir du 1er juin 2021 – retiré (reposait "
        "sur River Office (1er mars 2019))"
    )


def test_a_statement_that_gets_another_number_is_the_same_statement(tiny: Root):
    edited = Edited(tiny).replace(
        NORTH, "id:northland--co-chairs--river-group\n", "id:northland--co-chairs--river-group--2\n"
    )
    assert not edited.changes()


MONEY = """
id:northland--funds--river-group
    a pcve:Funding ;
    rdf:subject id:northland ;
    rdf:predicate pcve:funds ;
    rdf:object id:river-group ;
    pcve:amount 1000000 ;
    pcve:currency "CAD" ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "Northland pays a million"@en ;
    ] .
"""


def test_an_amount_that_changes_is_told_as_it_is_written_in_each_language(tiny: Root):
    edited = Edited(tiny).add(NORTH, MONEY).look()
    (told,) = edited.replace(NORTH, "1000000", "1500000").told()
    assert told[0] == "changed-amount"
    assert told[1] == (
        f"Northland: funds River Group – amount changed from 1,000,000 CAD to 1,500,000 CAD{WORD}"
    )
    assert "montant\u00a0: 1\u202f500\u202f000 CAD (auparavant 1\u202f000\u202f000 CAD)" in told[2]


MORE = """;
    pcve:evidence [
        dcterms:source source:river-office-second ;
        pcve:anchor "the two chairs"@en ;
    ] .
"""
SECOND = """
source:river-office-second
    a pcve:Source ;
    dcterms:title "Second report"@en ;
    dc:publisher "River Office" ;
    dcterms:issued "2020"^^xsd:gYear ;
    dcterms:language "en" .
"""


def test_one_more_source_is_told_with_its_publisher_date_and_words(tiny: Root):
    edited = Edited(tiny).add(OFFICE, SECOND)
    file = tiny.data / NORTH
    file.write_text(file.read_text().rstrip(" .\n") + " " + MORE)
    told = {kind: (english, french) for kind, english, french in edited.told()}
    assert told["new-source"][0] == "River Office: new source “Second report” (2020)"
    assert told["new-evidence"] == (
        f"{CO_CHAIRS} – one more source: River Office (2020): “the two chairs”",
        f"{COPRESIDE} – une source de plus\u00a0: River Office (2020)\u00a0: «\u00a0the two chairs\u00a0»",
    )


DISPUTE = """id:river-group-start
    a pcve:Disagreement ;
    pcve:about id:river-group ;
    pcve:topic "start"@en ;
    pcve:topic "début"@fr ;
    pcve:claim [
        pcve:value "2018"@en ;
        pcve:evidence [
            dcterms:source source:river-office-report ;
            pcve:anchor "founded in 2018"@en ;
        ] ;
    ] ;
    pcve:claim [
        pcve:value "2019"@en ;
        pcve:evidence [
            dcterms:source source:river-office-report ;
            pcve:anchor "its first year, 2019"@en ;
        ] ;
    ] .
"""


def test_a_disagreement_is_told_of_what_it_is_about_with_both_sides(tiny: Root):
    edited = Edited(tiny).write("disagreements/river-group-start.ttl", DISPUTE)
    ((kind, english, french),) = edited.told()
    assert kind == "new-disagreement"
    sides = re.findall(r"“(201[89])”, River Office \(1 March 2019\)", english)
    assert sorted(sides) == ["2018", "2019"]
    assert english.startswith("River Group: sources disagree on start: ")
    assert french.startswith("Groupe du fleuve\u00a0: désaccord des sources (début)\u00a0: ")
    ((kind, english, _),) = (
        edited.look()
        .replace("disagreements/river-group-start.ttl", '"2018"@en', '"2017"@en')
        .told()[:1]
    )
    assert kind == "changed-disagreement"
    assert "“2017”" in english or "“2018”" in english


MATCH = """id:northland--matches--00000000
    a pcve:Mapping ;
    owl:annotatedSource id:northland ;
    owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget <https://register.example/42> ;
    sssom:object_label "NORTHLAND" ;
    dcterms:isPartOf id:mappings-to-register .

id:northland skos:exactMatch <https://register.example/42> .

id:mappings-to-register
    a pcve:MappingSet ;
    dcterms:title "River register"@en ;
    dcterms:title "Registre du fleuve"@fr .
"""


def test_a_match_with_another_dataset_is_told_by_its_name(tiny: Root):
    told = Edited(tiny).write("links/register.ttl", MATCH).told()
    links = [row for row in told if row[0] == "new-link"]
    assert links == [
        (
            "new-link",
            "Northland: match with “NORTHLAND” (River register) – new",
            "Nordlande\u00a0: correspondance avec «\u00a0NORTHLAND\u00a0» (Registre du fleuve) – nouvelle fiche",
        )
    ]


def test_a_thing_that_gets_another_identifier_is_neither_new_nor_withdrawn(tiny: Root):
    edited = Edited(tiny).write("actors/nova-institute.ttl", NOVA).look()
    renamed = NOVA.replace("nova-institute", "nova-centre").replace("Nova Institute", "Nova Centre")
    edited.write(
        "actors/nova-centre.ttl", renamed.replace("with the Nova Centre", "with the Nova Institute")
    )
    edited.write(
        "actors/nova-institute.ttl",
        "id:nova-institute owl:deprecated true ; dcterms:isReplacedBy id:nova-centre .\n"
        "id:nova-institute--member-of--river-group owl:deprecated true ;\n"
        "    dcterms:isReplacedBy id:nova-centre--member-of--river-group .\n",
    )
    told = edited.told()
    assert [kind for kind, *_ in told] == ["renamed", "renamed"]
    assert any("has another identifier" in english for _, english, _ in told)
    assert any("from “Nova Institute” to “Nova Centre”" in english for _, english, _ in told)


def test_a_thing_whose_place_another_takes_is_retired(tiny: Root):
    edited = Edited(tiny).write("actors/nova-institute.ttl", NOVA).look()
    edited.write(
        "actors/nova-institute.ttl",
        "id:nova-institute owl:deprecated true ; dcterms:isReplacedBy id:southland .\n",
    )
    told = edited.told()
    assert ("retired", "Nova Institute: retired, Southland took its place") in [t[:2] for t in told]
    assert [kind for kind, *_ in told] == ["retired", "withdrawn-statement"]


SPEECH = """
source:speech-of-ada-example
    a pcve:Source ;
    dcterms:title "Speech of Ada Example"@en ;
    dcterms:language "en" .
"""
PERSON = """id:ada-example
    a pcve:Person ;
    skos:prefLabel "Ada Example"@en ;
    dcterms:source source:speech-of-ada-example .

id:ada-example--leads--river-group
    a pcve:Relation ;
    rdf:subject id:ada-example ;
    rdf:predicate pcve:leads ;
    rdf:object id:river-group ;
    pcve:evidence [
        dcterms:source source:speech-of-ada-example ;
        pcve:anchor "led by Ada Example"@en ;
    ] .
"""


def test_a_person_who_is_taken_out_is_named_nowhere(tiny: Root):
    edited = Edited(tiny).add(OFFICE, SPEECH).write("actors/ada-example.ttl", PERSON).look()
    changes = edited.remove("actors/ada-example.ttl").changes()
    told = changes_of(changes)
    assert [change.kind for change in told] == ["withdrawn-entity", "withdrawn-statement"]
    assert told[1].sentence.fr.startswith(
        "une personne dont le nom a été retiré\u00a0: dirige Groupe"
    )
    assert "ada" not in repr(changes).lower().replace("canada", "")


def test_what_rests_on_rules_alone_is_not_told_again(tiny: Root):
    before = load_snapshot(tiny, Settings())
    (tiny.ontology / "rules/plain-triple.rq").unlink()
    after = load_snapshot(tiny, Settings())
    assert before.version != after.version
    assert not find_changes(before, after)


def test_what_the_model_has_no_words_for_is_told_in_words_all_the_same(tiny: Root):
    (tiny.ontology / "pcvegraph.ttl").write_text("# not written yet\n")
    changes = Edited(tiny).write("actors/nova-institute.ttl", NOVA).changes()
    told = [change.sentence.fr for change in changes_of(changes)]
    assert told[0].startswith("Institut Nova\u00a0: nouvelle fiche (chose), ")
    assert told[1].startswith("Institut Nova\u00a0: est en relation avec Groupe du fleuve, ")
