"""Proposals: the best link of each thing, what is decided left out, what has changed told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linking.harbours import MAPPING, TABLE, add_harbours
from pcvegraph.errors import DatasetError, ParameterError, PcvegraphError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.linking.datasets.mapping import find_mapping
from pcvegraph.linking.datasets.reading_apart import read_records_guarded
from pcvegraph.linking.entities import Entity, read_entities
from pcvegraph.linking.linksets.links import Link
from pcvegraph.linking.linksets.proposing import Proposals, chosen, propose, target_of
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings

AT = "https://harbours.example/"
ID = "https://w3id.org/pcvegraph/id/"


@pytest.fixture
def entities(tiny: Root, tmp_path: Path) -> dict[str, Entity]:
    return read_entities(Evaluator(load_snapshot(add_harbours(tiny, tmp_path), Settings())))


def proposed(
    entities: dict[str, Entity], folder: Path, table: str = TABLE, known: tuple[Link, ...] = ()
) -> Proposals:
    """Return the proposals for the organisations of the small root against a table."""
    path = folder / "list.csv"
    path.write_text(table)
    records = read_records_guarded(path, str(folder / "harbours.yaml"), Settings())
    return propose(chosen(entities), records, path.name, "1", known)


def pairs(found: Proposals) -> dict[str, str]:
    """Return the proposed links as our slug and their number."""
    return {link.subject.removeprefix(ID): link.object.removeprefix(AT) for link in found.links}


def test_each_thing_has_its_best_link_and_nothing_else_is_proposed(
    entities: dict[str, Entity], tmp_path: Path
):
    found = proposed(entities, tmp_path)
    assert pairs(found) == {
        "lighthouse-institute": "1",
        "heron-foundation": "3",
        "estuary-university": "4",
    }
    link = next(link for link in found.links if link.object == AT + "4")
    assert link.is_sure
    assert link.confidence is not None
    assert link.confidence > 0.6
    assert link.reasons.startswith("same name")
    assert (link.object_label, link.version) == ("Estuary University of Applied Tides", "1")
    assert found.records[AT + "4"].label == link.object_label


def test_two_rows_that_are_as_near_are_both_doubtful(entities: dict[str, Entity], tmp_path: Path):
    found = proposed(entities, tmp_path, TABLE + "9,Heron Foundation\n")
    herons = [link for link in found.links if "heron" in link.subject]
    assert [(link.object, link.is_sure) for link in herons] == [
        (AT + "3", False),
        (AT + "9", False),
    ]


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_what_is_decided_is_not_proposed_again(
    entities: dict[str, Entity], tmp_path: Path, decision: str
):
    first = proposed(entities, tmp_path)
    known = tuple(replace(link, decision=decision) for link in first.links)
    again = proposed(entities, tmp_path, known=known)
    assert not {link.pair for link in known} & {link.pair for link in again.links}
    assert (again.gone, again.renamed) == ([], [])
    if decision == "accepted":
        assert again.links == ()


def test_a_newer_dataset_shows_only_what_changed(entities: dict[str, Entity], tmp_path: Path):
    first = proposed(entities, tmp_path, TABLE.replace("4,Estuary", "4,Nothing"))
    known = tuple(replace(link, decision="accepted") for link in first.links)
    newer = TABLE.replace("3,Heron", "7,Heron").replace("1,Lighthouse", "1,Great Lighthouse")
    found = proposed(entities, tmp_path, newer, known)
    assert pairs(found) == {"heron-foundation": "7", "estuary-university": "4"}
    assert [link.object for link in found.gone] == [AT + "3"]
    ((link, label),) = found.renamed
    assert (link.object, label) == (AT + "1", "Great Lighthouse Institute for Harbour Studies")


def test_kinds_are_chosen_and_people_are_not_linked(entities: dict[str, Entity]):
    slugs = [entity.iri.removeprefix(ID) for entity in chosen(entities, ["state"])]
    assert slugs == ["northland", "southland"]
    for kind, said in (("person", "People"), ("stat", "Nearest: state")):
        with pytest.raises(ParameterError) as caught:
            chosen(entities, [kind])
        assert said in f"{caught.value} {caught.value.remedy}"


@pytest.mark.parametrize(
    ("content", "mapping", "said"),
    [
        (TABLE.replace(",", ";").encode(), MAPPING, "delimiter"),
        (TABLE.replace("Heron", "Héron").encode("latin-1"), MAPPING, "encoding"),
        (TABLE.encode(), MAPPING.replace("[name]", "[nom]"), "“nom”"),
        (TABLE.encode() + b'6,"Bak', MAPPING, "cut off"),
        (TABLE.encode() + b"6", MAPPING, "cells"),
        (TABLE.encode(), MAPPING.replace('"https://harbours.example/{}"', '"{}"'), "no IRI"),
        (b"number,name\n", MAPPING, "no rows"),
    ],
)
def test_a_bad_dataset_is_told(
    entities: dict[str, Entity], tmp_path: Path, content: bytes, mapping: str, said: str
):
    (tmp_path / "harbours.yaml").write_text(mapping)
    (tmp_path / "bad.csv").write_bytes(content)
    mapping_file = str(tmp_path / "harbours.yaml")
    records = read_records_guarded(tmp_path / "bad.csv", mapping_file, Settings())
    with pytest.raises(PcvegraphError) as caught:
        propose(chosen(entities), records, "bad.csv", "1")
    assert isinstance(caught.value, DatasetError)
    assert said in f"{caught.value} {caught.value.remedy}"


def test_the_version_is_told_or_that_of_the_mapping_or_of_the_content(tmp_path: Path):
    (tmp_path / "harbours.yaml").write_text(MAPPING)
    (tmp_path / "list.csv").write_text(TABLE)
    mapping = find_mapping(str(tmp_path / "harbours.yaml"))
    path = tmp_path / "list.csv"
    assert target_of(mapping, path, "7").version == "7"
    assert target_of(mapping, path).version == "1"
    assert target_of(replace(mapping, version=""), path).version.startswith("sha256:")
    assert target_of(mapping, path).attribution == "Harbour Office"
