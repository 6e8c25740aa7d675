"""What every network says of itself: how it was made, from which version, and how to cite it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from pcvegraph import __version__
from pcvegraph.networks.choices import FLAGS, TRUTHS
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import Projection

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = f"pcvegraph {__version__}"


def with_manifest(
    network: Network, projection: Projection, written: Mapping[str, str], version: str
) -> Network:
    """Return `network` with its manifest; `written` are the parameters as they were asked."""
    title = projection.query.title
    manifest: dict[str, Any] = {
        "title": title.en,
        "title_fr": title.fr,
        **network.manifest,
        "nodes_are": projection.nodes._asdict(),
        "edges_are": projection.edges._asdict(),
        "weight_is": projection.weight._asdict(),
        "parameters": dict(written),
        "version": version,
        "licence": LICENCE,
        "cite": f"pcvegraph, version {version[:12]}, network “{projection.name}”.",
        "creator": CREATOR,
        "command": command_of(projection, written),
        "address": address_of(projection.name, written),
        "query": projection.query.with_values(_own(projection, written)),
    }
    return replace(network, manifest=manifest)


def command_of(projection: Projection, written: Mapping[str, str]) -> str:
    """Return the command that makes the network again."""
    own = _own(projection, written)
    options = [f"--parameter={name}={value}" for name, value in own.items()]
    for name, value in written.items():
        if name not in own:
            options += _option(name, value)
    return shlex.join(["pcvegraph", "network", projection.name, *options])


def _option(name: str, value: str) -> list[str]:
    if name not in FLAGS:
        return [f"--{name}={value}"]
    return [f"--{name}"] if TRUTHS[value] else []


def _own(projection: Projection, written: Mapping[str, str]) -> dict[str, str]:
    """Return what is written of the query's own parameters."""
    return {name: written[name] for name in projection.query.parameters if name in written}


def address_of(name: str, written: Mapping[str, str]) -> str:
    """Return the address of the network on a service, without its host and extension."""
    return f"/networks/{name}" + ("?" + urlencode(written) if written else "")
