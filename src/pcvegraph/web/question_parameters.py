"""What an address asks of a question of the library: values, a day, a page of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from http import HTTPStatus
from typing import NamedTuple

from pcvegraph.errors import ParameterError
from pcvegraph.graph.slices import Slice, read_day
from pcvegraph.querying.clauses import of_graph, with_window
from pcvegraph.querying.library import Query
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.web.problems import HttpProblem

AS_OF = "as-of"
CERTAIN = "certain"
PAGE = "page"
PAGE_SIZE = "page_size"
SHOW = "show"
VIEW, SORT = "view", "sort"
CITED, CITED_VERSION = "cited", "cited-version"
SEEN_BY = (VIEW, SORT, CITED, CITED_VERSION)
"""Parameters that say how a page shows the answer, not what is asked."""

OURS = (AS_OF, CERTAIN, PAGE, PAGE_SIZE, "format", "lang", SHOW, *SEEN_BY)
"""Parameters that every question takes."""

ROWS_OF_A_PAGE = 100
MOST_ROWS_OF_A_PAGE = 10_000
LAST_PAGE = 1_000_000
TRUTHS = {"": False, "false": False, "true": True}

Pairs = Sequence[tuple[str, str]]


class Window(NamedTuple):
    """A page of rows: its number, the first being 1, and how many rows a page has."""

    page: int
    size: int


@dataclass(frozen=True)
class Asked:
    """A question of the library as an address asks it.

    Attributes:
        query: the question
        values: its parameters that have another value than the default, as they were written
        day: the time slice it is asked of; None for the whole graph
        window: the rows that are wanted; None for all
    """

    query: Query
    values: Mapping[str, str]
    day: Slice | None = None
    window: Window | None = None

    @cached_property
    def text(self) -> str:
        """The query with its values and its day, for all rows; a day raises QueryError as `of_graph`."""
        text = self.query.with_values(self.values)
        return of_graph(text, self.day.iri) if self.day else text

    def whole(self) -> Question:
        """Return the question to the engine, for all rows."""
        return read_question(self.text)

    def question(self) -> Question:
        """Return the question to the engine, for the rows of the page."""
        if self.window is None:
            return self.whole()
        page, size = self.window
        return read_question(with_window(self.text, size, (page - 1) * size))

    def question_after(self) -> Question | None:
        """Return the question for the first row after the page; None where there are no pages."""
        if self.window is None:
            return None
        return read_question(with_window(self.text, 1, self.window.page * self.window.size))


def read_asked(query: Query, pairs: Pairs, defaults: Mapping[str, str], *, paged: bool) -> Asked:
    """Return what `pairs`, the parameters of an address, ask of `query`.

    Args:
        query: the question.
        pairs: names and values as they stand in the address.
        defaults: values to take where the address has none.
        paged: whether rows come in pages although the address does not ask for one.

    Raises:
        HttpProblem: an unknown parameter, one that is there twice, or a value that it does not
            take (400).
        ParameterError: a value of another type than the parameter of the question.
        QueryError: the day is none, or the question cannot be asked of a day.
    """
    given = _once(query, pairs)
    values = {name: value for name, value in given.items() if name in query.parameters}
    chosen = {n: v for n, v in defaults.items() if n in query.parameters} | values
    for name, value in chosen.items():
        _check(query, name, value)
    asked = Asked(query, chosen, read_slice(given), _window(query, given, paged=paged))
    _ = asked.text
    return asked


def next_to(name: str, known: Sequence[str]) -> list[str]:
    """Return up to three of `known` that are spelt like `name`."""
    return get_close_matches(name[:200], known, n=3, cutoff=0.6)


def _once(query: Query, pairs: Pairs) -> dict[str, str]:
    known = [*query.parameters, *OURS]
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            near = next_to(name, known)
            meant = f"Did you mean {' or '.join(near)}? " if near else ""
            raise _bad(
                f"This question has no parameter “{name[:100]}”.",
                f"{meant}It takes: {', '.join(known)}.",
            )
        if name in given:
            raise _bad(f"There is more than one {name}.", f"Give one `{name}`, once.")
        given[name] = value
    return given


def _check(query: Query, name: str, value: str) -> None:
    try:
        query.term(name, value)
    except ParameterError as error:
        near = next_to(value, ("en", "fr")) if query.parameters[name].type == "language" else []
        remedy = error.remedy + (f" Nearest: {', '.join(near)}." if near else "")
        raise ParameterError(str(error), remedy) from None


def read_slice(given: Mapping[str, str]) -> Slice | None:
    """Return the day that is asked of, if one is; raises HttpProblem, QueryError where it is none."""
    certain = TRUTHS.get(given.get(CERTAIN, ""))
    if certain is None:
        raise _bad(f"“{given[CERTAIN][:100]}” is not a value for certain.", "Give true or false.")
    # A form sends what was left empty.
    if given.get(AS_OF):
        return Slice(read_day(given[AS_OF]), certain)
    if certain:
        raise _bad("Nothing is certain without a day.", f"Give the day, too: {AS_OF}=2016-06-01.")
    return None


def _window(query: Query, given: Mapping[str, str], *, paged: bool) -> Window | None:
    is_asked = bool(given.get(PAGE) or given.get(PAGE_SIZE))
    if is_asked and not query.has_pages:
        raise _bad(
            "This question has no pages of rows.",
            f"Leave out {PAGE} and {PAGE_SIZE}: it gives all.",
        )
    if not (is_asked or paged) or not query.has_pages:
        return None
    return read_window(given)


def read_window(given: Mapping[str, str]) -> Window:
    """Return the page of rows that is asked; raises HttpProblem (400) where it is none."""
    page = _count(given, PAGE, 1, LAST_PAGE)
    return Window(page, _count(given, PAGE_SIZE, ROWS_OF_A_PAGE, MOST_ROWS_OF_A_PAGE))


def _count(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name) or str(default)
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
        return int(text)
    raise _bad(
        f"“{text[:100]}” is not a value for {name}.", f"Give a whole number from 1 to {most}."
    )


def _bad(message: str, remedy: str) -> HttpProblem:
    return HttpProblem(HTTPStatus.BAD_REQUEST, message, remedy)
