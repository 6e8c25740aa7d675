"""Rows of text from columns: some thousand rows at a time, so that nearly all is done in C."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeAlias

from pcvegraph.networks.network import Value

ROWS_AT_ONCE = 1024

Texts: TypeAlias = Callable[[list[Value]], list[str]]
"""Gives the text of each of some values that are all there."""


@dataclass(frozen=True, slots=True)
class Field:
    """How a column stands in a row: its text between `before` and `after`, or nothing at all.

    `values` gives those of some rows; `absent` is the one that stands for no value.
    """

    before: str
    values: Callable[[slice], list[Value]]
    texts: Texts
    after: str = ""
    absent: Value = None

    def filled(self, rows: slice) -> tuple[str, list[str], str]:
        """Return the text before, in and after each of these rows; it may stand all in the middle."""
        values = self.values(rows)
        if self.absent not in values:
            return self.before, self.texts(values), self.after
        present = iter(self.texts([value for value in values if value != self.absent]))
        before, after, absent = self.before, self.after, self.absent
        return "", ["" if v == absent else f"{before}{next(present)}{after}" for v in values], ""


def column(values: Sequence[Value]) -> Callable[[slice], list[Value]]:
    """Return what gives the values of some rows of a column."""
    return lambda rows: list(values[rows])


def picked(choice: list[str]) -> Texts:
    """Return what gives, for each place, the text of `choice` there."""
    return lambda places: list(map(choice.__getitem__, places))


def rows(parts: Sequence[str | Field], count: int, between: str = "") -> Iterator[bytes]:
    """Yield `count` rows as UTF-8: in each the `parts` in order, constant texts or fields.

    `between` stands between one row and the next.
    """
    for start in range(0, count, ROWS_AT_ONCE):
        stop = min(start + ROWS_AT_ONCE, count)
        pieces = _pieces([*parts, between], slice(start, stop))
        # Joining all pieces of many rows at once is twice as fast as filling a template for each.
        text = "".join(chain.from_iterable(zip(*pieces, strict=False)))
        yield (text.removesuffix(between) if stop == count else text).encode()


def _pieces(parts: Sequence[str | Field], rows: slice) -> list[Iterable[str]]:
    """Return what stands in each row, in order: a text that is in all, or one for each."""
    pieces: list[Iterable[str]] = []
    constant = ""
    for part in parts:
        if isinstance(part, str):
            constant += part
            continue
        before, texts, after = part.filled(rows)
        pieces += [repeat(constant + before), texts]
        constant = after
    return [*pieces, repeat(constant)]
