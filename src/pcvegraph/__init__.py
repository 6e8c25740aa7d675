"""pcvegraph: who does what, with whom, since when and on whose word, in P/CVE.

import pcvegraph

graph = pcvegraph.open_graph()   # an rdflib Dataset
shared = pcvegraph.network("co-participation", as_of="2018-12-31")   # a networkx graph
nodes, edges = pcvegraph.network_frames("funding")   # two pandas frames
hits = pcvegraph.search("centre prevention radicalisation")   # the best first
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pcvegraph.graph.opening import open_graph
    from pcvegraph.linking.opening import search
    from pcvegraph.networks.opening import network, network_frames, open_network

__version__ = version("pcvegraph")
__all__ = ["__version__", "network", "network_frames", "open_graph", "open_network", "search"]

_PLACES = {
    "open_graph": "pcvegraph.graph.opening",
    "network": "pcvegraph.networks.opening",
    "network_frames": "pcvegraph.networks.opening",
    "open_network": "pcvegraph.networks.opening",
    "search": "pcvegraph.linking.opening",
}


def __getattr__(name: str) -> Any:
    # Late, so that a command which needs no graph does not pay for importing the engine.
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'pcvegraph' has no attribute {name!r}")
