"""Changes as text, Markdown and JSON, and how many there are."""

from __future__ import annotations

import json

import pytest

from changes.editing import GROUP, Edited
from pcvegraph.changes.change import (
    Change,
    ChangedAnswer,
    ChangedEntity,
    ChangedNetwork,
    Changes,
    Neighbours,
)
from pcvegraph.changes.writing import as_json, as_markdown, as_text, summary
from pcvegraph.graph.root import Root
from pcvegraph.languages import Bilingual, Texts
from pcvegraph.querying.descriptions import Thing


def thing(english: str, french: str) -> Thing:
    return Thing(f"https://example.org/{english}", Texts(en=english, fr=french))


def new(english: str, french: str, count: int) -> list[ChangedEntity]:
    change = Change("new-entity", "https://example.org/x", Bilingual("x: new", "x : nouveau"))
    kind = thing(english, french)
    return [ChangedEntity(thing(f"x{n}", f"x{n}"), kind, (change,)) for n in range(count)]


NETWORK = ChangedNetwork(
    "partners",
    Bilingual("Who partners with whom?", "Qui est partenaire de qui\u00a0?"),
    (5, 6),
    (7, 7),
    (Bilingual("Nova", "Nova"),),
    (),
    (Neighbours(Bilingual("Northland", "Nordlande"), 2, 3),),
)
ANSWER = ChangedAnswer("a/b", Bilingual("Who?", "Qui\u00a0?"), 2, 1)


@pytest.mark.parametrize(
    ("kind", "one", "more", "une", "plusieurs"),
    [
        ("organisation", "1 new organisation", "2 new organisations", "organisation", "organisations"),
        ("strategy", "1 new strategy", "2 new strategies", "stratégie", "stratégies"),
        ("phenomenon", "1 new phenomenon", "2 new phenomena", "phénomène", "phénomènes"),
        ("person in office", "1 new person in office", "2 new persons in office",
         "personne en fonction", "personnes en fonction"),
        ("working group", "1 new working group", "2 new working groups",
         "groupe de travail", "groupes de travail"),
        ("network", "1 new network", "2 new networks", "réseau", "réseaux"),
        ("fund", "1 new fund", "2 new funds", "fonds", "fonds"),
    ],
)  # fmt: skip
def test_new_things_are_counted_by_class_in_the_number_of_each_language(
    kind: str, one: str, more: str, une: str, plusieurs: str
):
    single = summary(Changes(tuple(new(kind, une, 1))))
    assert single == (f"{one}.", f"1 nouvelle fiche ({une}\u00a0: 1).")
    several = summary(Changes(tuple(new(kind, une, 2))))
    assert several == (f"{more}.", f"2 nouvelles fiches ({plusieurs}\u00a0: 2).")


def test_the_summary_of_nothing_says_so():
    assert summary(Changes(())) == ("Nothing changed in meaning.", "Aucun changement de sens.")


def test_text_has_a_line_for_each_change_and_then_networks_answers_and_the_summary():
    changes = Changes(tuple(new("fund", "fonds", 2)), (NETWORK,), (ANSWER,))
    assert as_text(changes, "en") == (
        "x: new\n\nx: new\n\n"
        "What it does to the networks\n"
        "Who partners with whom? Nodes: 5 → 6, edges: 7 – came: Nova – most changed neighbours: "
        "Northland (2 → 3).\n\n"
        "Questions that are answered differently\nWho? Rows gained: 2, lost: 1.\n\n"
        "2 new funds.\n"
    )
    assert "Nœuds\u00a0: 5 → 6, liens\u00a0: 7 – arrivées\u00a0: Nova" in as_text(changes, "fr")


def test_markdown_shows_text_as_it_is_and_notifies_nobody():
    odd = "A_b *c* <script> @someone #12 [x](y) `z` \\ |"
    change = Change("renamed", "https://example.org/x", Bilingual(odd, odd))
    written = as_markdown(Changes((ChangedEntity(thing(odd, odd), None, (change,)),)), "en")
    heading, item = written.splitlines()[2], written.splitlines()[4]
    escaped = r"A\_b \*c\* \<script\> &#64;someone &#35;12 \[x\](y) \`z\` \\ \|"
    assert heading == f"#### {escaped}"
    assert item == f"- {escaped}"


def test_json_holds_every_change_with_its_sources_in_both_languages(tiny: Root):
    edited = Edited(tiny).replace(GROUP, '"River Group"@en', '"River @Circle"@en')
    changes = edited.changes()
    told = json.loads(as_json(changes))
    (entity,) = told["entities"]
    assert entity["name"] == {"en": "River @Circle", "fr": "Groupe du fleuve"}
    assert entity["kind"] == {"en": "working group", "fr": "groupe de travail"}
    (change,) = entity["changes"]
    assert change["sources"] == [
        {
            "iri": "https://w3id.org/pcvegraph/source/river-office-report",
            "title": {"en": "River report", "fr": "River report"},
            "publisher": {"en": "River Office", "fr": "River Office"},
            "issued": "2019-03-01",
        }
    ]
    assert told["summary"] == {"en": "1 renamed.", "fr": "1 nom changé."}
    whole = json.loads(as_json(Changes((), (NETWORK,), (ANSWER,))))
    assert whole["networks"][0]["came"] == [{"en": "Nova", "fr": "Nova"}]
    assert whole["answers"][0]["lost"] == 1
