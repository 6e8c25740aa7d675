"""A finding: one thing that is wrong with the files, where, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from pcvegraph.languages import Bilingual


class Finding(NamedTuple):
    """What is wrong. Sorts by place; `line` and `column` count from 1 (code points), 0 = none."""

    path: str
    line: int
    column: int
    name: str
    message: Bilingual
    remedy: Bilingual

    @property
    def place(self) -> str:
        """The place as people and editors read it: path:line:column, as far as it is known."""
        return ":".join(str(part) for part in self[:3] if part)
