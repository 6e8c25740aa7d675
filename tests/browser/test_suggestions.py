"""Names are suggested as one types, and can be chosen with the keyboard alone."""

from __future__ import annotations

import pytest

from browsing import Opening


@pytest.mark.parametrize(("language", "label"), [("en", "Search by name"), ("fr", "Rechercher")])
def test_a_name_is_chosen_with_the_keyboard(
    server: str, opening: Opening, language: str, label: str
):
    with opening(language) as page:
        page.goto(server)
        page.locator("pcve-suggest[data-ready]").wait_for()
        page.get_by_label(label).type("GRC")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        option = page.locator("[role=option][aria-selected=true]")
        assert option.count() == 1
        assert "GRC" in option.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url("**/id/royal-canadian-mounted-police*")


def test_escape_closes_the_list_and_enter_searches(server: str, opening: Opening):
    with opening() as page:
        page.goto(server)
        page.locator("pcve-suggest[data-ready]").wait_for()
        field = page.get_by_label("Search by name")
        field.type("radic")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("Escape")
        assert page.get_by_role("option").count() == 0
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=radic*")
        assert page.get_by_role("heading", name="What was found").count() == 1
