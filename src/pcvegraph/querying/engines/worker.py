"""A worker: a forked process that answers one question after another until it is killed.

What is small goes back over its socket; what is large is written once, into memory that it shares
with the service.
"""

from __future__ import annotations

import json
import mmap
import os
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple, NoReturn

from pcvegraph.errors import PcvegraphError
from pcvegraph.querying.diagnosis import causes
from pcvegraph.querying.engines import wire
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.engines.guards import take_away
from pcvegraph.querying.engines.wire import Message
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import FORMATS, Format
from pcvegraph.querying.protocol import Request, read_request, unpack
from pcvegraph.querying.questions import Question

INLINE_BYTES = 32_768
ASK, RESPOND, RUN = range(3)
EXPLAIN = 0x10
"""Added to one of these: tell why it needs so much."""

ANSWERED, FAILED, LIMITED, SLICED, EXPLAINED, GUARDED, PROGRESS = range(7)
PLACE = {known: place for place, known in enumerate(FORMATS)}


class AnswerHead(NamedTuple):
    """What stands before the body of an answer: as `Answer` has it, with the size of the body."""

    format: int
    is_repeatable: bool
    undated: int
    size: int


ANSWER_HEAD = struct.Struct("<B?qQ")
NO_NUMBER = -1


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


def ask(question: Question, chosen: Format) -> Message:
    """Return the message that asks `question`."""
    graphs = (question.default_graphs, question.named_graphs)
    return Message(ASK, json.dumps((PLACE[chosen], question.text, *graphs)).encode())


def respond(request: Request) -> Message:
    """Return the message that asks what `request` does."""
    return Message(RESPOND, request.packed())


def run(task: Task) -> Message:
    """Return the message that has `task` done."""
    return Message(RUN, json.dumps((task.function, task.argument)).encode())


def explain(asked: Message) -> Message:
    """Return the message that asks why `asked` needs so much."""
    return asked._replace(kind=asked.kind | EXPLAIN)


def work(
    evaluator: Evaluator, stream: socket.socket, shared: int, memory_limit_bytes: int, parent: int
) -> NoReturn:
    """Answer what comes over `stream`, as long as the process `parent` lives.

    `shared` is memory of the size of the largest answer.
    """
    memory = mmap.mmap(shared, 0)
    guards = take_away(memory_limit_bytes, parent)
    stream.sendall(Message(GUARDED, json.dumps(guards).encode()).packed())
    while (asked := wire.receive(stream)) is not None:
        if asked.kind == RUN:
            done = partial(_run, evaluator, SharedMemory(memory), asked, stream)
        else:
            done = partial(_do, evaluator, SharedMemory(memory), asked)
        stream.sendall(_reply(done).packed())
    os._exit(0)


def _reply(do: Callable[[], Message]) -> Message:
    """Return what `do` does, or how it failed."""
    try:
        return do()
    except TooLarge:
        return Message(LIMITED, b"size")
    except MemoryError:
        return Message(LIMITED, b"memory")
    except PcvegraphError as error:
        told = (type(error).__name__, str(error), error.remedy)
        return Message(FAILED, json.dumps(told).encode())


def _do(evaluator: Evaluator, memory: SharedMemory, asked: Message) -> Message:
    if asked.kind & EXPLAIN:
        return _explain(evaluator, asked._replace(kind=asked.kind & ~EXPLAIN))
    question, chosen = _read(evaluator, asked)
    if question.slices and not evaluator.holds(question.slices[0]):
        return Message(SLICED, question.slices[0].iri.encode())
    return _answer(evaluator, memory, question, chosen)


def _read(evaluator: Evaluator, asked: Message) -> tuple[Question, Format]:
    if asked.kind == RESPOND:
        return read_request(unpack(asked.content), evaluator.has_graph)
    place, text, default_graphs, named_graphs = json.loads(asked.content)
    return Question(text, tuple(default_graphs), tuple(named_graphs)), FORMATS[place]


def _answer(
    evaluator: Evaluator, memory: SharedMemory, question: Question, chosen: Format
) -> Message:
    evaluator.write(question, chosen, memory)
    undated = evaluator.undated(question)
    number = NO_NUMBER if undated is None else undated
    head = AnswerHead(PLACE[chosen], question.is_repeatable, number, memory.length)
    return _answered(memory, head)


def _run(
    evaluator: Evaluator, memory: SharedMemory, asked: Message, stream: socket.socket
) -> Message:
    def report(stage: str, done: float | None) -> None:
        stream.sendall(Message(PROGRESS, json.dumps((stage, done)).encode()).packed())

    function, argument = json.loads(asked.content)
    module, _, name = function.partition(":")
    getattr(sys.modules[module], name)(evaluator, argument, memory, report)
    return _answered(memory, AnswerHead(0, True, NO_NUMBER, memory.length))


def _answered(memory: SharedMemory, head: AnswerHead) -> Message:
    body = memory.start() if memory.length <= INLINE_BYTES else b""
    return Message(ANSWERED, ANSWER_HEAD.pack(*head) + body)


def _explain(evaluator: Evaluator, asked: Message) -> Message:
    question, _ = _read(evaluator, asked)

    def count_rows(text: str, at_most: int) -> int:
        return evaluator.count_rows(replace(question, text=text), at_most)

    told = [cause.message for cause in causes(question.text, count_rows)]
    return Message(EXPLAINED, json.dumps(told).encode())
