"""Whether an answer is what the suite expects: results as multisets, graphs up to isomorphism."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import Identifier, Node

from conformance.manifests import address_of

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RESULTS = {
    ".srx": ("application/sparql-results+xml", "xml"),
    ".srj": ("application/sparql-results+json", "json"),
    ".csv": ("text/csv", "csv"),
    ".tsv": ("text/tab-separated-values", "tsv"),
}
GRAPHS = {
    ".ttl": ("text/turtle", "turtle"),
    ".rdf": ("application/rdf+xml", "xml"),
    ".nt": ("application/n-triples", "nt"),
}
NUMBERS = {XSD.integer, XSD.decimal, XSD.double, XSD.float}

Cell = Identifier | tuple[object, ...] | None
Row = tuple[Cell, ...]


class Table(NamedTuple):
    """The columns of a result, sorted, and its rows, of which `is_ordered` says if order counts."""

    columns: tuple[str, ...]
    rows: list[Row]
    is_ordered: bool = False


Answer = Table | Graph | bool


def accepted(result: Path) -> str:
    """Return the media type to ask for, so that the answer comes in the format of `result`."""
    if _is_result_set(result):
        return RESULTS[".srj"][0]
    return (RESULTS | GRAPHS)[result.suffix][0]


def expected(result: Path) -> Answer:
    """Return what the file `result` of the suite holds."""
    if _is_result_set(result):
        return _result_set(Graph().parse(result, publicID=address_of(result)))
    return read(result.read_bytes(), accepted(result), address_of(result))


def read(body: bytes, content_type: str, base: str = "") -> Answer:
    """Return what `body` holds: a table, a yes or no, or a graph (relative IRIs against `base`)."""
    media_type = content_type.partition(";")[0]
    for known, name in RESULTS.values():
        if known == media_type:
            result = Result.parse(io.BytesIO(body), format=name)
            return _result(result, _untyped_cell if name == "csv" else _cell)
    names = dict(GRAPHS.values())
    return Graph().parse(io.BytesIO(body), format=names[media_type], publicID=base)


def same(one: Answer, other: Answer) -> bool:
    """Return whether two answers say the same, whatever their blank nodes are called."""
    if isinstance(one, Graph) and isinstance(other, Graph):
        return isomorphic(one, other)
    if isinstance(one, Table) and isinstance(other, Table):
        return one.columns == other.columns and _same_rows(one, other)
    return type(one) is type(other) and one == other


def _result(result: Result, cell: Callable[[Node | None], Cell]) -> Table | bool:
    if result.type == "ASK":
        return bool(result.askAnswer)
    names = sorted(str(name) for name in result.vars or ())
    rows = [{str(name): value for name, value in row.items()} for row in result.bindings]
    return Table(tuple(names), [tuple(cell(row.get(name)) for name in names) for row in rows])


def _cell(term: Node | None) -> Cell:
    """Return what decides if two terms are the same: numbers are compared by value."""
    if isinstance(term, Literal) and term.datatype in NUMBERS:
        try:
            return (term.datatype, Decimal(str(term)).normalize())
        except ArithmeticError:  # INF and NaN
            return (term.datatype, str(term))
    if isinstance(term, Literal):
        return (str(term), term.datatype or XSD.string, (term.language or "").lower())
    assert term is None or isinstance(term, Identifier)
    return term


def _untyped_cell(term: Node | None) -> Cell:
    """Return what decides in CSV, which has no types: what reads as a number is one."""
    try:
        return ("a number", Decimal(str(term)).normalize())
    except ArithmeticError:
        return _cell(term)


def _is_result_set(result: Path) -> bool:
    return result.suffix in GRAPHS and b"result-set#" in result.read_bytes()


def _result_set(graph: Graph) -> Table:
    """Return the table that a graph describes in the vocabulary of result sets."""
    result = graph.value(None, RDF.type, RS.ResultSet)
    columns = sorted(str(name) for name in graph.objects(result, RS.resultVariable))
    solutions = list(graph.objects(result, RS.solution))
    places = {solution: graph.value(solution, RS["index"]) for solution in solutions}
    is_ordered = None not in places.values()
    if is_ordered:
        solutions.sort(key=lambda solution: int(str(places[solution])))
    rows = [_solution(graph, solution, columns) for solution in solutions]
    return Table(tuple(columns), rows, is_ordered)


def _solution(graph: Graph, solution: Node, columns: Sequence[str]) -> Row:
    values = {
        str(graph.value(binding, RS.variable)): graph.value(binding, RS.value)
        for binding in graph.objects(solution, RS.binding)
    }
    return tuple(_cell(values.get(column)) for column in columns)


def _same_rows(one: Table, other: Table) -> bool:
    if len(one.rows) != len(other.rows):
        return False
    in_order = one.is_ordered or other.is_ordered
    return any(True for _ in _pairings(one.rows, other.rows, {}, in_order=in_order))


def _pairings(
    ones: Sequence[Row], others: Sequence[Row], names: dict[BNode, BNode], *, in_order: bool
) -> Iterator[dict[BNode, BNode]]:
    """Yield each way to name the blank nodes of `ones` so that its rows are those of `others`."""
    if not ones:
        yield names
        return
    for place, other in enumerate(others[:1] if in_order else others):
        renamed = _paired(ones[0], other, names)
        if renamed is not None:
            rest = [*others[:place], *others[place + 1 :]]
            yield from _pairings(ones[1:], rest, renamed, in_order=in_order)


def _paired(one: Row, other: Row, names: dict[BNode, BNode]) -> dict[BNode, BNode] | None:
    names = dict(names)
    for cell, counterpart in zip(one, other, strict=True):
        if isinstance(cell, BNode) and isinstance(counterpart, BNode):
            if names.setdefault(cell, counterpart) != counterpart:
                return None
        elif cell != counterpart or type(cell) is not type(counterpart):
            return None
    return names if len(set(names.values())) == len(names) else None
