"""What keeps a worker from reaching anything but its socket: taken away before the first query."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
from collections.abc import Callable

NEW_USER = 0x10000000
NEW_NETWORK = 0x40000000
PARENT_DEATH_SIGNAL = 1
NO_NEW_PRIVILEGES = 38
STACK_BYTES = 256_000_000


def take_away(memory_limit_bytes: int, parent: int) -> dict[str, bool]:
    """Give up this process's rights; return each guard, and whether it holds.

    `memory_limit_bytes` is how much address space the process may take beyond what it has now;
    `parent` is the process with which it ends.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        # It ended before we could ask to end with it.
        os._exit(1)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    network = libc.unshare(NEW_USER | NEW_NETWORK) == 0 or libc.unshare(NEW_NETWORK) == 0
    # The stack grows up to this limit: queries are parsed by recursion.
    _set(resource.RLIMIT_STACK, STACK_BYTES)
    memory = _own_address_space() + memory_limit_bytes
    guards = {"a network of its own, without a way out": network}
    guards["no core dumps"] = _set(resource.RLIMIT_CORE, 0)
    guards[f"{memory_limit_bytes} bytes of memory"] = _set(resource.RLIMIT_AS, memory)
    guards["no new descriptors"] = _set(resource.RLIMIT_NOFILE, 0) and not _can(socket.socket)
    guards["no files"] = not _can(lambda: os.open("/dev/null", os.O_RDONLY))
    return guards


def _own_address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - before any limit
        return int(statm.read().split()[0]) * resource.getpagesize()


def _set(limit: int, value: int) -> bool:
    try:
        resource.setrlimit(limit, (value, value))
    except (ValueError, OSError):
        return False
    return True


def _can(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True
