"""The marks of sources in a browser: they open the very words by keyboard, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

GROUP = "/id/gctf-west-africa-capacity-building-working-group"


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=False, base_url=server)
    yield context.new_page()
    context.close()


def test_a_mark_opens_the_words_by_keyboard_and_escape_closes_them(page: Any):
    page.goto(GROUP)
    mark = page.locator("button.mark").first
    words = page.locator(f"#{mark.get_attribute('popovertarget')}")
    assert not words.is_visible()
    mark.focus()
    page.keyboard.press("Enter")
    assert words.is_visible()
    assert words.locator("q").inner_text()
    # The next stop is in what was opened, where the source is one step away.
    page.keyboard.press("Tab")
    assert words.locator("a:focus").count() == 1
    page.keyboard.press("Escape")
    assert not words.is_visible()


def test_the_words_stand_on_paper(page: Any):
    page.emulate_media(media="print")
    page.goto(GROUP)
    words = page.locator("[popover]")
    assert words.count() > 20
    assert all(words.nth(place).is_visible() for place in range(5))
    assert "Co-chaired by Algeria and Canada" in page.locator("main").inner_text()


def test_what_is_folded_stands_on_paper_too(page: Any):
    page.goto("/id/global-counterterrorism-forum")
    folded = page.locator("details.more .said").last
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()


@pytest.mark.parametrize("place", [GROUP, "/id/global-counterterrorism-forum", "/id/canada"])
def test_a_page_is_no_wider_than_a_phone(browser: Any, server: str, place: str):
    context = browser.new_context(base_url=server, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(place)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
