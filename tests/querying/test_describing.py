"""What the graph says of one thing, gathered from a handful of questions."""

from __future__ import annotations

import pytest

from pcvegraph.errors import UnknownIdentifierError
from pcvegraph.querying.describing import describe, tell_statements
from pcvegraph.querying.evaluation import Evaluator, Row
from pcvegraph.querying.questions import Question

ID = "https://w3id.org/pcvegraph/id/"
SOURCE = "https://w3id.org/pcvegraph/source/polimetre-promise-5020-training-assistance"
GROUP = ID + "gctf-west-africa-capacity-building-working-group"
FORUM = ID + "global-counterterrorism-forum"
CO_CHAIRS = ID + "canada--co-chairs--gctf-west-africa-capacity-building-working-group"


class Counting:
    """An evaluator that counts what it is asked."""

    def __init__(self, engine: Evaluator) -> None:
        self.engine = engine
        self.asked = 0

    def rows(self, question: Question) -> list[Row]:
        """Return the rows of a question."""
        self.asked += 1
        return self.engine.rows(question)


@pytest.mark.parametrize("iri", [ID + "canada", GROUP, FORUM, CO_CHAIRS, SOURCE])
def test_a_description_takes_few_questions_however_much_there_is(engine: Evaluator, iri: str):
    counting = Counting(engine)
    describe(counting, iri)  # type: ignore[arg-type]
    assert counting.asked <= 7


def test_every_source_is_described_with_who_published_it(engine: Evaluator):
    group = describe(engine, GROUP)
    used = {e.source.iri for s in group.statements for e in s.evidence}
    assert used <= set(group.sources)
    source = group.sources[SOURCE]
    assert source.published_by("en").text == "Polimètre"
    assert source.issued == "2019-09"
    assert source.page.startswith("https://www.polimetre.org/")


def test_a_statement_has_the_bounds_that_rules_derive(engine: Evaluator):
    meeting = describe(engine, ID + "aarhus-conference-of-local-authorities-2015-11")
    undated = [s for s in meeting.statements if not s.start and not s.is_timeless]
    assert undated
    assert {s.earliest for s in undated} == {"2015-11-18"}


def test_a_relation_shows_the_disagreement_it_is_a_side_of(engine: Evaluator):
    relation = describe(engine, CO_CHAIRS)
    names = [disagreement.names["en"] for disagreement, _ in relation.disputes()]
    assert "who co-chairs with Algeria" in names
    # With all sides, not only its own.
    assert all(len(claims) > 1 for _, claims in relation.disputes())


def test_statements_are_told_by_name(engine: Evaluator):
    assert tell_statements(engine, []) == []
    told = tell_statements(engine, [CO_CHAIRS])
    assert [s.iri for s in told] == [CO_CHAIRS]
    assert told == [s for s in describe(engine, CO_CHAIRS).statements if s.iri == CO_CHAIRS]


def test_what_is_unknown_is_told_with_the_nearest(engine: Evaluator):
    with pytest.raises(UnknownIdentifierError) as unknown:
        describe(engine, ID + "canadaa")
    assert unknown.value.nearest[0] == "canada"
