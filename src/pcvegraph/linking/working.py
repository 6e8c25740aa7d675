"""Searching and matching as done by a worker: names are indexed when the graph is loaded.

The functions are named in `Task`, so that `querying` knows nothing of links.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from pcvegraph.linking.entities import Entity, read_entities
from pcvegraph.linking.matching import Matcher
from pcvegraph.linking.searching import Searcher
from pcvegraph.querying.evaluation import Evaluator

PREPARATION = f"{__name__}:prepare"


class Names:
    """The entities of a graph by IRI, and what finds them: by what people type, and by records."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.entities: dict[str, Entity] = read_entities(evaluator)
        entities = list(self.entities.values())
        self.matcher = Matcher([entity.record for entity in entities])
        self.searcher = Searcher(entities, self.matcher.index, self.matcher.rarity)


_NAMES: WeakKeyDictionary[Evaluator, Names] = WeakKeyDictionary()


def prepare(evaluator: Evaluator) -> None:
    """Index the names of the graph of `evaluator`, once."""
    if evaluator not in _NAMES:
        _NAMES[evaluator] = Names(evaluator)


def names_of(evaluator: Evaluator) -> Names:
    """Return what `prepare` has made for the graph of `evaluator`."""
    return _NAMES[evaluator]
