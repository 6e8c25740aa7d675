"""What a comparison of two states of the graph finds, as values.

Every sentence stands by itself, in both languages: who, what, when, on whose word. No IRI is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from pcvegraph.languages import Bilingual
from pcvegraph.querying.descriptions import Source, Thing

Kind = Literal[
    "new-entity",
    "withdrawn-entity",
    "retired",
    "renamed",
    "ended",
    "moved-date",
    "changed-fact",
    "new-statement",
    "withdrawn-statement",
    "changed-amount",
    "changed-verdict",
    "changed-statement",
    "new-evidence",
    "withdrawn-evidence",
    "changed-evidence",
    "new-source",
    "withdrawn-source",
    "changed-source",
    "new-disagreement",
    "withdrawn-disagreement",
    "changed-disagreement",
    "new-link",
    "withdrawn-link",
    "changed-link",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise than before.

    `about` is the IRI of what it is said of: an entity, relation, source, disagreement or mapping; ""
    where that is a person who was taken out. `sources` are those that it rests on.
    """

    kind: Kind
    about: str
    sentence: Bilingual
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ChangedEntity:
    """A thing and what changed of it. `kind` is its class, None where it has none with a name."""

    thing: Thing
    kind: Thing | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Neighbours:
    """A node of a network and how many others it had and has an edge with."""

    name: Bilingual
    before: int
    after: int


@dataclass(frozen=True)
class ChangedNetwork:
    """A network before and after: how many nodes and edges, who came, who went, whose edges changed.

    `degrees` are the largest changes among those who were there before and are after.
    """

    name: str
    title: Bilingual
    nodes: tuple[int, int]
    edges: tuple[int, int]
    came: tuple[Bilingual, ...]
    went: tuple[Bilingual, ...]
    degrees: tuple[Neighbours, ...]


@dataclass(frozen=True)
class ChangedAnswer:
    """A question of the library whose answer differs: how many rows it gained and lost.

    `was_added`, `was_removed`: the question itself is new, or gone; then it has no rows to compare.
    """

    name: str
    title: Bilingual
    gained: int
    lost: int
    was_added: bool = False
    was_removed: bool = False


@dataclass(frozen=True)
class Changes:
    """What changed: by thing; and where it was looked at, of which networks and answers."""

    entities: tuple[ChangedEntity, ...]
    networks: tuple[ChangedNetwork, ...] | None = None
    answers: tuple[ChangedAnswer, ...] | None = None

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.entities or self.networks or self.answers)

    def count(self, kind: Kind) -> int:
        """Return how many changes are of this kind."""
        return sum(change.kind == kind for entity in self.entities for change in entity.changes)
