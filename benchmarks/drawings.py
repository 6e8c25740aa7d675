"""How soon a neighbourhood is drawn, and how smoothly a large network moves: in headless Chromium.

`python benchmarks/drawings.py` serves the real data and prints two tables in Markdown. What draws is a
software renderer, so that a machine with a graphics card is faster. Needs Playwright and Chromium.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page, sync_playwright

from load.material import make_material
from load.servers import Pcvegraph
from pages import CHECKOUT, SEED

ROUNDS = 5
NODES, EDGES = 2_000, 5_000
NEIGHBOURHOODS = (
    "global-counterterrorism-forum",
    "canada",
    "public-safety-canada",
    "community-resilience-fund",
    "algeria",
)
READY = "(name) => document.querySelector(name).dataset.ready"
SEEN = "(name) => document.querySelector(name).scrollIntoView()"
DRAWN = """() => {
  const island = document.querySelector("pcve-neighbourhood");
  return [Number(island.dataset.ms), island.data.nodes.length, island.data.edges.length];
}"""
DRAG = """() => new Promise((done) => {
  const layer = document.querySelector(".sigma-mouse");
  const { left, top, width, height } = layer.getBoundingClientRect();
  const said = { bubbles: true, buttons: 1, view: window };
  const event = (type, x, y) => new MouseEvent(type, { ...said, clientX: left + x, clientY: top + y });
  layer.dispatchEvent(event("mousedown", 60, 60));
  const started = performance.now();
  let frames = 0;
  const step = () => {
    frames += 1;
    const [x, y] = [width / 2 + 150 * Math.sin(frames / 8), height / 2 + 100 * Math.cos(frames / 8)];
    document.dispatchEvent(event("mousemove", x, y));
    if (performance.now() - started < 3000) return requestAnimationFrame(step);
    document.dispatchEvent(event("mouseup", 60, 60));
    done((1000 * frames) / (performance.now() - started));
  };
  requestAnimationFrame(step);
})"""


def main() -> None:
    """Serve the real data, draw, and print."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    material = make_material(10_000, SEED, _say)
    server = Pcvegraph(material, material.log("drawings"))
    server.root = CHECKOUT
    with server, sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        print("| neighbourhood | things | ties | drawn in, ms |")
        print("| --- | ---: | ---: | ---: |")
        for slug in NEIGHBOURHOODS:
            _say(slug)
            rounds = [drawn(page, f"{server.address}/id/{slug}") for _ in range(ROUNDS)]
            milliseconds = median(taken for taken, _, _ in rounds)
            _, things, ties = rounds[0]
            print(f"| {slug} | {things:.0f} | {ties:.0f} | {milliseconds:.0f} |")
        _say("a large network")
        frames = list(dragged(page, server.address))
        print("\n| network | frames a second while it is dragged: least, median |")
        print("| --- | ---: |")
        print(f"| {NODES:,} nodes, {EDGES:,} edges | {min(frames):.0f}, {median(frames):.0f} |")


def drawn(page: Page, address: str) -> tuple[float, float, float]:
    """Return how many milliseconds the neighbourhood of a page took to draw, its things and ties."""
    page.goto(address)
    page.evaluate(SEEN, "pcve-neighbourhood")
    page.wait_for_function(READY, arg="pcve-neighbourhood")
    taken, things, ties = page.evaluate(DRAWN)
    return taken, things, ties


def dragged(page: Page, address: str) -> Iterator[float]:
    """Yield the frames a second at which a made-up network moves with the pointer."""
    network = json.dumps(make_network(random.Random(SEED)))
    page.route(
        "**/*.json?*", lambda route: route.fulfill(body=network, content_type="application/json")
    )
    page.goto(f"{address}/networks/hierarchy")
    page.evaluate(SEEN, ".graph")
    page.wait_for_function(READY, arg=".graph")
    for _ in range(ROUNDS):
        page.wait_for_timeout(500)
        yield float(page.evaluate(DRAG))


def make_network(chance: random.Random) -> dict[str, object]:
    """Return a network as the service writes it (node-link JSON), with places, made up by `chance`."""
    names = [f"https://w3id.org/pcvegraph/id/thing-{number}" for number in range(NODES)]
    nodes = [
        {
            "id": name,
            "label": f"Organisation number {number}",
            "kind": chance.choice("abcdefghijk"),
            "country": "Canada",
            "degree": chance.randint(1, 60),
            "x": chance.gauss(0, 1500),
            "y": chance.gauss(0, 900),
        }
        for number, name in enumerate(names)
    ]
    edges = [
        {
            "id": f"tie-{number}",
            "source": chance.choice(names),
            "target": chance.choice(names),
            "kind": "works with",
            "weight": 1.0,
            "spells": [["2010-01-01", None]],
        }
        for number in range(EDGES)
    ]
    return {"directed": False, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
