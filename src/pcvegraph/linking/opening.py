"""Searching for Python: by what people type, in the data of a root."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.linking.searching.answers import search_names
from pcvegraph.linking.searching.requests import TEXT, read_search_request
from pcvegraph.linking.searching.searcher import Hit
from pcvegraph.linking.working import Names
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings

Choice: TypeAlias = "str | int | Iterable[str]"


def open_names(root: Path | str | None = None) -> Names:
    """Return the things of a root with what finds them; raises NotARootError, GraphRefusedError."""
    folder = find_root(Path(root) if root else None)
    return Names(Evaluator(load_snapshot(folder, Settings.from_environment())))


def search(text: str, root: Path | str | None = None, **choices: Choice) -> list[Hit]:
    """Return what is called as `text`, the best first: each with its score and the name that fits.

    Args:
        text: a name or a part of one, in any language; all things where it is empty.
        root: folder with ontology/, data/ttl/ and queries/; by default the current folder if it is
            one, else the data that came with pcvegraph.
        choices: as the options of `pcvegraph search` (`from_`, for `from` is a word of Python).
            Several values are a list.

    Raises:
        ParameterError: a choice that a search does not have, or a value that does not fit.
    """
    written = {key.rstrip("_"): _written(value) for key, value in choices.items()}
    request = read_search_request({TEXT: text} | written)
    return search_names(open_names(root), request).found.hits


def _written(value: Choice) -> str:
    return str(value) if isinstance(value, str | int) else ",".join(value)
