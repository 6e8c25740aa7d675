"""A link: that a thing of ours and one of another dataset are the same, or nearly, or are not.

What a link says and who said it stands in the words of SSSOM, https://w3id.org/sssom/.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Predicate = Literal["exactMatch", "closeMatch"]
Decision = Literal["", "accepted", "rejected", "undecided"]
"""What a reviewer said: "" where nobody has looked, "undecided" where one did and cannot tell."""

PREDICATES: tuple[Predicate, ...] = get_args(Predicate)
ORCID = re.compile(r"(?:(?:https?://)?orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
ORCIDS = "https://orcid.org/"


class Target(NamedTuple):
    """The dataset of others that a set of links leads to, and on what terms it is used."""

    name: str
    title: str
    title_fr: str = ""
    licence: str = ""
    attribution: str = ""
    homepage: str = ""
    version: str = ""


@dataclass(frozen=True)
class Link:
    """One of our things, one of theirs, and what was found and decided about the two.

    Attributes:
        subject, object: IRIs
        subject_label, object_label: what each is called at home
        confidence: how likely they are the same, from 0 to 1; None where nobody reckoned it
        justification: how the link came to be, a term of semapv without its prefix
        reasons: the parts of the score in words
        is_sure: whether it is likely, and no other link as likely: a person need not look
        decision, reviewer, reviewed, comment: what was decided, by whom (an ORCID or a name), on
            which day (YYYY-MM-DD), and why
        version: of the dataset that the other thing was read in
    """

    subject: str
    object: str
    subject_label: str = ""
    object_label: str = ""
    predicate: Predicate = "exactMatch"
    confidence: float | None = None
    justification: str = "CompositeMatching"
    reasons: str = ""
    is_sure: bool = False
    decision: Decision = ""
    reviewer: str = ""
    reviewed: str = ""
    comment: str = ""
    version: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two things."""
        return self.subject, self.object

    @property
    def is_decided(self) -> bool:
        """Whether somebody said yes or no."""
        return self.decision in ("accepted", "rejected")

    @property
    def needs_review(self) -> bool:
        """Whether a person is to look: it is doubtful, and nobody has decided."""
        return not self.is_decided and not self.is_sure


class LinkSet(NamedTuple):
    """The links to one dataset, sorted."""

    target: Target
    links: tuple[Link, ...]


class Contradiction(NamedTuple):
    """Two links, by their places, that cannot both stand, and why."""

    first: int
    second: int
    reason: str


def sorted_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links by our thing, the likeliest first."""
    return tuple(
        sorted(links, key=lambda link: (link.subject, -(link.confidence or 0), link.object))
    )


def contradictions(links: Iterable[Link]) -> Iterator[Contradiction]:
    """Yield what cannot both stand: a pair told twice, or a thing that is the same as two."""
    pairs: dict[tuple[str, str], int] = {}
    same: dict[str, dict[str, int]] = defaultdict(dict)
    for place, link in enumerate(links):
        if link.pair in pairs:
            yield Contradiction(pairs[link.pair], place, "the pair is there twice")
            continue
        pairs[link.pair] = place
        if link.decision != "accepted" or link.predicate != "exactMatch":
            continue
        for end in link.pair:
            if other := same[end]:
                reason = f"{end} would be the same as two things"
                yield Contradiction(next(iter(other.values())), place, reason)
            other[link.object if end == link.subject else link.subject] = place


def read_reviewer(text: str) -> str:
    """Return the IRI of an ORCID however it is written, and any other name as it is."""
    orcid = ORCID.fullmatch(text.strip())
    return ORCIDS + orcid[1] if orcid else " ".join(text.split())


def one_line(text: str) -> str:
    """Return `text` as a cell has it: on one line, with single spaces."""
    return " ".join(text.split())
