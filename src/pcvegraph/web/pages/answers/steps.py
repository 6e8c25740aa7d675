"""From an answer to the same answer seen otherwise: by a link, or by the form where that is long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.question_parameters import CITED, CITED_VERSION, SEEN_BY, SORT, VIEW

STATE = "state"
TABLE, CITE = "table", "cite"
DRAWN = ("graph", "timeline", "map", "columns", "bars")
"""The views that are drawn here, besides the table."""

VIEWS = (TABLE, *DRAWN, CITE)
LONGEST_ADDRESS = 6_000
"""Bytes of an address that every browser and proxy takes."""


class Step(NamedTuple):
    """A way to another view: its address, or "" and what the form sends as `state`."""

    address: str
    state: str


@dataclass(frozen=True)
class Steps:
    """The ways from an answer at `path`, which `pairs` ask: what of them is kept, and how it is sent."""

    path: str
    pairs: Sequence[tuple[str, str]]

    @property
    def is_long(self) -> bool:
        """Whether the form has to send what is asked, for no address holds it."""
        return len(urlencode(self.pairs)) > LONGEST_ADDRESS

    def to(self, changes: Mapping[str, str], anchor: str = "") -> Step:
        """Return the way to what `changes` make of the parameters; "" takes one away."""
        kept = [(name, value) for name, value in self.pairs if name not in changes]
        changed = [(name, value) for name, value in changes.items() if value]
        if self.is_long:
            # The form sends what is asked itself.
            seen = [(name, value) for name, value in kept if name in SEEN_BY]
            return Step("", urlencode([*seen, *changed]))
        return Step(f"{self.path}?{urlencode([*kept, *changed])}{anchor}", "")


@dataclass(frozen=True)
class Wanted:
    """How an answer is to be seen.

    Attributes:
        view: one of VIEWS
        sort: the column to sort by, with - before it downwards; "" for the order of the answer
        cited, cited_version: checksum and version of the answer that this one is compared with
    """

    view: str = TABLE
    sort: str = ""
    cited: str = ""
    cited_version: str = ""


def read_wanted(given: Mapping[str, str]) -> Wanted:
    """Return how an answer is to be seen; raises HttpProblem (400) where no view is called so."""
    view = given.get(VIEW) or TABLE
    if view not in VIEWS:
        raise HttpProblem(
            HTTPStatus.BAD_REQUEST,
            f"“{view[:100]}” is no view of an answer.",
            f"Views are: {', '.join(VIEWS)}.",
        )
    return Wanted(
        view, given.get(SORT, ""), given.get(CITED, "").lower(), given.get(CITED_VERSION, "")
    )


def with_state(given: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of a form, changed as the button says that sent it."""
    changed = dict(given)
    changed |= dict(parse_qsl(changed.pop(STATE, "")))
    return changed
