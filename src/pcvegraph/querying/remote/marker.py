"""What a push leaves in a store about itself, in two graphs that are not part of the dataset.

The marker says which version the store holds. It is taken away before anything else changes, and
written last: a store without one is empty, half loaded, or being loaded. The ledger lists each graph
that arrived whole, by the hash of its triples, so that the next push sends only what differs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pcvegraph.errors import StoreError
from pcvegraph.vocabulary import BASE, DATASET, GRAPHS

if TYPE_CHECKING:
    from pcvegraph.querying.remote.client import Client, Reply

MARKER = GRAPHS + "push"
LEDGER = GRAPHS + "push/ledger"
OWN_GRAPHS = (MARKER, LEDGER)

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
VOID_DATASET = "http://rdfs.org/ns/void#Dataset"
VERSION = "http://www.w3.org/ns/dcat#version"
DEFAULT = "http://www.w3.org/ns/sparql-service-description#defaultGraph"
HASH = "http://purl.org/dc/terms/identifier"
UNNAMED = BASE + "graph/unnamed"
"""Stands in the ledger for the default graph of a store that needs no name for it."""

JSON = "application/sparql-results+json"
# That it is a dataset stands in both graphs: whoever asks them together and counts it once, merges.
IS_DATASET = f"{DATASET} <{TYPE}> <{VOID_DATASET}> .\n"


class Marker(NamedTuple):
    """The version that a store holds, and the name of the default graph there ("" without one)."""

    version: str
    default_graph: str


async def read_marker(client: Client) -> Marker | None:
    """Return the marker of the store, or None where there is none; raises StoreError."""
    rows = await select(
        client,
        f"SELECT ?version ?default {{ GRAPH <{MARKER}> {{ {DATASET} <{VERSION}> ?version ; "
        f"<{DEFAULT}> ?default }} }}",
    )
    if not rows:
        return None
    name = rows[0]["default"]
    return Marker(rows[0]["version"], "" if name == UNNAMED else name)


async def write_marker(client: Client, marker: Marker) -> None:
    """Write the marker: the last step of a push; raises StoreError."""
    default = marker.default_graph or UNNAMED
    lines = f'{DATASET} <{VERSION}> "{marker.version}" .\n{DATASET} <{DEFAULT}> <{default}> .\n'
    await client.put(MARKER, (IS_DATASET + lines).encode())


async def read_ledger(client: Client) -> dict[str, str]:
    """Return the hash of each graph that arrived whole, by its name; raises StoreError."""
    rows = await select(
        client, f"SELECT ?graph ?hash {{ GRAPH <{LEDGER}> {{ ?graph <{HASH}> ?hash }} }}"
    )
    return {row["graph"]: row["hash"] for row in rows}


async def write_ledger(client: Client, entries: Mapping[str, str]) -> None:
    """Put these entries in place of the ledger; raises StoreError."""
    await client.put(LEDGER, IS_DATASET.encode() + _lines(entries))


async def add_to_ledger(client: Client, entries: Mapping[str, str]) -> None:
    """Add entries of graphs that have arrived; raises StoreError."""
    await client.append(LEDGER, _lines(entries))


async def merges_graphs(client: Client) -> bool:
    """Return whether the store merges several default graphs as a set; raises StoreError.

    Some give a triple once for each graph that states it, which makes counts and sums wrong.
    """
    rows = await select(
        client,
        f"SELECT ?kind {{ {DATASET} <{TYPE}> ?kind }}",
        [("default-graph-uri", graph) for graph in OWN_GRAPHS],
    )
    return len(rows) == 1


async def count_triples(client: Client) -> dict[str, int]:
    """Return how many triples each named graph of the store has; raises StoreError."""
    rows = await select(
        client, "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
    )
    return {row["graph"]: int(row["triples"]) for row in rows}


async def count_default(client: Client) -> int:
    """Return how many triples the default graph without a name has; raises StoreError."""
    rows = await select(client, "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
    return int(rows[0]["triples"])


async def select(
    client: Client, text: str, dataset: list[tuple[str, str]] | None = None
) -> list[dict[str, str]]:
    """Return the rows of a query of ours as texts.

    Raises:
        StoreError: the store cannot be reached, or what it answers is no table.
    """
    reply = await client.ask(text, JSON, dataset or [])
    if not reply.is_good:
        raise no_answer(client, reply)
    try:
        bindings = json.loads(reply.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise no_answer(client, reply) from None


def no_answer(client: Client, reply: Reply) -> StoreError:
    """Return the error of a store that said something else than an answer."""
    said = f": {reply.message}" if reply.message else ""
    return StoreError(
        f"{client.addresses.query} gave no answer but status {reply.status}, "
        f"{reply.media_type or 'without a media type'}{said}.",
        "See that the address is that of a SPARQL query endpoint, and what its log says.",
    )


def _lines(entries: Mapping[str, str]) -> bytes:
    return "".join(f'<{name}> <{HASH}> "{digest}" .\n' for name, digest in entries.items()).encode()
