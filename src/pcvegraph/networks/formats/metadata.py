"""What a file says of itself: the network's name, its manifest and what the file lost."""

from __future__ import annotations

import json
from typing import Any

from pcvegraph.networks.formats.losses import Losses
from pcvegraph.networks.network import Network


def metadata(network: Network, losses: Losses) -> dict[str, Any]:
    """Return the name, the direction, the manifest and the losses, as JSON has them."""
    return {
        "network": network.name,
        "directed": network.directed,
        "manifest": dict(network.manifest),
        "losses": told(losses),
    }


def told(losses: Losses) -> list[dict[str, Any]]:
    """Return losses as JSON has them, in both languages."""
    return [
        {"what": loss.what, "count": loss.count, "en": loss.sentence.en, "fr": loss.sentence.fr}
        for loss in losses
    ]


def as_json(value: Any, indent: int | None = None) -> str:
    """Return `value` as JSON; a ValueError where it has a number that JSON has not."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
