"""The verdict on a root, and its cache: the same files and the same software give the same verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from pcvegraph.checking.faults import find_faults
from pcvegraph.checking.passed import find_changed, find_touched, keep_passed
from pcvegraph.checking.places import Places
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.keeping import Kept
from pcvegraph.graph.opening import find_snapshot, finish_snapshot, keep_snapshot
from pcvegraph.graph.reading import load_files, read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot, build_snapshot
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings

Progress = Callable[[str], None]
VERDICT = "verdict.json"


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
    kept = Kept(contents, settings)
    known = _find_verdict(kept, len(contents)) if not unreadable else None
    if known:
        return known
    verdict, snapshot = _examine(kept, unreadable, progress)
    if snapshot:
        keep_snapshot(snapshot, contents, kept)
    return verdict


def check_laid_over(
    root: Root,
    laid_over: Mapping[str, bytes | None],
    settings: Settings,
    progress: Progress = lambda _: None,
) -> Verdict:
    """Return what would be wrong with the files of `root` more than is now, were `laid_over` among them.

    `laid_over` has by path the content of files that are new, or stand for those of `root`; None for
    a file that is to go. Nothing is written.
    """
    now = check(root, settings, progress)
    contents, unreadable = read_bytes(root, settings)
    contents |= {path: content for path, content in laid_over.items() if content is not None}
    for path in laid_over.keys() & contents.keys():
        if laid_over[path] is None:
            del contents[path]
    # Evidence without its words hides nothing of what else is to be done.
    bearable = ("blank-node",)
    kept = Kept(contents, settings)
    findings, _ = _findings(kept, progress, bearable=bearable)
    if not unreadable and not any(found.name in bearable for found in findings):
        _keep_verdict(kept, tuple(sorted(set(findings))))
    told = {(found.path, found.line) for found in findings if found.name in bearable}
    findings = [f for f in findings if f.name in bearable or (f.path, f.line) not in told]
    findings += unreadable
    # What is wrong now is the same fault although a line above it is new.
    known = {(found.path, found.name, found.message) for found in now.findings}
    news = {found for found in findings if (found.path, found.name, found.message) not in known}
    return Verdict(tuple(sorted(news)), len(laid_over))


def checked_snapshot(
    root: Root, settings: Settings, progress: Progress = lambda _: None
) -> tuple[Verdict, Snapshot | None]:
    """Return the verdict and the snapshot of `root`; no snapshot where something is wrong."""
    contents, unreadable = read_bytes(root, settings)
    kept = Kept(contents, settings)
    known = _find_verdict(kept, len(contents)) if not unreadable else None
    if known and not known.is_clean:
        return known, None
    if known:
        progress("Building the graph")
        return known, find_snapshot(kept) or _build_again(contents, kept)
    verdict, snapshot = _examine(kept, unreadable, progress)
    return verdict, finish_snapshot(snapshot, contents, kept) if snapshot else None


def _examine(
    kept: Kept, unreadable: list[Finding], progress: Progress
) -> tuple[Verdict, Snapshot | None]:
    """Return the verdict on files, and their snapshot where nothing is wrong; it is not complete."""
    found, snapshot = _findings(kept, progress, judged=not unreadable)
    findings = [*unreadable, *found]
    verdict = Verdict(tuple(sorted(set(findings))), len(kept.contents) + len(unreadable))
    if not unreadable:
        _keep_verdict(kept, verdict.findings)
    return verdict, snapshot if verdict.is_clean else None


def _findings(
    kept: Kept,
    progress: Progress,
    *,
    judged: bool = True,
    bearable: Collection[str] = (),
) -> tuple[list[Finding], Snapshot | None]:
    """Return the findings of the files, and their snapshot where all of them load.

    They are judged although there are `bearable` findings.
    """
    progress("Reading the files")
    contents = kept.contents
    store, findings = load_files(contents)
    # A file that does not load would make all that points at it look wrong too.
    if not judged or any(finding.name not in bearable for finding in findings):
        return findings, None
    progress("Inferring")
    snapshot = build_snapshot(store, contents)
    return [*findings, *_judge(snapshot, kept, progress)], snapshot


def _build_again(contents: Mapping[str, bytes], kept: Kept) -> Snapshot:
    store, _ = load_files(contents)
    return finish_snapshot(build_snapshot(store, contents), contents, kept)


def _judge(snapshot: Snapshot, kept: Kept, progress: Progress) -> Iterator[Finding]:
    places = Places(snapshot.store, kept.contents)
    progress("Checking the shapes")
    violations = _violations(snapshot, kept, places)
    if not violations:
        keep_passed(kept)
    yield from violations
    progress("Running the checks")
    yield from find_faults(snapshot, kept.contents, places)


def _violations(snapshot: Snapshot, kept: Kept, places: Places) -> list[Finding]:
    """Return the findings of the shapes: where other files passed them, of what differs from those."""
    changed = find_changed(kept)
    touched = find_touched(snapshot, *changed) if changed else None
    if touched is not None and not touched:
        return []
    from pcvegraph.checking.shapes import find_violations  # noqa: PLC0415 - pyshacl: 0.3 s

    return list(find_violations(snapshot, kept.contents, places, touched))


def _keep_verdict(kept: Kept, findings: tuple[Finding, ...]) -> None:
    kept.keep(VERDICT, json.dumps(findings).encode())


def _find_verdict(kept: Kept, files: int) -> Verdict | None:
    found = kept.find(VERDICT)
    if found is None:
        return None
    findings = tuple(
        Finding(path, line, column, name, Bilingual(*message), Bilingual(*remedy))
        for path, line, column, name, message, remedy in json.loads(found)
    )
    return Verdict(findings, files, cached=True)
