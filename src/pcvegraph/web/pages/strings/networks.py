"""The words of the pages for networks, and jobs that make them."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "all-networks": Bilingual(
        "All networks",
        "Tous les réseaux",
    ),
    "directed": Bilingual(
        "with a direction",
        "orienté",
    ),
    "edge": Bilingual(
        "An edge",
        "Un lien",
    ),
    "job-begins": Bilingual("It begins", "Cela commence"),
    "job-done": Bilingual("The network is made", "Le réseau est prêt"),
    "job-failed": Bilingual("The network could not be made", "Le réseau n'a pas pu être fait"),
    "job-running": Bilingual("The network is being made", "Le réseau est en préparation"),
    "network-as-of": Bilingual(
        "one day: what of the graph held then",
        "un seul jour\u00a0: ce qui valait alors",
    ),
    "network-canvas": Bilingual(
        "Drawing of the network: {nodes} nodes, {edges} edges. The table says the same.",
        "Dessin du réseau\u00a0: {nodes} nœuds, {edges} liens. Le tableau dit la même chose.",
    ),
    "network-card": Bilingual(
        "A node is {node}; an edge says: {edge}.",
        "Un nœud est {node}\u00a0; un lien dit\u00a0: {edge}.",
    ),
    "network-choices": Bilingual("Choose what is in it", "Choisir ce qu'il contient"),
    "network-colour": Bilingual("Colour", "Couleur"),
    "network-community": Bilingual("community {number}", "communauté {number}"),
    "network-count": Bilingual("{nodes} nodes and {edges} edges", "{nodes} nœuds et {edges} liens"),
    "network-country": Bilingual("country", "pays"),
    "network-drawn": Bilingual("As a drawing", "En dessin"),
    "network-edges-file": Bilingual("All edges as CSV", "Tous les liens en CSV"),
    "network-empty": Bilingual(
        "Nothing is left of the network with these choices.",
        "Avec ces choix, il ne reste rien du réseau.",
    ),
    "network-find": Bilingual("Find", "Trouver"),
    "network-gephi": Bilingual("Open in Gephi Lite", "Ouvrir dans Gephi Lite"),
    "network-gephi-lead": Bilingual(
        "leads to gephi.org, which then fetches the file from here.",
        "mène à gephi.org, qui vient alors chercher le fichier ici.",
    ),
    "network-hint": Bilingual(
        "Choose a node to read what it is tied to.",
        "Choisissez un nœud pour lire à quoi il est lié.",
    ),
    "network-kind": Bilingual("kind", "genre"),
    "network-left-out": Bilingual("Left out", "Laissés de côté"),
    "network-list-hint": Bilingual(
        "several with commas: canada, france",
        "plusieurs, séparés par des virgules\u00a0: canada, france",
    ),
    "network-loading": Bilingual("The network is being fetched.", "Le réseau est en chargement."),
    "network-make": Bilingual("Show the network", "Afficher le réseau"),
    "network-measures": Bilingual(
        "What to measure of each node", "Ce qu'il faut mesurer de chaque nœud"
    ),
    "network-missing": Bilingual(
        "It cannot be drawn here: a library is missing. Whoever runs the service can install it: "
        "pip install 'pcvegraph[networks]'. The table says the same.",
        "Il ne peut pas être dessiné ici\u00a0: il manque une bibliothèque. Qui gère le service peut "
        "l'installer\u00a0: pip install 'pcvegraph[networks]'. Le tableau dit la même chose.",
    ),
    "network-more": Bilingual("More choices", "Autres choix"),
    "network-neighbours": Bilingual("{count} neighbours", "{count} nœuds voisins"),
    "network-next": Bilingual("Next nodes", "Nœuds suivants"),
    "network-no-webgl": Bilingual(
        "This browser cannot draw it (WebGL is off). The table says the same.",
        "Ce navigateur ne peut pas le dessiner (WebGL est désactivé). Le tableau dit la même chose.",
    ),
    "network-nodes-file": Bilingual("All nodes as CSV", "Tous les nœuds en CSV"),
    "network-other": Bilingual("others", "autres"),
    "network-pages": Bilingual("Pages of nodes", "Pages de nœuds"),
    "network-period": Bilingual("Dates of edges", "Dates des liens"),
    "network-previous": Bilingual("Previous nodes", "Nœuds précédents"),
    "network-query": Bilingual(
        "Its rows, as a question of the library",
        "Ses lignes, comme question de la bibliothèque",
    ),
    "network-roll-up-country": Bilingual("their country", "leur pays"),
    "network-roll-up-part-of": Bilingual("what they are part of", "ce dont ils font partie"),
    "network-share": Bilingual("Address of this view", "Adresse de cette vue"),
    "network-size": Bilingual("Size", "Taille"),
    "network-table": Bilingual("As a table", "En tableau"),
    "network-trouble": Bilingual("Not as it was asked", "Pas comme demandé"),
    "network-undated": Bilingual("{count} edges without a date", "{count} liens sans date"),
    "network-undated-shown": Bilingual(
        "undated edges too ({count})", "liens sans date aussi ({count})"
    ),
    "network-weighting-count": Bilingual("how many", "le nombre"),
    "network-weighting-jaccard": Bilingual(
        "their part of all that either has", "leur part de tout ce qu'a l'un ou l'autre"
    ),
    "network-weighting-newman": Bilingual(
        "less, the more nodes share it", "d'autant moins que plus de nœuds le partagent"
    ),
    "network-year": Bilingual("As of a year", "À une année"),
    "network-year-of": Bilingual("Year", "Année"),
    "networks": Bilingual(
        "Networks",
        "Réseaux",
    ),
    "networks-lead": Bilingual(
        "Networks of the field, ready for Gephi, Cytoscape, R or Python: with dates, sources and "
        "weights on every edge.",
        "Des réseaux du domaine, prêts pour Gephi, Cytoscape, R ou Python\u00a0: avec dates, "
        "sources et poids sur chaque lien.",
    ),
    "node": Bilingual(
        "A node",
        "Un nœud",
    ),
    "take-network": Bilingual(
        "Take it",
        "L'emporter",
    ),
    "undirected": Bilingual(
        "without a direction",
        "non orienté",
    ),
    "weight": Bilingual(
        "Weight",
        "Poids",
    ),
}
