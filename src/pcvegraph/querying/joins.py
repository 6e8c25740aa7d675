"""Which patterns of a query nothing joins, and which of its paths have no bound end.

Read from the algebra that rdflib makes of the text. A *unit* is what one part of a group gives: a
triple pattern, a sub-select, a UNION, an OPTIONAL, VALUES or BIND, with the variables it binds. Units
that share a variable make up a *component*; two components of one group multiply.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any, NamedTuple

from rdflib.namespace import RDF
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern, translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import BNode, Literal, URIRef, Variable

from pcvegraph.languages import Bilingual

Names = frozenset[str]
NONE: Names = frozenset()

FEW = 10  # values that one thing has of one property, as a guess: too few to be worth a word
LARGE = 1_000  # rows that components which are all bounded may multiply to
LONGEST_PATTERN = 100  # characters of a pattern that are quoted
LONGEST_LITERAL = 40
MOST_PATTERNS = 2  # quoted of one component
MOST_COMPONENTS = 3
LOCAL_NAME = re.compile(r"[^\W\d_](?:[\w-]|\.(?=[\w-]))*|")
ABSOLUTE = re.compile(r"<([^<>\s]*)>")
WHOLE = ("*", "+")

PRODUCT = Bilingual(
    "Nothing joins {components}: they share no variable, so that each match of one is combined with "
    "each match of the other (a cartesian product). Join them on a variable, or ask them apart.",
    "Rien ne relie {components}\u00a0: sans variable commune, chaque résultat de l'un est combiné à "
    "chaque résultat de l'autre (produit cartésien). Reliez-les par une variable, ou posez deux "
    "questions.",
)
FILTERED = Bilingual(
    "Only a FILTER compares {components}: they share no variable, so that each match of one is "
    "combined with each match of the other (a cartesian product) before the FILTER is applied. Use "
    "one variable in both instead.",
    "Seul un FILTER compare {components}\u00a0: sans variable commune, chaque résultat de l'un est "
    "combiné à chaque résultat de l'autre (produit cartésien) avant que le FILTER s'applique. "
    "Employez plutôt une même variable dans les deux.",
)
OPEN_PATH = Bilingual(
    "The path {path} has no bound end: it is followed from everything in the graph. Bind one of its "
    "ends by a value, VALUES or a triple pattern; a FILTER does not bind it.",
    "Le chemin {path} n'a aucune extrémité liée\u00a0: il est suivi à partir de tout ce que contient "
    "le graphe. Liez l'une de ses extrémités par une valeur, par VALUES ou par un motif de triplet; "
    "un FILTER ne la lie pas.",
)
WIDE_PATH = Bilingual(
    "The path {path} repeats a step over nearly every property, so that it runs through the whole "
    "graph. Name the properties that it may follow.",
    "Le chemin {path} répète un pas sur presque toutes les propriétés, et parcourt donc tout le "
    "graphe. Nommez les propriétés qu'il peut suivre.",
)
NESTED_PATH = Bilingual(
    "The path {path} repeats what is itself a repetition. One * says the same as several.",
    "Le chemin {path} répète ce qui est déjà une répétition. Un seul * dit la même chose que "
    "plusieurs.",
)
AND = Bilingual(" and ", " et ")


class Finding(NamedTuple):
    """What is found: its kind (product or path), and a sentence on it with a way on."""

    kind: str
    message: Bilingual


@dataclass(frozen=True, eq=False)
class Unit:
    """What a part of a group gives: the variables it binds, how it reads, how many rows at most.

    A unit with `inputs` depends on them (BIND, OPTIONAL): it adds variables to the component that they
    are in, and joins no two components. `triple` is the triple pattern that it is; `groups` are the
    one of an OPTIONAL and those of a UNION.
    """

    variables: Names
    text: str
    rows: int | None = None
    inputs: Names | None = None
    triple: tuple[Any, Any, Any] | None = None
    groups: tuple[Group, ...] = ()


@dataclass(eq=False)
class Component:
    """Units that variables join."""

    units: list[Unit]
    variables: set[str]

    @property
    def rows(self) -> int | None:
        """How many rows it gives at most; None where nothing bounds them."""
        return _rows_of(self.units)

    def __str__(self) -> str:
        quoted = [unit for unit in self.units if unit.rows is None and unit.inputs is None]
        quoted = quoted or self.units
        more = " …" if len(quoted) > MOST_PATTERNS else ""
        text = " . ".join(unit.text for unit in quoted[:MOST_PATTERNS]) + more
        return text if text.startswith("{") else "{ " + text + " }"


@dataclass(eq=False)
class Group:
    """The units of a group, the variables that each FILTER has, and the groups within it."""

    units: list[Unit] = field(default_factory=list)
    filters: list[Names] = field(default_factory=list)
    dependent: list[Group] = field(default_factory=list)  # EXISTS: evaluated row by row
    separate: list[Group] = field(default_factory=list)  # sub-selects, MINUS: evaluated apart

    @property
    def variables(self) -> Names:
        """What its units bind."""
        return NONE.union(*(unit.variables for unit in self.units))

    @property
    def rows(self) -> int | None:
        """How many rows it gives at most; None where nothing bounds them."""
        return _rows_of(self.units)

    def around(self, unit: Unit) -> list[Unit]:
        """Return the other units than `unit`."""
        return [other for other in self.units if other is not unit]


def _rows_of(units: Iterable[Unit]) -> int | None:
    # What depends on others gives about as many rows as they do.
    bounds = [unit.rows for unit in units if unit.inputs is None]
    bounded = [bound for bound in bounds if bound is not None]
    return prod(bounded) if len(bounded) == len(bounds) else None


def find(text: str) -> list[Finding]:
    """Return what multiplies and what has no end in the query `text`, products first.

    Raises:
        Exception: of any kind, where rdflib cannot read the query or where it nests too deep.
    """
    with _unlogged():
        parsed = parseQuery(text)
        algebra = translateQuery(parsed).algebra
    prefixes = {str(d.iri): d.prefix or "" for d in parsed[0] if d.name == "PrefixDecl"}
    group = Reader(prefixes).read(algebra)
    findings = [*_products(group, NONE), *_paths(group, NONE)]
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda finding: finding.kind != "product")


@contextmanager
def _unlogged() -> Iterator[None]:
    """Let rdflib not log a trace for each literal that is none of its datatype."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


class Reader:
    """Reads the algebra of a query into groups; `prefixes` are the query's, by namespace."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.readers: dict[str, Callable[[Any, Group], None]] = {
            "BGP": self._triples,
            "Join": self._join,
            "LeftJoin": self._optional,
            "Filter": self._filter,
            "Union": self._union,
            "Graph": self._graph,
            "Extend": self._bind,
            "Minus": self._minus,
            "ToMultiSet": self._rows,
            "AggregateJoin": self._aggregate,
        }

    def read(self, part: Any) -> Group:
        """Return `part` of the algebra as a group."""
        group = Group()
        self._read(part, group)
        single = {
            name
            for unit in group.units
            if unit.rows == 1 and unit.inputs is None
            for name in unit.variables
        }
        group.units = [_bounded(unit, single) for unit in group.units]
        return group

    def _read(self, part: Any, group: Group) -> None:
        reader = self.readers.get(part.name)
        if reader:
            reader(part, group)
        elif "p" in part:  # Project, Distinct, OrderBy, Slice: what they stand over
            self._read(part.p, group)

    def _triples(self, part: Any, group: Group) -> None:
        for triple in part.triples:
            names = frozenset(_name(t) for t in triple if isinstance(t, Variable | BNode))
            text = _cut(" ".join(map(self._quoted, triple)))
            group.units.append(Unit(names, text, None if names else 1, triple=triple))

    def _join(self, part: Any, group: Group) -> None:
        self._read(part.p1, group)
        self._read(part.p2, group)

    def _optional(self, part: Any, group: Group) -> None:
        self._read(part.p1, group)
        inner = self.read(part.p2)
        inputs = inner.variables & group.variables
        text = _cut(f"OPTIONAL {_braced(inner)}")
        # One that shares nothing multiplies like any other part.
        unit = Unit(inner.variables, text, inner.rows, inputs=inputs or None, groups=(inner,))
        group.units.append(unit)
        self._expression(part.expr, group)

    def _filter(self, part: Any, group: Group) -> None:
        self._read(part.p, group)
        self._expression(part.expr, group)

    def _expression(self, expression: Any, group: Group) -> None:
        names, patterns = _parts_of(expression)
        group.filters.append(frozenset(names))
        group.dependent.extend(self.read(pattern) for pattern in patterns)

    def _union(self, part: Any, group: Group) -> None:
        branches: list[Group] = []
        for branch in (self.read(part.p1), self.read(part.p2)):
            # One of three branches or more is a UNION within a UNION.
            nested = branch.units[0].groups if len(branch.units) == 1 else ()
            branches.extend(nested if len(nested) > 1 and not branch.filters else [branch])
        names = NONE.union(*(branch.variables for branch in branches))
        bounds = [branch.rows for branch in branches]
        rows = None if None in bounds else sum(bound or 0 for bound in bounds)
        text = _cut(" UNION ".join(map(_braced, branches)))
        group.units.append(Unit(names, text, rows, groups=tuple(branches)))

    def _graph(self, part: Any, group: Group) -> None:
        inner = self.read(part.p)
        name = frozenset([_name(part.term)]) if isinstance(part.term, Variable) else NONE
        for unit in inner.units:
            inputs = unit.inputs if unit.inputs is None else unit.inputs | name
            group.units.append(replace(unit, variables=unit.variables | name, inputs=inputs))
        group.filters.extend(inner.filters)
        group.dependent.extend(inner.dependent)
        group.separate.extend(inner.separate)

    def _bind(self, part: Any, group: Group) -> None:
        self._read(part.p, group)
        names, patterns = _parts_of(part.expr)
        group.dependent.extend(self.read(pattern) for pattern in patterns)
        inputs = frozenset(names) & group.variables
        made = frozenset([_name(part.var)])
        # One that depends on nothing is a single row.
        text = f"BIND(… AS {_name(part.var)})"
        group.units.append(Unit(made | inputs, text, 1, inputs=inputs or None))

    def _minus(self, part: Any, group: Group) -> None:
        self._read(part.p1, group)
        group.separate.append(self.read(part.p2))

    def _rows(self, part: Any, group: Group) -> None:
        if part.p.name == "values":
            names = NONE.union(*({_name(name) for name in row} for row in part.p.res))
            text = f"VALUES ({' '.join(sorted(names))})"
            group.units.append(Unit(names, text, len(part.p.res)))
            return
        inner = self.read(part.p)
        columns = [_name(name) for name in _projection(part.p)]
        text = _cut(f"{{ SELECT {' '.join(columns)} WHERE {_braced(inner)} }}")
        group.units.append(Unit(frozenset(columns), text, _limit(part.p, inner.rows)))
        group.separate.append(inner)

    def _aggregate(self, part: Any, group: Group) -> None:
        inner = self.read(part.p)
        names = frozenset(_name(aggregate.res) for aggregate in part.A)
        # Without GROUP BY there is one row.
        rows = None if part.p.expr else 1
        group.units.append(Unit(names, _braced(inner), rows))
        group.separate.append(inner)

    def _quoted(self, term: Any) -> str:
        if term == RDF.type:
            return "a"
        if isinstance(term, Path):
            return self._quoted_path(term)
        if isinstance(term, Literal):
            return self._quoted_literal(term)
        if isinstance(term, Variable):
            return _name(term)
        return "[]" if isinstance(term, BNode) else ABSOLUTE.sub(self._shortened, term.n3())

    def _quoted_literal(self, term: Literal) -> str:
        if len(term) > LONGEST_LITERAL:
            return f'"{term[:LONGEST_LITERAL]}…"'
        value, carets, datatype = term.n3().rpartition("^^")
        return value + carets + (ABSOLUTE.sub(self._shortened, datatype) if carets else datatype)

    def _quoted_path(self, path: Any) -> str:
        if isinstance(path, MulPath):
            return self._quoted_step(path.path) + str(path.mod)
        if isinstance(path, InvPath):
            return "^" + self._quoted_step(path.arg)
        if isinstance(path, NegatedPath):
            return "!(" + "|".join(map(self._quoted_negated, path.args)) + ")"
        separator = "/" if isinstance(path, SequencePath) else "|"
        return separator.join(map(self._quoted_step, path.args))

    def _quoted_step(self, step: Any) -> str:
        text = self._quoted(step)
        is_compound = isinstance(step, SequencePath | AlternativePath | MulPath | InvPath)
        return f"({text})" if is_compound else text

    def _quoted_negated(self, step: Any) -> str:
        # rdflib 7.6 loses the name of an inverse within a negated set.
        return self._quoted(step) if isinstance(step, URIRef) else "^…"

    def _shortened(self, match: re.Match[str]) -> str:
        iri = match[1]
        fitting = [n for n in self.prefixes if iri.startswith(n)]
        namespace = max(fitting, key=len, default="")
        local = iri.removeprefix(namespace)
        if not fitting or not LOCAL_NAME.fullmatch(local):
            return _cut(match[0], LONGEST_LITERAL)
        return f"{self.prefixes[namespace]}:{local}"


def _bounded(unit: Unit, single: set[str]) -> Unit:
    """Return `unit` with a bound where it asks a property of one thing: `single` have one value."""
    if unit.triple is None or unit.rows is not None:
        return unit
    subject, predicate, _ = unit.triple
    is_single = isinstance(subject, URIRef) or _name(subject) in single
    steps = predicate.args if isinstance(predicate, AlternativePath) else [predicate]
    is_plain = all(isinstance(step, URIRef) for step in steps)
    return replace(unit, rows=FEW) if is_single and is_plain else unit


def _name(term: Any) -> str:
    return f"_:{term}" if isinstance(term, BNode) else f"?{term}"


def _cut(text: str, length: int = LONGEST_PATTERN) -> str:
    return text if len(text) <= length else text[:length].rstrip() + "…"


def _braced(group: Group) -> str:
    return "{ " + " . ".join(unit.text for unit in group.units) + " }"


def _parts_of(expression: Any) -> tuple[set[str], list[Any]]:
    """Return the variables of an expression, and the patterns of its EXISTS."""
    names: set[str] = set()
    patterns: list[Any] = []
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Variable):
            names.add(_name(part))
        elif isinstance(part, list | tuple | set):
            waiting.extend(part)
        elif isinstance(part, Mapping) and getattr(part, "name", "").endswith("EXISTS"):
            patterns.append(_translated(part["graph"]))
        elif isinstance(part, Mapping):
            waiting.extend(value for key, value in part.items() if key != "_vars")
    return names, patterns


def _translated(pattern: Any) -> Any:
    # rdflib leaves an EXISTS within && or || as it was parsed.
    raw = pattern.name in ("GroupGraphPatternSub", "SubSelect")
    return translateGroupGraphPattern(pattern) if raw else pattern


def _projection(part: Any) -> list[Any]:
    while "PV" not in part:
        part = part.p
    return list(part.PV)


def _limit(part: Any, rows: int | None) -> int | None:
    if part.name == "Slice" and part.length is not None:
        return int(part.length) if rows is None else min(int(part.length), rows)
    return rows


def _products(group: Group, outside: Names) -> Iterator[Finding]:
    """Yield a finding for each group in which components multiply."""
    components = _components(group.units, outside)
    multiplied = _multiplied(components)
    if multiplied:
        yield _product(multiplied, group.filters)
    else:
        yield from _lone_branches(group)
    for unit in group.units:
        for inner in unit.groups:
            yield from _products(inner, outside.union(*(u.variables for u in group.around(unit))))
    for inner in group.dependent:
        yield from _products(inner, outside | group.variables)
    for inner in group.separate:
        yield from _products(inner, NONE)


def _components(units: Iterable[Unit], outside: Names) -> list[Component]:
    """Return the components of `units`; what touches a variable from `outside` is one."""
    components: list[Component] = []
    hub = Component([], set(outside))
    if outside:
        components.append(hub)
    for unit in sorted(units, key=lambda unit: unit.inputs is not None):
        _add(unit, components)
    return [component for component in components if component.units]


def _add(unit: Unit, components: list[Component]) -> None:
    if unit.inputs is None:
        joined = [c for c in components if c.variables & unit.variables]
    else:
        # The first that it depends on, and those that rest on what it makes.
        depended = [c for c in components if c.variables & unit.inputs]
        made = unit.variables - unit.inputs
        joined = depended[:1] + [c for c in components if c.variables & made and c not in depended]
    merged = joined[0] if joined else Component([], set())
    if not joined:
        components.append(merged)
    added = unit.variables if unit.inputs is None else unit.variables - unit.inputs
    merged.units.append(unit)
    merged.variables |= added
    for other in joined[1:]:
        merged.units.extend(other.units)
        merged.variables |= other.variables
        components.remove(other)


def _multiplied(components: list[Component]) -> list[Component]:
    """Return the components that multiply to much; none where all but one are small."""
    unbounded = [c for c in components if c.rows is None]
    if len(unbounded) > 1:
        return unbounded
    several = [c for c in components if c.rows is None or c.rows > 1]
    rows = prod(component.rows or 1 for component in several)
    return several if rows > LARGE and len(several) > 1 else []


def _lone_branches(group: Group) -> Iterator[Finding]:
    """Yield a finding for each branch of a UNION that shares nothing with what it is joined to."""
    for union in group.units:
        around = group.around(union)
        names = NONE.union(*(unit.variables for unit in around))
        for branch in union.groups if len(union.groups) > 1 else ():
            if branch.rows is None and not names & branch.variables and _rows_of(around) is None:
                own = Component(branch.units, set(branch.variables))
                yield _product([Component(around, set(names)), own], group.filters)


def _product(components: list[Component], filters: Iterable[Names]) -> Finding:
    shown = [str(component) for component in components[:MOST_COMPONENTS]]
    compared = any(sum(bool(c.variables & names) for c in components) > 1 for names in filters)
    message = FILTERED if compared else PRODUCT
    return Finding(
        "product",
        Bilingual(
            message.with_values(components=_listed(shown, AND.en)).en,
            message.with_values(components=_listed(shown, AND.fr)).fr,
        ),
    )


def _listed(texts: list[str], conjunction: str) -> str:
    return conjunction.join([", ".join(texts[:-1]), texts[-1]])


def _paths(group: Group, outside: Names) -> Iterator[Finding]:
    """Yield a finding for each path that runs through the whole graph."""
    bound = _bound(group.units, outside)
    for unit in group.units:
        message = _fault_of_path(unit.triple, bound) if unit.triple else None
        if message:
            yield Finding("path", message.with_values(path="{ " + unit.text + " }"))
    for unit in group.units:
        for inner in unit.groups:
            yield from _paths(inner, _bound(group.around(unit), outside))
    for inner in group.dependent:
        yield from _paths(inner, bound)
    for inner in group.separate:
        yield from _paths(inner, NONE)


def _bound(units: list[Unit], outside: Names) -> Names:
    """Return the variables that something else than an open path binds."""
    paths = [unit for unit in units if unit.triple and _repeats(unit.triple[1])]
    bound = set(outside).union(*(unit.variables for unit in units if unit not in paths))
    # A path with one end bound binds the other.
    for _ in paths:
        for unit in paths:
            if unit.variables & bound or not _is_open(unit.triple, bound):
                bound |= unit.variables
    return frozenset(bound)


def _is_open(triple: Any, bound: Iterable[str]) -> bool:
    ends = (triple[0], triple[2])
    return all(isinstance(end, Variable | BNode) and _name(end) not in bound for end in ends)


def _fault_of_path(triple: Any, bound: Names) -> Bilingual | None:
    path = triple[1]
    if any(isinstance(repetition.path, MulPath) for repetition in _repetitions(path)):
        return NESTED_PATH
    if _repeats(path) and _is_open(triple, bound):
        return OPEN_PATH
    is_ground = any(isinstance(end, URIRef | Literal) for end in (triple[0], triple[2]))
    wide = any(isinstance(p, NegatedPath) for r in _repetitions(path) for p in _steps(r))
    return WIDE_PATH if wide and not is_ground else None


def _repeats(path: Any) -> bool:
    return any(True for _ in _repetitions(path))


def _repetitions(path: Any) -> Iterator[MulPath]:
    for step in _steps(path):
        if isinstance(step, MulPath) and step.mod in WHOLE:
            yield step


def _steps(path: Any) -> Iterator[Any]:
    """Yield `path` and every path within it."""
    waiting = [path]
    while waiting:
        step = waiting.pop()
        yield step
        if isinstance(step, Path):
            waiting.extend(getattr(step, "args", ()))
            waiting.extend(getattr(step, name) for name in ("path", "arg") if hasattr(step, name))
