"""The colours of the pages: as their page says, and apart from the ground they stand on."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY

STATIC = REPOSITORY / "src/pcvegraph/web/static"
VARIABLE = re.compile(r"--([\w-]+): #([0-9a-f]{6});")
DARK = "@media (prefers-color-scheme: dark)"
TEXT, MARK = 4.5, 3.0
TEXTS = ("ink", "quiet", "link", "mark")


def colours(file: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours that a file of rules names, by day and by night."""
    light, dark = (STATIC / file).read_text().split(DARK, 1)
    return dict(VARIABLE.findall(light)), dict(VARIABLE.findall(dark))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_page_of_the_design_names_the_colours_that_there_are():
    light, dark = colours("pcvegraph.css")
    rows = re.findall(
        r"\| `--(\w+)` \| `#(\w+)` \| `#(\w+)` \|", (REPOSITORY / "docs/design.md").read_text()
    )
    assert {name: (day, night) for name, day, night in rows} == {
        name: (light[name], dark[name]) for name in light
    }


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("name", TEXTS)
def test_text_can_be_read_on_each_ground(name: str, ground: str, night: bool):
    found = colours("pcvegraph.css")[night]
    assert contrast(found[name], found[ground]) >= TEXT


@pytest.mark.parametrize("night", [False, True])
def test_what_is_drawn_stands_out(night: bool):
    paper = colours("pcvegraph.css")[night]["paper"]
    drawn = colours("graphs.css")[night]
    weak = {name for name, colour in drawn.items() if contrast(colour, paper) < MARK}
    assert len(drawn) > 20
    assert weak == set()
