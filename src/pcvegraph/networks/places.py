"""Where things stand in a network: as themselves, as their country or whole, or nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import comb

from pcvegraph.networks.choices import Choices
from pcvegraph.networks.facts import Facts, Thing
from pcvegraph.networks.left_out import NO_COUNTRY, WITHIN, LeftOut
from pcvegraph.networks.ties import Groups, Tie
from pcvegraph.vocabulary import PREFIXES

CONCEPT = PREFIXES["skos"] + "Concept"


class Places:
    """Finds for each thing the node that it is, or is a part of; what is left out is counted.

    With `concepts_stay` concepts, which have no country, are left in and as they are where countries
    are chosen or rolled up to.
    """

    def __init__(
        self, choices: Choices, facts: Facts, left: LeftOut, *, concepts_stay: bool = False
    ) -> None:
        self._choices = choices
        self._phenomena = facts.with_narrower(choices.phenomena)
        self._concepts_stay = concepts_stay
        self._facts = facts
        self._left = left
        self._found: dict[str, str | None] = {}

    def moved(self, ties: Iterable[Tie]) -> Iterator[Tie]:
        """Yield the ties whose ends are wanted, between the nodes that these are."""
        for tie in ties:
            if not (self._is_about(tie.source) or self._is_about(tie.target)):
                continue
            source, target = self._find(tie.source), self._find(tie.target)
            if source is None or target is None:
                continue
            if self._choices.roll_up and source == target:
                self._left.count(WITHIN)
                continue
            yield tie._replace(source=source, target=target)

    def regrouped(self, groups: Groups) -> Groups:
        """Return what is shared, among the nodes that those who share it are."""
        found: Groups = {}
        for through, things in groups.items():
            if not self._is_about(through):
                continue
            nodes = found.setdefault(through, {})
            merged: Counter[str] = Counter()
            for thing, statements in things.items():
                node = self._find(thing)
                if node is not None:
                    nodes.setdefault(node, []).extend(statements)
                    merged[node] += 1
            self._left.count(WITHIN, sum(comb(count, 2) for count in merged.values()))
        return found

    def _is_about(self, iri: str) -> bool:
        wanted = self._phenomena
        return not wanted or iri in wanted or bool(self._thing(iri).concepts & wanted)

    def _find(self, iri: str) -> str | None:
        if iri not in self._found:
            self._found[iri] = self._place(iri) if self._is_wanted(self._thing(iri)) else None
        return self._found[iri]

    def _is_wanted(self, thing: Thing) -> bool:
        kinds, countries = self._choices.kinds, self._choices.countries
        of_kind = not kinds or not kinds.isdisjoint(self._facts.all_kinds(thing))
        of_country = not countries or thing.country in countries or self._stays(thing)
        return of_kind and of_country

    def _stays(self, thing: Thing) -> bool:
        return self._concepts_stay and CONCEPT in self._facts.all_kinds(thing)

    def _place(self, iri: str) -> str | None:
        if self._choices.roll_up == "country":
            thing = self._thing(iri)
            if self._stays(thing):
                return iri
            country = thing.country
            self._left.count(NO_COUNTRY, country is None)
            return country
        return self._whole(iri) if self._choices.roll_up else iri

    def _whole(self, iri: str) -> str:
        """Return the widest thing that `iri` is part of: itself, where it is part of none."""
        seen = {iri}
        while (whole := self._thing(iri).part_of) and whole not in seen:
            iri = whole
            seen.add(iri)
        return iri

    def _thing(self, iri: str) -> Thing:
        return self._facts.thing(iri)
