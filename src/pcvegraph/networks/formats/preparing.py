"""What is done to a network before any format writes it: checked, and every node given a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from math import isfinite

from pcvegraph.networks.columns import EDGES, NODES, table
from pcvegraph.networks.formats.rows import ROWS_AT_ONCE
from pcvegraph.networks.network import Column, Network, Table, Type, Value

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INT, _LONGEST = 2**31, 2**63
_POSITION = frozenset({"x", "y"})
_OF_EDGES = ("id", "source", "target", "weight")


def prepared(network: Network) -> Network:
    """Return `network` with a label for every node: where it has none, the end of its IRI.

    Raises:
        ValueError: a number is not finite or an integer has more than 64 bits, or a date is not a
            full date; the message names the column.
    """
    nodes = network.nodes if network.nodes.columns else table(NODES, id=(), label=())
    edges = network.edges if network.edges.columns else table(EDGES, **dict.fromkeys(_OF_EDGES, ()))
    for column in (*nodes.columns.values(), *edges.columns.values()):
        _check(column)
    return replace(network, nodes=_labelled(nodes), edges=edges)


def slug(iri: str) -> str:
    """Return what an IRI ends with, behind its last slash or hash."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri


def position(nodes: Table) -> frozenset[str]:
    """Return the columns that are a position: x and y, where both are numbers and there is no gap."""
    found = [nodes.columns[name] for name in _POSITION if name in nodes.columns]
    numbers = [c.name for c in found if c.type in ("double", "integer") and None not in c.values]
    return _POSITION if set(numbers) == _POSITION else frozenset()


def fits_32_bits(column: Column) -> bool:
    """Return whether every integer of a column is one that formats call int, else it is a long."""
    return all(-_INT <= value < _INT for value in set(filter(None, column.values)))


def rewritten(
    given: Table,
    types: Iterable[Type],
    needs: Callable[[str], bool],
    rewrite: Callable[[str], str],
    only: str = "",
) -> tuple[Table, int]:
    """Return the table with the texts that need it rewritten, and how many there were.

    `needs` may be asked of many texts at once, joined: the common case is that none needs it. `types`
    are those of the columns that are looked at; `only` names the one column, where it is not all.
    """
    total = 0
    for column in given.columns.values():
        if column.type not in types or only not in ("", column.name):
            continue
        if not any(map(needs, _joined(column))):
            continue
        values, count = _rewritten_values(column, needs, rewrite)
        given = given.with_column(column._replace(values=values))
        total += count
    return given, total


def _rewritten_values(
    column: Column, needs: Callable[[str], bool], rewrite: Callable[[str], str]
) -> tuple[list[Value], int]:
    count = 0
    values: list[Value] = []
    for value in column.values:
        texts = value if column.type == "strings" else (value or "",)
        if any(map(needs, texts)):
            count += 1
            changed = tuple(map(rewrite, texts))
            values.append(changed if column.type == "strings" else changed[0])
        else:
            values.append(value)
    return values, count


def _joined(column: Column) -> Iterator[str]:
    """Yield the texts of a column, many at once."""
    for start in range(0, len(column.values), ROWS_AT_ONCE):
        values = column.values[start : start + ROWS_AT_ONCE]
        texts = chain.from_iterable(values) if column.type == "strings" else filter(None, values)
        yield "".join(texts)


def _check(column: Column) -> None:
    present = filter(None, column.values)
    if column.type == "double" and not all(map(isfinite, present)):
        raise ValueError(f"Column “{column.name}” has a number that is not finite.")
    if column.type == "integer" and not all(-_LONGEST <= v < _LONGEST for v in set(present)):
        raise ValueError(f"Column “{column.name}” has an integer of more than 64 bits.")
    if column.type == "date":
        _check_dates(column.name, set(present))
    if column.type == "spells":
        _check_dates(column.name, set(filter(None, chain.from_iterable(_spells(column.values)))))


def _spells(values: Sequence[Value]) -> Iterator[tuple[str | None, str | None]]:
    return chain.from_iterable(set(values))


def _check_dates(name: str, dates: set[str]) -> None:
    for day in dates:
        if not _is_date(day):
            raise ValueError(f"Column “{name}” has “{day}”, which is not a full date.")


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _labelled(nodes: Table) -> Table:
    if "label" not in nodes.columns or all(nodes["label"]):
        return nodes
    labels = [label or slug(iri) for label, iri in zip(nodes["label"], nodes["id"], strict=True)]
    return nodes.with_column(nodes.columns["label"]._replace(values=labels))
