"""/reconcile: the Reconciliation Service API, 0.2 here and the draft of 1.0 below /reconcile/v1.

What is asked is read and answered by a worker, one task for each request.
"""

from __future__ import annotations

import json
import re
from functools import partial
from http import HTTPStatus

from starlette.responses import Response

from pcvegraph.errors import (
    NotAcceptableError,
    ProtocolError,
    ReconciliationError,
    UnknownFormatError,
)
from pcvegraph.linking.reconciliation.manifests import PLACE, PLACE_OF_DRAFT, manifest
from pcvegraph.linking.reconciliation.requests import Version
from pcvegraph.linking.reconciliation.working import Asked, task_of
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.protocol import FORM, Parameters, Request
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, NOT_KEPT, Prepared, prepare
from pcvegraph.web.openapi import LANG, LIST_FORMAT, query_parameter
from pcvegraph.web.pages.rendering import page, page_answer
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.service import READ, Address, Handler
from pcvegraph.web.sparql import content_type, read_body
from pcvegraph.web.visits import Visit

JSON = "application/json"
SCRIPT = "text/javascript; charset=utf-8"
CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)*")
LONGEST_CALLBACK = 100
SUGGESTED = ("entity", "property", "type")
PARAMETERS = ("prefix", "cursor", "offset", "limit", "type", "id")
TRY_BATCH = 'Send queries={"q0": {"query": "Hedayah"}} as a form or in the address.'


def addresses() -> list[Address]:
    """Return the addresses of both versions."""
    return [
        Address(
            PLACE,
            reconcile,
            "Reconciliation Service API 0.2: the manifest, queries, data extension; a page for people",
            methods=[*READ, "POST"],
            parameters=[QUERIES, EXTEND, CALLED, LIST_FORMAT, LANG],
            body=FORM_BODY,
        ),
        *_others(PLACE, "0.2"),
        Address(
            PLACE_OF_DRAFT,
            _manifest_of_draft,
            "Reconciliation Service API 1.0 (draft): the manifest",
            parameters=[LIST_FORMAT, LANG],
        ),
        *_others(PLACE_OF_DRAFT, "1.0-draft"),
        *(
            Address(
                f"{PLACE_OF_DRAFT}/{what}",
                partial(_posted, what),
                f"Reconciliation Service API 1.0 (draft): {summary}",
                methods=["POST"],
                parameters=[LANG],
                body=JSON_BODY,
            )
            for what, summary in (("match", "queries"), ("extend", "data extension"))
        ),
    ]


def _others(place: str, version: Version) -> list[Address]:
    """Return what both versions have at addresses of their own."""
    called = [CALLED, LANG] if version == "0.2" else [LANG]
    listed = [LIMIT, TYPE, *called]

    def add(what: str, summary: str, parameters: list[dict[str, object]]) -> Address:
        path = f"{place}/extend/propose" if what == "propose" else f"{place}/{what}"
        handler: Handler = partial(_asked, what, version)
        return Address(path, handler, f"Reconciliation: {summary}", parameters=parameters)

    places = [CURSOR] if version == "0.2" else [OFFSET]
    found = [
        add(f"suggest/{what}", f"suggest a {what}", [PREFIX, *places, *listed])
        for what in SUGGESTED
    ]
    if version == "0.2":
        found += [
            add(f"flyout/{what}", f"a {what} in a few words", [ID, *called]) for what in SUGGESTED
        ]
    found.append(add("propose", "properties to extend by", listed))
    summary = "Reconciliation: a thing as a small page"
    return [*found, Address(f"{place}/preview", _preview, summary, parameters=[ID, LANG])]


async def reconcile(visit: Visit) -> Response | Prepared:
    """Return the answer to `queries` or `extend`; without one the manifest, or a page for people.

    Raises:
        HttpProblem: a body of another type (415) or too long (413); a callback that is no name.
        ReconciliationError: what is asked is no JSON, or says what it should not.
        ProtocolError: a parameter is there twice.
        QueryError, EngineError: as `Edition.run`.
    """
    parameters = await _form(visit)
    asked = {name: parameters.one(name) for name in ("queries", "extend") if parameters.all(name)}
    callback = _callback(parameters.one("callback"))
    if len(asked) > 1:
        raise ReconciliationError("There are both queries and extend.", "Send one of them.")
    if asked:
        ((name, text),) = asked.items()
        what = "match" if name == "queries" else name
        return await _answer(visit, Asked(what, "0.2", visit.language, text), callback)
    if visit.request.method == "POST":
        raise ReconciliationError("There is nothing to reconcile or extend.", TRY_BATCH)
    return await _introduced(visit, "0.2", callback)


async def _manifest_of_draft(visit: Visit) -> Response | Prepared:
    return await _introduced(visit, "1.0-draft", "")


async def _introduced(visit: Visit, version: Version, callback: str) -> Response | Prepared:
    """Return the manifest, and a page to who would rather have one."""
    if not callback and _wants_page(visit):
        return await _page(visit)
    told = json.dumps(manifest(_root(visit), version, visit.language)).encode()
    answer = _prepared(visit, told, callback)
    return _unkept(answer) if _depends_on_host(visit) else answer


def _wants_page(visit: Visit) -> bool:
    named = visit.parameter("format")
    if named not in ("", "json", "html"):
        raise UnknownFormatError(named, "The manifest", ["html", "json"])
    chosen = named or choose(
        visit.accept, [("json", [JSON, "text/javascript"]), ("html", ["text/html"])]
    )
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    return chosen == "html"


async def _page(visit: Visit) -> Response:
    about = json.loads(await _done(visit, Asked("about", "0.2", visit.language)))
    answer = await visit.in_thread(
        partial(
            page_answer,
            template="reconcile.html",
            address=_root(visit) + PLACE,
            draft=_root(visit) + PLACE_OF_DRAFT,
            **about,
        )
    )
    if _depends_on_host(visit):
        del answer.headers["ETag"]
        answer.headers.update(NOT_KEPT)
    return answer


async def _asked(what: str, version: Version, visit: Visit) -> Prepared:
    parameters = Parameters(visit.request.query_params.multi_items())
    callback = _callback(parameters.one("callback")) if version == "0.2" else ""
    given = {name: parameters.one(name) for name in PARAMETERS if parameters.all(name)}
    return await _answer(visit, Asked(what, version, visit.language, "", given), callback)


async def _posted(what: str, visit: Visit) -> Prepared:
    """Return the answer to a body of the draft."""
    media_type, charset = content_type(visit.request.headers.get("content-type", ""))
    if media_type != JSON and not media_type.endswith("+json"):
        raise _other_type(media_type, f"Send the {what} query as {JSON}.", JSON)
    text = _decoded(await read_body(visit), charset)
    return await _answer(visit, Asked(what, "1.0-draft", visit.language, text), "")


async def _preview(visit: Visit) -> Prepared:
    parameters = {"id": visit.parameter("id")} if "id" in visit.request.query_params else {}
    told = await _done(visit, Asked("preview", "0.2", visit.language, "", parameters))
    html = await visit.in_thread(partial(page, template="preview.html", thing=json.loads(told)))
    tag = f"preview-{visit.language}"
    return prepare(visit, html.encode(), HTML, tag, vary=BY_FORMAT_AND_LANGUAGE)


async def _answer(visit: Visit, asked: Asked, callback: str) -> Prepared:
    return _prepared(visit, await _done(visit, asked), callback)


async def _done(visit: Visit, asked: Asked) -> bytes:
    return await visit.edition.run(task_of(asked), visit.client)


def _prepared(visit: Visit, body: bytes, callback: str) -> Prepared:
    language = {"Content-Language": visit.language}
    vary = BY_FORMAT_AND_LANGUAGE
    if not callback:
        return prepare(visit, body, JSON, f"json-{visit.language}", vary=vary, others=language)
    # The comment keeps the name from being read as the head of another kind of file.
    script = b"/**/%s(%s);" % (callback.encode(), body)
    return prepare(visit, script, SCRIPT, f"script-{visit.language}", vary=vary, others=language)


async def _form(visit: Visit) -> Parameters:
    """Return the parameters of the address, and of the form that was posted."""
    request = visit.request
    address = request.scope["query_string"]
    if request.method != "POST":
        return Request(address, "").read_parameters()
    media_type, charset = content_type(request.headers.get("content-type", ""))
    if media_type != FORM:
        remedy = f"Send a form ({FORM}) with `queries`; JSON goes to {PLACE_OF_DRAFT}/match."
        raise _other_type(media_type, remedy, FORM)
    _decoded(b"", charset)
    return Request(address, "", FORM, await read_body(visit)).read_parameters()


def _decoded(body: bytes, charset: str) -> str:
    try:
        if charset in ("", "utf-8", "utf8", "us-ascii"):
            return body.decode()
    except UnicodeDecodeError:
        pass
    raise ReconciliationError("The body is not UTF-8.", "Send it as UTF-8.")


def _other_type(media_type: str, remedy: str, wanted: str) -> HttpProblem:
    return HttpProblem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"A body of type “{media_type[:100]}” is not read here.",
        remedy,
        {"Accept-Post": wanted},
    )


def _callback(name: str) -> str:
    """Return the name of the function that the answer is to be given to; "" for none.

    Raises:
        ProtocolError: it is no plain name.
    """
    if name and not (len(name) <= LONGEST_CALLBACK and CALLBACK.fullmatch(name)):
        raise ProtocolError(
            "The callback is not the name of a function.",
            f"Use letters, digits, _, $ and dots between names, at most {LONGEST_CALLBACK}; or "
            "leave it out: any page may ask, for the answers have the headers of CORS.",
        )
    return name


def _root(visit: Visit) -> str:
    """Return the address of the service as its client knows it, without a path."""
    return visit.address.removesuffix(visit.request.scope["path"])


def _depends_on_host(visit: Visit) -> bool:
    """Return whether the client decides by its Host header what the answer says."""
    return not visit.settings.public_url


def _unkept(answer: Prepared) -> Prepared:
    kept = {k.decode(): v.decode() for k, v in answer.head.pairs if k != b"etag"}
    return Prepared.of(Response(answer.body, headers={**kept, "cache-control": "no-store"}))


NUMBER = {"type": "integer", "minimum": 0}
QUERIES = query_parameter("queries", "A batch of queries, as JSON.")
EXTEND = query_parameter("extend", "A data extension query, as JSON.")
CALLED = query_parameter(
    "callback",
    "Name of the function that the answer is given to (JSONP).",
    pattern=f"^{CALLBACK.pattern}$",
)
PREFIX = query_parameter("prefix", "What was typed.") | {"required": True}
CURSOR = query_parameter("cursor", "How many suggestions to skip.", **NUMBER)
OFFSET = query_parameter("offset", "How many suggestions to skip.", **NUMBER)
LIMIT = query_parameter("limit", "How many, at most.", type="integer", minimum=1)
TYPE = query_parameter("type", "Id of a type.")
ID = query_parameter("id", "Id of a thing, type or property.") | {"required": True}
FORM_BODY: dict[str, object] = {
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "properties": {p["name"]: p["schema"] for p in (QUERIES, EXTEND, CALLED)},
            }
        }
    }
}
JSON_BODY: dict[str, object] = {"content": {JSON: {"schema": {"type": "object"}}}}
