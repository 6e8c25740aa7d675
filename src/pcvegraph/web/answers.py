"""Answers that carry the version of the data, and how they go out: entity tag, 304, compression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from http import HTTPStatus
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Message, Scope, Send

from pcvegraph.web import compression
from pcvegraph.web.connections import WHOLE
from pcvegraph.web.headers import COMMON
from pcvegraph.web.visits import Visit

VERSION = "Pcvegraph-Version"
HTML = "text/html; charset=utf-8"
BY_FORMAT = "Accept"
BY_FORMAT_AND_LANGUAGE = "Accept, Accept-Language"
NOT_KEPT = {"Cache-Control": "no-store"}

Headers = list[tuple[bytes, bytes]]


class Prepared(NamedTuple):
    """An answer before it is compressed: its status, headers without a length, and bytes."""

    status: int
    headers: Headers
    body: bytes

    @classmethod
    def of(cls, response: Response) -> Prepared:
        """Return what `response` says."""
        headers = [(k, v) for k, v in response.raw_headers if k != b"content-length"]
        return cls(response.status_code, headers, bytes(response.body))


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
    headers = _encoded(tuple(_lasting(visit, content_type, representation, vary).items()))
    if others:
        headers = [*headers, *_encoded(tuple(others.items()))]
    return Prepared(HTTPStatus.OK, headers, body)


def _lasting(visit: Visit, content_type: str, representation: str, vary: str) -> dict[str, str]:
    headers = {
        "Content-Type": content_type,
        VERSION: visit.edition.version,
        "ETag": visit.edition.etag(representation),
        "Cache-Control": visit.settings.cache_control,
    }
    return headers | {"Vary": vary} if vary else headers


@lru_cache(maxsize=1024)
def _encoded(headers: tuple[tuple[str, str], ...]) -> Headers:
    # Not to be changed by who gets it.
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]


@dataclass(frozen=True)
class Finished:
    """An answer as it goes out, and can go out again to who asks the same."""

    status: int
    headers: Headers
    body: bytes
    etag: bytes

    async def send(self, scope: Scope, send: Send, known: bytes, request_id: bytes) -> int:
        """Send it, or 304 to who has one of the entity tags `known`; return the status."""
        own = (b"x-request-id", request_id)
        if known and self.etag and _is_among(self.etag, known):
            kept = [
                (k, v) for k, v in self.headers if k not in (b"content-type", b"content-length")
            ]
            await send({"type": "http.response.start", "status": 304, "headers": [*kept, own]})
            await send(NOTHING)
            return 304
        if self.etag and self.status == HTTPStatus.OK:
            send_whole = scope.get("extensions", {}).get(WHOLE)
            if send_whole and send_whole(
                b"%sx-request-id: %s\r\n" % (self._head, request_id), self.body
            ):
                return self.status
        headers = [*self.headers, own]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})
        return self.status

    @cached_property
    def _head(self) -> bytes:
        lines = [name + b": " + value for name, value in self.headers]
        assert not any(b"\r" in line or b"\n" in line for line in lines), "a header is one line"
        return b"".join(line + b"\r\n" for line in lines)


NOTHING: Message = {"type": "http.response.body", "body": b""}


async def finish(prepared: Prepared, accept_encoding: str) -> Finished:
    """Return an answer as it goes out: compressed where the client takes that, and measured."""
    status, headers, body = prepared
    if len(body) >= compression.LEAST_BYTES and status == HTTPStatus.OK:
        headers, body = await _compressed(headers, body, accept_encoding)
    headers = [*headers, (b"content-length", b"%d" % len(body)), *COMMON]
    return Finished(status, headers, body, dict(headers).get(b"etag", b""))


async def _compressed(headers: Headers, body: bytes, accept_encoding: str) -> tuple[Headers, bytes]:
    if not compression.pays(dict(headers)[b"content-type"]):
        return headers, body
    headers = _vary_by_encoding(headers)
    coding = compression.choose_coding(accept_encoding)
    if not coding:
        return headers, body
    body = await compression.compress(body, coding)
    return [*_tagged(headers, coding.encode()), (b"content-encoding", coding.encode())], body


def _vary_by_encoding(headers: Headers) -> Headers:
    varied = dict(headers).get(b"vary")
    vary = b"Accept-Encoding" if varied is None else varied + b", Accept-Encoding"
    return [*((k, v) for k, v in headers if k != b"vary"), (b"vary", vary)]


def _tagged(headers: Headers, coding: bytes) -> Headers:
    """Return the headers with an entity tag of its own for each coding: the bytes differ."""
    return [
        (k, v.removesuffix(b'"') + b"-" + coding + b'"') if k == b"etag" else (k, v)
        for k, v in headers
    ]


def _is_among(etag: bytes, known: bytes) -> bool:
    tags = {tag.strip().removeprefix(b"W/") for tag in known.split(b",")}
    return etag in tags or b"*" in tags
