"""Answers that carry the version of the data, and how they go out: entity tag, 304, compression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Message, Scope, Send

from pcvegraph.web import compression
from pcvegraph.web.connections import WHOLE
from pcvegraph.web.headers import Head, compressed, head_of, varying_by_encoding
from pcvegraph.web.visits import Visit

VERSION = "Pcvegraph-Version"
HTML = "text/html; charset=utf-8"
BY_FORMAT = "Accept"
BY_FORMAT_AND_LANGUAGE = "Accept, Accept-Language"
NOT_KEPT = {"Cache-Control": "no-store"}
OK = 200


class Prepared(NamedTuple):
    """An answer before it is compressed."""

    status: int
    head: Head
    body: bytes

    @classmethod
    def of(cls, response: Response) -> Prepared:
        """Return what `response` says."""
        pairs = ((k, v) for k, v in response.raw_headers if k != b"content-length")
        return cls(response.status_code, Head(pairs), bytes(response.body))


def answered(
    visit: Visit,
    body: bytes | str,
    content_type: str,
    representation: str,
    *,
    vary: str,
    others: Mapping[str, str] | None = None,
) -> Response:
    """Return `body` with the headers of an answer that changes only with the version.

    Args:
        visit: what is answered.
        body: the answer.
        content_type: its media type.
        representation: what decides the bytes besides address, data and software: format, language.
        vary: the headers of the request that were looked at to choose it; "" for none.
        others: further headers.
    """
    headers = _lasting(visit, content_type, representation, vary) | dict(others or {})
    return Response(body, headers=headers)


def prepare(
    visit: Visit,
    body: bytes,
    content_type: str,
    representation: str,
    *,
    vary: str,
    others: Mapping[str, str] | None = None,
) -> Prepared:
    """Return what `answered` does, in the shortest way: for what is asked most."""
    headers = _lasting(visit, content_type, representation, vary) | dict(others or {})
    return Prepared(OK, head_of(tuple(headers.items())), body)


def _lasting(visit: Visit, content_type: str, representation: str, vary: str) -> dict[str, str]:
    headers = {
        "Content-Type": content_type,
        VERSION: visit.edition.version,
        "ETag": visit.edition.etag(representation),
        "Cache-Control": visit.cache_control,
    }
    return headers | {"Vary": vary} if vary else headers


class Finished(NamedTuple):
    """An answer as it goes out, and can go out again to who asks the same."""

    status: int
    head: Head
    body: bytes

    @property
    def is_lasting(self) -> bool:
        """Whether it may be given again: it is good, and has an entity tag."""
        return self.status == OK and b"etag" in self.head.values

    async def send(self, scope: Scope, send: Send, known: bytes, request_id: bytes) -> int:
        """Send it, or 304 to who has one of the entity tags `known`; return the status."""
        own = (b"x-request-id", request_id)
        if known and self.is_lasting and _is_among(self.head.values[b"etag"], known):
            kept = [(k, v) for k, v in self.head.pairs if k != b"content-type"]
            await send({"type": "http.response.start", "status": 304, "headers": [*kept, own]})
            await send(NOTHING)
            return 304
        send_whole = scope.get("extensions", {}).get(WHOLE) if self.status == OK else None
        if send_whole and send_whole(self._lines(request_id), self.body):
            return self.status
        length = (b"content-length", b"%d" % len(self.body))
        headers = [*self.head.pairs, length, own]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})
        return self.status

    def _lines(self, request_id: bytes) -> bytes:
        numbers = (self.head.lines, len(self.body), request_id)
        return b"%scontent-length: %d\r\nx-request-id: %s\r\n" % numbers


NOTHING: Message = {"type": "http.response.body", "body": b""}


async def finish(prepared: Prepared, accept_encoding: str) -> Finished:
    """Return an answer as it goes out: compressed where the client takes that."""
    status, head, body = prepared
    if status != OK or not compression.pays(body, head.values[b"content-type"]):
        return Finished(status, head, body)
    coding = compression.choose_coding(accept_encoding)
    if not coding:
        return Finished(status, varying_by_encoding(head), body)
    content_type = head.values[b"content-type"]
    packed = await compression.compress(body, coding, content_type)
    return Finished(status, compressed(head, coding), packed)


def _is_among(etag: bytes, known: bytes) -> bool:
    tags = {tag.strip().removeprefix(b"W/") for tag in known.split(b",")}
    return etag in tags or b"*" in tags
