"""What would be wrong after a change, before anything of it is written."""

from __future__ import annotations

from typing import NamedTuple

from pcvegraph.checking import check_laid_over
from pcvegraph.checking.verdicts import Progress
from pcvegraph.curating.edits import Changes
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

LEFT_TO_DO = ("orphan", "source-unused", "person-without-role")
"""Findings of things that were added and of which the rest is still to be said."""


class Judgement(NamedTuple):
    """What a change would make wrong, and what it would leave to be done."""

    faults: list[Finding]
    to_do: list[Finding]


def judge(root: Root, changes: Changes, settings: Settings, progress: Progress) -> Judgement:
    """Return what would be wrong with the files of `root` more than is now, after `changes`."""
    data = {path: content for path, content in changes.items() if path.startswith(DATA)}
    found = check_laid_over(root, data, settings, progress).findings
    return Judgement(
        [each for each in found if each.name not in LEFT_TO_DO],
        [each for each in found if each.name in LEFT_TO_DO],
    )
