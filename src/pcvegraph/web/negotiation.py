"""Choose what to send from what the request accepts (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Choice = TypeVar("Choice")


def choose(accept: str, offers: Sequence[tuple[Choice, Sequence[str]]]) -> Choice | None:
    """Return the offer that `accept` prefers, or None where it accepts none.

    Args:
        accept: the value of an Accept header; "" accepts anything.
        offers: what there is, each with its media types, ours first: the order breaks ties.
    """
    ranges = list(_ranges(accept or "*/*"))
    best: Choice | None = None
    best_quality = 0.0
    for choice, media_types in offers:
        quality = max(_quality(media_type, ranges) for media_type in media_types)
        if quality > best_quality:
            best, best_quality = choice, quality
    return best


def choose_language(accept_language: str, offers: Sequence[str]) -> str:
    """Return the language of `offers` that the header prefers, else the first offer."""
    wanted = sorted(_ranges(accept_language), key=lambda found: -found[1])
    for language, quality in wanted:
        primary = language.split("-")[0].lower()
        if quality > 0 and primary in offers:
            return primary
    return offers[0]


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            yield name.lower(), next(_qualities(parameters), 1.0)


def _qualities(parameters: Sequence[str]) -> Iterator[float]:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                yield min(max(float(value), 0.0), 1.0)
            except ValueError:
                yield 0.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality of the most exact range that covers `media_type`; 0 where none does."""
    main = media_type.split("/", maxsplit=1)[0]
    for name in (media_type, f"{main}/*", "*/*"):
        matching = [quality for wanted, quality in ranges if wanted == name]
        if matching:
            return max(matching)
    return 0.0
