"""A connection as the service holds it: no client keeps one, or its memory, by being slow or endless.

A request must come whole in the time that the settings give, with a head of bounded size; who does not
read an answer loses it. What is no HTTP is told so as a problem. uvicorn leaves these to a proxy.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, ClassVar, NamedTuple, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from pcvegraph.web.headers import COMMON

WHOLE = "pcvegraph.whole"
"""The extension of ASGI through which a whole answer goes out at once: `Connection.send_whole`."""

HEAD_BYTES = 65_536
JOINED_BYTES = 65_536
"""Up to here head and body are written together; past that a copy costs more than a second write."""

OK_LINE = b"HTTP/1.1 200 OK\r\n"
LINGER_SECONDS = 5.0
"""How long is read, and thrown away, what a client still sends after its last answer."""
SLOWEST_READER = 1_000
"""Bytes in a second. Who takes less of an answer is gone, or wants us to hold it for ever."""


class Fault(NamedTuple):
    """Why a request is not answered by the application."""

    status: HTTPStatus
    detail: str
    remedy: str


HEAD_TOO_LARGE = Fault(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    f"The address and the headers of the request are longer than {HEAD_BYTES} bytes.",
    "Send a long query as the body of a POST.",
)


NO_HOST = Fault(
    HTTPStatus.BAD_REQUEST,
    "The request names no host, or more than one.",
    "Send one Host header.",
)


def connections(seconds: float) -> type[Connection]:
    """Return the connections of a service that waits `seconds` for a whole request."""
    return type("Connection", (Connection,), {"seconds": seconds})


class Connection(HttpToolsProtocol):
    """A connection of one client; requests on it are answered one after another."""

    seconds: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._since: float | None = None  # when the request that is coming began to be waited for
        self._in_head = False
        self._unread = 0  # bytes since the last that meant anything
        self._running: RequestResponseCycle | None = None
        self._task: asyncio.Task[None] | None = None  # that answers `_running`
        self._fault: Fault | None = None
        self._is_deaf = False
        self._unsent = 0
        self._stalls = 0
        self._tick: asyncio.TimerHandle | None = None

    # What comes in

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._tick = self.loop.call_later(self.seconds / 2, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection, and end what is done for it: nobody needs the answer."""
        if self._tick:
            self._tick.cancel()
        super().connection_lost(exc)
        if self._task:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        """Read `data`, unless there is a fault already: nothing after it can be understood."""
        if self._is_deaf or self._fault:
            return
        if self._since is None:
            self._since = self.loop.time()
        self._unread += len(data)
        super().data_received(data)
        if self._unread > HEAD_BYTES and not self._fault:
            self._refuse(HEAD_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self.scope["extensions"] = cast("Any", {WHOLE: self.send_whole})
        self._in_head = True
        if self._since is None:
            self._since = self.loop.time()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header. What follows a chunked body is none: the application has read them."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Start to answer, where the head is as it should be."""
        self._fault = self._fault_of_head()
        if self._fault:
            raise ValueError(self._fault.detail)
        self._in_head = False
        self._unread = 0
        super().on_headers_complete()
        self.cycle.transport = cast("asyncio.Transport", _Ending(self))

    def _fault_of_head(self) -> Fault | None:
        if len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > HEAD_BYTES:
            return HEAD_TOO_LARGE
        hosts = sum(name == b"host" for name, _ in self.headers)
        old = hosts == 0 and self.parser.get_http_version() == "1.0"
        return None if hosts == 1 or old else NO_HOST

    def on_chunk_header(self) -> None:
        """Read on."""
        self._unread = 0

    def on_body(self, body: bytes) -> None:
        """Keep a part of the body."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        self._since = None
        self._unread = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what could not be read; called where the error is being handled."""
        fault = self._fault or Fault(
            HTTPStatus.BAD_REQUEST,
            f"This is not HTTP/1.1: {_reason(sys.exc_info()[1]) or msg}.",
            "Send a request as RFC 9112 has it; a library or curl does.",
        )
        self._fault = None
        self._refuse(fault)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: a request to go on in another protocol may be answered in this one."""

    # What goes out

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._running = cycle
        self._task = task = self.loop.create_task(cycle.run_asgi(app))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def send_whole(self, head: bytes, body: bytes) -> bool:
        """Send an answer of status 200, whose headers `head` has as lines, to the running request.

        Return False where it cannot be sent so now: `send` waits, and says what is wrong.
        """
        cycle = self._running
        if cycle is None or cycle.disconnected or cycle.response_started or self.flow.write_paused:
            return False
        dated = b"".join(_lines(self.server_state.default_headers))
        end = b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n"
        body = b"" if cycle.scope["method"] == "HEAD" else body
        if len(body) <= JOINED_BYTES:
            self.transport.write(b"".join((OK_LINE, dated, head, end, body)))
        else:
            self.transport.write(b"".join((OK_LINE, dated, head, end)))
            self.transport.write(body)
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.finish()
        cycle.on_response()
        return True

    def on_response_complete(self) -> None:
        """Go on with the next request, or tell of the fault that came after this one."""
        if self._is_deaf:
            self.pipeline.clear()
            return
        super().on_response_complete()
        if self._fault and not self._is_busy():
            self._tell(self._fault)

    def shutdown(self) -> None:
        """Close what waits for nothing."""
        if self._is_deaf:
            self.transport.close()
        super().shutdown()

    def finish(self) -> None:
        """Close after the last answer, and not before what the client still sends is read.

        To close at once would reset the connection, and the client would lose the answer.
        """
        if self._since is None or self.transport.is_closing():
            self.transport.close()
            return
        self._is_deaf = True
        self.flow.resume_reading()
        self.transport.write_eof()
        self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _is_busy(self) -> bool:
        return bool(self.pipeline) or (
            self._running is not None and not self._running.response_complete
        )

    def _refuse(self, fault: Fault) -> None:
        """Tell `fault` after the answers to earlier requests; the request it is of gets no other."""
        self._fault = fault
        cycle = self.cycle
        if cycle is not None and cycle.more_body:
            if cycle.response_started:
                self.transport.close()
                return
            cycle.disconnected = True
            cycle.message_event.set()
            if self.pipeline and self.pipeline[0][0] is cycle:
                self.pipeline.popleft()
            if self._running is cycle:
                self._running = None
        if not self._is_busy():
            self._tell(fault)

    def _tell(self, fault: Fault) -> None:
        if self.transport.is_closing() or self._is_deaf:
            return
        self._unset_keepalive_if_required()
        self.transport.write(_written(fault))
        self._since = self._since or self.loop.time()
        self.finish()

    # What does not come

    def _look(self) -> None:
        """See whether the client is late with its request, or does not take its answer."""
        if self.transport.is_closing() and not self.transport.get_write_buffer_size():
            return
        self._tick = self.loop.call_later(self.seconds / 2, self._look)
        if self._is_stalled():
            self.transport.abort()
            return
        if self._is_deaf or self._since is None:
            return
        if self._is_answering():
            # It is we who do not read.
            self._since = self.loop.time()
        elif self.loop.time() - self._since >= self.seconds:
            self._late()

    def _is_stalled(self) -> bool:
        unsent = self.transport.get_write_buffer_size()
        least = SLOWEST_READER * self.seconds / 2
        is_slow = self._unsent > 0 and unsent > self._unsent - least
        self._unsent = unsent
        self._stalls = self._stalls + 1 if is_slow else 0
        return self._stalls > 1

    def _is_answering(self) -> bool:
        running = self._running
        return running is not None and not running.response_complete and not running.more_body

    def _late(self) -> None:
        if not self._in_head and (self.cycle is None or self.cycle.response_complete):
            self.transport.close()
            return
        self._refuse(
            Fault(
                HTTPStatus.REQUEST_TIMEOUT,
                f"The request did not come whole in {self.seconds:g} seconds.",
                "Send it faster; PCVEGRAPH_REQUEST_TIME_LIMIT_SECONDS sets the limit.",
            )
        )


class _Ending:
    """The transport of a connection; to close it ends the connection in good order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing

    def close(self) -> None:
        self._connection.finish()


def _reason(error: BaseException | None) -> str:
    """Return what the parser says is wrong."""
    if isinstance(error, httptools.HttpParserCallbackError):
        return "its address cannot be read"
    return str(error).rstrip(".") if isinstance(error, httptools.HttpParserError) else ""


def _written(fault: Fault) -> bytes:
    details = {"type": "about:blank", "title": fault.status.phrase, "status": fault.status.value}
    body = json.dumps(details | {"detail": fault.detail, "remedy": fault.remedy}).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        *COMMON,
    ]
    start = f"HTTP/1.1 {fault.status.value} {fault.status.phrase}\r\n".encode()
    return b"".join([start, *_lines(headers), b"\r\n", body])


def _lines(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for name, value in headers:
        yield b"%s: %s\r\n" % (name, value)
