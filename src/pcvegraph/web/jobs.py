"""Jobs: networks that take longer than a query may, made beside the queries and kept for a while.

A job is bounded as a query is, and there are few: so many run, and their results live for a time and
take so much disk.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from pcvegraph.errors import BusyError, PcvegraphError
from pcvegraph.querying.engines.engine import Task
from pcvegraph.releases.release import Release
from pcvegraph.settings import Settings
from pcvegraph.web.archive import Archive

State = Literal["running", "done", "failed"]
RETRY_SECONDS = 5


@dataclass(eq=False)
class Job:
    """A network that is being made, or was.

    Attributes:
        name: what it is called in addresses; nobody can guess it
        content_type, filename: of its result
        version: of the graph that it is made of
        release: that this graph is of; None for the current one
        stage, share: what is being done, and how much of that is
        error: why it failed
        result, size: what it made, as a file without a name, and its bytes
    """

    content_type: str
    filename: str
    version: str
    release: Release | None = None
    name: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: State = "running"
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None
    stage: str = ""
    share: float | None = None
    error: PcvegraphError | None = None
    result: BinaryIO | None = None
    size: int = 0
    work: asyncio.Task[None] | None = None

    def tell(self, stage: str, share: float | None) -> None:
        """Take note of how far the work is."""
        self.stage, self.share = stage, share

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self.ended or time.monotonic()) - self.began


class Jobs:
    """The jobs of a service, whatever version they are of."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._archive = archive
        self._settings = settings
        self._clock = clock
        self._jobs: dict[str, Job] = {}

    def begin(self, task: Task, job: Job) -> None:
        """Begin `job`, whose work is `task`; raises BusyError where as many run as may."""
        self._clear()
        running = sum(each.state == "running" for each in self._jobs.values())
        if running >= self._settings.jobs:
            raise BusyError(
                f"{running} jobs run already.",
                "Try again when one has ended, or run `pcvegraph network` on your own machine.",
                RETRY_SECONDS,
            )
        self._jobs[job.name] = job
        job.work = asyncio.create_task(self._run(task, job))

    def find(self, name: str) -> Job | None:
        """Return the job called `name`; None where there is none, or none any more."""
        self._clear()
        return self._jobs.get(name)

    def end(self, job: Job) -> None:
        """End `job`, and forget it."""
        self._jobs.pop(job.name, None)
        _let_go(job)

    async def _run(self, task: Task, job: Job) -> None:
        try:
            async with self._archive.visit(job.release) as edition:
                body = await edition.work(task, self._settings.job_time_limit_seconds, job.tell)
            # On disk: results wait for long, and there may be several.
            job.result = await asyncio.to_thread(_written, body)
            job.size = len(body)
            job.state = "done"
        except PcvegraphError as error:
            job.error, job.state = error, "failed"
        finally:
            job.ended = self._clock()
        self._clear()

    def _clear(self) -> None:
        """Forget the jobs that are over for too long, and the oldest where they take too much."""
        over = [job for job in self._jobs.values() if job.ended is not None]
        held = sum(job.size for job in over)
        for job in over:
            is_old = self._clock() - (job.ended or 0) > self._settings.job_life_seconds
            if is_old or held > self._settings.job_disk_bytes:
                held -= job.size
                self.end(job)


def _let_go(job: Job) -> None:
    if job.work:
        job.work.cancel()
    if job.result:
        job.result.close()


def _written(body: bytes) -> BinaryIO:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as its job is known
    file.write(body)
    file.flush()
    return file
