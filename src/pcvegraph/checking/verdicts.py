"""The verdict on a root, and its cache: the same files and the same software give the same verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pcvegraph import __version__
from pcvegraph.checking.faults import find_faults
from pcvegraph.checking.places import Places
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.opening import rules_in
from pcvegraph.graph.reading import load_files, read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot, build_snapshot
from pcvegraph.graph.writing import write_whole
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Verdict:
    """What `check` found: sorted findings, how many files it read, whether it knew already."""

    findings: tuple[Finding, ...]
    files: int
    cached: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(root: Root, settings: Settings, progress: Progress = lambda _: None) -> Verdict:
    """Return the verdict on the files of `root`; at once where the same files were judged before."""
    contents, unreadable = read_bytes(root, settings)
    known = _find_verdict(contents, settings) if not unreadable else None
    if known:
        return known
    return _examine(contents, unreadable, settings, progress)[0]


def checked_snapshot(
    root: Root, settings: Settings, progress: Progress = lambda _: None
) -> tuple[Verdict, Snapshot | None]:
    """Return the verdict and the snapshot of `root`; no snapshot where something is wrong."""
    contents, unreadable = read_bytes(root, settings)
    known = _find_verdict(contents, settings) if not unreadable else None
    if known and not known.is_clean:
        return known, None
    if known:
        progress("Building the graph")
        return known, build_snapshot(load_files(contents)[0], rules_in(contents))
    return _examine(contents, unreadable, settings, progress)


def _examine(
    contents: dict[str, bytes], unreadable: list[Finding], settings: Settings, progress: Progress
) -> tuple[Verdict, Snapshot | None]:
    progress("Reading the files")
    store, findings = load_files(contents)
    findings += unreadable
    snapshot = None
    # A file that does not load would make all that points at it look wrong too.
    if not findings:
        progress("Inferring")
        snapshot = build_snapshot(store, rules_in(contents))
        findings += _judge(snapshot, contents, progress)
    verdict = Verdict(tuple(sorted(set(findings))), len(contents) + len(unreadable))
    if not unreadable:
        _keep(verdict, contents, settings)
    return verdict, snapshot if verdict.is_clean else None


def _judge(
    snapshot: Snapshot, contents: Mapping[str, bytes], progress: Progress
) -> Iterator[Finding]:
    from pcvegraph.checking.shapes import find_violations  # noqa: PLC0415 - pyshacl: 0.3 s

    places = Places(snapshot.store, contents)
    progress("Checking the shapes")
    yield from find_violations(snapshot, contents, places)
    progress("Running the checks")
    yield from find_faults(snapshot, contents, places)


def _find_verdict(contents: Mapping[str, bytes], settings: Settings) -> Verdict | None:
    try:
        kept = json.loads(_place(contents, settings).read_bytes())
        findings = tuple(
            Finding(path, line, column, name, Bilingual(*message), Bilingual(*remedy))
            for path, line, column, name, message, remedy in kept
        )
    except (OSError, ValueError, TypeError):
        return None
    return Verdict(findings, len(contents), cached=True)


def _keep(verdict: Verdict, contents: Mapping[str, bytes], settings: Settings) -> None:
    place = _place(contents, settings)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, json.dumps(verdict.findings).encode())
    except OSError:
        # A cache that cannot be written costs time, not truth.
        return


def _place(contents: Mapping[str, bytes], settings: Settings) -> Path:
    return settings.cache_folder() / "verdicts" / f"{_fingerprint(contents)}.json"


def _fingerprint(contents: Mapping[str, bytes]) -> str:
    """Return one hash of the files and of the software that judges them."""
    digest = sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for module in sorted(package.rglob("*.py")):
        digest.update(module.read_bytes())
    for path, content in sorted(contents.items()):
        digest.update(f"\n{path}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
