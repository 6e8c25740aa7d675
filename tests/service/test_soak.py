"""A short soak: readers get right rows while versions are swapped, workers killed, and worse is asked.

The long one is the same command: `python benchmarks/service.py --only '' --soak 600`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from conftest import REPOSITORY

SECONDS = 60
pytestmark = pytest.mark.peers


@pytest.fixture(scope="module")
def soaked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the benchmark says of a soak of a small graph."""
    folder = tmp_path_factory.mktemp("soak")
    command = [sys.executable, str(REPOSITORY / "benchmarks/service.py"), "--only", ""]
    command += ["--size", "10k", "--soak", str(SECONDS), "--output", str(folder / "soak.json")]
    # A cache that is soon full: what is kept on purpose is no growth.
    settings = os.environ | {"PCVEGRAPH_CACHE_SIZE_BYTES": "4000000"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=600, check=False, env=settings
    )
    assert done.returncode < 2, done.stderr
    return json.loads((folder / "soak.json").read_text())["soak"]


def test_no_row_is_wrong_and_no_answer_dishonest(soaked: dict[str, Any]):
    assert soaked["faults"] == []
    assert soaked["fault_count"] == 0


def test_readers_were_answered_from_both_versions(soaked: dict[str, Any]):
    assert len(soaked["versions"]) == 2
    assert sum(soaked["versions"].values()) == soaked["answers"]["200"] > SECONDS


def test_it_was_put_to_the_test(soaked: dict[str, Any]):
    assert soaked["swaps"] == 2
    assert soaked["kills"] >= 5
    assert sum(soaked["hostile"].values()) >= SECONDS / 2
    assert {"504", "507"} & {*soaked["hostile"]}


def test_memory_does_not_grow_with_time(soaked: dict[str, Any]):
    # The tenth that the long soak allows is measured over minutes: here a single swap weighs more.
    assert soaked["growth_at_rest"]["rss"] < 1.5
    assert soaked["growth_at_rest"]["pss"] < 1.5
