"""From decisions to the graph's files and back, the same each time; and the real link sets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import REPOSITORY
from linking.harbours import add_harbours
from pcvegraph.checking import check
from pcvegraph.checking.reports import as_text
from pcvegraph.errors import LinkFileError, UnknownIdentifierError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.linking.linksets.accepting import links_turtle, merged, path_of, write_links
from pcvegraph.linking.linksets.kept import find_link_set, read_link_sets, write_csv, write_void
from pcvegraph.linking.linksets.links import Link, LinkSet, Target
from pcvegraph.linking.linksets.reviewing import (
    apply_decisions,
    keep_decisions,
    open_review,
    write_proposals,
)
from pcvegraph.linking.linksets.sssom import read_sssom, write_sssom
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings

ID = "https://w3id.org/pcvegraph/id/"
AT = "https://harbours.example/"
TARGET = Target(
    "harbours", "Harbour list", "Liste des ports", f"{AT}licence", "Harbour Office", AT, "1"
)


def link(ours: str, number: int, **more: object) -> Link:
    """Return a link that Ada accepted."""
    said = {"decision": "accepted", "reviewer": "Ada River", "reviewed": "2026-11-30"} | more
    return Link(ID + ours, f"{AT}{number}", ours, f"No {number}", version="1", **said)


LINKS = LinkSet(
    TARGET,
    (
        link("estuary-university", 4, confidence=1.0, reasons="same name", comment="read"),
        link("heron-foundation", 3, predicate="closeMatch", confidence=0.5),
        link("heron-foundation", 5, decision="rejected", justification="ManualMappingCuration"),
        link("lighthouse-institute", 1, reviewer="https://orcid.org/0000-0002-1825-0097"),
    ),
)


@pytest.fixture
def harbours(tiny: Root, tmp_path: Path) -> Root:
    return add_harbours(tiny, tmp_path)


def graph(root: Root) -> Evaluator:
    return Evaluator(load_snapshot(root, Settings()))


def test_links_go_into_the_graph_pass_its_checks_and_come_back(harbours: Root):
    path = write_links(harbours, LINKS)
    assert path == harbours.data / "links/harbours.ttl"
    findings = check(harbours, Settings()).findings
    assert not findings, as_text(findings, "en")
    kept = find_link_set(graph(harbours), "harbours")
    assert kept.target == TARGET
    labels = {kept_link.pair: kept_link.subject_label for kept_link in kept.links}
    assert kept.links == tuple(
        replace(each, subject_label=labels[each.pair]) for each in LINKS.links
    )
    assert labels[LINKS.links[0].pair] == "Estuary University of Applied Tides"


def test_accepting_what_was_exported_changes_no_byte(harbours: Root):
    path = write_links(harbours, LINKS)
    first = path.read_bytes()
    exported = write_sssom(find_link_set(graph(harbours), "harbours"))
    known = find_link_set(graph(harbours), "harbours")
    write_links(harbours, merged(known, read_sssom(exported, "links.tsv")))
    assert path.read_bytes() == first
    assert write_sssom(find_link_set(graph(harbours), "harbours")) == exported


def test_a_rejected_pair_is_a_record_without_a_match():
    turtle = links_turtle(LINKS)
    triples = {str(t.object) for t in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
               if t.predicate.value.endswith(("exactMatch", "closeMatch"))}  # fmt: skip
    assert triples == {f"<{AT}{number}>" for number in (1, 3, 4)}
    assert turtle.count("sssom:NegatedPredicate") == 1


def test_a_later_decision_on_a_pair_takes_the_place_of_the_first():
    later = replace(LINKS.links[0], decision="rejected", reviewer="Ben Brook")
    kept = merged(LINKS, LinkSet(TARGET, (later,)))
    assert [each.decision for each in kept.links if each.pair == later.pair] == ["rejected"]
    assert len(kept.links) == len(LINKS.links)


@pytest.mark.parametrize("decision", ["", "undecided"])
def test_what_nobody_decided_is_not_accepted(decision: str):
    new = LinkSet(TARGET, (replace(LINKS.links[0], decision=decision),))
    assert merged(None, new).links == ()


@pytest.mark.parametrize("other", [link("estuary-university", 9), link("heron-foundation", 4)])
def test_a_thing_that_would_be_the_same_as_two_is_refused(other: Link):
    with pytest.raises(LinkFileError, match="same as two things") as caught:
        merged(LINKS, LinkSet(TARGET, (other,)))
    assert other.object in str(caught.value)


FAULTS = [
    ("mapping-out-of-place", "links/other.ttl", ("", "")),
    ("mapping-disagrees-with-its-parts", "links/harbours.ttl", ("--matches--", "--matches--0")),
    ("match-without-mapping", "links/harbours.ttl", ("skos:exactMatch <", "skos:exactMatch <x")),
    ("mapping-without-reviewer", "links/harbours.ttl", ('sssom:reviewer_label "Ada River"', "")),
    ("mapping-with-odd-confidence", "links/harbours.ttl", ("confidence 0.5", "confidence 5.5")),
    ("unexpected-property", "links/harbours.ttl", ("sssom:object_label", "sssom:subject_label")),
]


@pytest.mark.parametrize(("name", "place", "edit"), FAULTS)
def test_a_file_of_links_that_is_wrong_is_found(
    harbours: Root, name: str, place: str, edit: tuple[str, str]
):
    path = write_links(harbours, LINKS)
    text = path.read_text().replace(*edit) if edit[0] else path.read_text()
    path.unlink()
    (harbours.data / place).write_text(re.sub(r" ;\n\s+\.", " .", text))
    findings = check(harbours, Settings()).findings
    assert name in {finding.name for finding in findings}, as_text(findings, "en")


def test_a_thing_that_is_the_same_as_two_is_found_in_the_files(harbours: Root):
    write_links(
        harbours, LinkSet(TARGET, (link("heron-foundation", 3), link("heron-foundation", 5)))
    )
    findings = check(harbours, Settings()).findings
    assert {finding.name for finding in findings} == {"same-as-two-things"}


def test_a_linkset_says_what_it_is_and_has_the_links():
    triples = list(ox.parse(write_void(LINKS).encode(), format=ox.RdfFormat.TURTLE))
    counts = {t.object.value for t in triples if t.predicate.value.endswith("void#triples")}
    assert counts == {"1", "2"}
    matches = [t for t in triples if t.predicate.value.endswith("Match")]
    assert len(matches) == 3
    assert {t.object.value for t in triples if t.predicate.value.endswith("#objectsTarget")} == {AT}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_table_is_a_formula(sign: str):
    odd = replace(LINKS.links[0], comment=f"{sign}1+1", object_label="a-b")
    (row,) = csv.DictReader(io.StringIO(write_csv(LinkSet(TARGET, (odd,))), newline=""))
    assert row["comment"] == f"'{sign}1+1"
    assert row["object_label"] == "a-b"
    assert odd.comment.strip() in write_sssom(LinkSet(TARGET, (odd,)))
    assert "'" + sign not in write_sssom(LinkSet(TARGET, (odd,)))


def test_a_dataset_without_links_is_told_with_those_that_there_are(engine: Evaluator):
    with pytest.raises(UnknownIdentifierError, match="rory") as caught:
        find_link_set(engine, "rory")
    assert "ror" in caught.value.remedy


# Reviewing


OPEN = LinkSet(TARGET, tuple(replace(each, decision="", reviewer="", reviewed="", comment="")
                             for each in LINKS.links))  # fmt: skip


def test_decisions_are_in_the_file_at_once_and_go_on_later(tmp_path: Path):
    path = tmp_path / "links.tsv"
    write_proposals(path, OPEN, {})
    review = open_review(path)
    assert len(review.to_decide()) == 4
    first = review.to_decide()[0]
    review.decided(first, "accepted", "Ada River", "read")
    later = open_review(path)
    assert len(later.to_decide()) == 3
    (kept,) = [each for each in later.links.links if each.decision]
    assert (kept.pair, kept.reviewer, kept.comment) == (first.pair, "Ada River", "read")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept.reviewed)


def test_new_proposals_keep_the_decisions_of_the_file(tmp_path: Path):
    path = tmp_path / "links.tsv"
    write_proposals(path, LINKS, {})
    fresh = LinkSet(TARGET, (OPEN.links[0], link("heron-foundation", 8, decision="", reviewer="")))
    kept = keep_decisions(fresh, path)
    assert {each.pair for each in LINKS.links} < {each.pair for each in kept.links}
    assert all(each.decision for each in kept.links if each.pair in {e.pair for e in LINKS.links})
    with pytest.raises(LinkFileError, match="links to harbours"):
        keep_decisions(LinkSet(Target("other", "Other"), ()), path)


@pytest.mark.parametrize(
    "decisions",
    ["{", "{}", "[1]", '[{"subject": "a", "object": "b", "decision": "accepted"}]',
     json.dumps([{"subject": ID + "heron-foundation", "object": AT + "3", "decision": "yes"}])],
)  # fmt: skip
def test_decisions_that_are_none_change_nothing(tmp_path: Path, decisions: str):
    path = tmp_path / "links.tsv"
    write_proposals(path, OPEN, {})
    before = path.read_bytes()
    with pytest.raises(LinkFileError):
        apply_decisions(open_review(path), decisions, "Ada River")
    assert path.read_bytes() == before


# The real sets

ROW = re.compile(r"^\| `([\w-]+)`:.*\| (\d+ \| \d+ \| \d+) \|$", re.MULTILINE)


def test_the_page_tells_how_many_links_there_are(engine: Evaluator):
    page = (REPOSITORY / "docs/linking.md").read_text()
    told = {name: tuple(map(int, counts.split(" | "))) for name, counts in ROW.findall(page)}
    found = {}
    for name, links in read_link_sets(engine).items():
        states = Counter((each.decision, each.predicate) for each in links.links)
        rejected = sum(each.decision == "rejected" for each in links.links)
        found[name] = (
            states["accepted", "exactMatch"],
            states["accepted", "closeMatch"],
            rejected,
        )
        assert links.target.version in page
    assert told == found


def test_the_real_files_are_as_accepting_writes_them(engine: Evaluator, real_root: Root):
    for name, links in read_link_sets(engine).items():
        assert links_turtle(links) == path_of(real_root, name).read_text()
        assert {each.version for each in links.links} == {links.target.version}
        assert links.target.attribution
        assert links.target.licence
        assert all(each.reviewer and each.reviewed and each.comment for each in links.links)


GOLD = REPOSITORY.parent / "shared/datasets"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the judged links are not at hand")
def test_the_real_links_are_none_that_were_judged_wrong(engine: Evaluator):
    same = {
        (each.subject.removeprefix(ID), each.object)
        for links in read_link_sets(engine).values()
        for each in links.links
        if (each.decision, each.predicate) == ("accepted", "exactMatch")
    }
    with (GOLD / "gold_negatives.csv").open(encoding="utf-8") as file:
        wrong = {(row["id"], row["external_id"]) for row in csv.DictReader(file)}
    with (GOLD / "gold.csv").open(encoding="utf-8") as file:
        without = {row["id"] for row in csv.DictReader(file) if not row["external_id"]}
    assert same & wrong == set()
    assert {ours for ours, _ in same} & without == set()
