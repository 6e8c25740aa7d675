"""Fixtures. Choose the smallest that shows the fact:

tiny      a small root in a temporary folder, written from scratch: the real ontology, three entities
root      a copy of the whole real root that a test may change
snapshot  the real graph, built once (do not change it)
server    the address of a real service over the real graph, started once
made      two releases of the tiny root with a table or two, made once (do not change them)
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import hypothesis
import pytest

from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings

pytest_plugins = ["browsing", "made_releases"]

# No deadline: machines are shared. What lands is judged on the same examples each time; elsewhere
# they are new ones.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

REPOSITORY = Path(__file__).parents[1]
TINY = Path(__file__).parent / "tiny"
START_SECONDS = 120


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["PCVEGRAPH_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    # Messages are English unless a test says otherwise.
    os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture(scope="session")
def real_root() -> Root:
    return find_root(REPOSITORY)


@pytest.fixture(scope="session")
def snapshot(real_root: Root) -> Snapshot:
    return load_snapshot(real_root, Settings())


@pytest.fixture(scope="session")
def engine(snapshot: Snapshot) -> Evaluator:
    return Evaluator(snapshot)


@pytest.fixture
def tiny(tmp_path: Path) -> Root:
    """A small root that passes every check: two states, a working group, a source, a concept."""
    shutil.copytree(REPOSITORY / "ontology", tmp_path / "root/ontology")
    shutil.copytree(TINY, tmp_path / "root", dirs_exist_ok=True)
    (tmp_path / "root/queries").mkdir(exist_ok=True)
    return find_root(tmp_path / "root")


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A copy of the real root."""
    for part in ("ontology", "data", "queries"):
        shutil.copytree(REPOSITORY / part, tmp_path / "root" / part)
    return find_root(tmp_path / "root")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serving(REPOSITORY) as address:
        yield address


class serving:  # noqa: N801 - reads as what it does: `with serving(root) as address`
    """Runs `pcvegraph serve` on a free port of this machine; `log` holds what it said on stderr."""

    def __init__(self, root: Path, *options: str, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.options = ("--root", str(root), "--port", str(self.port), *options)
        self.environment = os.environ | environment
        self.log = ""

    def __enter__(self) -> str:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pcvegraph", "serve", *self.options],
            env=self.environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        address = f"http://127.0.0.1:{self.port}"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{address}/healthz")
            except httpx.ConnectError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
            else:
                return address
        self.__exit__()
        pytest.fail(f"the service did not start: {self.log}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        _, self.log = self.process.communicate(timeout=START_SECONDS)
