"""What docs/operations.md gives to copy works: the systemd unit, nginx's site, the table of metrics."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from itertools import count
from pathlib import Path

import httpx
import pytest

from conftest import REPOSITORY, serving
from pcvegraph.graph.root import Root
from pcvegraph.settings import PREFIX, Settings

OPERATIONS = REPOSITORY / "docs/operations"
PAGE = (REPOSITORY / "docs/operations.md").read_text()
UNIT = OPERATIONS / "pcvegraph.service"
SITE = OPERATIONS / "nginx.conf"
EXPOSURE = 20
"""Tenths of systemd's own measure, of 100; namespaces and the network are what is needed."""

DEADLINE = 60
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PROBLEM = "application/problem+json"
QUERY = {"Content-Type": "application/sparql-query"}


# The table of metrics


def test_the_table_of_metrics_is_what_the_service_gives(server: str):
    text = httpx.get(f"{server}/metrics").text
    given = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
    rows = re.findall(r"^\| `(pcvegraph_\w+)` \| (\w+) \| ([^|]*)\|", PAGE, re.MULTILINE)
    assert {name: kind for name, kind, _ in rows} == {
        name: kind for name, kind in given.items() if not name.endswith("_created")
    }
    labels = {name: set(re.findall(r"`(\w+)`", cell)) for name, _, cell in rows}
    for name, used in re.findall(r"^(pcvegraph_\w+)\{(.*)\} \S+$", text, re.MULTILINE):
        metric = re.sub(r"_(bucket|count|sum|created)$", "", name)
        assert set(re.findall(r'(\w+)="', used)) - {"le"} == labels[metric]


def test_each_variable_on_the_page_is_a_setting():
    known = {PREFIX + row.name.upper() for row in fields(Settings)}
    assert set(re.findall(r"PCVEGRAPH_[A-Z_]+", PAGE)) <= known


# systemd


def service_section() -> dict[str, list[str]]:
    """Return each option of the unit's [Service] with its values."""
    # An option may be there several times: each adds a value, numbered to keep configparser content.
    numbered = count()
    lines = [
        re.sub(r"^(\w+)=", lambda found: f"{found[1]}.{next(numbered)}=", line)
        for line in UNIT.read_text().splitlines()
    ]
    parser = configparser.RawConfigParser(delimiters="=", comment_prefixes="#")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string("\n".join(lines))
    assert parser.sections() == ["Unit", "Service", "Install"]
    options: dict[str, list[str]] = defaultdict(list)
    for name, value in parser["Service"].items():
        options[name.partition(".")[0]].append(value)
    return options


def test_the_unit_starts_a_command_that_there_is():
    (start,) = service_section()["ExecStart"]
    program, *arguments = shlex.split(start)
    assert Path(program).name == "pcvegraph"
    command = [sys.executable, "-m", "pcvegraph", arguments[0], "--help"]
    known = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = [argument for argument in arguments if argument.startswith("--")]
    assert used == ["--root"]
    assert all(option in known for option in used)


def test_the_unit_s_settings_are_read():
    environment = dict(value.split("=", 1) for value in service_section()["Environment"])
    known = {PREFIX + row.name.upper() for row in fields(Settings)}
    assert set(environment) <= known
    settings = Settings.from_environment(environment)
    assert settings.host == "127.0.0.1"
    (cache,) = service_section()["CacheDirectory"]
    assert settings.cache_dir == f"/var/cache/{cache}"


def test_the_unit_waits_longer_than_the_service_and_has_the_memory_that_the_page_says():
    options = service_section()
    environment = dict(value.split("=", 1) for value in options["Environment"])
    settings = Settings.from_environment(environment)
    assert int(options["TimeoutStopSec"][0]) > settings.shutdown_seconds
    assert options["KillMode"] == ["mixed"]
    queries = settings.query_memory_limit_bytes + settings.answer_size_limit_bytes
    bound = 2 * 0.3e9 + 5 * 0.3e9 + (settings.workers + 2) * queries + settings.cache_size_bytes
    assert options["MemoryMax"] == [f"{bound / 1e9:.0f}G"]
    assert f"`MemoryMax={options['MemoryMax'][0]}`" in PAGE


def test_the_unit_leaves_workers_the_namespaces_they_take():
    assert service_section()["RestrictNamespaces"] == ["user net"]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The unit with a program that is on this machine."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed (Debian: systemd)")
    program = Path(sys.executable).parent / "pcvegraph"
    if not program.exists():
        pytest.skip("pcvegraph is not installed as a command")
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace("/opt/pcvegraph/bin/pcvegraph", str(program)))
    return copy


def test_systemd_finds_no_fault_in_the_unit(installed: Path):
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(installed)],
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert (done.returncode, faults) == (0, [])


def test_systemd_finds_the_unit_well_shut(installed: Path):
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager"]
    command += [f"--threshold={EXPOSURE}", str(installed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# nginx


class Proxy:
    """nginx with the site of the page, in front of a service."""

    def __init__(self, address: str, behind: str, place: serving) -> None:
        self.address = address
        self.behind = behind
        self.place = place

    def client(self, source: str) -> httpx.Client:
        """Return a client whose requests come from the address `source` of this machine."""
        return httpx.Client(
            base_url=self.address,
            transport=httpx.HTTPTransport(local_address=source),
            timeout=DEADLINE,
        )

    def metric(self, name: str) -> float:
        """Return a metric of the service."""
        text = httpx.get(f"{self.behind}/metrics").text
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
        return float(found[1]) if found else 0.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def takes_connections(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def configuration(folder: Path, port: int, behind: int) -> str:
    """Return what nginx needs around the site, and the site with ports and folders of this test."""
    site = SITE.read_text()
    for old, new in (
        ("server 127.0.0.1:8000;", f"server 127.0.0.1:{behind};"),
        ("    listen 80;", f"    listen 127.0.0.1:{port};"),
        ("/var/log/nginx/pcvegraph.log", f"{folder}/access.log"),
        # So slow that the test needs no haste.
        ("rate=20r/s", "rate=1r/m"),
    ):
        assert site.count(old) == 1
        site = site.replace(old, new)
    kept = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in kept)
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\n{temporary}{site}}}\n"
    )


@pytest.fixture
def proxy(tiny: Root, tmp_path: Path) -> Iterator[Proxy]:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed (Debian: nginx-light)")
    place = serving(
        tiny.path,
        PCVEGRAPH_WORKERS="2",
        PCVEGRAPH_QUERIES_PER_ADDRESS="1",
        PCVEGRAPH_QUEUE_LENGTH="2",
        PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS="5",
    )
    port = free_port()
    file = tmp_path / "nginx.conf"
    file.write_text(configuration(tmp_path, port, place.port))
    with place as behind:
        process = subprocess.Popen([nginx, "-c", str(file), "-e", str(tmp_path / "error.log")])
        try:
            wait_for(lambda: takes_connections(port) or process.poll() is not None)
            assert process.poll() is None, (tmp_path / "error.log").read_text()
            yield Proxy(f"http://127.0.0.1:{port}", behind, place)
        finally:
            process.terminate()
            process.wait(DEADLINE)


def wait_for_line(log: Path, words: str) -> None:
    """Return when `words` stand in `log`: nginx writes a line after it has answered."""
    deadline = time.monotonic() + DEADLINE
    while words not in log.read_text():
        assert time.monotonic() < deadline, f"{log} does not say {words}"
        time.sleep(0.02)


@pytest.mark.peers
def test_answers_and_problems_come_through_the_proxy_as_they_are(proxy: Proxy, tmp_path: Path):
    with proxy.client("127.0.0.2") as client:
        asked = {"query": "ASK { ?s ?p ?o }"}
        answer = client.get("/sparql", params=asked)
        assert answer.json() == {"head": {}, "boolean": True}
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert client.get("/sparql", params=asked, headers=tag).status_code == 304
        long = "ASK {}" + " " * 30_000
        assert client.get("/sparql", params={"query": long}).json()["boolean"] is True

        for response, status in (
            (client.get("/sparql", params={"query": "ASK {"}), 400),
            (client.get("/id/nothing-of-this-name"), 404),
            (client.post("/sparql", content=b"#" * 10_000_000, headers=QUERY), 413),
            (client.get("/sparql", params={"query": RUNAWAY}), 504),
        ):
            assert response.status_code == status
            assert response.headers["Content-Type"] == PROBLEM
            assert response.json()["remedy"]
            wait_for_line(tmp_path / "access.log", response.headers["X-Request-ID"])


@pytest.mark.peers
def test_metrics_do_not_come_through_the_proxy(proxy: Proxy):
    with proxy.client("127.0.0.1") as client:
        assert client.get("/metrics").status_code == 404
        assert client.get("/%6detrics").status_code == 404
    assert httpx.get(f"{proxy.behind}/metrics").status_code == 200


@pytest.mark.peers
def test_an_address_is_the_one_that_asks_the_proxy_whatever_it_says_itself(proxy: Proxy):
    """One of 127.0.0.2 runs and one waits: no more of it, also under another name; others may."""

    def run_away(source: str) -> int:
        with proxy.client(source) as client:
            return client.get("/sparql", params={"query": RUNAWAY}).status_code

    with ThreadPoolExecutor() as threads:
        running = threads.submit(run_away, "127.0.0.2")
        wait_for(lambda: proxy.metric("pcvegraph_queries_running") == 1)
        waiting = threads.submit(run_away, "127.0.0.2")
        wait_for(lambda: proxy.metric("pcvegraph_queries_waiting") == 1)
        forged = {"X-Forwarded-For": "203.0.113.9"}
        with proxy.client("127.0.0.2") as client:
            refused = client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}, headers=forged)
        with proxy.client("127.0.0.3") as client:
            answer = client.get("/sparql", params={"query": "ASK { ?s ?p 2 }"})
        assert (refused.status_code, answer.status_code) == (429, 200)
        assert "of your address" in refused.json()["detail"]
        assert (running.result(), waiting.result()) == (504, 504)


@pytest.mark.peers
def test_what_the_proxy_refuses_itself_is_a_problem(proxy: Proxy):
    with proxy.client("127.0.0.4") as client:
        large = client.post("/sparql", content=b"#" * 17_000_000, headers=QUERY)
        assert (large.status_code, large.json()["status"]) == (413, 413)
        assert large.headers["Content-Type"] == PROBLEM
        refused = next(
            answer
            for answer in (client.get("/healthz") for _ in range(60))
            if answer.status_code != 200
        )
        assert refused.status_code == 429
        assert refused.headers["Content-Type"] == PROBLEM
        assert refused.json()["status"] == 429
    proxy.place.process.terminate()
    proxy.place.process.wait(DEADLINE)
    with proxy.client("127.0.0.5") as client:
        away = client.get("/healthz")
        assert away.status_code == 503
        assert away.headers["Content-Type"] == PROBLEM
        assert away.json()["status"] == 503
        assert away.headers["Retry-After"] == "30"
