"""Real stores for tests, each on a free port of this machine; and a server that says what it is told."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.engines.limits import Limits
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.querying.remote.addresses import Addresses, read_addresses
from pcvegraph.querying.remote.builds import Build
from pcvegraph.querying.remote.client import Client
from pcvegraph.querying.remote.engine import RemoteEngine, open_remote
from pcvegraph.querying.remote.pushing import BATCH, Pushed, push

START_SECONDS = 60
WRITER = {"username": "dba", "password": "dba"}
"""Who may write on a new Virtuoso."""

LIMITS = Limits(
    workers=4,
    time_seconds=30,
    memory_bytes=0,
    size_bytes=10_000_000,
    queue_length=8,
    queue_seconds=30,
    per_address=0,
)
VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {most_rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 0
"""

Result = TypeVar("Result")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph() -> Iterator[Addresses]:
    """The Oxigraph server over an empty store in memory."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("the Oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    with running([str(program), "serve", "--bind", f"127.0.0.1:{port}"], port):
        yield read_addresses(f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(most_rows: int = 1_000_000) -> Iterator[Addresses]:
    """Virtuoso over an empty database in a temporary folder; who may write is dba, dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        ini = Path(folder) / "virtuoso.ini"
        ini.write_text(
            VIRTUOSO_INI.format(folder=folder, port=port, sql_port=free_port(), most_rows=most_rows)
        )
        with running([program, "+foreground", "+configfile", str(ini)], port):
            yield read_addresses(f"http://127.0.0.1:{port}/sparql")


@contextmanager
def running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it answers on `port` until it is killed: nothing of it is kept."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(process, port)
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/")
        except httpx.TransportError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    pytest.fail("the store did not start")


def pushed(
    build: Build,
    addresses: Addresses,
    *,
    batch: int = BATCH,
    whole: bool = False,
    said: Callable[[str], None] = lambda _: None,
) -> Pushed:
    """Push as the command does; the user is Virtuoso's, whom the Oxigraph server does not ask for."""

    async def run() -> Pushed:
        async with Client(addresses, **WRITER) as client:
            return await push(build, client, batch=batch, whole=whole, progress=said)

    return asyncio.run(run())


def with_client(addresses: Addresses, work: Callable[[Client], Awaitable[Result]]) -> Result:
    """Return what `work` returns with a client of the store."""

    async def run() -> Result:
        async with Client(addresses, **WRITER, pauses=(0, 0)) as client:
            return await work(client)

    return asyncio.run(run())


def with_engine(
    addresses: Addresses,
    work: Callable[[RemoteEngine], Awaitable[Result]],
    limits: Limits = LIMITS,
) -> Result:
    """Return what `work` returns with an engine over the store."""

    async def run() -> Result:
        engine = await open_remote(addresses.query, limits)
        try:
            return await work(engine)
        finally:
            await engine.close()

    return asyncio.run(run())


def answer(
    addresses: Addresses, question: Question | str, form: str = "json", limits: Limits = LIMITS
) -> bytes:
    """Return what an engine over the store answers."""
    asked = read_question(question) if isinstance(question, str) else question

    async def work(engine: RemoteEngine) -> Answer:
        return await engine.answer(asked, find_format(form, asked.kind))

    return with_engine(addresses, work, limits).body


def reply(status: int, body: bytes = b"", **headers: str) -> bytes:
    """Return the bytes of an HTTP reply; `_` in a header's name stands for a hyphen."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
    return f"HTTP/1.1 {status} Said\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body


class Told:
    """What a server that says what it is told was asked: the heads of the requests, in order."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.heads: list[str] = []


@asynccontextmanager
async def told(*replies: bytes) -> AsyncIterator[Told]:
    """A server that gives these replies one after the other; an empty one breaks the connection."""
    left = list(replies)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while left:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
            except asyncio.IncompleteReadError:
                break
            lengths = [
                line for line in head.splitlines() if line.lower().startswith("content-length")
            ]
            await reader.readexactly(int(lengths[0].partition(":")[2]) if lengths else 0)
            seen.heads.append(head)
            said = left.pop(0)
            if not said:
                break
            writer.write(said)
            await writer.drain()
            if b"Connection: close" in said:
                break
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    seen = Told(read_addresses(f"http://127.0.0.1:{port}/query"))
    async with server:
        yield seen
