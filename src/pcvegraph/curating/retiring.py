"""Take a thing out of the data: its identifier stays as a retired one; that of a person goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pcvegraph.curating.additions import Addition
from pcvegraph.curating.edits import Edits, values
from pcvegraph.curating.present import Present
from pcvegraph.curating.references import RETIRED, iris_with, rewritten
from pcvegraph.curating.removing import without
from pcvegraph.curating.renaming import CONCEPTS, NO_FILE, named_by_hand
from pcvegraph.curating.retired import REPLACED, retire
from pcvegraph.errors import CurationError
from pcvegraph.graph.removals import LIST, with_removals
from pcvegraph.graph.turtle import Iri, Statement
from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Bilingual
from pcvegraph.linking.importing.sheets import text
from pcvegraph.vocabulary import PCVE, RDF, SKOS

SHOWN = 20  # statements that point at a thing, of those that are told

STILL_USED = Bilingual(
    "{count} statements of others point at {thing}:\n{list}",
    "{count} énoncés d'ailleurs visent {thing}\u00a0:\n{list}",
)
WITH_RELATIONS = Bilingual(
    "Point them elsewhere, or take them out too: --with-relations. Where another thing is the same, "
    "use `pcvegraph merge`.",
    "Dirigez-les ailleurs ou retirez-les aussi\u00a0: --with-relations. Si une autre chose est la même, "
    "employez `pcvegraph merge`.",
)
NO_PERSON = Bilingual("{thing} is no person.", "{thing} n'est pas une personne.")
PLAIN = Bilingual("Leave out --person.", "Omettez --person.")
PERSON = Bilingual("{thing} is a person.", "{thing} est une personne.")
ADD_PERSON = Bilingual(
    "Add --person: nothing of a name stays, and no stub.",
    "Ajoutez --person\u00a0: rien du nom ne reste, pas même un renvoi.",
)
NAMED = Bilingual("{place} still has the name.", "{place} contient encore le nom.")
DISPUTED = Bilingual(
    "The disagreement {thing} is about it.", "Le désaccord {thing} porte là-dessus."
)
BY_HAND = Bilingual("Edit or remove that file first.", "Modifiez ou supprimez d'abord ce fichier.")


def retire_thing(
    present: Present, slug: str, replaced_by: str = "", *, with_relations: bool = False
) -> Addition:
    """Return what takes a thing out and leaves its identifier, and those of its relations, retired.

    Raises:
        CurationError: it is no thing with a file, or is a person; or others point at it and their
            statements are not to go too.
    """
    iri, path = _found(present, slug)
    if present.known.is_person(iri):
        raise CurationError(PERSON.with_values(thing=slug), ADD_PERSON)
    successor = present.find_thing(replaced_by) if replaced_by else None
    edits = Edits(present.contents)
    pointing = list(_pointing(edits, iri, path))
    if pointing and not with_relations:
        raise CurationError(_still_used(present, iri, pointing), WITH_RELATIONS, is_no=True)
    labels = [
        each
        for statement in edits.document(path).statements
        if statement.subject == Iri(iri)
        for each in statement.properties
        if each.predicate == SKOS.prefLabel.value
    ]
    name = find_slug(iri) or ""
    if successor:
        # Earlier names of it lead on, too.
        rewritten(edits, {iri: successor}, name, RETIRED)
    relations = _take_out(edits, iri, path)
    retire(edits, name, {iri: successor} | dict.fromkeys(relations))
    if successor is None:
        said = [text(each.predicate, each.object.value, each.object.language) for each in labels]  # type: ignore[union-attr]
        edits.say(f"{RETIRED}{name}.ttl", iri, said)
    return Addition(edits.changes, (iri,), tuple(named_by_hand(present, name)))


def remove_person(present: Present, slug: str, day: date) -> Addition:
    """Return what takes a person out entirely: no name stays, only hashes of the identifiers.

    Raises:
        CurationError: it is no person.
    """
    iri, path = _found(present, slug)
    if not present.known.is_person(iri):
        raise CurationError(NO_PERSON.with_values(thing=slug), PLAIN)
    edits = Edits(present.contents)
    name = find_slug(iri) or ""
    labels = {each.text for each in present.entities[iri].record.names}
    gone = _forget_stubs(edits, iri) | {iri, *_take_out(edits, iri, path)}
    edits.put_bytes(LIST, with_removals(present.root, gone, day))
    remarks = [NAMED.with_values(place=place) for place in _naming(edits, {*labels, name})]
    return Addition(edits.changes, (), (*remarks, *named_by_hand(present, name)))


def _found(present: Present, slug: str) -> tuple[str, str]:
    iri = present.find_thing(slug)
    path = present.path_of(iri)
    if path is None:
        raise CurationError(NO_FILE.with_values(thing=present.shown(iri)), CONCEPTS)
    return iri, path


def _pointing(edits: Edits, iri: str, own: str) -> Iterator[tuple[str, str]]:
    """Yield path and subject of each statement of other files that points at a thing."""
    for path in edits.naming(find_slug(iri) or ""):
        if path != own and not path.startswith(RETIRED):
            for statement in edits.document(path).statements:
                if statement.subject != Iri(iri) and _points(statement, iri):
                    yield path, getattr(statement.subject, "value", "")


def _points(statement: Statement, iri: str) -> bool:
    return any(each.object == Iri(iri) for each in statement.properties)


def _still_used(present: Present, iri: str, pointing: list[tuple[str, str]]) -> Bilingual:
    lines = [f"    {path}: {find_slug(subject) or subject}" for path, subject in pointing[:SHOWN]]
    lines += ["    …"] * (len(pointing) > SHOWN)
    words = {"count": str(len(pointing)), "thing": present.shown(iri), "list": "\n".join(lines)}
    return STILL_USED.with_values(**words)


def _take_out(edits: Edits, iri: str, own: str) -> set[str]:
    """Take out a thing, its relations and what points at them; return the IRIs of the relations."""
    relations: set[str] = set()
    for path in list(edits.naming(find_slug(iri) or "")):
        if path.startswith(RETIRED):
            continue
        for statement in edits.document(path).statements:
            subject = getattr(statement.subject, "value", "")
            if PCVE.Disagreement.value in values(statement, RDF.type.value):
                _check_undisputed(statement, iri, subject)
            ends = values(statement, RDF.subject.value) + values(statement, RDF.object.value)
            if iri in ends:
                relations.add(subject)
    without(edits, {iri, *relations})
    if own in edits.paths():
        edits.put(own, replace(edits.document(own), statements=()))
    return relations


def _check_undisputed(statement: Statement, iri: str, subject: str) -> None:
    if _points(statement, iri):
        thing = find_slug(subject) or subject
        raise CurationError(DISPUTED.with_values(thing=thing), BY_HAND, is_no=True)


def _forget_stubs(edits: Edits, iri: str) -> set[str]:
    """Take out what leads to a person by an earlier name; return the identifiers that were retired."""
    gone: set[str] = set()
    for path in [each for each in edits.paths() if each.startswith(RETIRED)]:
        whole = edits.document(path)
        slug = find_slug(iri) or ""
        own = {
            getattr(each.subject, "value", "")
            for each in whole.statements
            if any(iris_with(f"<{value}>".encode(), slug) for value in values(each, REPLACED))
        }
        if own:
            left = tuple(s for s in whole.statements if getattr(s.subject, "value", "") not in own)
            edits.put(path, replace(whole, statements=left))
            gone |= own
    return gone


def _naming(edits: Edits, names: set[str]) -> Iterator[str]:
    """Yield where one of the names still stands, by file and line."""
    folded = {name.casefold() for name in names if name}
    for path in edits.paths():
        lines = edits.content(path).decode().casefold().splitlines()
        yield from (
            f"{path}:{number}"
            for number, line in enumerate(lines, 1)
            if any(name in line for name in folded)
        )
