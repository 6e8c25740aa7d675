"""The library: every file of queries/ is a question with a title, parameters and columns.

A parameter stands in the query as a VALUES clause with one variable and one value, its default, so
that the file runs as it is anywhere: `VALUES ?body { id:canada }`. Setting it replaces that value by
one term, never by text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import dropwhile

from pyoxigraph import Literal, NamedNode

from pcvegraph import identifiers
from pcvegraph.errors import (
    InvalidIdentifierError,
    ParameterError,
    QueryHeadError,
    QuerySyntaxError,
    UnknownQueryError,
)
from pcvegraph.graph.root import QUERIES, Root
from pcvegraph.languages import LANGUAGES, Bilingual
from pcvegraph.querying.clauses import has_window
from pcvegraph.querying.formats import Kind
from pcvegraph.querying.heads import Head, read_head
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES

CLAUSE = re.compile(r"VALUES \?(?P<name>\w+) {(?P<value>[^{}]*)}")
QUOTED = re.compile(r'"(?P<text>[^"\\]*)"(?:@[\w-]+|\^\^\S+)?')
NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
TYPES = ("entity", "date", "language", "number", "text")


@dataclass(frozen=True)
class Parameter:
    """A value that a query takes: its name, type (one of TYPES), meaning and default (as SPARQL)."""

    name: str
    type: str
    meaning: Bilingual
    default: str

    @property
    def plain_default(self) -> str:
        """The default as a person writes it: canada, source:a-report, 2016-06-01, en."""
        quoted = QUOTED.fullmatch(self.default)
        iri = self.default.strip("<>").removeprefix(PREFIXES["id"])
        return quoted["text"] if quoted else iri.removeprefix("id:")


@dataclass(frozen=True)
class Query:
    """A question of the library. `name` is `<topic>/<question>`."""

    name: str
    head: Head
    text: str

    @cached_property
    def title(self) -> Bilingual:
        """The question as a reader would put it."""
        return self.head.bilingual("title")

    @cached_property
    def description(self) -> Bilingual:
        """What the answer is, and how it is to be read."""
        return self.head.bilingual("description")

    @cached_property
    def reader(self) -> str:
        """The kind of reader who asks this: researcher, official, journalist, analyst …."""
        return self.head.text("reader")

    @cached_property
    def kind(self) -> Kind:
        """What kind of answer it has."""
        return Question(self.text).kind

    @cached_property
    def has_pages(self) -> bool:
        """Whether it gives rows, and does not say itself how many."""
        return self.kind == "bindings" and not has_window(self.text)

    @cached_property
    def columns(self) -> dict[str, Bilingual]:
        """What each column means, in the order of the head."""
        return {name: self.head.bilingual("column", name) for name in self.head.names("column")}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name, in the order of the head; raises QueryHeadError for a bad one."""
        return {name: self._parameter(name) for name in self.head.names("parameter")}

    def _parameter(self, name: str) -> Parameter:
        kind = self.head.text("parameter", name)
        if kind not in TYPES:
            raise QueryHeadError(
                f"{self.head.path}: parameter {name} is of type “{kind}”.",
                f"Use one of: {', '.join(TYPES)}.",
            )
        meaning = self.head.bilingual("parameter", name)
        return Parameter(name, kind, meaning, self._clause(name)["value"].strip())

    def _clause(self, name: str) -> re.Match[str]:
        clauses = [clause for clause in CLAUSE.finditer(self.text) if clause["name"] == name]
        if len(clauses) != 1:
            raise QueryHeadError(
                f"{self.head.path}: parameter {name} needs one clause VALUES ?{name} {{ default }}."
            )
        return clauses[0]

    def term(self, name: str, value: str) -> NamedNode | Literal:
        """Return what a person writes for the parameter `name` as a term.

        Raises:
            ParameterError: it does not fit the type of the parameter.
        """
        return _term(self.parameters[name], value)

    def with_values(self, values: Mapping[str, str]) -> str:
        """Return the query's text with `values` (parameter name → what a person writes) set.

        Raises:
            ParameterError: an unknown parameter, or a value that does not fit its type.
        """
        terms: dict[str, str] = {}
        for name, value in values.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise ParameterError(
                    f"{self.name} has no parameter “{name[:100]}”.", f"It takes: {known}."
                )
            terms[name] = str(self.term(name, value))

        def clause_with_value(clause: re.Match[str]) -> str:
            name = clause["name"]
            return f"VALUES ?{name} {{ {terms[name]} }}" if name in terms else clause[0]

        # All at once: a value that is written must not be read again.
        return CLAUSE.sub(clause_with_value, self.text)


def _term(parameter: Parameter, value: str) -> NamedNode | Literal:
    try:
        return READERS[parameter.type](value)
    except (ValueError, InvalidIdentifierError):
        raise ParameterError(
            f"“{value[:100]}” is not a value for {parameter.name}.",
            f"Give {IN_WORDS[parameter.type]}.",
        ) from None


def _entity(value: str) -> NamedNode:
    for prefix in ("id", "source"):
        for start in (PREFIXES[prefix], prefix + ":"):
            if value.startswith(start):
                return NamedNode(PREFIXES[prefix] + _slug(value.removeprefix(start)))
    return NamedNode(identifiers.entity_iri(value))


def _slug(value: str) -> str:
    identifiers.entity_iri(value)
    return value


def _date(value: str) -> Literal:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError(value)
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + "date"))


def _language(value: str) -> Literal:
    if value not in LANGUAGES:
        raise ValueError(value)
    return Literal(value)


def _number(value: str) -> Literal:
    if not NUMBER.fullmatch(value):
        raise ValueError(value)
    return Literal(int(value))


READERS: dict[str, Callable[[str], NamedNode | Literal]] = {
    "entity": _entity,
    "date": _date,
    "language": _language,
    "number": _number,
    "text": Literal,
}
IN_WORDS = {
    "entity": "the identifier of an entity, such as canada or id:canada",
    "date": "a day as YYYY-MM-DD",
    "language": " or ".join(LANGUAGES),
    "number": "a whole number",
    "text": "a text",
}


def without_head(text: str) -> str:
    """Return the text of a query without the comments that it begins with."""
    return "".join(dropwhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))


def query_from_bytes(content: bytes, place: str, name: str = "") -> Query:
    """Return the query that `content` is; `place` names it in messages.

    Raises:
        QuerySyntaxError: it is not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuerySyntaxError(
            f"{place}: byte {error.start + 1} is not UTF-8.", "Save the query as UTF-8."
        ) from None
    return Query(name or place, read_head(place, text), text)


def read_library(root: Root) -> dict[str, Query]:
    """Return every query of the root by name, sorted."""
    return library_of({root.name(path): path.read_bytes() for path in root.query_files()})


def library_of(files: Mapping[str, bytes]) -> dict[str, Query]:
    """Return the queries by name that these files (by path from the root) are, sorted.

    Raises:
        QuerySyntaxError: one is not UTF-8.
    """
    names = {path: path.removeprefix(QUERIES).removesuffix(".rq") for path in sorted(files)}
    return {name: query_from_bytes(files[path], path, name) for path, name in names.items()}


def find_query(library: Mapping[str, Query], name: str) -> Query:
    """Return the query called `name`: `<topic>/<question>`, or the question alone if one has it.

    Raises:
        UnknownQueryError: none has it; with the nearest three names.
    """
    wanted = name.removesuffix(".rq")
    if wanted in library:
        return library[wanted]
    same = [query for known, query in library.items() if known.split("/")[-1] == wanted]
    if len(same) == 1:
        return same[0]
    short = {known.split("/")[-1]: known for known in library}
    near = get_close_matches(wanted.split("/")[-1], short, n=3, cutoff=0.3)
    raise UnknownQueryError(name, [short[match] for match in near])
