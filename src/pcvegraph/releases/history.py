"""What the releases say that changed: read from their changes.json, less what was removed on request."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pcvegraph.languages import Bilingual
from pcvegraph.releases.loading import is_gone
from pcvegraph.releases.release import Release
from pcvegraph.releases.since import CHANGES_JSON

UNREAD = Bilingual(
    "What changed is not told: the file of changes cannot be read.",
    "Les changements ne sont pas dits\u00a0: leur fichier ne peut être lu.",
)


class Said(NamedTuple):
    """A change in a sentence, and the IRIs of the thing that it is told with and of what changed."""

    sentence: Bilingual
    thing: str
    about: str


@dataclass(frozen=True)
class Told:
    """What changed with a release: in one sentence, and each change."""

    summary: Bilingual
    changes: tuple[Said, ...]

    @property
    def sentences(self) -> tuple[Bilingual, ...]:
        """A sentence for each change."""
        return tuple(change.sentence for change in self.changes)

    def about(self, iris: AbstractSet[str]) -> list[Bilingual]:
        """Return the sentences about these things."""
        return [each.sentence for each in self.changes if iris & {each.thing, each.about}]


def read_changes(release: Release, removals: frozenset[str] = frozenset()) -> Told:
    """Return what changed with `release`; nothing about what was removed on request."""
    return _read(release.folder, removals)


@lru_cache(maxsize=256)
def _read(folder: Path, removals: frozenset[str]) -> Told:
    # A release does not change.
    try:
        said = json.loads((folder / CHANGES_JSON).read_bytes())
        summary = Bilingual(**said["summary"])
        entities = [entity for entity in said["entities"] if not is_gone(_about(entity), removals)]
        changes = [
            Said(Bilingual(**change["sentence"]), _about(entity), str(change.get("about") or ""))
            for entity in entities
            for change in entity["changes"]
            if not is_gone(str(change.get("about", "")), removals)
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Told(UNREAD, ())
    return Told(summary, tuple(changes))


def _about(entity: dict[str, Any]) -> str:
    return str(entity.get("id") or entity.get("iri") or "")
