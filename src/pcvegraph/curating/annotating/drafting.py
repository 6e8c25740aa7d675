"""The draft of a text: a relation for each pair, which lacks what a person has to say."""

from __future__ import annotations

from pcvegraph.curating.annotating.annotation import Annotation
from pcvegraph.identifiers import RelationParts, find_slug, relation_iri
from pcvegraph.linking.importing.sheets import Sheet, evidence, is_a, link
from pcvegraph.vocabulary import RDF

UNSAID = "todo"
OTHERWISE = "en"
REMARK = (
    "Characters {start}–{end}. If the text says so: add rdf:predicate, name the relation for it (turned "
    "round if need be), look at the anchor. If not: delete this."
)


def draft_of(annotation: Annotation) -> bytes:
    """Return the Turtle file of a text's pairs; b"" where there is none.

    A relation in it has no predicate, so that nothing follows from it: the check names it by its line.
    It names things of the graph only, and no person.
    """
    sheet = Sheet()
    language = next(iter(annotation.source.languages), OTHERWISE)
    for pair in annotation.pairs:
        ends = (find_slug(pair.first) or "", find_slug(pair.second) or "")
        iri = relation_iri(RelationParts(ends[0], UNSAID, ends[1], 1))
        sheet.remark(iri, REMARK.format(start=pair.start, end=pair.end))
        sheet.say(
            iri,
            is_a("Relation"),
            link(RDF.subject.value, pair.first),
            link(RDF.object.value, pair.second),
            evidence(annotation.source.iri, pair.anchor, language),
        )
    return sheet.written() if sheet else b""
