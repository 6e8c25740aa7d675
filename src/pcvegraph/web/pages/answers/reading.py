"""An answer as it came, of which only what is shown is read: a row is a line until then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from pcvegraph.errors import StoreError
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.formats import Kind
from pcvegraph.vocabulary import PREFIXES

ASKED_FORMATS = ("tsv", "ntriples")
"""What a page asks for: a row or a triple a line, nothing of its terms lost."""

LARGEST_BYTES = 10_000_000
"""Of a larger answer a page reads only so much: the process that does it answers others, too."""

TRIPLE = ("subject", "predicate", "object")
STRING = PREFIXES["xsd"] + "string"

Term = Mapping[str, str]
"""A term as SPARQL's JSON has it."""

Row = Mapping[str, Term]


@dataclass(frozen=True)
class Reading:
    """An answer: its kind, its columns, a line for each row; of ASK what it says.

    Attributes:
        kind: what kind of answer it is
        columns: the names of its columns, those of a triple for a graph
        lines: its rows; of an answer that is too large, the first ones
        total: how many rows it has
        body: the answer whole, as it came
        verdict: what it says to ASK; None for others
    """

    kind: Kind
    columns: tuple[str, ...]
    lines: Sequence[bytes]
    total: int
    body: bytes
    verdict: bool | None = None

    def rows(self, lines: Sequence[bytes]) -> list[Row]:
        """Return the rows that `lines` of this answer are.

        Raises:
            StoreError: a remote store wrote them otherwise than SPARQL has it.
        """
        try:
            return list(self._rows(lines))
        except (SyntaxError, ValueError):
            raise StoreError(
                "The store wrote an answer that cannot be read.", "Ask for another format."
            ) from None

    def _rows(self, lines: Sequence[bytes]) -> Iterator[Row]:
        if self.kind == "triples":
            for quad in parse(b"".join(line + b"\n" for line in lines), format=RdfFormat.N_TRIPLES):
                terms = (quad.subject, quad.predicate, quad.object)
                yield {name: _term(term) for name, term in zip(TRIPLE, terms, strict=True)}
            return
        yield from _solutions(self.columns, lines)

    def values(self, column: str) -> list[Term | None]:
        """Return the value of `column` in each row, or None; raises as `rows`."""
        if self.kind == "triples":
            return [row[column] for row in self.rows(self.lines)]
        place = self.columns.index(column)
        cells = [line.split(b"\t")[place] for line in self.lines]
        return [row.get(column) for row in _solutions((column,), cells)]


def read_answer(answer: Answer) -> Reading:
    """Return the answer, in one of the formats that a page asks for, as it can be shown."""
    body = answer.body
    if answer.format.kinds == ("triples",):
        return Reading("triples", TRIPLE, _lines(body), body.count(b"\n"), body)
    if body.strip() in (b"true", b"false"):
        return Reading("boolean", (), [], 0, body, body.strip() == b"true")
    head, *lines = _lines(body)
    names = [name.removeprefix(b"?").decode() for name in head.rstrip(b"\r").split(b"\t")]
    columns = tuple(name for name in names if name)
    return Reading("bindings", columns, lines, body.count(b"\n") - 1, body)


def _lines(body: bytes) -> list[bytes]:
    """Return the lines of `body`, as far as they are read."""
    end = len(body) if len(body) <= LARGEST_BYTES else body.rfind(b"\n", 0, LARGEST_BYTES)
    return body[:end].removesuffix(b"\n").split(b"\n") if body else []


def _solutions(columns: Sequence[str], lines: Sequence[bytes]) -> Iterator[Row]:
    if not columns:
        yield from ({} for _ in lines)
        return
    head = "\t".join(f"?{name}" for name in columns).encode()
    table = b"\n".join([head, *lines, b""])
    results = parse_query_results(table, format=QueryResultsFormat.TSV)
    assert isinstance(results, QuerySolutions), "a table has rows"
    for solution in results:
        named = zip(columns, solution, strict=True)
        yield {name: _term(term) for name, term in named if term is not None}


def _term(term: object) -> Term:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            told = {"type": "literal", "value": term.value}
            if term.language:
                return told | {"xml:lang": term.language}
            datatype = term.datatype.value
            return told if datatype == STRING else told | {"datatype": datatype}
    return {"type": "literal", "value": str(term)}
