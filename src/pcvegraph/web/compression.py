"""Compress what is worth it, in the coding that the client likes best."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli
import zstandard

from pcvegraph.querying.negotiation import choose_coding as choose

LEAST_BYTES = 1_000
"""Below this the header costs more than it saves."""

QUICK_BYTES = 30_000
"""Up to this the event loop compresses itself: a thread would take longer to start."""

COMPRESSED_ALREADY = (b"image/", b"application/zip", b"application/gzip", b"font/")
SVG = b"image/svg+xml"  # an image that is a text
OURS = (b"text/css", b"text/javascript", SVG)
"""What pages load besides themselves: it is compressed once for many, so it may take longer."""

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    # A compressor is no thing for two threads, so that each body has its own.
    "zstd": lambda body: zstandard.ZstdCompressor(level=3).compress(body),
    "br": lambda body: brotli.compress(body, quality=4),
    "gzip": lambda body: gzip.compress(body, compresslevel=5, mtime=0),
}

THOROUGH: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=19).compress(body),
    "br": lambda body: brotli.compress(body, quality=9),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}


def pays(body: bytes, content_type: bytes) -> bool:
    """Return whether `body` is worth compressing."""
    is_dense = content_type.startswith(COMPRESSED_ALREADY) and not content_type.startswith(SVG)
    return len(body) >= LEAST_BYTES and not is_dense


@lru_cache(maxsize=256)
def choose_coding(accept_encoding: str) -> str:
    """Return the coding that Accept-Encoding prefers, ours first among equals; "" for none."""
    return choose(accept_encoding, list(CODINGS))


async def compress(body: bytes, coding: str, content_type: bytes) -> bytes:
    """Return `body` in `coding`; what is large is compressed in a thread."""
    if content_type.startswith(OURS):
        return await asyncio.to_thread(THOROUGH[coding], body)
    if len(body) <= QUICK_BYTES:
        return CODINGS[coding](body)
    return await asyncio.to_thread(CODINGS[coding], body)
