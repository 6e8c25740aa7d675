"""How much a query, an address and a queue may have."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from pcvegraph.errors import QueryLimitError
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings

ASK_LESS = (
    "Join the patterns on a variable, bind more terms, or aggregate in a sub-select; whoever runs the "
    "service can set PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS and PCVEGRAPH_QUERY_MEMORY_LIMIT_BYTES. For "
    "more, take the whole graph (/data.nq) and ask it on your own machine: pcvegraph query FILE."
)
ASK_IN_PARTS = (
    "Ask in parts with LIMIT and OFFSET over an ORDER BY, or take the whole graph (/data.nq); whoever "
    "runs the service can set PCVEGRAPH_ANSWER_SIZE_LIMIT_BYTES."
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The bounds of one pool of workers; 0 queries per address means no bound of that kind."""

    workers: int
    time_seconds: float
    memory_bytes: int
    size_bytes: int
    queue_length: int
    queue_seconds: float
    per_address: int

    @classmethod
    def from_settings(cls, settings: Settings) -> Limits:
        """Return the limits for questions from outside."""
        workers = settings.workers or max(2, len(os.sched_getaffinity(0)))
        return cls(
            workers=workers,
            time_seconds=settings.query_time_limit_seconds,
            memory_bytes=settings.query_memory_limit_bytes,
            size_bytes=settings.answer_size_limit_bytes,
            queue_length=settings.queue_length,
            queue_seconds=settings.queue_time_limit_seconds,
            per_address=settings.queries_per_address or max(1, workers - 1),
        )


def limit_hit(limit: str, limits: Limits, causes: Sequence[Bilingual] = ()) -> QueryLimitError:
    """Return the error of a query that hit `limit` ("time", "memory" or "size"), with its value."""
    message, remedy = {
        "time": (f"The query ran longer than {limits.time_seconds:g} seconds.", ASK_LESS),
        "memory": (f"The query needed more than {limits.memory_bytes} bytes of memory.", ASK_LESS),
        "size": (f"The answer is larger than {limits.size_bytes} bytes.", ASK_IN_PARTS),
    }[limit]
    return QueryLimitError(limit, message, remedy, causes)
