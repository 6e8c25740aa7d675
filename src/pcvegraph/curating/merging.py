"""Make one thing of two that are the same: relations of both, doubles folded, the first one retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pcvegraph.curating.additions import Addition
from pcvegraph.curating.edits import Edits, bare, values
from pcvegraph.curating.present import Present
from pcvegraph.curating.references import moved, renamed_iris, rewritten
from pcvegraph.curating.relations import BESIDE
from pcvegraph.curating.removing import without
from pcvegraph.curating.renaming import (
    CONCEPTS,
    MATCHES,
    NO_FILE,
    move_partnerships,
    named_by_hand,
)
from pcvegraph.curating.retired import retire
from pcvegraph.errors import CurationError
from pcvegraph.graph.turtle import Iri, Literal, Property, Statement
from pcvegraph.identifiers import find_slug, shortened
from pcvegraph.languages import Bilingual
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, RDF, SKOS

LABEL, BESIDE_LABEL = SKOS.prefLabel.value, SKOS.altLabel.value
ONE_EACH = frozenset(
    (RDF.type.value, PCVE.country.value, PCVE.place.value, PCVE.start.value, PCVE.end.value,
     PCVE.isoCode.value, PREFIXES["org"] + "classification", PREFIXES["foaf"] + "homepage")
)  # fmt: skip
"""What a thing says once."""

ONE_A_LANGUAGE = frozenset((LABEL, DCTERMS.description.value))

SAME = Bilingual(
    "{thing} cannot be merged with itself.", "{thing} ne peut être fusionné avec lui-même."
)
TWO = Bilingual("Name two things.", "Nommez deux choses.")
DROPPED = Bilingual(
    "Dropped: {thing} had {property} “{value}”; {kept} stays.",
    "Omis\u00a0: {thing} avait {property} «\u00a0{value}\u00a0»; {kept} demeure.",
)
BECAME_OTHER_NAME = Bilingual(
    "“{value}” stays as another name.", "«\u00a0{value}\u00a0» demeure comme autre nom."
)
BETWEEN = Bilingual(
    "Dropped: {relation} joined the two.", "Omise\u00a0: {relation} reliait les deux."
)
FOLDED = Bilingual(
    "{relation} is folded into {into}: its evidence is joined.",
    "{relation} est réunie à {into}, avec ses preuves.",
)


class Merge:
    """Two things becoming one; `remarks` say what is dropped, `notes` what else is to be known."""

    def __init__(self, present: Present, gone: str, into: str) -> None:
        """Read which things are meant; raises CurationError where one is not to be found."""
        self.present = present
        self.gone, self.into = present.find_thing(gone), present.find_thing(into)
        if self.gone == self.into:
            raise CurationError(SAME.with_values(thing=present.shown(self.into)), TWO)
        self.remarks: list[Bilingual] = []
        self.notes: list[Bilingual] = []
        self._edits = Edits(present.contents)

    def addition(self) -> Addition:
        """Return what makes the two one; raises CurationError where one has no file."""
        edits, slug = self._edits, find_slug(self.gone) or ""
        before, after = self._path(self.gone), self._path(self.into)
        mapping = renamed_iris(edits, slug, find_slug(self.into) or "")
        successors: dict[str, str | None] = {
            iri: name for iri, name in mapping.items() if MATCHES not in iri
        }
        inner = {old for old, new in mapping.items() if self._is_between(new)}
        self._drop(inner)
        self._drop_double_mappings(mapping)
        numbered = self._numbered({o: n for o, n in mapping.items() if o not in inner})
        self._merge_thing(before)
        rewritten(edits, numbered, slug)
        moved(edits, before, after)
        move_partnerships(edits, numbered)
        self._join_doubles(numbered.values())
        successors |= {old: new for old, new in numbered.items() if old in successors}
        successors |= dict.fromkeys(inner, self.into)
        retire(edits, slug, successors)
        self.notes += named_by_hand(self.present, slug)
        return Addition(edits.changes, (self.into,), (*self.remarks, *self.notes))

    def _path(self, iri: str) -> str:
        path = self.present.path_of(iri)
        if path is None:
            raise CurationError(NO_FILE.with_values(thing=self.present.shown(iri)), CONCEPTS)
        return path

    def _is_between(self, iri: str) -> bool:
        parts = (find_slug(iri) or "").split("--")
        return len(parts) > 2 and parts[0] == parts[2] == find_slug(self.into)  # noqa: PLR2004

    def _drop(self, iris: set[str]) -> None:
        """Take out the relations with these IRIs, and what points at them."""
        for iri in sorted(iris):
            self.remarks.append(BETWEEN.with_values(relation=find_slug(iri) or iri))
        without(self._edits, iris)

    def _drop_double_mappings(self, mapping: dict[str, str]) -> None:
        """Take out records of matches that the other thing has as well."""
        contents = [self._edits.content(p) for p in self._edits.naming(find_slug(self.into) or "")]
        slugs = {
            old: (find_slug(new) or "").encode() for old, new in mapping.items() if MATCHES in old
        }
        doubles = {old for old, slug in slugs.items() if any(slug in each for each in contents)}
        without(self._edits, doubles)

    def _numbered(self, mapping: dict[str, str]) -> dict[str, str]:
        """Return the IRIs that relations get: those of doubles, or with the next free number."""
        into = _relations(self._edits, find_slug(self.into) or "")
        there = {iri: said for iri, said in into if iri not in mapping}
        gone = dict(_relations(self._edits, find_slug(self.gone) or ""))
        found = dict(mapping)
        for old, new in sorted(mapping.items()):
            if old not in gone or new not in there:
                continue
            base = "--".join(new.split("--")[:3])
            same = [iri for iri in there if iri == base or iri.startswith(base + "--")]
            double = next((iri for iri in same if _says_same(there[iri], gone[old])), None)
            found[old] = double or _next(base, {*there, *found.values()})
            if double:
                words = {"relation": find_slug(old) or old, "into": find_slug(double) or double}
                self.notes.append(FOLDED.with_values(**words))
            else:
                there[found[old]] = gone[old]
        return found

    def _merge_thing(self, path: str) -> None:
        """Let the thing that goes say only what the other does not."""
        other = self._edits.document(self._path(self.into))
        kept = next(each for each in other.statements if each.subject == Iri(self.into))
        whole = self._edits.document(path)
        statements = []
        for each in whole.statements:
            own = each.subject == Iri(self.gone)
            left = tuple(self._left(each, kept)) if own else each.properties
            if left:
                statements.append(replace(each, properties=left))
        self._edits.put(path, replace(whole, statements=tuple(statements)))

    def _left(self, gone: Statement, kept: Statement) -> Iterator[Property]:
        said = {_once(each): each for each in kept.properties}
        have = {bare(each) for each in kept.properties}
        for each in gone.properties:
            once = _once(each)
            rival = said.get(once) if once else None
            if bare(each) in have or each.predicate == PCVE.ourTranslation.value:
                continue
            if rival is None:
                yield each
            elif each.predicate == LABEL:
                self.notes.append(BECAME_OTHER_NAME.with_values(value=_text(each)))
                yield replace(each, predicate=BESIDE_LABEL)
            else:
                self.remarks.append(
                    DROPPED.with_values(
                        thing=find_slug(self.gone) or "",
                        property=shortened(each.predicate),
                        value=_text(each),
                        kept=_text(rival),
                    )
                )

    def _join_doubles(self, iris: Iterable[str]) -> None:
        """Let statements of one subject in one file be one."""
        wanted = {Iri(iri) for iri in iris}
        slug = find_slug(self.into) or ""
        for path in list(self._edits.naming(slug)):
            whole = self._edits.document(path)
            subjects = [each.subject for each in whole.statements if each.subject in wanted]
            if len(set(subjects)) < len(subjects):
                joined = tuple(_joined(whole.statements))
                self._edits.put(path, replace(whole, statements=joined))


def _relations(edits: Edits, slug: str) -> Iterator[tuple[str, Statement]]:
    """Yield by IRI the relations in the files in which `slug` stands."""
    for path in edits.naming(slug):
        for each in edits.document(path).statements:
            if isinstance(each.subject, Iri) and values(each, RDF.subject.value):
                yield each.subject.value, each


def _says_same(one: Statement, other: Statement) -> bool:
    return _own(one) == _own(other)


def _own(statement: Statement) -> set[Property]:
    return {bare(each) for each in statement.properties if each.predicate not in BESIDE}


def _next(base: str, taken: set[str]) -> str:
    number = 2
    while f"{base}--{number}" in taken:
        number += 1
    return f"{base}--{number}"


def _once(each: Property) -> tuple[str, str] | None:
    """Return what a property is the only one of; None where there may be others."""
    if each.predicate in ONE_EACH:
        return each.predicate, ""
    if each.predicate in ONE_A_LANGUAGE and isinstance(each.object, Literal):
        return each.predicate, each.object.language
    return None


def _text(each: Property) -> str:
    value = str(getattr(each.object, "value", ""))
    return shortened(value) if isinstance(each.object, Iri) else value


def _joined(statements: Iterable[Statement]) -> list[Statement]:
    found: defaultdict[object, list[Statement]] = defaultdict(list)
    for each in statements:
        found[each.subject].append(each)
    return [_one(several) for several in found.values()]


def _one(several: list[Statement]) -> Statement:
    said = {bare(each): each for statement in reversed(several) for each in statement.properties}
    return replace(several[0], properties=tuple(said.values()))
