"""The islands that draw graphs, in a real browser: drawn, worked with, and quiet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE = {"width": 1280, "height": 900}
CANADA = "https://w3id.org/pcvegraph/id/canada"
WATCH = "addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.blockedURI))"


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open a page and wait for its graph; hold that nothing went wrong and nobody else was asked."""
    context = browser.new_context(viewport=WIDE, **options)
    context.add_init_script(WATCH)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: _note_others(asked.url, address, wrong))
    page.goto(address)
    page.locator(".graph").scroll_into_view_if_needed()
    page.locator(".graph[data-ready]").wait_for(timeout=30_000)
    yield page
    assert wrong == []
    context.close()


def _note_others(url: str, address: str, wrong: list[str]) -> None:
    if not url.startswith(("/".join(address.split("/")[:3]), "data:", "blob:")):
        wrong.append(url)


def count(page: Page, what: str) -> int:
    """Return how many nodes (or edges) the neighbourhood shows."""
    found: int = page.evaluate(f"document.querySelector('.graph').cy.{what}(':visible').length")
    return found


# The neighbourhood


def test_a_neighbourhood_is_drawn_as_its_table_says(browser: Browser, server: str):
    with opened(browser, f"{server}/id/canada/neighbourhood?lang=en") as page:
        assert count(page, "edges") == page.locator("tbody tr").count()
        label = page.get_by_role("img", name="Graph of Canada").get_attribute("aria-label") or ""
        assert f"{count(page, 'nodes')} things" in label
        dashed = page.evaluate("document.querySelector('.graph').cy.edges('.disputed').length")
        assert dashed == page.locator("tbody .tag", has_text="sources disagree").count() > 0
        # The time it took is there to be read; machines are shared, so that it is not judged here.
        assert int(page.locator(".graph").get_attribute("data-ms") or "0") > 0


def test_a_kind_is_switched_off_and_on_with_the_keyboard(browser: Browser, server: str):
    with opened(browser, f"{server}/id/canada/neighbourhood?lang=en") as page:
        before = count(page, "nodes")
        events = page.locator(".graph-legend").get_by_role("button", name="event")
        shown = int(events.locator("small").inner_text())
        assert events.get_attribute("aria-pressed") == "true"
        events.focus()
        page.keyboard.press("Space")
        assert events.get_attribute("aria-pressed") == "false"
        assert count(page, "nodes") == before - shown
        page.keyboard.press("Space")
        assert count(page, "nodes") == before


def test_a_thing_is_chosen_expanded_and_opened(browser: Browser, server: str):
    with opened(browser, f"{server}/id/canada/neighbourhood?lang=en") as page:
        before = count(page, "nodes")
        place = "document.querySelector('.graph').cy.getElementById(%r).position()"
        stood = page.evaluate(place % CANADA)
        page.get_by_label("Choose").select_option(label="Global Counterterrorism Forum")
        panel = page.locator(".graph-panel")
        assert "Global Counterterrorism Forum" in panel.inner_text()
        panel.get_by_role("button", name="Expand").click()
        page.wait_for_function(
            f"() => document.querySelector('.graph').cy.nodes().length > {before}"
        )
        assert panel.get_by_role("button", name="Expand").count() == 0
        moved = page.evaluate(place % CANADA)
        assert stood == pytest.approx(moved, abs=1), "what was there stays where it was"
        table = page.get_by_role("link", name="As a table").get_attribute("href") or ""
        assert "expand=global-counterterrorism-forum" in table
        panel.get_by_role("link", name="Open page").click()
        page.wait_for_url("**/id/global-counterterrorism-forum**")


def test_a_line_is_read_by_a_tap(browser: Browser, server: str):
    with opened(browser, f"{server}/id/canada/neighbourhood?lang=fr") as page:
        said = page.evaluate("""() => {
          const { cy } = document.querySelector(".graph");
          const edge = cy.edges(".disputed")[0];
          edge.emit("tap");
          return edge.source().data("name");
        }""")
        panel = page.locator(".graph-panel").inner_text()
        assert said in panel
        assert "les sources divergent" in panel


def test_it_is_drawn_the_same_again_and_in_the_dark(browser: Browser, server: str):
    address = f"{server}/id/jordan/neighbourhood?lang=en"
    places = "document.querySelector('.graph').cy.nodes().map((n) => [n.id(), n.position()])"
    seen = []
    for scheme in ("light", "dark"):
        with opened(browser, address, color_scheme=scheme) as page:
            seen.append(page.evaluate(places))
    assert seen[0] == seen[1]


def test_without_a_script_there_is_the_link_and_the_table(browser: Browser, server: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/id/canada/neighbourhood?lang=en")
    assert page.locator(".graph").get_by_role("link").count() == 1
    assert page.locator("tbody tr").count() > 50
    context.close()


# The network


def shown(page: Page, of: str) -> int:
    """Return how many nodes (or edges) the network shows."""
    found: int = page.evaluate(f"""() => {{
      const {{ sigma, graph }} = document.querySelector(".graph");
      const ids = graph.{of}s();
      return ids.filter((id) => !sigma.get{of.title()}DisplayData(id).hidden).length;
    }}""")
    return found


def test_a_network_is_drawn_with_all_that_its_file_has(browser: Browser, server: str):
    with opened(browser, f"{server}/networks/partnerships?lang=en") as page:
        label = page.get_by_role("img").get_attribute("aria-label") or ""
        assert f"{shown(page, 'node')} nodes, {shown(page, 'edge')} edges" in label
        named = page.locator(".graph-legend button")
        total = sum(int(text) for text in named.locator("small").all_inner_texts())
        assert total == shown(page, "node")
        named.first.focus()
        page.keyboard.press("Enter")
        assert shown(page, "node") == total - int(named.first.locator("small").inner_text())


def test_a_year_leaves_out_what_did_not_hold(browser: Browser, server: str):
    with opened(browser, f"{server}/networks/partnerships?lang=en") as page:
        whole = shown(page, "edge")
        page.get_by_role("checkbox", name="As of a year").check()
        year = page.get_by_role("slider")
        year.focus()
        page.keyboard.press("Home")
        first = page.locator(".graph output").inner_text()
        assert first == year.input_value()
        with_undated = shown(page, "edge")
        assert 0 < with_undated < whole
        page.get_by_label("undated edges too").uncheck()
        assert shown(page, "edge") < with_undated
        assert f"year={first}" in page.url
        assert page.locator(".share").inner_text() == page.url


def test_a_node_is_found_and_its_neighbours_are_read(browser: Browser, server: str):
    address = f"{server}/networks/relations?lang=en&measures=betweenness&size=betweenness"
    with opened(browser, address) as page:
        page.get_by_label("Find").fill("public safety canada")
        panel = page.locator(".graph-panel")
        panel.get_by_text("Public Safety Canada", exact=True).wait_for()
        assert "betweenness" in panel.inner_text()
        assert panel.get_by_role("button").count() > 5
        assert "node=public-safety-canada" in page.url
        neighbour = panel.get_by_role("button").first
        name = neighbour.inner_text()
        neighbour.click()
        assert name in panel.locator("strong").inner_text()
        page.get_by_label("Colour").select_option("country")
        assert page.locator(".graph-legend").get_by_role("button", name="Canada").count() == 1
        page.reload()
        page.locator(".graph").scroll_into_view_if_needed()
        page.locator(".graph[data-ready]").wait_for()
        assert page.get_by_label("Colour").input_value() == "country"
        assert panel.locator("strong").inner_text() == name
        panel.get_by_role("link").click()
        assert page.locator("h1").inner_text()


def test_the_buttons_zoom(browser: Browser, server: str):
    with opened(browser, f"{server}/networks/hierarchy?lang=en") as page:
        ratio = "document.querySelector('.graph').camera.ratio"
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_function(f"() => {ratio} < 0.7")
        page.get_by_role("button", name="Whole").click()
        page.wait_for_function(f"() => {ratio} === 1")


def test_without_webgl_there_is_a_sentence_and_the_table(browser: Browser, server: str):
    context = browser.new_context(viewport=WIDE)
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = context.new_page()
    page.goto(f"{server}/networks/hierarchy?lang=en")
    page.get_by_text("WebGL is off").wait_for()
    assert page.locator("tbody tr").count() == 100
    context.close()
