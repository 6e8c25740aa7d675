"""The Atom feed of releases (RFC 4287): an entry for each, with what changed in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from xml.etree import ElementTree as ET

from pcvegraph.languages import Language
from pcvegraph.releases.history import Told
from pcvegraph.releases.release import SHORT, Release
from pcvegraph.web.pages.strings import word

ATOM = "http://www.w3.org/2005/Atom"
TAGS = "tag:w3id.org,2026:pcvegraph/"
"""What the ids of entries begin with: they stay the same wherever the service is."""

MOST_SENTENCES = 100
NEVER = "1970-01-01T00:00:00Z"
XML = "{http://www.w3.org/XML/1998/namespace}lang"


class Addresses(NamedTuple):
    """Where the feed, its page and the releases are, absolute."""

    feed: str
    page: str
    releases: str


def as_atom(
    entries: Sequence[tuple[Release, Told]], language: Language, places: Addresses
) -> bytes:
    """Return the feed in `language`; the newest release comes first."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {XML: language})
    _add(feed, "id", f"{TAGS}changes/{language}")
    _add(feed, "title", word("feed-title", language))
    _add(feed, "updated", _moment(entries[0][0]) if entries else NEVER)
    _add(feed, "link", rel="self", type="application/atom+xml", href=places.feed)
    _add(feed, "link", rel="alternate", type="text/html", href=places.page)
    _add(_add(feed, "author"), "name", "pcvegraph")
    _add(feed, "rights", "CC BY 4.0")
    for release, told in entries:
        _entry(feed, release, told, language, places)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(
    feed: ET.Element, release: Release, told: Told, language: Language, places: Addresses
) -> None:
    entry = _add(feed, "entry")
    place = f"{places.releases}/{release.name}?lang={language}"
    _add(entry, "id", f"{TAGS}versions/{release.name}/{language}")
    _add(entry, "title", word("feed-entry", language, name=release.name))
    _add(entry, "updated", _moment(release))
    _add(entry, "published", _moment(release))
    _add(entry, "link", rel="alternate", type="text/html", href=place)
    _add(entry, "summary", told.summary.in_language(language))
    _add(entry, "content", _html(release, told, language), type="html")


def _html(release: Release, told: Told, language: Language) -> str:
    sentences = [sentence.in_language(language) for sentence in told.sentences]
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences[:MOST_SENTENCES])
    version = word("version", language) + word("colon", language)
    html = f"<p>{escape(told.summary.in_language(language))}</p>" + (
        f"<ul>{lines}</ul>" * bool(lines)
    )
    if len(sentences) > MOST_SENTENCES:
        more = word("feed-more", language, count=str(len(sentences) - MOST_SENTENCES))
        html += f"<p>{escape(more)}</p>"
    return html + f"<p>{version} <code>{release.version[:SHORT]}</code></p>"


def _moment(release: Release) -> str:
    return f"{release.day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child
