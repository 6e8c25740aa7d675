"""What the page of clients shows works as it stands: every block of it is run against a real service.

Its console blocks are run with those of all pages, in tests/docs.
"""

from __future__ import annotations

import doctest
import re
import subprocess
from pathlib import Path

import httpx
import pytest

from conftest import REPOSITORY, serving
from console import SERVED, blocks
from pcvegraph.graph.root import Root

PAGE = (REPOSITORY / "docs/clients.md").read_text()
OTHER = "http://127.0.0.1:9000"
SESSIONS = blocks(PAGE, "pycon")
SHELL = blocks(PAGE, "sh")
INSTALL_SECONDS = 600


def _first_import(session: str) -> str:
    return session.splitlines()[0].removeprefix(">>> ")


@pytest.mark.parametrize("session", SESSIONS, ids=_first_import)
def test_python_shows_what_the_page_shows(session: str, server: str):
    text = session.replace(SERVED, server)
    test = doctest.DocTestParser().get_doctest(text, {}, "clients.md", "docs/clients.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted > 1
    assert result.failed == 0, "".join(told)


def test_the_page_leaves_no_block_out():
    kinds = re.findall(r"^```(\w+)$", PAGE, re.MULTILINE)
    assert kinds.count("sh") == kinds.count("text") == 2
    assert set(kinds) == {"console", "pycon", "sh", "text"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/graph> { ?s ?p ?o }",
    ],
)
def test_the_service_asks_no_other_and_says_how_to(server: str, query: str):
    answer = httpx.get(f"{server}/sparql", params={"query": query})
    assert answer.status_code == 400
    for client in ("Comunica", "rdflib"):
        assert client in answer.json()["remedy"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the page's first line for Comunica was run."""
    folder = tmp_path_factory.mktemp("comunica")
    _run(SHELL[0].splitlines()[0], folder)
    return folder


@pytest.mark.peers
def test_comunica_finds_the_endpoint_by_itself(installed: Path, server: str):
    _, _, ask = SHELL[0].partition("\n")
    assert _run(ask.replace(SERVED, server), installed) == blocks(PAGE, "text")[0]


@pytest.mark.peers
def test_comunica_asks_two_services_at_once(installed: Path, server: str, tiny: Root):
    with serving(tiny.path) as other:
        ask = SHELL[1].replace(SERVED, server).replace(OTHER, other)
        assert _run(ask, installed) == blocks(PAGE, "text")[1]


def _run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=INSTALL_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\r\n", "\n")
