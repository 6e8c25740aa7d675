"""The README's commands run, and print what it says. A line `...` stands for any lines."""

from __future__ import annotations

import doctest
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text()
SERVED = "http://127.0.0.1:8000"
INSTALL_SECONDS = 600


def blocks(kind: str) -> list[str]:
    """Return the code blocks of the README that are marked as `kind`."""
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, str]]:
    """Yield each command of the console blocks with the output it shows."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            end = lines.index("END\n") + 1 if "<<'END'" in lines[0] else 1
            yield "".join(lines[:end]), "".join(lines[end:])


def matches(shown: str, printed: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == "...\n" else re.escape(line)
        for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize(
    ("command", "shown"),
    list(commands()),
    ids=lambda text: text.splitlines()[0][:60] if text else "",
)
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, server: str):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command.replace(SERVED, server)],
        cwd=REPOSITORY,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.replace("\r\n", "\n")
    assert matches(shown, printed), printed
    assert printed or command.startswith("pcvegraph check")


def test_the_python_lines_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(REPOSITORY)
    (block,) = blocks("pycon")
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted == 4
    assert result.failed == 0, "".join(told)


def test_every_link_of_the_readme_leads_to_a_file():
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_there_are_two_commands_and_ci_runs_the_second_as_it_stands():
    serve, test = [block.strip() for block in blocks("sh")]
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
        ["bash", "-c", blocks("sh")[0].strip()], cwd=clone, env=bare | kept, start_new_session=True
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
