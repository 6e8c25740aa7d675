"""A request and all that decides its answer: the edition, the language, the addresses to link to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from fastapi import Request

from pcvegraph.languages import LANGUAGES, Language
from pcvegraph.vocabulary import BASE, PREFIXES
from pcvegraph.web.negotiation import choose_language
from pcvegraph.web.publication import Edition, Publication


@dataclass(frozen=True)
class Visit:
    """A request, the edition that answers it, and the address at which people reach the service."""

    request: Request
    edition: Edition
    public_url: str

    @property
    def accept(self) -> str:
        """The Accept header; several lines of it are one list."""
        return ", ".join(self.request.headers.getlist("accept"))

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
        return self.public_url.rstrip("/") + place if place.startswith("/") else place

    def link(self, place: str, **parameters: str) -> str:
        """Return `href` with `parameters`, and with the language where the visitor chose one."""
        address, hash_, fragment = self.href(place).partition("#")
        is_here = place.startswith(("/", BASE))
        if is_here and self._asked_language:
            parameters["lang"] = self._asked_language
        query = "?" + urlencode(parameters) if parameters else ""
        return address + query + hash_ + fragment

    def in_language(self, language: Language) -> str:
        """Return the address of the same page in `language`, relative to itself."""
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k != "lang"]
        return "?" + urlencode([*kept, ("lang", language)])


def begin_visit(request: Request, publication: Publication, public_url: str) -> Visit:
    """Return the visit that `request` is: with the same edition each time it is asked."""
    if not hasattr(request.state, "edition"):
        request.state.edition = publication.current
    return Visit(request, request.state.edition, public_url)
