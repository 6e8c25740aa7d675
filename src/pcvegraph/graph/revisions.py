"""The files of a root as they were at a git revision, without checking it out.

git is asked for the list of files and then for all their contents at once. Nothing is written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

from pcvegraph.errors import RevisionError
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.reading import (
    DATA,
    ONTOLOGY,
    find_fault_of_bytes,
    not_a_file,
    read_bytes,
    too_large,
)
from pcvegraph.graph.root import QUERIES, Root
from pcvegraph.settings import Settings

FILE_MODES = ("100644", "100755")
NO_GIT = "Install git (https://git-scm.com), or put it in the search path for commands."
NO_REPOSITORY = "Name with --root a folder of a git repository."
SHALLOW = (
    "This clone is shallow: it lacks older commits. `git fetch --unshallow` brings them (on GitHub "
    "Actions: fetch-depth: 0)."
)
NO_REVISION = (
    "Name a commit, a branch or a tag: HEAD, HEAD~1, origin/main. `git log` lists commits."
)

MISSING = "The clone is partial or damaged: `git fsck` and `git fetch` tell and bring what lacks."


class Files(NamedTuple):
    """The files of a root: what the graph is made of and the query library, by path from the root.

    `findings` say which of them could not be read.
    """

    contents: dict[str, bytes]
    queries: dict[str, bytes]
    findings: list[Finding]


class _Entry(NamedTuple):
    """A file of a revision: its mode, the name of its content, its path from the root."""

    mode: str
    content: str
    path: str


def read_working_tree(root: Root, settings: Settings) -> Files:
    """Return the files of `root` as they are now."""
    contents, findings = read_bytes(root, settings)
    queries = {root.name(path): path.read_bytes() for path in root.query_files()}
    return Files(contents, queries, findings)


def read_revision(root: Root, revision: str, settings: Settings) -> Files:
    """Return the files of `root` as they were at the git revision `revision`.

    Raises:
        RevisionError: git is not installed, the root is in no repository, there is no such revision,
            or the root is not in it.
    """
    entries = list(_entries(root, _find_commit(root, revision)))
    if not any(entry.path.startswith(ONTOLOGY) for entry in entries):
        raise RevisionError(
            f"At the revision {revision} there is no ontology/ in {root.path}.", NO_REVISION
        )
    findings = [not_a_file(entry.path) for entry in entries if entry.mode not in FILE_MODES]
    regular = [entry for entry in entries if entry.mode in FILE_MODES]
    files = Files({}, {}, findings)
    for entry, content in zip(regular, _contents(root, regular), strict=True):
        _sort_in(files, entry.path, content, settings)
    return files


def _sort_in(files: Files, path: str, content: bytes, settings: Settings) -> None:
    """Put a file where it belongs among `files`, or say what is wrong with it."""
    if path.startswith(QUERIES):
        files.queries[path] = content
    elif len(content) > settings.file_size_limit_bytes:
        files.findings.append(too_large(path))
    elif fault := find_fault_of_bytes(path, content):
        files.findings.append(fault)
    else:
        files.contents[path] = content


def _find_commit(root: Root, revision: str) -> str:
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise RevisionError(f"{root.path.absolute()} is in no git repository.", NO_REPOSITORY)
    found = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
    )
    if found.returncode:
        is_shallow = _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        raise RevisionError(
            f"There is no revision “{revision[:200]}” in this repository.",
            SHALLOW if is_shallow else NO_REVISION,
        )
    return found.stdout.decode().strip()


def _entries(root: Root, commit: str) -> Iterator[_Entry]:
    """Yield the files of the root in a commit, sorted as git has them; paths begin at the root."""
    listed = _told(root, "ls-tree", "-r", "-z", commit, "--", DATA, ONTOLOGY, QUERIES)
    for line in filter(None, listed.split(b"\0")):
        about, _, path = os.fsdecode(line).partition("\t")
        mode, _, content = about.split(" ")
        if _is_of_root(path):
            yield _Entry(mode, content, path)


def _is_of_root(path: str) -> bool:
    """Return whether `Root.files` or `Root.query_files` would yield a file at `path`."""
    endings = {DATA: (".ttl",), ONTOLOGY: (".ttl", ".rq"), QUERIES: (".rq",)}
    return any(path.startswith(part) and path.endswith(end) for part, end in endings.items())


def _contents(root: Root, entries: list[_Entry]) -> Iterator[bytes]:
    """Yield the contents of files, in their order."""
    wanted = "".join(f"{entry.content}\n" for entry in entries).encode()
    told = memoryview(_told(root, "cat-file", "--batch", given=wanted))
    place = 0
    for _ in entries:
        # Each begins with a line of name, type and size, and ends with a line feed.
        end = bytes(told[place : place + 200]).index(b"\n") + place
        size = _size(bytes(told[place:end]))
        yield bytes(told[end + 1 : end + 1 + size])
        place = end + 1 + size + 1


def _size(line: bytes) -> int:
    _, _, size = line.rpartition(b" ")
    if not size.isdigit():
        raise RevisionError("git lacks files of the revision.", MISSING)
    return int(size)


def _told(root: Root, *words: str, given: bytes = b"") -> bytes:
    done = _git(root, *words, given=given)
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise RevisionError(f"git could not read the revision: {message}", NO_REVISION)
    return done.stdout


def _git(root: Root, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - the words are ours, and a revision after --end-of-options
            ["git", "-C", str(root.path), *words],  # noqa: S607 - the git that the person uses
            input=given,
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed: no revision can be read.", NO_GIT) from None
