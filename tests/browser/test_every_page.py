"""Every kind of page, in both languages: with a keyboard, without JavaScript, judged by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, Opening

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = {
    "home": "/",
    "search": "/search?q=radic&kinds=organisation",
    "search without hits": "/search?q=zebra",
    "browse": "/browse",
    "about": "/about",
    "organisation": "/id/public-safety-canada",
    "neighbourhood": "/id/hedayah/neighbourhood",
    "evidence": "/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group--by--33612748",
    "country": "/id/canada",
    "fund": "/id/community-resilience-fund",
    "forum": "/id/global-counterterrorism-forum",
    "working group": "/id/gctf-west-africa-capacity-building-working-group",
    "event": "/id/ran-digital-study-visit-to-canada-2020-11",
    "commitment": "/id/commitment-training-assistance-missions",
    "concept": "/id/terrorism",
    "relation": "/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group",
    "disagreement": "/id/ran-canada-paper-date",
    "source": "/source/polimetre-promise-5020-training-assistance",
    "questions": "/queries",
    "question": "/queries/forums/who-co-chairs-a-body",
    "SPARQL": "/sparql",
    "query": "/query?query=SELECT+*+%7B+%3Fa+a+%3Fb+%7D+LIMIT+9",
    "networks": "/networks",
    "network": "/networks/co-participation",
    "ontology": "/ontology",
    "documentation": "/docs",
    "page of the documentation": "/docs/time",
    "reconciliation": "/reconcile",
    "data": "/data",
    "nothing there": "/id/nowhere",
}
LANGUAGES = ("en", "fr")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY_WIDTH = [
    pytest.param(width, marks=[] if width == "desk" else pytest.mark.peers) for width in WIDTHS
]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on the page, a line each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{each['id']} at {', '.join(node['target'][0] for node in each['nodes'][:3])}"
        for each in found.response["violations"]
    ]


@pytest.mark.parametrize("width", EVERY_WIDTH)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(server: str, opening: Opening, name: str, language: str, width: str):
    with opening(language, width) as page:
        page.goto(server + PAGES[name], wait_until="networkidle")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page) == []
        across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert across <= 0, "the page itself does not scroll sideways"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_its_piece_without_javascript(server: str, opening: Opening, name: str):
    with opening(java_script_enabled=False) as page:
        page.goto(server + PAGES[name])
        assert page.locator("h1").inner_text().strip()
        assert len(page.locator("main").inner_text()) > 100
        unfinished = page.locator("main").get_by_text("Loading", exact=False)
        assert unfinished.count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_keyboard_reaches_the_content_first_and_sees_where_it_is(
    server: str, opening: Opening, name: str
):
    with opening() as page:
        page.goto(server + PAGES[name], wait_until="networkidle")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        page.keyboard.press("Enter")
        seen = []
        for _ in range(12):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(FOCUS))
        assert all(each["visible"] for each in seen if each["element"] != "BODY"), seen
        assert len({each["place"] for each in seen}) > 1, "the focus is not caught"


FOCUS = """() => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  return {
    element: element.tagName,
    place: element.tagName + Math.round(box.x) + "," + Math.round(box.y + scrollY),
    visible: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || element.closest(".cm-editor") !== null,
  };
}"""
