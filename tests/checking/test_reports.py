"""Findings reach people, programs, GitHub and SARIF readers with path, line, name and remedy."""

from __future__ import annotations

import json

from pcvegraph.checking import reports
from pcvegraph.graph.findings import Finding
from pcvegraph.languages import Bilingual

FINDINGS = [
    Finding(
        "data/ttl/a,b.ttl",
        3,
        7,
        "a-fault",
        Bilingual("50% wrong: “é”", "faux à 50 %"),
        Bilingual("Mend it.", "Corrigez."),
    ),
    Finding("ontology/x.ttl", 0, 0, "b", Bilingual("m", "m"), Bilingual("r", "r")),
]


def test_text_names_the_place_and_puts_the_remedy_below():
    assert reports.as_text(FINDINGS, "en") == (
        "data/ttl/a,b.ttl:3:7: a-fault: 50% wrong: “é”\n    Mend it.\nontology/x.ttl: b: m\n    r\n"
    )
    assert "faux à 50 %\n    Corrigez." in reports.as_text(FINDINGS, "fr")


def test_json_has_null_where_a_place_is_unknown():
    first, second = json.loads(reports.as_json(FINDINGS, "fr"))
    assert first == {
        "path": "data/ttl/a,b.ttl",
        "line": 3,
        "column": 7,
        "name": "a-fault",
        "message": "faux à 50 %",
        "remedy": "Corrigez.",
    }
    assert second["line"] is None


def test_github_commands_escape_what_would_end_them():
    first = reports.as_github(FINDINGS, "en").splitlines()[0]
    assert first == (
        "::error file=data/ttl/a%2Cb.ttl,line=3,title=a-fault::50%25 wrong: “é” Mend it."
    )


def test_sarif_has_a_rule_for_each_name_and_a_place_for_each_result():
    run = json.loads(reports.as_sarif(FINDINGS, "en"))["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {result["ruleId"] for result in run["results"]} == {"a-fault", "b"}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/ttl/a,b.ttl"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    # A SARIF region begins at line 1 at the least.
    assert run["results"][1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_no_finding_is_an_empty_report_of_its_kind():
    assert reports.as_text([], "en") == ""
    assert json.loads(reports.as_json([], "en")) == []
    assert json.loads(reports.as_sarif([], "en"))["runs"][0]["results"] == []
