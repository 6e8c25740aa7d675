"""The headers that every answer has, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
EXPOSED = (
    "ETag, Link, Location, Pcvegraph-Release, Pcvegraph-Removed, Pcvegraph-Undated, "
    "Pcvegraph-Version, Retry-After, X-Request-ID"
)
METHODS = "GET, HEAD, POST, DELETE, OPTIONS"
PREFLIGHT_SECONDS = "86400"

COMMON: list[tuple[bytes, bytes]] = [
    # A browser neither guesses types nor loads others' files.
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", POLICY.encode()),
    # Any page may ask: nothing here depends on who does.
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
]


def preflight(requested: str) -> dict[str, str]:
    """Return what answers a browser that asks whether it may send the headers `requested`."""
    return {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": requested or "*",
        "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        "Vary": "Access-Control-Request-Headers",
    }


class Head:
    """The headers of an answer, those that every answer has among them, and the lines that they are.

    It is made once for all answers that have the same, and says nothing of their length.
    """

    def __init__(self, pairs: Iterable[tuple[bytes, bytes]]) -> None:
        own = list(pairs)
        self.pairs = [*own, *(pair for pair in COMMON if pair not in own)]
        self.values = dict(self.pairs)
        self.lines = b"".join(b"%s: %s\r\n" % pair for pair in self.pairs)
        assert self.lines.count(b"\n") == self.lines.count(b"\r") == len(self.pairs), (
            "one line each"
        )


@lru_cache(maxsize=1024)
def head_of(headers: tuple[tuple[str, str], ...]) -> Head:
    """Return the head of these headers: the same one each time."""
    return Head((name.lower().encode(), value.encode("latin-1")) for name, value in headers)


@lru_cache(maxsize=1024)
def varying_by_encoding(head: Head) -> Head:
    """Return the head of what another client may get compressed."""
    varied = head.values.get(b"vary")
    vary = b"Accept-Encoding" if varied is None else varied + b", Accept-Encoding"
    return Head([*((k, v) for k, v in head.pairs if k != b"vary"), (b"vary", vary)])


@lru_cache(maxsize=1024)
def compressed(head: Head, coding: str) -> Head:
    """Return the head of what is compressed: its entity tag is another, for the bytes are."""
    pairs = dict(varying_by_encoding(head).pairs)
    if etag := pairs.get(b"etag"):
        pairs[b"etag"] = etag.removesuffix(b'"') + b"-" + coding.encode() + b'"'
    return Head([*pairs.items(), (b"content-encoding", coding.encode())])
