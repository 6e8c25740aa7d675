"""OpenRefine itself reconciles a table with the service, extends it, and gives it back.

It runs without a screen on a port of this machine, and is asked over the commands that its own pages
use (https://openrefine.org/docs/technical-reference/openrefine-api).
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

pytestmark = [
    pytest.mark.peers,
    pytest.mark.skipif(
        not (shutil.which("openrefine") and shutil.which("java")),
        reason="openrefine is not installed: apt-get install openrefine openjdk-17-jre-headless",
    ),
]

START_SECONDS = 120
DONE_SECONDS = 120
ALL_ROWS = json.dumps({"facets": [], "mode": "row-based"})
TABLE = """name,land
Sécurité publique Canada,Canada
Global Counterterrorism Forum (GCTF),
"United Nations Office on Drugs & Crime",
RCMP,CA
Hedayah,
Bakers' Guild of Winnipeg,CA
"""


class OpenRefine:
    """OpenRefine on a free port, with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = ["openrefine", "-p", str(port), "-d", str(folder), "-m", "512M"]
        headless = {"JAVA_OPTIONS": "-Drefine.headless=true"}
        self._process = subprocess.Popen(
            [*command, "-x", "refine.headless=true"],
            env=os.environ | headless | {"HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}/command/core", timeout=60)
        self._wait_until(self._answers, START_SECONDS)

    def close(self) -> None:
        """End it; the script has started a process of its own."""
        self._client.close()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def create(self, table: str) -> str:
        """Return the number of a new project with the rows of `table`."""
        answer = self._client.post(
            "/create-project-from-upload",
            params={"csrf_token": self._token()},
            data={
                "project-name": "list",
                "format": "text/line-based/*sv",
                "options": json.dumps({"separator": ",", "encoding": "UTF-8"}),
            },
            files={"project-file": ("list.csv", table.encode(), "text/csv")},
        )
        assert answer.status_code == 302, answer.text
        return parse_qs(urlsplit(answer.headers["Location"]).query)["project"][0]

    def reconcile(self, project: str, service: str, manifest: Any, **further: Any) -> None:
        """Reconcile the column `name`, and wait for it."""
        config = {
            "mode": "standard-service",
            "service": service,
            "identifierSpace": manifest["identifierSpace"],
            "schemaSpace": manifest["schemaSpace"],
            "type": None,
            "autoMatch": True,
            "batchSize": 50,
            "columnDetails": [],
            **further,
        }
        self.command("reconcile", project, columnName="name", config=json.dumps(config))
        self.wait(project)

    def command(self, name: str, project: str, **fields: str) -> Any:
        """Return what a command answers that changes a project."""
        answer = self._client.post(
            f"/{name}",
            params={"project": project},
            data={"csrf_token": self._token(), "engine": ALL_ROWS, **fields},
        )
        answer.raise_for_status()
        told = answer.json()
        assert told["code"] in {"ok", "pending"}, told
        return told

    def wait(self, project: str) -> None:
        """Wait until nothing runs over the project."""

        def is_idle() -> bool:
            told = self._client.get("/get-processes", params={"project": project}).json()
            return not told["processes"]

        self._wait_until(is_idle, DONE_SECONDS)

    def export(self, project: str) -> list[dict[str, str]]:
        """Return the rows of the project as it exports them."""
        answer = self._client.post(
            "/export-rows", params={"project": project}, data={"format": "csv", "engine": ALL_ROWS}
        )
        return list(csv.DictReader(io.StringIO(answer.text)))

    def _token(self) -> str:
        token: str = self._client.get("/get-csrf-token").json()["token"]
        return token

    def _answers(self) -> bool:
        assert self._process.poll() is None, "OpenRefine did not start"
        try:
            return self._client.get("/get-csrf-token").status_code == 200
        except httpx.TransportError:
            return False

    @staticmethod
    def _wait_until(is_so: Any, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture(scope="module")
def openrefine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    running = OpenRefine(tmp_path_factory.mktemp("openrefine"))
    yield running
    running.close()


def test_openrefine_reconciles_extends_and_exports(openrefine: OpenRefine, server: str):
    service = f"{server}/reconcile"
    manifest = httpx.get(service).json()
    project = openrefine.create(TABLE)
    land = {"column": "land", "property": {"id": "country", "name": "country"}}
    openrefine.reconcile(
        project,
        service,
        manifest,
        type={"id": "Actor", "name": "actor"},
        columnDetails=[{**land, "propertyID": "country", "propertyName": "country"}],
    )
    openrefine.command(
        "add-column",
        project,
        baseColumnName="name",
        newColumnName="found",
        columnInsertIndex="1",
        onError="set-to-blank",
        expression="grel:if(cell.recon.matched, cell.recon.match.id, cell.recon.judgment)",
    )
    wanted = [{"id": each, "name": each} for each in ("country", "homepage")]
    openrefine.command(
        "extend-data",
        project,
        baseColumnName="name",
        endpoint=service,
        identifierSpace=manifest["identifierSpace"],
        schemaSpace=manifest["schemaSpace"],
        extension=json.dumps({"properties": wanted}),
        columnInsertIndex="2",
    )
    openrefine.wait(project)
    # OpenRefine exports what was matched by the name that the service gives it.
    rows = [row for row in openrefine.export(project) if row["name"]]
    assert [(row["name"], row["found"]) for row in rows] == [
        ("Public Safety Canada", "public-safety-canada"),
        ("Global Counterterrorism Forum", "global-counterterrorism-forum"),
        (
            "United Nations Office on Drugs and Crime",
            "united-nations-office-on-drugs-and-crime",
        ),
        ("RCMP", "none"),  # an acronym alone is no match
        ("Hedayah", "hedayah"),
        ("Bakers' Guild of Winnipeg", "none"),
    ]
    assert rows[0]["country"] == "Canada"
    assert rows[0]["website"] == "https://www.publicsafety.gc.ca"
    assert rows[3]["country"] == ""


def test_an_address_with_a_language_gives_names_in_it(openrefine: OpenRefine, server: str):
    service = f"{server}/reconcile?lang=fr"
    project = openrefine.create("name\nPublic Safety Canada\nHedayah\n")
    openrefine.reconcile(project, service, httpx.get(service).json())
    names = [row["name"] for row in openrefine.export(project)]
    assert names == ["Sécurité publique Canada", "Hedayah"]
