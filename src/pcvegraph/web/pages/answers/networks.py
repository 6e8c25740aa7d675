"""Two columns of things as nodes and lines, as the island of a neighbourhood reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Shown
from pcvegraph.web.pages.answers.kinds import kinds_of
from pcvegraph.web.pages.answers.reading import Row
from pcvegraph.web.pages.answers.views import Fit

MOST_NODES = 300
FAMILY = "Entity"
"""What decides shape and colour there: an answer does not say of which kind things are."""


def things_in(fit: Fit, rows: Sequence[Row]) -> list[str]:
    """Return the IRIs of the things to draw: those that most rows have, no more than MOST_NODES."""
    counts = Counter(row[name]["value"] for row in rows for name in fit.columns if name in row)
    return [iri for iri, _ in counts.most_common(MOST_NODES)]


def as_network(
    fit: Fit,
    rows: Sequence[Row],
    names: Mapping[str, Shown],
    address_of: Callable[[str], str],
) -> dict[str, Any]:
    """Return nodes, and an edge for each row that has both of its things, in the words of that island.

    Args:
        fit: the two columns.
        rows: the rows.
        names: what things are called, by IRI: those to draw.
        address_of: what returns the address of the page of an IRI.
    """
    statement = _statement(rows)
    ends = [tuple(row.get(name, {}).get("value", "") for name in fit.columns) for row in rows]
    drawn = [
        (source, target, row.get(statement, {}).get("value", ""))
        for row, (source, target) in zip(rows, ends, strict=True)
        if source in names and target in names
    ]
    return {
        "most": MOST_NODES,
        "left_out": len(rows) - len(drawn),
        "nodes": [_node(iri, shown, address_of(iri)) for iri, shown in names.items()],
        "edges": [
            {
                "id": relation or f"{source} {target}",
                "from": source,
                "to": target,
                "relation": "",
                "disputed": False,
                "address": address_of(relation) if relation else "",
            }
            for source, target, relation in dict.fromkeys(drawn)
        ],
    }


def _node(iri: str, shown: Shown, address: str) -> dict[str, str]:
    slug = find_slug(iri) or iri
    told = {"id": iri, "slug": slug, "name": shown.text, "lang": shown.language, "address": address}
    return told | {"kind": "", "family": FAMILY}


def _statement(rows: Sequence[Row]) -> str:
    """Return the column that says which relation a row is; "" without one."""
    columns = dict.fromkeys(name for row in rows for name in row)
    kinds = kinds_of(columns, rows)
    return next((name for name in columns if kinds[name] == "statement"), "")
