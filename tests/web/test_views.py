"""What the templates of things are given: what no data that passes the checks has yet."""

from __future__ import annotations

from pyoxigraph import Literal

from pcvegraph.languages import Texts
from pcvegraph.querying.descriptions import Description, Fact, Thing
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.web.pages.things.sums import add_up
from pcvegraph.web.pages.things.views import view

HERE = Thing("https://w3id.org/pcvegraph/id/nowhere-at-all", Texts(en="Nowhere"))
RETIRED = Thing("http://www.w3.org/2002/07/owl#deprecated", Texts())


def test_what_is_retired_without_a_successor_says_so(engine: Evaluator):
    alive = Description(HERE, (), (), (), ())
    assert not view(engine, alive, "en")[1]["is_retired"]
    retired = Description(HERE, (), (Fact(RETIRED, (Literal(value=True),)),), (), ())
    assert view(engine, retired, "en")[1]["is_retired"]
    assert view(engine, retired, "en")[1]["facts"] == []


def test_a_thing_of_which_little_is_said_has_a_page(engine: Evaluator):
    template, context = view(engine, Description(HERE, (), (), (), ()), "fr")
    assert template == "things/entity.html"
    assert context["chapters"] == []
    assert context["drawn"] is None
    assert context["numbers"].listed == []


def test_nothing_adds_up_to_nothing():
    assert add_up([]) == ([], {})


def test_the_places_of_a_thing_come_with_codes_and_degrees(engine: Evaluator):
    from pcvegraph.querying.describing import describe

    found = view(
        engine, describe(engine, "https://w3id.org/pcvegraph/id/concordia-university"), "en"
    )
    places = {place.thing.slug: place for place in found[1]["places"]}
    assert places["canada"].code == places["montreal"].code == "CA"
    assert round(places["montreal"].latitude) == 46
    assert round(places["montreal"].longitude) == -74
    state = view(engine, describe(engine, "https://w3id.org/pcvegraph/id/jordan"), "en")[1]
    assert "JO" in {place.code for place in state["places"]}
