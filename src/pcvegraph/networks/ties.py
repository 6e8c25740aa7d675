"""From the rows of a query to ties between two things, and from ties to edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product
from typing import NamedTuple

from pcvegraph.languages import Bilingual
from pcvegraph.networks.choices import Choices, Weighting
from pcvegraph.networks.facts import PUNCTUAL, TIMELESS, Bounds, Facts, Statement
from pcvegraph.networks.left_out import (
    DISPUTED,
    NEITHER,
    NEVER_TOGETHER,
    NO_AMOUNT,
    SAME_MONEY,
    LeftOut,
)
from pcvegraph.networks.network import Spell
from pcvegraph.querying.evaluation import Row
from pcvegraph.vocabulary import PREFIXES

ALWAYS = Spell(None, None)
FIRST, LAST = "0000-00-00", "9999-99-99"


class Tie(NamedTuple):
    """Two things that something ties: the relations that say so, and the thing that they share, if any.

    `spell` is when that may have held; None where nothing is known of it.
    """

    source: str
    target: str
    statements: tuple[Statement, ...]
    through: str
    spell: Spell | None


class Key(NamedTuple):
    """What makes ties one edge: their ends, what the edge says, and the currency of its money."""

    source: str
    target: str
    kind: str
    currency: str


@dataclass
class Edge:
    """An edge while ties are gathered to it."""

    statements: dict[str, Statement] = field(default_factory=dict)
    through: set[str] = field(default_factory=set)
    spells: set[Spell] = field(default_factory=set)
    weight: float = 0.0


def is_wanted(statement: Statement, choices: Choices, facts: Facts) -> bool:
    """Return whether the time and the predicates of `choices` leave `statement` in."""
    if choices.predicates and statement.predicate not in choices.predicates:
        return False
    temporality = facts.temporality.get(statement.predicate)
    if temporality == TIMELESS or not (choices.start or choices.end):
        return True
    if choices.certain:
        return _certainly_meets(statement.bounds, choices, lasts=temporality == PUNCTUAL)
    return _may_meet(statement.bounds, choices)


def _may_meet(bounds: Bounds, choices: Choices) -> bool:
    start, end = _time(choices)
    return (bounds.earliest_start or FIRST) <= end and (bounds.latest_end or LAST) >= start


def _certainly_meets(bounds: Bounds, choices: Choices, *, lasts: bool) -> bool:
    start, end = _time(choices)
    not_ended = LAST if lasts else bounds.not_ended
    if bounds.begun is None or not_ended is None:
        return False
    return bounds.begun <= end and not_ended >= start


def _time(choices: Choices) -> tuple[str, str]:
    start = choices.start.isoformat() if choices.start else FIRST
    return start, choices.end.isoformat() if choices.end else LAST


def tied(rows: Iterable[Row], statements: Mapping[str, Statement]) -> Iterator[Tie]:
    """Yield a tie for each row `?source ?target ?relation` whose relation is among `statements`."""
    for row in rows:
        statement = statements.get(row["relation"].value)
        if statement:
            ends = row["source"].value, row["target"].value
            yield Tie(*ends, (statement,), "", statement.bounds.spell)


Groups = dict[str, dict[str, list[Statement]]]
"""By shared thing and node the relations that say so."""


def sharing(rows: Iterable[Row], statements: Mapping[str, Statement]) -> Groups:
    """Return by shared thing and node the relations of the rows `?node ?through ?relation`."""
    found: Groups = {}
    for row in rows:
        statement = statements.get(row["relation"].value)
        if statement:
            nodes = found.setdefault(row["through"].value, {})
            nodes.setdefault(row["node"].value, []).append(statement)
    return found


def shared(groups: Mapping[str, Mapping[str, Sequence[Statement]]], left: LeftOut) -> Iterator[Tie]:
    """Yield the ties of each two nodes that share a thing at what may have been the same time.

    There is one for each two relations that meet, so that times apart stay apart.
    """
    for through, nodes in groups.items():
        timed = {node: [(s.bounds.spell or ALWAYS, s) for s in nodes[node]] for node in nodes}
        for source, target in combinations(sorted(timed), 2):
            met = False
            for (one, first), (other, second) in product(timed[source], timed[target]):
                spell = _both(one, other)
                if spell:
                    met = True
                    known = None if spell == ALWAYS else spell
                    yield Tie(source, target, (first, second), through, known)
            left.count(NEVER_TOGETHER, not met)


def _both(one: Spell, other: Spell) -> Spell | None:
    start = max(filter(None, (one.start, other.start)), default=None)
    end = min(filter(None, (one.end, other.end)), default=None)
    return None if start and end and start > end else Spell(start, end)


def gather(
    ties: Iterable[Tie], *, directed: bool, by_predicate: bool = False, by_currency: bool = False
) -> dict[Key, Edge]:
    """Return the edges that `ties` make; an undirected one has its smaller end first.

    With `by_predicate` relations of different predicates are parallel edges, with `by_currency` those
    of different currencies.
    """
    edges: dict[Key, Edge] = {}
    for tie in ties:
        source, target = tie.source, tie.target
        if not directed and target < source:
            source, target = target, source
        first = tie.statements[0]
        kind = first.predicate if by_predicate else ""
        key = Key(source, target, kind, (first.currency or "") if by_currency else "")
        edge = edges.get(key)
        if edge is None:
            edge = edges[key] = Edge()
        for statement in tie.statements:
            edge.statements[statement.iri] = statement
        if tie.through:
            edge.through.add(tie.through)
        if tie.spell:
            edge.spells.add(tie.spell)
    return edges


def weigh_relations(edges: Mapping[Key, Edge]) -> None:
    """Let each edge weigh its relations; those that one disagreement claims count once."""
    for edge in edges.values():
        edge.weight = float(len({statement.counts_as for statement in edge.statements.values()}))


def weigh_shared(
    edges: Mapping[Key, Edge], groups: Mapping[str, Mapping[str, object]], weighting: Weighting
) -> None:
    """Let each edge weigh what its ends share.

    count: how many things. jaccard: their part of all that either has. newman: each by 1/(n - 1),
    where n nodes share it (Newman 2001, Physical Review E 64, 016132).
    """
    has: dict[str, set[str]] = defaultdict(set)
    for through, nodes in groups.items():
        for node in nodes:
            has[node].add(through)
    for key, edge in edges.items():
        if weighting == "count":
            edge.weight = float(len(edge.through))
        elif weighting == "jaccard":
            edge.weight = len(edge.through) / len(has[key.source] | has[key.target])
        else:
            edge.weight = sum(1 / (len(groups[each]) - 1) for each in sorted(edge.through))


COUNTED_MONEY = frozenset(
    PREFIXES["id"] + "amount-kind-" + kind for kind in ("grant", "contribution")
)


def weigh_amounts(edges: Mapping[Key, Edge], left: LeftOut) -> None:
    """Let each edge weigh the grants and contributions that its relations tell of, in its currency.

    Of relations that tell of the same money one counts, and of those that one disagreement claims the
    smallest amount. What is not counted is told in `left`.
    """
    for edge in edges.values():
        counted: dict[str, list[Decimal]] = defaultdict(list)
        for statement in edge.statements.values():
            why = _not_counted(statement)
            if why:
                left.count(why)
            else:
                counted[statement.counts_as].append(statement.amount or Decimal())
        edge.weight = float(sum(min(amounts) for amounts in counted.values()))
        others = sum(len(amounts) - 1 for amounts in counted.values())
        left.count(DISPUTED, others)


def _not_counted(statement: Statement) -> Bilingual | None:
    if statement.amount is None:
        return NO_AMOUNT
    if statement.amount_kind not in COUNTED_MONEY:
        return NEITHER
    if statement.same_money_as not in (None, statement.iri):
        return SAME_MONEY
    return None
