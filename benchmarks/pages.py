"""How long people and their programs wait: pages, search, suggestions, reconciliation, over HTTP.

`python benchmarks/pages.py` serves the real data and prints a table in Markdown; progress goes to
stderr, and benchmarks/README.md says how to read it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

import aiohttp

from load.material import make_material
from load.servers import Pcvegraph
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.linking.entities import Entity, read_entities
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import BASE

CHECKOUT = Path(__file__).resolve().parents[1]
BATCH = 50
BATCHES = 40
SEED = 1
MANY = 400
"""Requests of a row."""

HTML = "text/html"


class Request(NamedTuple):
    """What is asked for: a path with parameters, a form where it is posted, what is accepted."""

    path: str
    form: dict[str, str] | None = None
    accept: str = "*/*"


class Row(NamedTuple):
    """A row of the table: clients at once, and milliseconds."""

    what: str
    clients: int
    requests: int
    median: float
    p99: float
    longest: float


def main() -> None:
    """Serve the real data, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=SEED, help="of what is asked (default: 1)")
    parser.add_argument("--output", type=Path, help="write the figures as JSON too")
    asked = parser.parse_args()
    rows = measure(random.Random(asked.seed))
    print("| what | clients | requests | median, ms | p99, ms | longest, ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        numbers = f"{row.median:.1f} | {row.p99:.1f} | {row.longest:.1f}"
        print(f"| {row.what} | {row.clients} | {row.requests} | {numbers} |")
    if asked.output:
        asked.output.write_text(json.dumps([row._asdict() for row in rows], indent=1))


def measure(chance: random.Random) -> list[Row]:
    """Return the rows: each group is asked by one client and by eight, first and again."""
    _say("Reading the data")
    entities = read_entities(Evaluator(load_snapshot(find_root(CHECKOUT), Settings())))
    material = make_material(10_000, SEED, _say)
    # One client stands for many here: the limit for an address is not what is measured.
    server = Pcvegraph(material, material.log("pages"), PCVEGRAPH_QUERIES_PER_ADDRESS=0)
    server.root = CHECKOUT
    rows: list[Row] = []
    for name, requests in groups(list(entities.values()), chance):
        half = len(requests) // 2
        # Cold means never asked: each half is asked by one number of clients only.
        for clients, part in ((1, requests[:half]), (8, requests[half:])):
            with server:
                asyncio.run(_warm(server.address))
                for state in ("first", "again"):
                    _say(f"{name}, {clients} clients, {state}")
                    rows.append(
                        asyncio.run(_ask_all(server.address, f"{name}, {state}", clients, part))
                    )
    return rows


def groups(
    entities: Sequence[Entity], chance: random.Random
) -> Iterator[tuple[str, list[Request]]]:
    """Yield what is asked, by name: no request twice."""
    things = chance.sample(sorted(entity.iri for entity in entities), 2 * MANY)
    names = chance.sample(sorted({_name(entity) for entity in entities}), 2 * MANY)
    yield "page of a thing", [Request("/" + iri.removeprefix(BASE), accept=HTML) for iri in things]
    yield "search", [_get("/search", q=name) for name in names]
    yield (
        "suggest",
        [_get("/reconcile/suggest/entity", prefix=name[:6]) for name in _distinct(names)],
    )
    yield "one name reconciled", [_post([name]) for name in names]
    yield (
        f"{BATCH} names reconciled",
        [_post(chance.sample(names, BATCH)) for _ in range(2 * BATCHES)],
    )


def _name(entity: Entity) -> str:
    return entity.labels.shown("en").text


def _distinct(names: Iterable[str]) -> list[str]:
    return list({name[:6]: name for name in names}.values())


def _get(path: str, **parameters: str) -> Request:
    return Request(f"{path}?{urlencode(parameters)}", accept="application/json")


def _post(names: Iterable[str]) -> Request:
    queries = {f"q{number}": {"query": name} for number, name in enumerate(names)}
    return Request("/reconcile", {"queries": json.dumps(queries)})


async def _warm(address: str) -> None:
    """Ask for what is measured nowhere, so that what a service prepares once is prepared."""
    async with aiohttp.ClientSession(address) as client:
        for path in ("/id/phenomena", "/search?q=x", "/reconcile/suggest/entity?prefix=zz"):
            await _time(client, Request(path, accept=HTML))
        await _time(client, _post(["zz"]))


async def _ask_all(address: str, what: str, clients: int, requests: Sequence[Request]) -> Row:
    waiting = list(reversed(requests))
    took: list[float] = []

    async def ask_on() -> None:
        async with aiohttp.ClientSession(address) as client:
            await _time(client, Request("/healthz"))
            while waiting:
                took.append(await _time(client, waiting.pop()))

    await asyncio.gather(*(ask_on() for _ in range(clients)))
    took.sort()
    return Row(what, clients, len(took), median(took), took[int(0.99 * len(took))], took[-1])


async def _time(client: aiohttp.ClientSession, request: Request) -> float:
    begin = time.perf_counter()
    method = "GET" if request.form is None else "POST"
    headers = {"Accept": request.accept}
    async with client.request(method, request.path, data=request.form, headers=headers) as answer:
        answer.raise_for_status()
        await answer.read()
    return (time.perf_counter() - begin) * 1000


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
