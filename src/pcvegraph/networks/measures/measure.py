"""What a measure says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pcvegraph.languages import Bilingual

Level = Literal["node", "network"]


class Effects(NamedTuple):
    """What each trait of a network does to the values of a measure, in a sentence or two."""

    isolates: Bilingual
    direction: Bilingual
    weights: Bilingual
    dates: Bilingual
    coverage: Bilingual


@dataclass(frozen=True)
class Measure:
    """A measure of each node, or of the network as a whole.

    `meaning` is one sentence on what it says of actors in preventing violent extremism. `range` also
    says when there is no value. `source` cites who described the method.

    `drops_direction` is true where an edge either way makes two nodes tied, `weighted` where weights
    count. `attribute` is the column of nodes whose values the measure compares; "" for none.
    """

    name: str
    level: Level
    type: Literal["integer", "double"]
    title: Bilingual
    meaning: Bilingual
    range: Bilingual
    method: Bilingual
    source: str
    effects: Effects
    drops_direction: bool = True
    weighted: bool = False
    attribute: str = ""

    @property
    def column(self) -> str:
        """The name of the column of nodes that holds its values."""
        return self.name.replace("-", "_")
