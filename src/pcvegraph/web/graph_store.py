"""/graph: one graph of the dataset as RDF (SPARQL 1.1 Graph Store HTTP Protocol, its reading half).

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Collection
from difflib import get_close_matches
from http import HTTPStatus
from json import loads

from pcvegraph.errors import InvalidIdentifierError, ProtocolError, UnknownFormatError
from pcvegraph.identifiers import checked_iri
from pcvegraph.querying.formats import Format, find_format
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.protocol import choose_format
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import GRAPHS
from pcvegraph.web.answers import Prepared
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.sparql import read_request, results
from pcvegraph.web.visits import Visit

WHOLE = "CONSTRUCT WHERE { ?s ?p ?o }"
SOMETHING = "ASK { ?s ?p ?o }"
WHICH = "Add ?default, or ?graph= with the IRI of a graph."


async def graph_store(visit: Visit) -> Prepared:
    """Return the graph that `?default` or `?graph=` names.

    Raises:
        ProtocolError: the request names no graph, several, or what is no IRI.
        HttpProblem: there is no such graph (404).
        NotAcceptableError, UnknownFormatError: the request accepts, or names, no RDF format.
        QueryError, EngineError: the graph could not be read, or is more than is sent at once.
    """
    parameters = (await read_request(visit)).read_parameters()
    names, is_default = parameters.all("graph"), bool(parameters.all("default"))
    if len(names) + is_default != 1:
        what = "no graph" if not names else "more than one graph"
        raise ProtocolError(f"The address names {what}.", WHICH)
    if is_default:
        return await _answer(visit, Question(WHOLE), parameters.format("triples"))
    return await _answer_graph(visit, names[0], parameters.format("triples"))


async def named_graph(visit: Visit) -> Prepared:
    """Return the graph whose own address this is: `/graph/<path>`, or that and an extension.

    Raises:
        As `graph_store`.
    """
    path: str = visit.request.path_params["path"]
    named = (await read_request(visit)).read_parameters().format("triples")
    stem, _, extension = path.rpartition(".")
    if stem and not await _exists(visit, GRAPHS + path) and _is_format(extension):
        return await _answer_graph(visit, GRAPHS + stem, extension)
    return await _answer_graph(visit, GRAPHS + path, named)


async def _answer_graph(visit: Visit, name: str, named_format: str) -> Prepared:
    try:
        checked_iri(name)
    except InvalidIdentifierError:
        raise ProtocolError(f"“{name[:200]}” is not the IRI of a graph.", WHICH) from None
    if not await _exists(visit, name):
        near = await to_thread(_nearest, name, visit.edition.graph_names or ())
        raise HttpProblem(HTTPStatus.NOT_FOUND, f"There is no graph <{name[:200]}> here.", near)
    return await _answer(visit, Question(WHOLE, default_graphs=(name,)), named_format)


async def _answer(visit: Visit, question: Question, named_format: str) -> Prepared:
    chosen = _choose_format(visit, question, named_format)
    return results(visit, await visit.edition.engine.answer(question, chosen, client=visit.client))


def _choose_format(visit: Visit, question: Question, named: str) -> Format:
    # There is no page of a graph: a browser gets Turtle.
    wants_page = not named and choose(visit.accept, [(True, ["text/html"])])
    return choose_format(visit.accept, question.kind, "turtle" if wants_page else named)


async def _exists(visit: Visit, name: str) -> bool:
    if visit.edition.graph_names is not None:
        return visit.edition.may_have(name)
    # Only the remote store knows.
    question = Question(SOMETHING, default_graphs=(name,))
    json = find_format("json", question.kind)
    answer = await visit.edition.engine.answer(question, json, client=visit.client)
    return bool(loads(answer.body)["boolean"])


def _is_format(extension: str) -> bool:
    try:
        find_format(extension, "triples")
    except UnknownFormatError:
        return False
    return True


def _nearest(name: str, names: Collection[str]) -> str:
    """Return what to do about an unknown `name`: the graphs whose last words are spelt like its own."""
    by_slug = {known.removeprefix(GRAPHS): known for known in names}
    near = get_close_matches(name.removeprefix(GRAPHS), by_slug, n=3, cutoff=0.5)
    if near:
        return f"Nearest: {', '.join(f'<{by_slug[slug]}>' for slug in near)}."
    return "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists those there are."
