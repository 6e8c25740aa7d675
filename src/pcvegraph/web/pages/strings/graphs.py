"""The words of what is drawn: neighbourhoods and maps, and the page of a neighbourhood."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "neighbourhood": Bilingual("What stands around it", "Ce qui l'entoure"),
    "places": Bilingual("Where", "Où"),
    "graph-as-table": Bilingual(
        "What stands around {name}, as a table", "Ce qui entoure {name}, sous forme de tableau"
    ),
    "graph-choose": Bilingual("Choose", "Choisir"),
    "graph-counts": Bilingual(
        "{nodes} things, {edges} relations; a dashed line is disputed.",
        "{nodes} choses, {edges} relations\u00a0; un trait discontinu est contesté.",
    ),
    "graph-disputed": Bilingual("sources disagree", "les sources divergent"),
    "graph-expand": Bilingual("Expand", "Déployer"),
    "graph-fit": Bilingual("Whole", "Tout voir"),
    "graph-hint": Bilingual(
        "Choose a thing or a line to read what it is.",
        "Choisissez une chose ou un trait pour lire de quoi il s'agit.",
    ),
    "graph-in": Bilingual("Zoom in", "Agrandir"),
    "graph-of-answer": Bilingual(
        "Graph of the answer: {nodes} things, {edges} lines. The table says the same.",
        "Graphe de la réponse\u00a0: {nodes} choses, {edges} traits. Le tableau dit la même chose.",
    ),
    "graph-label": Bilingual(
        "Graph of {name} and what stands around it: {nodes} things, {edges} relations. "
        "The table says the same.",
        "Graphe de {name} et de ce qui l'entoure\u00a0: {nodes} choses, {edges} relations. "
        "Le tableau dit la même chose.",
    ),
    "graph-left-out": Bilingual(
        "{count} more have fewer relations and are left out.",
        "{count} autres, qui ont moins de relations, sont omises.",
    ),
    "graph-legend": Bilingual("Kinds that are shown", "Genres affichés"),
    "graph-open": Bilingual("Open page", "Ouvrir la page"),
    "graph-out": Bilingual("Zoom out", "Réduire"),
    "graph-table": Bilingual("As a table", "En tableau"),
    "graph-tools": Bilingual("View", "Affichage"),
    "map": Bilingual("Map of {names}", "Carte\u00a0: {names}"),
    "neighbourhood-empty": Bilingual(
        "No relation in the graph leads to it or from it.",
        "Aucune relation du graphe n'y mène ni n'en part.",
    ),
    "neighbourhood-expanded": Bilingual(
        "Expanded, so that their neighbours are here too",
        "Déployées, de sorte que leurs voisines sont ici aussi",
    ),
    "neighbourhood-from": Bilingual("from", "de"),
    "neighbourhood-kinds": Bilingual("Only some kinds", "Certains genres seulement"),
    "neighbourhood-kinds-lead": Bilingual(
        "Kinds of the neighbours; none ticked is all",
        "Genres des voisins\u00a0; rien de coché vaut tous",
    ),
    "neighbourhood-left-out": Bilingual(
        "{count} more things, which have the fewest relations with it, are left out.",
        "{count} autres choses, qui ont le moins de relations avec elle, sont omises.",
    ),
    "neighbourhood-lead": Bilingual(
        "{nodes} things with {edges} relations: its own, and those that its neighbours have with one "
        "another.",
        "{nodes} choses et {edges} relations\u00a0: les siennes, et celles de ses voisines entre elles.",
    ),
    "neighbourhood-of": Bilingual("Around {name}", "Autour de\u00a0: {name}"),
    "neighbourhood-relation": Bilingual("relation", "relation"),
    "neighbourhood-remove": Bilingual("without", "sans"),
    "neighbourhood-show": Bilingual("Show", "Afficher"),
    "neighbourhood-table": Bilingual("The same as a table", "La même chose en tableau"),
    "neighbourhood-to": Bilingual("to", "vers"),
    "neighbourhood-when": Bilingual("when", "quand"),
    "neighbourhood-without": Bilingual("Without {name}", "Sans {name}"),
}
