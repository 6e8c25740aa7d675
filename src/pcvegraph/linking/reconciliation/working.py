"""Reconciliation as done by a worker: one task for each request, however many queries it has.

The functions are named in `Task`, so that `querying` knows nothing of links.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pcvegraph.languages import Language
from pcvegraph.linking import working
from pcvegraph.linking.reconciliation.extending import extend, preview
from pcvegraph.linking.reconciliation.matching import COMPARISONS, match_batch
from pcvegraph.linking.reconciliation.reconciler import Reconciler
from pcvegraph.linking.reconciliation.requests import Version
from pcvegraph.linking.reconciliation.suggesting import flyout, propose, suggest
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import Writable
from pcvegraph.querying.progress import Report

PREPARATION = f"{__name__}:prepare"
_RECONCILERS: WeakKeyDictionary[Evaluator, Reconciler] = WeakKeyDictionary()


class Asked(NamedTuple):
    """What a request asks: what for, in which version and language, its JSON and its parameters."""

    what: str
    version: Version
    language: Language
    text: str = ""
    parameters: Mapping[str, str] = {}


def task_of(asked: Asked) -> Task:
    """Return the work of answering `asked`."""
    return Task(f"{__name__}:write", json.dumps(asked), PREPARATION)


def prepare(evaluator: Evaluator) -> None:
    """Index the names of the graph of `evaluator` by type, once."""
    working.prepare(evaluator)
    if evaluator not in _RECONCILERS:
        _RECONCILERS[evaluator] = Reconciler(evaluator)


def write(evaluator: Evaluator, argument: str, output: Writable, _report: Report) -> None:
    """Write the JSON that answers what `argument` of `task_of` tells.

    Raises:
        ReconciliationError, UnknownIdentifierError: as the parts of this package.
    """
    asked = Asked(*json.loads(argument))
    # As ASCII it is JavaScript, too, and holds whatever came in.
    output.write(json.dumps(ANSWERS[asked.what](_RECONCILERS[evaluator], asked)).encode())


def _about(reconciler: Reconciler, asked: Asked) -> dict[str, Any]:
    """Return what the page for people lists: the types, and the properties with their use."""
    terms = reconciler.terms
    return {
        "types": [(t.id, t.names.shown(asked.language, t.id).text) for t in terms.types.values()],
        "properties": [
            (p.id, p.names.shown(asked.language, p.id).text, p.id.partition("@")[0] in COMPARISONS)
            for p in terms.properties.values()
        ],
    }


ANSWERS: dict[str, Callable[[Reconciler, Asked], dict[str, Any]]] = {
    "match": lambda r, a: match_batch(r, a.text, a.version, a.language),
    "extend": lambda r, a: extend(r, a.text, a.version, a.language),
    "propose": lambda r, a: propose(r, a.parameters, a.language),
    "preview": lambda r, a: preview(r, a.parameters, a.language),
    "suggest/entity": lambda r, a: suggest(r, "entity", a.parameters, a.language),
    "suggest/type": lambda r, a: suggest(r, "type", a.parameters, a.language),
    "suggest/property": lambda r, a: suggest(r, "property", a.parameters, a.language),
    "flyout/entity": lambda r, a: flyout(r, "entity", a.parameters, a.language),
    "flyout/type": lambda r, a: flyout(r, "type", a.parameters, a.language),
    "flyout/property": lambda r, a: flyout(r, "property", a.parameters, a.language),
    "about": _about,
}
