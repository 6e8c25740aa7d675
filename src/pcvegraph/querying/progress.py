"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Report: TypeAlias = Callable[[str, float | None], None]
"""Called with a stage (such as a measure) and the share of it that is done, 0 to 1.

None where the share cannot be known. From two shares and the clock follows the time left.
"""


def silent(_stage: str, _done: float | None) -> None:
    """Say nothing."""
