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
        "a day (YYYY-MM-DD): what of the graph held then",
        "un jour (AAAA-MM-JJ)\u00a0: ce qui valait alors",
    ),
    "network-choices": Bilingual(
        "What can be chosen",
        "Ce qui peut être choisi",
    ),
    "network-choices-lead": Bilingual(
        "Write these as parameters of the address of a file, such as ?from=2015-01-01&giant=true.",
        "À écrire comme paramètres de l'adresse d'un fichier, par exemple ?from=2015-01-01&giant=true.",
    ),
    "network-measures": Bilingual(
        "what is measured of each node, with commas: degree,betweenness,community",
        "ce qui est mesuré de chaque nœud, séparé par des virgules\u00a0: degree,betweenness,community",
    ),
    "network-query": Bilingual(
        "Its rows, as a question of the library",
        "Ses lignes, comme question de la bibliothèque",
    ),
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
