"""What the API's questions are answered from: the things of a graph, by type, and its terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pcvegraph.errors import ReconciliationError
from pcvegraph.identifiers import PUBLISHED
from pcvegraph.languages import Language
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.matching.matcher import Matcher
from pcvegraph.linking.matching.names import fold
from pcvegraph.linking.reconciliation.requests import Given
from pcvegraph.linking.reconciliation.terms import Terms, Type
from pcvegraph.linking.working import names_of
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.vocabulary import PREFIXES

REMEMBERED = 16
"""Combinations of types of which the names are kept indexed."""


class Reconciler:
    """The things of a graph that have a type, and what finds them."""

    def __init__(self, evaluator: Evaluator) -> None:
        """Index them. The names of the graph must be ready: `linking.working.prepare`."""
        names = names_of(evaluator)
        self.evaluator = evaluator
        self.searcher = names.searcher
        self.named = names.entities
        self.entities = {iri: entity for iri, entity in names.entities.items() if entity.kinds}
        self.terms = Terms(evaluator, (k for e in self.entities.values() for k in e.all_kinds))
        self._by_label = _by_label(names.entities.values())
        # A word says more or less among things of one type: each has names of its own.
        kinds = [frozenset[str](), *(frozenset([kind.iri]) for kind in self.terms.types.values())]
        self._matchers = {of: self._matcher(of, is_every=False) for of in kinds}
        self._others: dict[tuple[frozenset[str], bool], Matcher] = {}

    def matcher(self, kinds: Sequence[Type], *, is_every: bool = False) -> Matcher:
        """Return what finds things of any of `kinds`, or of every one of them; without one all."""
        wanted = frozenset(kind.iri for kind in kinds)
        if wanted in self._matchers:
            return self._matchers[wanted]
        if (wanted, is_every) not in self._others:
            if len(self._others) >= REMEMBERED:
                self._others.pop(next(iter(self._others)))
            self._others[wanted, is_every] = self._matcher(wanted, is_every=is_every)
        return self._others[wanted, is_every]

    def _matcher(self, wanted: frozenset[str], *, is_every: bool) -> Matcher:
        fits = wanted.issubset if is_every else wanted.intersection
        chosen = (e for e in self.entities.values() if not wanted or fits(e.all_kinds))
        return Matcher([entity.record for entity in chosen])

    def types(self, names: Iterable[str]) -> list[Type]:
        """Return the types with these ids.

        Raises:
            ReconciliationError: there is no such type.
        """
        found = []
        for name in dict.fromkeys(filter(None, names)):
            kind = self.terms.find_type(name)
            if kind is None:
                raise ReconciliationError(
                    f"There is no type “{name[:100]}”.",
                    f"Use one of: {', '.join(self.terms.types)}.",
                )
            found.append(kind)
        return found

    def entity(self, name: str) -> Entity | None:
        """Return the thing that `name`, an IRI or a slug with or without prefix, is the id of."""
        return self.entities.get(iri_of(name))

    def called(self, given: Given) -> Iterator[Entity]:
        """Yield the things and concepts that `given` is the id of, or the name."""
        for name in filter(None, (given.id, given.text)):
            if found := self.named.get(iri_of(name)):
                yield found
                return
        for iri in self._by_label.get(fold(given.text), ()):
            yield self.named[iri]

    def kinds_of(self, entity: Entity, language: Language) -> list[dict[str, str]]:
        """Return the types of `entity` as the API has them."""
        found = filter(None, map(self.terms.find_type, entity.kinds))
        return [{"id": k.id, "name": k.names.shown(language, k.id).text} for k in found]


def iri_of(name: str) -> str:
    """Return the IRI that an IRI, a slug or id:slug stands for; "" where it is none."""
    slug = name.strip().removeprefix(PREFIXES["id"]).removeprefix("id:")
    return PREFIXES["id"] + slug if PUBLISHED.fullmatch(slug) else ""


def slug_of(entity: Entity) -> str:
    """Return the id of `entity` in the API."""
    return entity.iri.removeprefix(PREFIXES["id"])


def _by_label(entities: Iterable[Entity]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        for key in {fold(name.text) for name in entity.record.names} - {""}:
            found[key].append(entity.iri)
    return dict(found)
