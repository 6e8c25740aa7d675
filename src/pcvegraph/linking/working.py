"""Searching and matching as done by a worker: names are indexed when the graph is loaded.

The functions are named in `Task`, so that `querying` knows nothing of links.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from pcvegraph.languages import Texts
from pcvegraph.linking.entities import Entity, read_entities, read_kinds
from pcvegraph.linking.matching.matcher import Matcher
from pcvegraph.linking.searching.answers import search_names, told
from pcvegraph.linking.searching.requests import read_search_request
from pcvegraph.linking.searching.searcher import Searcher
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import Writable
from pcvegraph.querying.progress import Report

PREPARATION = f"{__name__}:prepare"


class Names:
    """The entities of a graph by IRI, and what finds them: by what people type, and by records."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.entities: dict[str, Entity] = read_entities(evaluator)
        self.kinds: dict[str, Texts] = read_kinds(evaluator)
        entities = list(self.entities.values())
        self.matcher = Matcher([entity.record for entity in entities])
        self.searcher = Searcher(entities, self.matcher.rarity)


_NAMES: WeakKeyDictionary[Evaluator, Names] = WeakKeyDictionary()


def prepare(evaluator: Evaluator) -> None:
    """Index the names of the graph of `evaluator`, once."""
    if evaluator not in _NAMES:
        _NAMES[evaluator] = Names(evaluator)


def names_of(evaluator: Evaluator) -> Names:
    """Return what `prepare` has made for the graph of `evaluator`."""
    return _NAMES[evaluator]


def search_task(written: Mapping[str, str]) -> Task:
    """Return the work of searching for what `written`, as `read_search_request` has it, asks."""
    return Task(f"{__name__}:write_found", json.dumps(dict(written)), PREPARATION)


def write_found(evaluator: Evaluator, argument: str, output: Writable, _: Report) -> None:
    """Write what `argument` of `search_task` asks as JSON; raises as `search_names`."""
    names = names_of(evaluator)
    answer = search_names(names, read_search_request(json.loads(argument)))
    output.write(json.dumps(told(names, answer), ensure_ascii=False).encode())
