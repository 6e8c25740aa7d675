"""Tables of nodes and edges as Parquet (https://parquet.apache.org), typed, in a zip with the manifest.

Needs pyarrow: `pip install 'pcvegraph[networks]'`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import IO, Any

from pcvegraph.languages import Bilingual
from pcvegraph.networks.extras import required
from pcvegraph.networks.formats import texts
from pcvegraph.networks.formats.archive import text, write_archive
from pcvegraph.networks.formats.losses import Holding, Holds, Losses, losses_of
from pcvegraph.networks.formats.metadata import as_json, metadata
from pcvegraph.networks.formats.preparing import prepared
from pcvegraph.networks.formats.tables import TYPE, edges_by_iri, type_is_taken
from pcvegraph.networks.network import Column, Network, Table, Value
from pcvegraph.querying.formats import Writable

NAME = "parquet"
HOLDS = Holds(
    spells=Holding(
        "otherwise",
        Bilingual(
            "Spells are lists of texts, 2015-01-01/2016-12-31, with “..” for an open end.",
            "Les périodes sont des listes de textes, 2015-01-01/2016-12-31, « .. » si ouvertes.",
        ),
    ),
    names=TYPE,
    direction=Holding(
        "yes",
        Bilingual(
            "Directed or Undirected in the column type", "Directed ou Undirected, colonne type"
        ),
    ),
    positions=Holding("yes", Bilingual("as columns", "comme colonnes")),
    manifest=Holding(
        "yes",
        Bilingual(
            "manifest.json in the zip, and pcvegraph in the metadata of both tables",
            "manifest.json dans le zip, et pcvegraph dans les métadonnées des deux tables",
        ),
    ),
)
_ROWS_OF_A_GROUP = 65536


def write(network: Network, output: Writable) -> Losses:
    """Write a zip of nodes.parquet, edges.parquet and manifest.json; return what is lost.

    Raises:
        MissingLibraryError: pyarrow is not installed.
        ValueError: a value that no format takes, see `prepared`.
    """
    _pyarrow()
    network = prepared(network)
    losses = losses_of(NAME, HOLDS, network, {"names": type_is_taken(network)})
    about = as_json(metadata(network, losses), 1)
    files: dict[str, Callable[[IO[bytes]], None]] = {
        "nodes.parquet": partial(_write_table, network.nodes, about),
        "edges.parquet": partial(_write_table, edges_by_iri(network), about),
        "manifest.json": text(about),
    }
    # Its pages are compressed already.
    write_archive(output, files, compressed=False)
    return losses


def _pyarrow(module: str = "pyarrow") -> Any:
    # Optional, and slow to load.
    return required(module, "Parquet")


def _write_table(table: Table, about: str, file: IO[bytes]) -> None:
    parquet = _pyarrow("pyarrow.parquet")
    with parquet.ParquetWriter(file, _schema(table, about), compression="zstd") as writer:
        for start in range(0, len(table), _ROWS_OF_A_GROUP):
            writer.write_batch(_batch(table, writer.schema, start))


def _schema(table: Table, about: str) -> Any:
    pa = _pyarrow()
    fields = [
        pa.field(c.name, _type(pa, c), metadata={"en": c.meaning.en, "fr": c.meaning.fr})
        for c in table.columns.values()
    ]
    return pa.schema(fields, metadata={"pcvegraph": about})


def _type(pa: Any, of: Column) -> Any:
    types = {
        "string": pa.string,
        "integer": pa.int64,
        "double": pa.float64,
        "boolean": pa.bool_,
        "date": pa.date32,
    }
    return types[of.type]() if of.type in types else pa.list_(pa.string())


def _batch(table: Table, schema: Any, start: int) -> Any:
    pa = _pyarrow()
    rows = slice(start, start + _ROWS_OF_A_GROUP)
    columns = zip(table.columns.values(), schema.types, strict=True)
    arrays = [pa.array(_values(c, rows), kind) for c, kind in columns]
    return pa.record_batch(arrays, schema=schema)


def _values(of: Column, rows: slice) -> list[Value]:
    convert: dict[str, Callable[[Value], Value]] = {
        "date": lambda day: day and date.fromisoformat(day),
        "double": lambda number: number if number is None else float(number),
        "strings": list,
        "spells": lambda spells: list(map(texts.interval, spells)),
    }
    values = list(of.values[rows])
    return list(map(convert[of.type], values)) if of.type in convert else values
