"""The headers that every answer has, whatever it is."""

from __future__ import annotations

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
EXPOSED = "ETag, Link, Pcvegraph-Undated, Pcvegraph-Version, Retry-After, X-Request-ID"
METHODS = "GET, HEAD, POST, OPTIONS"
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
