"""Time slices: what of the graph held on a day.

A slice is what the files would make without the relations that are left out of it: without their
triples and those of their evidence, all that follows from the rest by the rules. Which relations are
left out is said by the queries of `ontology/slices`:

impossible   they certainly did not hold that day; left out of every slice
uncertain    they are not shown to have held that day; left out of a certain slice, too

To infer all of it again for each day would be slow. What holds without any relation that has a time
is inferred once for a snapshot; a slice adds the relations that it keeps, with what the rules say of
them in the whole graph, and runs only the rules that conclude something else from relations. That
gives the same where such a rule takes nothing about one relation from another, as ours do.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain, cycle
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store

from pcvegraph.errors import QueryError, QuerySyntaxError
from pcvegraph.graph.inference import DEFAULT, in_graph
from pcvegraph.graph.named_queries import conclusions, rows
from pcvegraph.graph.snapshot import SLICES, Snapshot
from pcvegraph.vocabulary import BASE, INFERENCES, PCVE

AS_OF = BASE + "as-of/"
CERTAIN = "/certain"
IN_TIME = ("in-time",)
UNDATED = ("undated",)
IMPOSSIBLE = ("durative-impossible", "punctual-impossible")
UNCERTAIN = ("durative-uncertain", "punctual-uncertain")

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_EXAMPLE = 'VALUES ?day { "2016-06-01"^^xsd:date }'
_PARAMETER = re.compile(r"(VALUES \?day \{ \")[0-9-]+")


class Slice(NamedTuple):
    """The graph on a day: without what is impossible, or if `certain` without what is uncertain."""

    day: date
    certain: bool = False

    @property
    def iri(self) -> str:
        """The name of the slice as a graph."""
        return AS_OF + self.day.isoformat() + CERTAIN * self.certain


class Sliced(NamedTuple):
    """A slice that was cut: its triples in the default graph, and how many relations have no date."""

    store: Store
    undated: int


def read_slice_name(iri: str) -> Slice | None:
    """Return the slice that a graph's name means, or None where it is no name of a slice.

    Raises:
        QueryError: it begins like one, and what follows is not a day.
    """
    if not iri.startswith(AS_OF):
        return None
    name = iri.removeprefix(AS_OF)
    return Slice(read_day(name.removesuffix(CERTAIN)), name.endswith(CERTAIN))


def read_day(text: str) -> date:
    """Return the day that `text` names, as YYYY-MM-DD.

    Raises:
        QueryError: it names none; for a year or a month the remedy gives its first and last day.
    """
    match = _DATE.fullmatch(text)
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    try:
        if day:
            return date(year, month, day)
    except ValueError:
        pass
    raise QueryError(f"A time slice is of a day; “{text[:200]}” is none.", _days_near(year, month))


def _days_near(year: int, month: int) -> str:
    """Return the sentence that says what to write instead of a date that is no day."""
    if not year or month > 12:  # noqa: PLR2004 - months
        return "Write a day of the calendar as YYYY-MM-DD, for example 2016-06-01."
    first = date(year, month or 1, 1)
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    span = first.isoformat()[: len("2016-06") if month else len("2016")]
    return f"Write a day as YYYY-MM-DD: the first of {span} is {first}, the last {last}."


def cut(snapshot: Snapshot, wanted: Slice) -> Sliced:
    """Return the slice `wanted` of `snapshot`.

    Raises:
        QueryError: the root has no queries in ontology/slices, so that it has no slices.
        QuerySyntaxError: such a query does not parse or is no SELECT; the message names it.
    """
    ground = prepare(snapshot)
    left_out = _relations(snapshot, IMPOSSIBLE, wanted.day)
    if wanted.certain:
        left_out |= _relations(snapshot, UNCERTAIN, wanted.day)
    kept = ground.nodes - _with_evidence(snapshot.store, left_out)
    whole = snapshot.store.quads_for_pattern(None, None, None, DEFAULT)
    told = (quad for quad in whole if quad.subject in kept and quad not in ground.open)
    store = Store()
    store.bulk_extend(chain(ground.store, told))
    _conclude(store, ground.rules)
    return Sliced(store, 0 if wanted.certain else ground.undated)


class Ground(NamedTuple):
    """What the slices of one snapshot have in common.

    Attributes:
        store: what holds without any relation that has a time
        nodes: those relations and their evidence
        rules: the rules by which something else follows from them
        open: what these rules conclude about the nodes themselves
        undated: how many of the relations have no date
    """

    store: Store
    nodes: frozenset[NamedNode]
    rules: Mapping[str, str]
    open: frozenset[Quad]
    undated: int


_GROUNDS: WeakKeyDictionary[Snapshot, Ground] = WeakKeyDictionary()


def prepare(snapshot: Snapshot) -> Ground:
    """Return what the slices of `snapshot` have in common; made once, for the first that is cut.

    Raises:
        QueryError, QuerySyntaxError: as `cut`.
    """
    if snapshot not in _GROUNDS:
        _GROUNDS[snapshot] = _ground(snapshot)
    return _GROUNDS[snapshot]


def _ground(snapshot: Snapshot) -> Ground:
    nodes = frozenset(_with_evidence(snapshot.store, _relations(snapshot, IN_TIME)))
    store = _made_without(nodes, snapshot)
    inferred = snapshot.store.quads_for_pattern(None, None, None, INFERENCES)
    others = (quad.triple for quad in inferred if quad.subject not in nodes)
    resting = {triple for triple in others if in_graph(triple, DEFAULT) not in store}
    rules: dict[str, str] = {}
    about_nodes: set[Quad] = set()
    for name, rule in snapshot.rules.items():
        concluded = conclusions(snapshot.store, name, rule)
        if not resting.isdisjoint(concluded):
            rules[name] = rule
            told = (triple for triple in concluded if triple.subject in nodes)
            # What a file states itself stays, whatever the rules say.
            unstated = (t for t in told if in_graph(t, INFERENCES) in snapshot.store)
            about_nodes.update(in_graph(triple, DEFAULT) for triple in unstated)
    undated = len(_relations(snapshot, UNDATED))
    return Ground(store, nodes, rules, frozenset(about_nodes), undated)


def _made_without(nodes: AbstractSet[NamedNode], snapshot: Snapshot) -> Store:
    """Return a store whose default graph is what the files would make without these nodes."""
    store = Store()
    stated = (quad.triple for quad in snapshot.stated() if quad.subject not in nodes)
    store.bulk_extend(in_graph(triple, DEFAULT) for triple in stated)
    _conclude(store, snapshot.rules)
    store.optimize()
    return store


def _conclude(store: Store, rules: Mapping[str, str]) -> None:
    """Add to the default graph what follows by `rules`, until none of them has anything to add.

    It is `infer` for a store without a graph of inferences, and in native code: each day has a slice.
    """
    size, idle = len(store), 0
    for rule in cycle(rules.values()):
        concluded = store.query(rule)
        assert isinstance(concluded, QueryTriples), "the graph was built by it"
        triples = concluded.serialize(format=RdfFormat.N_TRIPLES) or b""
        store.bulk_load(triples, format=RdfFormat.N_TRIPLES)
        before, size = size, len(store)
        idle = idle + 1 if size == before else 0
        if idle == len(rules):
            return


def _with_evidence(store: Store, relations: AbstractSet[NamedNode]) -> set[NamedNode]:
    """Return the relations and the evidence that is given for them only."""
    found = set(relations)
    shared: set[NamedNode] = set()
    for quad in store.quads_for_pattern(None, PCVE.evidence, None, DEFAULT):
        if isinstance(quad.object, NamedNode):
            (found if quad.subject in relations else shared).add(quad.object)
    return found - shared


def check_queries(snapshot: Snapshot) -> None:
    """Do nothing where the queries of ontology/slices can be asked.

    Raises:
        QuerySyntaxError: one does not parse, is no SELECT or takes no day; the message names it.
    """
    for path in snapshot.queries:
        if path.startswith(SLICES):
            rows(Store(), path, _of_day(snapshot.queries[path].decode(), path, date.min))


def _relations(snapshot: Snapshot, names: Collection[str], day: date = date.min) -> set[NamedNode]:
    """Return the relations that the queries of ontology/slices with these names find for `day`."""
    paths = [f"{SLICES}{name}.rq" for name in names]
    if missing := [path for path in paths if path not in snapshot.queries]:
        raise QueryError(
            f"This graph has no time slices: it was made without {missing[0]}.",
            "Ask the whole graph, or take the folder over from pcvegraph's own ontology.",
        )
    texts = {path: _of_day(snapshot.queries[path].decode(), path, day) for path in paths}
    found = [
        row["relation"] for path, text in texts.items() for row in rows(snapshot.store, path, text)
    ]
    return {relation for relation in found if isinstance(relation, NamedNode)}


def _of_day(query: str, path: str, day: date) -> str:
    """Return `query` with this day as its parameter, if its variable ?day is one."""
    text, times = _PARAMETER.subn(rf"\g<1>{day}", query)
    if times != ("?day" in query):
        raise QuerySyntaxError(f"The query {path} must set its day once.", f"Write {_EXAMPLE}.")
    return text
