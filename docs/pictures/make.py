"""Take pictures of the main pages: light, dark, printed, on a phone.

    python docs/pictures/make.py FOLDER [--address http://127.0.0.1:8000] [--only NAME,NAME]

Needs Playwright (`pip install playwright`) and Chromium. Without an address it starts the service
itself. Those that the README shows are kept here: `--kept` makes them again.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
PAGES = {
    "home": "/",
    "search": "/search?q=radicalisation",
    "browse": "/browse",
    "about": "/about",
    "organisation": "/id/public-safety-canada",
    "fund": "/id/community-resilience-fund",
    "country": "/id/canada",
    "forum": "/id/global-counterterrorism-forum",
    "working-group": "/id/gctf-west-africa-capacity-building-working-group",
    "event": "/id/ran-digital-study-visit-to-canada-2020-11",
    "commitment": "/id/commitment-training-assistance-missions",
    "concept": "/id/terrorism",
    "relation": "/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group",
    "source": "/source/polimetre-promise-5020-training-assistance",
    "questions": "/queries",
    "question": "/queries/forums/who-co-chairs-a-body",
    "sparql": "/sparql",
    "networks": "/networks",
    "network": "/networks/co-participation",
    "ontology": "/ontology",
}
STYLES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "french": {"locale": "fr"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "print": {},
}
KEPT = ("home", "organisation", "network")
SETTLED = 1_500  # milliseconds in which an island has drawn
START_SECONDS = 120


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--address", help="of a service that runs")
    parser.add_argument("--only", default=",".join(PAGES), help="names of pages, with commas")
    parser.add_argument("--kept", action="store_true", help="those of the README, light")
    asked = parser.parse_args()
    names = KEPT if asked.kept else asked.only.split(",")
    styles = ["light"] if asked.kept else list(STYLES)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with serving(asked.address) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in names:
            for style in styles:
                path = asked.folder / (f"{name}.png" if asked.kept else f"{name}-{style}.png")
                take(browser, address + PAGES[name], style, path, whole=not asked.kept)
                print(path, file=sys.stderr)


def take(browser: Browser, address: str, style: str, path: Path, *, whole: bool) -> None:
    """Write a picture of the page at `address` to `path`: of all of it, or of what is first seen."""
    options = {"viewport": {"width": 1280, "height": 860}, "locale": "en"} | STYLES[style]
    context = browser.new_context(**options)
    page = context.new_page()
    if style == "print":
        page.emulate_media(media="print")
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=path, full_page=whole)
    context.close()


@contextmanager
def serving(address: str | None) -> Iterator[str]:
    """Yield the address of a service: the one that runs, or one of its own."""
    if address:
        yield address.rstrip("/")
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve = [sys.executable, "-m", "pcvegraph", "serve", "--root", str(CHECKOUT)]
    with subprocess.Popen([*serve, "--port", str(port)], stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Return once the service answers; raises TimeoutError."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/healthz"):  # noqa: S310 - http on this machine
                return
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(f"Nothing answers at {address}.")


if __name__ == "__main__":
    main()
