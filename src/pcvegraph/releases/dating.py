"""The date of a release: told, or that of the data; the clock only where there is nothing else."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from pcvegraph.errors import ReleaseError
from pcvegraph.graph.root import Root
from pcvegraph.languages import Bilingual

EPOCH = "SOURCE_DATE_EPOCH"
OPTION = Bilingual("as --date says", "selon --date")
VARIABLE = Bilingual(f"as {EPOCH} says", f"selon {EPOCH}")
COMMIT = Bilingual(
    "the day of the newest commit to the data", "le jour du dernier commit touchant les données"
)
CLOCK = Bilingual(
    "today, for the data are in no git repository: with --date a second run gives the same bytes",
    "aujourd'hui, car les données ne sont dans aucun dépôt git\u00a0: avec --date, une seconde "
    "exécution donne les mêmes octets",
)


class Dated(NamedTuple):
    """A day, and whose word it is on."""

    day: date
    reason: Bilingual


def find_date(root: Root, told: str = "", environment: Mapping[str, str] = os.environ) -> Dated:
    """Return the date of a release: `told`, else SOURCE_DATE_EPOCH, else of the newest commit.

    Raises:
        ReleaseError: `told` is no day as YYYY-MM-DD, or the variable no number of seconds.
    """
    if told:
        return Dated(_day(told), OPTION)
    if epoch := environment.get(EPOCH):
        return Dated(_of_epoch(epoch), VARIABLE)
    if committed := _committed(root):
        return Dated(_of_epoch(committed), COMMIT)
    return Dated(datetime.now(UTC).date(), CLOCK)


def _day(text: str) -> date:
    try:
        # Python reads weeks, too, and days without hyphens.
        if (day := date.fromisoformat(text)).isoformat() == text:
            return day
    except ValueError:
        pass
    raise ReleaseError(f"“{text[:100]}” is not a day.", "Write it as YYYY-MM-DD.")


def _of_epoch(text: str) -> date:
    try:
        return datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ReleaseError(
            f"{EPOCH}={text[:100]!r} is not a number of seconds.", f"Unset {EPOCH}, or give --date."
        ) from None


def _committed(root: Root) -> str:
    """Return when the newest commit to the parts of the root was made, in seconds; "" without one."""
    command = ["git", "-C", str(root.path), "log", "-1", "--format=%ct", "--"]
    command += ["ontology", "data", "queries"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
