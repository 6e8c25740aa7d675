"""What GitHub reads of this repository: workflows, forms, recipes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from conftest import REPOSITORY
from pcvegraph.cli.application import application

GITHUB = REPOSITORY / ".github"
FORMS = sorted(GITHUB.glob("ISSUE_TEMPLATE/[0-9]*.yml"))
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FIELDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_little_and_uses_actions_of_github_alone(path: Path):
    workflow = loaded(path)
    # YAML 1.1 reads the key `on` as true.
    assert workflow.keys() == {"name", True, "permissions", "jobs"} | (
        workflow.keys() & {"concurrency"}
    )
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert all(each.startswith("actions/") and "@" in each for each in used)
    for step in steps(workflow):
        assert ("uses" in step) != ("run" in step)


def test_what_runs_the_code_of_a_pull_request_may_only_read():
    review = loaded(GITHUB / "workflows/review.yml")
    assert review["permissions"] == {"contents": "read"}
    assert "secrets." not in (GITHUB / "workflows/review.yml").read_text()
    checkout = steps(review)[0]["with"]
    assert checkout["persist-credentials"] is False
    assert checkout["fetch-depth"] == 2


def test_what_may_write_runs_no_code_of_the_pull_request():
    comment = loaded(GITHUB / "workflows/comment.yml")
    text = (GITHUB / "workflows/comment.yml").read_text()
    assert list(comment[True]) == ["workflow_run"]
    assert comment[True]["workflow_run"]["workflows"] == [
        loaded(GITHUB / "workflows/review.yml")["name"]
    ]
    assert "actions/checkout" not in text
    # Text of others comes in by the environment, never as a part of a script.
    for step in steps(comment):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("name", ["review", "comment"])
def test_actions_of_the_review_are_pinned_to_a_commit(name: str):
    for step in steps(loaded(GITHUB / f"workflows/{name}.yml")):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])


def test_the_workflow_runs_commands_that_there_are():
    told = (GITHUB / "workflows/review.yml").read_text()
    run = re.findall(r"pcvegraph ([a-z]+)((?: --[a-z-]+| [a-zA-Z^0-9]+)*)", told)
    assert {name for name, _ in run} == {"check", "diff"}
    for name, words in run:
        options = {option for p in command(name).params for option in (*p.opts, *p.secondary_opts)}
        assert set(re.findall(r"--[a-z-]+", words)) <= options


def command(name: str) -> Any:
    group = typer.main.get_command(application)
    return group.commands[name]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_has_what_github_asks_of_one_in_both_languages(path: Path):
    form = loaded(path)
    assert form.keys() <= {"name", "description", "title", "labels", "body"}
    assert " · " in form["name"]
    assert " · " in form["description"]
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert ids
    assert len(ids) == len(set(ids))
    for field in form["body"]:
        assert field["type"] in FIELDS
        if field["type"] != "markdown":
            assert " · " in field["attributes"]["label"]


def test_there_is_a_form_for_each_of_the_five_reasons():
    assert [path.stem.partition("-")[2] for path in FORMS] == [
        "correct-a-fact",
        "add-an-organisation",
        "report-a-missing-source",
        "ask-for-removal-of-a-name",
        "software-fault",
    ]


def named_commands() -> list[str]:
    pages = [*GITHUB.glob("*.md"), *(REPOSITORY / "docs").glob("editorial-policy*.md")]
    text = "".join(page.read_text() for page in pages)
    return sorted(set(re.findall(r"`pcvegraph ([a-z]+)", text)))


@pytest.mark.parametrize("name", named_commands())
def test_a_command_that_the_recipes_name_is_there(name: str):
    known = typer.main.get_command(application).commands  # type: ignore[attr-defined]
    assert name in known


def test_the_recipes_name_what_a_contributor_needs():
    assert {"check", "diff", "format", "new", "rename", "merge", "retire"} <= set(named_commands())


def test_links_of_what_github_shows_lead_to_files():
    for page in GITHUB.glob("*.md"):
        links = re.findall(r"\]\(([^)#]+)", page.read_text())
        local = [each for each in links if not each.startswith("http") and "issues/new" not in each]
        assert [each for each in local if not (page.parent / each).exists()] == []
