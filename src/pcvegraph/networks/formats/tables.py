"""Tables of nodes and edges as CSV (RFC 4180, UTF-8), alone or together in a zip with the manifest.

They are meant for spreadsheets: a text that one would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import IO

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import texts, xml
from pcvegraph.networks.formats.archive import text, write_archive
from pcvegraph.networks.formats.bars import without_bars
from pcvegraph.networks.formats.losses import (
    DATES_AS_TEXT,
    INTERVALS,
    JOINED,
    YES,
    Holding,
    Holds,
    Losses,
    losses_of,
)
from pcvegraph.networks.formats.metadata import as_json, metadata
from pcvegraph.networks.formats.naming import names
from pcvegraph.networks.formats.preparing import prepared
from pcvegraph.networks.formats.rows import ROWS_AT_ONCE, Field, column
from pcvegraph.networks.network import Column, Network, Table, Value
from pcvegraph.querying.formats import Writable
from pcvegraph.querying.spreadsheets import guarded, is_risky

TOGETHER, NODES_ALONE, EDGES_ALONE = "csv", "nodes.csv", "edges.csv"
_CHARACTERS = Holding(
    "otherwise",
    Bilingual(
        "Control characters are removed; a text that begins with = + - @ or a tab gets an "
        "apostrophe before it, so that no spreadsheet takes it for a formula.",
        "Les caractères de contrôle sont ôtés ; un texte qui commence par = + - @ ou une tabulation "
        "est précédé d'une apostrophe, pour qu'aucun tableur n'y voie une formule.",
    ),
)
_TYPES = Holding(
    "otherwise",
    Bilingual(
        "Types are not stated; no text and an empty text are the same.",
        "Les types ne sont pas dits ; l'absence de texte et un texte vide se confondent.",
    ),
)
_TYPES_BESIDE = Holding(
    "otherwise",
    Bilingual(
        "Types stand in manifest.json; no text and an empty text are the same.",
        "Les types sont dans manifest.json ; l'absence de texte et un texte vide se confondent.",
    ),
)
_NO_MANIFEST = Holding(
    "no",
    Bilingual("The manifest does not fit in the table.", "Le manifeste n'entre pas dans la table."),
)
_DIRECTION = Holding(
    "yes",
    Bilingual("Directed or Undirected in the column type", "Directed ou Undirected, colonne type"),
)
TYPE = Holding(
    "otherwise",
    Bilingual(
        "A column of edges called type is written type_.",
        "Une colonne type des liens devient type_.",
    ),
)
_NO_EDGES = Holding("no", Bilingual("Edges are left out.", "Les liens sont omis."))
_AS_COLUMNS = Holding("yes", Bilingual("as columns", "comme colonnes"))
_NO_NODES = Holding("no", Bilingual("Nodes are left out.", "Les nœuds sont omis."))

HOLDS = Holds(
    types=_TYPES_BESIDE,
    lists=JOINED,
    dates=DATES_AS_TEXT,
    spells=INTERVALS,
    characters=_CHARACTERS,
    names=TYPE,
    direction=_DIRECTION,
    positions=_AS_COLUMNS,
    manifest=Holding("yes", Bilingual("manifest.json in the zip", "manifest.json dans le zip")),
)
HOLDS_NODES = replace(
    HOLDS,
    types=_TYPES,
    names=YES,
    direction=_NO_EDGES,
    parallel_edges=_NO_EDGES,
    loops=_NO_EDGES,
    manifest=_NO_MANIFEST,
)
HOLDS_EDGES = replace(HOLDS, types=_TYPES, positions=_NO_NODES, manifest=_NO_MANIFEST)

_TEXTUAL = ("string", "date", "strings", "spells")


def write(network: Network, output: Writable) -> Losses:
    """Write a zip of nodes.csv, edges.csv and manifest.json; return what is lost.

    manifest.json says of each column its type and what it means, and what was lost.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network, count = _safe(prepared(network))
    losses = losses_of(
        TOGETHER, HOLDS, network, {"characters": count, "names": type_is_taken(network)}
    )
    edges = edges_by_iri(network)
    beside = metadata(network, losses) | {
        "columns": {"nodes": described(network.nodes), "edges": described(edges)}
    }
    files: dict[str, Callable[[IO[bytes]], None]] = {
        "nodes.csv": partial(_write_table, network.nodes),
        "edges.csv": partial(_write_table, edges),
        "manifest.json": text(as_json(beside, 1)),
    }
    write_archive(output, files)
    return losses


def write_nodes(network: Network, output: Writable) -> Losses:
    """Write the nodes as CSV; return what is lost of them, as `write` does."""
    network, count = _safe(replace(prepared(network), edges=Table()))
    counted = {"characters": count, "types": _typed(network.nodes), "direction": 0}
    _write_table(network.nodes, output)
    return losses_of(NODES_ALONE, HOLDS_NODES, network, counted)


def write_edges(network: Network, output: Writable) -> Losses:
    """Write the edges as CSV, their ends by IRI; return what is lost of them, as `write` does."""
    network = prepared(network)
    alone, count = _safe(replace(network, nodes=Table()))
    _write_table(edges_by_iri(replace(network, edges=alone.edges)), output)
    counted = {"characters": count, "types": _typed(alone.edges)}
    counted["names"] = type_is_taken(network)
    return losses_of(EDGES_ALONE, HOLDS_EDGES, alone, counted)


def edges_by_iri(network: Network) -> Table:
    """Return the edges with the IRIs of their ends, and whether they are directed as `type`.

    Those are the columns by which Gephi knows a table of edges. A `type` of their own is `type_`.
    """
    edges, iris = network.edges, network.nodes["id"]
    kind = "Directed" if network.directed else "Undirected"
    meaning = Bilingual("whether it has a direction", "s'il a une direction")
    columns = [
        *[
            _by_iri(c, iris) if c.name in ("source", "target") else c
            for c in edges.columns.values()
        ],
        Column("type", "string", meaning, [kind] * len(edges)),
    ]
    given = names((c.name for c in columns[:-1]), {"type"})
    own = [*(given[c.name] for c in columns[:-1]), "type"]
    return Table({name: c._replace(name=name) for name, c in zip(own, columns, strict=True)})


def type_is_taken(network: Network) -> int:
    """Return how many columns of edges give way to the `type` of `edges_by_iri`: one or none."""
    return int("type" in network.edges.columns)


def _by_iri(end: Column, iris: Sequence[Value]) -> Column:
    return end._replace(type="string", values=[iris[place] for place in end.values])


def described(table: Table) -> dict[str, dict[str, str]]:
    """Return of each column its type and what it means, in both languages."""
    return {
        name: {"type": column.type, "en": column.meaning.en, "fr": column.meaning.fr}
        for name, column in table.columns.items()
    }


def _typed(table: Table) -> int:
    return sum(column.type not in _TEXTUAL for column in table.columns.values())


def _write_table(table: Table, file: Writable | IO[bytes]) -> None:
    fields = [
        Field("", column(c.values), texts.PLAIN[c.type], absent=texts.absent(c.type))
        for c in table.columns.values()
    ]
    file.write(_rows([table.columns]))
    for start in range(0, len(table), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        file.write(_rows(zip(*(field.filled(rows)[1] for field in fields), strict=True)))


def _rows(cells: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue().encode()


# Texts that are safe in a spreadsheet


def _safe(network: Network) -> tuple[Network, int]:
    """Return `network` with texts that a spreadsheet shows, and how many were changed for that."""
    clean, removed = xml.without_forbidden(without_bars(network))
    nodes, in_nodes = _guarded(clean.nodes)
    edges, in_edges = _guarded(clean.edges)
    return replace(clean, nodes=nodes, edges=edges), removed + in_nodes + in_edges


def _guarded(table: Table) -> tuple[Table, int]:
    total = 0
    for of in table.columns.values():
        count = sum(map(_is_risky, of.values)) if of.type in ("string", "strings") else 0
        if count:
            table = table.with_column(of._replace(values=list(map(_guard, of.values))))
        total += count
    return table, total


def _is_risky(value: Value) -> bool:
    first = value[0] if isinstance(value, tuple) and value else value
    return isinstance(first, str) and is_risky(first)


def _guard(value: Value) -> Value:
    if not _is_risky(value):
        return value
    return (guarded(str(value[0])), *value[1:]) if isinstance(value, tuple) else guarded(str(value))
