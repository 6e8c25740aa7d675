"""/queries/…: the answer to a question of the library, as data, as a page, or the query itself."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.responses import Response

from pcvegraph.errors import (
    EngineError,
    NotAcceptableError,
    QueryError,
    UnknownFormatError,
    UnknownIdentifierError,
)
from pcvegraph.identifiers import find_slug
from pcvegraph.linking.working import search_task
from pcvegraph.querying.describing import describe, name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.formats import Format, Kind, find_format, formats_for
from pcvegraph.querying.library import Parameter, Query, without_head
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.protocol import QUERY
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES
from pcvegraph.web.answers import BY_FORMAT, NOT_KEPT, Prepared, answered
from pcvegraph.web.library import find_question, place_of, topic_of
from pcvegraph.web.pages.answers.code import Asking
from pcvegraph.web.pages.answers.reading import read_answer
from pcvegraph.web.pages.answers.showing import Answered, Sheet, show
from pcvegraph.web.pages.answers.steps import CITE, Step, Steps, read_wanted
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.pages.rows import is_yes, read_rows
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.query_page import network_address
from pcvegraph.web.question_parameters import (
    AS_OF,
    CERTAIN,
    PAGE,
    SHOW,
    VIEW,
    Asked,
    Pairs,
    read_asked,
)
from pcvegraph.web.sparql import read_request, results, undated
from pcvegraph.web.visits import Visit

HTML_NAME = "html"
TEXT_NAME = "rq"
KNOWN = "ASK {{ <{iri}> ?property ?value }}"
INPUT_TYPES = {"date": "date", "number": "number"}
SUGGESTED = 12
LINES: dict[Kind, str] = {"bindings": "tsv", "boolean": "tsv", "triples": "ntriples"}
"""The format that a page reads, a row a line."""


class Field(NamedTuple):
    """A parameter in the form: its value, the thing that this names, and what is called like it."""

    parameter: Parameter
    value: str
    input_type: str
    thing: Thing | None
    others: Sequence[tuple[str, str]]


async def question(visit: Visit) -> Response | Prepared:
    """Return the answer to a question of the library, as data, as a page, or its SPARQL.

    Raises:
        HttpProblem: there is no such question (404), or a parameter is wrong (400).
        UnknownFormatError: ?format= or the extension is no format for it.
        NotAcceptableError: the request accepts no format that it has.
        QueryError, EngineError: it cannot be asked so, or not answered.
    """
    query, extension = find_question(visit, visit.request.path_params["name"])
    parameters = (await read_request(visit)).read_parameters()
    named = extension or parameters.one("format")
    wants_text = named == TEXT_NAME or _shows_query(parameters.one(SHOW))
    chosen = None if wants_text else _choose_format(visit, query, named)
    is_page = chosen is None and not wants_text
    defaults = {"language": visit.language} if is_page else {}
    asked = read_asked(query, parameters.pairs, defaults, paged=is_page)
    await _check_entities(visit, asked, parameters.pairs)
    if wants_text:
        return _text_answer(visit, asked)
    if chosen is None:
        return await _page_answer(visit, asked, parameters.pairs)
    return await _data_answer(visit, asked, chosen, parameters.pairs)


def _shows_query(show: str) -> bool:
    if show not in ("", "query"):
        raise HttpProblem(
            HTTPStatus.BAD_REQUEST, f"“{show[:100]}” cannot be shown.", "Write show=query."
        )
    return show == "query"


def _choose_format(visit: Visit, query: Query, named: str) -> Format | None:
    """Return the format of the answer; None for the page."""
    known = formats_for(query.kind)
    if named == HTML_NAME:
        return None
    if named:
        try:
            return find_format(named, query.kind)
        except UnknownFormatError as error:
            names = [*error.known, HTML_NAME, TEXT_NAME]
            raise UnknownFormatError(named, "This question", names) from None
    # Who names no type is a program. What is chosen is wrapped, for None is the page.
    offers: list[tuple[tuple[Format | None], tuple[str, ...]]] = [
        ((each,), each.media_types) for each in known
    ]
    chosen = choose(visit.accept, [*offers, ((None,), ("text/html",))])
    if chosen is None:
        types = [each.media_types[0] for each in known]
        raise NotAcceptableError(visit.accept, [*types, "text/html"])
    return chosen[0]


async def _check_entities(visit: Visit, asked: Asked, pairs: Pairs) -> None:
    """Raise HttpProblem (400) where a value names nothing in the graph: its rows would be none."""
    here = visit.request.scope["path"]
    for name, value in asked.values.items():
        if asked.query.parameters[name].type != "entity":
            continue
        iri = asked.query.term(name, value).value
        chosen = find_format("json", "boolean")
        answer = await _ask(visit, Question(KNOWN.format(iri=iri)), chosen)
        if not is_yes(answer.body):
            near = await visit.in_thread(partial(_spelt_like, iri=iri))
            raise HttpProblem(
                HTTPStatus.BAD_REQUEST,
                f"Nothing in the graph is called “{value[:200]}”, the value for {name}.",
                f"Nearest: {', '.join(near)}." if near else "Look it up at /sparql.",
                nearest={one: visit.link(here, **_with(pairs, name, one)) for one in near},
            )


def _spelt_like(visit: Visit, iri: str) -> tuple[str, ...]:
    try:
        describe(visit.edition.asked, iri)
    except UnknownIdentifierError as error:
        prefix = "source:" if iri.startswith(PREFIXES["source"]) else ""
        return tuple(prefix + slug for slug in error.nearest)
    return ()


async def _ask(visit: Visit, asked: Question, chosen: Format) -> Answer:
    return await visit.edition.engine.answer(asked, chosen, client=visit.client)


async def _data_answer(visit: Visit, asked: Asked, chosen: Format, pairs: Pairs) -> Prepared:
    answer = await _ask(visit, asked.question(), chosen)
    tag = f"{chosen.name}-{visit.edition.library_version}"
    links = _link_header(visit, asked, pairs, is_last=not await _goes_on(visit, asked))
    return results(visit, answer, representation=tag, others=links)


async def _goes_on(visit: Visit, asked: Asked) -> bool:
    """Return whether there are rows after the page."""
    after = asked.question_after()
    if after is None:
        return False
    answer = await _ask(visit, after, find_format("json", "bindings"))
    return bool(read_rows(answer.body, asked.query).rows)


def _text_answer(visit: Visit, asked: Asked) -> Response:
    tag = f"{TEXT_NAME}-{visit.edition.library_version}"
    content_type = f"{QUERY}; charset=utf-8"
    return answered(visit, asked.question().text, content_type, tag, vary=BY_FORMAT)


async def _page_answer(visit: Visit, asked: Asked, pairs: Pairs) -> Response:
    """Return the page: the question, its form, and one page of the rows."""
    kind = asked.query.kind
    started = time.perf_counter()
    answer = await _ask(visit, asked.whole(), find_format(LINES[kind], kind))
    seconds = time.perf_counter() - started
    others = {name: await _called_like(visit, value) for name, value in _entities(asked)}
    write = partial(
        _write_page, asked=asked, pairs=pairs, answer=answer, seconds=seconds, others=others
    )
    return await visit.in_thread(write)


def _entities(asked: Asked) -> list[tuple[str, str]]:
    """Return the values that name things, by parameter."""
    return [
        (parameter.name, asked.values.get(parameter.name, parameter.plain_default))
        for parameter in asked.query.parameters.values()
        if parameter.type == "entity"
    ]


async def _called_like(visit: Visit, value: str) -> list[tuple[str, str]]:
    """Return the things that are called like `value`, with their names: what a form suggests."""
    words = value.rpartition("/")[2].rpartition(":")[2].replace("-", " ")
    written = {"q": words, "most": str(SUGGESTED), "language": visit.language}
    try:
        found = json.loads(await visit.edition.run(search_task(written), visit.client))
    except (QueryError, EngineError):
        # A page without suggestions is still one.
        return []
    return [(find_slug(hit["id"]) or hit["id"], hit["label"]["text"]) for hit in found["hits"]]


def _write_page(
    visit: Visit,
    asked: Asked,
    pairs: Pairs,
    answer: Answer,
    seconds: float,
    others: Mapping[str, Sequence[tuple[str, str]]],
) -> Response:
    wanted = read_wanted(dict(pairs))
    sheet = _sheet(visit, asked, pairs, answer, seconds)
    data = dict(asked.values) | _of_day(asked)
    response = page_answer(
        visit,
        "question.html",
        query=asked.query,
        topic=topic_of(asked.query),
        action=visit.href(place_of(asked.query)),
        text=without_head(asked.text),
        fields=_fields(visit, asked, others),
        hidden=[(k, v) for k, v in pairs if k in ("lang", "language", "page_size", VIEW)],
        day=asked.day,
        undated=answer.undated,
        sheet=sheet,
        cite=_steps(visit, pairs).to({VIEW: CITE}, "#cite"),
        settings=visit.settings,
        formats=sheet.formats,
        query_address=_address(visit, asked, f".{TEXT_NAME}", data),
        form_address=visit.link("/sparql", **(data | {"name": asked.query.name})),
    )
    links = ", ".join(f'<{step.address}>; rel="{rel}"' for rel, step in sheet.pages.items())
    response.headers.update(undated(answer) | ({"Link": links} if links else {}))
    if not asked.whole().is_repeatable or wanted.view == CITE:
        # A citation has a day.
        del response.headers["ETag"]
        response.headers.update(NOT_KEPT)
    return response


def _sheet(visit: Visit, asked: Asked, pairs: Pairs, answer: Answer, seconds: float) -> Sheet:
    data = dict(asked.values) | _of_day(asked)
    base = (visit.settings.public_url or str(visit.request.base_url)).rstrip("/")
    again = Steps(base + place_of(asked.query), list(data.items()))
    reading = read_answer(answer)
    text = without_head(asked.text)
    return show(
        visit,
        Answered(
            reading,
            Asking(f"{base}/sparql", text, (), reading.kind),
            asked.query.title,
            lambda more: again.to(more).address,
            seconds,
        ),
        read_wanted(dict(pairs)),
        asked.window,
        _steps(visit, pairs),
        query=asked.query,
        network=network_address(visit, text),
        data=lambda known: Step(_address(visit, asked, "." + known.extension, data), ""),
    )


def _steps(visit: Visit, pairs: Pairs) -> Steps:
    return Steps(visit.href(visit.request.scope["path"]), [(n, v) for n, v in pairs if v])


def _fields(
    visit: Visit, asked: Asked, others: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Field]:
    """Return what the form lets one choose; the language is that of the page."""
    fields: list[Field] = []
    for parameter in asked.query.parameters.values():
        if parameter.type == "language":
            continue
        value = asked.values.get(parameter.name, parameter.plain_default)
        thing = None
        if parameter.type == "entity":
            iri = asked.query.term(parameter.name, value).value
            thing = name_things(visit.edition.asked, [iri])[0]
        input_type = INPUT_TYPES.get(parameter.type, "text")
        fields.append(Field(parameter, value, input_type, thing, others.get(parameter.name, ())))
    return fields


def _of_day(asked: Asked) -> dict[str, str]:
    if asked.day is None:
        return {}
    day = {AS_OF: asked.day.day.isoformat()}
    return day | {CERTAIN: "true"} if asked.day.certain else day


def _address(visit: Visit, asked: Asked, extension: str, values: Mapping[str, str]) -> str:
    """Return the address of all rows in another format."""
    address = visit.href(place_of(asked.query)) + extension
    return address + ("?" + urlencode(values) if values else "")


def _neighbours(visit: Visit, asked: Asked, pairs: Pairs, *, is_last: bool) -> dict[str, str]:
    """Return the addresses of the pages before ("prev") and after ("next") this one."""
    if asked.window is None:
        return {}
    page = asked.window.page
    wanted = {"prev": page - 1 if page > 1 else None, "next": None if is_last else page + 1}
    path = visit.href(visit.request.scope["path"])
    return {
        rel: path + "?" + urlencode(_with(pairs, PAGE, str(number)))
        for rel, number in wanted.items()
        if number
    }


def _link_header(visit: Visit, asked: Asked, pairs: Pairs, *, is_last: bool) -> dict[str, str]:
    links = _neighbours(visit, asked, pairs, is_last=is_last).items()
    return {"Link": ", ".join(f'<{place}>; rel="{rel}"' for rel, place in links)} if links else {}


def _with(pairs: Pairs, name: str, value: str) -> dict[str, str]:
    """Return the parameters `pairs` with another value for `name`."""
    return dict(pairs) | {name: value}
