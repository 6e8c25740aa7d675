"""The commands of whoever publishes: release, verify."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from pcvegraph.checking import checked_snapshot
from pcvegraph.checking.reports import FORMATS
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.errors import GraphRefusedError
from pcvegraph.graph.root import find_root
from pcvegraph.languages import Bilingual
from pcvegraph.releases.dating import find_date
from pcvegraph.releases.making import make_release
from pcvegraph.releases.names import read_release_name
from pcvegraph.releases.release import SHORT
from pcvegraph.releases.verifying import verify as verify_folder
from pcvegraph.settings import Settings

DATED = Bilingual("Date {day}: {reason}.", "Date {day}\u00a0: {reason}.")
NOTHING_WRONG = Bilingual(
    "{folder}: release {name} of {day}, version {version}: nothing wrong",
    "{folder}\u00a0: version {name} du {day}, données {version}\u00a0: aucune anomalie",
)


def release(
    name: Annotated[
        str, typer.Argument(metavar="VERSION", help="2026.12, 2026.12.1, or semantic: 1.4.0.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR", help="New folder. Default: releases/VERSION."),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="DIR|FILE.nq",
            exists=True,
            help="The release before, or its N-Quads: CHANGES.md says what changed since.",
        ),
    ] = None,
    day: Annotated[
        str,
        typer.Option(
            "--date",
            metavar="DAY",
            help="Date of the release, YYYY-MM-DD. Default: SOURCE_DATE_EPOCH, else the day of the "
            "newest commit to the data.",
        ),
    ] = "",
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Check the files and write a release: every format, metadata, checksums, changes, answers.

    The same files, version, date and earlier release give the same bytes. The folder is there whole or
    not at all.

    * `pcvegraph release 2026.12 --previous releases/2026.11`
    * `pcvegraph release 1.0.0 --output /tmp/1.0.0 --date 2026-12-01`
    """
    folder, told = find_root(root), language_of(language)
    place = output or Path("releases") / read_release_name(name)
    dated = find_date(folder, day)
    with progress() as stage:
        verdict, snapshot = checked_snapshot(folder, Settings.from_environment(), stage)
        if snapshot is None:
            sys.stdout.write(FORMATS["text"](verdict.findings, told))
            first = verdict.findings[0]
            raise GraphRefusedError(len(verdict.findings), f"{first.place}: {first.message.en}")
        named = read_release_name(name)
        made = make_release(snapshot, folder, named, dated.day, place, previous, stage)
    reason = dated.reason.in_language(told)
    say(DATED.with_values(day=dated.day.isoformat(), reason=reason).in_language(told))
    print(f"{place}: release {made.name} of {made.day}, version {made.version}")


def verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A release.")],
    report: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to write the faults.")
    ] = "text",
    language: LanguageOption = None,
) -> None:
    """Check a release: sums, files, version, that every format has the same graph, that metadata agree.

    Exit code 0 where nothing is wrong, 1 where something is, 2 where the folder is no release.

    * `pcvegraph verify releases/2026.12`
    * `pcvegraph verify releases/2026.12 --format json`
    """
    told = language_of(language)
    with progress() as stage:
        checked, faults = verify_folder(folder, Settings.from_environment(), stage)
    if report == "json":
        listed = [{"file": f.file, "message": f.message._asdict()} for f in faults]
        print(
            json.dumps({"release": checked.name if checked else None, "faults": listed}, indent=1)
        )
    else:
        for fault in faults:
            print(f"{fault.file}: {fault.message.in_language(told)}")
    if faults or checked is None:
        raise typer.Exit(1)
    if report == "text":
        values = {"folder": str(folder), "name": checked.name, "day": checked.day.isoformat()}
        words = NOTHING_WRONG.with_values(version=checked.version[:SHORT], **values)
        print(words.in_language(told))
