"""Lists that are joined by " | " and can be parted again."""

from __future__ import annotations

from pcvegraph.networks.formats.preparing import rewritten
from pcvegraph.networks.network import Network


def without_bars(network: Network) -> Network:
    """Return `network` with "¦" for every "|" in an item of a list, so that only bars part items."""
    nodes, _ = rewritten(network.nodes, ("strings",), _has_bar, _broken)
    edges, _ = rewritten(network.edges, ("strings",), _has_bar, _broken)
    return Network(network.name, network.directed, nodes, edges, network.manifest)


def _has_bar(text: str) -> bool:
    return "|" in text


def _broken(text: str) -> str:
    return text.replace("|", "¦")
