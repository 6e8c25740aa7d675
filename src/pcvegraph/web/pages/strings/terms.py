"""The words of the pages for the ontology."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "classes": Bilingual("Classes", "Classes"),
    "example": Bilingual("Example", "Exemple"),
    "ontology-checks": Bilingual("Checks between things", "Vérifications entre les choses"),
    "ontology-checks-lead": Bilingual(
        "What is looked for in the whole graph before it is served, and what to do where it is found.",
        "Ce qui est recherché dans tout le graphe avant qu'il soit servi, et que faire quand on le "
        "trouve.",
    ),
    "ontology-domain": Bilingual("Said of", "Se dit de"),
    "ontology-faults": Bilingual("What is reported as a fault", "Ce qui est signalé comme faute"),
    "ontology-may-say": Bilingual("What it may say", "Ce qu'elle peut dire"),
    "ontology-range": Bilingual("Leads to", "Mène à"),
    "ontology-subClassOf": Bilingual("Specialises", "Cas particulier de"),
    "ontology-temporality": Bilingual("In time", "Dans le temps"),
    "ontology-uses": Bilingual("{count} in the graph", "{count} dans le graphe"),
    "ontology": Bilingual("Terms", "Termes"),
    "ontology-lead": Bilingual(
        "The terms in which the graph is written: its classes, the predicates of its relations, "
        "and what each may say.",
        "Les termes dans lesquels le graphe est écrit\u00a0: ses classes, les prédicats de ses "
        "relations, et ce que chacune peut dire.",
    ),
    "predicates": Bilingual("Predicates of relations", "Prédicats des relations"),
    "properties": Bilingual("Properties", "Propriétés"),
}
