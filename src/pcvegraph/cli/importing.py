"""The command that brings data in, as drafts for a person to read."""

from __future__ import annotations

import secrets
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.checking import check_laid_over
from pcvegraph.checking.reports import as_text
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.errors import NotNewError
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.root import Root, find_root
from pcvegraph.languages import Bilingual
from pcvegraph.linking.datasets.mapping import find_mapping
from pcvegraph.linking.datasets.reading_apart import read_apart
from pcvegraph.linking.importing.drafts import Drafts, make_drafts
from pcvegraph.linking.importing.known import Known
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings

MOST_ROWS = 20_000
"""Rows of one import: a person reads them all."""

COUNTS = Bilingual(
    "{output}: {new} new, {doubtful} new or perhaps known, {known} known ({files} with something "
    "new); rows left out: {left_out}.",
    "{output}\u00a0: {new} de nouveaux, {doubtful} de nouveaux ou peut-être connus, {known} de connus "
    "(dont {files} où il y a du neuf); lignes omises\u00a0: {left_out}.",
)
NOTHING = Bilingual(
    "Nothing is new: nothing was written.", "Il n'y a rien de neuf\u00a0: rien n'a été écrit."
)
FOUND = Bilingual(
    "What is to be done before the drafts pass: {count}.",
    "Ce qui reste à faire avant que les ébauches passent\u00a0: {count}.",
)
PASSED = Bilingual("The drafts pass the check.", "Les ébauches passent la vérification.")


def import_file(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A table (csv, tsv, json) or RDF (ttl, nt, rdf …)."),
    ],
    mapping: Annotated[
        str,
        typer.Option(metavar="NAME|FILE.yaml", help="How to read it: org, schema-org, foaf, ror …"),
    ],
    source: Annotated[
        str, typer.Option(metavar="SLUG|IRI", help="The source of the graph that says all of this.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder to write; a new one.")
    ],
    kinds: Annotated[
        str, typer.Option(help="What rows may be recognised as: organisation,network …")
    ] = "",
    with_check: Annotated[
        bool,
        typer.Option("--check/--no-check", help="Check what the drafts would do to the graph."),
    ] = True,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Make drafts of a table or of foreign RDF: new things, and what is new of known ones.

    Nothing in data/ttl changes: read the drafts, complete them, move them. Exit code 1: the check has
    findings.

    * `pcvegraph import bodies.csv --mapping bodies.yaml --source SLUG --output drafts`
    * `pcvegraph import bodies.ttl --mapping org --source SLUG --output drafts --kinds organisation`
    """
    folder, settings, spoken = find_root(root), Settings.from_environment(), language_of(language)
    _check_is_new(output, folder)
    chosen = find_mapping(mapping)
    with progress() as stage:
        stage("Reading the graph")
        graph = Evaluator(load_snapshot(folder, settings))
        known = Known(graph, [kind.strip() for kind in kinds.split(",") if kind.strip()])
        said = known.find_source(source)
        rows = read_apart(file, mapping, settings, most_rows=MOST_ROWS)
        drafts = make_drafts(rows, chosen, known, said, lambda name, _: stage(name))
    for remark in drafts.remarks:
        say(remark.sentence.in_language(spoken))
    _write(drafts, output)
    say(_summary(drafts, output).in_language(spoken))
    if not drafts.files:
        say(NOTHING.in_language(spoken))
    elif with_check:
        with progress() as stage:
            laid_over = _laid_over(drafts, folder)
            verdict = check_laid_over(folder, laid_over, settings, stage)
        places = _Places(drafts, output, laid_over)
        sys.stdout.write(as_text([places.of(found) for found in verdict.findings], spoken))
        count = str(len(verdict.findings))
        say((FOUND.with_values(count=count) if verdict.findings else PASSED).in_language(spoken))
        raise typer.Exit(0 if verdict.is_clean else 1)


def _check_is_new(output: Path, folder: Root) -> None:
    if output.is_symlink() or output.is_file() or (output.is_dir() and any(output.iterdir())):
        raise NotNewError(f"{output} is there already.", "Name a folder that is new, or empty.")
    place = output.resolve()
    for taken in (folder.data.resolve(), folder.ontology.resolve()):
        if place.is_relative_to(taken):
            raise NotNewError(
                f"{output} is in {taken.name}, of which the graph is made.",
                "Write drafts elsewhere, and move them when they are complete.",
            )


def _write(drafts: Drafts, output: Path) -> None:
    """Write all files or none."""
    if not drafts.files:
        return
    output.absolute().parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.absolute().with_name(f".{output.absolute().name}.{secrets.token_hex(4)}")
    try:
        for path, content in drafts.files.items():
            place = unfinished / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        unfinished.replace(output)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _summary(drafts: Drafts, output: Path) -> Bilingual:
    names = ("new", "doubtful", "known", "left_out")
    values = {name: str(drafts.counts.get(name, 0)) for name in names}
    return COUNTS.with_values(output=str(output), files=str(len(drafts.known)), **values)


def _laid_over(drafts: Drafts, folder: Root) -> dict[str, bytes]:
    """Return the drafts by the path they would have; what is known stands below what is there."""
    found = {}
    for path, content in drafts.files.items():
        place = drafts.known.get(path)
        if place is None:
            found[DATA + path] = content
        else:
            found[DATA + place] = (folder.data / place).read_bytes() + content
    return found


class _Places:
    """Tells by file and line of the drafts what is found in them."""

    def __init__(self, drafts: Drafts, output: Path, laid_over: Mapping[str, bytes]) -> None:
        self._output = output
        self._drafts = {DATA + drafts.known.get(path, path): path for path in drafts.files}
        self._before = {
            place: laid_over[place].count(b"\n") - drafts.files[path].count(b"\n")
            for place, path in self._drafts.items()
        }

    def of(self, finding: Finding) -> Finding:
        """Return the finding at its place in the drafts; as it is where it is in none."""
        path = self._drafts.get(finding.path)
        if path is None or (finding.line and finding.line <= self._before[finding.path]):
            return finding
        line = finding.line and finding.line - self._before[finding.path]
        return finding._replace(path=str(self._output / path), line=line)
