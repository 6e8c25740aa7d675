"""What the service says of itself in W3C's vocabulary, SPARQL 1.1 Service Description.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from pcvegraph.languages import LANGUAGES, Bilingual
from pcvegraph.querying.formats import FORMATS
from pcvegraph.vocabulary import BASE, DATASET, DCAT, DCTERMS, DESCRIPTION, PREFIXES, RDF

SD = "http://www.w3.org/ns/sparql-service-description#"

FORMAT_IRIS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}
"""The name of each of our formats in `http://www.w3.org/ns/formats/`."""

TITLE = Bilingual("SPARQL service of pcvegraph", "Service SPARQL de pcvegraph")
COMMENTS = (
    Bilingual(
        "It reads only: the graph is edited as files in git. It has no SERVICE: to federate, ask this "
        "and other services from your own client, such as Comunica.",
        "Il ne fait que lire\u00a0: le graphe se modifie par des fichiers dans git. Il n'a pas de "
        "SERVICE\u00a0: pour fédérer, interrogez ce service et d'autres depuis votre propre client, "
        "par exemple Comunica.",
    ),
    Bilingual(
        f"Time slices: the default graph <{BASE}as-of/DAY> (DAY as 2016-06-01) leaves out every "
        f"relation that certainly did not hold that day; <{BASE}as-of/DAY/certain> keeps only those "
        "shown to hold. Name one with FROM or with default-graph-uri.",
        f"Coupes dans le temps\u00a0: le graphe par défaut <{BASE}as-of/JOUR> (JOUR comme 2016-06-01) "
        "écarte toute relation qui, ce jour-là, n'avait certainement pas cours; "
        f"<{BASE}as-of/JOUR/certain> ne garde que celles dont c'est établi. Nommez-en une par FROM ou "
        "par default-graph-uri.",
    ),
)
DATASET_COMMENT = Bilingual(
    "The default graph is the set of the triples of the named graphs: one for each file, and one for "
    "what is inferred. SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists them.",
    "Le graphe par défaut est l'ensemble des triplets des graphes nommés\u00a0: un par fichier, et un "
    "pour ce qui est déduit. SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } les énumère.",
)
DESCRIPTION_COMMENT = Bilingual(
    "What the dataset says of itself, in VoID and DCAT; it is no part of the default graph.",
    "Ce que le jeu de données dit de lui-même, en VoID et DCAT; il ne fait pas partie du graphe par "
    "défaut.",
)


def describe_service(endpoint: str, version: str) -> list[Triple]:
    """Return the description of the service at `endpoint`, the whole address of `/sparql`.

    The service is called by the address that was asked, for that is how clients find it in what they
    are sent. Its named graphs are not listed: thousands of them would be read by every client that
    only wants to know what this is. `version` is the fingerprint of the graph.
    """
    statements = [
        *_service(endpoint),
        *_dataset(endpoint, version),
        *_named_graph(f"{endpoint}#description"),
    ]
    return [Triple(NamedNode(s), p, o) for s, p, o in statements]


Statement = tuple[str, NamedNode, NamedNode | Literal]


def _service(endpoint: str) -> Iterator[Statement]:
    yield endpoint, RDF.type, _sd("Service")
    yield endpoint, _sd("endpoint"), NamedNode(endpoint)
    yield endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query")
    for known in FORMATS:
        iri = "http://www.w3.org/ns/formats/" + FORMAT_IRIS[known.name]
        yield endpoint, _sd("resultFormat"), NamedNode(iri)
    yield endpoint, _sd("defaultDataset"), NamedNode(f"{endpoint}#dataset")
    void = endpoint.removesuffix("/sparql") + "/.well-known/void"
    yield endpoint, _rdfs("seeAlso"), NamedNode(void)
    yield from _said(endpoint, DCTERMS.title, TITLE)
    for comment in COMMENTS:
        yield from _said(endpoint, _rdfs("comment"), comment)


def _dataset(endpoint: str, version: str) -> Iterator[Statement]:
    dataset, default = f"{endpoint}#dataset", f"{endpoint}#default-graph"
    yield dataset, RDF.type, _sd("Dataset")
    yield dataset, _sd("defaultGraph"), NamedNode(default)
    yield dataset, _sd("namedGraph"), NamedNode(f"{endpoint}#description")
    yield dataset, NamedNode(PREFIXES["dcterms"] + "isVersionOf"), DATASET
    yield dataset, DCAT.version, Literal(version)
    yield from _said(dataset, _rdfs("comment"), DATASET_COMMENT)
    yield default, RDF.type, _sd("Graph")


def _named_graph(node: str) -> Iterator[Statement]:
    yield node, RDF.type, _sd("NamedGraph")
    yield node, _sd("name"), DESCRIPTION
    yield from _said(node, _rdfs("comment"), DESCRIPTION_COMMENT)


def _said(subject: str, predicate: NamedNode, text: Bilingual) -> Iterator[Statement]:
    for language in LANGUAGES:
        yield subject, predicate, Literal(text.in_language(language), language=language)


def _sd(term: str) -> NamedNode:
    return NamedNode(SD + term)


def _rdfs(term: str) -> NamedNode:
    return NamedNode(PREFIXES["rdfs"] + term)
