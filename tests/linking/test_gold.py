"""The matcher against the gold set, on the half that its threshold was not chosen by."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY

DATASETS = REPOSITORY.parent / "shared/datasets"
MOST_WRONG, MOST_MISSED = 1, 5


@pytest.mark.peers
@pytest.mark.skipif(not DATASETS.exists(), reason="the gold set is not at hand")
def test_of_the_half_held_out_hardly_a_link_is_wrong_and_few_are_missed(tmp_path: Path):
    output = tmp_path / "figures.json"
    command = [sys.executable, "benchmarks/linking.py", "--datasets", str(DATASETS)]
    command += ["--only", "gold", "--output", str(output)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    judged = json.loads(output.read_text())["gold"]["0.6"]["held out"]
    assert judged["wrong"] <= MOST_WRONG
    assert judged["missed"] <= MOST_MISSED
    assert judged["tempted"] == 0
    assert judged["right"] > 20
