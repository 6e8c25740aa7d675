"""A worker: a forked process that answers one question after another until it is killed.

What is small goes back over its socket; what is large is written once, into memory that it shares
with the service.
"""

from __future__ import annotations

import json
import mmap
import os
import socket
from dataclasses import replace
from typing import NoReturn

from pcvegraph.errors import PcvegraphError
from pcvegraph.querying.diagnosis import causes
from pcvegraph.querying.engines import wire
from pcvegraph.querying.engines.guards import take_away
from pcvegraph.querying.engines.wire import Message
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import FORMATS
from pcvegraph.querying.questions import Question

INLINE_BYTES = 32_768
ASK, EXPLAIN = range(2)
ANSWERED, SHARED, FAILED, LIMITED, EXPLAINED, GUARDED = range(6)
NO_NUMBER = -1
BY_NAME = {known.name: known for known in FORMATS}


class TooLarge(Exception):  # noqa: N818 - what happened, not what is wrong
    """The answer does not fit into the shared memory."""


class SharedMemory:
    """Memory that an answer is written to from its beginning, as to a file."""

    def __init__(self, memory: mmap.mmap) -> None:
        self._memory = memory
        self.length = 0

    def write(self, data: bytes) -> int:
        """Write `data` after what is there; raises TooLarge where it does not fit."""
        end = self.length + len(data)
        if end > len(self._memory):
            raise TooLarge
        self._memory[self.length : end] = data
        self.length = end
        return len(data)

    def flush(self) -> None:
        """Do nothing: it is memory."""

    def start(self) -> bytes:
        """Return what was written."""
        return self._memory[: self.length]


def work(
    evaluator: Evaluator, stream: socket.socket, shared: int, memory_limit_bytes: int, parent: int
) -> NoReturn:
    """Answer what comes over `stream`, as long as the process `parent` lives.

    `shared` is memory of the size of the largest answer.
    """
    memory = mmap.mmap(shared, 0)
    guards = take_away(memory_limit_bytes, parent)
    stream.sendall(Message(GUARDED, content=json.dumps(guards).encode()).packed())
    while (request := wire.receive(stream)) is not None:
        stream.sendall(_reply(evaluator, SharedMemory(memory), request).packed())
    os._exit(0)


def _reply(evaluator: Evaluator, memory: SharedMemory, request: Message) -> Message:
    text, default_graphs, named_graphs, format_name = json.loads(request.content)
    question = Question(text, tuple(default_graphs), tuple(named_graphs))
    if request.kind == EXPLAIN:
        return _explain(evaluator, question)
    try:
        return _answer(evaluator, memory, question, format_name)
    except TooLarge:
        return Message(LIMITED, content=b"size")
    except MemoryError:
        return Message(LIMITED, content=b"memory")
    except PcvegraphError as error:
        told = (type(error).__name__, str(error), error.remedy)
        return Message(FAILED, content=json.dumps(told).encode())


def _answer(
    evaluator: Evaluator, memory: SharedMemory, question: Question, format_name: str
) -> Message:
    evaluator.write(question, BY_NAME[format_name], memory)
    undated = evaluator.undated(question)
    number = NO_NUMBER if undated is None else undated
    if memory.length <= INLINE_BYTES:
        return Message(ANSWERED, number, memory.start())
    return Message(SHARED, number, str(memory.length).encode())


def _explain(evaluator: Evaluator, question: Question) -> Message:
    def count_rows(text: str, at_most: int) -> int:
        return evaluator.count_rows(replace(question, text=text), at_most)

    told = [cause.message for cause in causes(question.text, count_rows)]
    return Message(EXPLAINED, content=json.dumps(told).encode())
