"""A request and all that decides its answer: the edition, the language, the addresses to link to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from ipaddress import ip_address, ip_network
from typing import TypeVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from pcvegraph.languages import LANGUAGES, Language
from pcvegraph.querying.negotiation import choose_language
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import BASE, PREFIXES
from pcvegraph.web.archive import Archive
from pcvegraph.web.editions import Edition

Result = TypeVar("Result")


@dataclass(frozen=True)
class Visit:
    """A request, the edition that answers it, and the settings of the service.

    `accept` is the Accept header; several lines of it are one list.
    """

    request: Request
    accept: str
    edition: Edition
    settings: Settings
    archive: Archive | None = None
    """The releases that are served, too; None where only the current edition is known."""

    @cached_property
    def address(self) -> str:
        """The address of this request as its client knows it, without parameters."""
        path = self.request.scope["path"]
        own = self.settings.public_url.rstrip("/")
        return own + path if own else str(self.request.url.replace(query="", fragment=""))

    @property
    def client(self) -> str:
        """The address that asks; for IPv6 its network, all of which is one client's."""
        asks = self.request.scope["client"]
        return _network_of(asks[0]) if asks else ""

    @cached_property
    def language(self) -> Language:
        """The language of the page: ?lang=, else what Accept-Language prefers, else English."""
        if self._asked_language:
            return self._asked_language
        header = ", ".join(self.request.headers.getlist("accept-language"))
        return choose_language(header, LANGUAGES)

    @property
    def _asked_language(self) -> Language | None:
        asked = self.parameter("lang")
        return asked if asked in LANGUAGES else None

    @property
    def cache_control(self) -> str:
        """The Cache-Control of what changes only with the version: a release does not change."""
        is_release = self.edition.release is not None
        return self.settings.release_cache_control if is_release else self.settings.cache_control

    def parameter(self, name: str) -> str:
        """Return the parameter `name` of the address; "" where it has none."""
        return self.request.query_params.get(name, "")

    def href(self, place: str) -> str:
        """Return the address here of a path, or of an IRI of ours; other addresses as they are."""
        ontology = PREFIXES["pcve"]
        if place.startswith(ontology):
            place = "/ontology#" + place.removeprefix(ontology)
        elif place.startswith(BASE):
            place = "/" + place.removeprefix(BASE)
        return self.settings.public_url.rstrip("/") + place if place.startswith("/") else place

    def link(self, place: str, /, **parameters: str) -> str:
        """Return `href` with `parameters`, and with the language where the visitor chose one."""
        address, hash_, fragment = self.href(place).partition("#")
        is_here = place.startswith(("/", BASE))
        if is_here and self._asked_language:
            parameters["lang"] = self._asked_language
        query = "?" + urlencode(parameters) if parameters else ""
        return address + query + hash_ + fragment

    @property
    def own_address(self) -> str:
        """The path and parameters of this request, as a link from itself."""
        query = urlencode(self.request.query_params.multi_items())
        return self.href(self.request.scope["path"]) + ("?" + query if query else "")

    def in_language(self, language: Language) -> str:
        """Return the address of the same page in `language`, relative to itself."""
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k != "lang"]
        return "?" + urlencode([*kept, ("lang", language)])

    async def in_thread(self, answer: Callable[[Visit], Result]) -> Result:
        """Return what `answer` makes of this visit, in a thread, where it may wait for rows."""
        return await run_in_threadpool(answer, self)


@lru_cache(maxsize=1024)
def _network_of(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else host  # noqa: PLR2004
