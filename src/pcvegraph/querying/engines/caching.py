"""Keep what was answered: the graph of an engine does not change, so neither do its answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from pcvegraph.querying.engines.engine import Answer, Engine
from pcvegraph.querying.formats import Format
from pcvegraph.querying.protocol import Request
from pcvegraph.querying.questions import Question

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

OVERHEAD_BYTES = 2_000
"""About what an entry takes beside its bytes: its headers, and its place here."""

LARGEST_SHARE = 4
"""An answer that takes more than this part of the cache is not kept: it would drive out the rest."""


class Cache(Generic[Key, Value]):
    """The values asked for last, bounded in bytes."""

    def __init__(self, size_bytes: int) -> None:
        self.size_bytes = size_bytes
        self.used_bytes = 0
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key) -> Value | None:
        """Return what is kept under `key`, or None."""
        entry = self._kept.get(key)
        if entry is None:
            return None
        self._kept.move_to_end(key)
        return entry[0]

    def keep(self, key: Key, value: Value, size: int) -> None:
        """Keep `value`, of `size` bytes, and let go of what has not been asked for longest."""
        size += OVERHEAD_BYTES
        if size * LARGEST_SHARE > self.size_bytes or key in self._kept:
            return
        self._kept[key] = value, size
        self.used_bytes += size
        while self.used_bytes > self.size_bytes:
            self.used_bytes -= self._kept.popitem(last=False)[1][1]


class CachingEngine:
    """An engine that answers the same question once."""

    def __init__(self, engine: Engine, size_bytes: int) -> None:
        self.engine = engine
        self.cache: Cache[Hashable, Answer] = Cache(size_bytes)
        self.hits = 0

    @property
    def version(self) -> str:
        """The fingerprint of the graph that it answers from."""
        return self.engine.version

    async def answer(self, question: Question, chosen: Format, *, client: str = "") -> Answer:
        """Return the answer; raises as `Engine.answer`."""
        # The version of a remote store may change under us.
        key = self.engine.version, question, chosen.name
        kept = self._find(key)
        if kept is not None:
            return kept
        answer = await self.engine.answer(question, chosen, client=client)
        return self._keep(key, answer, len(question.text))

    async def respond(self, request: Request, *, client: str = "") -> Answer:
        """Return the answer; raises as `Engine.respond`."""
        key = self.engine.version, request
        kept = self._find(key)
        if kept is not None:
            return kept
        answer = await self.engine.respond(request, client=client)
        return self._keep(key, answer, len(request.parameters) + len(request.body))

    async def close(self) -> None:
        """Close the engine below."""
        await self.engine.close()

    def _find(self, key: Hashable) -> Answer | None:
        kept = self.cache.find(key)
        self.hits += kept is not None
        return kept

    def _keep(self, key: Hashable, answer: Answer, key_bytes: int) -> Answer:
        if answer.is_repeatable:
            self.cache.keep(key, answer, len(answer.body) + key_bytes)
        return answer
