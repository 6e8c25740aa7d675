"""The servers that are compared, each a process of its own on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from load.material import Material

START_SECONDS = 600
ENDING_SECONDS = 10
PLACE = "\t"
"""Stands in a query where wrk puts a number that it never puts again."""
LONG = 4000
"""A longer address is sent as a form: the Oxigraph server takes 8 kB of headers."""
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


class ServerError(Exception):
    """A server cannot be started, or does not answer as it should."""


class Server(ABC):
    """A server with the material in it: `with server: …` runs it."""

    name: ClassVar[str]
    path: ClassVar[str]  # of the SPARQL endpoint

    def __init__(self, material: Material, log: Path) -> None:
        self.material = material
        self.log = log
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that starts it at `port`; raises ServerError where it is missing."""

    def environment(self) -> Mapping[str, str]:
        """Return the environment it runs in."""
        return os.environ

    def load(self) -> None:  # noqa: B027 - most begin with the graph in them
        """Bring the graph into a server that answers."""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that was started; raises ServerError where none runs."""
        if self._process is None:
            raise ServerError(f"{self.name} does not run.")
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers from the graph; raises ServerError."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a command of ours
                self.command(),
                stdout=log,
                stderr=log,
                env=self.environment(),
                start_new_session=True,
            )
        self._wait_until_it_answers()
        self.load()

    def stop(self) -> None:
        """End it and all that it started."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING_SECONDS)
        # It leads a session of its own: what it left behind goes too.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def restart(self) -> None:
        """Stop it, whatever it is busy with, and start it again."""
        self.stop()
        self.start()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def target(self, query: str) -> str:
        """Return path and parameters that ask `query`; a tab stays, for wrk to put a number there."""
        return self.path + "?query=" + quote(query, safe=PLACE)

    def ask(self, query: str, timeout: float = 60) -> bytes:
        """Return the answer to `query`; raises OSError (HTTPError, URLError, TimeoutError)."""
        target, form = self.target(query), None
        if len(target) > LONG:
            target, _, parameters = target.partition("?")
            form = parameters.encode()
        request = Request(self.address + target, data=form, headers={"Accept": ACCEPT})  # noqa: S310
        with urlopen(request, timeout=timeout) as answer:  # noqa: S310 - http on this machine
            body: bytes = answer.read()
        return body

    def _wait_until_it_answers(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self.ask("ASK {}")
            except HTTPError as error:
                raise ServerError(f"{self.name} answers `ASK {{}}` with {error.code}.") from None
            except (URLError, OSError):
                time.sleep(0.05)
            else:
                return
        end = self.log.read_text(errors="replace")[-1000:]
        raise ServerError(f"{self.name} did not start. The end of its log:\n{end}")


class Pcvegraph(Server):
    """`pcvegraph serve` of this checkout; further settings as PCVEGRAPH_… → value."""

    name = "pcvegraph"
    path = "/sparql"

    def __init__(self, material: Material, log: Path, **settings: object) -> None:
        super().__init__(material, log)
        self.settings = {key: str(value) for key, value in settings.items()}
        self.root = material.root

    def command(self) -> list[str]:
        """Return the command that starts it."""
        serve = [sys.executable, "-m", "pcvegraph", "serve", "--root", str(self.root)]
        return [*serve, "--port", str(self.port)]

    def environment(self) -> Mapping[str, str]:
        """Return the environment with its settings."""
        own = {"PCVEGRAPH_CACHE_DIR": self.material.settings.cache_dir, **self.settings}
        return {**os.environ, **own}


class Oxigraph(Server):
    """The Oxigraph server in memory, from PyPI's `oxigraph`."""

    name = "oxigraph"
    path = "/query"

    def command(self) -> list[str]:
        """Return the command that starts it empty: without --location it is in memory."""
        return [find_command("oxigraph"), "serve", "--bind", f"127.0.0.1:{self.port}"]

    def load(self) -> None:
        """Send it the N-Quads over the Graph Store Protocol."""
        request = Request(  # noqa: S310 - http on this machine
            f"{self.address}/store",
            data=self.material.quads.read_bytes(),
            headers={"Content-Type": "application/n-quads"},
            method="POST",
        )
        with urlopen(request, timeout=START_SECONDS):  # noqa: S310
            pass


class RdflibEndpoint(Server):
    """rdflib-endpoint on rdflib's own store, from PyPI's `rdflib-endpoint` (and `uvicorn`).

    It holds the default graph alone: no question here asks for another, and it is spared half.
    """

    name = "rdflib-endpoint"
    path = "/"

    def command(self) -> list[str]:
        """Return the command that starts it with the file."""
        serve = [find_command("rdflib-endpoint"), "serve", "--host", "127.0.0.1"]
        return [*serve, "--port", str(self.port), str(self.material.triples)]


PEERS: dict[str, type[Server]] = {peer.name: peer for peer in (Oxigraph, RdflibEndpoint)}


def find_command(name: str) -> str:
    """Return the path of a command beside this Python or on PATH; raises ServerError."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    if found := shutil.which(name, path=places):
        return found
    raise ServerError(
        f"`{name}` is not installed. Install it (`pip install {name}`; wrk: `apt-get install wrk`), "
        "put it on PATH, or leave it out with --peers."
    )
