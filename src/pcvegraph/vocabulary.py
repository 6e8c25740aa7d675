"""The terms that Python names: the prefixes of the house and the closed vocabulary of the ontology.

A misspelt term of ours is an AttributeError when the line runs; a test holds this module and
`ontology/pcvegraph.ttl` to the same terms.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

BASE = "https://w3id.org/pcvegraph/"

PREFIXES: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "id": BASE + "id/",
    "m8g": "http://data.europa.eu/m8g/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pcve": BASE + "ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "shape": BASE + "shape/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "source": BASE + "source/",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

GRAPHS = BASE + "graph/"
"""A file's named graph is this + its path below data/ttl/ without .ttl."""

ONTOLOGY_GRAPHS = GRAPHS + "ontology/"
INFERENCES = NamedNode(GRAPHS + "inferences")
DESCRIPTION = NamedNode(GRAPHS + "description")
"""The named graph of what the dataset says of itself; not in the default graph nor in the dump."""

DATASET = NamedNode(BASE + "dataset")


class Vocabulary:
    """A closed namespace: `RDF.type` is a NamedNode, a term that is not listed raises."""

    def __init__(self, prefix: str, terms: str) -> None:
        self.prefix = prefix
        self.iri = PREFIXES[prefix]
        self.terms = frozenset(terms.split())

    def __getattr__(self, term: str) -> NamedNode:
        if term not in self.terms:
            raise AttributeError(f"{self.prefix}:{term} is not a term that pcvegraph uses")
        return NamedNode(self.iri + term)


RDF = Vocabulary("rdf", "type subject predicate object")
RDFS = Vocabulary("rdfs", "label comment")
SKOS = Vocabulary("skos", "prefLabel altLabel definition example exactMatch closeMatch")
OWL = Vocabulary("owl", "annotatedSource annotatedProperty annotatedTarget deprecated")
SSSOM = Vocabulary(
    "sssom",
    "mapping_justification confidence object_label object_source object_source_version other "
    "predicate_modifier NegatedPredicate reviewer_id reviewer_label review_date",
)
DCAT = Vocabulary("dcat", "version")
DCTERMS = Vocabulary(
    "dcterms",
    "source title description license rights isPartOf isReplacedBy publisher issued language subject",
)
VOID = Vocabulary("void", "Linkset linkPredicate objectsTarget subjectsTarget triples")
XSD = Vocabulary("xsd", "date decimal integer")
PCVE = Vocabulary(
    "pcve",
    # classes
    "Entity Actor Organisation Network State Person Forum WorkingGroup Initiative Programme Project "
    "Fund Strategy Law Method Tool Training Campaign Commitment Event Report Place Relation Funding "
    "Assessment Partnership Evidence Disagreement Claim Source Phenomenon Practice Temporality "
    "Mapping MappingSet Retired "
    # relation predicates
    "memberOf partOf chairs coChairs leads founds holdsOfficeIn affiliatedWith organises hosts "
    "participatesIn partnersWith implements delivers funds publishes endorses recommends evaluates "
    "cites about addresses uses succeeds amends locatedIn operatesIn "
    # what a relation, its evidence, an entity, a source or a disagreement says
    "start end announced role note evidence amount currency amountKind amountBound through "
    "sameMoneyAs verdict inAssessment anchor asOf locator acronym country place isoCode "
    "ourTranslation consulted archivedAt copyOf topic claim value statement "
    # what rules derive
    "earliestStart latestStart earliestEnd latestEnd partOfTransitive "
    # what the ontology says of its own terms
    "room temporality inverseLabel remedy durative punctual timeless",
)


def prologue(*prefixes: str) -> str:
    """Return the lines that declare these prefixes at the beginning of a query."""
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in prefixes)


def local_name(iri: str) -> str:
    """Return the last part of an IRI of ours, as people write it; other IRIs as they are."""
    return iri.rpartition("#" if "#" in iri else "/")[2] if iri.startswith(BASE) else iri
