"""Findings as text for people, JSON for programs, and what GitHub and SARIF readers take."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from pcvegraph import __version__
from pcvegraph.graph.findings import Finding
from pcvegraph.languages import Language

Report = Callable[[Sequence[Finding], Language], str]


def as_text(findings: Sequence[Finding], language: Language) -> str:
    """Return `path:line: name: message` with the remedy below it, for each finding."""
    return "".join(
        f"{f.place}: {f.name}: {f.message.in_language(language)}\n"
        f"    {f.remedy.in_language(language)}\n"
        for f in findings
    )


def as_json(findings: Sequence[Finding], language: Language) -> str:
    """Return a JSON list of objects with path, line, column (null: unknown), name, message, remedy."""
    rows = [
        {
            "path": f.path,
            "line": f.line or None,
            "column": f.column or None,
            "name": f.name,
            "message": f.message.in_language(language),
            "remedy": f.remedy.in_language(language),
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding], language: Language) -> str:
    """Return workflow commands that annotate the lines of a pull request.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    lines: list[str] = []
    for f in findings:
        place = f"file={_escaped(f.path)},line={f.line or 1},title={_escaped(f.name)}"
        text = f"{f.message.in_language(language)} {f.remedy.in_language(language)}"
        lines.append(f"::error {place}::{text.replace('%', '%25').replace(chr(10), '%0A')}\n")
    return "".join(lines)


def as_sarif(findings: Sequence[Finding], language: Language) -> str:
    """Return a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""
    names = sorted({f.name for f in findings})
    remedies = {f.name: f.remedy.in_language(language) for f in findings}
    driver = {
        "name": "pcvegraph",
        "version": __version__,
        "rules": [{"id": name, "help": {"text": remedies[name]}} for name in names],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(f, language) for f in findings]}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Report] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def _escaped(text: str) -> str:
    for character, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        text = text.replace(character, code)
    return text


def _result(finding: Finding, language: Language) -> dict[str, Any]:
    region = {"startLine": finding.line or 1}
    if finding.column:
        region["startColumn"] = finding.column
    return {
        "ruleId": finding.name,
        "level": "error",
        "message": {"text": finding.message.in_language(language)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": finding.path},
                    "region": region,
                }
            }
        ],
    }
