"""The command that tells what a change means."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Literal

import typer

from pcvegraph.changes.answers import find_answer_changes
from pcvegraph.changes.change import Changes
from pcvegraph.changes.changes import find_changes_of
from pcvegraph.changes.networks import find_network_changes
from pcvegraph.changes.sides import Sides
from pcvegraph.changes.writing import as_json, as_markdown, as_text
from pcvegraph.cli.messages import progress
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.errors import GraphRefusedError
from pcvegraph.graph.difference import as_rdf_patch, find_difference
from pcvegraph.graph.excerpts import find_excerpts
from pcvegraph.graph.opening import load_contents, load_excerpt
from pcvegraph.graph.revisions import Files, read_revision, read_working_tree
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.languages import Language
from pcvegraph.querying.library import library_of
from pcvegraph.querying.progress import Report
from pcvegraph.settings import Settings

DiffFormat = Literal["text", "markdown", "json", "patch"]
WORKING_TREE = "the working tree"


def diff(
    before: Annotated[
        str, typer.Argument(metavar="REV", help="A commit, a branch or a tag of git.")
    ],
    after: Annotated[
        str, typer.Argument(metavar="REV", help="Default: the files as they are now.")
    ] = "",
    chosen: Annotated[
        DiffFormat,
        typer.Option("--format", help="text, markdown for a pull request, json, patch: RDF Patch."),
    ] = "text",
    networks: Annotated[
        bool | None,
        typer.Option(
            "--networks/--no-networks",
            help="What it does to the networks. Default: with markdown.",
            show_default=False,
        ),
    ] = None,
    queries: Annotated[
        bool | None,
        typer.Option(
            "--queries/--no-queries",
            help="Which questions of the library are answered differently. Default: with markdown.",
            show_default=False,
        ),
    ] = None,
    language: LanguageOption = None,
    root: RootOption = None,
) -> None:
    """Tell in words what a change means: of each thing what, when, and on whose word.

    Nothing is checked out and nothing is written. Exit code 1: a revision does not load.

    * `pcvegraph diff HEAD`
    * `pcvegraph diff HEAD~1 HEAD --language fr`
    * `pcvegraph diff origin/main --format markdown --no-networks`
    * `pcvegraph diff v1 v2 --format patch > v1-to-v2.rdfp`
    """
    folder, settings = find_root(root), Settings.from_environment()
    old = read_revision(folder, before, settings)
    new = read_revision(folder, after, settings) if after else read_working_tree(folder, settings)
    effects = [chosen == "markdown" if each is None else each for each in (networks, queries)]
    with progress() as stage:
        stage("Reading both states")
        if chosen == "patch":
            pair = _wholes(old, new, before, after, settings)
            difference = find_difference(pair[0].dumped(), pair[1].dumped())
            sys.stdout.buffer.write(as_rdf_patch(difference))
            return
        load = _wholes if any(effects) else _excerpts
        sides = Sides(*load(old, new, before, after, settings))
        stage("Comparing")
        changes = _with_effects(find_changes_of(sides), sides, old, new, effects, _told(stage))
    sys.stdout.buffer.write(_written(changes, chosen, language_of(language)))


def _wholes(
    old: Files, new: Files, before: str, after: str, settings: Settings
) -> tuple[Snapshot, Snapshot]:
    """Return both states of the graph; raises GraphRefusedError as `_named`."""
    found = []
    for files, name in ((old, before), (new, after)):
        try:
            found.append(load_contents(files.contents, files.findings, settings))
        except GraphRefusedError as error:
            raise _named(error, name) from None
    return found[0], found[1]


def _excerpts(
    old: Files, new: Files, before: str, after: str, _: Settings
) -> tuple[Snapshot, Snapshot]:
    """Return of both states of the graph what is needed to tell their difference."""
    found = []
    excerpts = find_excerpts(old.contents, new.contents)
    for files, excerpt, name in zip((old, new), excerpts, (before, after), strict=True):
        try:
            found.append(load_excerpt(excerpt, files.findings))
        except GraphRefusedError as error:
            raise _named(error, name) from None
    return found[0], found[1]


def _named(error: GraphRefusedError, revision: str) -> GraphRefusedError:
    """Return the error with the name of the state that does not load."""
    named = GraphRefusedError(error.count, error.first, revision or WORKING_TREE)
    if revision:
        named.remedy = "Compare with a revision whose files parse; `git log` lists others."
    return named


def _with_effects(
    changes: Changes, sides: Sides, old: Files, new: Files, effects: list[bool], report: Report
) -> Changes:
    """Return the changes with what they do to networks and answers, where that is wanted."""
    networks, queries = effects
    if not (networks or queries):
        return changes
    libraries = library_of(old.queries), library_of(new.queries)
    if networks:
        changes = replace(changes, networks=find_network_changes(sides, *libraries, report))
    if queries:
        changes = replace(changes, answers=find_answer_changes(sides, *libraries, report))
    return changes


def _told(stage: Callable[[str], None]) -> Report:
    return lambda name, done: stage(f"Comparing {name}, {done or 0:.0%}")


def _written(changes: Changes, chosen: DiffFormat, language: Language) -> bytes:
    if chosen == "json":
        return as_json(changes)
    write = as_markdown if chosen == "markdown" else as_text
    return write(changes, language).encode()
