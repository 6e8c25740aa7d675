"""A real browser: headless Chromium, driven by Playwright, with an ear for what goes wrong on a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"phone": (390, 844), "desk": (1280, 900), "wall": (2560, 1440)}


# Not for the session: while Playwright runs, asyncio.run() does not, which other tests call.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("Chromium is not installed")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


Opening = Callable[..., AbstractContextManager["Page"]]
"""`opening(language="fr", width="phone", **context)`: a page of a browser that begins anew."""


@pytest.fixture
def opening(browser: Browser) -> Opening:
    """Open pages that fail the test for an error, a refusal of the policy or a call elsewhere."""

    @contextmanager
    def open_page(language: str = "en", width: str = "desk", **context: Any) -> Iterator[Page]:
        across, down = WIDTHS[width]
        viewport = {"width": across, "height": down}
        fresh = browser.new_context(viewport=viewport, locale=language, **context)
        page = fresh.new_page()
        faults: list[str] = []
        hosts: set[str] = set()
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        yield page
        own = urlsplit(page.url).netloc
        fresh.close()
        # An error page is one that was asked for.
        told = [fault for fault in faults if "Failed to load resource" not in fault]
        assert told == []
        assert hosts - {"", own} == set()

    return open_page
