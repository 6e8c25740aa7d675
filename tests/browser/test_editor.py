"""The editor of the query page, as a person uses it with a keyboard, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SECONDS = 15
CONTENT = "pcve-editor .cm-content"
OPTIONS = "pcve-editor .cm-tooltip-autocomplete li"


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """The query page with the editor in it; nothing may be said on the console."""
    context = browser.new_context(base_url=server)
    context.set_default_timeout(SECONDS * 1000)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.extend(elsewhere(request.url, server)))
    opened.goto("/query?lang=en")
    opened.wait_for_selector("pcve-editor[data-ready]")
    yield opened
    context.close()
    assert said == []


def elsewhere(address: str, server: str) -> list[str]:
    return [] if address.startswith((server, "data:")) else [address]


def write(page: Page, text: str) -> None:
    """Put `text` in place of what stands in the editor, and type the last word of it."""
    page.locator(CONTENT).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def choose(page: Page, name: str) -> None:
    """Choose the suggestion that says `name`, as soon as it can be: what just came up cannot."""
    page.locator(OPTIONS, has_text=name).first.wait_for()
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")


def holds(page: Page, text: str) -> None:
    """Assert that the form would send `text`, or will in a moment."""
    from playwright.sync_api import expect

    expect(page.locator("#query")).to_have_value(text)


def test_a_thing_is_completed_by_its_name_and_its_prefix_is_declared(page: Page):
    write(page, "SELECT * { ")
    page.keyboard.type("id:royal-canadian-mou", delay=30)
    choose(page, "Royal Canadian Mounted Police")
    holds(
        page,
        "PREFIX id: <https://w3id.org/pcvegraph/id/>\nSELECT * { id:royal-canadian-mounted-police",
    )


def test_an_acronym_finds_what_it_stands_for(page: Page):
    write(page, "PREFIX id: <https://w3id.org/pcvegraph/id/>\nSELECT * { ")
    page.keyboard.type("id:rcmp", delay=30)
    page.locator(OPTIONS, has_text="Royal Canadian Mounted Police").first.wait_for()
    page.keyboard.press("Escape")


def test_terms_and_variables_are_completed(page: Page):
    declared = "PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>\n"
    write(page, f"{declared}SELECT ?chairman {{ ")
    page.keyboard.type("?ch", delay=30)
    choose(page, "?chairman")
    page.keyboard.type(" pcve:coCh", delay=30)
    choose(page, "co-chairs")
    holds(page, f"{declared}SELECT ?chairman {{ ?chairman pcve:coChairs")


def test_a_fault_is_shown_at_its_place(page: Page):
    write(page, "SELECT * {\n  ?s nobody:x ?o\n}")
    mark = page.locator("pcve-editor .cm-lintRange-error")
    mark.wait_for()
    assert mark.inner_text() == "nobody:x"
    write(page, "SELECT * { ?s ?p ?o }")
    mark.wait_for(state="detached")


def test_control_and_enter_ask(page: Page):
    write(page, "SELECT (1 AS ?one) {}")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert parse_qs(urlsplit(page.url).query)["query"] == ["SELECT (1 AS ?one) {}"]
    assert page.locator("table.answer td").inner_text() == "1"


def test_a_long_query_goes_by_post(page: Page):
    write(page, f"SELECT (1 AS ?one) {{}}\n#{'x' * 7000}")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "query=" not in page.url
    assert page.locator("table.answer td").inner_text() == "1"


def test_tab_leaves_the_editor(page: Page):
    write(page, "ASK {}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.localName") == "button"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className").startswith(
        "cm-content"
    )


def test_a_query_is_laid_out_and_that_can_be_undone(page: Page):
    write(page, "ask{?a ?b ?c.?d ?e ?f}")
    page.get_by_role("button", name="Lay out").click()
    holds(page, "ask {\n  ?a ?b ?c .\n  ?d ?e ?f\n}")
    page.keyboard.press("Control+z")
    holds(page, "ask{?a ?b ?c.?d ?e ?f}")


def test_the_editor_says_what_it_is(page: Page):
    box = page.get_by_role("textbox", name="Query")
    assert box.count() == 1
    described = box.get_attribute("aria-describedby")
    assert "Tab leaves" in page.locator(f"pcve-editor #{described}").inner_text()


def test_without_javascript_there_is_a_textarea(browser: Browser, server: str):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/query?lang=en")
    page.get_by_label("Query").fill("SELECT (2 AS ?two) {}")
    page.get_by_role("button", name="Ask", exact=True).click()
    assert page.locator("table.answer td").inner_text() == "2"
    context.close()
