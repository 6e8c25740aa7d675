"""The files of a git revision: what a checkout would have, read without one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pcvegraph.errors import RevisionError
from pcvegraph.graph.revisions import read_revision, read_working_tree
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

GROUP = "data/ttl/forums/river-group.ttl"


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody without settings of their own."""
    identity = {
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *words],
        env=os.environ | identity | {"GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit(folder: Path, message: str = "a change") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)


@pytest.fixture
def kept(tiny: Root) -> Root:
    """The small root in a repository of its own, committed."""
    git(tiny.path, "init", "--quiet")
    commit(tiny.path)
    return tiny


def test_a_revision_has_the_files_of_the_root_as_they_were(kept: Root):
    before = read_working_tree(kept, Settings())
    (kept.path / GROUP).write_text("# changed\n")
    (kept.data / "actors/new.ttl").write_text("# new, and not even added\n")
    assert read_revision(kept, "HEAD", Settings()) == before
    now = read_working_tree(kept, Settings())
    assert now.contents[GROUP] == b"# changed\n"
    assert "data/ttl/actors/new.ttl" in now.contents
    assert set(before.queries) == {"queries/who-co-chairs.rq"}


def test_a_root_may_lie_below_the_top_of_its_repository(tiny: Root):
    git(tiny.path.parent, "init", "--quiet")
    commit(tiny.path.parent)
    assert read_revision(tiny, "HEAD", Settings()) == read_working_tree(tiny, Settings())


def test_every_name_of_a_commit_will_do(kept: Root):
    git(kept.path, "tag", "-a", "-m", "first", "v1")
    files = read_revision(kept, "HEAD", Settings())
    (kept.path / GROUP).write_text("# changed\n")
    commit(kept.path)
    for name in ("HEAD~1", "v1", git(kept.path, "rev-parse", "v1^{commit}").strip()[:10]):
        assert read_revision(kept, name, Settings()) == files
    assert read_revision(kept, "main", Settings()).contents[GROUP] == b"# changed\n"


@pytest.mark.parametrize("name", ["nope", "", "--all", "-h", "HEAD~5", "HEAD:data", "a b", "x\ny"])
def test_a_revision_that_is_not_there_is_named(name: str, kept: Root):
    with pytest.raises(RevisionError, match="There is no revision") as raised:
        read_revision(kept, name, Settings())
    assert "git log" in raised.value.remedy


def test_a_shallow_clone_is_told_apart(kept: Root, tmp_path: Path):
    commit(kept.path, "a second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", kept.path.as_uri(), "shallow")
    shallow = Root(tmp_path / "shallow")
    assert read_revision(shallow, "HEAD", Settings()).contents
    with pytest.raises(RevisionError) as raised:
        read_revision(shallow, "HEAD~1", Settings())
    assert "fetch --unshallow" in raised.value.remedy


def test_a_folder_in_no_repository_and_a_machine_without_git_are_told(
    tiny: Root, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny.path.parents[1]))
    with pytest.raises(RevisionError, match="in no git repository"):
        read_revision(tiny, "HEAD", Settings())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is not installed"):
        read_revision(tiny, "HEAD", Settings())


def test_a_revision_before_there_was_a_root_is_told(kept: Root):
    git(kept.path, "checkout", "--quiet", "--orphan", "empty")
    git(kept.path, "rm", "-r", "--quiet", "--cached", ".")
    git(kept.path, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    with pytest.raises(RevisionError, match="there is no ontology/"):
        read_revision(kept, "HEAD", Settings())


def test_bytes_that_are_no_clean_text_are_findings_by_file_and_line(kept: Root):
    (kept.path / GROUP).write_bytes(b"# fine\n# \xff\n")
    (kept.data / "actors/linked.ttl").symlink_to("northland.ttl")
    (kept.data / "actors/long.ttl").write_text("#" * 200)
    commit(kept.path)
    files = read_revision(kept, "HEAD", Settings(file_size_limit_bytes=100_000))
    assert sorted((f.path, f.line, f.name) for f in files.findings) == [
        ("data/ttl/actors/linked.ttl", 0, "not-a-file"),
        (GROUP, 2, "not-utf-8"),
    ]
    small = read_revision(kept, "HEAD", Settings(file_size_limit_bytes=150))
    assert "file-too-large" in {finding.name for finding in small.findings}


def test_names_and_contents_that_are_odd_come_through(kept: Root):
    odd = {
        "data/ttl/actors/a b\n\t“c”.ttl": b"# odd\n",
        "data/ttl/actors/empty.ttl": b"",
        "data/ttl/actors/no-end.ttl": b"# no line feed",
    }
    for path, content in odd.items():
        (kept.path / path).write_bytes(content)
    commit(kept.path)
    files = read_revision(kept, "HEAD", Settings())
    assert {path: files.contents[path] for path in odd} == odd
