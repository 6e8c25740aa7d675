"""Renaming, merging, retiring: references follow, old identifiers lead on, nothing is lost."""

from __future__ import annotations

import random
from datetime import date
from hashlib import sha256

import httpx
import pytest

from conftest import serving
from curating.made import SOURCE, files, present, run, text, write
from pcvegraph.checking import check
from pcvegraph.curating.evidence import EvidenceDraft
from pcvegraph.curating.merging import Merge
from pcvegraph.curating.relations import RelationDraft, new_relation
from pcvegraph.curating.renaming import rename
from pcvegraph.curating.retiring import remove_person, retire_thing
from pcvegraph.errors import CurationError
from pcvegraph.graph.removals import is_removed, read_removals
from pcvegraph.graph.root import Root
from pcvegraph.identifiers import find_slug
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

ID = PREFIXES["id"]
DAY = date(2026, 1, 2)


def relate(root: Root, subject: str, predicate: str, other: str, words: str, **said: str) -> None:
    draft = RelationDraft(subject, predicate, other, EvidenceDraft(SOURCE, words), **said)  # type: ignore[arg-type]
    write(root, new_relation(present(root), draft))


def names(root: Root) -> list[str]:
    return [finding.name for finding in check(root, Settings.from_environment()).findings]


def living(root: Root) -> dict[str, bytes]:
    """Return the data files that are no redirects."""
    return {path: content for path, content in files(root).items() if "/retired/" not in path}


def test_references_follow_a_new_name_and_the_old_one_leads_there(tiny: Root):
    relate(tiny, "southland", "partnersWith", "river-group", "work together too")
    write(tiny, rename(present(tiny), "northland", "zembla"))
    assert names(tiny) == []
    assert not [p for p, content in living(tiny).items() if b"northland" in content]
    assert "rdf:subject id:southland" in text(tiny, "partnerships/southland--zembla.ttl")
    stub = text(tiny, "retired/northland.ttl")
    assert "id:northland\n    a pcve:Retired ;\n    dcterms:isReplacedBy id:zembla ;" in stub
    assert "id:northland--partners-with--southland\n" in stub
    assert "dcterms:isReplacedBy id:southland--partners-with--zembla" in stub


def test_two_renames_lead_to_the_last_name(tiny: Root):
    for old, new in (("northland", "zembla"), ("southland", "sudland"), ("zembla", "borea")):
        write(tiny, rename(present(tiny), old, new))
    assert names(tiny) == []
    stub = text(tiny, "retired/northland.ttl")
    assert "dcterms:isReplacedBy id:borea ;" in stub
    assert "isReplacedBy id:borea--partners-with--sudland" in stub
    assert "id:northland--partners-with--southland\n" in stub


@pytest.mark.parametrize("seed", range(2))
def test_there_and_back_leaves_redirects_alone(root: Root, seed: int):
    chance = random.Random(seed)  # noqa: S311 - it chooses examples
    there = present(root)
    iri = chance.choice(sorted(iri for iri in there.entities if there.path_of(iri)))
    slug = find_slug(iri) or ""
    before = living(root)
    write(root, rename(there, slug, "zz-another-name"))
    assert living(root) != before
    write(root, rename(present(root), "zz-another-name", slug))
    assert living(root) == before
    retired = [path for path in files(root) if "/retired/" in path]
    assert retired == ["data/ttl/retired/zz-another-name.ttl"]


@pytest.mark.parametrize("taken", ["southland", "flood-rumours"])
def test_a_name_that_is_taken_is_refused(tiny: Root, taken: str):
    with pytest.raises(
        CurationError, match=f"{taken} is the identifier of something else"
    ) as refused:
        rename(present(tiny), "northland", taken)
    assert "pcvegraph merge northland" in refused.value.remedy
    write(tiny, rename(present(tiny), "northland", "zembla"))
    with pytest.raises(CurationError, match="northland is the identifier"):
        rename(present(tiny), "southland", "northland")


def test_a_concept_keeps_its_name(tiny: Root):
    with pytest.raises(CurationError, match="no file of its own"):
        rename(present(tiny), "flood-rumours", "rumours")


def test_two_become_one_and_doubles_are_folded(tiny: Root):
    relate(tiny, "southland", "coChairs", "river-group", "Southland co-chairs", start="2019-02")
    relate(tiny, "southland", "hosts", "northland", "hosts its neighbour")
    merge = Merge(present(tiny), "southland", "northland")
    write(tiny, merge.addition())
    assert names(tiny) == []
    written = text(tiny, "actors/northland.ttl")
    assert written.count("--co-chairs--river-group\n") == 1
    assert "Southland co-chairs" in written
    assert "id:northland--hosts--river-meeting-2020-11" in written
    assert 'skos:altLabel "Southland"@en' in written
    dropped = [remark.en for remark in merge.remarks]
    assert any("pcve:isoCode “SX”; NX stays" in remark for remark in dropped)
    assert any("southland--hosts--northland joined the two" in remark for remark in dropped)
    assert any("northland--partners-with--southland joined the two" in remark for remark in dropped)
    stub = text(tiny, "retired/southland.ttl")
    assert "dcterms:isReplacedBy id:northland--co-chairs--river-group ;" in stub
    assert not (tiny.data / "partnerships/northland--southland.ttl").exists()


def test_relations_that_differ_stay_two(tiny: Root):
    relate(tiny, "southland", "coChairs", "river-group", "Southland co-chairs", start="2024")
    write(tiny, Merge(present(tiny), "southland", "northland").addition())
    assert names(tiny) == []
    assert "id:northland--co-chairs--river-group--2\n" in text(tiny, "actors/northland.ttl")
    stub = text(tiny, "retired/southland.ttl")
    assert "isReplacedBy id:northland--co-chairs--river-group--2" in stub


def test_merging_asks_before_it_drops_something(tiny: Root):
    before = files(tiny)
    done = run(tiny, "merge", "southland", "northland", "--language", "fr")
    assert done.returncode == 2
    assert "Omis\u00a0: southland avait pcve:isoCode" in done.stderr
    assert files(tiny) == before
    assert run(tiny, "merge", "southland", "northland", "--yes").returncode == 0
    assert run(tiny, "check").returncode == 0


def test_what_others_point_at_is_not_retired_alone(tiny: Root):
    with pytest.raises(CurationError, match=r"northland\.ttl: northland--co-chairs--river-group"):
        retire_thing(present(tiny), "river-group")
    write(tiny, retire_thing(present(tiny), "river-group", with_relations=True))
    assert "orphan" not in names(tiny)
    stub = text(tiny, "retired/river-group.ttl")
    assert 'skos:prefLabel "River Group"@en' in stub
    assert "id:northland--co-chairs--river-group\n    a pcve:Retired" in stub
    assert "retired-still-used" not in names(tiny)
    assert "unknown-target" not in names(tiny)


def test_an_earlier_name_of_what_was_replaced_leads_to_the_successor(tiny: Root):
    write(tiny, rename(present(tiny), "northland", "zembla"))
    write(tiny, retire_thing(present(tiny), "zembla", "southland", with_relations=True))
    for slug in ("northland", "zembla"):
        stub = text(tiny, f"retired/{slug}.ttl")
        assert f"id:{slug}\n    a pcve:Retired ;\n    dcterms:isReplacedBy id:southland ;" in stub
    assert not {"unknown-target", "retired-still-used"} & set(names(tiny))


def add_person(root: Root, slug: str = "ada-river") -> None:
    name = "Ada River"
    (root.data / f"actors/{slug}.ttl").write_text(
        f"""@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <{ID}> .
@prefix pcve: <{PREFIXES["pcve"]}> .
@prefix rdf: <{PREFIXES["rdf"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
@prefix source: <{PREFIXES["source"]}> .

id:{slug}
    a pcve:Person ;
    skos:prefLabel "{name}"@en ;
    skos:prefLabel "{name}"@fr ;
    dcterms:source source:{SOURCE} .
"""
    )
    relate(root, slug, "chairs", "river-group", "chairs it", roles={"en": "Chair"})  # type: ignore[arg-type]


def test_of_a_person_no_name_stays(tiny: Root):
    add_person(tiny)
    write(tiny, rename(present(tiny), "ada-river", "ada-m-river"))
    write(tiny, remove_person(present(tiny), "ada-m-river", DAY))
    assert names(tiny) == []
    kept = b"\n".join([*files(tiny).values(), *map(str.encode, files(tiny))]).lower()
    assert b"ada" not in kept.replace(b"metadata", b"").replace(b"data/", b"")
    removals = read_removals(tiny)
    assert sha256(f"{ID}ada-river".encode()).hexdigest() in removals
    for iri in (
        "ada-m-river",
        "ada-m-river--chairs--river-group",
        "ada-river--chairs--river-group--by--00",
    ):
        assert is_removed(ID + iri, removals)
    assert not is_removed(ID + "northland", removals)


def test_a_person_goes_by_the_way_for_persons_only(tiny: Root):
    add_person(tiny)
    with pytest.raises(CurationError, match="is a person"):
        retire_thing(present(tiny), "ada-river", with_relations=True)
    with pytest.raises(CurationError, match="is no person"):
        remove_person(present(tiny), "northland", DAY)
    refused = run(tiny, "retire", "--person", "ada-river")
    assert refused.returncode == 2
    assert (tiny.data / "actors/ada-river.ttl").exists()
    done = run(tiny, "retire", "--person", "ada-river", "--yes")
    assert done.returncode == 0, done.stderr
    assert "data/removed.txt" in done.stdout
    again = run(tiny, "new", "person", "Ada River", "--name-fr", "Ada River", "--source", SOURCE)
    assert (again.returncode, "removed from the graph on request" in again.stderr) == (1, True)


def test_the_service_leads_from_old_identifiers_to_new_ones(tiny: Root):
    write(tiny, rename(present(tiny), "northland", "zembla"))
    write(tiny, retire_thing(present(tiny), "river-meeting-2020-11", with_relations=True))
    relate(tiny, "southland", "memberOf", "river-group", "is a member")
    with serving(tiny.path) as address, httpx.Client(base_url=address) as client:
        for old, new in (
            ("northland", "zembla"),
            ("northland--partners-with--southland", "southland--partners-with--zembla"),
            (
                "northland--co-chairs--river-group--by--12345678",
                "zembla--co-chairs--river-group--by--12345678",
            ),
        ):
            answer = client.get(f"/id/{old}", headers={"Accept": "text/html"})
            assert (answer.status_code, answer.headers.get("Location")) == (301, f"/id/{new}")
        for gone in ("river-meeting-2020-11", "southland--hosts--river-meeting-2020-11"):
            answer = client.get(f"/id/{gone}", headers={"Accept": "text/html"})
            assert answer.status_code == 200
            assert "This identifier is retired" in answer.text
