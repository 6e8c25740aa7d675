"""The commands of a curator: check, format, build."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from pcvegraph.checking import Verdict, checked_snapshot
from pcvegraph.checking import check as check_root
from pcvegraph.checking.reports import FORMATS
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.curating.committing import finish_interrupted, is_interrupted
from pcvegraph.graph.root import find_root
from pcvegraph.graph.tidying import tidy
from pcvegraph.languages import Bilingual, Language
from pcvegraph.releases.writing import write_release
from pcvegraph.settings import Settings

ReportFormat = Literal["text", "json", "github", "sarif"]
ReleaseFormat = Literal["nquads", "all", "turtle", "ntriples", "rdfxml", "jsonld", "tables", "ftm"]

INTERRUPTED = Bilingual(
    "A change was interrupted half way. `pcvegraph format` finishes it; so does the next change.",
    "Une modification a été interrompue à mi-chemin. `pcvegraph format` la termine, comme le fera la "
    "prochaine modification.",
)


def check(
    root: RootOption = None,
    report: Annotated[
        ReportFormat, typer.Option("--format", help="How to write the findings.")
    ] = "text",
    language: LanguageOption = None,
) -> None:
    """Check the files: every finding by file and line, with what to do.

    Exit code 0 where nothing is wrong, 1 where something is.

    * `pcvegraph check`
    * `pcvegraph check --language fr`
    * `pcvegraph check --format sarif > findings.sarif`
    """
    folder = find_root(root)
    if is_interrupted(folder):
        say(INTERRUPTED.in_language(language_of(language)))
    with progress() as stage:
        verdict = check_root(folder, Settings.from_environment(), stage)
    sys.stdout.write(FORMATS[report](verdict.findings, language_of(language)))
    say(_summary(verdict, language_of(language)))
    raise typer.Exit(0 if verdict.is_clean else 1)


def build(
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Folder to write.")
    ] = Path("build"),
    root: RootOption = None,
    chosen: Annotated[
        ReleaseFormat,
        typer.Option("--format", help="What to write beside the N-Quads; all: every file."),
    ] = "nquads",
    language: LanguageOption = None,
) -> None:
    """Check the files and write the graph they make: N-Quads and a manifest.

    The same files give the same bytes; the version is the SHA-256 of the N-Quads. With --format also
    dumps in other formats, tables or FollowTheMoney entities, and SHA256SUMS.

    * `pcvegraph build --output build`
    * `pcvegraph build --output release --format all`
    """
    folder = find_root(root)
    with progress() as stage:
        verdict, snapshot = checked_snapshot(folder, Settings.from_environment(), stage)
    if snapshot is None:
        sys.stdout.write(FORMATS["text"](verdict.findings, language_of(language)))
        say(_summary(verdict, language_of(language)))
        raise typer.Exit(1)
    write_release(snapshot, folder, output, chosen)
    print(f"{output}: {snapshot.count()} triples, version {snapshot.version}")


def format_files(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Default: all of data/ttl/.")
    ] = None,
    root: RootOption = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 where a file would change.")
    ] = False,
) -> None:
    """Write Turtle files in their one normal form; comments stay.

    * `pcvegraph format`
    * `pcvegraph format --check data/ttl/actors/canada.ttl`
    """
    if not check_only and paths is None:
        finish_interrupted(find_root(root))
    chosen = paths or sorted(find_root(root).data.rglob("*.ttl"))
    changed = [path for path in chosen if tidy(path, write=not check_only)]
    for path in changed:
        print(path)
    raise typer.Exit(1 if check_only and changed else 0)


def _summary(verdict: Verdict, language: Language) -> str:
    count, files = len(verdict.findings), verdict.files
    if language == "fr":
        findings = "aucune anomalie" if not count else f"{count} anomalie{'s' * (count > 1)}"
        return f"{files} fichiers, {findings}."
    findings = "nothing wrong" if not count else f"{count} finding{'s' * (count > 1)}"
    return f"{files} files, {findings}."
