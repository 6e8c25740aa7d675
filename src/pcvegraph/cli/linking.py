"""The commands of who links the graph with other datasets: link propose, review, accept, export."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from pcvegraph.cli import tables
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import RootOption
from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.graph.writing import write_whole
from pcvegraph.linking.datasets.mapping import find_mapping
from pcvegraph.linking.datasets.reading_apart import read_records_guarded
from pcvegraph.linking.entities import Entity, read_entities
from pcvegraph.linking.linksets.accepting import merged, path_of, write_links
from pcvegraph.linking.linksets.kept import find_link_set, read_link_sets, write_csv, write_void
from pcvegraph.linking.linksets.links import Decision, Link, LinkSet, Predicate, read_reviewer
from pcvegraph.linking.linksets.proposing import (
    KINDS,
    Proposals,
    chosen,
    linkable,
    propose,
    target_of,
)
from pcvegraph.linking.linksets.reviewing import (
    Review,
    accept_sure,
    apply_decisions,
    keep_decisions,
    open_review,
    read_links,
    side_by_side,
    told,
    write_proposals,
)
from pcvegraph.linking.linksets.sssom import write_sssom
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings

link = typer.Typer(no_args_is_help=True, help="Link the graph with the datasets of others.")

ExportFormat = Literal["sssom", "void", "csv"]
WRITERS = {"sssom": write_sssom, "void": write_void, "csv": write_csv}
FileOfLinks = Annotated[Path, typer.Argument(metavar="FILE", help="Links in SSSOM (TSV).")]
KEYS: dict[str, tuple[Decision, Predicate]] = {
    "a": ("accepted", "exactMatch"),
    "c": ("accepted", "closeMatch"),
    "r": ("rejected", "exactMatch"),
    "u": ("undecided", "exactMatch"),
}
HELP = "a the same, c close, r not the same, u undecided, q stop"
ALL_DECIDED = "Nothing is left to decide."


@link.command("propose")
def propose_links(
    dataset: Annotated[
        Path, typer.Argument(metavar="FILE", help="A dataset: CSV, TSV, JSON or RDF.")
    ],
    against: Annotated[
        str, typer.Option(metavar="NAME|FILE.yaml", help="A mapping that comes with us, or yours.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: stdout.")
    ] = None,
    kinds: Annotated[str, typer.Option(help="What of ours is linked.")] = ",".join(KINDS),
    version: Annotated[
        str, typer.Option("--dataset-version", help="Default: told by the mapping or the content.")
    ] = "",
    root: RootOption = None,
) -> None:
    """Propose which rows of a dataset are things of ours, as SSSOM.

    * `pcvegraph link propose partners.csv --against partners.yaml -o partners.sssom.tsv`
    * `pcvegraph link propose v2.csv --against ror --dataset-version v2.0 -o ror.sssom.tsv`

    What was accepted or rejected is not proposed again; links whose row is gone from the dataset, or
    has another name, are told. What a reviewer has decided in the output file stays in it.
    """
    mapping = find_mapping(against)
    graph = _graph(root)
    entities = chosen(read_entities(graph), [kind for kind in kinds.split(",") if kind])
    known = read_link_sets(graph).get(mapping.name)
    with progress() as stage:
        target = target_of(mapping, dataset, version)
        records = read_records_guarded(dataset, against, Settings.from_environment())
        found = propose(
            entities, records, dataset.name, target.version, known.links if known else (), stage
        )
    links = LinkSet(target, found.links)
    if output is None:
        print(write_sssom(links), end="")
    else:
        write_proposals(output, keep_decisions(links, output), found.records)
    _tell_found(found)


@link.command("review")
def review_links(
    file: FileOfLinks,
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Who decides: an ORCID or a name.")
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Sure ones, too.")] = False,
    accept_all_sure: Annotated[
        bool, typer.Option("--accept-sure", help="Accept those that are sure, without a look.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what is to be decided, ask nothing.")
    ] = False,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Decisions as JSON, instead of asking.")
    ] = None,
    root: RootOption = None,
) -> None:
    """Step through the doubtful links, both records side by side. Each decision is kept at once.

    * `pcvegraph link review ror.sssom.tsv --reviewer 0000-0002-1825-0097`
    * `pcvegraph link review ror.sssom.tsv --json`
    * `pcvegraph link review ror.sssom.tsv --reviewer "Ada" --decisions decided.json`
    """
    entities = read_entities(_graph(root))
    review = open_review(file, linkable(entities))
    if as_json:
        waiting = review.to_decide(everything=everything)
        shown = [_as_json(each, entities, review) for each in waiting]
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    who = read_reviewer(reviewer)
    if not who:
        raise PcvegraphError("Who decides?", "Name yourself with --reviewer.")
    if accept_all_sure:
        review = accept_sure(review, who)
    if decisions:
        review = apply_decisions(review, decisions.read_text(encoding="utf-8"), who)
    elif not accept_all_sure:
        review = _step_through(review, entities, who, everything=everything)
    _tell_left(review)


@link.command("accept")
def accept_links(
    file: FileOfLinks,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    root: RootOption = None,
) -> None:
    """Write what was decided into data/ttl/links: accepted links, and records of rejected ones.

    * `pcvegraph link accept ror.sssom.tsv`
    * `pcvegraph link accept ror.sssom.tsv --yes && pcvegraph check`
    """
    folder = find_root(root)
    graph = _graph(root)
    new = read_links(file, linkable(read_entities(graph)))
    links = merged(read_link_sets(graph).get(new.target.name), new)
    path = path_of(folder, links.target.name)
    if not links.links:
        raise PcvegraphError(f"{file.name} has no decision.", "Run `pcvegraph link review`.")
    say(f"{_counts(links)} in {folder.name(path)}.")
    if not yes:
        if not sys.stdin.isatty():
            raise PcvegraphError("Nobody can be asked here.", "Add --yes to write.")
        typer.confirm("Write them?", abort=True, err=True)
    print(folder.name(write_links(folder, links)))


@link.command("export")
def export_links(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="As in data/ttl/links.")],
    output_format: Annotated[ExportFormat, typer.Option("--format")] = "sssom",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: stdout.")
    ] = None,
    root: RootOption = None,
) -> None:
    """Print the links to a dataset that the graph keeps: SSSOM, a VoID linkset, or a table.

    * `pcvegraph link export ror`
    * `pcvegraph link export ror --format void -o ror.ttl`
    """
    text = WRITERS[output_format](find_link_set(_graph(root), dataset))
    if output is None:
        sys.stdout.buffer.write(text.encode())
    else:
        write_whole(output, text.encode())


def _graph(root: Path | None) -> Evaluator:
    return Evaluator(load_snapshot(find_root(root), Settings.from_environment()))


def _tell_found(found: Proposals) -> None:
    sure = sum(each.is_sure for each in found.links)
    say(f"{len(found.links)} new links proposed; {sure} of them sure.")
    for each in found.gone:
        say(f"Gone from the dataset: {each.object} ({each.object_label}), {each.subject_label}.")
    for renamed in found.renamed:
        say(f"Renamed: {renamed.link.object}, “{renamed.link.object_label}” → “{renamed.label}”.")


def _tell_left(review: Review) -> None:
    left = len(review.to_decide())
    say(f"{_counts(review.links)}; {left} left to decide." if left else ALL_DECIDED)


def _counts(links: LinkSet) -> str:
    found = Counter(each.decision for each in links.links)
    return f"{found['accepted']} accepted, {found['rejected']} rejected"


def _as_json(each: Link, entities: dict[str, Entity], review: Review) -> dict[str, object]:
    return {
        "subject": each.subject,
        "object": each.object,
        "predicate": each.predicate,
        "confidence": each.confidence,
        "reasons": each.reasons,
        "decision": each.decision,
        "ours": told(entities[each.subject].record),
        "theirs": review.records.get(each.object, {"names": [each.object_label]}),
    }


def _step_through(
    review: Review, entities: dict[str, Entity], who: str, *, everything: bool
) -> Review:
    waiting = review.to_decide(everything=everything)
    console = Console(stderr=True)
    for number, each in enumerate(waiting, 1):
        rows = side_by_side(
            told(entities[each.subject].record), review.records.get(each.object, {}), each
        )
        console.print(
            f"\n{number} of {len(waiting)}, {each.confidence or 0:.0%}: {each.reasons}",
            markup=False,
        )
        console.print(tables.side_by_side(rows))
        key = _asked()
        if key == "q":
            break
        decision, predicate = KEYS[key]
        comment = typer.prompt("Why", default="", show_default=False, err=True)
        review = review.decided(replace(each, predicate=predicate), decision, who, comment)
    return review


def _asked() -> str:
    """Return the key that was pressed; q at the end of the input."""
    while True:
        try:
            key = str(typer.prompt(f"[{HELP}]", err=True)).strip().lower()[:1]
        except typer.Abort:
            return "q"
        if key in (*KEYS, "q"):
            return key
