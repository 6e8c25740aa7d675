"""What a question that is too much costs the others, and what is left of it."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from statistics import median
from typing import Any

from generate import CHECKOUT
from load.processes import GLANCE_SECONDS, first_gone, memory, wait_until_idle, workers
from load.servers import PLACE, Pcvegraph, Server, ServerError
from load.wrk import Load, drive

Progress = Callable[[str], None]

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = CHECKOUT / "tests/service"
CLOSED = "closed"
SETTLE_SECONDS = 20.0
SAMPLE_SECONDS = 0.1
HTTP_OK = 200


def ask_beside_runaways(server: Server, seconds: float) -> Load:
    """Return how `ASK {}`, never the same twice, fares beside a runaway on every worker but one."""
    with _runaways(server, max(1, (os.cpu_count() or 1) - 1)):
        return drive(server, [server.target(f"ASK {{}}\n#{PLACE}")], seconds)


@contextmanager
def _runaways(server: Server, count: int) -> Iterator[None]:
    """Let `count` runaways run on the server; those who asked go away at the end."""
    waiting = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(count)]
    try:
        for number, connection in enumerate(waiting):
            path = server.target(f"{CROSS_PRODUCT}\n#runaway {number}")
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        time.sleep(1)  # they have begun
        yield
    finally:
        for connection in waiting:
            connection.close()


@dataclass(frozen=True)
class Overrun:
    """How a runaway ended: the status, and the milliseconds after its limit.

    `answered` is when its caller knew, `gone` when its process was no more (None: it never went).
    """

    status: int | str
    answered: float
    gone: float | None


def overrun(server: Pcvegraph, limit_seconds: float, number: int) -> Overrun:
    """Ask for what cannot be done in time, and return how it ended."""
    busy = _settled_workers(server)
    start = time.perf_counter()
    answered: list[tuple[int | str, float]] = []

    def ask() -> None:
        text = f"{CROSS_PRODUCT}\n#overrun {number}"
        status = _status(server, text, limit_seconds + SETTLE_SECONDS)
        answered.append((status, time.perf_counter()))

    caller = threading.Thread(target=ask)
    caller.start()
    gone = first_gone(busy, limit_seconds + SETTLE_SECONDS)
    caller.join()
    status, end = answered[0]
    late = (end - start - limit_seconds) * 1000
    return Overrun(status, late, None if gone is None else (gone - start - limit_seconds) * 1000)


def _settled_workers(server: Server) -> list[int]:
    """Return the workers once they stay the same: one that was ended is replaced a moment later."""
    deadline = time.monotonic() + SETTLE_SECONDS
    found: list[int] = []
    while time.monotonic() < deadline:
        before, found = found, [process.pid for process in workers(server.pid)]
        if found and found == before:
            break
        time.sleep(GLANCE_SECONDS)
    return found


@dataclass(frozen=True)
class Distribution:
    """Of milliseconds."""

    median: float
    p99: float
    longest: float


def distribution(values: Sequence[float]) -> Distribution:
    """Return the distribution of `values`, of which there is at least one."""
    ordered = sorted(values)
    return Distribution(median(ordered), ordered[int(0.99 * (len(ordered) - 1))], ordered[-1])


@dataclass
class Siege:
    """What hostile queries did: statuses, memory in bytes before, at most and after, who is left."""

    queries: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    workers_before: int = 0
    workers_after: int = 0
    healthy: int = 0
    pss_before: int = 0
    pss_most: int = 0
    pss_after: int = 0
    seconds: float = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        return dict(vars(self))


def hostile_queries() -> list[tuple[str, str]]:
    """Return name and text of the hostile queries of the tests."""
    sys.path.insert(0, str(HOSTILE))
    try:
        found: list[tuple[str, str]] = import_module("hostile").hostile_queries()
    except ModuleNotFoundError:
        raise ServerError(f"{HOSTILE} has no hostile queries.") from None
    finally:
        sys.path.remove(str(HOSTILE))
    return found


def besiege(server: Pcvegraph, queries: Sequence[tuple[str, str]], report: Progress) -> Siege:
    """Send all of `queries`, as many at once as there are workers, and return what that did."""
    before = len(workers(server.pid))
    siege = Siege(len(queries), workers_before=before, pss_before=memory(server.pid).pss)
    start = time.monotonic()
    with _watching(server, siege), ThreadPoolExecutor(max(1, before)) as callers:

        def send(named: tuple[str, str]) -> tuple[str, int | str]:
            begin = time.monotonic()
            status = _status(server, named[1], 2 * SETTLE_SECONDS, post=True)
            report(f"hostile: {named[0]}: {status} in {time.monotonic() - begin:.1f} s")
            return named[0], status

        for name, status in callers.map(send, queries):
            siege.statuses[str(status)] += 1
            if not _is_expected(status):
                siege.unexpected.append(f"{name}: {status}")
    siege.seconds = time.monotonic() - start
    wait_until_idle(server.pid, SETTLE_SECONDS)
    with ThreadPoolExecutor(max(1, before)) as callers:
        asks = [f"ASK {{}}\n#after {n}" for n in range(max(1, before))]
        states = callers.map(lambda text: _status(server, text, SETTLE_SECONDS), asks)
        siege.healthy = sum(status == HTTP_OK for status in states)
    siege.workers_after = len(workers(server.pid))
    siege.pss_after = memory(server.pid).pss
    return siege


def _is_expected(status: int | str) -> bool:
    """Whether a hostile query may have this status: an answer, a refusal, a limit, a full queue."""
    return isinstance(status, int) and (status < 500 or status in {503, 504, 507})  # noqa: PLR2004


@contextmanager
def _watching(server: Server, siege: Siege) -> Iterator[None]:
    """Note the most memory that the server's processes hold together."""
    end = threading.Event()

    def watch() -> None:
        while not end.wait(SAMPLE_SECONDS):
            siege.pss_most = max(siege.pss_most, memory(server.pid).pss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        end.set()
        watcher.join()


def _status(server: Server, text: str, timeout: float, *, post: bool = False) -> int | str:
    """Return the status of the answer, or what happened in its stead."""
    import httpx  # noqa: PLC0415 - a quarter of a second that the tables need not pay

    body = text.encode(errors="surrogateescape")
    try:
        if post:
            headers = {"Content-Type": "application/sparql-query"}
            answer = httpx.post(
                server.address + server.path, content=body, headers=headers, timeout=timeout
            )
        else:
            answer = httpx.get(server.address + server.target(text), timeout=timeout)
    except httpx.TimeoutException:
        return "no answer"
    except httpx.TransportError as error:
        return f"{CLOSED}: {type(error).__name__}"
    return answer.status_code
