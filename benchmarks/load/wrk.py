"""Load by wrk: the same generator, on the same machine, with the same requests for every server."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from load.servers import ACCEPT, Server, ServerError, find_command

SCRIPT = Path(__file__).with_name("requests.lua")
CONNECTIONS = 8

_stamps = count(1)


@dataclass(frozen=True)
class Load:
    """What a server did under load; times in milliseconds.

    `refused` counts answers of 400 and above, `broken` connections, `late` answers after the limit.
    """

    seconds: float
    requests: int
    bytes: int
    refused: int
    broken: int
    late: int
    p50: float
    p99: float
    longest: float

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return max(0, self.requests - self.refused) / self.seconds

    @property
    def failures(self) -> int:
        """How many requests were not answered well."""
        return self.refused + self.broken + self.late

    def as_json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        return {"requests_per_second": self.rate, **asdict(self)}


def drive(
    server: Server,
    targets: Sequence[str],
    seconds: float,
    *,
    whole: bool = False,
    connections: int = CONNECTIONS,
) -> Load:
    """Return what the server did in `seconds`; with `whole`, until all targets were answered once.

    Raises:
        ServerError: wrk is not there, or failed.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("".join(f"{target}\n" for target in targets))
        file.flush()
        done = subprocess.run(  # noqa: S603 - a command of ours
            [
                *(find_command("wrk"), "--threads", "1", "--connections", str(connections)),
                *("--duration", f"{max(1, round(seconds))}s", "--timeout", "120s"),
                *("--header", f"Accept: {ACCEPT}", "--script", str(SCRIPT), server.address),
                *("--", file.name, str(len(targets) if whole else 0), f"{next(_stamps)}x"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    for line in done.stdout.splitlines():
        if line.startswith("figures "):
            return Load(**json.loads(line.removeprefix("figures ")))
    raise ServerError(f"wrk failed: {done.stdout}{done.stderr}")
