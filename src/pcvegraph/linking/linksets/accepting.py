"""Put decided links into the graph: a file of `data/ttl/links` for each dataset.

A link that was accepted is a triple, `skos:exactMatch` or `skos:closeMatch`, and the record of it: who
said so, when and why. One that was rejected is a record alone, so that nobody proposes it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from pcvegraph.errors import LinkFileError
from pcvegraph.graph.formatting import formatted
from pcvegraph.graph.root import Root
from pcvegraph.graph.writing import write_whole
from pcvegraph.identifiers import entity_iri, mapping_iri
from pcvegraph.linking.linksets.links import (
    ORCIDS,
    Link,
    LinkSet,
    contradictions,
    one_line,
    sorted_links,
)
from pcvegraph.linking.linksets.sssom import SETS
from pcvegraph.vocabulary import (
    DCTERMS,
    OWL,
    PCVE,
    PREFIXES,
    RDF,
    RDFS,
    SSSOM,
    XSD,
)

ROOM = "links"

Value = NamedNode | Literal


def merged(known: LinkSet | None, new: LinkSet) -> LinkSet:
    """Return the known links and those of `new` that are decided; of a pair in both, the new one.

    Raises:
        LinkFileError: one of ours would be the same as two of theirs, or one of theirs as two of ours.
    """
    decided = {link.pair: link for link in known.links} if known else {}
    decided |= {link.pair: link for link in new.links if link.is_decided}
    links = sorted_links(decided.values())
    for first, second, reason in contradictions(links):
        pairs = " and ".join(
            f"{ours} with {theirs}" for ours, theirs in _pairs(links, first, second)
        )
        raise LinkFileError(
            f"These links cannot both stand, for {reason}: {pairs}.",
            "Reject one of them, or make it a close match.",
        )
    return LinkSet(new.target, links)


def _pairs(links: tuple[Link, ...], *places: int) -> list[tuple[str, str]]:
    return [links[place].pair for place in places]


def path_of(root: Root, name: str) -> Path:
    """Return where the links to the dataset `name` stand; raises InvalidIdentifierError."""
    entity_iri(name)
    return root.data / ROOM / f"{name}.ttl"


def write_links(root: Root, links: LinkSet) -> Path:
    """Write the links to their file as a whole or not at all, and return its path; raises OSError."""
    path = path_of(root, links.target.name)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, links_turtle(links).encode())
    return path


def links_turtle(links: LinkSet) -> str:
    """Return the set and its links in the normal form of Turtle."""
    triples = [
        *_set_triples(links),
        *(t for link in links.links for t in _link_triples(links, link)),
    ]
    # What is said of one thing stands together.
    triples.sort(key=lambda triple: str(triple.subject))
    return formatted((serialize(triples, format=RdfFormat.TURTLE) or b"").decode())


def _set_iri(links: LinkSet) -> str:
    return SETS + links.target.name


def _set_triples(links: LinkSet) -> Iterator[Triple]:
    target = links.target
    title, title_fr = target.title or target.name, target.title_fr or target.title or target.name
    values: list[tuple[NamedNode, Value]] = [
        (RDF.type, PCVE.MappingSet),
        (DCTERMS.title, Literal(one_line(title), language="en")),
        (DCTERMS.title, Literal(one_line(title_fr), language="fr")),
        (SSSOM.object_source_version, Literal(target.version)),
    ]
    if target.licence:
        values.append((DCTERMS.license, NamedNode(target.licence)))
    if target.attribution:
        values.append((DCTERMS.rights, Literal(one_line(target.attribution), language="en")))
    if target.homepage:
        values.append((SSSOM.object_source, NamedNode(target.homepage)))
    return _about(_set_iri(links), values)


def _link_triples(links: LinkSet, link: Link) -> Iterator[Triple]:
    predicate = NamedNode(PREFIXES["skos"] + link.predicate)
    ours, theirs = NamedNode(link.subject), NamedNode(link.object)
    if link.decision == "accepted":
        yield Triple(ours, predicate, theirs)
    justification = link.justification
    values: list[tuple[NamedNode, Value]] = [
        (RDF.type, PCVE.Mapping),
        (DCTERMS.isPartOf, NamedNode(_set_iri(links))),
        (OWL.annotatedSource, ours),
        (OWL.annotatedProperty, predicate),
        (OWL.annotatedTarget, theirs),
        (SSSOM.mapping_justification, NamedNode(PREFIXES["semapv"] + justification)),
        (SSSOM.object_source_version, Literal(link.version or links.target.version)),
    ]
    if link.decision == "rejected":
        values.append((SSSOM.predicate_modifier, SSSOM.NegatedPredicate))
    if link.confidence is not None:
        values.append((SSSOM.confidence, _decimal(link.confidence)))
    if link.reviewer.startswith(ORCIDS):
        values.append((SSSOM.reviewer_id, NamedNode(link.reviewer)))
    elif link.reviewer:
        values.append((SSSOM.reviewer_label, Literal(one_line(link.reviewer))))
    if link.reviewed:
        values.append((SSSOM.review_date, Literal(link.reviewed, datatype=XSD.date)))
    texts = (
        (SSSOM.object_label, link.object_label),
        (SSSOM.other, link.reasons),
        (RDFS.comment, link.comment),
    )
    values += [(term, Literal(one_line(text))) for term, text in texts if text]
    yield from _about(mapping_iri(link.subject, link.object), values)


def _about(iri: str, values: Iterable[tuple[NamedNode, Value]]) -> Iterator[Triple]:
    return (Triple(NamedNode(iri), link, value) for link, value in values)


def _decimal(number: float) -> Literal:
    text = f"{number:.4f}".rstrip("0")
    return Literal(text + "0" * text.endswith("."), datatype=XSD.decimal)
