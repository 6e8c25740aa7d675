"""What may be asked: a query, and the part of the dataset that it is asked of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from pcvegraph.errors import (
    InvalidIdentifierError,
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
)
from pcvegraph.graph.slices import Slice, read_slice_name
from pcvegraph.identifiers import checked_iri
from pcvegraph.querying import tokens
from pcvegraph.querying.formats import KIND_OF_FORM, Kind
from pcvegraph.vocabulary import BASE

FEDERATE = (
    "This service does not ask others on a reader's behalf. Federate from your side: Comunica "
    "(`comunica-sparql THIS-ENDPOINT OTHER-ENDPOINT -q …`) asks both, or run the SERVICE clause in "
    "your own rdflib or Jena with this endpoint inside it."
)
NO_UPDATES = (
    "The graph is edited as Turtle files in git, never over SPARQL. To change it, edit a file and "
    "run `pcvegraph check`."
)


CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)
"""Functions whose value differs each time."""


@dataclass(frozen=True)
class Question:
    """A query that may be asked: its text, and the part of the dataset it is asked of.

    Empty `default_graphs` and `named_graphs` mean the whole dataset. Where they are not, they are all
    of it, whatever FROM says in the text. Relative IRIs begin at BASE.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @cached_property
    def form(self) -> str | None:
        """The word that says what the query is: a query form, or an update; None where none does."""
        return tokens.find_form(self.text)

    @cached_property
    def kind(self) -> Kind:
        """What kind of answer the query has."""
        return KIND_OF_FORM[self.form or ""]

    @cached_property
    def is_repeatable(self) -> bool:
        """Whether the same graph gives the same answer again: no word here that means another day."""
        return not CHANGING.search(tokens.without_escapes(self.text))

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """The time slices among the default graphs."""
        return tuple(s for s in map(read_slice_name, self.default_graphs) if s)


def question_about(query: str, iris: Iterable[str]) -> Question:
    """Return the query of ours with `iris`, sorted, where its text has THINGS, in a VALUES clause."""
    return Question(query.replace("THINGS", " ".join(str(NamedNode(iri)) for iri in sorted(iris))))


def read_question(
    text: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Question:
    """Return `text` as a question.

    Raises:
        QuerySyntaxError: it is empty, or no query begins in it.
        QueryRefusedError: it is an update, or has a SERVICE clause.
        QueryError: the name of a graph is not an IRI.
    """
    question = Question(text, tuple(default_graphs), tuple(named_graphs))
    if question.form in tokens.UPDATES:
        raise QueryRefusedError(f"{question.form} is an update, and this is read only.", NO_UPDATES)
    if question.form is None:
        _syntax_of(text)
    if tokens.asks_elsewhere(text):
        raise QueryRefusedError("The query has a SERVICE clause.", FEDERATE)
    if not (default_graphs or named_graphs):
        defaults, named = tokens.find_dataset(text, BASE)
        if defaults or named:
            question = Question(text, tuple(defaults), tuple(named))
    for name in (*question.default_graphs, *question.named_graphs):
        _check_graph_name(name)
    return question


def _check_graph_name(name: str) -> None:
    try:
        checked_iri(name)
    except InvalidIdentifierError:
        raise QueryError(
            f"“{name[:200]}” is not the IRI of a graph.", "Give the whole IRI."
        ) from None


def _syntax_of(text: str) -> None:
    if not text.strip():
        raise QuerySyntaxError("The query is empty.")
    first = next(tokens.tokens(text), None)
    raise QuerySyntaxError(
        f"No query begins here: found “{first.text[:40] if first else text[:40]}”, expected "
        "PREFIX, BASE, SELECT, ASK, CONSTRUCT or DESCRIBE."
    )
