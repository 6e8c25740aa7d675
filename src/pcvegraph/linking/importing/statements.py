"""What a row says of its thing, as statements of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from pcvegraph.errors import InvalidIdentifierError
from pcvegraph.graph.turtle import Iri, Property
from pcvegraph.graph.turtle import Literal as Text
from pcvegraph.identifiers import checked_iri, shortened
from pcvegraph.languages import Bilingual
from pcvegraph.linking.datasets.mapping import DatasetMapping
from pcvegraph.linking.datasets.reading import Row, Value, names_at, record_of, values_at
from pcvegraph.linking.importing import telling
from pcvegraph.linking.importing.known import Known
from pcvegraph.linking.importing.sheets import cleaned, dated, language_or, link, plain, text
from pcvegraph.linking.matching.names import Name, key_of
from pcvegraph.linking.matching.records import Record, domain_of
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, SKOS

Tell: TypeAlias = Callable[[str, Bilingual], None]
"""Called with a column and what of it is left out."""

Stated: TypeAlias = Mapping[str, Sequence[NamedNode | Literal]]
"""What the graph says of a thing, by the IRI of the predicate."""

HOMEPAGE = PREFIXES["foaf"] + "homepage"
IDENTIFIER = PREFIXES["adms"] + "identifier"
CLASSIFICATION = PREFIXES["org"] + "classification"
ONLY_ONE = (
    CLASSIFICATION, PCVE.country.value, PCVE.place.value, PCVE.start.value, PCVE.end.value
)  # fmt: skip
"""Predicates of which the graph keeps the value it has."""

CLASSIFIED = ("Organisation", "Network")


class Said(NamedTuple):
    """What a row says of its thing: statements, and remarks for who reads the draft."""

    properties: list[Property]
    remarks: list[str]


class RowReader:
    """Reads rows by a mapping, as far as the graph knows what they name."""

    def __init__(self, mapping: DatasetMapping, known: Known) -> None:
        self._mapping = mapping
        self._known = known

    def record(self, row: Row, place: str, tell: Tell) -> Record:
        """Return what of the row is compared: clean names, countries by code, places by name.

        Raises:
            DatasetError: it has no id.
        """
        record = record_of(row, self._mapping, place)
        states = [self._known.find_country(v.text) for v in self._at(row, "countries")]
        codes = (code for state in states if state for code in state.record.countries)
        return replace(record, names=tuple(self._names(row, tell)), countries=frozenset(codes))

    def class_of(self, row: Row) -> str:
        """Return the class of the thing: the first that the row has; an organisation without one."""
        return next((value.text for value in self._at(row, "class")), "Organisation")

    def language_of(self, value: Value | Name) -> str:
        """Return the language of a text: its own, or that of the dataset."""
        return language_or(value.language, self._mapping.language)

    def said(self, row: Row, record: Record, class_name: str, stated: Stated, tell: Tell) -> Said:
        """Return what the row says of its thing and `stated` does not: what the graph says of it.

        `tell` hears what is left out, and what the graph says otherwise.
        """
        kinds, remarks = self._classification(row, class_name, tell)
        found = [
            *self._descriptions(row, tell),
            *kinds,
            *self._where(row, tell),
            *self._dates(row, tell),
            *self._homepages(row, tell),
            *self._identifiers(record),
        ]
        news = [each for each in found if _is_new(each, stated, tell)]
        labels = list(self._labels(record.names, stated))
        return Said([*labels, *news], remarks)

    def _at(self, row: Row, name: str) -> list[Value]:
        found = values_at(row, self._mapping.places.get(name, ()))
        return [value._replace(text=cleaned(value.text)) for value in found]

    def _column(self, name: str) -> str:
        return next((p.column for p in self._mapping.places.get(name, ()) if p.column), name)

    def _names(self, row: Row, tell: Tell) -> Iterator[Name]:
        for place in self._mapping.places["names"]:
            for name in names_at(row, [place]):
                told = cleaned(name.text)
                if fault := telling.find_fault(told, telling.LONGEST_NAME):
                    tell(place.column, fault)
                else:
                    yield name._replace(text=told)

    def _labels(self, names: Sequence[Name], stated: Stated) -> Iterator[Property]:
        """Yield the names: the first of each language is the label, and others stand beside it.

        Of what the graph has, a name that is there but for its spelling is not yielded; nor is one
        of which nobody said in which language it is.
        """
        label, beside = SKOS.prefLabel.value, SKOS.altLabel.value
        have = [value for term in (label, beside) for value in stated.get(term, ())]
        seen = {(self._same(v.value, stated), _language(v)) for v in have}
        texts = {key for key, _ in seen}
        labelled = {_language(value) for value in stated.get(label, ())}
        first_use = "label" if any(name.use == "label" for name in names) else ""
        for name in names:
            key, language = self._same(name.text, stated), self.language_of(name)
            if (key, language) in seen or (stated and not name.language and key in texts):
                continue
            seen.add((key, language))
            if name.use == "acronym":
                yield text(PCVE.acronym.value, name.text, language)
            elif language not in labelled and name.use == (first_use or name.use):
                labelled.add(language)
                yield text(label, name.text, language)
            else:
                yield text(beside, name.text, language)

    @staticmethod
    def _same(name: str, stated: Stated) -> str:
        return key_of(name) if stated else name

    def _descriptions(self, row: Row, tell: Tell) -> Iterator[Property]:
        seen = set()
        for place in self._mapping.places.get("descriptions", ()):
            for value in values_at(row, [place]):
                told = cleaned(value.text)
                language = language_or(value.language or place.language, self._mapping.language)
                if fault := telling.find_fault(told, telling.LONGEST_TEXT):
                    tell(place.column, fault)
                elif language not in seen:
                    seen.add(language)
                    yield text(DCTERMS.description.value, told, language)

    def _classification(
        self, row: Row, class_name: str, tell: Tell
    ) -> tuple[list[Property], list[str]]:
        kinds = list(dict.fromkeys(value.text for value in self._at(row, "kinds")))
        if class_name not in CLASSIFIED or not kinds:
            return [], []
        known = [self._known.kinds[kind] for kind in kinds if kind in self._known.kinds]
        for kind in kinds:
            if kind not in self._known.kinds:
                values = {"value": telling.quoted(kind), "known": ", ".join(self._known.kinds)}
                tell(self._column("kinds"), telling.NO_KIND.with_values(**values))
        if len(known) > 1:
            return [], [f"Say which: {' or '.join(map(shortened, known))} (org:classification)."]
        return [link(CLASSIFICATION, iri) for iri in known], []

    def _where(self, row: Row, tell: Tell) -> Iterator[Property]:
        country = None
        for value in self._at(row, "countries"):
            state = self._known.find_country(value.text)
            if state is None:
                self._tell_value(tell, "countries", telling.NO_COUNTRY, value.text)
            else:
                country = country or state.iri
                yield link(PCVE.country.value, state.iri)
        for value in self._at(row, "places"):
            place = self._known.find_place(value.text, country)
            if place is None:
                self._tell_value(tell, "places", telling.NO_PLACE, value.text)
            else:
                yield link(PCVE.place.value, place.iri)

    def _dates(self, row: Row, tell: Tell) -> Iterator[Property]:
        for name, predicate in (("start", PCVE.start), ("end", PCVE.end)):
            for value in self._at(row, name)[:1]:
                found = dated(predicate.value, value.text)
                if found is None:
                    self._tell_value(tell, name, telling.NO_DATE, value.text)
                else:
                    yield found

    def _homepages(self, row: Row, tell: Tell) -> Iterator[Property]:
        seen = set()
        for value in self._at(row, "websites"):
            address = _address(value.text)
            if address is None:
                self._tell_value(tell, "websites", telling.NO_ADDRESS, value.text)
            elif (host := domain_of(address)) not in seen:
                seen.add(host)
                yield link(HOMEPAGE, address)

    def _identifiers(self, record: Record) -> Iterator[Property]:
        """Yield its identifiers; the number of a row alone names nothing."""
        own = self._mapping.id
        if own.template != "{}" or record.id.startswith(("http://", "https://")):
            yield plain(IDENTIFIER, cleaned(record.id))
        for identifier in sorted(record.identifiers):
            yield plain(IDENTIFIER, cleaned(identifier))

    def _tell_value(self, tell: Tell, name: str, message: Bilingual, value: str) -> None:
        tell(self._column(name), message.with_values(value=telling.quoted(value)))


def _is_new(each: Property, stated: Stated, tell: Tell) -> bool:
    """Return whether the graph does not say this of a thing, nor something in its place."""
    have = stated.get(each.predicate, ())
    value = each.object
    assert isinstance(value, Iri | Text), "a row says nothing else"
    if each.predicate == DCTERMS.description.value:
        return all(_language(other) != getattr(value, "language", "") for other in have)
    if each.predicate == HOMEPAGE:
        return all(domain_of(other.value) != domain_of(value.value) for other in have)
    if each.predicate not in ONLY_ONE or not have:
        return all(other.value != value.value for other in have)
    # A date that says less than the one that is there says nothing else.
    if not any(other.value.startswith(value.value) for other in have):
        values = {"stated": shortened(have[0].value).strip("<>")}
        values |= {"value": shortened(value.value).strip("<>")}
        values["predicate"] = shortened(each.predicate)
        tell("", telling.DIFFERS.with_values(**values))
    return False


def _address(told: str) -> str | None:
    """Return a web address; None where it is none. That of a host alone begins with https."""
    address = told if "://" in told else f"https://{told}"
    host = domain_of(address)
    if not address.startswith(("http://", "https://")) or host is None:
        return None
    if ".." in host or host.startswith("."):
        return None
    try:
        return checked_iri(address)
    except InvalidIdentifierError:
        return None


def _language(value: NamedNode | Literal) -> str:
    return (value.language or "") if isinstance(value, Literal) else ""
