"""Choose what to send from what the request accepts (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

Choice = TypeVar("Choice")
Tag = TypeVar("Tag", bound=str)
QUALITY = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
REFUSED = 0.0


class Preference(NamedTuple):
    """A media range or language range (lower case), and how much it is wanted: 0 (not) to 1."""

    name: str
    quality: float


def choose(accept: str, offers: Sequence[tuple[Choice, Sequence[str]]]) -> Choice | None:
    """Return the offer that `accept` prefers, or None where it accepts none.

    Args:
        accept: the value of an Accept header; "" accepts anything.
        offers: what there is, each with its media types, ours first: the order breaks ties. The
            first type is the one that is sent; the others only count where they are named.
    """
    preferences = _preferences(accept) or [Preference("*/*", 1.0)]
    best: Choice | None = None
    best_quality = REFUSED
    for choice, (sent, *aliases) in offers:
        named = (p.quality for p in preferences if p.name in aliases)
        quality = max(_quality(sent, preferences), *named, REFUSED)
        if quality > best_quality:
            best, best_quality = choice, quality
    return best


def choose_language(accept_language: str, offers: Sequence[Tag]) -> Tag:
    """Return the language of `offers` that the header prefers, else the first it does not refuse."""
    preferences = sorted(_preferences(accept_language), key=lambda p: -p.quality)
    refused: set[str] = set()
    for preference in preferences:
        primary = preference.name.split("-")[0]
        if preference.quality == REFUSED:
            refused.add(primary)
        elif primary in offers:
            return offers[offers.index(primary)]
    return next((offer for offer in offers if offer not in refused), offers[0])


def _preferences(header: str) -> list[Preference]:
    found: list[Preference] = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found.append(Preference(name, _quality_of(parameters)))
    return found


def _quality_of(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        key, _, value = (piece.strip() for piece in parameter.partition("="))
        if key == "q":
            # What is no quality asks for nothing.
            return float(value) if QUALITY.fullmatch(value) else REFUSED
    return 1.0


def _quality(media_type: str, preferences: Sequence[Preference]) -> float:
    """Return the quality of the most exact range that covers `media_type`; 0 where none does."""
    main = media_type.split("/", maxsplit=1)[0]
    for name in (media_type, f"{main}/*", "*/*"):
        matching = [preference.quality for preference in preferences if preference.name == name]
        if matching:
            return max(matching)
    return REFUSED


def choose_coding(accept_encoding: str, offers: Sequence[str]) -> str:
    """Return the content coding of `offers` that the header prefers; "" for none (identity)."""
    preferences = _preferences(accept_encoding)
    by_name = {preference.name: preference.quality for preference in preferences}
    others = by_name.get("*", REFUSED)
    qualities = {offer: by_name.get(offer, others) for offer in offers}
    best = max(offers, key=lambda offer: qualities[offer])
    return best if qualities[best] > by_name.get("identity", REFUSED) else ""
