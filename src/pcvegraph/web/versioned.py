"""?version=: which release an address asks for, and pages of it whose links stay in it.

No handler knows of this: the parameter is taken off before, and put on the links of a page after.
"""

from __future__ import annotations

import re
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from starlette.types import Scope

from pcvegraph.releases.release import SHORT, Release
from pcvegraph.settings import Settings
from pcvegraph.web.answers import Prepared
from pcvegraph.web.archive import Archive
from pcvegraph.web.editions import Edition
from pcvegraph.web.headers import Head
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

PARAMETER = "version"
VERSION_GIVEN = b"version="
OF_ALL = "static|docs|versions|changes|api|context|metrics|healthz"
"""What is the same whatever version is looked at: the first parts of their paths."""

REMOVED = (
    b"statements that were removed on request are left out; the fingerprint is of what is left"
)


def take_version(scope: Scope) -> tuple[str, Scope]:
    """Return the version that the address of `scope` asks for, "" for none, and `scope` without it."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    asked = [value for name, value in pairs if name == PARAMETER]
    if not asked:
        return "", scope
    others = urlencode([pair for pair in pairs if pair[0] != PARAMETER])
    return asked[-1], {**scope, "query_string": others.encode()}


def find_version(archive: Archive, text: str) -> Release | HttpProblem | None:
    """Return the release that `text` names; None where it means the current data; or what is wrong."""
    release = archive.find(text)
    if release and release.name == text:
        return release
    current = archive.publication.current.version
    if text in ("", current, current[:SHORT]):
        return None
    return release or unknown_version(archive, text)


def unknown_version(archive: Archive, text: str) -> HttpProblem:
    """Return the problem that there is no such version; it lists those that there are."""
    names = [release.name for release in archive.releases]
    known = f"There are: {', '.join(names)}." if names else "No releases are served here."
    return HttpProblem(
        HTTPStatus.NOT_FOUND,
        f"There is no version “{text[:100]}” here.",
        f"{known} Without ?version= the current data answer; /versions lists all.",
        nearest={name: f"/versions/{name}" for name in names[:MOST_LISTED]},
    )


MOST_LISTED = 20


def find_release(archive: Archive, visit: Visit) -> Release:
    """Return the release that the path of a visit names; raises HttpProblem (404)."""
    name: str = visit.request.path_params["name"]
    release = archive.find(name)
    if release is None:
        raise unknown_version(archive, name)
    return release


def keep_version(prepared: Prepared, edition: Edition, settings: Settings) -> Prepared:
    """Return an answer of a release that says so, and whose links lead to the same release."""
    assert edition.release, "only answers of a release are changed"
    name, own = edition.release.name, settings.public_url.rstrip("/")
    headers = dict(prepared.head.pairs) | {b"pcvegraph-release": name.encode()}
    if edition.version != edition.release.version:
        headers[b"pcvegraph-removed"] = REMOVED
    if b"location" in headers:
        place = headers[b"location"].decode("latin-1")
        headers[b"location"] = _with_version(place, name, own).encode("latin-1")
    body = prepared.body
    if headers.get(b"content-type", b"").startswith(b"text/html"):
        body = _linked(body.decode(), name, own).encode()
    return Prepared(prepared.status, Head(headers.items()), body)


def _linked(html: str, name: str, own: str) -> str:
    """Return a page whose links and forms keep the version; only our own templates write these."""
    linked = _links(own).sub(
        lambda found: f'{found[1]}="{_with_version(found[2], name, own, "&amp;")}"', html
    )
    field = f'<input type="hidden" name="{PARAMETER}" value="{name}">'
    return FORM.sub(lambda found: found[0] + field, linked)


FORM = re.compile(r'<form\b[^>]*\bmethod="get"[^>]*>')


@lru_cache(maxsize=4)
def _links(own: str) -> re.Pattern[str]:
    # Suggestions put their own parameters after ?, and lead to the current data.
    before = '(?<!rel="latest-version" )(?<!pcve-suggest )'
    names = "href|action|formaction|data-file|data-page|data-here|data-address|data-terms"
    place = rf"(?:{re.escape(own)}/|\?|/)"
    return re.compile(rf'{before}\b({names})="({place}[^"]*)"')


def _with_version(place: str, name: str, own: str, joint: str = "&") -> str:
    """Return an address here with the version; others, and those of all versions, as they are."""
    path = place.removeprefix(own)
    if not path.startswith(("/", "?")) or re.match(rf"/(?:{OF_ALL})\b", path):
        return place
    address, hash_, fragment = place.partition("#")
    begins = joint if "?" in address else "?"
    return f"{address}{begins}{PARAMETER}={name}{hash_}{fragment}"
