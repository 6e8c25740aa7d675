"""What the commands that add write, and what they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from curating.made import SOURCE, present, run, text, write
from pcvegraph.curating.evidence import EvidenceDraft
from pcvegraph.curating.model import Demand, Model
from pcvegraph.curating.relations import RelationDraft, new_relation
from pcvegraph.curating.sources import SourceDraft, new_source
from pcvegraph.curating.things import ThingDraft, new_thing
from pcvegraph.errors import CurationError, UnknownIdentifierError
from pcvegraph.graph.formatting import formatted
from pcvegraph.graph.root import Root
from pcvegraph.vocabulary import DCTERMS, PREFIXES, SKOS

ADDRESS = "https://lantern.example/rivers"
EVIDENCE = EvidenceDraft(SOURCE, "the two work together")


def source(**said: str) -> SourceDraft:
    return SourceDraft(
        **{"address": ADDRESS, "title": "On rivers", "publisher": "Lantern", "language": "en"}
        | said
    )


def relation(subject: str, predicate: str, other: str, **said: object) -> RelationDraft:
    return RelationDraft(subject, predicate, other, said.pop("evidence", EVIDENCE), **said)  # type: ignore[arg-type]


def test_a_source_goes_into_a_file_of_its_publisher(tiny: Root):
    write(tiny, new_source(present(tiny), source(issued="2024-05", consulted="2026-01-02")))
    write(tiny, new_source(present(tiny), source(address=ADDRESS + "/2", title="On lakes")))
    written = text(tiny, "sources/lantern.ttl")
    assert "source:lantern-rivers\n    a pcve:Source ;" in written
    assert 'dcterms:issued "2024-05"^^xsd:gYearMonth' in written
    assert f'schema:url "{ADDRESS}"^^xsd:anyURI' in written
    assert "source:lantern-lakes" in written
    assert formatted(written) == written


def test_a_source_joins_the_file_in_which_its_publisher_stands(tiny: Root):
    addition = new_source(present(tiny), source(publisher="River Office"))
    assert list(addition.changes) == ["data/ttl/sources/river-office.ttl"]
    by_thing = new_source(present(tiny), source(publisher="Northland"))
    assert b"dcterms:publisher id:northland" in (
        by_thing.changes["data/ttl/sources/northland.ttl"] or b""
    )


@pytest.mark.parametrize(
    "address",
    ["http://www.river.example/report/#x", "https://river.example/report?utm_medium=mail"],
)
def test_a_source_that_is_there_is_shown_and_refused(tiny: Root, address: str):
    with pytest.raises(
        CurationError, match=r"source:river-office-report \(River report"
    ) as refused:
        new_source(present(tiny), source(address=address))
    assert refused.value.is_no
    assert "--source river-office-report" in refused.value.remedy


def test_a_title_that_the_publisher_has_is_refused_unless_it_is_meant(tiny: Root):
    draft = source(title="The River Report", publisher="River Office")
    with pytest.raises(CurationError, match="nearly this title"):
        new_source(present(tiny), draft)
    (iri,) = new_source(present(tiny), draft, anyway=True).iris
    assert iri == PREFIXES["source"] + "river-office-report-2"


@pytest.mark.parametrize(
    ("said", "words"),
    [({"address": "river"}, "no address"), ({"issued": "spring"}, "--issued: “spring” is no date")],
)
def test_a_source_with_a_bad_part_is_refused(tiny: Root, said: dict[str, str], words: str):
    with pytest.raises(CurationError, match=words):
        new_source(present(tiny), source(**said))


def thing(root: Root, kind: str, name: str, **said: object) -> tuple[ThingDraft, set[Demand]]:
    model = Model(present(root))
    found = model.find_kind(kind)
    names = {"en": name, "fr": f"Le {name} en français"}
    plain = {"descriptions": {"en": "Made up."}, "sources": [SOURCE]}
    return ThingDraft(found, **{"names": names} | plain | said), model.demands(found)  # type: ignore[arg-type]


def test_kinds_are_those_of_the_ontology(tiny: Root):
    model = Model(present(tiny))
    assert {"organisation", "working-group", "state", "person", "law"} <= set(model.kinds)
    assert "relation" not in model.kinds
    assert model.find_kind("groupe de travail") == model.find_kind("working-group")
    with pytest.raises(CurationError, match="organistaion") as refused:
        model.find_kind("organistaion")
    assert "organisation" in refused.value.remedy


def test_what_is_demanded_is_read_from_the_shapes(tiny: Root):
    model = Model(present(tiny))
    organisation = model.demands(model.find_kind("organisation"))
    network = model.demands(model.find_kind("network"))
    kind = Demand(PREFIXES["org"] + "classification")
    assert kind in organisation
    assert kind not in network
    assert {Demand(SKOS.prefLabel.value, "fr"), Demand(DCTERMS.source.value)} <= network


def test_a_thing_gets_a_file_in_its_room(tiny: Root):
    addition = new_thing(present(tiny), *thing(tiny, "event", "The Lantern Days", start="2024"))
    (path,) = addition.changes
    assert path == "data/ttl/events/lantern-days.ttl"
    written = (addition.changes[path] or b"").decode()
    assert 'pcve:start "2024"^^xsd:gYear' in written
    assert formatted(written) == written


def test_what_is_missing_is_named(tiny: Root):
    draft, demands = thing(tiny, "organisation", "Lantern", sources=())
    with pytest.raises(CurationError, match=r"--kind, --source") as refused:
        new_thing(present(tiny), draft, demands)
    assert not refused.value.is_no


def test_what_is_there_by_nearly_this_name_is_shown(tiny: Root):
    draft, demands = thing(tiny, "forum", "River Groups")
    near = thing(tiny, "forum", "the river group")
    with pytest.raises(CurationError, match=r"river-group \(River Group\)"):
        new_thing(present(tiny), *near)
    assert new_thing(present(tiny), *near, anyway=True).iris == (PREFIXES["id"] + "river-group-2",)
    assert new_thing(present(tiny), draft, demands, anyway=True).iris


def test_a_taken_identifier_is_refused(tiny: Root):
    with pytest.raises(CurationError, match="northland is taken"):
        new_thing(present(tiny), *thing(tiny, "event", "Lantern Days", slug="northland"))


@pytest.mark.parametrize("named", ["hosts", "HOSTS", "accueille", "id:hosts"])
def test_a_predicate_has_several_names(tiny: Root, named: str):
    model = Model(present(tiny))
    if named == "id:hosts":
        with pytest.raises(CurationError):
            model.find_predicate(named)
    else:
        assert model.find_predicate(named) == "hosts"
    assert model.find_predicate("co-chairs") == model.find_predicate("coChairs") == "coChairs"


def test_a_relation_goes_into_the_file_of_its_subject(tiny: Root):
    draft = relation("Nordlande", "hosts", "river-meeting-2020-11", start="2020-11")
    addition = new_relation(present(tiny), draft)
    write(tiny, addition)
    written = text(tiny, "actors/northland.ttl")
    assert "id:northland--hosts--river-meeting-2020-11\n    a pcve:Relation ;" in written
    assert 'pcve:anchor "the two work together"@en' in written


def test_a_partnership_stands_in_the_file_of_both_in_the_order_of_the_alphabet(tiny: Root):
    addition = new_relation(present(tiny), relation("southland", "partnersWith", "river-group"))
    assert list(addition.changes) == ["data/ttl/partnerships/river-group--southland.ttl"]
    assert addition.iris == (PREFIXES["id"] + "river-group--partners-with--southland",)


def test_a_funding_says_its_money(tiny: Root):
    draft = relation("northland", "funds", "river-group", amount="2500.50", currency="cad")
    written = (
        new_relation(present(tiny), draft).changes["data/ttl/actors/northland.ttl"] or b""
    ).decode()
    assert "a pcve:Funding" in written
    assert "pcve:amount 2500.50" in written
    assert "pcve:amountKind id:amount-kind-unknown" in written


def test_what_is_stated_already_is_refused(tiny: Root):
    words = EvidenceDraft(SOURCE, "Northland - once more - co-chairs the group")
    again = relation("northland", "coChairs", "river-group", evidence=words)
    with pytest.raises(CurationError, match="on these words of this source"):
        new_relation(present(tiny), again)
    other = relation("northland", "coChairs", "river-group")
    with pytest.raises(CurationError, match=r"says this already \(2019-02 – …\)") as refused:
        new_relation(present(tiny), other)
    named = "northland--co-chairs--river-group"
    assert f"--evidence-for {named}" in refused.value.remedy
    joined = relation("northland", "coChairs", "river-group", evidence_for=named)
    write(tiny, new_relation(present(tiny), joined))
    assert text(tiny, "actors/northland.ttl").count("pcve:evidence [") == 2


def test_another_date_makes_another_relation(tiny: Root):
    later = relation("northland", "coChairs", "river-group", start="2024")
    addition = new_relation(present(tiny), later)
    assert addition.iris == (PREFIXES["id"] + "northland--co-chairs--river-group--2",)


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (EvidenceDraft(SOURCE, "one two three four five six seven eight nine"), "has 9 words"),
        (EvidenceDraft(SOURCE, " "), "no words"),
        (EvidenceDraft(SOURCE, "co-chairs", text="nothing of it"), "does not stand in the text"),
        (EvidenceDraft(SOURCE, "co-chairs", as_of="then"), "--as-of"),
    ],
)
def test_an_anchor_has_to_be_one(tiny: Root, evidence: EvidenceDraft, words: str):
    with pytest.raises(CurationError, match=words):
        new_relation(
            present(tiny), relation("northland", "hosts", "river-group", evidence=evidence)
        )


def test_a_source_that_is_not_there_is_named(tiny: Root):
    unknown = EvidenceDraft("river-ofice-report", "x")
    with pytest.raises(UnknownIdentifierError, match="river-ofice"):
        new_relation(present(tiny), relation("northland", "hosts", "river-group", evidence=unknown))


@pytest.mark.parametrize("named", ["Atlantis", "northlan"])
def test_an_end_that_is_not_there_is_told_with_what_is_near(tiny: Root, named: str):
    with pytest.raises(CurationError, match=f"is called “{named}”"):
        new_relation(present(tiny), relation(named, "hosts", "river-group"))


def test_the_commands_write_what_passes_and_nothing_else(tiny: Root):
    done = run(
        tiny, "new", "source", ADDRESS, "--title", "On rivers", "--publisher", "Lantern", "--json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["written"] == ["data/ttl/sources/lantern.ttl"]
    assert told["findings"] == ["source-unused"]
    options = ("--source", "lantern-rivers", "--anchor", "Southland hosts the group")
    refused = run(tiny, "new", "relation", "southland", "chairs", "flood-rumours", *options)
    assert refused.returncode == 1
    assert "data/ttl/actors/southland.ttl:" in refused.stdout
    assert "Nothing was written" in refused.stderr
    assert "chairs--flood" not in text(tiny, "actors/southland.ttl")
    dry = run(tiny, "new", "relation", "southland", "hosts", "river-group", *options, "--dry-run")
    assert "+id:southland--hosts--river-group" in dry.stdout
    assert "--hosts--river-group" not in text(tiny, "actors/southland.ttl")
    done = run(tiny, "new", "relation", "southland", "hosts", "river-group", *options)
    assert (done.returncode, done.stdout) == (0, "data/ttl/actors/southland.ttl\n")
    assert run(tiny, "check").returncode == 0


def test_a_script_is_told_what_is_missing_in_its_language(tiny: Root):
    done = run(
        tiny, "new", "groupe de travail", "Groupe du lac", "--named-in", "fr", "--language", "fr"
    )
    assert done.returncode == 2
    assert "Ce qui manque\u00a0: --description-en, --name-en, --source." in done.stderr
    assert not list((tiny.data / "forums").glob("*lac*"))


def test_what_is_no_kind_is_wrong_use(tiny: Root):
    done = run(tiny, "new", "organsation", "Lantern")
    assert done.returncode == 2
    assert "organisation" in done.stderr


def test_on_a_terminal_what_is_missing_is_asked_for(tiny: Root):
    ours, theirs = os.openpty()
    os.write(ours, b"Maison du fleuve\n")
    arguments = ("new", "place", "River House", "--source", SOURCE, "--description-en", "Made up.")
    done = subprocess.run(
        [sys.executable, "-m", "pcvegraph", *arguments, "--dry-run", "--root", str(tiny.path)],
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "Name in French" in done.stderr
    assert 'skos:prefLabel "Maison du fleuve"@fr' in done.stdout
