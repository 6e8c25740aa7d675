"""The tests of the suite that are not passed as they stand, each with its reason: exceptions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import yaml

LISTED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("exceptions.yaml").read_text()
)


def reasons(part: str, kind: str = "tests") -> Mapping[str, str]:
    """Return the names (of tests, or of folders) in a part of the list, and why each is there."""
    return {name: row["reason"] for row in LISTED[part] for name in row.get(kind, ())}


def is_refused(answer: httpx.Response) -> bool:
    """Return whether `answer` is a problem of the request's that says what is wrong."""
    if answer.headers["Content-Type"] != "application/problem+json":
        return False
    details = answer.json()
    return 400 <= answer.status_code == details["status"] < 500 and bool(details["detail"])
