"""Evidence: the source, and the words in it that one can go and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcvegraph.curating.additions import clean, date_of
from pcvegraph.curating.anchors import find_anchor
from pcvegraph.curating.edits import values
from pcvegraph.curating.present import Present
from pcvegraph.errors import CurationError
from pcvegraph.graph.turtle import BlankNode, Iri, Property, Statement
from pcvegraph.languages import Bilingual
from pcvegraph.linking.importing.sheets import link, plain, text
from pcvegraph.vocabulary import DCTERMS, PCVE

LONGEST_ANCHOR = 8

TOO_LONG = Bilingual(
    "The anchor has {count} words; eight is the most.",
    "L'ancrage compte {count} mots; le maximum est de huit.",
)
SHORTEN = Bilingual(
    "Keep the words that a reader needs to find the place.",
    "Gardez les mots qui suffisent pour trouver le passage.",
)
NO_ANCHOR = Bilingual("The anchor has no words.", "L'ancrage ne contient aucun mot.")
NOT_THERE = Bilingual(
    "“{anchor}” does not stand in the text.", "«\u00a0{anchor}\u00a0» ne figure pas dans le texte."
)
COPY_WORDS = Bilingual(
    "Copy the words from the text, letter for letter.", "Copiez les mots du texte, tels quels."
)


@dataclass(frozen=True)
class EvidenceDraft:
    """Whose word it is: the source, words that stand in it, and what is said beside them."""

    source: str
    anchor: str
    language: str = ""
    as_of: str = ""
    locator: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None


def evidence_of(present: Present, draft: EvidenceDraft) -> Property:
    """Return the evidence as it is written.

    Raises:
        CurationError: the anchor is too long, or does not stand in the text that is given.
        UnknownIdentifierError: the graph has no such source.
    """
    source = present.known.find_source(draft.source)
    anchor = clean(draft.anchor)
    if not anchor:
        raise CurationError(NO_ANCHOR, COPY_WORDS)
    if (count := len(anchor.split())) > LONGEST_ANCHOR:
        raise CurationError(TOO_LONG.with_values(count=str(count)), SHORTEN)
    if draft.text is not None and find_anchor(draft.text, anchor) is None:
        raise CurationError(NOT_THERE.with_values(anchor=anchor), COPY_WORDS, is_no=True)
    language = draft.language or _language_of(present, source)
    said = [
        link(DCTERMS.source.value, source),
        text(PCVE.anchor.value, anchor, language),
        *date_of(PCVE.asOf.value, draft.as_of, "--as-of"),
        *(text(PCVE.note.value, clean(note), spoken) for spoken, note in draft.notes.items()),
    ]
    if draft.locator:
        said.append(plain(PCVE.locator.value, clean(draft.locator)))
    return Property(PCVE.evidence.value, BlankNode("", tuple(said)), 0)


def _language_of(present: Present, source: str) -> str:
    rows = present.rows(f"SELECT ?language WHERE {{ <{source}> dcterms:language ?language }}")
    return rows[0]["language"].value if rows else "en"


def words_of(proof: Property) -> list[str]:
    """Return the source and the words of a piece of evidence."""
    inner = Statement(Iri(""), getattr(proof.object, "properties", ()), 0)
    return values(inner, DCTERMS.source.value) + values(inner, PCVE.anchor.value)
