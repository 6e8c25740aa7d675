"""Messages between the service, the process that holds the graph, and the workers.

Over a stream a message is a head (length, kind) and bytes, which `worker` says more of.
Over a control socket, which keeps messages apart, it is JSON, with open descriptors beside it.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

HEAD = struct.Struct("<IB")
CONTROL_BYTES = 65_536
DESCRIPTORS = 4
USUAL_BYTES = 16_384


class Message(NamedTuple):
    """A message of a stream; what `content` is depends on its kind."""

    kind: int
    content: bytes = b""

    def packed(self) -> bytes:
        """Return the message as it goes over a stream."""
        return HEAD.pack(len(self.content), self.kind) + self.content


class Unpacker:
    """Gathers what comes in pieces into messages."""

    def __init__(self) -> None:
        self._gathered = bytearray()

    def feed(self, data: bytes) -> Iterator[Message]:
        """Add `data`; yield the messages that are whole now."""
        self._gathered += data
        while len(self._gathered) >= HEAD.size:
            length, kind = HEAD.unpack_from(self._gathered)
            end = HEAD.size + length
            if len(self._gathered) < end:
                return
            content = bytes(self._gathered[HEAD.size : end])
            del self._gathered[:end]
            yield Message(kind, content)


def receive(stream: socket.socket) -> Message | None:
    """Return the next message of a blocking stream; None where the other side has gone."""
    data = stream.recv(USUAL_BYTES)
    while 0 < len(data) < HEAD.size:
        data += stream.recv(HEAD.size - len(data))
    if not data:
        return None
    length, kind = HEAD.unpack_from(data)
    missing = HEAD.size + length - len(data)
    if missing:
        data += stream.recv(missing, socket.MSG_WAITALL)
    return Message(kind, data[HEAD.size :]) if len(data) == HEAD.size + length else None


def send_control(control: socket.socket, *message: Any, descriptors: tuple[int, ...] = ()) -> None:
    """Send `message`, with open descriptors, over a socket that keeps messages apart."""
    socket.send_fds(control, [json.dumps(message).encode()], descriptors)


def receive_control(control: socket.socket) -> tuple[list[Any] | None, list[int]]:
    """Return the next message and its descriptors; None where the other side has gone."""
    try:
        content, descriptors, _, _ = socket.recv_fds(control, CONTROL_BYTES, DESCRIPTORS)
    except ConnectionResetError:
        # It has gone with messages that it had not read.
        return None, []
    return (json.loads(content) if content else None), descriptors
