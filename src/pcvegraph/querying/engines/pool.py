"""The embedded engine: a pool of worker processes, each of which can be killed."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from collections import Counter
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from pcvegraph.errors import (
    BusyError,
    EngineError,
    QueryLimitError,
    QueryRefusedError,
    WorkerLostError,
    retold,
)
from pcvegraph.languages import Bilingual
from pcvegraph.querying.engines import worker
from pcvegraph.querying.engines.engine import Answer, Task
from pcvegraph.querying.engines.limits import Limits, limit_hit
from pcvegraph.querying.engines.processes import Worker, WorkerGone, Zygote, ZygoteGoneError
from pcvegraph.querying.engines.queue import Queue
from pcvegraph.querying.engines.wire import Message
from pcvegraph.querying.engines.worker import ANSWERED, EXPLAINED, LIMITED, SLICED
from pcvegraph.querying.formats import Format
from pcvegraph.querying.progress import Report, silent
from pcvegraph.querying.protocol import Request
from pcvegraph.querying.questions import Question

LOG = logging.getLogger("pcvegraph")
ATTEMPTS = 2
"""How many workers may die under a question, by no fault of its own."""

SLICES = 4
"""How many time slices are held at the same time."""

EXPLAIN_SECONDS = 1.0
LONG_SECONDS = 0.02
"""A worker that took longer may have grown."""

RESTART_SECONDS = 10


class Pool:
    """Answers questions in workers that are forked from one zygote, or from one of its time slices."""

    def __init__(self, zygote: Zygote, version: str, limits: Limits) -> None:
        self.version = version
        self.limits = limits
        self.queue = Queue(limits)
        self.kills: Counter[str] = Counter()
        self._zygote = zygote
        self._slices: dict[str, asyncio.Task[Zygote]] = {}
        self._prepared: asyncio.Task[Zygote] | None = None
        self._idle: list[Worker] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> dict[str, bool]:
        """Fork the workers, so that no question waits for one; return which guards hold."""
        for _ in range(self.limits.workers):
            self._idle.append(await self._zygote.fork_worker())
        return await self._idle[0].guards

    async def answer(self, question: Question, chosen: Format, *, client: str = "") -> Answer:
        """Return the answer; raises as `Engine.answer`."""
        iri = question.slices[0].iri if question.slices else ""
        return await self._answer(worker.ask(question, chosen), iri, client)

    async def respond(self, request: Request, *, client: str = "") -> Answer:
        """Return the answer; raises as `Engine.respond`."""
        return await self._answer(worker.respond(request), "", client)

    async def run(self, task: Task, *, client: str = "") -> bytes:
        """Return what `task` writes, in the time of a query; raises as `Engine.answer`.

        What was prepared when the graph was loaded is done by the workers that there are, as a query.
        """
        if task.preparation in self._zygote.prepared:
            return (await self._answer(worker.run(task), task.slice_iri, client)).body
        await self.queue.enter(client)
        try:
            return await self.work(task, self.limits.time_seconds)
        finally:
            self._leave(client)

    async def work(self, task: Task, seconds: float, report: Report = silent) -> bytes:
        """Return what `task` writes, done in a process of its own beside those that answer queries.

        `report` is told how far it is. Raises as `Engine.answer`.
        """
        try:
            zygote = await self._find_slice(task.slice_iri) if task.slice_iri else self._zygote
            hand = await zygote.fork_worker(task.preparation)
        except ZygoteGoneError:
            raise _being_started() from None
        hand.report = report
        asked = worker.run(task)
        try:
            reply = await self._ask(hand, asked, seconds)
            return (await self._read(hand, reply, asked)).body
        except WorkerGone:
            await self._mourn(hand, asked)
            raise WorkerLostError("The process that did the work ended.") from None
        finally:
            # What it has built is of no use to others.
            self._dismiss(hand)

    def count_on(self, former: Pool) -> None:
        """Count on from what `former` has counted; what it still does is counted here too."""
        self.kills.update(former.kills)
        self.queue.refused.update(former.queue.refused)
        former.kills, former.queue.refused = self.kills, self.queue.refused

    async def close(self) -> None:
        """End all workers and slices; the zygote is its owner's."""
        while self._tasks or self._idle:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            while self._idle:
                await self._end(self._idle.pop())
        for cutting in (*self._slices.values(), *filter(None, [self._prepared])):
            cutting.add_done_callback(_close)

    async def _answer(self, asked: Message, slice_iri: str, client: str) -> Answer:
        await self.queue.enter(client)
        try:
            return await self._attempt(asked, slice_iri)
        except ZygoteGoneError:
            raise _being_started() from None
        finally:
            self._leave(client)

    async def _attempt(self, asked: Message, slice_iri: str) -> Answer:
        """Return the answer of a worker over the graph, or over its time slice of that name."""
        for _ in range(ATTEMPTS):
            zygote = await self._find_slice(slice_iri) if slice_iri else self._zygote
            taken = await self._take(zygote)
            try:
                reply = await self._ask(taken, asked, self.limits.time_seconds)
            except WorkerGone:
                await self._mourn(taken, asked)
                continue
            if reply.kind == SLICED and not slice_iri:
                return await self._attempt(asked, reply.content.decode())
            return await self._read(taken, reply, asked)
        raise WorkerLostError("The process that evaluated the query ended, and so did the next.")

    async def _ask(self, taken: Worker, asked: Message, seconds: float) -> Message:
        """Return the reply to `asked`; the worker is idle again, so that it is to be read at once."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            reply = await taken.ask(asked, seconds)
        except TimeoutError:
            self._kill(taken, "time")
            # It leaves the machine before another process looks into why.
            await taken.bury()
            raise await self._limit_hit("time", asked, seconds) from None
        except asyncio.CancelledError:
            # Who asked has gone: nobody needs the answer.
            self._kill(taken, "gone")
            raise
        if loop.time() - started > LONG_SECONDS and taken.has_grown():
            self._spawn(self._end(taken))
        else:
            self._idle.append(taken)
        return reply

    async def _read(self, taken: Worker, reply: Message, asked: Message) -> Answer:
        if reply.kind == ANSWERED:
            return taken.read_answer(reply.content)
        if reply.kind == LIMITED:
            raise await self._limit_hit(reply.content.decode(), asked)
        raise retold(*json.loads(reply.content))

    async def _limit_hit(
        self, limit: str, asked: Message, seconds: float | None = None
    ) -> QueryLimitError:
        causes = [] if asked.kind == worker.RUN else await self._explain(asked)
        limits = replace(self.limits, time_seconds=seconds) if seconds else self.limits
        return limit_hit(limit, limits, causes)

    async def _mourn(self, taken: Worker, asked: Message) -> None:
        """Say why a worker ended by itself, where it was the question; else only in the log."""
        status, words = await taken.bury()
        if status == -signal.SIGABRT:
            self.kills["memory"] += 1
            raise await self._limit_hit("memory", asked)
        if status == -signal.SIGSEGV:
            self.kills["depth"] += 1
            raise QueryRefusedError("The query nests too deeply.", "Nest less, or ask in parts.")
        self.kills["lost"] += 1
        LOG.warning("A worker ended with status %s: %s", status, words.strip() or "no last words")

    async def _explain(self, asked: Message) -> list[Bilingual]:
        """Return why `asked` needs so much, by its structure; [] where no cause is found."""
        explainer = await self._zygote.fork_worker("pcvegraph.querying.diagnosis:prepare")
        try:
            reply = await explainer.ask(worker.explain(asked), EXPLAIN_SECONDS)
        except (TimeoutError, WorkerGone):
            return []
        finally:
            self._spawn(self._end(explainer))
        if reply.kind != EXPLAINED:
            return []
        return [Bilingual(*cause) for cause in json.loads(reply.content)]

    async def _take(self, zygote: Zygote) -> Worker:
        """Return an idle worker of `zygote`, or a new one in place of an idle one of another."""
        for dead in [each for each in self._idle if not each.alive]:
            self._idle.remove(dead)
            self._spawn(self._end(dead))
        for each in reversed(self._idle):
            if each.zygote is zygote:
                self._idle.remove(each)
                return each
        if self._idle:
            self._spawn(self._end(self._idle.pop(0)))
        return await zygote.fork_worker()

    async def _find_slice(self, iri: str) -> Zygote:
        # Several slices in one question are rare: the worker cuts the others itself.
        cutting = self._slices.pop(iri, None) or asyncio.create_task(self._cut(iri))
        self._slices[iri] = cutting  # as the newest
        while len(self._slices) > SLICES:
            self._slices.pop(next(iter(self._slices))).add_done_callback(_close)
        try:
            # Who asked may go away: the slice is for all who ask for it.
            return await asyncio.shield(cutting)
        except EngineError:
            self._slices.pop(iri, None)
            raise

    async def _cut(self, iri: str) -> Zygote:
        self._prepared = self._prepared or asyncio.create_task(self._zygote.fork_zygote("slices"))
        return await (await asyncio.shield(self._prepared)).fork_zygote("slice", iri)

    def _kill(self, taken: Worker, reason: str) -> None:
        self.kills[reason] += 1
        taken.kill()
        self._spawn(self._end(taken))

    def _dismiss(self, hand: Worker) -> None:
        if hand in self._idle:
            self._idle.remove(hand)
        self._spawn(self._end(hand))

    async def _end(self, taken: Worker) -> None:
        taken.kill()
        await taken.bury()

    def _leave(self, client: str) -> None:
        """Give the place back: with a worker in it, so that the next question need not fork one."""
        places = self.limits.workers - self.queue.places_taken + 1
        if len(self._idle) >= places:
            self.queue.leave(client)
        else:
            self._spawn(self._refill(client))

    async def _refill(self, client: str) -> None:
        try:
            self._idle.append(await self._zygote.fork_worker())
        except EngineError as error:
            LOG.error("%s", error)
        finally:
            self.queue.leave(client)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _being_started() -> BusyError:
    return BusyError(
        "The process that holds the graph has ended, and is started again.",
        "Try again after the seconds that Retry-After says.",
        RESTART_SECONDS,
    )


def _close(cutting: asyncio.Task[Zygote]) -> None:
    if not cutting.exception():
        cutting.result().close()
