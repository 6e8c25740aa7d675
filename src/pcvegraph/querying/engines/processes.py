"""The service's side of the zygote and its workers: handles to processes."""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import resource
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from pcvegraph.errors import EngineError, GraphRefusedError, PcvegraphError
from pcvegraph.querying.engines import allocator, wire
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.engines.limits import Limits
from pcvegraph.querying.engines.wire import Message
from pcvegraph.querying.engines.worker import (
    ANSWER_HEAD,
    GUARDED,
    NO_NUMBER,
    PROGRESS,
    AnswerHead,
)
from pcvegraph.querying.formats import FORMATS
from pcvegraph.querying.progress import Report, silent

PAGE_BYTES = resource.getpagesize()
GROWTH_BYTES = 50_000_000
"""A worker that holds so much more than at first is not asked again."""

LAST_WORDS = 4_000
"""How many bytes a worker's last words may have."""


class ZygoteGoneError(EngineError):
    """The process that holds the graph has ended."""

    def __init__(self) -> None:
        super().__init__("The process that holds the graph has ended.")


class WorkerGone(Exception):  # noqa: N818 - what happened, not what is wrong
    """The worker ended while it answered."""


class Worker(asyncio.Protocol):
    """A worker process: answers one request at a time, and can be killed."""

    transport: asyncio.Transport

    def __init__(self, zygote: Zygote, pid: int, shared: int, errors: int) -> None:
        self.zygote = zygote
        self.pid = pid
        self.alive = True
        self.report: Report = silent
        self._loop = asyncio.get_running_loop()
        self.guards: asyncio.Future[dict[str, bool]] = self._loop.create_future()
        self._memory = mmap.mmap(shared, 0, mmap.MAP_SHARED, mmap.PROT_READ)
        os.close(shared)
        self._errors = errors
        self._first_bytes = 0
        self._burial: asyncio.Future[tuple[int, str]] | None = None
        self._unpacker = wire.Unpacker()
        self._reply: asyncio.Future[Message] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport (called by the event loop)."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        """Gather the reply (called by the event loop)."""
        for message in self._unpacker.feed(data):
            if message.kind == GUARDED:
                self._first_bytes = self._resident_bytes()
                self.guards.set_result(json.loads(message.content))
            elif message.kind == PROGRESS:
                self.report(*json.loads(message.content))
            elif self._reply and not self._reply.done():
                self._reply.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the loop's signature
        """Learn that the process has gone (called by the event loop)."""
        self.alive = False
        self._fail(WorkerGone)

    async def ask(self, request: Message, seconds: float) -> Message:
        """Return the reply to `request`.

        Raises:
            WorkerGone: the process ended.
            TimeoutError: there is no reply after `seconds`.
        """
        if not self.alive:
            raise WorkerGone
        reply: asyncio.Future[Message] = self._loop.create_future()
        self._reply = reply
        self.transport.write(request.packed())
        deadline = self._loop.call_later(seconds, self._fail, TimeoutError)
        try:
            return await reply
        finally:
            deadline.cancel()

    def _fail(self, error: type[Exception]) -> None:
        if self._reply and not self._reply.done():
            self._reply.set_exception(error())

    def read_answer(self, content: bytes) -> Answer:
        """Return the answer whose head, and body where that is small, came as `content`."""
        head = AnswerHead(*ANSWER_HEAD.unpack_from(content))
        body = content[ANSWER_HEAD.size :]
        if len(body) != head.size:
            body = self._memory[: head.size]
        undated = None if head.undated == NO_NUMBER else head.undated
        return Answer(body, FORMATS[head.format], head.is_repeatable, undated)

    def has_grown(self) -> bool:
        """Return whether the process holds much more memory than when it began, or has ended."""
        return self._resident_bytes() - self._first_bytes > GROWTH_BYTES

    def _resident_bytes(self) -> int:
        try:
            statm = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii")
        except OSError:
            return GROWTH_BYTES + self._first_bytes + 1
        return int(statm.split()[1]) * PAGE_BYTES

    def kill(self) -> None:
        """End the process now. The zygote has not reaped it, so that the number is still its own."""
        if self.alive:
            self.alive = False
            os.kill(self.pid, signal.SIGKILL)

    async def bury(self) -> tuple[int, str]:
        """Return the exit status (minus the signal) of an ended process, and its last words."""
        if self._burial is None:
            self._burial = asyncio.ensure_future(self._bury())
        return await asyncio.shield(self._burial)

    async def _bury(self) -> tuple[int, str]:
        status = await self.zygote.reap(self.pid)
        words = os.pread(self._errors, LAST_WORDS, 0).decode(errors="replace")
        self.transport.abort()
        self._memory.close()
        os.close(self._errors)
        return status, words


class Loaded(NamedTuple):
    """What a zygote has loaded: its version, the names of its graphs, and the dump as an open file."""

    version: str
    graph_names: list[str]
    dump: BinaryIO


class Zygote:
    """A process that holds a graph, or a time slice of one, and forks workers."""

    def __init__(
        self, control: socket.socket, limits: Limits, prepared: frozenset[str] = frozenset()
    ) -> None:
        control.setblocking(False)
        loop = asyncio.get_running_loop()
        loop.add_reader(control.fileno(), self._listen)
        self.limits = limits
        self.prepared = prepared
        self.ended = loop.create_future()
        self._control = control
        self._loop = loop
        self._ready: asyncio.Future[tuple[tuple[Any, ...], list[int]]] = loop.create_future()
        self._forked: deque[asyncio.Future[tuple[int, list[int]]]] = deque()
        self._reaped: dict[int, asyncio.Future[int]] = {}
        self._report: Callable[[str], None] = lambda _: None

    async def load(self, report: Callable[[str], None]) -> Loaded:
        """Return what has been loaded; `report` is told at which stage the loading is.

        Raises:
            GraphRefusedError: what was to be loaded has faults.
            ZygoteGoneError: the process ended before it was ready.
        """
        self._report = report
        (version,), (dump, names) = await self._ready
        with open(names, "rb") as file:  # noqa: PTH123, ASYNC230 - it has no path, and is in memory
            file.seek(0)
            graph_names = file.read().decode().split("\n")
        return Loaded(version, graph_names, open(dump, "rb"))  # noqa: PTH123, ASYNC230

    async def fork_worker(self, *preparation: str) -> Worker:
        """Return a new worker; raises ZygoteGoneError.

        `preparation` is a function, as module:function, that the zygote calls before with the
        evaluator of its graph.
        """
        pid, (stream, shared, errors) = await self._fork("worker", *preparation)
        worker = Worker(self, pid, shared, errors)
        await self._loop.create_unix_connection(lambda: worker, sock=socket.socket(fileno=stream))
        return worker

    async def fork_zygote(self, *message: str) -> Zygote:
        """Return another that shares this one's graph, when it is ready; raises ZygoteGoneError.

        `message` is "slices" for one that has prepared them, or "slice" and the name of one.
        """
        _, (control,) = await self._fork(*message)
        zygote = Zygote(socket.socket(fileno=control), self.limits)
        await zygote._ready
        return zygote

    async def reap(self, pid: int) -> int:
        """Return the exit status of the worker `pid`, minus the signal that ended it."""
        if self.ended.done():
            return -signal.SIGKILL
        self._reaped[pid] = self._loop.create_future()
        self._tell("reap", pid)
        return await self._reaped[pid]

    def close(self) -> None:
        """Let the process end, and all that it forked."""
        if not self.ended.done():
            self._end()

    async def _fork(self, *message: Any) -> tuple[int, list[int]]:
        forked: asyncio.Future[tuple[int, list[int]]] = self._loop.create_future()
        self._forked.append(forked)
        self._tell(*message)
        return await forked

    def _tell(self, *message: Any) -> None:
        if self.ended.done():
            raise ZygoteGoneError
        try:
            wire.send_control(self._control, *message)
        except OSError:
            raise ZygoteGoneError from None

    def _listen(self) -> None:
        try:
            message, descriptors = wire.receive_control(self._control)
        except BlockingIOError:
            return
        except OSError:
            message, descriptors = None, []
        match message:
            case None:
                self._end()
            case ["stage", stage]:
                self._report(stage)
            case ["refused", count, first]:
                self._ready.set_exception(GraphRefusedError(count, first))
            case ["failed", text, remedy]:
                self._ready.set_exception(PcvegraphError(text, remedy))
            case ["ready", *facts]:
                self._ready.set_result((tuple(facts), descriptors))
            case ["gone", pid, status]:
                self._reaped.pop(pid).set_result(status)
            case [_, pid]:
                self._forked.popleft().set_result((pid, descriptors))

    def _end(self) -> None:
        self._loop.remove_reader(self._control.fileno())
        self._control.close()
        self.ended.set_result(None)
        waits: list[asyncio.Future[Any]] = [self._ready, *self._forked]
        for waiting in waits:
            if not waiting.done():
                waiting.set_exception(ZygoteGoneError())
                waiting.exception()  # nobody may be waiting any more
        for reaped in self._reaped.values():
            reaped.set_result(-signal.SIGKILL)


def start_zygote(
    loader: str,
    argument: str,
    limits: Limits,
    environment: Mapping[str, str],
    preparations: Sequence[str] = (),
) -> Zygote:
    """Start a process that loads what `loader` (module:function) makes of `argument`.

    `preparations`, functions too, are called with its evaluator before any worker is forked. Must be
    called in the event loop.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "pcvegraph.querying.engines.zygote", str(theirs.fileno())]
    command += [loader, argument, str(limits.memory_bytes), str(limits.size_bytes)]
    command += preparations
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        pass_fds=(theirs.fileno(),),
        # A worker that runs out of memory ends at once, without a look back.
        env={
            **os.environ,
            **allocator.environment(),
            **environment,
            "RUST_BACKTRACE": "0",
            # A process with several threads is not to be forked.
            "OPENBLAS_NUM_THREADS": "1",
        },
    )
    theirs.close()
    zygote = Zygote(ours, limits, frozenset(preparations))
    zygote.ended.add_done_callback(lambda _: _end(process))
    return zygote


def _end(process: subprocess.Popen[bytes]) -> None:
    # It may be loading, and would not hear that its control socket is closed.
    process.kill()
    process.wait()
