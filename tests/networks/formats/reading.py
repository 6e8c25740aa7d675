"""What a file of a network should hold, in the words of the reader that is asked."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from pcvegraph.networks.formats.known import find_network_format
from pcvegraph.networks.formats.losses import Losses
from pcvegraph.networks.formats.preparing import slug
from pcvegraph.networks.network import Column, Network, Spell, Table, Value

# Said otherwise than in the code under test: what Python's own XML parser refuses.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written(network: Network, name: str) -> tuple[bytes, Losses]:
    """Return the bytes of `network` in the format `name`, and what they lose."""
    output = io.BytesIO()
    losses = find_network_format(name).write(network, output)
    return output.getvalue(), losses


def lost(losses: Losses) -> dict[str, int]:
    """Return how many of what were lost."""
    return {loss.what: loss.count for loss in losses}


def clean(text: str) -> str:
    """Return `text` less what XML forbids."""
    return FORBIDDEN.sub("", text)


def same(text: str) -> str:
    """Return `text`."""
    return text


def interval(spell: Spell) -> str:
    """Return a spell as the formats without spells write it."""
    return f"{spell.start or '..'}/{spell.end or '..'}"


def bars(items: tuple[str, ...], text: Callable[[str], str]) -> str:
    """Return a list as the formats without lists write it."""
    return " | ".join(text(item).replace("|", "¦") for item in items)


def rows(table: Table) -> Iterator[dict[str, tuple[Column, Value]]]:
    """Yield each row: of every column that has a value there, the column and the value."""
    for place in range(len(table)):
        yield {
            name: (column, column.values[place])
            for name, column in table.columns.items()
            if column.values[place] not in (None, ())
        }


def label(network: Network, place: int) -> str:
    """Return the label that a node is to have."""
    return network.nodes["label"][place] or slug(network.nodes["id"][place])


def expected(
    network: Network, table: Table, convert: Callable[[Column, Value], Any]
) -> list[dict[str, Any]]:
    """Return each row with its values as `convert` gives them; nodes have their label."""
    found = []
    for place, row in enumerate(rows(table)):
        if table is network.nodes:
            column = table.columns["label"]
            row["label"] = (column, label(network, place))
        found.append({name: convert(*cell) for name, cell in row.items()})
    return found
