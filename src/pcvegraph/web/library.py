"""/queries: the questions of the library, with all that a program needs to know to ask them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from pcvegraph.errors import NotAcceptableError, UnknownFormatError, UnknownQueryError
from pcvegraph.languages import Bilingual
from pcvegraph.querying.library import Query, find_query
from pcvegraph.querying.negotiation import choose
from pcvegraph.web.answers import BY_FORMAT, answered
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

JSON = "application/json"
PAGE = "html"
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.?!;])\s+")
LONGEST_WORDS = 200
PLAIN = "Questions"
"""The topic of what lies in no folder."""

TOPICS = {
    "actors": Bilingual("Actors", "Acteurs"),
    "bridges": Bilingual("Links across borders", "Liens par-delà les frontières"),
    "commitments": Bilingual("Commitments", "Engagements"),
    "coverage": Bilingual("What the graph covers", "Ce que couvre le graphe"),
    "documents": Bilingual("Documents", "Documents"),
    "evaluations": Bilingual("Evaluations", "Évaluations"),
    "events": Bilingual("Events", "Évènements"),
    "field": Bilingual("The field on a day or in a year", "Le domaine un jour ou une année donnés"),
    "forums": Bilingual("Forums and working groups", "Forums et groupes de travail"),
    "funding": Bilingual("Funding", "Financement"),
    "networks": Bilingual("Networks", "Réseaux"),
    "partnerships": Bilingual("Partnerships", "Partenariats"),
    "people": Bilingual("Offices", "Fonctions"),
    "phenomena": Bilingual("Phenomena", "Phénomènes"),
    "places": Bilingual("Places", "Lieux"),
    "practices": Bilingual("Practices", "Pratiques"),
    "programmes": Bilingual("Programmes, laws, training", "Programmes, lois, formations"),
    "recommendations": Bilingual("Recommendations", "Recommandations"),
    "sources": Bilingual("Sources", "Sources"),
    "tables": Bilingual("Whole tables", "Tables entières"),
}


async def library(visit: Visit) -> Response:
    """Return the list of questions, as a page or as JSON.

    Raises:
        UnknownFormatError: ?format= is neither.
        NotAcceptableError: the request accepts neither.
    """
    named = visit.parameter("format")
    if named not in ("", "json", PAGE):
        raise UnknownFormatError(named, "The list of questions", [PAGE, "json"])
    offers = [("json", [JSON]), (PAGE, ["text/html"])]
    chosen = named or choose(visit.accept, offers)
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    if chosen == PAGE:
        return await visit.in_thread(_gallery)
    tag = f"json-{visit.edition.library_version}"
    listed = JSONResponse({"queries": [describe_query(visit, q) for q in _queries(visit)]})
    return answered(visit, bytes(listed.body), JSON, tag, vary=BY_FORMAT)


def _gallery(visit: Visit) -> Response:
    """Return the questions by topic, each with what its answer is; with ?words= those that have them."""
    words = " ".join(visit.parameter("words").split())[:LONGEST_WORDS]
    found = {query.name: query for query in _queries(visit) if _has_words(query, words)}
    return page_answer(
        visit,
        "queries.html",
        topics=by_topic(found),
        lines={name: first_sentence(query.description) for name, query in found.items()},
        words=words,
        count=len(found),
        lang=visit.parameter("lang"),
    )


def _has_words(query: Query, words: str) -> bool:
    """Return whether each of `words` begins a word of what `query` says, in either language."""
    said = " ".join((*query.title, *query.description, *topic_of(query), query.name))
    known = " " + " ".join(WORD.findall(_plain(said)))
    return all(f" {word}" in known for word in WORD.findall(_plain(words)))


def _plain(text: str) -> str:
    """Return `text` in small letters without accents."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def first_sentence(text: Bilingual) -> Bilingual:
    """Return the first sentence of `text` in each language, or what of it stands before a semicolon."""
    sentences = (SENTENCE_END.split(" ".join(one.split()), maxsplit=1)[0] for one in text)
    return Bilingual(*(re.sub(r"\s*;$", ".", sentence) for sentence in sentences))


def by_topic(queries: Mapping[str, Query]) -> list[tuple[Bilingual, list[Query]]]:
    """Return the questions under the names of their topics, in the order of their names."""
    topics: dict[Bilingual, list[Query]] = {}
    for query in queries.values():
        topics.setdefault(topic_of(query), []).append(query)
    return list(topics.items())


def topic_of(query: Query) -> Bilingual:
    """Return what the topic of `query` is called; one of somebody else's library as its folder."""
    folder = query.name.rpartition("/")[0]
    plain = folder.replace("-", " ").capitalize() or PLAIN
    return TOPICS.get(folder) or Bilingual(plain, plain)


def describe_query(visit: Visit, query: Query) -> dict[str, object]:
    """Return what a program needs to know to ask `query`."""
    return {
        "name": query.name,
        "address": visit.href(place_of(query)),
        "topic": topic_of(query)._asdict(),
        "title": query.title._asdict(),
        "description": query.description._asdict(),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "meaning": parameter.meaning._asdict(),
                "default": parameter.plain_default,
            }
            for parameter in query.parameters.values()
        ],
        "columns": [
            {"name": name, "meaning": meaning._asdict()} for name, meaning in query.columns.items()
        ],
    }


def place_of(query: Query) -> str:
    """Return the path of the address of `query`."""
    return "/queries/" + quote(query.name)


def _queries(visit: Visit) -> list[Query]:
    return list(visit.edition.library.values())


def find_question(visit: Visit, name: str) -> tuple[Query, str]:
    """Return the question that the path names, and the extension that it ends with.

    Raises:
        HttpProblem: there is none (404); with those that are spelt like it.
    """
    known = visit.edition.library
    stem, dot, extension = name.rpartition(".")
    if name in known or not dot:
        stem, extension = name, ""
    if stem in known:
        return known[stem], extension
    try:
        near = [find_query(known, stem).name]
    except UnknownQueryError as error:
        near = list(error.nearest)
    raise HttpProblem(
        HTTPStatus.NOT_FOUND,
        f"There is no question called “{stem[:200]}”.",
        (f"Nearest: {', '.join(near)}. " if near else "") + "/queries lists all.",
        nearest={one: visit.link(place_of(known[one])) for one in near},
    )
