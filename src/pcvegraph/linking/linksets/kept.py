"""The links that the graph keeps: read from it, and written for others as VoID and as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from pcvegraph.errors import UnknownIdentifierError
from pcvegraph.graph.formatting import formatted
from pcvegraph.linking.linksets.links import Decision, Link, LinkSet, Target, sorted_links
from pcvegraph.linking.linksets.sssom import OUR_LICENCE, SETS
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import (
    DATASET,
    DCTERMS,
    PREFIXES,
    RDF,
    SKOS,
    VOID,
    XSD,
    prologue,
)

PROLOGUE = prologue("dcterms", "owl", "pcve", "rdfs", "skos", "sssom")
TARGETS = """SELECT ?set ?title ?licence ?attribution ?homepage ?version WHERE {
  ?set a pcve:MappingSet ; dcterms:title ?title ; sssom:object_source_version ?version .
  OPTIONAL { ?set dcterms:license ?licence }
  OPTIONAL { ?set dcterms:rights ?attribution }
  OPTIONAL { ?set sssom:object_source ?homepage }
}"""
LINKS = """SELECT * WHERE {
  ?mapping a pcve:Mapping ; dcterms:isPartOf ?set ;
    owl:annotatedSource ?subject ; owl:annotatedProperty ?predicate ; owl:annotatedTarget ?object ;
    sssom:mapping_justification ?justification ; sssom:object_source_version ?version .
  OPTIONAL { ?subject skos:prefLabel ?subject_label FILTER(LANG(?subject_label) = "en") }
  OPTIONAL { ?mapping sssom:object_label ?object_label }
  OPTIONAL { ?mapping sssom:confidence ?confidence }
  OPTIONAL { ?mapping sssom:other ?reasons }
  OPTIONAL { ?mapping sssom:predicate_modifier ?modifier }
  OPTIONAL { ?mapping sssom:reviewer_id|sssom:reviewer_label ?reviewer }
  OPTIONAL { ?mapping sssom:review_date ?reviewed }
  OPTIONAL { ?mapping rdfs:comment ?comment }
}"""

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "subject",
    "subject_label",
    "decision",
    "predicate",
    "object",
    "object_label",
    "confidence",
    "reasons",
    "reviewer",
    "reviewed",
    "comment",
    "version",
)


def read_link_sets(graph: Askable) -> dict[str, LinkSet]:
    """Return the sets of links of the graph by the name of their dataset; raises as `Askable.rows`."""
    targets: dict[str, dict[str, str]] = {}
    for row in graph.rows(Question(PROLOGUE + TARGETS)):
        told = targets.setdefault(row["set"].value, {})
        title = row["title"]
        is_french = isinstance(title, Literal) and title.language == "fr"
        told["title_fr" if is_french else "title"] = title.value
        for name in ("licence", "attribution", "homepage", "version"):
            told[name] = _text(row, name)
    links: dict[str, list[Link]] = {name: [] for name in targets}
    for row in graph.rows(Question(PROLOGUE + LINKS)):
        links.setdefault(row["set"].value, []).append(_link(row))
    return {
        (name := iri.removeprefix(SETS)): LinkSet(
            Target(**({"title": name} | told), name=name), sorted_links(links[iri])
        )
        for iri, told in sorted(targets.items())
    }


def find_link_set(graph: Askable, name: str) -> LinkSet:
    """Return the links to the dataset `name`.

    Raises:
        UnknownIdentifierError: the graph has none to it; with those that there are.
    """
    known = read_link_sets(graph)
    if name not in known:
        raise UnknownIdentifierError(name, tuple(known))
    return known[name]


def _link(row: Row) -> Link:
    confidence = _text(row, "confidence")
    decision: Decision = "rejected" if "modifier" in row else "accepted"
    return Link(
        subject=row["subject"].value,
        object=row["object"].value,
        subject_label=_text(row, "subject_label"),
        object_label=_text(row, "object_label"),
        predicate="closeMatch" if row["predicate"] == SKOS.closeMatch else "exactMatch",
        confidence=float(confidence) if confidence else None,
        justification=row["justification"].value.removeprefix(PREFIXES["semapv"]),
        reasons=_text(row, "reasons"),
        decision=decision,
        reviewer=_text(row, "reviewer"),
        reviewed=_text(row, "reviewed"),
        comment=_text(row, "comment"),
        version=_text(row, "version"),
    )


def _text(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def accepted(links: LinkSet) -> list[Link]:
    """Return the links of the set that stand."""
    return [link for link in links.links if link.decision == "accepted"]


def write_void(links: LinkSet) -> str:
    """Return the accepted links in Turtle: a void:Linkset for each predicate, and its triples."""
    target = links.target
    triples: list[Triple] = []
    counts = Counter(link.predicate for link in accepted(links))
    for predicate, count in sorted(counts.items()):
        link_set = NamedNode(f"{SETS}{target.name}#{predicate}")
        values: list[tuple[NamedNode, NamedNode | Literal]] = [
            (RDF.type, VOID.Linkset),
            (VOID.linkPredicate, NamedNode(PREFIXES["skos"] + predicate)),
            (VOID.subjectsTarget, DATASET),
            (VOID.triples, Literal(str(count), datatype=XSD.integer)),
            (DCTERMS.license, NamedNode(OUR_LICENCE)),
            (DCTERMS.title, Literal(f"pcvegraph: {target.title}", language="en")),
        ]
        if target.homepage:
            values.append((VOID.objectsTarget, NamedNode(target.homepage)))
        if target.attribution:
            values.append((DCTERMS.rights, Literal(target.attribution, language="en")))
        triples += [Triple(link_set, link, value) for link, value in values]
    triples += [
        Triple(
            NamedNode(link.subject),
            NamedNode(PREFIXES["skos"] + link.predicate),
            NamedNode(link.object),
        )
        for link in accepted(links)
    ]
    return formatted((serialize(triples, format=RdfFormat.TURTLE) or b"").decode())


def write_csv(links: LinkSet) -> str:
    """Return the links, rejected ones too, as a table that a spreadsheet opens safely.

    A cell that begins as a formula does has an apostrophe before it.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for link in links.links:
        cells = ("" if (cell := getattr(link, name)) is None else str(cell) for name in COLUMNS)
        table.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
    return out.getvalue()
