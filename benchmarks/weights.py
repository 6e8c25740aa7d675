"""What pages weigh and how soon they stand: `python benchmarks/weights.py`.

Opens each kind of page in headless Chromium with an empty cache, scrolls to its end, so that every
island comes, and prints a table in Markdown. Needs Playwright and Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from load.material import make_material
from load.servers import Pcvegraph
from pages import CHECKOUT, SEED

ROUNDS = 3
SETTLED = 1_500  # milliseconds
PAGES = {
    "home": "/",
    "search": "/search?q=radicalisation",
    "browse": "/browse",
    "organisation": "/id/public-safety-canada",
    "country": "/id/canada",
    "forum": "/id/global-counterterrorism-forum",
    "concept": "/id/terrorism",
    "event": "/id/ran-digital-study-visit-to-canada-2020-11",
    "source": "/source/polimetre-promise-5020-training-assistance",
    "question": "/queries/forums/who-co-chairs-a-body",
    "query": "/query",
    "network": "/networks/co-participation",
    "terms": "/ontology",
}

WATCH = """() => {
  window.seen = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


class Weight(NamedTuple):
    """Kilobytes over the wire without and of JavaScript, milliseconds to the largest paint, shift."""

    first: float
    scripts: float
    paint: float
    shift: float


def main() -> None:
    """Serve the real data, open the pages, and print."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    material = make_material(10_000, SEED, _say)
    server = Pcvegraph(material, material.log("weights"))
    server.root = CHECKOUT
    print("| page | without JavaScript, kB | JavaScript, kB | largest paint, ms | layout shift |")
    print("| --- | ---: | ---: | ---: | ---: |")
    with server, sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, place in PAGES.items():
            _say(name)
            rounds = [weigh(browser, server.address + place) for _ in range(ROUNDS)]
            first, scripts, paint, shift = (median(each) for each in zip(*rounds, strict=True))
            print(f"| {name} | {first:.0f} | {scripts:.0f} | {paint:.0f} | {shift:.3f} |")


def weigh(browser: Browser, address: str) -> Weight:
    """Return what the page at `address` weighs when nothing of it is there yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    received = dict(_received(context.new_cdp_session(page), page, address))
    seen: dict[str, Any] = page.evaluate("window.seen")
    context.close()
    scripts = sum(size for kind, size in received.values() if kind == "Script")
    data = {"Script", "Fetch", "XHR"}  # what an island asks for is not there before it is
    first = sum(size for kind, size in received.values() if kind not in data)
    return Weight(first / 1000, scripts / 1000, float(seen["paint"]), float(seen["shift"]))


def _received(
    session: CDPSession, page: Page, address: str
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Open the page and yield what came: by request its type and its bytes over the wire."""
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.send("Network.enable")
    session.on(
        "Network.responseReceived", lambda said: kinds.update({said["requestId"]: said["type"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda said: sizes.update({said["requestId"]: int(said["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(SETTLED)
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(SETTLED)
    for request, size in sizes.items():
        yield request, (kinds.get(request, ""), size)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
