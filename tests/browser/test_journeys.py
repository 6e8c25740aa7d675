"""What people come to find out, from the home page, by the labels they would look for.

Each journey notes its steps while it walks; the notes are the page docs/journeys.md, which
`PCVEGRAPH_WRITE_JOURNEYS=1 python -m pytest tests/browser/test_journeys.py` writes anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from browsing import Opening
from conftest import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TRANSCRIPT = REPOSITORY / "docs/journeys.md"
MOST_CLICKS = 6
GROUP = "Capacity-building in the West Africa Region Working Group"
NETWORK = (
    "Canadian Practitioners Network for the Prevention of Radicalization and Extremist Violence"
)


SAID = """element => {
  const told = element.cloneNode(true);
  for (const sign of told.querySelectorAll(".marks, .permalink, [popover]")) sign.remove();
  return [...told.querySelectorAll("h2, h3, p")].map(part => part.textContent).join(" · ")
    || told.textContent;
}"""
"""The text of an element, its parts set apart."""


class Walk:
    """A journey: its clicks are counted, and what is done and read is noted, a line each."""

    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self.title = title
        self.clicks = 0
        self.lines: list[str] = []

    def press(self, label: str, role: str = "link", within: Locator | None = None) -> None:
        """Press what is called `label`: a link unless told."""
        self.clicks += 1
        self.lines.append(f"- Click {self.clicks}: “{label}”")
        found = (within or self.page).get_by_role(role, name=label, exact=True)  # type: ignore[arg-type]
        found.first.click()

    def write(self, label: str, text: str) -> None:
        """Write `text` where the label says."""
        self.lines.append(f"- Write “{text}” at “{label}”")
        self.page.get_by_label(label).first.fill(text)

    def read(self, words: Locator | str) -> None:
        """Note what stands there, without marks of sources and signs."""
        text = words if isinstance(words, str) else words.evaluate(SAID)
        self.lines.append(f"- Read: {' '.join(text.split())}")

    def end(self) -> None:
        """Hold that it was short enough, and that the page of journeys tells it as it was."""
        assert self.clicks <= MOST_CLICKS
        told = f"## {self.title}\n\n" + "\n".join(self.lines) + "\n"
        if os.environ.get("PCVEGRAPH_WRITE_JOURNEYS"):
            _write(self.title, told)
        assert told in TRANSCRIPT.read_text(encoding="utf-8")


def _write(title: str, told: str) -> None:
    text = TRANSCRIPT.read_text(encoding="utf-8")
    found = re.search(rf"## {re.escape(title)}\n.*?(?=\n## |\Z)", text, re.DOTALL)
    text = text.replace(found[0], told.rstrip() + "\n") if found else f"{text.rstrip()}\n\n{told}"
    TRANSCRIPT.write_text(text, encoding="utf-8")


def test_which_fund_paid_and_how_do_we_know(server: str, opening: Opening):
    with opening() as page:
        page.goto(server)
        walk = Walk(page, "Which fund paid for CPN-PREV, and how do we know?")
        walk.write("Search by name", "CPN-PREV")
        walk.press("Search", "button")
        walk.press(NETWORK)
        money = page.get_by_role("region", name="Money")
        walk.read(money.locator(".statements li p").first)
        assert "Community Resilience Fund" in money.inner_text()
        walk.press("Source 16", "button", within=money)
        words = page.locator("[popover]:popover-open")
        walk.read(words.locator("q").first)
        source = words.locator("a[href*='#:~:text=']").first
        assert source.get_attribute("href").startswith("https://")
        walk.read(f"the link opens {source.get_attribute('href')}")
        walk.end()


def test_who_co_chaired_the_west_africa_group(server: str, opening: Opening):
    with opening() as page:
        page.goto(server)
        walk = Walk(page, "Who co-chaired the West Africa group in 2018?")
        walk.write("Search by name", "West Africa working group")
        walk.press("Search", "button")
        walk.press(GROUP)
        leaders = page.get_by_role("region", name="Who leads it")
        for said in leaders.locator(".statements li p.said").all():
            walk.read(said)
        told = leaders.inner_text()
        assert re.search(r"Algeria.*from 20 September 2017", told)
        assert re.search(r"Canada.*from 20 September 2017", told)
        assert re.search(r"Germany.*March 2019 – 2022", told), "which is after 2018"
        walk.press("Source 1", "button", within=leaders)
        walk.read(page.locator("[popover]:popover-open q").first)
        walk.end()


def test_who_met_in_november_2020_and_about_what(server: str, opening: Opening):
    with opening() as page:
        page.goto(server)
        walk = Walk(
            page, "Which European and Canadian bodies met in November 2020, and about what?"
        )
        walk.press("What happened between two days?")
        walk.write("the first day", "2020-11-01")
        walk.write("the last day", "2020-11-30")
        walk.press("Ask", "button")
        walk.press("RAN event Digital Study Visit to Canada")
        for name in ("Events", "What it deals with"):
            walk.read(page.get_by_role("region", name=name))
        told = page.locator("main").inner_text()
        for body in ("Radicalisation Awareness Network", "Canada", "European Union"):
            assert body in told
        walk.end()


def test_a_query_is_run_and_cited(server: str, opening: Opening):
    with opening() as page:
        page.goto(server)
        walk = Walk(page, "Run a query and cite its answer")
        walk.press("Ask in SPARQL")
        walk.press("Ask", "button")
        walk.read(page.locator("nav.pages span").first)
        walk.press("Show how to cite it, with a checksum of its rows")
        cited = page.locator(".citation").inner_text()
        assert re.search(r"SHA-256 of the rows [0-9a-f]{64}", cited)
        walk.read(re.sub(r"http\S+", "…", cited))
        walk.press("asks it again and says whether the rows are still the same")
        same = page.get_by_role("status").first.inner_text()
        walk.read(same.splitlines()[0])
        assert "those that were cited" in same
        # The version changes with every change of the data; the page of journeys does not.
        walk.lines = [re.sub(r"\b[0-9a-f]{12,64}\b", "…", line) for line in walk.lines]
        walk.lines = [re.sub(r"\d{4}-\d\d-\d\d", "today", line) for line in walk.lines]
        walk.end()


def test_a_network_is_downloaded_and_read_back(server: str, opening: Opening, tmp_path: Path):
    pytest.importorskip("rustworkx", reason="the network needs pip install 'pcvegraph[networks]'")
    with opening() as page:
        page.goto(server)
        walk = Walk(page, "Download a network and read it back")
        walk.press("Which actors are members of the same bodies?")
        with page.expect_download() as downloading:
            walk.press("GraphML")
        file = tmp_path / "network.graphml"
        downloading.value.save_as(file)
        graph = nx.read_graphml(file)
        counts = f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges"
        assert graph.number_of_nodes() > 10
        walk.read(f"networkx.read_graphml: {counts}")
        walk.lines = [re.sub(r"\d+ nodes, \d+ edges", "its nodes and edges", w) for w in walk.lines]
        walk.end()
