"""Mixed load for a long time, while versions are swapped, workers killed and hostile queries sent.

Every answer is compared with what the embedded evaluator says of the version that the answer names.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from load.isolation import hostile_queries
from load.material import Material, keep_verdict
from load.mix import Mix
from load.processes import Memory, catches, memory, wait_until_idle, workers
from load.rows import POINT
from load.servers import PLACE, Pcvegraph, ServerError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import Question, read_question

Progress = Callable[[str], None]

READERS = 8
QUERIES = 60
SWAP_EVERY = 20.0
KILL_EVERY = 5.0
HOSTILE_EVERY = 1.0
MEMORY_EVERY = 1.0
FIRST_MINUTE = 60.0
REST_SECONDS = 60.0
LONGEST_FAULTS = 20
QUICK_SECONDS = 0.05  # a query of the soak takes the evaluator no longer
ANSWER_SECONDS = 60.0
READER_ADDRESS = "127.0.0.1"
HOSTILE_ADDRESS = "127.0.0.2"  # another caller, as far as caps for an address go
LABEL = re.compile(r'(skos:prefLabel ")([^"\\]+)("@en)')
JSON = "application/sparql-results+json"
VERSION = "Pcvegraph-Version"
OK, TOO_MANY, BUSY, TIME_LIMIT, MEMORY_LIMIT = 200, 429, 503, 504, 507
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Plan:
    """How long, and how often what happens, in seconds; 0: never."""

    seconds: float
    swap_every: float = SWAP_EVERY
    kill_every: float = KILL_EVERY
    hostile_every: float = HOSTILE_EVERY


@dataclass
class Soak:
    """What happened. Faults are told one by one, the first of them."""

    seconds: float
    answers: Counter[str] = field(default_factory=Counter)
    hostile: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    swaps: int = 0
    kills: int = 0
    fault_count: int = 0
    faults: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    held: list[tuple[float, Memory]] = field(default_factory=list)
    rest: list[Memory] = field(default_factory=list)
    """What it held before and after, when it had nothing to do."""

    def fault(self, words: str) -> None:
        """Note what must not happen."""
        self.fault_count += 1
        if len(self.faults) < LONGEST_FAULTS:
            self.faults.append(words)

    def growth(self) -> dict[str, float]:
        """Return how many times the memory of its first minute the service held at the end.

        Of a short soak the first third stands for the minute. Medians over a swap's time, so that
        a second version that is just being loaded does not count on one side only.
        """
        first = min(FIRST_MINUTE, self.seconds / 3)
        window = min(SWAP_EVERY, self.seconds / 3)
        early = [held for at, held in self.held if first - window / 2 <= at <= first + window / 2]
        late = [held for at, held in self.held if at >= self.seconds - window]
        if not early or not late:
            return {}
        return {
            "rss": median(m.rss for m in late) / median(m.rss for m in early),
            "pss": median(m.pss for m in late) / median(m.pss for m in early),
        }

    def growth_at_rest(self) -> dict[str, float]:
        """Return how many times the memory of before the service holds after, both without load.

        Of a short soak this says more: a version that is being loaded, or a hostile query, weighs
        more than what could have been lost in it.
        """
        if not self.rest:
            return {}
        before, *_, after = self.rest
        return {"rss": after.rss / before.rss, "pss": after.pss / before.pss}

    def as_json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        ordered = sorted(self.milliseconds) or [0.0]
        most = max(self.held, key=lambda held: held[1].pss, default=(0, Memory(0, 0)))[1]
        return {
            **{k: v for k, v in vars(self).items() if k not in {"milliseconds", "held", "rest"}},
            "requests": sum(self.answers.values()),
            "p50": ordered[len(ordered) // 2],
            "p99": ordered[int(0.99 * (len(ordered) - 1))],
            "longest": ordered[-1],
            "growth": self.growth(),
            "growth_at_rest": self.growth_at_rest(),
            "most_rss": most.rss,
            "most_pss": most.pss,
            "memory": [[round(at, 1), *held] for at, held in self.held],
        }


class Editions:
    """Two versions of the material's root in a folder of their own: the one, and one name changed."""

    def __init__(self, material: Material, folder: Path) -> None:
        self.root = folder / "root"
        shutil.copytree(material.root, self.root)
        self._settings = material.settings
        self._file, first, second = _renamed(self.root)
        self._texts = (first, second)
        self._current = 0

    @property
    def changed(self) -> str:
        """The IRI of the thing that has another name in each version."""
        return "https://w3id.org/pcvegraph/id/" + self._file.stem

    def turn(self) -> None:
        """Write the other version."""
        self._current = 1 - self._current
        self._file.write_text(self._texts[self._current], encoding="utf-8")

    def evaluator(self) -> Evaluator:
        """Return the embedded evaluator over the version that stands there."""
        keep_verdict(self.root, self._settings)
        return Evaluator(load_snapshot(find_root(self.root), self._settings))


def _renamed(root: Path) -> tuple[Path, str, str]:
    """Return a file of an actor, its text, and its text with another English name."""
    for path in sorted((root / "data/ttl/actors").glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        if LABEL.search(text):
            return path, text, LABEL.sub(r"\1\2 renamed\3", text, count=1)
    raise ServerError(f"{root} has no actor with an English name.")


@dataclass(frozen=True)
class Exam:
    """The queries of a soak, and the right answer to each by version."""

    queries: Sequence[str]
    answers: Mapping[str, Sequence[str]]

    def is_right(self, number: int, version: str, body: bytes) -> bool:
        """Return whether `body` is the answer to the query in the version."""
        return version in self.answers and self.answers[version][number] == _digest(body)


def make_exam(editions: Editions, mix: Mix) -> Exam:
    """Return an exam over both versions; its queries are quick, and some tell the two apart."""
    first = editions.evaluator()
    queries = [POINT.format(editions.changed)]
    while len(queries) < QUERIES:
        text = mix.draw(1)[0].replace(PLACE, "")
        if text not in queries and _is_quick(first, text):
            queries.append(text)
    answers = {first.snapshot.version: _answers(first, queries)}
    editions.turn()
    second = editions.evaluator()
    answers[second.snapshot.version] = _answers(second, queries)
    editions.turn()
    return Exam(queries, answers)


def _is_quick(evaluator: Evaluator, text: str) -> bool:
    start = time.perf_counter()
    evaluator.rows(Question(text))
    return time.perf_counter() - start < QUICK_SECONDS


def _answers(evaluator: Evaluator, queries: Iterable[str]) -> list[str]:
    chosen = find_format("json", "bindings")
    return [_digest(evaluator.answer(read_question(query), chosen)) for query in queries]


def _digest(body: bytes) -> str:
    """Return what two answers of the same rows, in whatever order, have in common."""
    found = json.loads(body)
    rows = sorted(json.dumps(row, sort_keys=True) for row in found["results"]["bindings"])
    return sha256("\n".join([*found["head"]["vars"], *rows]).encode()).hexdigest()


def soak(server: Pcvegraph, editions: Editions, exam: Exam, plan: Plan, report: Progress) -> Soak:
    """Return what happened while the server, which serves the editions' root, was put to the test.

    Raises:
        ServerError: the service does not swap at SIGHUP.
    """
    if plan.swap_every and not catches(server.pid, signal.SIGHUP):
        raise ServerError("The service does nothing at SIGHUP: it cannot be told to swap.")
    return asyncio.run(_Soaking(server, editions, exam, plan).run(report))


class _Soaking:
    def __init__(self, server: Pcvegraph, editions: Editions, exam: Exam, plan: Plan) -> None:
        self._server, self._editions, self._exam, self._plan = server, editions, exam, plan
        self._random = random.Random(server.material.seed)
        self._begin = time.monotonic()
        self._found = Soak(plan.seconds)

    async def run(self, report: Progress) -> Soak:
        """Do all at once until the time is over."""
        await self._ask_all_once()
        self._found.rest.append(await self._at_rest())
        self._begin = time.monotonic()
        parts = [
            *(self._read() for _ in range(READERS)),
            self._every(self._plan.swap_every, self._swap),
            self._every(self._plan.kill_every, self._kill),
            self._attack(),
            self._every(MEMORY_EVERY, self._measure),
            self._tell(report),
        ]
        await asyncio.gather(*parts)
        if self._plan.swap_every and len(self._found.versions) < len(self._exam.answers):
            self._found.fault("Only one version was ever served.")
        self._found.rest.append(await self._at_rest())
        return self._found

    async def _ask_all_once(self) -> None:
        """Ask every query once: a service that was never asked holds less than one that was."""
        async with _client(READER_ADDRESS) as client:
            for number, text in enumerate(self._exam.queries):
                await self._ask(client, number, text)

    async def _at_rest(self) -> Memory:
        """Return what the service holds once it computes nothing."""
        if not await asyncio.to_thread(wait_until_idle, self._server.pid, REST_SECONDS):
            self._found.fault(f"The service still computes after {REST_SECONDS:.0f} s of rest.")
        return await asyncio.to_thread(memory, self._server.pid)

    def _elapsed(self) -> float:
        return time.monotonic() - self._begin

    def _goes_on(self) -> bool:
        return self._elapsed() < self._plan.seconds

    async def _every(self, seconds: float, do: Callable[[], Awaitable[None]]) -> None:
        """Do it again and again, for the first time after `seconds`; 0: never."""
        turn = 1
        while seconds and turn * seconds < self._plan.seconds:
            await asyncio.sleep(max(0, turn * seconds - self._elapsed()))
            await do()
            turn += 1

    async def _read(self) -> None:
        """Ask as one reader does, one question after the other, half of them never asked before."""
        async with _client(READER_ADDRESS) as client:
            while self._goes_on():
                number = self._random.randrange(len(self._exam.queries))
                text = self._exam.queries[number]
                if self._random.random() < 1 / 2:
                    text += f"\n# {self._random.random()}"
                await self._ask(client, number, text)

    async def _ask(self, client: httpx.AsyncClient, number: int, text: str) -> None:
        start = time.perf_counter()
        try:
            answer = await client.post(
                self._server.address + self._server.path,
                data={"query": text},
                headers={"Accept": JSON},
            )
        except httpx.HTTPError as error:
            self._found.answers[type(error).__name__] += 1
            self._found.fault(f"{self._elapsed():.1f} s, query {number}: {error!r}")
            return
        self._found.milliseconds.append((time.perf_counter() - start) * 1000)
        self._found.answers[str(answer.status_code)] += 1
        if answer.status_code == OK:
            self._compare(number, answer)
        elif not _is_patience(answer):
            words = f"{self._elapsed():.1f} s, query {number}: {answer.status_code}"
            self._found.fault(f"{words} {answer.text[:200]}")
        else:
            await asyncio.sleep(0.1)  # it asked for patience

    def _compare(self, number: int, answer: httpx.Response) -> None:
        version = answer.headers.get(VERSION, "")
        self._found.versions[version] += 1
        if not self._exam.is_right(number, version, answer.content):
            self._found.fault(
                f"{self._elapsed():.1f} s, query {number}: wrong rows for {version[:12]}"
            )

    async def _swap(self) -> None:
        await asyncio.to_thread(self._editions.turn)
        os.kill(self._server.pid, signal.SIGHUP)
        self._found.swaps += 1

    async def _kill(self) -> None:
        """Kill a worker from outside, whatever it does."""
        found = workers(self._server.pid)
        if not found:
            return
        with suppress(ProcessLookupError):
            os.kill(self._random.choice(found).pid, signal.SIGKILL)
            self._found.kills += 1

    async def _attack(self) -> None:
        """Send a hostile query at every beat, whether the last one was answered or not."""
        if not self._plan.hostile_every:
            return
        queries = hostile_queries()
        self._random.shuffle(queries)
        sent: set[asyncio.Task[None]] = set()
        async with _client(HOSTILE_ADDRESS) as client:

            async def send() -> None:
                name, text = queries[len(sent) % len(queries)]
                sent.add(asyncio.create_task(self._harm(client, name, text)))

            await self._every(self._plan.hostile_every, send)
            await asyncio.gather(*sent)

    async def _harm(self, client: httpx.AsyncClient, name: str, text: str) -> None:
        try:
            answer = await client.post(
                self._server.address + self._server.path,
                content=text.encode(errors="surrogateescape"),
                headers={"Content-Type": "application/sparql-query"},
            )
        except httpx.HTTPError as error:
            self._found.hostile[type(error).__name__] += 1
            self._found.fault(f"{self._elapsed():.1f} s, hostile {name}: {error!r}")
            return
        self._found.hostile[str(answer.status_code)] += 1
        if not (answer.status_code == OK or _is_patience(answer) or _is_problem(answer)):
            words = f"{self._elapsed():.1f} s, hostile {name}: {answer.status_code}"
            self._found.fault(f"{words} {answer.text[:200]}")

    async def _measure(self) -> None:
        held = await asyncio.to_thread(memory, self._server.pid)
        self._found.held.append((self._elapsed(), held))

    async def _tell(self, report: Progress) -> None:
        while self._goes_on():
            count, faults = sum(self._found.answers.values()), self._found.fault_count
            report(f"soak {self._elapsed():.0f} s: {count:,} answers, {faults} faults")
            await asyncio.sleep(min(5, max(0.1, self._plan.seconds - self._elapsed())))


def _client(address: str) -> httpx.AsyncClient:
    transport = httpx.AsyncHTTPTransport(
        local_address=address, limits=httpx.Limits(max_connections=200)
    )
    return httpx.AsyncClient(transport=transport, timeout=ANSWER_SECONDS)


def _is_patience(answer: httpx.Response) -> bool:
    """Whether it asks a reader to come back later, and says when."""
    return answer.status_code in {TOO_MANY, BUSY} and "Retry-After" in answer.headers


def _is_problem(answer: httpx.Response) -> bool:
    """Whether it is a problem that a hostile query may have: a refusal, or a limit it ran into."""
    told = answer.headers.get("Content-Type", "").partition(";")[0] == PROBLEM
    refused = 400 <= answer.status_code < 500  # noqa: PLR2004 - the protocol's ranges
    return told and (refused or answer.status_code in {TIME_LIMIT, MEMORY_LIMIT})
