"""What changed of the records that things of ours match those of other datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcvegraph.changes.change import Change, Kind
from pcvegraph.changes.comparing import Matter, compare, without_scheme
from pcvegraph.changes.phrases import bilingual, fill, line, quoted, shown
from pcvegraph.changes.sides import Side, Sides
from pcvegraph.languages import Bilingual, Language
from pcvegraph.querying.descriptions import Thing
from pcvegraph.vocabulary import DCTERMS, OWL, SSSOM

MATCH = Bilingual("match with {label} ({dataset})", "correspondance avec {label} ({dataset})")
NO_MATCH = Bilingual(
    "no match with {label} ({dataset})", "pas de correspondance avec {label} ({dataset})"
)
NEW = Bilingual("{match} – new", "{match} – nouvelle fiche")
WITHDRAWN = Bilingual("{match} – withdrawn", "{match} – fiche retirée")
OURS, THEIRS = OWL.annotatedSource.value, OWL.annotatedTarget.value


def link_changes(sides: Sides, iris: Iterable[str]) -> Iterator[tuple[Thing, Change]]:
    """Yield what changed of these records, each with the thing of ours that they are of."""
    for iri in iris:
        side = sides.later(iri)
        who = sides.thing(side.first(iri, OURS))
        if sides.before.facts(iri) and sides.after.facts(iri):
            what = bilingual(lambda language, s=side, i=iri: _match(s, i, language))  # type: ignore[misc]
            for change in compare(Matter(sides, iri, iri, who, what, kind="changed-link")):
                yield who, change
        else:
            yield who, _came_or_went(side, iri, who, came=side is sides.after)


def _came_or_went(side: Side, iri: str, who: Thing, *, came: bool) -> Change:
    kind: Kind = "new-link" if came else "withdrawn-link"
    pattern = NEW if came else WITHDRAWN

    def sentence(language: Language) -> str:
        return line(who, fill(pattern, language, match=_match(side, iri, language)), language)

    return Change(kind, iri, bilingual(sentence))


def _match(side: Side, iri: str, language: Language) -> str:
    label = side.first(iri, SSSOM.object_label.value) or without_scheme(side.first(iri, THEIRS))
    dataset = side.thing(side.first(iri, DCTERMS.isPartOf.value))
    pattern = NO_MATCH if side.first(iri, SSSOM.predicate_modifier.value) else MATCH
    return fill(pattern, language, label=quoted(label, language), dataset=shown(dataset, language))
