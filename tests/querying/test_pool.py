"""The pool of workers: bounded, killable, and always able to answer the next question."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from pcvegraph.errors import (
    AddressBusyError,
    BusyError,
    QueryError,
    QueryLimitError,
)
from pcvegraph.graph.root import Root
from pcvegraph.querying.engines.limits import Limits
from pcvegraph.querying.engines.pool import SLICES, Pool
from pcvegraph.querying.engines.processes import Zygote, start_zygote
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import Question, read_question

LIMITS = Limits(
    workers=2,
    time_seconds=20,
    memory_bytes=400_000_000,
    size_bytes=10_000_000,
    queue_length=8,
    queue_seconds=60,
    per_address=0,
)
ASK = "ASK {}"
ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BOMB = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TESTS = Path(__file__).parents[1]


@asynccontextmanager
async def held(root: Root, **limits: float) -> AsyncIterator[Held]:
    bounds = replace(LIMITS, **limits)
    zygote = start_zygote("held:load", str(root.path), bounds, {"PYTHONPATH": str(TESTS)})
    loaded = await zygote.load(lambda _: None)
    loaded.dump.close()
    pool = Pool(zygote, loaded.version, bounds)
    guards = await pool.start()
    try:
        yield Held(pool, zygote, guards)
    finally:
        await pool.close()
        zygote.close()


class Held:
    """A pool, and what the tests ask of it."""

    def __init__(self, pool: Pool, zygote: Zygote, guards: list[str]) -> None:
        self.pool = pool
        self.zygote = zygote
        self.guards = guards

    async def ask(self, text: str | Question, name: str = "json", client: str = "") -> bytes:
        """Return the body of the answer."""
        question = text if isinstance(text, Question) else read_question(text)
        chosen = find_format(name, question.kind)
        return (await self.pool.answer(question, chosen, client=client)).body

    def pids(self) -> set[int]:
        """The workers that wait for a question."""
        return {worker.pid for worker in self.pool._idle}


def run(test: Callable[[Held], Awaitable[None]], root: Root, **limits: float) -> None:
    async def main() -> None:
        async with held(root, **limits) as pool:
            await test(pool)

    asyncio.run(main())


async def settled(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - processes have no event to wait for
            await asyncio.sleep(0.01)


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_an_answer_is_what_the_evaluator_gives(tiny: Root, name: str):
    from held import load

    evaluator = Evaluator(load(str(tiny.path), lambda _: None))
    question = read_question(ALL)
    expected = evaluator.answer(question, find_format(name, "bindings"))
    assert len(expected) > 100_000, "the answer goes through the shared memory"

    async def test(pool: Held) -> None:
        assert await pool.ask(ALL, name) == expected
        # A short one after a long one, in the same memory.
        assert json.loads(await pool.ask(ASK)) == {"head": {}, "boolean": True}
        assert await pool.ask(ALL, name) == expected

    run(test, tiny, workers=1)


def test_what_runs_too_long_is_ended_and_the_next_is_answered(tiny: Root):
    async def test(pool: Held) -> None:
        before = pool.pids()
        runaways = [asyncio.create_task(pool.ask(RUNAWAY)) for _ in range(2)]
        waiting = [asyncio.create_task(pool.ask(ASK)) for _ in range(5)]
        for runaway in runaways:
            with pytest.raises(QueryLimitError) as caught:
                await runaway
            assert caught.value.limit == "time"
            assert "1 seconds" in str(caught.value)
            assert "share no variable" in caught.value.causes[0].en
            assert "sans variable commune" in caught.value.causes[0].fr
        for answer in await asyncio.gather(*waiting):
            assert b"true" in answer
        await settled(lambda: all(map(has_ended, before)))
        assert pool.pool.kills["time"] == 2

    run(test, tiny, time_seconds=1)


def test_what_needs_too_much_memory_is_ended(tiny: Root):
    async def test(pool: Held) -> None:
        with pytest.raises(QueryLimitError) as caught:
            await pool.ask(BOMB)
        assert caught.value.limit == "memory"
        assert "400000000 bytes" in str(caught.value)
        assert b"true" in await pool.ask(ASK)

    run(test, tiny, time_seconds=60)


def test_an_answer_that_is_too_large_is_an_error_and_no_part_of_it_is_sent(tiny: Root):
    async def test(pool: Held) -> None:
        with pytest.raises(QueryLimitError) as caught:
            await pool.ask(PRODUCT)
        assert caught.value.limit == "size"
        assert not pool.pool.kills
        assert b"true" in await pool.ask(ASK)

    run(test, tiny, size_bytes=100_000)


def test_who_goes_away_ends_the_query(tiny: Root):
    async def test(pool: Held) -> None:
        before = pool.pids()
        task = asyncio.create_task(pool.ask(RUNAWAY))
        await settled(lambda: len(pool.pids()) == 1)
        (busy,) = before - pool.pids()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await settled(lambda: has_ended(busy))
        await settled(lambda: len(pool.pids()) == 2)
        assert pool.pool.kills == {"gone": 1}
        assert b"true" in await pool.ask(ASK)

    run(test, tiny)


def test_a_worker_that_is_killed_from_outside_costs_nobody_an_answer(tiny: Root):
    async def test(pool: Held) -> None:
        before = pool.pids()
        # Long enough to be killed under, short enough to be answered by the next.
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
        task = asyncio.create_task(pool.ask(slow, "csv"))
        await settled(lambda: len(pool.pids()) == 1)
        (busy,) = before - pool.pids()
        os.kill(busy, signal.SIGKILL)
        assert int((await task).split()[1]) > 1_000_000
        for pid in pool.pids():
            os.kill(pid, signal.SIGKILL)
        for _ in range(4):
            assert b"true" in await pool.ask(ASK)
        assert pool.pool.kills["lost"] >= 1

    run(test, tiny, time_seconds=120)


def test_what_nests_deeply_is_answered_or_told_and_harms_nobody(tiny: Root):
    async def test(pool: Held) -> None:
        deep = "ASK { FILTER(" + "!" * 400_000 + "true) }"
        with suppress(QueryError):
            await pool.ask(deep)
        groups = "ASK " + "{ OPTIONAL " * 50_000 + "{}" + "}" * 50_000
        with suppress(QueryError):
            await pool.ask(groups)
        assert b"true" in await pool.ask(ASK)

    run(test, tiny, time_seconds=20)


def test_more_than_may_wait_are_sent_away_with_a_time_to_come_back(tiny: Root):
    async def test(pool: Held) -> None:
        busy = [asyncio.create_task(pool.ask(RUNAWAY)) for _ in range(2)]
        await settled(lambda: pool.pool.queue.places_taken == 2)
        waiting = [asyncio.create_task(pool.ask(ASK)) for _ in range(8)]
        await settled(lambda: pool.pool.queue.waiting == 8)
        with pytest.raises(BusyError) as caught:
            await pool.ask(ASK)
        assert caught.value.retry_after_seconds >= 1
        assert pool.pool.queue.refused == {"length": 1}
        for task in [*busy, *waiting]:
            task.cancel()
        await asyncio.gather(*busy, *waiting, return_exceptions=True)
        await settled(lambda: pool.pool.queue.places_taken == 0)
        assert b"true" in await pool.ask(ASK)

    run(test, tiny)


def test_who_waits_too_long_is_sent_away(tiny: Root):
    async def test(pool: Held) -> None:
        busy = [asyncio.create_task(pool.ask(RUNAWAY)) for _ in range(2)]
        await settled(lambda: pool.pool.queue.places_taken == 2)
        with pytest.raises(BusyError, match="No worker was free"):
            await pool.ask(ASK)
        assert pool.pool.queue.waiting == 0
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)

    run(test, tiny, queue_seconds=0.2)


def test_one_address_cannot_take_every_worker_nor_the_whole_queue(tiny: Root):
    async def test(pool: Held) -> None:
        greedy = [asyncio.create_task(pool.ask(RUNAWAY, client="greedy")) for _ in range(5)]
        await settled(lambda: pool.pool.queue.waiting == 4)
        with pytest.raises(AddressBusyError):
            await pool.ask(ASK, client="greedy")
        # Another goes before those who wait for an address that has its share.
        for _ in range(20):
            assert b"true" in await pool.ask(ASK, client="modest")
        assert pool.pool.queue.running["greedy"] == 1
        for task in greedy:
            task.cancel()
        await asyncio.gather(*greedy, return_exceptions=True)

    run(test, tiny, per_address=1, time_seconds=60)


def test_a_worker_reaches_no_network_and_no_file(tiny: Root):
    """Past the refusal before evaluation, which is not the guard: the question is made by hand."""

    async def test(pool: Held) -> None:
        assert "no new descriptors" in pool.guards
        assert "no files" in pool.guards
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            address = f"http://127.0.0.1:{server.getsockname()[1]}/"
            service = Question(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
            with pytest.raises(QueryError):
                await pool.ask(service)
            with pytest.raises(BlockingIOError):
                server.accept()
        assert b"true" in await pool.ask(ASK)

    run(test, tiny)


def test_workers_do_not_draw_the_same_random_values(tiny: Root):
    async def test(pool: Held) -> None:
        text = "SELECT (UUID() AS ?u) (STRUUID() AS ?s) (RAND() AS ?r) {}"
        slow = text[:-2] + "{ SELECT (COUNT(*) AS ?n) { ?a ?b ?c } }"
        answers = await asyncio.gather(*(pool.ask(slow, "csv") for _ in range(6)))
        values = [value for answer in answers for value in answer.split()[1].split(b",")]
        assert len(values) == len(set(values)) == 18

    run(test, tiny)


def test_a_graph_whose_process_ends_is_told_as_busy(tiny: Root):
    async def test(pool: Held) -> None:
        pool.zygote.close()
        await settled(pool.zygote.ended.done)
        await settled(lambda: all(not worker.alive for worker in pool.pool._idle))
        with pytest.raises(BusyError, match="started again"):
            await pool.ask(ASK)

    run(test, tiny)


def test_slices_are_held_a_few_at_a_time(tiny: Root):
    async def test(pool: Held) -> None:
        text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        counts = set()
        for year in range(2000, 2000 + SLICES + 2):
            name = f"https://w3id.org/pcvegraph/as-of/{year}-06-01"
            question = read_question(text, [name])
            answer = await pool.pool.answer(question, find_format("csv", "bindings"))
            assert answer.undated is not None
            counts.add(answer.body)
            assert b"true" in await pool.ask(ASK)
        assert len(pool.pool._slices) == SLICES
        whole = await pool.pool.answer(read_question(text), find_format("csv", "bindings"))
        assert whole.undated is None
        assert all(int(count.split()[1]) <= int(whole.body.split()[1]) for count in counts)

    run(test, tiny)


def test_no_process_is_left_when_the_pool_is_closed(tiny: Root):
    left: set[int] = set()

    async def test(pool: Held) -> None:
        left.update(pool.pids())
        await pool.ask(ASK)

    run(test, tiny)
    deadline = time.monotonic() + 60
    while not all(map(has_ended, left)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
