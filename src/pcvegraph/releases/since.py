"""What changed since the release before, in words: CHANGES.md, CHANGES.fr.md, changes.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from pcvegraph.changes.change import Changes
from pcvegraph.changes.changes import find_changes
from pcvegraph.changes.writing import as_json, as_markdown, summary
from pcvegraph.graph.removals import read_removals
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.languages import Bilingual, Language
from pcvegraph.releases.contents import Part
from pcvegraph.releases.loading import load_quads, load_release
from pcvegraph.releases.release import SHORT, read_release
from pcvegraph.releases.saying import Particulars

CHANGES_JSON = "changes.json"
NAMES: dict[Language, str] = {"en": "CHANGES.md", "fr": "CHANGES.fr.md"}
TITLE = Bilingual("Changes since the release before", "Changements depuis la version précédente")
HEADING = Bilingual("Changes in {name} ({day})", "Changements de {name} ({day})")
SINCE = Bilingual(
    "Since {previous} (version {version} of the data).",
    "Depuis {previous} (version {version} des données).",
)
FIRST = Bilingual(
    "There is no earlier release to compare with: everything in this one is new.",
    "Il n'y a pas de version antérieure à laquelle comparer\u00a0: tout est nouveau dans celle-ci.",
)
NOTHING = Bilingual("No statement changed.", "Aucun énoncé n'a changé.")


class Since(NamedTuple):
    """What changed since a version of the graph; `name` is that of its release, "" if it is none."""

    name: str
    version: str
    changes: Changes

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return self.name or self.version[:SHORT]


def find_since(previous: Path, snapshot: Snapshot, root: Root) -> Since:
    """Return what changed since `previous`, a release or an N-Quads file.

    Things that were removed on request are in neither, so that no sentence names them.

    Raises:
        NotAReleaseError: it is neither, or does not load.
    """
    if previous.is_file():
        before, name = load_quads(previous.read_bytes(), root, previous), ""
    else:
        release = read_release(previous)
        before, name = load_release(release, read_removals(root)).snapshot, release.name
    return Since(name, before.version, find_changes(before, snapshot))


def change_parts(said: Particulars, since: Since | None) -> list[Part]:
    """Return the three files; without an earlier release they say so."""
    parts = [
        Part(name, TITLE, "text/markdown; charset=utf-8", _markdown(said, since, language))
        for language, name in NAMES.items()
    ]
    return [*parts, Part(CHANGES_JSON, TITLE, "application/json", _json(said, since))]


def _markdown(said: Particulars, since: Since | None, language: Language) -> bytes:
    heading = HEADING.with_values(name=said.name, day=said.day.isoformat()).in_language(language)
    lines = [f"# {heading}", ""]
    if since is None:
        lines.append(FIRST.in_language(language))
    else:
        values = {"previous": since.called, "version": since.version[:SHORT]}
        lines += [SINCE.with_values(**values).in_language(language), ""]
        # The Markdown begins with how many changes there are.
        told = as_markdown(since.changes, language) if since.changes else ""
        lines.append(told.rstrip("\n") or NOTHING.in_language(language))
    return ("\n".join(lines) + "\n").encode()


def _json(said: Particulars, since: Since | None) -> bytes:
    told: dict[str, object] = {"release": said.name, "date": said.day.isoformat()}
    if since is None:
        told |= {"since": None, "summary": FIRST._asdict(), "entities": []}
    else:
        told["since"] = {"release": since.name or None, "version": since.version}
        told["summary"] = _summary(since)._asdict()
        told |= json.loads(as_json(since.changes))
    return json.dumps(told, indent=1, ensure_ascii=False).encode() + b"\n"


def _summary(since: Since) -> Bilingual:
    return summary(since.changes) if since.changes else NOTHING
