"""Networks for Python: by name and choices, as a networkx graph or as two frames."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.networks.conversion import to_frames, to_networkx
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import find_projection, read_projections
from pcvegraph.networks.requests import make_network, read_network_request
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.settings import Settings

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Choice: TypeAlias = "str | float | bool | Iterable[str]"


def open_network(name: str, root: Path | str | None = None, **choices: Choice) -> Network:
    """Return the network `name` of the library, as two tables of typed columns.

    Args:
        name: what `pcvegraph network --list` calls it.
        root: folder with ontology/, data/ttl/ and queries/; by default the current folder if it is
            one, else the data that came with pcvegraph.
        choices: as the options of the command, with "_" for "-" (`as_of`, `least_weight`; `from_`,
            for `from` is a word of Python), and the parameters of the network's query. Several
            values are a list.

    Raises:
        UnknownNetworkError: there is no such network.
        ParameterError: a choice that it does not have, or a value that does not fit.
        MissingLibraryError: a measure needs a library that is not installed.
    """
    folder = find_root(Path(root) if root else None)
    projection = find_projection(read_projections(read_library(folder)), name)
    written = {_written_name(key): _written(value) for key, value in choices.items()}
    request = read_network_request(projection, written)
    snapshot = load_snapshot(folder, Settings.from_environment())
    return make_network(Evaluator(snapshot), request, snapshot.version)


def network(name: str, root: Path | str | None = None, **choices: Choice) -> nx.Graph[str]:
    """Return the network as a graph of networkx, with typed attributes: see `to_networkx`.

    Arguments and errors are those of `open_network`.
    """
    return to_networkx(open_network(name, root, **choices))


def network_frames(
    name: str, root: Path | str | None = None, **choices: Choice
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the network as a frame of nodes and one of edges: see `to_frames`.

    Arguments and errors are those of `open_network`.
    """
    return to_frames(open_network(name, root, **choices))


def _written_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _written(value: Choice) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | float | int):
        return str(value)
    return ",".join(value)
