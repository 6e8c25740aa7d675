"""What an engine is: the one interface that the service knows."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from pcvegraph.querying.formats import Format
from pcvegraph.querying.protocol import Request
from pcvegraph.querying.questions import Question


class Answer(NamedTuple):
    """A whole answer.

    Attributes:
        body: its bytes
        format: the format that they are in
        is_repeatable: whether the same graph gives it again
        undated: for a time slice, how many relations in it have no date
    """

    body: bytes
    format: Format
    is_repeatable: bool = True
    undated: int | None = None


class Task(NamedTuple):
    """Work over the graph that is more than a query.

    Attributes:
        function: what does it, as module:function; it is called with the evaluator of the graph,
            `argument`, what it writes its answer to, and a `Report`
        argument: what it is told
        preparation: what is called with the evaluator before, as module:function, where modules
            may still be loaded, and what is gathered is there for the next task too
        slice_iri: the time slice that it is done over; "" for the whole graph
    """

    function: str
    argument: str
    preparation: str
    slice_iri: str = ""


class Engine(Protocol):
    """Answers questions. Two do: `Pool`, over worker processes here, and `RemoteEngine`."""

    @property
    def version(self) -> str:
        """The fingerprint of the graph that it answers from."""

    async def answer(self, question: Question, chosen: Format, *, client: str = "") -> Answer:
        """Return the answer to `question` in the format `chosen`; `client` is the address that asks.

        Raises:
            QueryError: the query is wrong, or needs more than one may have (QueryLimitError).
            EngineError: the engine is busy, or failed.
        """

    async def respond(self, request: Request, *, client: str = "") -> Answer:
        """Return the answer to what `request` asks; raises as `answer` and as `read_request`."""

    async def close(self) -> None:
        """Let go of all that the engine holds; no question may be under way."""
