"""How every command that changes the data ends: the change is judged, written whole, and told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.checking.reports import as_text
from pcvegraph.cli.messages import complain, progress, say
from pcvegraph.curating.committing import finish_interrupted, write_all
from pcvegraph.curating.edits import Changes
from pcvegraph.curating.judging import Judgement, judge
from pcvegraph.curating.present import Present
from pcvegraph.errors import CurationError, PcvegraphError
from pcvegraph.graph.root import find_root
from pcvegraph.languages import Bilingual, Language
from pcvegraph.settings import Settings

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Print what would be written, and write nothing.")
]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Write although it may be there already or has findings.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")]

FINISHED = Bilingual(
    "A change that had been interrupted was finished first.",
    "Une modification interrompue a d'abord été terminée.",
)
REFUSED = Bilingual(
    "Nothing was written: the change would make these findings. Add --anyway to write it all the same.",
    "Rien n'a été écrit\u00a0: la modification produirait ces anomalies. Ajoutez --anyway pour écrire "
    "quand même.",
)
TO_DO = Bilingual("Still to do:", "Reste à faire\u00a0:")
WRITTEN_ANYWAY = Bilingual("Written with these findings:", "Écrit avec ces anomalies\u00a0:")


@dataclass(frozen=True)
class Manner:
    """How a change is carried out: the options that all these commands share."""

    language: Language
    dry_run: bool = False
    anyway: bool = False
    as_json: bool = False


@contextmanager
def told_in(language: Language) -> Iterator[None]:
    """Tell in `language` why a change cannot be made; exit 1 where the answer is no, 2 for wrong use."""
    try:
        yield
    except CurationError as error:
        words = error.words.in_language(language)
        complain(PcvegraphError(words, error.remedies.in_language(language)))
        raise typer.Exit(1 if error.is_no else 2) from None


def read_present(root: Path | None, language: Language) -> Present:
    """Return what stands in a root, after a change that was interrupted is finished."""
    folder = find_root(root)
    if finish_interrupted(folder):
        say(FINISHED.in_language(language))
    return Present(folder, Settings.from_environment())


def carry_out(present: Present, changes: Changes, iris: Sequence[str], manner: Manner) -> None:
    """Write `changes` where they pass, and print the paths; exit 1 where they do not pass."""
    if manner.dry_run:
        sys.stdout.write(_shown(present, changes))
        return
    with progress() as stage:
        judgement = judge(present.root, changes, present.settings, stage)
    if judgement.faults and not manner.anyway:
        sys.stdout.write(as_text(judgement.faults, manner.language))
        say(REFUSED.in_language(manner.language))
        raise typer.Exit(1)
    write_all(present.root, changes, present.contents)
    _tell(judgement, manner.language)
    if manner.as_json:
        print(json.dumps(_as_json(changes, iris, judgement), ensure_ascii=False, indent=2))
    else:
        print("\n".join(changes))


def _tell(judgement: Judgement, language: Language) -> None:
    for heading, findings in ((WRITTEN_ANYWAY, judgement.faults), (TO_DO, judgement.to_do)):
        if findings:
            say(heading.in_language(language))
            say(as_text(findings, language).rstrip("\n"))


def _as_json(changes: Changes, iris: Sequence[str], judgement: Judgement) -> dict[str, object]:
    return {
        "written": [path for path, content in changes.items() if content is not None],
        "removed": [path for path, content in changes.items() if content is None],
        "iris": list(iris),
        "findings": [each.name for each in (*judgement.faults, *judgement.to_do)],
    }


def _shown(present: Present, changes: Changes) -> str:
    """Return new files as they would be, and of others the lines that would change."""
    parts = []
    for path, content in changes.items():
        before = present.contents.get(path, b"").decode().splitlines(keepends=True)
        after = (content or b"").decode().splitlines(keepends=True)
        if before:
            parts.append(
                "".join(unified_diff(before, after, path, path if content else "/dev/null"))
            )
        else:
            parts.append(f"# {path}\n{''.join(after)}")
    return "\n".join(parts)
