"""The map: places lie where d3-geo has them, and every state of the graph can be marked."""

from __future__ import annotations

import json

import httpx
import pytest

from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import prologue
from pcvegraph.web.pages.drawing.world import DATA, Country, Spot, draw_world, project
from pcvegraph.web.pages.rendering import TEMPLATES

WORLD = json.loads(DATA.read_text(encoding="utf-8"))
WHOLE = (0.0, 0.0, 960.0, 420.0)


@pytest.mark.parametrize(("longitude", "latitude", "x", "y"), WORLD["samples"])
def test_a_place_lies_where_d3_geo_puts_it(longitude: float, latitude: float, x: float, y: float):
    assert project(latitude, longitude) == pytest.approx((x, y), abs=0.001)


def test_every_state_of_the_graph_can_be_marked(engine: Evaluator):
    rows = engine.rows(
        Question(prologue("pcve") + "SELECT DISTINCT ?code WHERE { ?state pcve:isoCode ?code }")
    )
    codes = {row["code"].value for row in rows}
    assert len(codes) > 50
    assert codes <= WORLD["countries"].keys()
    drawn = draw_world([(code,) for code in sorted(codes)], [], "en")
    assert len(drawn.countries) == len(codes)
    assert all(mark.name not in codes for mark in drawn.countries), "CLDR has a name for each"
    assert drawn.view == WHOLE


def test_what_lies_close_is_seen_close():
    left, top, width, height = draw_world([("FR",), ("BE",)], [], "en").view
    assert width < 300
    assert width == pytest.approx(2 * height)
    assert left >= 0
    assert top >= 0
    assert draw_world([("FR",), ("NZ",)], [], "en").view == WHOLE
    assert draw_world([("RU",)], [], "en").view[2] < 960
    assert draw_world([], [], "en").view == WHOLE
    # One place alone is seen with what is around it.
    assert draw_world([], [(45.5, -73.57, "Montréal")], "en").view[2] == 170


def test_a_small_state_is_a_dot():
    malta, france = draw_world([("MT",), ("FR",)], [], "fr").countries
    assert (malta.name, malta.outline) == ("Malte", "")
    assert france.outline.startswith("M")
    # On the whole world Qatar is smaller than a dot.
    assert draw_world([("QA",), ("NZ",)], [], "en").countries[0].outline == ""
    assert draw_world([("QA",)], [], "en").countries[0].outline


def test_names_and_addresses_can_be_given_and_unknown_codes_are_left_out():
    drawn = draw_world(
        [Country("CA", "Here", "/id/canada"), Country("ZZ")], [Spot(1.0, 2.0, "There")], "en"
    )
    assert [mark.name for mark in drawn.marks] == ["Here", "There"]
    assert drawn.marks[0].address == "/id/canada"


def test_the_macro_marks_tells_and_escapes():
    template = TEMPLATES.from_string(
        '{% import "graphs.html" as g with context %}{{ g.world(countries, spots) }}'
    )

    def draw(countries: list[tuple[str, ...]], spots: list[tuple[float, float, str]]) -> str:
        return template.render(
            countries=countries,
            spots=spots,
            drawn_world=lambda c, s: draw_world(c, s, "en"),
            word=lambda key, **values: " ".join([key, *values.values()]),
            link=lambda place: place,
            href=lambda place: place,
        )

    text = draw([("CA", "<b>"), ("MT",)], [(45.5, -73.57, "Montréal")])
    assert text.count("<title>") == 3
    assert "<b>" not in text
    assert '<image href="/static/world.svg"' in text
    assert "&lt;b&gt;, Malta, Montréal</figcaption>" in text
    assert draw([], []).strip() == ""


def test_the_land_is_a_file_of_this_service(server: str):
    answer = httpx.get(f"{server}/static/world.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert f'viewBox="0 0 {WORLD["width"]} {WORLD["height"]}"' in answer.text
