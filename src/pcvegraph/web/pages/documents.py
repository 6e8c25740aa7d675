"""A page of the documentation, from Markdown as it stands in docs/ to HTML.

Headings get the ids that code hosts give them, so that a link into a page holds in both places; tables
and code can be scrolled by keyboard. HTML in a document is shown, never taken as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

Leading = Callable[[str], str | None]
"""Returns where a link of a document leads to here; None where what it names is not here."""

READER = MarkdownIt("commonmark", {"html": False}).enable("table")
NOT_IN_ID = re.compile(r"[^\w\- ]")


class Heading(NamedTuple):
    """A heading of the second level: the id that leads to it, and its text."""

    id: str
    text: str


class Document(NamedTuple):
    """A document: its title, its headings, and its HTML, the title included."""

    title: str
    headings: tuple[Heading, ...]
    html: str


def read_document(text: str, leading: Leading) -> Document:
    """Return the document that Markdown `text` is, with its links led by `leading`."""
    tokens = READER.parse(text)
    headings = list(_name_headings(tokens))
    _lead_links(tokens, leading)
    html = READER.renderer.render(list(_scrolling(tokens)), READER.options, {})
    title = next((heading.text for level, heading in headings if level == "h1"), "")
    second = tuple(heading for level, heading in headings if level == "h2")
    return Document(title, second, html)


def _name_headings(tokens: list[Token]) -> list[tuple[str, Heading]]:
    """Give each heading its id, and return them with their levels."""
    found: list[tuple[str, Heading]] = []
    taken: set[str] = set()
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            text = _plain(inline)
            name = _free(NOT_IN_ID.sub("", text.lower()).replace(" ", "-"), taken)
            token.attrSet("id", name)
            found.append((token.tag, Heading(name, text)))
    return found


def _free(name: str, taken: set[str]) -> str:
    free = name
    number = 0
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def _plain(inline: Token) -> str:
    children = inline.children or []
    return "".join(child.content for child in children if child.type in ("text", "code_inline"))


def _lead_links(tokens: list[Token], leading: Leading) -> None:
    for token in tokens:
        children = token.children or []
        without: list[Token] = []
        for child in children:
            if child.type == "link_open":
                address = leading(str(child.attrGet("href")))
                child.attrSet("href", address or "")
                if address is None:
                    without.append(child)
                elif address.startswith("http"):
                    child.attrSet("rel", "external")
            elif child.type == "image":
                child.attrSet("src", leading(str(child.attrGet("src"))) or "")
        if without:
            token.children = _unlinked(children, without)


def _unlinked(children: list[Token], without: list[Token]) -> list[Token]:
    """Return the tokens without those links, whose words stay."""
    kept: list[Token] = []
    inside = False
    for child in children:
        if child in without:
            inside = True
        elif inside and child.type == "link_close":
            inside = False
        else:
            kept.append(child)
    return kept


def _scrolling(tokens: list[Token]) -> list[Token]:
    """Return the tokens, with what may be wider than a screen in regions that scroll."""
    found: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            opening = Token("region_open", "div", 1, block=True)
            opening.attrs = {"class": "scroll", "tabindex": "0"}
            found.append(opening)
        if token.type == "fence":
            token.attrSet("tabindex", "0")
        if token.attrs.pop("style", "") == "text-align:right":
            # The policy of the pages allows no style of its own.
            token.attrs["class"] = "is-number"
        found.append(token)
        if token.type == "table_close":
            found.append(Token("region_close", "div", -1, block=True))
    return found
