"""Measure the service beside its peers: `python benchmarks/service.py`.

Prints tables in Markdown on stdout and progress on stderr; benchmarks/README.md says how to read them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from compare import read_size
from generate import SEED
from load.isolation import (
    CLOSED,
    ask_beside_runaways,
    besiege,
    distribution,
    hostile_queries,
    overrun,
)
from load.material import Material, make_material
from load.mix import Ground, Mix, find_ground, find_slow
from load.processes import wait_until_idle
from load.rows import RDFLIB_FLOOR, Floors, Row, make_rows
from load.servers import PEERS, Oxigraph, Pcvegraph, RdflibEndpoint, Server, ServerError
from load.soak import Editions, Plan, make_exam, soak
from load.wrk import CONNECTIONS, Load, drive

Progress = Callable[[str], None]

RATES = ("ask", "point", "100-rows", "10k-rows", "aggregate")
ISOLATION = ("runaway", "limit", "hostile", "swap")
NAMES = (*RATES, "mix", *ISOLATION)
ROUNDS = 3
SECONDS = 5.0
WARM_SECONDS = 1.0
MIX_REQUESTS = 1000
MIX_SECONDS = 120.0
FIRST_ANSWER_SECONDS = 20.0
QUIET_SECONDS = 5.0
HOPELESS = 3  # answers in a round
RUNAWAYS = 20
RUNAWAY_LIMIT_SECONDS = 1
SWAP_SECONDS, SWAP_EVERY = 20.0, 4.0
SOAK_LIMIT_SECONDS = 2
HOSTILE_LIMIT_SECONDS = 2
RUNAWAY_FLOOR = Floors(0, p99_milliseconds=100)
GONE_FLOOR_MILLISECONDS = 100
GROWTH_FLOOR = 1.2
MIX_FLOOR = Floors(1)
NOTHING = "–"
MEGABYTE = 1_000_000
ONE_ADDRESS = {"PCVEGRAPH_QUERIES_PER_ADDRESS": 1000}
"""All of the load comes from one address."""


@dataclass
class Figures:
    """What the servers did in one row: the loads of the rounds by server, medians and ratios.

    A server that could not answer once in time has an upper bound of its rate in `at_most`.
    """

    name: str
    floors: Floors
    rows: dict[str, int] = field(default_factory=dict)
    loads: dict[str, list[Load]] = field(default_factory=dict)
    at_most: dict[str, float] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def rate(self, server: str) -> float | None:
        """Return the median of its good answers a second."""
        loads = self.loads.get(server)
        return median(load.rate for load in loads) if loads else None

    def p99(self, server: str) -> float | None:
        """Return the median of the milliseconds in which 99 of 100 were answered."""
        loads = [load for load in self.loads.get(server, []) if load.requests]
        return median(load.p99 for load in loads) if loads else None

    def failures(self, server: str) -> int:
        """Return how many requests of all rounds were not answered well."""
        return sum(load.failures for load in self.loads.get(server, []))

    def ratio(self, peer: str) -> float | None:
        """Return how many times the peer's rate ours is; at least, where the peer has a bound."""
        ours, theirs = self.rate(Pcvegraph.name), self.rate(peer) or self.at_most.get(peer)
        return ours / theirs if ours is not None and theirs else None

    def misses(self) -> list[str]:
        """Return the floors that were not reached, in words."""
        return [*self._missed_rates(), *self._missed_times(), *self._failed()]

    def _missed_rates(self) -> Iterator[str]:
        for peer, floor in (
            (Oxigraph.name, self.floors.rate),
            (RdflibEndpoint.name, RDFLIB_FLOOR if self.floors.rate else 0),
        ):
            ratio = self.ratio(peer)
            if ratio is not None and ratio < floor:
                yield f"{ratio:.2f} × {peer}'s rate, not {floor:g} ×"

    def _missed_times(self) -> Iterator[str]:
        ours, theirs = self.p99(Pcvegraph.name), self.p99(Oxigraph.name)
        most, times = self.floors.p99_milliseconds, self.floors.p99_times
        if ours is not None and most and ours > most:
            yield f"p99 {ours:.3g} ms, not {most:g}"
        if ours is not None and theirs and times and ours > times * theirs:
            yield f"p99 {ours / theirs:.1f} × oxigraph's, not {times:g} ×"

    def _failed(self) -> Iterator[str]:
        if failures := self.failures(Pcvegraph.name):
            yield f"{failures} requests failed"

    def as_json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        return {
            "name": self.name,
            "floors": self.floors._asdict(),
            "rows": self.rows,
            "rounds": {name: [load.as_json() for load in s] for name, s in self.loads.items()},
            "at_most": self.at_most,
            "left_out": self.left_out,
            "ratios": {peer: self.ratio(peer) for peer in PEERS},
            "missed": self.misses(),
        }


@dataclass(frozen=True)
class Race:
    """How to measure: rounds, seconds of each, which rows."""

    rounds: int
    seconds: float
    names: tuple[str, ...]
    report: Progress

    def run(self, servers: Sequence[Server], material: Material) -> Iterator[Figures]:
        """Yield the figures of every row that is a race of servers."""
        if not {*RATES, "mix", "runaway"} & {*self.names}:
            return
        ground = find_ground(material, self.report)
        for row in make_rows(ground.things, self.names):
            yield self._row(row, servers)
        if "mix" in self.names:
            yield self._mix(servers, material, ground)
        if "runaway" in self.names:
            yield self._runaway(servers)

    def _row(self, row: Row, servers: Sequence[Server]) -> Figures:
        name = f"{row.name}, {'cached' if row.cached else 'uncached'}"
        figures = Figures(name, row.floors)
        fit = [server for server in servers if self._is_fit(server, row, figures)]
        targets = {server.name: list(map(server.target, row.texts)) for server in fit}
        for server in fit:
            drive(server, targets[server.name], WARM_SECONDS)
        for turn in range(self.rounds):
            for server in fit:
                self.report(f"{name}: {server.name}, round {turn + 1}")
                if _is_hopeless(figures.loads.get(server.name)):
                    continue
                load = drive(server, targets[server.name], self.seconds)
                figures.loads.setdefault(server.name, []).append(load)
                _calm(server)
        return figures

    def _is_fit(self, server: Server, row: Row, figures: Figures) -> bool:
        """Ask it once: how many rows, and whether it can be raced at all."""
        self.report(f"{figures.name}: {server.name}")
        try:
            answer = json.loads(server.ask(row.queries[0], timeout=FIRST_ANSWER_SECONDS))
        except TimeoutError:
            # Each of the connections would have waited longer.
            figures.at_most[server.name] = CONNECTIONS / FIRST_ANSWER_SECONDS
            server.restart()
            return False
        figures.rows[server.name] = len(answer.get("results", {}).get("bindings", [0]))
        return True

    def _mix(self, servers: Sequence[Server], material: Material, ground: Ground) -> Figures:
        """Let each server answer the same lists, one a round, from the first to the last request."""
        judge = next((s for s in servers if isinstance(s, Oxigraph)), servers[0])
        slow = find_slow(judge, ground, material, self.report)
        mix = Mix(ground, material, slow)
        left_out = f", {len(slow)} slow questions left out" if slow else ""
        figures = Figures(f"mix{left_out}", MIX_FLOOR, left_out=slow)
        for turn in range(self.rounds):
            texts = mix.draw(MIX_REQUESTS)
            for server in servers:
                self.report(f"mix: {server.name}, round {turn + 1}")
                if isinstance(server, RdflibEndpoint) and server.name in figures.loads:
                    continue  # it never comes to an end of a list: once is enough
                targets = list(map(server.target, texts))
                load = drive(server, targets, MIX_SECONDS, whole=True)
                figures.loads.setdefault(server.name, []).append(load)
                _calm(server)
        return figures

    def _runaway(self, servers: Sequence[Server]) -> Figures:
        figures = Figures("`ASK {}` beside a runaway", RUNAWAY_FLOOR)
        for turn in range(self.rounds):
            for server in servers:
                self.report(f"runaway: {server.name}, round {turn + 1}")
                if not _is_hopeless(figures.loads.get(server.name)):
                    load = ask_beside_runaways(server, self.seconds)
                    figures.loads.setdefault(server.name, []).append(load)
                    _calm(server)
        return figures


def _is_hopeless(loads: Sequence[Load] | None) -> bool:
    return bool(loads) and loads is not None and loads[-1].requests < HOPELESS


def _calm(server: Server) -> None:
    """Let a server finish what it was asked before the next is measured, or start it again."""
    if not wait_until_idle(server.pid, QUIET_SECONDS):
        server.restart()


def rate_table(figures: Sequence[Figures], servers: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the table of rates."""
    peers = [name for name in servers if name in PEERS]
    yield _row(
        "",
        *(f"{name} req/s (p99 ms)" for name in servers),
        *(f"× {name}" for name in peers),
        "floor",
    )
    yield _row("---", *("---:" for _ in (*servers, *peers)), "---")
    for each in figures:
        yield _row(
            each.name,
            *(_load_cell(each, name) for name in servers),
            *(_ratio_cell(each, name) for name in peers),
            "; ".join(each.misses()) or "reached",
        )


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _load_cell(figures: Figures, server: str) -> str:
    if server in figures.at_most:
        return f"< {_number(figures.at_most[server])}"
    rate, p99 = figures.rate(server), figures.p99(server)
    if rate is None:
        return NOTHING
    if p99 is None:
        return _number(rate)
    failed = figures.failures(server)
    return f"{_number(rate)} ({_number(p99)}){f' {failed} failed' if failed else ''}"


def _ratio_cell(figures: Figures, peer: str) -> str:
    ratio = figures.ratio(peer)
    if ratio is None:
        return NOTHING
    return f"{'> ' if peer in figures.at_most else ''}{_number(ratio)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits


class Trial:
    """What is measured of our service alone. Each part prints its lines and returns its figures."""

    def __init__(self, material: Material, folder: Path, report: Progress) -> None:
        self.material, self.folder, self.report = material, folder, report

    def _serve(self, **settings: object) -> Pcvegraph:
        return Pcvegraph(self.material, self.material.log("pcvegraph"), **settings)

    def limit(self) -> dict[str, Any]:
        """Return how long after its limit a runaway is gone."""
        with self._serve(PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS=RUNAWAY_LIMIT_SECONDS) as server:
            found = []
            for number in range(RUNAWAYS):
                self.report(f"limit: runaway {number + 1}")
                found.append(overrun(server, RUNAWAY_LIMIT_SECONDS, number))
                if isinstance(found[-1].status, str) and not found[-1].status.startswith(CLOSED):
                    break  # it has no limit
        answered = distribution([each.answered for each in found])
        gone = [each.gone for each in found if each.gone is not None]
        left = distribution(gone) if len(gone) == len(found) else None
        print(f"\n{len(found)} runaways, milliseconds past their limit: median, p99, longest\n")
        print(f"- answered: {_three(answered)}; statuses {sorted({str(f.status) for f in found})}")
        print(f"- process gone: {_three(left) if left else 'not all of them'}")
        return {
            "runaways": [asdict(each) for each in found],
            "answered": asdict(answered),
            "gone": left and asdict(left),
            "missed": not left or left.longest > GONE_FLOOR_MILLISECONDS,
        }

    def hostile(self) -> dict[str, Any]:
        """Return what hostile queries leave behind."""
        limits = {"PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS": HOSTILE_LIMIT_SECONDS, **ONE_ADDRESS}
        with self._serve(**limits) as server:
            siege = besiege(server, hostile_queries(), self.report)
        print(f"\n{siege.queries} hostile queries in {siege.seconds:.0f} s\n")
        print(f"- statuses: {dict(sorted(siege.statuses.items()))}")
        print(f"- unexpected: {'; '.join(siege.unexpected) or 'none'}")
        print(f"- healthy workers after: {siege.healthy} of {siege.workers_before}")
        held = (siege.pss_before, siege.pss_most, siege.pss_after)
        print("- PSS before, at most, after: " + ", ".join(map(_megabytes, held)))
        return siege.as_json()

    def swap(self) -> dict[str, Any]:
        """Return what load with swaps does, and nothing else."""
        plan = Plan(SWAP_SECONDS, SWAP_EVERY, kill_every=0, hostile_every=0)
        return self._soaked("swap under load", plan)

    def soak(self, seconds: float) -> dict[str, Any]:
        """Return what all at once does, for as long as told."""
        return self._soaked("soak", Plan(seconds))

    def _soaked(self, name: str, plan: Plan) -> dict[str, Any]:
        editions = Editions(self.material, Path(self.folder))
        self.report(f"{name}: finding the right answers")
        exam = make_exam(editions, Mix(find_ground(self.material, self.report), self.material))
        server = self._serve(PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS=SOAK_LIMIT_SECONDS)
        server.root = editions.root
        with server:
            found = soak(server, editions, exam, plan, self.report).as_json()
        shutil.rmtree(editions.root)
        print(f"\n{name}: {found['requests']:,} requests in {plan.seconds:g} s\n")
        waits = f"{found['p50']:.3g}, {found['p99']:.3g}, {found['longest']:.3g}"
        print(f"- readers' statuses: {dict(found['answers'])}; ms: median, p99, longest {waits}")
        print(f"- hostile queries' statuses: {dict(found['hostile'])}")
        print(f"- {found['swaps']} swaps, {found['kills']} workers killed")
        print(f"- faults: {found['fault_count']}")
        for fault in found["faults"]:
            print(f"  - {fault}")
        growth = found["growth"]
        for what, times in (("at the end", growth), ("after, at rest", found["growth_at_rest"])):
            if times:
                print(f"- memory {what}: RSS {times['rss']:.2f} ×, PSS {times['pss']:.2f} ×")
        print(
            f"- most held: RSS {_megabytes(found['most_rss'])}, PSS {_megabytes(found['most_pss'])}"
        )
        grown = growth.get("rss", 0) > GROWTH_FLOOR
        return {**found, "missed": bool(found["fault_count"]) or grown}


def _three(found: Any) -> str:
    return f"{found.median:.3g}, {found.p99:.3g}, {found.longest:.3g}"


def _megabytes(count: int) -> str:
    return f"{count / MEGABYTE:,.0f} MB"


def _machine() -> dict[str, Any]:
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "day": datetime.now(UTC).date().isoformat(),
    }
    for name in ("pcvegraph", "pyoxigraph", "starlette", "uvicorn", *PEERS):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None  # it comes from PATH
    return found


def measure(options: argparse.Namespace, report: Progress) -> dict[str, Any]:
    """Return what the JSON output says, and print the tables.

    Raises:
        ServerError: a server, or wrk, is missing or fails.
    """
    material = make_material(options.size, options.seed, report)
    result: dict[str, Any] = {
        "machine": _machine(),
        "size": options.size,
        "seed": options.seed,
        "rounds": options.rounds,
        "seconds": options.seconds,
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        race = Race(options.rounds, options.seconds, options.only, report)
        result["rows"] = [f.as_json() for f in _raced(race, material, options.peers)]
        trial = Trial(material, folder, report)
        for part in ("limit", "hostile", "swap"):
            if part in options.only:
                result[part] = getattr(trial, part)()
        if options.soak:
            result["soak"] = trial.soak(options.soak)
    return result


def _raced(race: Race, material: Material, peers: Sequence[str]) -> list[Figures]:
    if not {*RATES, "mix", "runaway"} & {*race.names}:
        return []
    ours = Pcvegraph(material, material.log("pcvegraph"), **ONE_ADDRESS)
    others = [PEERS[name](material, material.log(name)) for name in peers]
    with ExitStack() as running:
        servers: list[Server] = []
        for server in (ours, *others):
            race.report(f"Starting {server.name}")
            servers.append(running.enter_context(server))
        figures = []
        for each in race.run(servers, material):
            figures.append(each)
            race.report(" ".join([each.name, *(_load_cell(each, s.name) for s in servers)]))
    print("\n".join(rate_table(figures, [server.name for server in servers])), flush=True)
    return figures


def _names(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(",")) if text else ()
    if not {*chosen} <= {*NAMES}:
        raise ValueError(text)
    return chosen


def _peers(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(",")) if text else ()
    if not {*chosen} <= {*PEERS}:
        raise ValueError(text)
    return chosen


def _options(arguments: Iterable[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--size", type=read_size, default="1m", help="in triples; default: 1m")
    add("--seed", type=int, default=SEED, help=f"default: {SEED}")
    add("--rounds", type=int, default=ROUNDS, help=f"default: {ROUNDS}")
    add("--seconds", type=float, default=SECONDS, help=f"of a round; default: {SECONDS:g}")
    add("--only", type=_names, default=",".join(NAMES), help=f"of {','.join(NAMES)}; '': none")
    add("--peers", type=_peers, default=",".join(PEERS), help="default: all; '': none")
    add("--soak", type=float, default=0, metavar="SECONDS", help="put it to the test so long")
    add("--output", type=Path, help="write the figures to this file as JSON too")
    return parser.parse_args(None if arguments is None else list(arguments))


def main(arguments: Iterable[str] | None = None) -> int:
    """Run the command: exit code 0 where all floors are reached, 1 where not, 2 for trouble."""
    options = _options(arguments)

    def report(stage: str) -> None:
        print(f"{datetime.now(UTC):%H:%M:%S} {stage}", file=sys.stderr, flush=True)

    # Whoever ends this command ends the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        result = measure(options, report)
    except ServerError as error:
        print(f"service.py: {error}", file=sys.stderr)
        return 2
    if options.output:
        options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    parts = [*result["rows"], *(result.get(part, {}) for part in ("limit", "swap", "soak"))]
    return int(any(part.get("missed") for part in parts))


if __name__ == "__main__":
    sys.exit(main())
