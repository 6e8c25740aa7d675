"""The command that makes a network."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.cli import tables
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of, values_of
from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.languages import Bilingual, Language
from pcvegraph.networks.formats.known import FORMATS, NetworkFormat, find_network_format
from pcvegraph.networks.formats.losses import Loss
from pcvegraph.networks.network import Network
from pcvegraph.networks.projections import find_projection, read_projections
from pcvegraph.networks.requests import make_network, read_network_request
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.settings import Settings

EMPTY = 1
COUNTS = Bilingual(
    "{nodes} nodes, {edges} edges; {edges_without_date} undated.",
    "{nodes} nœuds, {edges} liens, dont {edges_without_date} sans date.",
)
LEFT_OUT = Bilingual("Left out: {count} {why}.", "Omis\u00a0: {count} {why}.")
NOTHING = Bilingual(
    "The network is empty: nothing in the graph is as was asked.",
    "Le réseau est vide\u00a0: rien dans le graphe ne répond à la demande.",
)


def network(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A network of the library.")] = "",
    output_format: Annotated[
        str, typer.Option("--format", help=", ".join(known.name for known in FORMATS) + ".")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: stdout.")
    ] = None,
    start: Annotated[
        str, typer.Option("--from", metavar="DAY", help="What may have held then or later.")
    ] = "",
    end: Annotated[
        str, typer.Option("--to", metavar="DAY", help="What may have held then or before.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="What of the graph held on DAY (YYYY-MM-DD).")
    ] = "",
    certain: Annotated[
        bool, typer.Option("--certain", help="With a time: only what is shown to have held.")
    ] = False,
    kinds: Annotated[str, typer.Option(help="Kinds of the nodes: organisation,state …")] = "",
    countries: Annotated[str, typer.Option(help="Countries of the nodes: canada,france …")] = "",
    phenomena: Annotated[str, typer.Option(help="What an end, or what is shared, addresses.")] = "",
    predicates: Annotated[str, typer.Option(help="Of the relations: co-chairs,member-of …")] = "",
    least_publishers: Annotated[
        str, typer.Option(metavar="N", help="Publishers that an edge rests on, at least.")
    ] = "",
    least_weight: Annotated[
        str, typer.Option(metavar="N", help="Weight of an edge, at least.")
    ] = "",
    centre: Annotated[str, typer.Option(metavar="SLUG", help="Only what is near this thing.")] = "",
    steps: Annotated[
        str, typer.Option(metavar="N", help="With --centre: how many steps away. Default: 1.")
    ] = "",
    giant: Annotated[bool, typer.Option("--giant", help="Only the largest component.")] = False,
    roll_up: Annotated[
        str, typer.Option(help="country or part-of: nodes become that.", metavar="TO")
    ] = "",
    weighting: Annotated[
        str, typer.Option(help="Of what is shared: count, jaccard, newman.", metavar="HOW")
    ] = "",
    measures: Annotated[
        str, typer.Option(help="Of each node: betweenness,communities … See docs/measures.md.")
    ] = "",
    positions: Annotated[
        bool, typer.Option("--positions", help="Each node has a place to be drawn at.")
    ] = False,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Of the network's query."),
    ] = None,
    language: LanguageOption = None,
    root: RootOption = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the networks.")] = False,
) -> None:
    """Make a network, with dates and sources on every edge, in the format of another tool.

    * `pcvegraph network --list`
    * `pcvegraph network co-participation --from 2011-01-01 --to 2019-12-31 -o shared.gexf`
    * `pcvegraph network partnerships --giant --measures betweenness,community --format csv -o p.zip`
    * `pcvegraph network relations --centre canada --steps 2 --format graphml -o canada.graphml`

    The file says how it was made; where its format cannot, FILE.json does. What a format cannot hold is
    told. Exit code 1: the network is empty.
    """
    folder = find_root(root)
    projections = read_projections(read_library(folder))
    if list_all:
        queries = {each.name: each.query for each in projections.values()}
        print(tables.library(queries, language_of(language)), end="")
        return
    if not name:
        raise PcvegraphError("No network is named.", "Name one of `pcvegraph network --list`.")
    projection = find_projection(projections, name)
    chosen = _format(output_format, output)
    flags = {
        "from": start,
        "to": end,
        "as-of": as_of,
        "certain": "true" if certain else "",
        "kinds": kinds,
        "countries": countries,
        "phenomena": phenomena,
        "predicates": predicates,
        "least-publishers": least_publishers,
        "least-weight": least_weight,
        "centre": centre,
        "steps": steps,
        "giant": "true" if giant else "",
        "roll-up": roll_up,
        "weighting": weighting,
        "measures": measures,
        "positions": "true" if positions else "",
        "language": language_of(language),
    }
    written = values_of(parameter or []) | {key: value for key, value in flags.items() if value}
    request = read_network_request(projection, written)
    snapshot = load_snapshot(folder, Settings.from_environment())
    with progress() as stage:
        made = make_network(Evaluator(snapshot), request, snapshot.version, _told(stage))
    _write(made, chosen, output, language_of(language))
    _tell_counts(made, language_of(language))
    if not len(made.nodes):
        raise typer.Exit(EMPTY)


def _format(named: str, output: Path | None) -> NetworkFormat:
    """Return the format that is named, else that of the file's extension, else GEXF."""
    if named:
        return find_network_format(named)
    if output is None or not output.suffix:
        return find_network_format("gexf")
    # The longest that is known: a name may have dots of its own.
    endings = [known.extension for known in FORMATS if output.name.endswith("." + known.extension)]
    return find_network_format(max(endings, key=len, default=output.suffix.removeprefix(".")))


def _told(stage: Callable[[str], None]) -> Callable[[str, float | None], None]:
    begun: dict[str, float] = {}

    def report(measure: str, done: float | None) -> None:
        since = time.monotonic() - begun.setdefault(measure, time.monotonic())
        left = f", {since / done - since:.0f} s left" if done and since > 1 else ""
        stage(f"Measuring {measure}{f', {done:.0%}' if done is not None else ''}{left}")

    return report


def _write(made: Network, chosen: NetworkFormat, output: Path | None, language: Language) -> None:
    if output is None:
        losses = chosen.write(made, sys.stdout.buffer)
    else:
        losses = _write_file(made, chosen, output)
    for loss in losses:
        say(loss.sentence.in_language(language))


def _write_file(made: Network, chosen: NetworkFormat, output: Path) -> list[Loss]:
    """Write the file as a whole or not at all, and its manifest beside it where it cannot hold that."""
    unfinished = output.with_name(output.name + ".part")
    try:
        with unfinished.open("wb") as file:
            losses = chosen.write(made, file)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)
    if not chosen.holds_manifest:
        text = json.dumps(made.manifest, ensure_ascii=False, indent=2) + "\n"
        output.with_name(output.name + ".json").write_text(text, encoding="utf-8")
    return losses


def _tell_counts(made: Network, language: Language) -> None:
    counts: Mapping[str, int] = made.manifest["counts"]
    say(COUNTS.with_values(**{k: str(v) for k, v in counts.items()}).in_language(language))
    left_out = made.manifest["left_out" if language == "en" else "left_out_fr"]
    for why, count in left_out.items():
        say(LEFT_OUT.with_values(count=str(count), why=why).in_language(language))
    if not counts["nodes"]:
        say(NOTHING.in_language(language))
