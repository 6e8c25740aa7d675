"""Records for tests: made by hand, or at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pcvegraph.linking.matching.names import Name
from pcvegraph.linking.matching.records import Record

COMMON = ("northern", "office", "centre", "institute", "university", "ministry", "council", "forum")
RARE = (
    "justice",
    "interior",
    "prevention",
    "radicalisation",
    "police",
    "laval",
    "dublin",
    "europe",
)
WORDS = st.sampled_from((*COMMON, *RARE))
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def record(id_: str, *names: str, acronyms: tuple[str, ...] = (), **others: Any) -> Record:
    """Return a record of these names; `others` are its fields, collections as tuples of texts."""
    given = [Name(name) for name in names] + [Name(each, "acronym") for each in acronyms]
    sets = {
        key: frozenset(value) if isinstance(value, tuple) else value
        for key, value in others.items()
    }
    return Record(id_, tuple(given), **sets)


@st.composite
def records(draw: st.DrawFn, at_most: int = 12) -> list[Record]:
    """Draw records with different ids, some of which share a name, country or website."""
    count = draw(st.integers(1, at_most))
    return [
        record(
            f"https://example.org/{number}",
            *draw(st.lists(NAMES, min_size=1, max_size=3)),
            countries=tuple(draw(st.sets(st.sampled_from(["CA", "FR", "NO"]), max_size=1))),
            domains=tuple(draw(st.sets(st.sampled_from(["a.example", "b.example"]), max_size=1))),
            start=draw(st.none() | st.integers(1900, 2020)),
        )
        for number in range(count)
    ]
