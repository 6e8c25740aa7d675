"""The islands: what they weigh, and whose work is in them."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from conftest import REPOSITORY
from pcvegraph.web.static_files import FOLDER

ISLANDS = FOLDER / "islands"
IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
MOST = {"neighbourhood": 200_000, "network": 200_000}
"""Bytes, compressed, of an island with all that it loads."""


def loaded(name: str) -> set[str]:
    """Return the files that the browser loads for an island, that which loads islands among them."""
    wanted, found = ["islands.js", f"{name}.js"], set()
    while wanted:
        file = wanted.pop()
        if file not in found:
            found.add(file)
            wanted += IMPORT.findall((ISLANDS / file).read_text()) if file != "islands.js" else []
    return found


@pytest.mark.parametrize("name", MOST)
def test_an_island_weighs_little(name: str):
    weight = sum(len(gzip.compress((ISLANDS / file).read_bytes())) for file in loaded(name))
    assert weight <= MOST[name], f"{weight} bytes of {sorted(loaded(name))}"


def test_everything_that_is_loaded_is_there():
    for name in MOST:
        assert all((ISLANDS / file).is_file() for file in loaded(name))


def test_whose_work_is_in_them_is_told_with_its_licence():
    text = (ISLANDS / "THIRD_PARTY_LICENSES.txt").read_text()
    for name in ("cytoscape", "cytoscape-fcose", "sigma", "graphology"):
        assert re.search(rf"^{name} \d+\.\d+\.\d+ \(MIT\)$", text, re.MULTILINE), name
    assert "Natural Earth" in text
    assert "Permission is hereby granted" in text
    assert "GPL" not in text


def test_every_package_is_pinned():
    told = json.loads((REPOSITORY / "frontend/package.json").read_text())
    versions = told.get("dependencies", {}) | told["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values()), versions
