"""The library's networks over the real graph, held against the files by another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from conftest import REPOSITORY
from networks.small_world import edges_of, make, weights
from pcvegraph.graph.root import Root
from pcvegraph.networks.facts import Facts
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import read_projections
from pcvegraph.networks.ties import COUNTED_MONEY
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import find_query, read_library
from pcvegraph.querying.questions import read_question
from pcvegraph.vocabulary import PREFIXES

ID, PCVE, RDF = (PREFIXES[prefix] for prefix in ("id", "pcve", "rdf"))
NAMES = sorted(path.stem for path in (REPOSITORY / "queries/networks").glob("*.rq"))
MEMBERS = {"memberOf", "chairs", "coChairs"}
PARTAKERS = MEMBERS | {"participatesIn", "organises", "hosts", "leads", "implements", "delivers"}
ACTORS = {"Organisation", "Network", "State", "Person", "Forum", "WorkingGroup", "Actor"}
INITIATIVES = {
    *("Initiative", "Programme", "Project", "Fund", "Strategy", "Law", "Method", "Tool"),
    *("Training", "Campaign"),
}
FIRST, LAST = "0001-01-01", "9999-12-31"


class Part(NamedTuple):
    """Somebody's part in something, as a file states it; a day of the year 1 or 9999 is unknown."""

    actor: str
    predicate: str
    thing: str
    start: str
    end: str


def padded(date: str, *, last: bool) -> str:
    """Return the first or last day of a year, month or day; a 31st of any month will do here."""
    return date + ("-12-31" if last else "-01-01")[len(date) - len("2019") :]


@pytest.fixture(scope="module")
def stated(real_root: Root) -> dict[str, dict[str, list[str]]]:
    """What the Turtle files state, before any inference: by subject and local name the values."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in real_root.data.rglob("*.ttl"):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
                name = quad.predicate.value.replace(RDF, PCVE).removeprefix(PCVE)
                found[quad.subject.value][name].append(quad.object.value)
    return found


@pytest.fixture(scope="module")
def made(engine: Evaluator, real_root: Root) -> dict[str, Network]:
    return {name: make(engine, real_root, name) for name in NAMES}


def kinds(stated: dict[str, dict[str, list[str]]], iri: str) -> set[str]:
    return {kind.removeprefix(PCVE) for kind in stated[iri]["type"]}


def parts(stated: dict[str, dict[str, list[str]]], predicates: set[str]) -> Iterator[Part]:
    """Yield who has a part in what; an undated part in an event is when the event is."""
    for values in list(stated.values()):
        predicate = next(iter(values.get("predicate", ())), "").removeprefix(PCVE)
        if predicate not in predicates:
            continue
        (actor,), (thing,) = values["subject"], values["object"]
        dates = values
        if "Event" in kinds(stated, thing) and not (values["start"] or values["end"]):
            dates = stated[thing]
        start, end = (next(iter(dates[name]), "") for name in ("start", "end"))
        yield Part(
            actor,
            predicate,
            thing,
            padded(start, last=False) if start else FIRST,
            padded(end, last=True) if end else LAST,
        )


def shared(
    found: list[Part], start: str = FIRST, end: str = LAST
) -> dict[tuple[str, str], set[str]]:
    """Return by two actors what both had a part in at what may have been the same time."""
    things: dict[str, list[Part]] = defaultdict(list)
    for part in found:
        if part.start <= end and part.end >= start:
            things[part.thing].append(part)
    both: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, takers in things.items():
        for one, other in combinations(takers, 2):
            apart = one.end < other.start or other.end < one.start
            if one.actor != other.actor and not apart:
                pair = (min(one.actor, other.actor), max(one.actor, other.actor))
                both[pair].add(thing)
    return both


def found_in(network: Network) -> dict[tuple[str, str], set[str]]:
    return {
        (ID + str(edge["source"]), ID + str(edge["target"])): set(edge["through"])
        for edge in edges_of(network)
    }


def test_co_participation_2011_to_2019_is_what_the_files_state(
    stated: dict[str, dict[str, list[str]]], engine: Evaluator, real_root: Root
):
    taken = ACTORS & {"Forum", "WorkingGroup"} | INITIATIVES | {"Event"}
    found = [
        part
        for part in parts(stated, PARTAKERS)
        if kinds(stated, part.thing) & taken and kinds(stated, part.actor) & ACTORS
    ]
    period = ("2011-01-01", "2019-12-31")
    network = make(engine, real_root, "co-participation", since=period[0], until=period[1])
    expected = shared(found, *period)
    assert len(expected) > 500
    assert found_in(network) == expected
    assert network.edges["weight"] == [len(through) for through in network.edges["through"]]


def test_co_membership_is_what_the_files_state(
    stated: dict[str, dict[str, list[str]]], made: dict[str, Network]
):
    found = [
        part
        for part in parts(stated, MEMBERS)
        if kinds(stated, part.thing) & ACTORS and kinds(stated, part.actor) & ACTORS
    ]
    expected = shared(found)
    assert len(expected) > 300
    assert found_in(made["co-membership"]) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_edge_can_be_traced_to_words(name: str, made: dict[str, Network]):
    network = made[name]
    assert len(network.edges) > 50
    for edge in edges_of(network):
        assert edge["relations"]
        assert edge["sources"]
        assert edge["anchors"]
        assert edge["source_count"] == len(edge["sources"])
        assert edge["publisher_count"]


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_are_as_the_contract_says(name: str, made: dict[str, Network]):
    network = made[name]
    assert network.nodes["id"] == sorted(set(network.nodes["id"]))
    ids = network.edges["id"]
    assert len(set(ids)) == len(ids)
    ends = list(zip(network.edges["source"], network.edges["target"], strict=True))
    assert ends == sorted(ends)
    assert sum(network.nodes["degree"]) == 2 * len(network.edges)
    assert all(network.nodes["label"])
    for spells, start, end in zip(
        *(network.edges[column] for column in ("spells", "start", "end")), strict=True
    ):
        assert all((spell.start or FIRST) <= (spell.end or LAST) for spell in spells)
        assert start is None or start == min(spell.start for spell in spells)
        assert end is None or end == max(spell.end for spell in spells)


def test_every_relation_is_in_an_edge_of_the_relations(
    stated: dict[str, dict[str, list[str]]], made: dict[str, Network]
):
    told = {relation for edge in edges_of(made["relations"]) for relation in edge["relations"]}
    others = {
        iri
        for iri, values in list(stated.items())
        if values.get("predicate")
        and iri not in told
        and stated[values["object"][0]].get("type")
        and "Place" not in kinds(stated, values["object"][0]) | kinds(stated, values["subject"][0])
    }
    assert {kind for iri in others for kind in kinds(stated, stated[iri]["object"][0])} <= {
        "Source"
    }


def test_sums_of_money_are_those_of_the_library_s_query(
    engine: Evaluator, real_root: Root, made: dict[str, Network]
):
    query = find_query(read_library(real_root), "what-grants-and-contributions-add-up-to-by-funder")
    rows = engine.rows(read_question(query.text))
    expected = {
        (row["funder"].value.removeprefix(ID), row["currency"].value): float(row["sum"].value)
        for row in rows
    }
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for edge in edges_of(made["funding"]):
        if edge["amount"]:
            sums[str(edge["source"]), str(edge["currency"])] += float(str(edge["amount"]))
    assert sums == pytest.approx(expected)


def test_what_the_sums_leave_out_is_counted(engine: Evaluator, made: dict[str, Network]):
    funding = [s for s in Facts(engine).statements.values() if s.predicate == PCVE + "funds"]
    counted = [
        each
        for each in funding
        if each.amount is not None and each.amount_kind in COUNTED_MONEY and not each.same_money_as
    ]
    left_out = made["funding"].manifest["left_out"]
    assert sum(left_out.values()) == len(funding) - len(counted)


@pytest.mark.parametrize("name", NAMES)
def test_centre_giant_and_weighting_only_leave_edges_out(
    name: str, engine: Evaluator, real_root: Root, made: dict[str, Network]
):
    whole = weights(made[name])
    giant = weights(make(engine, real_root, name, giant="true"))
    assert giant
    assert giant.items() <= whole.items()
    centre = made[name].nodes["id"][0]
    near = make(engine, real_root, name, centre=centre, steps="2")
    assert weights(near).items() <= whole.items()
    if read_projections(read_library(real_root))[name].rows == "shared":
        jaccard = weights(make(engine, real_root, name, weighting="jaccard"))
        newman = weights(make(engine, real_root, name, weighting="newman"))
        assert jaccard.keys() == newman.keys() == whole.keys()
        assert all(0 < weight <= 1 for weight in jaccard.values())
        assert all(0 < newman[each] <= whole[each] for each in whole)
