"""Why a query was too much, read from its structure: what multiplies, what has no end, what piles up.

Only the structure is read, so that a cause is a likely one; where none is found, none is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pcvegraph.languages import Bilingual
from pcvegraph.locales import written_number
from pcvegraph.querying.tokens import Token, tokens

MANY_ROWS = 100_000  # ORDER BY, GROUP BY, DISTINCT over more rows than these are named
LONGEST_TEXT = 20_000  # bytes; reading a longer query takes rdflib's parser seconds
MOST_CAUSES = 3
MOST_COUNTS = 2
AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT")

NOT_FOUND = Bilingual("Cause not found.", "Cause non trouvée.")
TOO_MANY_ROWS = Bilingual(
    "{operations} has to take in more than {rows} rows before the first row of the answer. "
    "Narrow the pattern, for example with VALUES or a type, or aggregate smaller parts.",
    "{operations} doit prendre en compte plus de {rows} lignes avant la première ligne de la "
    "réponse. Restreignez le motif, par exemple par VALUES ou par un type, ou agrégez de plus "
    "petites parties.",
)


class Cause(NamedTuple):
    """A likely cause: its kind (product, path or rows), and a sentence on it with a way on."""

    kind: str
    message: Bilingual


class Select(NamedTuple):
    """A SELECT of a query: what it does with its rows, and the query that gives those rows."""

    operations: tuple[str, ...]
    rows: str


def prepare(_: object) -> None:
    """Load rdflib's parser and let it read a query, so that a forked process has it ready."""
    causes("SELECT * WHERE { ?a ?b ?c }")


def causes(text: str, count_rows: Callable[[str, int], int] | None = None) -> list[Cause]:
    """Return the likely causes of `text` taking too much, the likeliest first, at most three.

    `count_rows` returns how many rows a query has, which ends in a LIMIT that is its second
    argument; without it nothing is said of ORDER BY, GROUP BY and DISTINCT. Nothing is raised: the
    causes of a query that cannot be read, nests too deep or is longer than 20 kB are not found.
    """
    if len(text.encode(errors="surrogatepass")) > LONGEST_TEXT:
        return []
    try:
        from pcvegraph.querying.joins import Finding, find  # noqa: PLC0415 - rdflib: 0.2 s

        findings: list[Finding] = find(text)
        if not findings and count_rows:
            return list(_piled_up(text, count_rows))[:MOST_CAUSES]
    except Exception:  # noqa: BLE001 - a query may be anything, and the limit it hit is to be told
        return []
    return [Cause(found.kind, found.message) for found in findings[:MOST_CAUSES]]


def _piled_up(text: str, count_rows: Callable[[str, int], int]) -> Iterator[Cause]:
    for select in list(_selects(text))[:MOST_COUNTS]:
        if count_rows(select.rows, MANY_ROWS + 1) > MANY_ROWS:
            yield Cause("rows", _too_many(select.operations))


def _too_many(operations: tuple[str, ...]) -> Bilingual:
    english, french = (
        TOO_MANY_ROWS.with_values(
            operations=", ".join(operations), rows=written_number(MANY_ROWS, language)
        ).in_language(language)
        for language in ("en", "fr")
    )
    return Bilingual(english, french)


def _selects(text: str) -> Iterator[Select]:
    """Yield each SELECT of `text` that needs all its rows before it gives one."""
    query = _Query(text)
    # Within GRAPH, the rows of a part alone would be others: only the outer query is counted.
    for start in query.forms[:1] if "GRAPH" in query.words else query.forms:
        group = query.group_after(start)
        operations = tuple(query.operations(start, group)) if group else ()
        if group and operations:
            yield Select(operations, query.rows_of(group))


class _Query:
    """The tokens of a query: where its forms, their patterns and their brackets are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self.words = [t.text.upper() if t.kind == "word" else t.text for t in self.tokens]
        self.closing = _closing(self.tokens)
        forms = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
        self.forms = [at for at, word in enumerate(self.words) if word in forms]

    def group_after(self, start: int) -> int | None:
        """Return where the pattern of the form at `start` begins; None where it has none."""
        at = start + 1
        while at < len(self.words):
            is_template = self.words[start] == "CONSTRUCT" and at == start + 1
            if self.words[at] == "{" and not is_template:
                return at
            at = self.closing.get(at, at) + 1
        return None

    def operations(self, start: int, group: int) -> Iterator[str]:
        """Yield what the form at `start` does with the rows of `group`, in words of SPARQL."""
        head, tail = self.words[start + 1 : group], self._after(group)
        by = {first for first, second in pairwise(tail) if second == "BY"}
        if "GROUP" in by:
            yield "GROUP BY"
        else:
            yield from [word for word in head if word in AGGREGATES][:1]
        if head[:1] == ["DISTINCT"]:
            yield "DISTINCT"
        if "ORDER" in by:
            yield "ORDER BY"

    def _after(self, group: int) -> list[str]:
        first = at = self.closing[group] + 1
        while at < len(self.words) and self.words[at] != "}":
            at = self.closing.get(at, at) + 1
        return self.words[first:at]

    def rows_of(self, group: int) -> str:
        """Return the query for the rows of the pattern at `group`, no more than are of interest."""
        prologue = self.text[: self.tokens[self.forms[0]].start]
        pattern = self._between(group, self.closing[group])
        return f"{prologue}SELECT * {self._dataset()}WHERE {pattern}\nLIMIT {MANY_ROWS + 1}"

    def _dataset(self) -> str:
        places = [at for at, word in enumerate(self.words) if word == "FROM"]
        ends = [at + 1 + (self.words[at + 1] == "NAMED") for at in places]
        return "".join(self._between(*span) + " " for span in zip(places, ends, strict=True))

    def _between(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]


def _closing(stream: list[Token]) -> dict[int, int]:
    """Return the place of the bracket that closes each opening one, by place in `stream`."""
    pairs, is_open = {}, []
    for at, token in enumerate(stream):
        if token.kind == "other" and token.text in "({[":
            is_open.append(at)
        elif token.kind == "other" and token.text in ")}]" and is_open:
            pairs[is_open.pop()] = at
    return pairs
