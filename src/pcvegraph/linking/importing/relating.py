"""The relations that rows tell, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from pcvegraph.graph.turtle import Literal as Text
from pcvegraph.graph.turtle import Property
from pcvegraph.identifiers import RelationParts, find_relation_parts, find_slug, kebab, relation_iri
from pcvegraph.linking.datasets.mapping import DatasetMapping, RelationPlace
from pcvegraph.linking.datasets.reading import Row, Value, values_at
from pcvegraph.linking.importing import telling
from pcvegraph.linking.importing.known import Known, Stated
from pcvegraph.linking.importing.sheets import cleaned, dated, evidence, is_a, link, text
from pcvegraph.linking.importing.statements import RowReader, Tell
from pcvegraph.vocabulary import PCVE, PREFIXES, RDF

ACTORS = ("actors", "forums")
AMOUNT_UNKNOWN = PREFIXES["id"] + "amount-kind-unknown"
Find: TypeAlias = Callable[[str], str | None]
"""Returns the IRI of what a text names."""


class Ends(NamedTuple):
    """What a relation joins: IRIs, and the local name of the predicate."""

    subject: str
    predicate: str
    other: str


class Relations:
    """Gathers the relations of an import; what is told twice is one, with the evidence of both."""

    def __init__(
        self, mapping: DatasetMapping, known: Known, source: str, reader: RowReader
    ) -> None:
        self._mapping = mapping
        self._known = known
        self._source = source
        self._reader = reader
        self._told: defaultdict[Ends, dict[tuple[Property, ...], dict[Property, None]]]
        self._told = defaultdict(lambda: defaultdict(dict))

    def read(self, iri: str, row: Row, find: Find, tell: Tell) -> None:
        """Take the relations that a row tells of its thing; `tell` hears of those that are left out."""
        for place in self._mapping.relations:
            for value in values_at(row, [place.other]):
                other = find(cleaned(value.text))
                ends = self._ends(place, iri, other)
                if ends and ends.subject != ends.other:
                    self._add(ends, row, place, tell)
                    continue
                values = {
                    "predicate": place.predicate,
                    "value": telling.quoted(cleaned(value.text)),
                }
                said = telling.TO_ITSELF if other == iri else telling.NO_END
                tell(place.other.column, said.with_values(**values))

    def _ends(self, place: RelationPlace, iri: str, other: str | None) -> Ends | None:
        """Return the ends; None where one is unknown, or is none of which a file says something."""
        if other is None or self._known.is_person(other):
            return None
        subject, end = (other, iri) if place.is_inverse else (iri, other)
        if other == subject and self._known.is_concept(other):
            return None
        return Ends(subject, place.predicate, end)

    def _add(self, ends: Ends, row: Row, place: RelationPlace, tell: Tell) -> None:
        said = []
        for name, predicate in (("start", PCVE.start), ("end", PCVE.end)):
            for value in self._at(row, place, name):
                found = dated(predicate.value, value.text)
                if found:
                    said.append(found)
                else:
                    quoted = telling.quoted(value.text)
                    tell(place.said[name].column, telling.NO_DATE.with_values(value=quoted))
        for value in self._at(row, place, "role"):
            said.append(text(PCVE.role.value, value.text, self._reader.language_of(value)))
        anchors = self._at(row, place, "anchor") or [Value("")]
        for anchor in anchors:
            proof = evidence(self._source, anchor.text, self._reader.language_of(anchor))
            self._told[ends][tuple(said)][proof] = None

    def _at(self, row: Row, place: RelationPlace, name: str) -> list[Value]:
        """Return the first value of what is said of a relation; [] where there is none."""
        if name not in place.said:
            return []
        own = place.said[name]
        found = [
            Value(told, value.language or own.language)
            for value in values_at(row, [own])
            if (told := cleaned(value.text))
        ]
        return found[:1]

    def written(self, rooms: Mapping[str, str]) -> Iterator[tuple[str, str, list[Property]]]:
        """Yield whose file says it, the IRI and what is said of each relation that is new.

        `rooms` has the folders of things that are new. The file is that of the IRI of a thing; or a
        path, that of a partnership that is new.
        """
        merged: defaultdict[Ends, dict[tuple[Property, ...], dict[Property, None]]]
        merged = defaultdict(lambda: defaultdict(dict))
        for ends, told in self._told.items():
            for said, proofs in told.items():
                merged[self._in_order(ends, rooms)][said] |= proofs
        for ends, told in merged.items():
            predicate = PREFIXES["pcve"] + ends.predicate
            stated = self._known.relations(ends.subject, predicate, ends.other)
            owner = self._owner(ends, rooms, is_stated=bool(stated))
            number = max((_number(each) for each in stated), default=0)
            for said, proofs in told.items():
                if same := next((each for each in stated if _says(each, said)), None):
                    if self._source not in same.sources and (news := _with_anchor(proofs)):
                        yield owner, same.iri, news
                    continue
                number += 1
                yield owner, self._iri(ends, number), [*self._head(ends, rooms), *said, *proofs]

    def _in_order(self, ends: Ends, rooms: Mapping[str, str]) -> Ends:
        """Return the ends of a partnership in the order of the alphabet, others as they are."""
        if self._is_partnership(ends, rooms) and ends.subject > ends.other:
            return Ends(ends.other, ends.predicate, ends.subject)
        return ends

    def _is_partnership(self, ends: Ends, rooms: Mapping[str, str]) -> bool:
        both = (rooms.get(iri) or self._known.room_of(iri) for iri in (ends.subject, ends.other))
        return ends.predicate == "partnersWith" and all(room in ACTORS for room in both)

    def _owner(self, ends: Ends, rooms: Mapping[str, str], *, is_stated: bool) -> str:
        if not self._is_partnership(ends, rooms):
            return ends.subject
        name = f"{find_slug(ends.subject)}--{find_slug(ends.other)}"
        return PREFIXES["id"] + name if is_stated else f"partnerships/{name}.ttl"

    def _head(self, ends: Ends, rooms: Mapping[str, str]) -> Iterator[Property]:
        yield is_a(self._class(ends, rooms))
        yield link(RDF.subject.value, ends.subject)
        yield link(RDF.predicate.value, PREFIXES["pcve"] + ends.predicate)
        yield link(RDF.object.value, ends.other)
        if ends.predicate == "funds":
            yield link(PCVE.amountKind.value, AMOUNT_UNKNOWN)

    def _class(self, ends: Ends, rooms: Mapping[str, str]) -> str:
        if ends.predicate == "funds":
            return "Funding"
        return "Partnership" if self._is_partnership(ends, rooms) else "Relation"

    @staticmethod
    def _iri(ends: Ends, number: int) -> str:
        subject, other = find_slug(ends.subject) or "", find_slug(ends.other) or ""
        return relation_iri(RelationParts(subject, kebab(ends.predicate), other, number))


def _number(stated: Stated) -> int:
    parts = find_relation_parts(stated.iri)
    return parts.number if parts else 1


def _says(stated: Stated, said: tuple[Property, ...]) -> bool:
    """Return whether a relation of the graph says all of this: nothing, or the same dates."""
    have = {PCVE.start.value: stated.start, PCVE.end.value: stated.end}
    return all(
        isinstance(each.object, Text) and have.get(each.predicate, "").startswith(each.object.value)
        for each in said
    )


def _with_anchor(proofs: Mapping[Property, None]) -> list[Property]:
    return [proof for proof in proofs if len(getattr(proof.object, "properties", ())) > 1]
