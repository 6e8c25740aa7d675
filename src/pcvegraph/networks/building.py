"""Build a network of the library: ask, tie, choose, weigh, and set the tables."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode

from pcvegraph.errors import QueryHeadError
from pcvegraph.graph.slices import Slice
from pcvegraph.networks import columns
from pcvegraph.networks.choices import Choices
from pcvegraph.networks.facts import Facts, Thing
from pcvegraph.networks.left_out import FAR, FEW_PUBLISHERS, OUTSIDE_LARGEST, WEAK, LeftOut
from pcvegraph.networks.measures.measuring import measure_nodes
from pcvegraph.networks.network import Column, Network, Table
from pcvegraph.networks.places import Places
from pcvegraph.networks.projections import Projection
from pcvegraph.networks.ties import (
    Edge,
    Groups,
    Key,
    gather,
    is_wanted,
    shared,
    sharing,
    tied,
    weigh_amounts,
    weigh_relations,
    weigh_shared,
)
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.written import check_known
from pcvegraph.vocabulary import local_name

Edges = dict[Key, Edge]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: many small objects are made, and none of them in circles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_uncollected()
def build_network(
    graph: Askable,
    projection: Projection,
    values: Mapping[str, str],
    choices: Choices,
    day: Slice | None = None,
    facts: Facts | None = None,
) -> Network:
    """Return the network that `projection` makes of `graph`.

    Args:
        graph: what answers the queries.
        projection: the network.
        values: parameters of its query that have another value than the default.
        choices: what of the network is wanted.
        day: the time slice that is asked; None for the whole graph.
        facts: what the graph, or the slice, says, where that is known already.

    Raises:
        ParameterError: a value that its query does not take, or a thing that the graph does not have.
        QueryHeadError: a row of its query lacks a column of the network, or has a text there.
        QueryError, EngineError: it cannot be asked so, or not answered.
    """
    facts = facts or Facts(graph, (day.iri,) if day else ())
    left = LeftOut()
    _check_known(choices, facts)
    rows = _checked(facts.rows(projection.query.with_values(values)), projection)
    edges = _make_edges(projection, rows, choices, facts, left)
    edges = _around(_strong(edges, choices, left), choices, left)
    network = _tables(projection, edges, facts, choices)
    network = _largest(network, left) if choices.giant else network
    return _with_degree(replace(network, manifest=_account(network, left)))


def _check_known(choices: Choices, facts: Facts) -> None:
    named = {*choices.countries, *choices.phenomena, *filter(None, (choices.centre,))}
    check_known(named, facts.things)


def _checked(rows: list[Row], projection: Projection) -> list[Row]:
    for row in rows:
        for column in projection.columns:
            if not isinstance(row.get(column), NamedNode):
                raise QueryHeadError(
                    f"{projection.query.head.path}: a row has no IRI as ?{column}.",
                    "Select it, and let each row have one.",
                )
    return rows


def _make_edges(
    projection: Projection, rows: Iterable[Row], choices: Choices, facts: Facts, left: LeftOut
) -> Edges:
    """Return the edges that the rows of the query make, weighed."""
    statements = {
        iri: statement
        for iri, statement in facts.statements.items()
        if is_wanted(statement, choices, facts)
    }
    places = Places(choices, facts, left, concepts_stay=projection.rows == "tied")
    if projection.rows == "shared":
        halves = _attested(sharing(rows, statements), choices, left)
        groups = places.regrouped(halves)
        edges = gather(shared(groups, left), directed=projection.directed)
        weigh_shared(edges, groups, choices.weighting)
        return edges
    ties = places.moved(tied(rows, statements))
    money = projection.sums_amounts
    edges = gather(ties, directed=projection.directed, by_predicate=True, by_currency=money)
    if money:
        weigh_amounts(edges, left)
    else:
        weigh_relations(edges)
    return edges


def _attested(groups: Groups, choices: Choices, left: LeftOut) -> Groups:
    """Return what is shared on the word of enough publishers for each who shares it."""
    found: Groups = {}
    for through, nodes in groups.items():
        for node, statements in nodes.items():
            kept = [s for s in statements if len(s.publishers) >= choices.least_publishers]
            left.count(FEW_PUBLISHERS, len(statements) - len(kept))
            if kept:
                found.setdefault(through, {})[node] = kept
    return found


def _strong(edges: Edges, choices: Choices, left: LeftOut) -> Edges:
    kept = {
        key: edge
        for key, edge in edges.items()
        if edge.weight >= choices.least_weight
        and len(_publishers(edge)) >= choices.least_publishers
    }
    left.count(WEAK, len(edges) - len(kept))
    return kept


def _publishers(edge: Edge) -> frozenset[str]:
    return frozenset().union(*(s.publishers for s in edge.statements.values()))


def _around(edges: Edges, choices: Choices, left: LeftOut) -> Edges:
    """Return the edges between nodes that are at most so many steps from the centre."""
    if not choices.centre:
        return edges
    neighbours: dict[str, set[str]] = {}
    for key in edges:
        neighbours.setdefault(key.source, set()).add(key.target)
        neighbours.setdefault(key.target, set()).add(key.source)
    reached = {choices.centre}
    edge_of_reach = reached
    for _ in range(choices.steps):
        edge_of_reach = set().union(*(neighbours.get(n, ()) for n in edge_of_reach)) - reached
        if not edge_of_reach:
            break
        reached |= edge_of_reach
    kept = {k: e for k, e in edges.items() if k.source in reached and k.target in reached}
    left.count(FAR, len(edges) - len(kept))
    return kept


def _tables(projection: Projection, edges: Edges, facts: Facts, choices: Choices) -> Network:
    ids = sorted({end for key in edges for end in (key.source, key.target)})
    place = {iri: number for number, iri in enumerate(ids)}
    ordered = sorted(edges.items())
    return Network(
        projection.name,
        projection.directed,
        _nodes(ids, facts, choices),
        _edges(projection, ordered, place, facts, choices),
    )


def _nodes(ids: list[str], facts: Facts, choices: Choices) -> Table:
    things = [facts.thing(iri) for iri in ids]
    language = choices.language

    def named(iri: str | None) -> str | None:
        return facts.thing(iri).label(language) if iri else None

    def kind(thing: Thing) -> str | None:
        labels = [facts.labels[iri].shown(language, local_name(iri)).text for iri in thing.kinds]
        return ", ".join(labels) or None

    return columns.table(
        columns.NODES,
        id=ids,
        label=[thing.label(language) for thing in things],
        kind=[kind(thing) for thing in things],
        country=[named(thing.country) for thing in things],
        acronym=[thing.acronym for thing in things],
        external_ids=[thing.external_ids for thing in things],
        start=[thing.bounds.earliest_start for thing in things],
        end=[thing.bounds.latest_end for thing in things],
    )


def _edges(
    projection: Projection,
    ordered: list[tuple[Key, Edge]],
    place: Mapping[str, int],
    facts: Facts,
    choices: Choices,
) -> Table:
    values: dict[str, list[Any]] = {name: [] for name in columns.EDGES}
    says = projection.edges.in_language(choices.language)
    for key, edge in ordered:
        statements = [edge.statements[iri] for iri in sorted(edge.statements)]
        spells = sorted(edge.spells, key=lambda s: (s.start or "", s.end or ""))
        starts, ends = [s.start for s in spells], [s.end for s in spells]
        sources = sorted({source for s in statements for source in s.sources})
        label = facts.labels[key.kind].shown(choices.language, "").text if key.kind else says
        row = {
            "id": _edge_id(key),
            "source": place[key.source],
            "target": place[key.target],
            "kind": label,
            "weight": edge.weight,
            "start": _first_of(starts),
            "end": _last_of(ends),
            "spells": tuple(spells),
            "undated_count": sum(s.bounds.spell is None for s in statements),
            "amount": edge.weight if projection.sums_amounts and edge.weight else None,
            "currency": key.currency or None,
            "through": tuple(sorted(edge.through)),
            "relations": tuple(s.iri for s in statements),
            "source_count": len(sources),
            "publisher_count": len(_publishers(edge)),
            "sources": tuple(sources),
            "anchors": tuple(dict.fromkeys(a for s in statements for a in s.addresses)),
        }
        for name, value in row.items():
            values[name].append(value)
    if projection.rows == "tied":
        del values["through"]
    if not projection.sums_amounts:
        del values["amount"], values["currency"]
    return columns.table(columns.EDGES, **values)


def _first_of(days: Sequence[str | None]) -> str | None:
    """Return the first of the days; None where one is open."""
    return min(day for day in days if day) if days and None not in days else None


def _last_of(days: Sequence[str | None]) -> str | None:
    return max(day for day in days if day) if days and None not in days else None


def _edge_id(key: Key) -> str:
    parts = (local_name(key.source), local_name(key.kind), local_name(key.target), key.currency)
    return "--".join(part for part in parts if part)


def _largest(network: Network, left: LeftOut) -> Network:
    """Return the largest component of the network; of equal ones the first by its nodes' ids."""
    component = measure_nodes(network.unweighed(), ["component"]).nodes["component"]
    kept = [place for place, number in enumerate(component) if number == 1]
    left.count(OUTSIDE_LARGEST, len(component) - len(kept))
    return _only(network, kept)


def _only(network: Network, kept: list[int]) -> Network:
    moved = {place: number for number, place in enumerate(kept)}
    sources, targets = network.edges["source"], network.edges["target"]
    rows = [
        row
        for row, (s, t) in enumerate(zip(sources, targets, strict=True))
        if s in moved and t in moved
    ]
    edges = network.edges.only(rows)
    for end in ("source", "target"):
        column = edges.columns[end]
        edges = edges.with_column(column._replace(values=[moved[p] for p in column.values]))
    return replace(network, nodes=network.nodes.only(kept), edges=edges)


def _with_degree(network: Network) -> Network:
    degrees = [0] * len(network.nodes)
    for end in ("source", "target"):
        for place in network.edges[end]:
            degrees[place] += 1
    kind, meaning = columns.NODES["degree"]
    return network.with_nodes(Column("degree", kind, meaning, degrees))


def _account(network: Network, left: LeftOut) -> dict[str, Any]:
    undated = sum(not spells for spells in network.edges["spells"])
    return {
        "network": network.name,
        "directed": network.directed,
        "counts": {
            "nodes": len(network.nodes),
            "edges": len(network.edges),
            "edges_without_date": undated,
        },
        **left.as_json(),
    }
