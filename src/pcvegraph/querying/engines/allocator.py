"""Which allocator the processes over the graph get: it decides much of a query's time.

Huge pages make a fork and the end of a process several times shorter, and walks through a large graph
faster; jemalloc serves the many small requests of a query faster than the C library's own.
See docs/decisions/0013-jemalloc-and-huge-pages.md.
"""

from __future__ import annotations

import os
from ctypes.util import find_library
from functools import cache

GLIBC = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
JEMALLOC = {"MALLOC_CONF": "thp:always"}


@cache
def preloaded() -> str:
    """Return the library that is loaded in place of the C library's allocator; "" for none.

    What the environment sets itself stays: LD_PRELOAD, empty or not, decides.
    """
    return (
        os.environ["LD_PRELOAD"] if "LD_PRELOAD" in os.environ else find_library("jemalloc") or ""
    )


def environment() -> dict[str, str]:
    """Return the variables with which a process over the graph is started."""
    library = preloaded()
    wanted = GLIBC | ({"LD_PRELOAD": library} | JEMALLOC if library else {})
    return wanted | {name: os.environ[name] for name in wanted if name in os.environ}
