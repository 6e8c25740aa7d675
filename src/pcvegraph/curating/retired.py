"""Retired identifiers: stubs in data/ttl/retired/, which lead to what took the place of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pcvegraph.curating.edits import Edits, values
from pcvegraph.curating.references import RETIRED
from pcvegraph.graph.turtle import Iri, Literal, Property, Statement
from pcvegraph.linking.importing.sheets import is_a, link
from pcvegraph.vocabulary import DCTERMS, OWL, PREFIXES

REPLACED = DCTERMS.isReplacedBy.value
MARK = Property(OWL.deprecated.value, Literal("true", PREFIXES["xsd"] + "boolean"), 0)


def path_of(slug: str) -> str:
    """Return the path of the file of the retired identifier `slug` and those of its relations."""
    return f"{RETIRED}{slug}.ttl"


def retire(edits: Edits, slug: str, successors: Mapping[str, str | None]) -> None:
    """Write what took the place of each IRI into the file of `slug`; None: nothing did.

    Stubs that led to these IRIs lead on with them.
    """
    for iri, successor in sorted(successors.items()):
        replaced = [link(REPLACED, successor)] if successor else []
        edits.say(path_of(slug), iri, [is_a("Retired"), MARK, *replaced])


def revive(edits: Edits, iris: Iterable[str]) -> None:
    """Let these IRIs be retired no more."""
    living = set(map(Iri, iris))
    for path in edits.paths():
        if path.startswith(RETIRED):
            whole = edits.document(path)
            kept = tuple(each for each in whole.statements if each.subject not in living)
            if len(kept) < len(whole.statements):
                edits.put(path, replace(whole, statements=kept))


def successor_of(edits: Edits, slug: str) -> str | None:
    """Return the IRI that took the place of the retired identifier `slug`; None without one."""
    wanted = Iri(PREFIXES["id"] + slug)
    found = (each for each in _stubs(edits, slug) if each.subject == wanted)
    return next((value for each in found for value in values(each, REPLACED)), None)


def is_retired(edits: Edits, slug: str) -> bool:
    """Return whether `slug` is a retired identifier."""
    return any(each.subject == Iri(PREFIXES["id"] + slug) for each in _stubs(edits, slug))


def _stubs(edits: Edits, slug: str) -> tuple[Statement, ...]:
    return edits.document(path_of(slug)).statements
