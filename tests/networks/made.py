"""Networks made up for tests: small, with all that the names and values of a real one may bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from pcvegraph.languages import Bilingual
from pcvegraph.networks.columns import EDGES, NODES, table
from pcvegraph.networks.network import Column, Network, Spell, Table, Type

ID = "https://w3id.org/pcvegraph/id/"
NASTY = (
    "",
    " ",
    'Le "Club"',
    "O'Neil & fils",
    "a ]]> b <c/> &amp;",
    "مركز هداية",
    "réseau 🕊️ é",
    "line\nfeed",
    "carriage\rreturn",
    "tab\tbed",
    "nul\0 bell\x07 esc\x1b \ufffe \x85",
    "back\\slash\\",
    "a | b",
    "=1+1",
    "+33 1",
    "-0",
    "@all",
    "\t=2",
    "%s {x} %%",
    "NA",
    "true",
    "1.0",
    "x" * 5000,
)
texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
spells = st.builds(Spell, st.none() | days, st.none() | days)
# igraph refuses subnormal numbers.
numbers = st.sampled_from([0.5, 1.0, 3.0]) | st.floats(
    allow_nan=False, allow_infinity=False, allow_subnormal=False
)
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    "string": st.none() | texts,
    "integer": st.none() | st.integers(-(2**63), 2**63 - 1),
    "double": st.none() | numbers,
    "boolean": st.none() | st.booleans(),
    "date": st.none() | days,
    "strings": st.lists(texts, max_size=3).map(tuple),
    "spells": st.lists(spells, max_size=3).map(tuple),
}
MEANING = Bilingual("what a test says", "ce que dit un essai")


@st.composite
def networks(draw: st.DrawFn, **more: Type) -> Network:
    """Return a strategy of networks with every type of column; `more` names further ones of both."""
    size = draw(st.integers(0, 5))
    names = st.lists(st.integers(0, 999), min_size=size, max_size=size, unique=True)
    iris = sorted(f"{ID}actor-{number}" for number in draw(names))
    kinds = st.none() | st.sampled_from(["Organisation", "State", "<Forum>"])
    nodes = table(
        NODES,
        id=iris,
        label=[draw(st.none() | texts) for _ in iris],
        kind=[draw(kinds) for _ in iris],
        start=[draw(VALUES["date"]) for _ in iris],
        end=[draw(VALUES["date"]) for _ in iris],
    )
    edges = draw(_edges(size))
    columns: dict[str, Type] = {f"a_{kind}": kind for kind in VALUES} | more
    return Network(
        draw(texts),
        draw(st.booleans()),
        draw(_with(nodes, columns)),
        draw(_with(edges, columns)),
        draw(st.sampled_from([{}, MANIFEST])),
    )


MANIFEST = {
    "query": "co-participation",
    "parameters": {"from": "2015-01-01", "kinds": ["Organisation"]},
    "counts": {"nodes": 3, "edges": 4.5},
    "creator": "pcvegraph & ]]> friends",
    "modified": "2026-01-31",
    "licence": None,
}


@st.composite
def _edges(draw: st.DrawFn, size: int) -> Table:
    place = st.integers(0, max(size - 1, 0))
    pairs = draw(st.lists(st.tuples(place, place), max_size=6 if size else 0))
    pairs = sorted(tuple(sorted(pair)) for pair in pairs)
    return table(
        EDGES,
        id=[f"{ID}edge-{number}" for number in range(len(pairs))],
        source=[source for source, _ in pairs],
        target=[target for _, target in pairs],
        kind=[draw(st.none() | texts) for _ in pairs],
        weight=[draw(numbers) for _ in pairs],
        start=[draw(VALUES["date"]) for _ in pairs],
        end=[draw(VALUES["date"]) for _ in pairs],
        spells=[draw(VALUES["spells"]) for _ in pairs],
    )


@st.composite
def _with(draw: st.DrawFn, table: Table, columns: dict[str, Type]) -> Table:
    for name, kind in columns.items():
        values = [draw(VALUES[kind]) for _ in range(len(table))]
        table = table.with_column(Column(name, kind, MEANING, values))
    return table


def network(*, directed: bool = False, **manifest: Any) -> Network:
    """Return one network by hand: three actors, two parallel edges, a loop, positions."""
    iris = [f"{ID}{name}" for name in ("canada", "gctf", "hedayah")]
    nodes = table(
        NODES,
        id=iris,
        label=["Canada", None, "Hedayah هداية"],
        kind=["State", "Forum", "Organisation"],
        external_ids=[("http://www.wikidata.org/entity/Q16",), (), ("a, b", 'c "d" \\ e')],
        start=[None, "2011-09-22", "2012-12-14"],
        degree=[3, 1, 1],
    )
    for name, places in (("x", [0.0, 0.5, 1.0]), ("y", [0.25, -2.0, 1e-7])):
        nodes = nodes.with_column(Column(name, "double", MEANING, places))
    edges = table(
        EDGES,
        id=["one", "two", "three", "four"],
        source=[0, 0, 0, 1],
        target=[1, 1, 2, 1],
        kind=["chairs", "member of", "funds", None],
        weight=[1.0, 2.5, 3.0, 0.1],
        start=["2015-01-01", None, "2016-05-01", None],
        end=["2016-12-31", None, None, None],
        spells=[
            (Spell("2015-01-01", "2015-12-31"), Spell("2016-06-01", "2016-12-31")),
            (),
            (),
            (Spell(None, "2019-01-01"),),
        ],
        relations=[(f"{ID}r1", f"{ID}r2"), (), (f"{ID}r3",), ()],
        source_count=[2, 1, 1, 1],
    )
    return Network("A made network", directed, nodes, edges, manifest)


EMPTY = Network("nothing", directed=False, nodes=Table(), edges=Table())


def with_labels(given: Network, labels: list[str | None]) -> Network:
    """Return `given` with other labels."""
    column = given.nodes.columns["label"]._replace(values=labels)
    return replace(given, nodes=given.nodes.with_column(column))
