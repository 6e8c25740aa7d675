"""What grants and contributions add up to: never more than the sources let one say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pcvegraph.querying.descriptions import Statement
from pcvegraph.vocabulary import PREFIXES

KIND, EXACT = PREFIXES["id"] + "amount-kind-", PREFIXES["id"] + "amount-bound-exact"
ADDED = (KIND + "grant", KIND + "contribution")


class Sum(NamedTuple):
    """What the amounts in one currency come to; `loose` of them are limits or rounded."""

    currency: str
    total: Decimal
    amounts: int
    loose: int


class Sums(NamedTuple):
    """The sums by currency, and how many statements of money they leave out, by reason.

    The reasons: "none" (no amount), "same" (the same money is counted under another funder), "kind"
    (a budget, a pledge, a total, or money of an unknown kind).
    """

    sums: list[Sum]
    left_out: dict[str, int]


def add_up(statements: Iterable[Statement]) -> Sums:
    """Return the sums of grants and contributions, one for each group of the same money."""
    taken: dict[str, list[Statement]] = {}
    left_out: Counter[str] = Counter()
    for statement in statements:
        if reason := _reason_against(statement):
            left_out[reason] += 1
        else:
            taken.setdefault(statement.currency, []).append(statement)
    return Sums([_sum(currency, taken[currency]) for currency in sorted(taken)], dict(left_out))


def _reason_against(statement: Statement) -> str:
    if not statement.amount:
        return "none"
    if statement.counted_under:
        return "same"
    kind = statement.amount_kind
    return "" if kind and kind.iri in ADDED else "kind"


def _sum(currency: str, statements: list[Statement]) -> Sum:
    total = sum((Decimal(statement.amount) for statement in statements), Decimal())
    bounds = [statement.amount_bound for statement in statements]
    loose = sum(1 for bound in bounds if not bound or bound.iri != EXACT)
    return Sum(currency, total, len(statements), loose)
