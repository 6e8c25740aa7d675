"""Rows of JSON objects from columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pcvegraph.networks.formats.json_texts import TEXTS
from pcvegraph.networks.formats.metadata import as_json
from pcvegraph.networks.formats.rows import Field, Texts, column, picked
from pcvegraph.networks.formats.texts import absent
from pcvegraph.networks.network import Column, Table


def member(name: str, of: Column, texts: Mapping[str, Texts] = TEXTS, lead: str = ", ") -> Field:
    """Return a member of an object: `lead`, its name and the value of a column, where it has one."""
    before = f"{lead}{as_json(name)}: "
    return Field(before, column(of.values), texts[of.type], absent=absent(of.type))


def members(
    table: Table, given: Mapping[str, str], texts: Mapping[str, Texts] = TEXTS
) -> list[Field]:
    """Return a member for each column that has a name in `given`; none is the first of its object."""
    return [member(name, table.columns[own], texts) for own, name in given.items()]


def ends(table: Table, iris: list[str], source: str, target: str) -> list[Field]:
    """Return the members of an edge that name its ends: `iris` are those of nodes, as JSON."""
    return [
        Field(f", {as_json(member)}: ", column(table[end]), picked(iris))
        for end, member in (("source", source), ("target", target))
    ]


def attributes(table: Table, elsewhere: Collection[str]) -> list[str]:
    """Return the names of the columns that are not written `elsewhere`."""
    return [name for name in table.columns if name not in elsewhere]
