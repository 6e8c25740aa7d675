"""pcvegraph: who does what, with whom, since when and on whose word, in P/CVE.

import pcvegraph

graph = pcvegraph.open_graph()   # an rdflib Dataset
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pcvegraph.graph.opening import open_graph

__version__ = version("pcvegraph")
__all__ = ["__version__", "open_graph"]


def __getattr__(name: str) -> Any:
    # Late, so that a command which needs no graph does not pay for importing the engine.
    if name == "open_graph":
        from pcvegraph.graph.opening import open_graph  # noqa: PLC0415

        return open_graph
    raise AttributeError(f"module 'pcvegraph' has no attribute {name!r}")
