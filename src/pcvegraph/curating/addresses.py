"""Web addresses that lead to the same page although they are spelt differently."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

ARCHIVE = re.compile(
    r"^https?://(?:web\.archive\.org/web|archive\.(?:org|ph|today|is))/(?:\d[\w*]*/)?(?=https?:?/)"
)
TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs\w+)$", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?")


def is_address(text: str) -> bool:
    """Return whether this is an address on the web."""
    return ADDRESS.fullmatch(text) is not None


def page_of(address: str) -> str:
    """Return what two addresses of one page have in common.

    The scheme, `www.`, a port that goes without saying, a slash at the end, the fragment, parameters
    that only track, their order, and the Web Archive before it make no other page.
    """
    inner = ARCHIVE.sub("", address.strip())
    inner = re.sub(r"^(https?):/+", r"\1://", inner)
    parts = urlsplit(inner if "://" in inner else f"http://{inner}")
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    kept = sorted(
        (n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(n)
    )
    path = unquote(re.sub(r"/(?:index\.(?:html?|php))?$", "", parts.path)).rstrip("/")
    return f"{host}{port}{path}" + (f"?{urlencode(kept)}" if kept else "")


def without_tracking(address: str) -> str:
    """Return an address as it is written in the data: without fragment and what only tracks."""
    parts = urlsplit(address.strip())
    pieces = [
        each
        for each in parts.query.split("&")
        if each and not TRACKING.match(each.partition("=")[0])
    ]
    return parts._replace(query="&".join(pieces), fragment="").geturl()
