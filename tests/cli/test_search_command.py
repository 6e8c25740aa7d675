"""`pcvegraph search`, run as a person runs it; and what docs/search.md says of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import pcvegraph
from conftest import REPOSITORY
from pcvegraph.errors import ParameterError
from pcvegraph.graph.root import Root
from pcvegraph.linking.searching.requests import PARAMETERS
from pcvegraph.vocabulary import PREFIXES


def run(root: Root, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `pcvegraph search` on the root."""
    done = subprocess.run(
        [sys.executable, "-m", "pcvegraph", "search", *arguments, "--root", str(root.path)],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_hits_are_a_table_with_the_name_that_fits(tiny: Root):
    done = run(tiny, "sudlande")
    assert (done.returncode, done.stderr) == (0, "1 of 1.\n")
    (row,) = [line for line in done.stdout.splitlines() if "southland" in line]
    assert row.split()[1:5] == ["southland", "Southland", "Sudlande", "state"]


def test_options_narrow_and_page(tiny: Root):
    everything = json.loads(run(tiny, "--format", "json").stdout)
    assert everything["total"] > 3
    states = json.loads(run(tiny, "--kinds", "state", "--format", "json").stdout)
    assert [hit["label"]["text"] for hit in states["hits"]] == ["Northland", "Southland"]
    second = json.loads(
        run(tiny, "--kinds", "state", "--most", "1", "--skip", "1", "--format", "json").stdout
    )
    assert second["hits"] == states["hits"][1:]
    options = ("--countries", "northland", "--from", "1900", "--to", "2100", "--format", "json")
    (hit,) = json.loads(run(tiny, *options).stdout)["hits"]
    assert hit["id"] == PREFIXES["id"] + "northland"


def test_labels_and_messages_are_in_the_language(tiny: Root):
    for done in (
        run(tiny, "southland", "--language", "fr"),
        run(tiny, "southland", LC_ALL="fr_CA.UTF-8"),
    ):
        assert "1 sur 1." in done.stderr


@pytest.mark.parametrize(
    ("text", "said"), [("suothlnad", "Nearest: Southland."), ("zebra", "Try fewer words")]
)
def test_nothing_found_is_exit_code_1_with_what_is_near(tiny: Root, text: str, said: str):
    done = run(tiny, text)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing in the graph is called so." in done.stderr
    assert said in done.stderr
    as_json = run(tiny, text, "--format", "json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["hits"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kinds", "organization"), "Nearest: Organisation"),
        (("--countries", "northlnd"), "Nearest: northland"),
        (("--phenomena", "Hate Crime"), "Give identifiers"),
        (("--from", "19"), "a year of four digits"),
        (("--from", "2019", "--to", "2010"), "before it begins"),
        (("--most", "1000"), "from 1 to 100"),
        (("--format", "csv"), "Use one of: table, json."),
        (("x" * 10_000,), "at most 500 characters"),
    ],
)
def test_what_makes_no_sense_is_exit_code_2_with_the_remedy(
    tiny: Root, arguments: tuple[str, ...], said: str
):
    done = run(tiny, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_python_has_the_same_choices(tiny: Root):
    (hit,) = pcvegraph.search("Southland", tiny.path, kinds=["state"], to=2020, most=1)
    assert hit.entity.iri == PREFIXES["id"] + "southland"
    assert hit.score == 1.0
    with pytest.raises(ParameterError, match="no parameter “kind”"):
        pcvegraph.search("Southland", tiny.path, kind="state")


def test_the_table_of_the_documentation_is_what_the_code_says():
    rows = [
        f"| `{name}` | {each.values.expected} | {each.meaning.en} |"
        for name, each in PARAMETERS.items()
    ]
    page = (REPOSITORY / "docs/search.md").read_text()
    assert "\n" + "\n".join(rows) + "\n\n" in page
