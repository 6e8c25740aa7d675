"""The names of releases: a calendar version (2026.12, 2026.12.1) or a semantic one (1.4.0, 2.0.0-rc.1).

A name stands in addresses and names a folder, so that nothing else is taken. It is known to a release
alone: the version of its graph is the fingerprint, whatever the release is called.
"""

from __future__ import annotations

import re

from pcvegraph.errors import ReleaseError

CALENDAR = re.compile(r"(?:19|2[0-9])[0-9]{2}\.(?:0[1-9]|1[0-2])(?:\.(?:0|[1-9][0-9]{0,5}))?")
YEAR = re.compile(r"[0-9]{4}\.")
_NUMBER = "(?:0|[1-9][0-9]{0,8})"
_PART = "(?:0|[1-9][0-9]{0,8}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
SEMANTIC = re.compile(rf"({_NUMBER}\.{_NUMBER}\.{_NUMBER})(?:-({_PART}(?:\.{_PART})*))?")
LONGEST = 40
FORMS = (
    "Write a calendar version (2026.12, or 2026.12.1 for a further one of that month) or a semantic "
    "one (1.4.0, 2.0.0-rc.1; build metadata after + has no place in an address)."
)


def read_release_name(text: str) -> str:
    """Return `text`, which is the name of a release; raises ReleaseError where it is none."""
    # What begins with a year is meant as one: 2026.13.0 is a slip, though semantic versioning has it.
    form = CALENDAR if YEAR.match(text) else SEMANTIC
    if len(text) > LONGEST or not form.fullmatch(text):
        raise ReleaseError(f"“{text[:100]}” is not a version.", FORMS)
    return text


def precedence(name: str) -> tuple[object, ...]:
    """Return what names sort by, older ones first, as semantic versioning has it."""
    numbers, _, before = name.partition("-")
    parts = [(not part.isdigit(), int(part) if part.isdigit() else part) for part in _of(before)]
    # Without a part after the hyphen it is the release itself, and comes after its candidates.
    return ([int(number) for number in numbers.split(".")], not before, parts)


def _of(text: str) -> list[str]:
    return text.split(".") if text else []
