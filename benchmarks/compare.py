"""Measure pcvegraph beside rdflib on made-up roots: `python benchmarks/compare.py`.

Prints a table on stdout and progress on stderr; benchmarks/README.md says how to read it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from contestants import Contestant, Failure, Files, Measurement, Task
from generate import SEED, generate
from pcvegraph.cli.messages import progress
from questions import check_tasks, query_tasks

Progress = Callable[[str], None]

GROUPS = ("load", "build", "infer", "check", "shapes", "query", "pattern")
GOAL = 10  # times as fast as rdflib: loading, and the median of the queries
ROUNDS = 3
LIMIT_SECONDS = 10.0
WARM_SECONDS = 1.0
ALONE_LONGER = 12
NOTHING = "–"


@dataclass(frozen=True)
class Outcome:
    """The two sides' median seconds and rows; None where a side took longer than the limit."""

    task: Task
    ours: Measurement | None
    theirs: Measurement | None
    limit_seconds: float
    both: bool = True
    failure: str = ""  # why rdflib could not do it

    @property
    def ratio(self) -> float | None:
        """How many times as fast we are; at least, where rdflib took longer than the limit."""
        if not self.ours or not self.both or self.failure:
            return None
        theirs = self.theirs.seconds if self.theirs else self.limit_seconds
        return theirs / self.ours.seconds

    @property
    def is_lower_bound(self) -> bool:
        """Whether the ratio is only known to be greater."""
        return self.both and not self.failure and self.theirs is None

    def as_json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        return {
            "group": self.task.group,
            "name": self.task.name,
            "pcvegraph_seconds": self.ours and self.ours.seconds,
            "rdflib_seconds": self.theirs and self.theirs.seconds,
            "ratio": self.ratio,
            "ratio_is_a_lower_bound": self.is_lower_bound,
            "pcvegraph_rows": self.ours and self.ours.rows,
            "rdflib_rows": self.theirs and self.theirs.rows,
            "rdflib_failure": self.failure or None,
        }


@dataclass(frozen=True)
class Race:
    """How to measure: rounds, the limit of one measurement, which groups, whether rdflib runs."""

    rounds: int
    limit_seconds: float
    groups: tuple[str, ...]
    alone: bool

    def run(self, root: Path, report: Progress) -> Iterator[Outcome]:
        """Yield the outcome of every task on `root`."""
        ours, theirs = Contestant("pcvegraph", root), Contestant("rdflib", root)
        try:
            for task in self._tasks(root):
                report(f"{task.group} {task.name}")
                # pyshacl is the same on both sides.
                both = not self.alone and task.group != "shapes"
                yield self._outcome(task, [ours, theirs] if both else [ours])
        finally:
            ours.stop()
            theirs.stop()

    def _tasks(self, root: Path) -> Iterator[Task]:
        tasks = [
            Task("load", "read, parse, store"),
            Task("build", "load, name, default graph"),
            Task("infer", "all rules"),
            *check_tasks(root),
        ]
        yield from (task for task in tasks if task.group in self.groups)
        if "shapes" in self.groups:
            yield Task("shapes", "pyshacl")
        if {"query", "pattern"} & {*self.groups}:
            yield from (task for task in query_tasks(root) if task.group in self.groups)

    def _outcome(self, task: Task, sides: Sequence[Contestant]) -> Outcome:
        """Return the medians of interleaved rounds after one round to warm up.

        What takes longer than a second needs no warming up: its first round counts. Rounds end when
        the limit is used up.
        """
        # What has no opponent is not raced: it may take longer.
        limit = self.limit_seconds * (1 if len(sides) > 1 else ALONE_LONGER)
        first = [side.measure(task, limit) for side in sides]
        if isinstance(first[0], Failure):
            failed = f"{task.group} {task.name}: {first[0].reason}"
            raise RuntimeError(failed)  # noqa: TRY004 - not about a type
        # A side that fails or is too late once is not asked again.
        fit = [m if isinstance(m, Measurement) else None for m in first]
        times = [[m] if m and m.seconds > WARM_SECONDS else [] for m in fit]
        for _ in range(self.rounds - all(times)):
            if sum(m.seconds for m in chain(*times)) > self.limit_seconds:
                break
            for side, known, kept in zip(sides, fit, times, strict=True):
                again = known and side.measure(task, 2 * limit)
                kept.extend([again] if isinstance(again, Measurement) else [])
        found = [_median(kept) for kept in times]
        failure = first[-1].reason if isinstance(first[-1], Failure) else ""
        both = len(sides) > 1
        return Outcome(task, found[0], found[-1], limit, both, failure)


def _median(measured: Sequence[Measurement]) -> Measurement | None:
    if not measured:
        return None
    return Measurement(median(m.seconds for m in measured), measured[0].rows)


def compare(triples: int, race: Race, report: Progress) -> dict[str, Any]:
    """Return what the JSON output says of one size, and print its table as it is measured."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        report(f"Making up {triples:,} triples")
        generate(triples, root)
        served, files = _size(root)
        print(f"\n{served:,} triples in {files:,} files")
        print(_row("", "", "pcvegraph", "rdflib", "ratio", "rows", "rdflib's"))
        outcomes: list[Outcome] = []
        for outcome in race.run(root, report):
            outcomes.append(outcome)
            print(_line(outcome), flush=True)
    for line in _summary(outcomes):
        print(line)
    return {"triples": served, "files": files, "outcomes": [o.as_json() for o in outcomes]}


def _size(root: Path) -> tuple[int, int]:
    files = Files(root)
    return files.snapshot.count(), len(files.contents)


def _line(outcome: Outcome) -> str:
    limit = f"> {outcome.limit_seconds:g} s"
    theirs = _seconds(outcome.theirs, "fails" if outcome.failure else limit)
    return _row(
        outcome.task.group,
        outcome.task.name,
        _seconds(outcome.ours, limit),
        theirs if outcome.both else NOTHING,
        _times(outcome),
        _rows(outcome.ours),
        _their_rows(outcome),
    )


def _row(group: str, name: str, *cells: str) -> str:
    widths = (12, 12, 11, 10, 10)
    return f"{group:8}{name[:48]:50}" + "".join(
        f"{c:>{w}}" for c, w in zip(cells, widths, strict=True)
    )


def _seconds(measured: Measurement | None, otherwise: str) -> str:
    if measured is None:
        return otherwise
    if measured.seconds < 1:
        return f"{measured.seconds * 1000:.3g} ms"
    return f"{measured.seconds:.3g} s"


def _times(outcome: Outcome) -> str:
    if outcome.ratio is None:
        return NOTHING
    return f"{'> ' if outcome.is_lower_bound else ''}{_number(outcome.ratio)} ×"


def _number(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < GOAL else f"{ratio:,.0f}"


def _rows(measured: Measurement | None) -> str:
    return f"{measured.rows:,}" if measured else NOTHING


def _their_rows(outcome: Outcome) -> str:
    """Return rdflib's number of rows where it is another than ours: rdflib then did other work."""
    if not outcome.both or not outcome.theirs:
        return NOTHING
    same = outcome.ours and outcome.ours.rows == outcome.theirs.rows
    return "same" if same else _rows(outcome.theirs)


def _summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each group that has a ratio, the goals where there are any."""
    for group in GROUPS:
        chosen = [o for o in outcomes if o.task.group == group]
        ratios = [o.ratio for o in chosen if o.ratio is not None]
        if ratios:
            middle = median(ratios)
            goal = ""
            if group in {"load", "query"}:
                goal = f"; the goal of {GOAL} × is {'met' if middle >= GOAL else 'MISSED'}"
            more = "at least " * any(o.is_lower_bound for o in chosen)
            yield f"{group}: median of {len(ratios)}: {more}{_number(middle)} ×{_sums(chosen)}{goal}"


def _sums(outcomes: Sequence[Outcome]) -> str:
    if len(outcomes) == 1:
        return ""
    outcomes = [o for o in outcomes if not o.failure]
    ours = sum(o.ours.seconds if o.ours else o.limit_seconds for o in outcomes)
    theirs = sum(o.theirs.seconds if o.theirs else o.limit_seconds for o in outcomes)
    more = "at least " * any(o.theirs is None for o in outcomes)
    return f"; in sum {ours:.3g} s against {more}{theirs:.3g} s"


def _machine() -> dict[str, Any]:
    packages = ("pcvegraph", "pyoxigraph", "rdflib", "pyshacl")
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        **{name: version(name) for name in packages},
    }


def read_size(text: str) -> int:
    """Return the number that 10k, 1m or 2500 means; raises ValueError for anything else."""
    unit = {"k": 1000, "m": 1_000_000}.get(text[-1:].lower())
    return int(text[:-1]) * unit if unit else int(text)


def _sizes(text: str) -> list[int]:
    return [read_size(size) for size in text.split(",")]


def _groups(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if not {*chosen} <= {*GROUPS}:
        raise ValueError(text)
    return chosen


def main(arguments: Iterable[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--sizes", type=_sizes, default="10k,100k", help="in triples; default: 10k,100k")
    add("--rounds", type=int, default=ROUNDS, help=f"default: {ROUNDS}")
    add(
        "--limit-seconds",
        type=float,
        default=LIMIT_SECONDS,
        help=f"for one measurement; default: {LIMIT_SECONDS:g}",
    )
    add("--groups", type=_groups, default=",".join(GROUPS), help="default: all")
    add("--alone", action="store_true", help="measure pcvegraph without rdflib")
    add("--output", type=Path, help="write the figures to this file as JSON too")
    options = parser.parse_args(None if arguments is None else list(arguments))
    race = Race(options.rounds, options.limit_seconds, options.groups, options.alone)
    with progress() as report:
        sizes = [compare(triples, race, report) for triples in options.sizes]
    if options.output:
        result = {"machine": _machine(), "rounds": race.rounds, "seed": SEED, "sizes": sizes}
        options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
