"""What the command line says on stderr: errors with their remedy, progress on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pcvegraph.errors import PcvegraphError


def say(text: str) -> None:
    """Write a message to stderr."""
    print(text, file=sys.stderr)


def complain(error: PcvegraphError) -> None:
    """Write what is wrong, and below it what to do."""
    say(f"pcvegraph: {error}")
    if error.remedy:
        say(f"    {error.remedy}")


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the stage of long work on a terminal; yields the function that names the next stage."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    with Console(stderr=True).status("") as status:
        yield lambda stage: status.update(f"{stage} …")
