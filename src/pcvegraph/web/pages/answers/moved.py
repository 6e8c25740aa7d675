"""What became of an answer that was cited: the rows that it lost and gained since, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pcvegraph.errors import PcvegraphError
from pcvegraph.languages import Bilingual
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import read_question
from pcvegraph.releases.history import read_changes
from pcvegraph.releases.release import Release
from pcvegraph.web.archive import Archive
from pcvegraph.web.pages.answers.code import Asking
from pcvegraph.web.pages.answers.steps import Wanted
from pcvegraph.web.visits import Visit

MOST_ROWS = 20
MOST_SENTENCES = 20
IRI = re.compile(r"<([^<>\"]+)>")


class Moved(NamedTuple):
    """How an answer moved since the release that it was cited from.

    Attributes:
        release: its name
        lost, gained: rows, each with its values one after the other; no more than MOST_ROWS
        lost_count, gained_count: how many there are
        sentences: what the releases since then changed of the things in those rows
    """

    release: str
    lost: list[str]
    gained: list[str]
    lost_count: int
    gained_count: int
    sentences: list[Bilingual]


def find_moved(visit: Visit, wanted: Wanted, asking: Asking, body: bytes) -> Moved | None:
    """Return how the answer `body` differs from that of the version that was cited.

    None where that version is not served here, cannot be asked now, or is no table and no graph.
    """
    archive = visit.archive
    release = archive.find(wanted.cited_version) if archive else None
    if archive is None or release is None or asking.kind == "boolean":
        return None
    chosen = find_format("tsv" if asking.kind == "bindings" else "ntriples", asking.kind)
    try:
        question = read_question(asking.query, asking.graphs)
        before = archive.ask(release, question, chosen, visit.client)
    except PcvegraphError:
        return None
    was, now = Counter(before.splitlines()), Counter(body.splitlines())
    lost, gained = _rows(was - now), _rows(now - was)
    iris = {iri for row in (*lost, *gained) for iri in IRI.findall(row)}
    return Moved(
        release.name,
        lost[:MOST_ROWS],
        gained[:MOST_ROWS],
        len(lost),
        len(gained),
        list(_sentences(archive, release, iris))[:MOST_SENTENCES],
    )


def _rows(lines: Counter[bytes]) -> list[str]:
    return sorted(line.decode(errors="replace").replace("\t", " · ") for line in lines.elements())


def _sentences(archive: Archive, cited: Release, iris: set[str]) -> Iterable[Bilingual]:
    """Yield what releases after the one that was cited say of these things, newest first."""
    newer = archive.releases[: archive.releases.index(cited)]
    for release in newer:
        yield from read_changes(release, archive.removals).about(iris)
