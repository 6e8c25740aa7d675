"""The measures of each node, as they describe themselves."""

from __future__ import annotations

from pcvegraph.languages import Bilingual
from pcvegraph.networks.measures import effects as effect
from pcvegraph.networks.measures.measure import Effects, Measure

FREEMAN = (
    "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks"
    " 1(3), 215–239. https://doi.org/10.1016/0378-8733(78)90021-7"
)
WASSERMAN_FAUST = (
    "Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications."
    " Cambridge University Press. https://doi.org/10.1017/CBO9780511815478"
)
BURT = (
    "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University"
    " Press."
)
TRAAG = (
    "Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing"
    " well-connected communities. Scientific Reports 9, 5233."
    " https://doi.org/10.1038/s41598-019-41695-z"
)

DEGREES_AS_USED = Bilingual(
    "In a directed network edges of both directions are added.",
    "Dans un réseau orienté, les liens des deux sens s'additionnent.",
)
COUNTED_TIES = Effects(
    effect.ISOLATES_ARE_ZERO,
    DEGREES_AS_USED,
    effect.WEIGHTS_IGNORED,
    effect.TIMES_TOGETHER,
    effect.FEWER_THAN_THERE_ARE,
)
ONE_WAY = COUNTED_TIES._replace(
    direction=Bilingual(
        "Direction counts; in a network without direction it is the degree.",
        "Le sens compte\u00a0; dans un réseau non orienté, c'est le degré.",
    )
)
PATHS = Effects(
    effect.ISOLATES_ARE_ZERO,
    Bilingual(
        "In a directed network paths follow the edges.",
        "Dans un réseau orienté, les chemins suivent le sens des liens.",
    ),
    Bilingual(
        "Weights are not used: every tie is one step, for a weight here says how strong a tie is and"
        " not how long.",
        "Les poids ne servent pas\u00a0: chaque lien est un pas, car un poids dit ici la force d'un"
        " lien et non sa longueur.",
    ),
    effect.PATHS_ACROSS_TIMES,
    effect.ONE_EDGE_DECIDES,
)
FOLLOWED_EDGES = Bilingual(
    "In a directed network only edges that lead to an actor bring it value.",
    "Dans un réseau orienté, seuls les liens qui mènent à un acteur lui apportent de la valeur.",
)
HOLES = Effects(
    effect.ISOLATES_HAVE_NONE,
    Bilingual(
        "Direction is left out: the weights of both directions are added.",
        "Le sens est ignoré\u00a0: les poids des deux sens s'additionnent.",
    ),
    effect.WEIGHTS_USED,
    effect.TIMES_TOGETHER,
    effect.MISSING_TIES_OPEN_HOLES,
)
GROUPS = Effects(
    Bilingual(
        "Each actor without a tie is a group of its own, numbered last.",
        "Chaque acteur sans lien forme un groupe à lui seul, numéroté en dernier.",
    ),
    effect.DIRECTION_DROPPED,
    effect.WEIGHTS_IGNORED,
    effect.TIMES_TOGETHER,
    effect.WELL_READ_CORNERS,
)

OF_NODES = (
    Measure(
        "degree",
        "node",
        "integer",
        Bilingual("degree", "degré"),
        Bilingual(
            "With how many others public sources tie this actor.",
            "À combien d'autres les sources publiques relient cet acteur.",
        ),
        Bilingual(
            "0 to the number of other actors; to twice that if the network is directed",
            "de 0 au nombre d'autres acteurs\u00a0; jusqu'au double si le réseau est orienté",
        ),
        Bilingual(
            "The number of ties; parallel edges are one.",
            "Le nombre de liens\u00a0; des liens parallèles en font un.",
        ),
        FREEMAN,
        COUNTED_TIES,
        drops_direction=False,
    ),
    Measure(
        "in-degree",
        "node",
        "integer",
        Bilingual("in-degree", "degré entrant"),
        Bilingual(
            "How many others public sources show turning to this actor: funding it, joining it,"
            " leading it.",
            "Combien d'autres se tournent vers cet acteur selon les sources publiques\u00a0: le"
            " financent, y adhèrent, le dirigent.",
        ),
        Bilingual("0 to the number of other actors", "de 0 au nombre d'autres acteurs"),
        Bilingual(
            "The number of actors from which an edge leads here.",
            "Le nombre d'acteurs d'où part un lien vers celui-ci.",
        ),
        WASSERMAN_FAUST,
        ONE_WAY,
        drops_direction=False,
    ),
    Measure(
        "out-degree",
        "node",
        "integer",
        Bilingual("out-degree", "degré sortant"),
        Bilingual(
            "To how many others this actor turns according to public sources: whom it funds, joins"
            " or leads.",
            "Vers combien d'autres cet acteur se tourne selon les sources publiques\u00a0: qui il"
            " finance, rejoint ou dirige.",
        ),
        Bilingual("0 to the number of other actors", "de 0 au nombre d'autres acteurs"),
        Bilingual(
            "The number of actors to which an edge leads from here.",
            "Le nombre d'acteurs vers lesquels un lien part de celui-ci.",
        ),
        WASSERMAN_FAUST,
        ONE_WAY,
        drops_direction=False,
    ),
    Measure(
        "strength",
        "node",
        "double",
        Bilingual("strength (weighted degree)", "force (degré pondéré)"),
        Bilingual(
            "How much this actor shares with others in all: events, memberships or money, whatever"
            " the weight of the network counts.",
            "Tout ce que cet acteur partage avec d'autres\u00a0: rencontres, adhésions ou argent,"
            " selon ce que compte le poids du réseau.",
        ),
        Bilingual("0 or more, in the unit of the weight", "0 ou plus, dans l'unité du poids"),
        Bilingual("The sum of the weights of its edges.", "La somme des poids de ses liens."),
        "Barrat, A., Barthélemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture"
        " of complex weighted networks. PNAS 101(11), 3747–3752."
        " https://doi.org/10.1073/pnas.0400087101",
        COUNTED_TIES._replace(weights=effect.WEIGHTS_USED),
        drops_direction=False,
        weighted=True,
    ),
    Measure(
        "betweenness",
        "node",
        "double",
        Bilingual("betweenness", "intermédiarité"),
        Bilingual(
            "How often this actor lies on the shortest way between two others, as a bridge between"
            " circles that otherwise meet less.",
            "À quel point cet acteur se trouve sur le plus court chemin entre deux autres, en pont"
            " entre des milieux qui se croisent moins sans lui.",
        ),
        Bilingual("0 to 1", "de 0 à 1"),
        Bilingual(
            "For each two others the share of their shortest paths that run through it, added and"
            " divided by the number of such pairs; exact, by Brandes' algorithm.",
            "Pour chaque paire d'autres acteurs, la part de leurs plus courts chemins qui passent"
            " par lui\u00a0; la somme est divisée par le nombre de paires\u00a0; exact, par"
            " l'algorithme de Brandes.",
        ),
        "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry"
        " 40(1), 35–41. https://doi.org/10.2307/3033543; Brandes, U. (2001). A faster algorithm for"
        " betweenness centrality. Journal of Mathematical Sociology 25(2), 163–177."
        " https://doi.org/10.1080/0022250X.2001.9990249",
        PATHS,
        drops_direction=False,
    ),
    Measure(
        "closeness",
        "node",
        "double",
        Bilingual("closeness", "proximité"),
        Bilingual(
            "In how few steps the others reach this actor through ties that public sources state.",
            "En combien peu de pas les autres atteignent cet acteur par des liens que les sources"
            " publiques énoncent.",
        ),
        Bilingual("0 to 1", "de 0 à 1"),
        Bilingual(
            "The number of actors that reach it over the sum of their distances, times their share"
            " of all others (Wasserman and Faust's form for networks in several parts).",
            "Le nombre d'acteurs qui l'atteignent, divisé par la somme de leurs distances, fois leur"
            " part de tous les autres (forme de Wasserman et Faust pour les réseaux en plusieurs"
            " morceaux).",
        ),
        f"{FREEMAN}; {WASSERMAN_FAUST}, p. 201",
        PATHS._replace(
            direction=Bilingual(
                "In a directed network it counts the paths that lead to the actor.",
                "Dans un réseau orienté comptent les chemins qui mènent à l'acteur.",
            )
        ),
        drops_direction=False,
    ),
    Measure(
        "eigenvector",
        "node",
        "double",
        Bilingual("eigenvector centrality", "centralité de vecteur propre"),
        Bilingual(
            "Whether this actor is tied to actors that are themselves well tied, at the heart of the"
            " densest circle.",
            "Si cet acteur est lié à des acteurs eux-mêmes bien liés, au cœur du cercle le plus"
            " dense.",
        ),
        Bilingual(
            "above 0 to 1 in the largest part of the network; no value elsewhere, nor anywhere if"
            " 10,000 steps do not settle it",
            "de plus de 0 à 1 dans le plus grand morceau du réseau\u00a0; pas de valeur ailleurs, ni"
            " nulle part si 10 000 pas ne suffisent pas",
        ),
        Bilingual(
            "The main eigenvector of the weights, of length 1, by power iteration. It is defined"
            " within one part only: the largest component or, in a directed network, the largest"
            " in which each actor reaches each other along the edges; of equals, that of the first"
            " id.",
            "Le vecteur propre principal des poids, de longueur 1, par la méthode de la puissance."
            " Il n'est défini qu'à l'intérieur d'un morceau\u00a0: la plus grande composante ou, dans"
            " un réseau orienté, la plus grande où chacun atteint chacun en suivant les liens\u00a0;"
            " à égalité, celle du premier identifiant.",
        ),
        "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique"
        " identification. Journal of Mathematical Sociology 2(1), 113–120."
        " https://doi.org/10.1080/0022250X.1972.9989806",
        Effects(
            effect.ISOLATES_HAVE_NONE,
            FOLLOWED_EDGES,
            effect.WEIGHTS_USED,
            effect.TIMES_TOGETHER,
            effect.WELL_READ_CORNERS,
        ),
        drops_direction=False,
        weighted=True,
    ),
    Measure(
        "pagerank",
        "node",
        "double",
        Bilingual("PageRank", "PageRank"),
        Bilingual(
            "How likely one is to arrive at this actor by following ties at random.",
            "Avec quelle probabilité on arrive à cet acteur en suivant les liens au hasard.",
        ),
        Bilingual("above 0 to 1; all add up to 1", "de plus de 0 à 1\u00a0; la somme fait 1"),
        Bilingual(
            "The share of time of a walker that follows an edge with probability 0.85, by weight,"
            " and else, or where no edge leads on, goes to any actor.",
            "La part du temps d'un marcheur qui suit un lien avec une probabilité de 0,85, selon les"
            " poids, et sinon, ou là où aucun lien ne part, va vers n'importe quel acteur.",
        ),
        "Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine."
        " Computer Networks and ISDN Systems 30, 107–117."
        " https://doi.org/10.1016/S0169-7552(98)00110-X",
        Effects(
            Bilingual(
                "An actor without a tie keeps a small share above 0, so the more of them, the less"
                " for the others.",
                "Un acteur sans lien garde une petite part, supérieure à 0\u00a0: plus il y en a,"
                " moins il reste aux autres.",
            ),
            Bilingual(
                "In a directed network the walker follows the edges; without direction the values"
                " come close to those of strength.",
                "Dans un réseau orienté, le marcheur suit le sens des liens\u00a0; sans orientation,"
                " les valeurs sont proches de celles de la force.",
            ),
            effect.WEIGHTS_USED,
            effect.TIMES_TOGETHER,
            effect.FEWER_THAN_THERE_ARE,
        ),
        drops_direction=False,
        weighted=True,
    ),
    Measure(
        "core",
        "node",
        "integer",
        Bilingual("core number (k-core)", "indice de cœur (k-cœur)"),
        Bilingual(
            "How deep this actor sits in a circle in which everyone has several ties to the others.",
            "À quelle profondeur cet acteur se trouve dans un cercle où chacun a plusieurs liens avec"
            " les autres.",
        ),
        Bilingual("0 to the degree", "de 0 au degré"),
        Bilingual(
            "The largest k such that it belongs to a part of the network in which each has k ties"
            " or more within the part.",
            "Le plus grand k tel qu'il appartient à une partie du réseau où chacun a au moins k liens"
            " à l'intérieur.",
        ),
        "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269–287."
        " https://doi.org/10.1016/0378-8733(83)90028-X",
        Effects(
            effect.ISOLATES_ARE_ZERO,
            effect.DIRECTION_DROPPED,
            effect.WEIGHTS_IGNORED,
            effect.TIMES_TOGETHER,
            Bilingual(
                "One list of participants makes a deep core: in a network of shared events the core"
                " may be a single well-documented meeting.",
                "Une seule liste de participants fait un cœur profond\u00a0: dans un réseau de"
                " rencontres partagées, le cœur peut n'être qu'une réunion bien documentée.",
            ),
        ),
    ),
    Measure(
        "constraint",
        "node",
        "double",
        Bilingual("constraint", "contrainte"),
        Bilingual(
            "How far this actor's ties lead back to the same few contacts: low for a broker between"
            " actors that are not tied to each other.",
            "À quel point les liens de cet acteur ramènent aux mêmes contacts\u00a0: faible pour un"
            " courtier entre acteurs qui ne sont pas liés entre eux.",
        ),
        Bilingual(
            "above 0; 1 with a single contact, somewhat more in small closed circles; no value"
            " without a tie",
            "plus de 0\u00a0; 1 avec un seul contact, un peu plus dans de petits cercles"
            " fermés\u00a0; pas de valeur sans lien",
        ),
        Bilingual(
            "For each contact the share of ties spent on it, directly and through other contacts,"
            " squared and added.",
            "Pour chaque contact, la part des liens qui lui est consacrée, directement et par"
            " d'autres contacts\u00a0; la somme des carrés.",
        ),
        f"{BURT} Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology"
        " 110(2), 349–399. https://doi.org/10.1086/421787",
        HOLES,
        weighted=True,
    ),
    Measure(
        "effective-size",
        "node",
        "double",
        Bilingual("effective size", "taille effective"),
        Bilingual(
            "How many of this actor's contacts are not made redundant by ties among them.",
            "Combien de contacts de cet acteur ne font pas double emploi du fait de leurs liens"
            " entre eux.",
        ),
        Bilingual(
            "1 to the number of contacts if all weights are equal; no value without a tie",
            "de 1 au nombre de contacts si tous les poids sont égaux\u00a0; pas de valeur sans lien",
        ),
        Bilingual(
            "The number of contacts less, for each, how far it is tied to the others, by weight;"
            " with equal weights, less the mean number of ties among them.",
            "Le nombre de contacts moins, pour chacun, la mesure où il est lié aux autres, selon les"
            " poids\u00a0; à poids égaux, moins le nombre moyen de leurs liens entre eux.",
        ),
        f"{BURT} Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures."
        " Connections 20(1), 35–38.",
        HOLES,
        weighted=True,
    ),
    Measure(
        "clustering",
        "node",
        "double",
        Bilingual("clustering", "coefficient de regroupement"),
        Bilingual(
            "How often two contacts of this actor are tied to each other as well.",
            "À quel point deux contacts de cet acteur sont aussi liés entre eux.",
        ),
        Bilingual(
            "0 to 1; no value with less than two contacts",
            "de 0 à 1\u00a0; pas de valeur avec moins de deux contacts",
        ),
        Bilingual(
            "The share of the pairs of its contacts that are tied.",
            "La part des paires de contacts qui sont liées.",
        ),
        "Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks."
        " Nature 393, 440–442. https://doi.org/10.1038/30918",
        Effects(
            effect.ISOLATES_HAVE_NONE,
            effect.DIRECTION_DROPPED,
            effect.WEIGHTS_IGNORED,
            effect.TIMES_TOGETHER,
            Bilingual(
                "Where an edge means a shared event, everyone at one event is tied to everyone, so"
                " values are high by construction.",
                "Là où un lien est une rencontre partagée, tous les participants d'une rencontre sont"
                " liés entre eux\u00a0: les valeurs sont élevées par construction.",
            ),
        ),
    ),
    Measure(
        "component",
        "node",
        "integer",
        Bilingual("component", "composante"),
        Bilingual(
            "Which part of the network this actor is in: those it can reach by any chain of ties.",
            "Le morceau du réseau où se trouve cet acteur\u00a0: ceux qu'il peut atteindre par une"
            " chaîne de liens.",
        ),
        Bilingual(
            "1 for the largest, and so on; of equals, that of the first id comes first",
            "1 pour la plus grande, et ainsi de suite\u00a0; à égalité, celle du premier identifiant"
            " d'abord",
        ),
        Bilingual(
            "The (weakly) connected components, numbered by size.",
            "Les composantes (faiblement) connexes, numérotées par taille.",
        ),
        f"{WASSERMAN_FAUST}, chapter 4",
        GROUPS._replace(coverage=effect.ONE_EDGE_DECIDES),
    ),
    Measure(
        "community",
        "node",
        "integer",
        Bilingual("community", "communauté"),
        Bilingual(
            "Which circle this actor is in: actors with more ties among them than their number of"
            " ties would lead one to expect.",
            "Le cercle où se trouve cet acteur\u00a0: des acteurs qui ont entre eux plus de liens que"
            " leur nombre de liens ne le ferait attendre.",
        ),
        Bilingual(
            "1 for the largest, and so on; of equals, that of the first id comes first",
            "1 pour la plus grande, et ainsi de suite\u00a0; à égalité, celle du premier identifiant"
            " d'abord",
        ),
        Bilingual(
            "Leiden algorithm for modularity, resolution 1.0, seed 1, three iterations: the same"
            " network and version give the same communities, but other partitions may be about as"
            " good, and circles that are small beside the network are merged.",
            "Algorithme de Leiden pour la modularité, résolution 1,0, graine 1, trois itérations\u00a0:"
            " le même réseau et la même version donnent les mêmes communautés, mais d'autres"
            " partitions peuvent être presque aussi bonnes, et les cercles petits par rapport au"
            " réseau sont fusionnés.",
        ),
        TRAAG,
        GROUPS._replace(weights=effect.WEIGHTS_USED),
        weighted=True,
    ),
)
