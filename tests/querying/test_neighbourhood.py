"""What stands around a thing: the nearest, all that ties them, and what was left out."""

from __future__ import annotations

import pytest

from pcvegraph.errors import ParameterError, UnknownIdentifierError
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.neighbourhood import FAMILIES, find_neighbourhood
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES, prologue

ID = PREFIXES["id"]
CANADA = ID + "canada"
GCTF = ID + "global-counterterrorism-forum"


def iris(found: object) -> list[str]:
    return [each.thing.iri for each in found.neighbours]  # type: ignore[attr-defined]


def relations(engine: Evaluator, ends: set[str]) -> set[str]:
    """Return the relations whose ends are both among `ends`, asked for in another way."""
    rows = engine.rows(
        Question(
            prologue("rdf")
            + "SELECT ?r ?s ?o WHERE { ?r a rdf:Statement ; rdf:subject ?s ; rdf:object ?o }"
        )
    )
    return {row["r"].value for row in rows if row["s"].value in ends and row["o"].value in ends}


@pytest.mark.parametrize("expanded", [(), (GCTF,)])
def test_every_neighbour_and_every_relation_among_them_is_there(
    engine: Evaluator, expanded: tuple[str, ...]
):
    found = find_neighbourhood(engine, CANADA, expanded)
    things = iris(found)
    assert things[: 1 + len(expanded)] == [CANADA, *expanded]
    assert len(things) == len(set(things))
    ties = {tie.iri for tie in found.ties}
    assert ties == relations(engine, set(things))
    assert len(ties) == len(found.ties)
    assert any(CANADA not in (tie.subject.iri, tie.object.iri) for tie in found.ties)
    assert sum(count for _, count in found.families) == len(things)


def test_the_nearest_are_kept_and_the_others_counted(engine: Evaluator):
    whole = find_neighbourhood(engine, CANADA)
    few = find_neighbourhood(engine, CANADA, most=10)
    assert whole.left_out == 0
    assert iris(few) == iris(whole)[:10]
    assert few.left_out == len(whole.neighbours) - 10
    counts = [
        sum({CANADA, each} == {tie.subject.iri, tie.object.iri} for tie in whole.ties)
        for each in iris(whole)[1:]
    ]
    assert counts == sorted(counts, reverse=True)


def test_a_kind_takes_in_the_kinds_that_specialise_it(engine: Evaluator):
    kinds = frozenset({PREFIXES["pcve"] + "Initiative"})
    found = find_neighbourhood(engine, CANADA, kinds=kinds)
    of = {each.kind.iri.rpartition("#")[2] for each in found.neighbours[1:]}
    assert {"Programme", "Project"} <= of
    assert "Event" not in of
    assert found.neighbours[0].thing.iri == CANADA


def test_everything_that_has_relations_is_of_a_family_of_its_own(engine: Evaluator):
    found = find_neighbourhood(engine, CANADA, [GCTF, ID + "violent-extremism"])
    families = {each.family.iri for each in found.neighbours}
    assert families <= {*FAMILIES[:-1]}


def test_a_relation_that_a_disagreement_claims_is_disputed(engine: Evaluator):
    found = find_neighbourhood(engine, ID + "aggredi-programme")
    disputed = {tie.iri.removeprefix(ID) for tie in found.ties if tie.is_disputed}
    assert disputed == {
        "ray-finland--funds--aggredi-programme",
        "veikkaus--funds--aggredi-programme",
    }


def test_what_is_unknown_is_told_with_what_is_spelt_like_it(engine: Evaluator):
    with pytest.raises(UnknownIdentifierError) as unknown:
        find_neighbourhood(engine, ID + "canadaa")
    assert "canada" in unknown.value.nearest
    with pytest.raises(ParameterError, match="canadaa") as wrong:
        find_neighbourhood(engine, CANADA, [ID + "canadaa"])
    assert "canada" in wrong.value.remedy
    with pytest.raises(ParameterError, match="60 things"):
        find_neighbourhood(engine, CANADA, [GCTF] * 60)


def test_a_thing_without_relations_is_alone(engine: Evaluator):
    found = find_neighbourhood(engine, ID + "nairobi")
    assert (iris(found), found.ties, found.left_out) == ([ID + "nairobi"], (), 0)
