"""The README's commands run, and print what it says."""

from __future__ import annotations

import doctest
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from conftest import REPOSITORY
from console import Shown, assert_prints, blocks, commands, name_of

README = (REPOSITORY / "README.md").read_text()
INSTALL_SECONDS = 600


@pytest.mark.parametrize("shown", list(commands(README)), ids=name_of)
def test_a_command_prints_what_the_readme_shows(shown: Shown, server: str):
    assert_prints(shown, server)


def test_the_python_lines_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(REPOSITORY)
    (block,) = blocks(README, "pycon")
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted == 3
    assert result.failed == 0, "".join(told)


def test_every_link_of_the_readme_leads_to_a_file():
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_there_are_two_commands_and_ci_runs_the_second_as_it_stands():
    serve, test = [block.strip() for block in blocks(README, "sh")]
    assert "\n" not in serve + test
    assert serve.endswith("pcvegraph serve")
    assert test in (REPOSITORY / ".ci/run").read_text().splitlines()


@pytest.mark.peers
def test_the_first_command_serves_from_a_fresh_clone(tmp_path: Path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", REPOSITORY, clone], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PCVEGRAPH_PORT": str(port)}
    kept = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_", "http", "HTTP"))}
    process = subprocess.Popen(
        ["bash", "-c", blocks(README, "sh")[0].strip()],
        cwd=clone,
        env=bare | kept,
        start_new_session=True,
    )
    try:
        answer = _asked(f"http://127.0.0.1:{port}", process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
    assert "id/algeria" in answer
    assert "id/canada" in answer


def _asked(address: str, process: subprocess.Popen[bytes]) -> str:
    query = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
      PREFIX id: <https://w3id.org/pcvegraph/id/>
      SELECT ?who { ?who pcve:coChairs id:gctf-west-africa-capacity-building-working-group }"""
    deadline = time.monotonic() + INSTALL_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return httpx.get(f"{address}/sparql", params={"query": query, "format": "csv"}).text
        except httpx.ConnectError:
            time.sleep(0.5)
    raise AssertionError(f"the README's first command did not serve (exit {process.poll()})")
