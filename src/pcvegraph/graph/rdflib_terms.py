"""Oxigraph's terms as rdflib's.

oxrdflib has this too, but as a private module, and with plain strings typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple
from pyoxigraph import Literal as OxLiteral
from rdflib import BNode, Dataset, Graph, Literal, URIRef

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@lru_cache(maxsize=100_000)
def to_rdflib(term: NamedNode | BlankNode | OxLiteral) -> URIRef | BNode | Literal:
    """Return the same term for rdflib; the text of a literal stays as it is written."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    # rdflib holds "x" and "x"^^xsd:string unequal: in RDF 1.1 they are one.
    if term.datatype.value == XSD_STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def to_graph(triples: Iterable[Triple]) -> Graph:
    """Return the triples as an in-memory rdflib graph."""
    graph = Graph()
    graph.addN((*_terms(triple), graph) for triple in triples)
    return graph


def to_dataset(quads: Iterable[Quad]) -> Dataset:
    """Return the quads as an in-memory rdflib Dataset."""
    dataset = Dataset()
    graphs: dict[object, Graph] = {}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = (
                dataset.default_graph
                if isinstance(name, DefaultGraph)
                else dataset.graph(URIRef(name.value))
            )
        graphs[name].add(_terms(quad.triple))
    return dataset


def _terms(triple: Any) -> tuple[Any, Any, Any]:
    return to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)
