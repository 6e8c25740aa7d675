"""GEXF 1.3 (https://gexf.net), which Gephi, Gephi Lite and graphology read; valid by its gexf.rng.

Times are spells, as full dates; colours tell kinds apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import texts, xml
from pcvegraph.networks.formats.colours import colours_of
from pcvegraph.networks.formats.losses import (
    CONTROLS_REMOVED,
    DATES_AS_TEXT,
    Holding,
    Holds,
    Losses,
    losses_of,
)
from pcvegraph.networks.formats.metadata import as_json, metadata
from pcvegraph.networks.formats.preparing import fits_32_bits, position, prepared
from pcvegraph.networks.formats.rows import Field, Texts, column, picked, rows
from pcvegraph.networks.network import Column, Network, Spell, Table, Value
from pcvegraph.querying.formats import Writable

NAME = "gexf"
HOLDS = Holds(
    dates=DATES_AS_TEXT._replace(
        sentence=Bilingual(
            "Dates are texts; those called start and end are the spell of a row without spells too.",
            "Les dates sont des textes ; start et end sont aussi la période de qui n'en a pas.",
        )
    ),
    characters=CONTROLS_REMOVED,
    positions=Holding("yes", Bilingual("the columns x and y", "les colonnes x et y")),
    colours=Holding("yes", Bilingual("by kind, of nodes", "selon la sorte, pour les nœuds")),
)

_NAMESPACES = 'xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OF_NODE = frozenset({"id", "label"})
_OF_EDGE = frozenset({"id", "source", "target", "weight"})
_TIMES = ("start", "end", "spells")


def write(network: Network, output: Writable) -> Losses:
    """Write `network` as GEXF 1.3; return what it loses.

    Of the manifest, `creator` and `modified` (a full date) stand in the elements for them too.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network, removed = xml.without_forbidden(prepared(network))
    losses = losses_of(NAME, HOLDS, network, {"characters": removed})
    for data in _document(network, losses):
        output.write(data)
    return losses


def _document(network: Network, losses: Losses) -> Iterator[bytes]:
    nodes, edges = network.nodes, network.edges
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<gexf {_NAMESPACES} version="1.3">\n'.encode()
    yield _meta(network, losses).encode()
    yield _graph(network).encode()
    of_nodes = _attributes(nodes, _OF_NODE | position(nodes))
    of_edges = _attributes(edges, _OF_EDGE)
    yield (_declared("node", of_nodes) + _declared("edge", of_edges)).encode()
    yield f'<nodes count="{len(nodes)}">\n'.encode()
    yield from rows(_node(nodes, of_nodes), len(nodes))
    yield f'</nodes>\n<edges count="{len(edges)}">\n'.encode()
    yield from rows(_edge(network, of_edges), len(edges))
    yield b"</edges>\n</graph>\n</gexf>\n"


def _meta(network: Network, losses: Losses) -> str:
    manifest = network.manifest
    modified, creator = manifest.get("modified"), manifest.get("creator")
    day = modified if isinstance(modified, str) and _DAY.fullmatch(modified) else ""
    return "".join(
        [
            f'<meta lastmodifieddate="{day}">\n' if day else "<meta>\n",
            f"<creator>{xml.content(creator)}</creator>\n" if isinstance(creator, str) else "",
            f"<description>{xml.content(as_json(metadata(network, losses), 1))}</description>\n",
            "</meta>\n",
        ]
    )


def _graph(network: Network) -> str:
    kind = "directed" if network.directed else "undirected"
    dynamic = _has_times(network.nodes) or _has_times(network.edges)
    times = ' mode="dynamic" timeformat="date"' if dynamic else ' mode="static"'
    return f'<graph defaultedgetype="{kind}"{times}>\n'


def _has_times(table: Table) -> bool:
    return any(any(table[name]) for name in _TIMES if name in table.columns)


def _attributes(table: Table, elsewhere: frozenset[str]) -> list[tuple[str, Column]]:
    """Return the columns that are attributes, each with its number there."""
    own = [c for c in table.columns.values() if c.name not in elsewhere and c.name != "spells"]
    return [(str(number), column) for number, column in enumerate(own)]


def _declared(owner: str, attributes: list[tuple[str, Column]]) -> str:
    if not attributes:
        return ""
    lines = [
        f'<attribute id="{number}" title="{xml.attribute(c.name)}" type="{_type(c)}"/>\n'
        for number, c in attributes
    ]
    return f'<attributes class="{owner}">\n{"".join(lines)}</attributes>\n'


def _type(of: Column) -> str:
    if of.type == "integer":
        return "integer" if fits_32_bits(of) else "long"
    return _TYPES[of.type]


_TYPES = {
    "string": "string",
    "double": "double",
    "boolean": "boolean",
    "date": "string",
    "strings": "liststring",
    "spells": "liststring",
}


def _node(nodes: Table, attributes: list[tuple[str, Column]]) -> list[str | Field]:
    return [
        Field('<node id="', column(nodes["id"]), xml.attributes, '"'),
        Field(' label="', column(nodes["label"]), xml.attributes, '"'),
        ">",
        *_values(attributes),
        *_spells(nodes),
        *_colour(nodes),
        *_position(nodes),
        "</node>\n",
    ]


def _edge(network: Network, attributes: list[tuple[str, Column]]) -> list[str | Field]:
    edges = network.edges
    iri = picked(xml.attributes(list(network.nodes["id"])))
    parts: list[str | Field] = [
        Field('<edge id="', column(edges["id"]), xml.attributes, '"'),
        Field(' source="', column(edges["source"]), iri, '"'),
        Field(' target="', column(edges["target"]), iri, '"'),
        Field(' weight="', column(edges["weight"]), texts.doubles, '"'),
    ]
    if "kind" in edges.columns and edges.columns["kind"].type == "string":
        parts.append(Field(' kind="', column(edges["kind"]), xml.attributes, '"'))
    return [*parts, ">", *_values(attributes), *_spells(edges), "</edge>\n"]


def _values(attributes: list[tuple[str, Column]]) -> list[str | Field]:
    if not attributes:
        return []
    return ["<attvalues>", *[_value(number, c) for number, c in attributes], "</attvalues>"]


def _value(number: str, of: Column) -> Field:
    quote = "'" if of.type in ("strings", "spells") else '"'
    return Field(
        f"<attvalue for={quote}{number}{quote} value={quote}",
        column(of.values),
        _TEXTS[of.type],
        f"{quote}/>",
        texts.absent(of.type),
    )


def _lists(values: list[Value]) -> list[str]:
    """Return lists of text, none of them empty, as Gephi writes arrays.

    Source: FormattingAndParsingUtils of gephi/graphstore, which knows no other escapes than these two.
    """
    # XML forbids both separators, so that they are in no text.
    text = "\0".join(map("\1".join, values)).replace("\\", "\\\\").replace('"', '\\"')
    arrays = text.replace("\1", '", "').replace("\0", '"]\0["')
    return xml.singly_quoted(f'["{arrays}"]'.split("\0"))


def _intervals(values: list[Value]) -> list[str]:
    return _lists([tuple(map(texts.interval, spells)) for spells in values])


_TEXTS: dict[str, Texts] = {
    "string": xml.attributes,
    "integer": texts.integers,
    "double": texts.doubles,
    "boolean": texts.booleans,
    "date": texts.strings,
    "strings": _lists,
    "spells": _intervals,
}


# Times


def _spells(table: Table) -> list[str | Field]:
    read = _times(table)
    return [Field("", read, lambda values: list(map(_spells_element, values)))] if read else []


def _times(table: Table) -> Callable[[slice], list[Value]] | None:
    """Return what gives the spells of rows: those they have, else the one of their start and end."""
    spells, start, end = (_times_column(table, name) for name in _TIMES[2:] + _TIMES[:2])
    if not (spells or start or end):
        return None
    none: list[Value] = [None] * len(table)

    def read(chunk: slice) -> list[Value]:
        own, first, last = ((values or none)[chunk] for values in (spells, start, end))
        return [
            o or ((Spell(a, b),) if a or b else ())
            for o, a, b in zip(own, first, last, strict=True)
        ]

    return read


def _times_column(table: Table, name: str) -> list[Value]:
    found = table.columns.get(name)
    fits = found and found.type == ("spells" if name == "spells" else "date")
    return list(found.values) if found and fits else []


@lru_cache(maxsize=65536)
def _spells_element(spells: tuple[Spell, ...]) -> str:
    """Return the element of spells; what holds at any time, as one open spell says, has none."""
    if not spells or any(spell == (None, None) for spell in spells):
        return ""
    return f"<spells>{''.join(map(_spell, spells))}</spells>"


def _spell(spell: Spell) -> str:
    start = f' start="{spell.start}"' if spell.start else ""
    end = f' end="{spell.end}"' if spell.end else ""
    return f"<spell{start}{end}/>"


# What is seen


def _colour(nodes: Table) -> list[str | Field]:
    if "kind" not in nodes.columns or nodes.columns["kind"].type != "string":
        return []
    colours = colours_of(nodes["kind"])
    elements = {
        kind: f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
        for kind, (red, green, blue) in colours.items()
    }
    element: Callable[[Value], str] = elements.__getitem__
    # No value is a kind too, with a colour of its own; () is never one.
    return [Field("", column(nodes["kind"]), lambda kinds: list(map(element, kinds)), absent=())]


def _position(nodes: Table) -> list[str | Field]:
    if not position(nodes):
        return []
    return [
        Field('<viz:position x="', column(nodes["x"]), texts.doubles),
        Field('" y="', column(nodes["y"]), texts.doubles, '"/>'),
    ]
