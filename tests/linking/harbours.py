"""A small root and a list of others that has some of its things, in words of their own."""

from __future__ import annotations

from pathlib import Path

from pcvegraph.graph.root import Root

ORGANISATIONS = {
    "lighthouse-institute": ("Lighthouse Institute for Harbour Studies", "northland"),
    "heron-foundation": ("Heron Foundation", "southland"),
    "estuary-university": ("Estuary University of Applied Tides", "southland"),
}
ENTITY = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/pcvegraph/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pcve: <https://w3id.org/pcvegraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/pcvegraph/source/> .

id:{slug}
    a pcve:Organisation ;
    skos:prefLabel "{label}"@en ;
    skos:prefLabel "{label} (en français)"@fr ;
    pcve:ourTranslation "{label} (en français)"@fr ;
    dcterms:description "A body."@en ;
    dcterms:description "Un organisme."@fr ;
    org:classification id:government-body ;
    pcve:country id:{country} ;
    dcterms:source source:river-office-report .

id:{slug}--member-of--river-group
    a pcve:Relation ;
    rdf:subject id:{slug} ;
    rdf:predicate pcve:memberOf ;
    rdf:object id:river-group ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "{label}"@en ;
    ] .
"""
MAPPING = """title: {en: Harbour list, fr: Liste des ports}
licence: https://creativecommons.org/publicdomain/zero/1.0/
attribution: Harbour Office
homepage: https://harbours.example/
version: "1"
id: {column: number, template: "https://harbours.example/{}"}
names: [name]
"""
TABLE = """number,name
1,Lighthouse Institute for Harbour Studies
2,Institute of Lighthouse Harbour
3,Heron Foundation
4,Estuary University of Applied Tides
5,Bakery on the Corner
"""


def add_harbours(tiny: Root, folder: Path) -> Root:
    """Return the tiny root with three organisations more; the list and its mapping are in `folder`."""
    for slug, (label, country) in ORGANISATIONS.items():
        text = ENTITY.format(slug=slug, label=label, country=country)
        (tiny.data / f"actors/{slug}.ttl").write_text(text)
    (folder / "harbours.yaml").write_text(MAPPING)
    (folder / "list.csv").write_text(TABLE)
    return tiny
