"""A small root whose relations show each choice of a network, and the networks that are made of it.

Three states have an office each, and a lone body has no country. Two forums:

big   north 2012–2014, south 2013–2016, west from June 2015 on
old   lone 2001–2003 and 2010–2012, north 2005–2007, south 2002–2011
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from conftest import REPOSITORY, TINY
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root, find_root
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import find_projection, read_projections
from pcvegraph.networks.requests import make_network, read_network_request
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

ID = PREFIXES["id"]
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def entity(slug: str, kind: str, *more: str, label: str = "") -> str:
    """Return an entity in Turtle; `label` instead of its English one."""
    label = label or f'skos:prefLabel "{slug.replace("-", " ").title()}"@en'
    return " ; ".join([f"id:{slug} a pcve:{kind}", label, *more]) + " .\n"


def relation(said: str, *more: str, sources: tuple[str, ...] = ("river-office-report",)) -> str:
    """Return a relation in Turtle; `said` is its IRI's slug: subject--predicate--object[--number]."""
    subject, predicate, thing = said.split("--")[:3]
    term = "".join(part.title() if n else part for n, part in enumerate(predicate.split("-")))
    evidence = [
        f'pcve:evidence [ dcterms:source source:{source} ; pcve:anchor "{said[:20]}"@en ]'
        for source in sources
    ]
    statement = f"rdf:subject id:{subject} ; rdf:predicate pcve:{term} ; rdf:object id:{thing}"
    kind = "Funding" if predicate == "funds" else "Relation"
    return " ; ".join([f"id:{said} a pcve:{kind}", statement, *evidence, *more]) + " .\n"


def dated(start: str = "", end: str = "") -> str:
    """Return the dates of a relation in Turtle, as precise as they are written."""
    types = {4: "gYear", 7: "gYearMonth", 10: "date"}
    dates = {"start": start, "end": end}
    written = [f'pcve:{n} "{d}"^^xsd:{types[len(d)]}' for n, d in dates.items() if d]
    return " ; ".join(written)


def money(amount: str, currency: str, kind: str) -> str:
    """Return an amount of money in Turtle."""
    return (
        f'pcve:amount {amount} ; pcve:currency "{currency}" ; pcve:amountKind id:amount-kind-{kind}'
    )


def disagreement(slug: str, *statements: str) -> str:
    """Return a disagreement in Turtle that claims each of the relations."""
    claims = "".join(
        f' ; pcve:claim [ pcve:value "{place}"@en ; pcve:statement id:{statement} ]'
        for place, statement in enumerate(statements)
    )
    return f"id:{slug} a pcve:Disagreement{claims} .\n"


WORLD = "".join(
    (
        entity("westland", "State", 'pcve:isoCode "WX"', label='skos:prefLabel "Ouestlande"@fr'),
        entity("north-office", "Organisation", "pcve:country id:northland", 'pcve:acronym "NO"@en'),
        entity("south-office", "Organisation", "pcve:country id:southland", dated("1990")),
        entity("west-office", "Network", "pcve:country id:westland"),
        entity("north-desk", "Organisation", "pcve:country id:northland"),
        entity("lone-body", "Organisation"),
        "id:nameless a pcve:Organisation .\n",
        entity("big-forum", "Forum"),
        entity("old-forum", "Forum"),
        "source:hill-report a pcve:Source ; dc:publisher 'Hill Office' .\n",
        "source:hill-letter a pcve:Source ; dc:publisher 'Hill Office' .\n",
        relation(
            "north-office--member-of--big-forum",
            dated("2012", "2014"),
            sources=("river-office-report", "hill-report", "hill-letter"),
        ),
        relation("south-office--member-of--big-forum", dated("2013", "2016")),
        relation("west-office--member-of--big-forum", dated("2015-06")),
        relation("lone-body--member-of--old-forum", dated("2001", "2003")),
        relation("lone-body--member-of--old-forum--2", dated("2010", "2012")),
        relation("north-office--member-of--old-forum", dated("2005", "2007")),
        relation("south-office--member-of--old-forum", dated("2002", "2011")),
        relation("northland--chairs--big-forum", dated("2012")),
        relation("northland--chairs--big-forum--2", dated("2013")),
        relation("southland--chairs--big-forum", dated("2012")),
        relation("southland--chairs--big-forum--2", dated("2015")),
        disagreement(
            "start-of-the-chair", *(f"northland--chairs--big-forum{n}" for n in ("", "--2"))
        ),
        relation("north-office--funds--lone-body", money("100.10", "CAD", "grant"), dated("2015")),
        relation("north-office--funds--lone-body--2", money("200.20", "CAD", "contribution")),
        relation("north-office--funds--lone-body--3", money("50", "EUR", "grant")),
        relation("north-office--funds--lone-body--4", money("999", "CAD", "pledge")),
        relation("north-office--funds--lone-body--5"),
        relation(
            "northland--funds--lone-body",
            money("100.10", "CAD", "grant"),
            "pcve:sameMoneyAs id:north-office--funds--lone-body",
        ),
        relation("west-office--funds--lone-body", money("12", "CAD", "grant")),
        relation("west-office--funds--lone-body--2", money("10", "CAD", "grant")),
        disagreement(
            "grant-of-the-west", *(f"west-office--funds--lone-body{n}" for n in ("", "--2"))
        ),
        relation("north-desk--part-of--north-office"),
        relation("north-desk--partners-with--west-office"),
        relation("north-desk--partners-with--north-office"),
        relation("nameless--partners-with--lone-body"),
        relation("lone-body--cites--lone-body"),
        relation("lone-body--founds--old-forum", dated("2000")),
        relation("north-office--addresses--rumours"),
        relation("south-office--addresses--flood-rumours"),
        relation("lone-body--addresses--flood-rumours"),
        relation("big-forum--addresses--flood-rumours"),
    )
)


def make_root(folder: Path) -> Root:
    """Return the root, made in `folder`."""
    shutil.copytree(REPOSITORY / "ontology", folder / "ontology")
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "queries/networks", folder / "queries/networks")
    (folder / "data/ttl/actors/world.ttl").write_text(PROLOGUE + WORLD)
    return find_root(folder)


def ask(root: Root) -> Evaluator:
    """Return what answers queries of `root`."""
    return Evaluator(load_snapshot(root, Settings()))


def make(graph: Evaluator, root: Root, name: str, **written: str) -> Network:
    """Return the network `name` with what is `written`; "_" stands for "-", since for from."""
    projection = find_projection(read_projections(read_library(root)), name)
    names = {key: key.replace("_", "-") for key in written} | {"since": "from", "until": "to"}
    request = read_network_request(projection, {names[k]: v for k, v in written.items()})
    return make_network(graph, request, graph.snapshot.version)


def edges_of(network: Network) -> Iterator[dict[str, object]]:
    """Yield each edge with its columns, its ends as slugs."""
    ids = [iri.removeprefix(ID) for iri in network.nodes["id"]]
    table = network.edges
    for row in range(len(table)):
        edge = {name: column.values[row] for name, column in table.columns.items()}
        yield edge | {end: ids[edge[end]] for end in ("source", "target")}


def weights(network: Network) -> dict[str, float]:
    """Return the weight of each edge by its id."""
    return dict(zip(network.edges["id"], network.edges["weight"], strict=True))


def edge(network: Network, name: str) -> dict[str, object]:
    """Return the edge with this id."""
    (found,) = [each for each in edges_of(network) if each["id"] == name]
    return found


def slugs(network: Network) -> set[str]:
    """Return the slugs of the nodes."""
    return {iri.removeprefix(ID) for iri in network.nodes["id"]}
