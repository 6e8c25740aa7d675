"""The graph as an rdflib Dataset, for people who work in Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pcvegraph.errors import GraphRefusedError
from pcvegraph.graph.reading import load_files, read_bytes
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.snapshot import Snapshot, build_snapshot
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset


def open_graph(
    root: str | Path | None = None, store: Literal["oxigraph", "memory"] = "oxigraph"
) -> Dataset:
    """Return the graph as an `rdflib.Dataset`; its default graph holds every triple.

    Args:
        root: a folder with ontology/, data/ttl/ and queries/; None as for `find_root`.
        store: "oxigraph" answers SPARQL fast (ask it with query text, not prepared queries);
            "memory" is rdflib's own store, which every rdflib tool accepts.

    Raises:
        NotARootError: `root` is not such a folder.
        GraphRefusedError: a file does not parse. Shapes and checks are not run: `check` does that.
        ValueError: another `store`.
    """
    snapshot = load_snapshot(
        find_root(None if root is None else Path(root)), Settings.from_environment()
    )
    dataset = _dataset(snapshot, store)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset


def load_snapshot(root: Root, settings: Settings) -> Snapshot:
    """Return the snapshot of the root's files, without running shapes and checks.

    Raises:
        GraphRefusedError: a file cannot be read or does not parse.
    """
    contents, findings = read_bytes(root, settings)
    store, faults = load_files(contents)
    if problems := sorted(findings + faults):
        first = problems[0]
        raise GraphRefusedError(len(problems), f"{first.place}: {first.message.en}")
    return build_snapshot(store, rules_in(contents))


def rules_in(contents: dict[str, bytes]) -> dict[str, str]:
    """Return the rules among the files of a root: name → CONSTRUCT query."""
    return {
        path.removeprefix("ontology/rules/").removesuffix(".rq"): content.decode()
        for path, content in contents.items()
        if path.startswith("ontology/rules/")
    }


def _dataset(snapshot: Snapshot, store: str) -> Dataset:
    # rdflib takes a tenth of a second to import, which a command that needs no Dataset must not pay.
    from oxrdflib import OxigraphStore  # noqa: PLC0415
    from rdflib import Dataset  # noqa: PLC0415

    from pcvegraph.graph.rdflib_terms import to_dataset  # noqa: PLC0415

    if store == "oxigraph":
        return Dataset(store=OxigraphStore(store=snapshot.store))
    if store == "memory":
        return to_dataset(snapshot.store)
    raise ValueError(f"store is {store!r}; it can be 'oxigraph' or 'memory'")
