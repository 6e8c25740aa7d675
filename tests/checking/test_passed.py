"""What is held to the shapes after one changed file gives the findings that all files together give."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from pcvegraph.checking.passed import find_changed, find_touched, keep_passed
from pcvegraph.checking.places import Places
from pcvegraph.checking.shapes import find_violations
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.formatting import written
from pcvegraph.graph.keeping import Kept
from pcvegraph.graph.reading import DATA, load_files, read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import build_snapshot
from pcvegraph.graph.turtle import Document, Iri, Literal, Statement, document
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

CLASSES = (
    "Organisation",
    "State",
    "Event",
    "Fund",
    "Relation",
    "Funding",
    "Source",
    "Place",
    "Nix",
)


def altered(whole: Document, chance: random.Random) -> Document:
    """Return a document with one thing wrong, or at least other than before."""
    statements = list(whole.statements)
    place = chance.randrange(len(statements))
    statements[place : place + 1] = chance.choice(ALTERATIONS)(statements[place], chance)
    return replace(whole, statements=tuple(statements))


def without_a_property(statement: Statement, chance: random.Random) -> list[Statement]:
    properties = list(statement.properties)
    properties.pop(chance.randrange(len(properties)))
    return [replace(statement, properties=tuple(properties))] if properties else []


def of_another_class(statement: Statement, chance: random.Random) -> list[Statement]:
    wanted = Iri(PREFIXES["pcve"] + chance.choice(CLASSES))
    properties = (
        replace(each, object=wanted) if each.predicate.endswith("#type") else each
        for each in statement.properties
    )
    return [replace(statement, properties=tuple(properties))]


def with_another_object(statement: Statement, chance: random.Random) -> list[Statement]:
    properties = list(statement.properties)
    place = chance.randrange(len(properties))
    wanted = chance.choice(
        [Iri(PREFIXES["id"] + "nowhere"), Literal("x", PREFIXES["xsd"] + "string")]
    )
    properties[place] = replace(properties[place], object=wanted)
    return [replace(statement, properties=tuple(properties))]


def said_again_otherwise(statement: Statement, chance: random.Random) -> list[Statement]:
    extra = with_another_object(statement, chance)[0].properties
    return [replace(statement, properties=statement.properties + extra)]


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - it chooses examples


def gone(_: Statement, __: random.Random) -> list[Statement]:
    return []


ALTERATIONS = (
    without_a_property, of_another_class, with_another_object, said_again_otherwise, gone,
)  # fmt: skip


def both_ways(contents: dict[str, bytes], settings: Settings) -> tuple[set[Finding], set[Finding]]:
    """Return the findings of what is touched by the change since files that passed, and of all."""
    kept = Kept(contents, settings)
    store, _ = load_files(contents)
    snapshot = build_snapshot(store, contents)
    places = Places(snapshot.store, contents)
    changed = find_changed(kept)
    assert changed
    touched = find_touched(snapshot, *changed)
    part = set(find_violations(snapshot, contents, places, touched))
    return part, set(find_violations(snapshot, contents, places))


def some_change(contents: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    path = chance.choice([path for path in contents if path.startswith(DATA)])
    changed = written(altered(document(contents[path].decode()), chance)).encode()
    return {**contents, path: changed} if chance.random() < 0.9 else _without(contents, path)


def _without(contents: dict[str, bytes], path: str) -> dict[str, bytes]:
    return {name: content for name, content in contents.items() if name != path}


def passing(root: Root, cache: Path) -> tuple[dict[str, bytes], Settings]:
    settings = Settings(cache_dir=str(cache))
    contents, _ = read_bytes(root, settings)
    keep_passed(Kept(contents, settings))
    return contents, settings


def test_a_change_is_judged_as_all_files_are(tiny: Root, tmp_path: Path):
    contents, settings = passing(tiny, tmp_path / "cache")
    found = 0
    for seed in range(12):
        part, whole = both_ways(some_change(contents, chance_of(seed)), settings)
        assert part == whole, seed
        found += bool(whole)
    assert found > 3, "most of these changes are faults"


@pytest.mark.peers
@pytest.mark.parametrize("seed", range(25))
def test_a_change_of_the_real_data_is_judged_as_all_files_are(
    real_root: Root, tmp_path: Path, seed: int
):
    contents, settings = passing(real_root, tmp_path / "cache")
    part, whole = both_ways(some_change(contents, chance_of(seed)), settings)
    assert part == whole


def test_another_ontology_is_judged_whole(tiny: Root, tmp_path: Path):
    contents, settings = passing(tiny, tmp_path / "cache")
    other = contents | {"ontology/concepts.ttl": contents["ontology/concepts.ttl"] + b"\n"}
    assert find_changed(Kept(other, settings)) is None
