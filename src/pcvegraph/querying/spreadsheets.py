"""Texts that a spreadsheet shows as they are: it takes those that begin like a formula for one.

Only tables that are meant for spreadsheets are written so; SPARQL's own CSV and TSV never are.
"""

from __future__ import annotations

RISKY = frozenset("=+-@\t\r")
"""What a text begins with that a spreadsheet would run."""


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet would take `text` for a formula."""
    return text[:1] in RISKY


def guarded(text: str) -> str:
    """Return `text`, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if is_risky(text) else text
