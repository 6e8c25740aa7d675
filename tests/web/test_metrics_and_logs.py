"""What a running service tells those who run it: its log, its metrics; and how it ends."""

from __future__ import annotations

import json
import logging
import re
import signal
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from conftest import serving
from pcvegraph.graph.root import Root
from pcvegraph.web.editions import tell_guards

DEADLINE = 60
ELSEWHERE = {"X-Forwarded-For": "203.0.113.9"}
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
JSON_LOG = {"PCVEGRAPH_LOG_FORMAT": "json", "PCVEGRAPH_LOG_REQUESTS": "true"}


def ask(address: str, query: str) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query}, timeout=DEADLINE)


def metric(address: str, name: str) -> float:
    """Return the value of a metric, with its labels as they are written; 0 where it has none."""
    text = httpx.get(f"{address}/metrics").text
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def namespaces_work() -> bool:
    done = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def json_log(tiny: Root) -> tuple[list[dict[str, Any]], list[httpx.Response]]:
    """The lines that a service logs of five requests and a new version, and the five answers."""
    place = serving(tiny.path, **JSON_LOG, PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS="0.5")
    with place as address:
        asked = "ASK { ?s ?p ?o }"
        answers = [ask(address, query) for query in (asked, asked, "ASK {", RUNAWAY)]
        answers.append(httpx.get(f"{address}/no%0Asuch%0Aplace"))
        place.process.send_signal(signal.SIGHUP)
        wait_for(lambda: metric(address, "pcvegraph_swaps_total") == 1)
    return [json.loads(line) for line in place.log.splitlines()], answers


def test_a_line_of_json_has_the_id_that_the_answer_has(
    json_log: tuple[list[dict[str, Any]], list[httpx.Response]],
):
    lines, answers = json_log
    assert [answer.status_code for answer in answers] == [200, 200, 400, 504, 404]
    ids = [answer.headers["X-Request-ID"] for answer in answers]
    assert len(set(ids)) == 5
    for answer, request_id in zip(answers, ids, strict=True):
        (line,) = [line for line in lines if line.get("request") == request_id and "path" in line]
        assert (line["method"], line["status"]) == ("GET", answer.status_code)
        assert line["path"] in ("/sparql", "/no\nsuch\nplace")
        assert line["level"] == "info"
        assert line["seconds"] >= 0
        assert line["time"].endswith("+00:00")
    warnings = [line for line in lines if line["level"] == "warning"]
    (warning,) = [line for line in warnings if "a guard" not in line["message"]]
    assert warning["message"] == "/sparql answered with 504"
    assert warning["request"] == ids[3]


def test_the_log_says_what_is_served_and_which_guards_hold(
    json_log: tuple[list[dict[str, Any]], list[httpx.Response]],
):
    messages = [line["message"] for line in json_log[0]]
    version = json_log[1][0].headers["Pcvegraph-Version"][:12]
    assert any(message.startswith(f"Serving version {version} at ") for message in messages)
    assert f"Now serving version {version}." in messages
    guards = [message for message in messages if "what keeps them in: " in message]
    assert len(guards) == 2
    for guard in ("no core dumps", "1000000000 bytes of memory", "no new descriptors", "no files"):
        assert guard in guards[0]
    if namespaces_work():
        assert "a network of its own, without a way out" in guards[0]


def test_a_guard_that_does_not_hold_is_warned_of(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, logger="pcvegraph")
    tell_guards(4, {"no files": True, "a network of its own": False})
    told, _, warned = caplog.records
    assert told.getMessage() == "4 workers; what keeps them in: no files."
    assert warned.levelname == "WARNING"
    assert "a network of its own" in warned.getMessage()


def test_a_line_of_text_has_the_id_too_and_a_request_cannot_write_a_line_of_its_own(tiny: Root):
    place = serving(tiny.path, PCVEGRAPH_LOG_REQUESTS="true")
    with place as address:
        answer = httpx.get(f"{address}/x%0D%0AServing%1B%5B2J%C2%85forged")
    (line,) = [line for line in place.log.split("\n") if "forged" in line]
    assert line.startswith(r"GET /x\r\nServing\x1b[2J\x85forged 404 ")
    assert line.endswith(f" [{answer.headers['X-Request-ID']}]")


def test_requests_are_logged_only_where_that_is_set(tiny: Root):
    place = serving(tiny.path)
    with place as address:
        assert ask(address, "ASK {}").status_code == 200
    assert "Serving version" in place.log
    assert "GET" not in place.log


def test_a_kill_a_refusal_a_kept_answer_and_a_swap_are_counted(tiny: Root):
    environment = {"PCVEGRAPH_WORKERS": "1", "PCVEGRAPH_QUEUE_LENGTH": "0"}
    place = serving(tiny.path, **environment, PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS="3")
    with place as address, ThreadPoolExecutor() as threads:
        runaway = threads.submit(ask, address, RUNAWAY)
        wait_for(lambda: metric(address, "pcvegraph_queries_running") == 1)
        refused = ask(address, "ASK { ?s ?p ?o }")
        assert (refused.status_code, runaway.result().status_code) == (503, 504)
        assert int(refused.headers["Retry-After"]) >= 1
        assert metric(address, 'pcvegraph_queries_refused_total{reason="length"}') == 1
        assert metric(address, 'pcvegraph_workers_ended_total{reason="time"}') == 1
        wait_for(lambda: metric(address, "pcvegraph_queries_running") == 0)

        assert [ask(address, "ASK {}").status_code for _ in range(3)] == [200] * 3
        assert metric(address, 'pcvegraph_cache_hits_total{cache="requests"}') == 2
        assert metric(address, 'pcvegraph_cache_bytes{cache="requests"}') > 0
        seconds = 'pcvegraph_request_seconds_count{address="%s",status="%s"}'
        assert metric(address, seconds % ("/sparql", 503)) == 1
        assert metric(address, seconds % ("/sparql", 504)) == 1
        assert metric(address, seconds % ("kept", 200)) == 2

        assert metric(address, "pcvegraph_swaps_total") == 0
        place.process.send_signal(signal.SIGHUP)
        wait_for(lambda: metric(address, "pcvegraph_swaps_total") == 1)
        # What was counted of the version before stays counted.
        assert metric(address, 'pcvegraph_queries_refused_total{reason="length"}') == 1
        assert metric(address, 'pcvegraph_workers_ended_total{reason="time"}') == 1


@pytest.mark.parametrize(("public", "status"), [("false", 403), ("true", 200)])
def test_metrics_are_for_this_machine_unless_they_are_public(tiny: Root, public: str, status: int):
    with serving(tiny.path, PCVEGRAPH_METRICS_PUBLIC=public) as address:
        assert httpx.get(f"{address}/metrics").status_code == 200
        answer = httpx.get(f"{address}/metrics", headers=ELSEWHERE)
        assert answer.status_code == status
        if status == 403:
            assert "PCVEGRAPH_METRICS_PUBLIC" in answer.json()["remedy"]


def test_who_is_no_trusted_proxy_cannot_say_that_another_asks(tiny: Root):
    with serving(tiny.path, PCVEGRAPH_TRUSTED_PROXIES="192.0.2.1") as address:
        assert httpx.get(f"{address}/metrics", headers=ELSEWHERE).status_code == 200


def test_a_query_that_runs_when_the_service_is_told_to_end_is_answered_whole(tiny: Root):
    numbers = " ".join(map(str, range(180)))
    product = "".join(f"VALUES ?{name} {{ {numbers} }} " for name in "abc")
    place = serving(tiny.path)
    with place as address, ThreadPoolExecutor() as threads:
        running = threads.submit(ask, address, f"SELECT (COUNT(*) AS ?n) {{ {product} }}")
        wait_for(lambda: metric(address, "pcvegraph_queries_running") == 1)
        place.process.terminate()
        answer = running.result()
        assert answer.status_code == 200
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(180**3)
        assert place.process.wait(DEADLINE) in (0, -signal.SIGTERM)
    assert "Traceback" not in place.log
