"""Make, split and check the IRIs of the house.

entity    https://w3id.org/pcvegraph/id/<slug>
relation  https://w3id.org/pcvegraph/id/<subject>--<predicate>--<object>[--<number>]
evidence  <relation>--by--<first 8 hex of sha256(source IRI, newline, anchor)>
claim     <disagreement>--claims--<first 8 hex of sha256(value, in English where it has one)>
mapping   <our thing>--matches--<first 8 hex of sha256(IRI of the other thing)>
source    https://w3id.org/pcvegraph/source/<slug>
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import NamedNode

from pcvegraph.errors import InvalidIdentifierError
from pcvegraph.vocabulary import GRAPHS, PREFIXES

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
DERIVED = re.compile(r"--(?:by|claims|matches)--.*")
PUBLISHED = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")


class RelationParts(NamedTuple):
    """The slugs in a relation's IRI; `number` is 1 where the IRI has none."""

    subject: str
    predicate: str
    object: str
    number: int


def entity_iri(slug: str) -> str:
    """Return the IRI of what `slug` names in `id:`: an entity, relation, evidence or concept.

    Raises:
        InvalidIdentifierError: the slug is not lower-case ASCII kebab-case.
    """
    return PREFIXES["id"] + _checked(slug)


def source_iri(slug: str) -> str:
    """Return the IRI of the source `slug`; raises InvalidIdentifierError as `entity_iri`."""
    return PREFIXES["source"] + _checked(slug)


def checked_iri(text: str) -> str:
    """Return `text` where it is an absolute IRI.

    Raises:
        InvalidIdentifierError: it is not.
    """
    try:
        iri = NamedNode(text).value
    except ValueError:
        raise InvalidIdentifierError(text) from None
    if not ABSOLUTE.match(iri):
        raise InvalidIdentifierError(text)
    return iri


def _checked(slug: str) -> str:
    if not PUBLISHED.fullmatch(slug):
        raise InvalidIdentifierError(slug)
    return slug


def find_slug(iri: str) -> str | None:
    """Return the part of an `id:` or `source:` IRI after its namespace; None for other IRIs."""
    for prefix in ("id", "source"):
        if iri.startswith(PREFIXES[prefix]):
            return iri.removeprefix(PREFIXES[prefix])
    return None


def kebab(term: str) -> str:
    """Return a camelCase term in kebab-case, as relation IRIs write it: coChairs → co-chairs."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"-\1", term).lower()


def relation_iri(parts: RelationParts) -> str:
    """Return the IRI of the relation with these parts."""
    name = "--".join(parts[:3])
    return PREFIXES["id"] + (name if parts.number == 1 else f"{name}--{parts.number}")


def find_relation_parts(iri: str) -> RelationParts | None:
    """Return the parts of a relation's IRI, or None where it is not one.

    The predicate is read as one slug: ends whose own slug has a doubled hyphen do not exist.
    """
    pieces = (find_slug(iri) or "").split("--")
    number = int(pieces.pop()) if pieces[-1].isdigit() and len(pieces) > len("spo") else 1
    if len(pieces) != len("spo") or not all(SLUG.fullmatch(piece) for piece in pieces):
        return None
    return RelationParts(pieces[0], pieces[1], pieces[2], number)


def evidence_iri(owner: str, source: str, anchor: str) -> str:
    """Return the IRI of the evidence that `source` gives `owner` (a relation or claim) at `anchor`."""
    return owner + "--by--" + _digest(source + "\n" + anchor)


def claim_iri(disagreement: str, value: str) -> str:
    """Return the IRI of the claim of `disagreement` that says `value`."""
    return disagreement + "--claims--" + _digest(value)


def mapping_iri(subject: str, target: str) -> str:
    """Return the IRI of the record that `subject` and `target` match, or do not."""
    return subject + "--matches--" + _digest(target)


def split_derived(iri: str) -> tuple[str, str]:
    """Return the IRI of what owns evidence, a claim or a mapping, and what follows it; "" for others."""
    found = DERIVED.search(iri)
    return (iri[: found.start()], found[0]) if found else (iri, "")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def graph_iri(place: str) -> str:
    """Return the named graph of the file at `place`, its path below data/ttl/ (posix, with .ttl)."""
    return GRAPHS + place.removesuffix(".ttl")


def shortened(iri: str) -> str:
    """Return `prefix:name` where a prefix of the house fits and the name is plain, else `<iri>`."""
    for prefix, namespace in PREFIXES.items():
        name = iri.removeprefix(namespace)
        if name != iri and re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", name):
            return f"{prefix}:{name}"
    return f"<{iri}>"
