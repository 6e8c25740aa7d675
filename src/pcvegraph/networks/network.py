"""A network: two tables of typed columns, one of nodes and one of edges.

Everything made of a network reads these columns and nothing else: a format writes them, a measure adds
one. No object stands for a node or an edge, so that a million of them stay small and quick to write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from pcvegraph.languages import Bilingual

Type = Literal["string", "integer", "double", "boolean", "date", "strings", "spells"]
"""The type of a column's values.

date: a full date, "2015-09-29". strings: a tuple of str. spells: a tuple of `Spell`.
In every type but "strings" and "spells" (where () says so) None means that there is no value.
"""

Value: TypeAlias = Any


class Spell(NamedTuple):
    """A time in which something holds, as full dates; None where its beginning or end is open."""

    start: str | None
    end: str | None


class Column(NamedTuple):
    """A column of a table: its name, the type of its values, what they mean, and the values."""

    name: str
    type: Type
    meaning: Bilingual
    values: Sequence[Value]


@dataclass(frozen=True)
class Table:
    """Columns of the same length, by name, in the order in which they are written."""

    columns: Mapping[str, Column] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).values) if self.columns else 0

    def __getitem__(self, name: str) -> Sequence[Value]:
        """Return the values of the column `name`; raises KeyError."""
        return self.columns[name].values

    def only(self, rows: Sequence[int]) -> Table:
        """Return the table of these rows, in this order."""
        return Table(
            {
                name: column._replace(values=[column.values[row] for row in rows])
                for name, column in self.columns.items()
            }
        )

    def with_column(self, column: Column) -> Table:
        """Return this table with `column` behind the others, or in place of that of its name."""
        return Table({**self.columns, column.name: column})


@dataclass(frozen=True)
class Network:
    """A network and how it came about.

    Nodes have at least the columns `id` (an IRI, unique) and `label`, and are sorted by `id`; edges
    `id` (unique), `source` and `target` (the places of their ends in the table of nodes) and `weight`,
    sorted by the ids of their ends. An edge of an undirected network has its smaller end first.
    There may be parallel edges and loops.

    `manifest` says how it was made and how to cite it, in values that JSON has.
    """

    name: str
    directed: bool
    nodes: Table
    edges: Table
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def with_nodes(self, *columns: Column) -> Network:
        """Return this network with further columns of nodes."""
        nodes = self.nodes
        for column in columns:
            nodes = nodes.with_column(column)
        return replace(self, nodes=nodes)

    def unweighed(self) -> Network:
        """Return this network without the weights of its edges: each counts as 1 in a measure."""
        weight = self.edges.columns["weight"]
        none = weight._replace(values=[None] * len(self.edges))
        return replace(self, edges=self.edges.with_column(none))
