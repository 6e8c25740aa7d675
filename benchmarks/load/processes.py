"""The processes of a server, as Linux tells of them in /proc: who they are, what they hold."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
IDLE_SHARE = 0.05  # of one core
GLANCE_SECONDS = 0.2
FEW_DESCRIPTORS = 16


class Process(NamedTuple):
    """A process: its parent, its session, and the seconds of computing it has had."""

    pid: int
    parent: int
    session: int
    computed: float


class Memory(NamedTuple):
    """Bytes of several processes: RSS counts a shared page for each of them, PSS once in all."""

    rss: int
    pss: int


def family(pid: int) -> list[Process]:
    """Return the process `pid`, its descendants, and what else lives in the session it leads."""
    known = {process.pid: process for process in map(_read, _pids()) if process}
    found = {p.pid for p in known.values() if pid in {p.pid, p.session}}
    while more := {p.pid for p in known.values() if p.parent in found} - found:
        found |= more
    return [known[each] for each in sorted(found)]


def workers(pid: int) -> list[Process]:
    """Return the workers of the service `pid`: those of its family that may not open a descriptor."""
    return [process for process in family(pid) if _most_descriptors(process.pid) < FEW_DESCRIPTORS]


def memory(pid: int) -> Memory:
    """Return what the family of `pid` holds."""
    pids = [process.pid for process in family(pid)]
    return Memory(sum(map(_rss, pids)), sum(map(_pss, pids)))


def wait_until_idle(pid: int, limit_seconds: float) -> bool:
    """Return True once the family of `pid` computes next to nothing; False where it goes on."""
    deadline = time.monotonic() + limit_seconds
    while time.monotonic() < deadline:
        before = _computed(family(pid))
        time.sleep(GLANCE_SECONDS)
        if _computed(family(pid)) - before < IDLE_SHARE * GLANCE_SECONDS + 1 / TICKS:
            return True
    return False


def first_gone(pids: Iterable[int], limit_seconds: float) -> float | None:
    """Return the time.perf_counter() at which one of `pids` runs no more; None: they all stay."""
    watched = list(pids)
    deadline = time.perf_counter() + limit_seconds
    while watched and (now := time.perf_counter()) < deadline:
        if not all(_read(pid) for pid in watched):
            return now
        time.sleep(0.001)
    return None


def catches(pid: int, signal_number: int) -> bool:
    """Return whether the process does something of its own at this signal."""
    for line in (PROC / str(pid) / "status").read_text().splitlines():
        if line.startswith("SigCgt:"):
            return bool(int(line.split()[1], 16) >> (signal_number - 1) & 1)
    return False


def _pids() -> list[int]:
    return [int(place.name) for place in PROC.iterdir() if place.name.isdigit()]


def _read(pid: int) -> Process | None:
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:  # it has ended
        return None
    # The name, in parentheses, may hold anything.
    fields = text.rpartition(")")[2].split()
    state, parent, session = fields[0], int(fields[1]), int(fields[3])
    if state == "Z":
        return None
    return Process(pid, parent, session, (int(fields[11]) + int(fields[12])) / TICKS)


def _most_descriptors(pid: int) -> float:
    try:
        lines = (PROC / str(pid) / "limits").read_text().splitlines()
    except OSError:
        return math.inf
    limit = next(line.split()[3] for line in lines if line.startswith("Max open files"))
    return math.inf if limit == "unlimited" else int(limit)


def _computed(members: Iterable[Process]) -> float:
    return sum(process.computed for process in members)


def _rss(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def _pss(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
