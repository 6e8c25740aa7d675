"""Load a build into a remote store, graph by graph, so that a half push is known for what it is.

    take the marker away · drop from the ledger what will change · send what differs · delete what is
    gone · count what arrived · write the marker

Whatever breaks, the same push again sends what is missing and ends in the same store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pcvegraph.errors import StoreError
from pcvegraph.querying.remote.builds import Build, Lines
from pcvegraph.querying.remote.marker import (
    MARKER,
    UNNAMED,
    Marker,
    add_to_ledger,
    count_default,
    count_triples,
    read_ledger,
    write_ledger,
    write_marker,
)

if TYPE_CHECKING:
    from pcvegraph.querying.remote.client import Client

BATCH = 4_000
"""How many triples are sent in one request at most: a store that first asks who sends them may break the
connection off before a larger body is read."""

TAKEN_DOWN_EVERY = 200
"""After how many graphs the ledger is told."""

Progress = Callable[[str], None]


class Pushed(NamedTuple):
    """What a push did: how many graphs it sent, found there already, and deleted."""

    sent: int
    there: int
    deleted: int


async def push(
    build: Build,
    client: Client,
    *,
    batch: int = BATCH,
    whole: bool = False,
    progress: Progress = lambda _: None,
) -> Pushed:
    """Make the store behind `client` hold `build`; `whole` sends also what should be there already.

    Raises:
        StoreError: the store failed, or lost triples on the way. It has no marker then.
    """
    name = client.addresses.default_graph
    graphs = build.graphs | {name or UNNAMED: build.default}
    hashes = {graph: sha256(b"".join(lines)).hexdigest() for graph, lines in graphs.items()}
    progress("Reading what the store holds")
    await client.delete(MARKER)
    known = await read_ledger(client)
    there = {} if whole else await _arrived(known, hashes, graphs, client)
    await write_ledger(client, there)
    missing = [graph for graph in graphs if graph not in there]
    await _send({graph: graphs[graph] for graph in missing}, hashes, client, batch, progress)
    gone = sorted(known.keys() - graphs.keys())
    for number, graph in enumerate(gone, 1):
        progress(f"Deleting graph {number} of {len(gone)} that are gone")
        await client.delete("" if graph == UNNAMED else graph)
    progress("Counting what arrived")
    await _verify(graphs, client)
    await write_marker(client, Marker(build.version, name))
    return Pushed(len(missing), len(there), len(gone))


async def _arrived(
    known: Mapping[str, str],
    hashes: Mapping[str, str],
    graphs: Mapping[str, Lines],
    client: Client,
) -> dict[str, str]:
    """Return the entries of the ledger that are as they should be, and still hold."""
    same = {graph: digest for graph, digest in known.items() if hashes.get(graph) == digest}
    counts = await _counts(client) if same else {}
    return {g: digest for g, digest in same.items() if counts.get(g) == len(graphs[g])}


async def _send(
    graphs: Mapping[str, Lines],
    hashes: Mapping[str, str],
    client: Client,
    batch: int,
    progress: Progress,
) -> None:
    done: dict[str, str] = {}
    for number, (graph, lines) in enumerate(graphs.items(), 1):
        progress(f"Sending graph {number} of {len(graphs)}, {len(lines)} triples")
        await _send_graph("" if graph == UNNAMED else graph, lines, client, batch)
        done[graph] = hashes[graph]
        if len(done) == TAKEN_DOWN_EVERY or number == len(graphs):
            await add_to_ledger(client, done)
            done.clear()


async def _send_graph(graph: str, lines: Lines, client: Client, batch: int) -> None:
    """Put the first lines in place of the graph, and append the rest."""
    await client.put(graph, b"".join(lines[:batch]))
    for start in range(batch, len(lines), batch):
        await client.append(graph, b"".join(lines[start : start + batch]))


async def _verify(graphs: Mapping[str, Lines], client: Client) -> None:
    """Count: some stores say that they took what they could not read."""
    counts = await _counts(client)
    for graph, lines in graphs.items():
        if counts.get(graph, 0) != len(lines):
            what = "the default graph" if graph == UNNAMED else f"graph <{graph}>"
            raise StoreError(
                f"The store holds {counts.get(graph, 0)} triples of {what}; {len(lines)} were sent.",
                "Push again with --whole; if it stays so, the store does not keep what it is given.",
            )


async def _counts(client: Client) -> dict[str, int]:
    counts = await count_triples(client)
    if not client.addresses.default_graph:
        counts[UNNAMED] = await count_default(client)
    return counts
