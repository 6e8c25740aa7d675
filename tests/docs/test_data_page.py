"""What the page of files shows works as it stands, against a real service."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from conftest import REPOSITORY
from console import SERVED, blocks

PAGE = (REPOSITORY / "docs/data.md").read_text()
PANDAS, DUCKDB = blocks(PAGE, "pycon")
PRINTED_BY_R, PRINTED_BY_JQ = blocks(PAGE, "text")


def examine(session: str) -> None:
    test = doctest.DocTestParser().get_doctest(session, {}, "data.md", "docs/data.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted > 1
    assert result.failed == 0, "".join(told)


def test_pandas_joins_two_tables(server: str):
    examine(PANDAS.replace(SERVED, server))


def test_duckdb_reads_the_folder(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    (tmp_path / "release").mkdir()
    for name in ("entities.csv", "relations.csv"):
        answer = httpx.get(f"{server}/data/{name}", timeout=60)
        (tmp_path / "release" / name).write_bytes(answer.content)
    monkeypatch.chdir(tmp_path)
    examine(DUCKDB)


def printed(command: list[str]) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_r_reads_a_table(server: str):
    (block,) = blocks(PAGE, "r")
    assert printed(["Rscript", "-e", block.replace(SERVED, server)]) == PRINTED_BY_R


def test_jq_reads_the_package_and_the_lines(server: str):
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    (block,) = blocks(PAGE, "sh")
    assert printed(["bash", "-c", block.replace(SERVED, server)]) == PRINTED_BY_JQ


def test_the_page_leaves_no_block_out():
    kinds = re.findall(r"^```(\w+)$", PAGE, re.MULTILINE)
    assert sorted(kinds) == ["pycon", "pycon", "r", "sh", "text", "text"]
