"""Measure networks beside networkx and plain SPARQL: `python benchmarks/networks.py`.

Prints a table in Markdown on stdout and progress on stderr. Both sides of a row have the same network
with the same attributes, in one process, in turns; figures are medians.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from multiprocessing import get_context
from typing import NamedTuple
from urllib.request import urlopen

import networkx as nx

from compare import read_size
from generate import SEED
from load.material import make_material
from load.servers import Pcvegraph
from pcvegraph.graph.root import find_root
from pcvegraph.networks.building import build_network
from pcvegraph.networks.choices import Choices
from pcvegraph.networks.columns import EDGES, NODES, table
from pcvegraph.networks.conversion import to_networkx
from pcvegraph.networks.facts import Facts
from pcvegraph.networks.formats import gexf, graphml
from pcvegraph.networks.measures.measuring import measure_nodes
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import read_projections
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.querying.questions import Question
from questions import CHECKOUT

Report = Callable[[str], None]
SELF_JOIN = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dc: <http://purl.org/dc/elements/1.1/>
PREFIX schema: <https://schema.org/>
SELECT ?a ?b (COUNT(DISTINCT ?through) AS ?weight) (GROUP_CONCAT(DISTINCT STR(?through)) AS ?shared)
  (GROUP_CONCAT(DISTINCT CONCAT(STR(?r), " ", STR(?s))) AS ?relations)
  (GROUP_CONCAT(DISTINCT STR(?source)) AS ?sources) (COUNT(DISTINCT ?publisher) AS ?publishers)
  (GROUP_CONCAT(DISTINCT STR(?address)) AS ?anchors) (MIN(?from) AS ?start) (MAX(?to) AS ?end)
WHERE {
  VALUES ?one { pcve:participatesIn pcve:memberOf pcve:chairs pcve:coChairs pcve:organises pcve:hosts
                pcve:leads pcve:implements pcve:delivers }
  VALUES ?other { pcve:participatesIn pcve:memberOf pcve:chairs pcve:coChairs pcve:organises pcve:hosts
                  pcve:leads pcve:implements pcve:delivers }
  ?r rdf:predicate ?one ; rdf:subject ?a ; rdf:object ?through .
  ?s rdf:predicate ?other ; rdf:subject ?b ; rdf:object ?through .
  FILTER(STR(?a) < STR(?b))
  { ?r pcve:evidence ?evidence } UNION { ?s pcve:evidence ?evidence }
  ?evidence dcterms:source ?source .
  OPTIONAL { ?source dcterms:publisher|dc:publisher ?publisher }
  OPTIONAL { ?evidence schema:url ?address }
  OPTIONAL { ?r pcve:earliestStart ?from }
  OPTIONAL { ?r pcve:latestEnd ?to }
} GROUP BY ?a ?b"""
"""Gives each edge what ours has: what both share, relations, sources, publishers, words, dates."""


LIMIT_SECONDS = 60.0
"""The self-join is ended after so long, and the ratio is then a lower bound."""


class Row(NamedTuple):
    """A comparison: seconds of both sides, how many times as fast ours has to be, and what it was of."""

    name: str
    ours: list[float]
    theirs: list[float]
    floor: float
    what: str

    @property
    def ratio(self) -> float:
        """How many times as fast ours is, by the medians."""
        return statistics.median(self.theirs) / statistics.median(self.ours)


def made_up(edges: int, *, full: bool) -> Network:
    """Return a network of so many different edges, a third as many nodes, with heavy hubs."""
    drawn = random.Random(SEED)
    size = max(3, edges // 3)
    ids = [f"https://w3id.org/pcvegraph/id/thing-{number:07}" for number in range(size)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < edges:
        one, other = int(size * drawn.random() ** 2), drawn.randrange(size)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    ordered = sorted(pairs)
    columns: dict[str, list[object]] = {
        "id": [f"edge-{number}" for number in range(edges)],
        "source": [source for source, _ in ordered],
        "target": [target for _, target in ordered],
        "weight": [float(drawn.randint(1, 5)) for _ in ordered],
    }
    if full:
        columns |= {
            "kind": ["both take part in it"] * edges,
            "start": [f"{2000 + number % 20}-01-01" for number in range(edges)],
            "source_count": [1 + number % 4 for number in range(edges)],
            "publisher_count": [1 + number % 2 for number in range(edges)],
        }
    labels = [f"Organisation of “{number}” & partners" for number in range(size)]
    nodes = table(NODES, id=ids, label=labels, kind=["organisation"] * size)
    return Network("made-up", directed=False, nodes=nodes, edges=table(EDGES, **columns))


def compare(
    name: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    floor: float,
    what: str,
    rounds: int,
) -> Row:
    """Return the seconds of both sides, in turns."""
    row = Row(name, [], [], floor, what)
    for _ in range(rounds):
        row.ours.append(_seconds(ours))
        row.theirs.append(_seconds(theirs))
    return row


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def writers(edges: int, rounds: int, report: Report) -> Iterator[Row]:
    """Yield how fast GEXF and GraphML are written."""
    report(f"Making up {edges:,} edges")
    network = made_up(edges, full=True)
    graph = to_networkx(network)
    graph.graph.clear()  # networkx writes no nested manifest
    what = f"{edges:,} edges"
    report("Writing GEXF")
    yield compare(
        "GEXF",
        lambda: gexf.write(network, BytesIO()),
        lambda: nx.write_gexf(graph, BytesIO()),
        15,
        what,
        rounds,
    )
    report("Writing GraphML")
    yield compare(
        "GraphML",
        lambda: graphml.write(network, BytesIO()),
        lambda: nx.write_graphml(graph, BytesIO()),
        15,
        what,
        rounds,
    )


def projection(triples: int, rounds: int, report: Report) -> Iterator[Row]:
    """Yield how fast co-participation is, beside the self-join that gives the same of each edge."""
    material = make_material(triples, SEED, report)
    evaluator = Evaluator(material.snapshot())
    chosen = read_projections(read_library(find_root(CHECKOUT)))["co-participation"]
    report("Co-participation")
    yield compare(
        "co-participation",
        lambda: build_network(evaluator, chosen, {}, Choices(), facts=Facts(evaluator)),
        lambda: _within(LIMIT_SECONDS, lambda: evaluator.rows(Question(SELF_JOIN))),
        5,
        f"{triples:,} triples",
        rounds,
    )


def _within(seconds: float, work: Callable[[], object]) -> None:
    """Do `work` in a process that is ended after `seconds`: no query stops by itself."""
    process = get_context("fork").Process(target=work)
    process.start()
    process.join(seconds)
    process.kill()
    process.join()


def measures(rounds: int, report: Report) -> Iterator[Row]:
    """Yield how fast betweenness and communities are."""
    small, large = made_up(10_000, full=False), made_up(100_000, full=False)
    graphs = to_networkx(small), to_networkx(large)
    report("Betweenness")
    yield compare(
        "betweenness",
        lambda: measure_nodes(small, ["betweenness"]),
        lambda: nx.betweenness_centrality(graphs[0]),
        10,
        "10,000 edges",
        rounds,
    )
    report("Leiden and Louvain")
    yield compare(
        "communities",
        lambda: measure_nodes(large, ["community"]),
        lambda: nx.community.louvain_communities(graphs[1], seed=SEED),
        10,
        "100,000 edges; Leiden, beside Louvain",
        rounds,
    )


def alone(report: Report) -> str:
    """Return how long betweenness takes where networkx would need hours."""
    report("Betweenness of 100,000 edges, alone: some minutes")
    large = made_up(100_000, full=False)
    seconds = _seconds(lambda: measure_nodes(large, ["betweenness"]))
    return f"Betweenness of 100,000 edges takes {seconds:.0f} s."


def served(report: Report) -> Iterator[str]:
    """Yield the lines of a table of the library's networks over HTTP: seconds cold, and kept."""
    yield "| network | bytes of GEXF | cold, ms | kept, ms |"
    yield "|---|---:|---:|---:|"
    material = make_material(10_000, SEED, report)
    server = Pcvegraph(material, material.log("networks"))
    server.root = CHECKOUT
    names = read_projections(read_library(find_root(CHECKOUT)))
    with server:
        # The first of a version loads the libraries.
        _fetch(server, "hierarchy.net")
        for name in names:
            report(f"/networks/{name}")
            cold, size = _fetch(server, f"{name}.gexf")
            kept = min(_fetch(server, f"{name}.gexf")[0] for _ in range(5))
            yield f"| {name} | {size:,} | {cold * 1000:.0f} | {kept * 1000:.1f} |"


def _fetch(server: Pcvegraph, file: str) -> tuple[float, int]:
    began = time.perf_counter()
    with urlopen(f"{server.address}/networks/{file}", timeout=60) as answer:  # noqa: S310
        size = len(answer.read())
    return time.perf_counter() - began, size


def as_table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the table of comparisons."""
    yield "| | of | ours, s | theirs, s | × | floor |"
    yield "|---|---|---:|---:|---:|---:|"
    for row in rows:
        ours, theirs = statistics.median(row.ours), statistics.median(row.theirs)
        missed = "" if row.ratio >= row.floor else ", missed"
        yield (
            f"| {row.name} | {row.what} | {ours:.3g} | {theirs:.3g} | {row.ratio:.1f} "
            f"| {row.floor:g}{missed} |"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=read_size, default=1_000_000, help="to write; default: 1m")
    parser.add_argument("--triples", type=read_size, default=1_000_000, help="default: 1m")
    parser.add_argument("--rounds", type=int, default=3, help="default: 3")
    parser.add_argument(
        "--only", default="writers,projection,measures,alone,served", help="default: %(default)s"
    )
    return parser.parse_args()


def main() -> int:
    """Run the command: exit code 0 where all floors are reached, else 1."""
    options = _options()
    only = options.only.split(",")

    def report(stage: str) -> None:
        print(f"{datetime.now(UTC):%H:%M:%S} {stage}", file=sys.stderr, flush=True)

    rows: list[Row] = []
    if "writers" in only:
        rows += writers(options.edges, options.rounds, report)
    if "projection" in only:
        rows += projection(options.triples, options.rounds, report)
    if "measures" in only:
        rows += measures(options.rounds, report)
    if "alone" in only:
        print(alone(report), flush=True)
    if rows:
        print("\n".join(as_table(rows)), flush=True)
    if "served" in only:
        print("\n" + "\n".join(served(report)))
    return int(any(row.ratio < row.floor for row in rows))


if __name__ == "__main__":
    sys.exit(main())
