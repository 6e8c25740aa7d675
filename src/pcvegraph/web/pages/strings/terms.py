"""The words of the pages for the ontology."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "classes": Bilingual("Classes", "Classes"),
    "example": Bilingual("Example", "Exemple"),
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
