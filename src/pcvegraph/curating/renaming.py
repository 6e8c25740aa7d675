"""Give a thing another identifier: its file moves, all references follow, the old one leads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcvegraph.curating.additions import Addition
from pcvegraph.curating.edits import Edits
from pcvegraph.curating.present import Present
from pcvegraph.curating.references import (
    PARTNERSHIPS,
    iris_with,
    moved,
    partnership_path,
    renamed_iris,
    rewritten,
)
from pcvegraph.curating.retired import is_retired, retire, revive, successor_of
from pcvegraph.errors import CurationError
from pcvegraph.identifiers import entity_iri, find_slug
from pcvegraph.languages import Bilingual

MATCHES = "--matches--"

NO_FILE = Bilingual(
    "{thing} has no file of its own: it is not renamed so.",
    "{thing} n'a pas de fichier\u00a0: on ne le renomme pas ainsi.",
)
CONCEPTS = Bilingual(
    "Concepts are edited in ontology/concepts.ttl; a source keeps its identifier.",
    "Les concepts se modifient dans ontology/concepts.ttl; une source garde son identifiant.",
)
TAKEN = Bilingual(
    "{slug} is the identifier of something else.", "{slug} est l'identifiant d'autre chose."
)
MERGE = Bilingual(
    "Where both are one thing: `pcvegraph merge {old} {slug}`. Else choose another name.",
    "S'il s'agit d'une seule chose\u00a0: `pcvegraph merge {old} {slug}`. Sinon, prenez un autre nom.",
)
BY_HAND = Bilingual(
    "{path} names {slug}: change it by hand.", "{path} nomme {slug}\u00a0: modifiez-le à la main."
)
SAME = Bilingual("It is called so already.", "Elle s'appelle déjà ainsi.")
OTHER = Bilingual("Choose another name.", "Choisissez un autre nom.")


def rename(present: Present, old: str, new: str) -> Addition:
    """Return what gives the thing `old` the identifier `new`, a slug.

    Raises:
        CurationError: `new` is taken, or `old` has no file of its own.
        InvalidIdentifierError: `new` is no slug.
    """
    old_iri, new_iri = present.find_thing(old), entity_iri(new)
    old = find_slug(old_iri) or ""
    edits = Edits(present.contents)
    path = present.path_of(old_iri)
    if path is None:
        raise CurationError(NO_FILE.with_values(thing=present.shown(old_iri)), CONCEPTS)
    _check_is_free(present, edits, old, new)
    mapping = renamed_iris(edits, old, new)
    revive(edits, mapping.values())
    rewritten(edits, mapping, old)
    moved(edits, path, path.replace(f"/{old}.ttl", f"/{new}.ttl"))
    move_partnerships(edits, mapping)
    retire(edits, old, {iri: name for iri, name in mapping.items() if MATCHES not in iri})
    return Addition(edits.changes, (new_iri,), tuple(named_by_hand(present, old)))


def _check_is_free(present: Present, edits: Edits, old: str, new: str) -> None:
    if old == new or "--" in new:
        raise CurationError(SAME if old == new else TAKEN.with_values(slug=new), OTHER)
    if is_retired(edits, new) and successor_of(edits, new) == entity_iri(old):
        return  # it gets its own earlier name again
    if present.known.is_taken(new) or is_retired(edits, new):
        words = {"slug": new, "old": old}
        raise CurationError(TAKEN.with_values(**words), MERGE.with_values(**words), is_no=True)


def named_by_hand(present: Present, slug: str) -> Iterator[Bilingual]:
    """Yield a remark for each query of the root that names `slug`, for a person to look at."""
    folders = (present.root.ontology, present.root.queries)
    for path in sorted(each for folder in folders for each in folder.rglob("*.rq")):
        if iris_with(path.read_bytes(), slug):
            yield BY_HAND.with_values(path=present.root.name(path), slug=slug)


def move_partnerships(edits: Edits, mapping: Mapping[str, str]) -> None:
    """Let each partnership whose IRI changes stand in the file of its two partners."""
    for old, new in sorted(mapping.items()):
        if "--partners-with--" in old:
            before, after = partnership_path(old), partnership_path(new)
            if before in edits.paths() and before.startswith(PARTNERSHIPS):
                moved(edits, before, after)
