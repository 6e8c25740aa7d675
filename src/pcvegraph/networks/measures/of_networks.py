"""The measures of a network as a whole, as they describe themselves."""

from __future__ import annotations

from pcvegraph.languages import Bilingual
from pcvegraph.networks.measures import effects as effect
from pcvegraph.networks.measures.measure import Effects, Measure
from pcvegraph.networks.measures.of_nodes import FREEMAN, TRAAG, WASSERMAN_FAUST

NEWMAN = (
    "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126."
    " https://doi.org/10.1103/PhysRevE.67.026126"
)
KRACKHARDT_STERN = (
    "Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an"
    " experimental simulation. Social Psychology Quarterly 51(2), 123–140."
    " https://doi.org/10.2307/2786835"
)
TIES = Effects(
    effect.ISOLATES_DO_NOT_COUNT,
    effect.DIRECTION_DROPPED,
    effect.WEIGHTS_IGNORED,
    effect.TIMES_TOGETHER,
    effect.WELL_READ_CORNERS,
)
READ_BY_COUNTRY = Bilingual(
    "A country whose sources are read in one language only, or by its own bodies only, shows more"
    " ties within it than there are.",
    "Un pays dont les sources ne sont lues que dans une langue, ou que chez ses propres organismes,"
    " montre plus de liens internes qu'il n'y en a.",
)
CENTRALISED = Effects(
    Bilingual(
        "Actors without a tie count as the least central, and the star grows with them.",
        "Les acteurs sans lien comptent comme les moins centraux, et l'étoile grandit avec eux.",
    ),
    effect.DIRECTION_DROPPED,
    effect.WEIGHTS_IGNORED,
    effect.TIMES_TOGETHER,
    Bilingual(
        "An actor whose own pages are the main source looks like the centre of the field.",
        "Un acteur dont les pages sont la source principale paraît être le centre du domaine.",
    ),
)
STAR = Bilingual(
    "0 (all alike) to 1 (a star); no value for less than three actors",
    "de 0 (tous égaux) à 1 (une étoile)\u00a0; pas de valeur pour moins de trois acteurs",
)
DIFFERENCES = Bilingual(
    "The differences from the most central actor, added, as a share of what they are in a star of"
    " the same size.",
    "La somme des écarts à l'acteur le plus central, rapportée à ce qu'elle est dans une étoile de"
    " même taille.",
)
CORRELATED = Bilingual(
    "-1 to 1, 0 as by chance; no value where all ends are alike or there is no tie",
    "de -1 à 1, 0 comme au hasard\u00a0; pas de valeur si toutes les extrémités se ressemblent ou"
    " sans lien",
)
BY_GROUP = Bilingual(
    "The share of ties within a group beyond what the groups' numbers of ties give by chance, over"
    " the most it could be.",
    "La part des liens internes à un groupe au-delà de ce que donne le hasard selon le nombre de"
    " liens des groupes, rapportée au maximum possible.",
)
OUTSIDE_LESS_INSIDE = Bilingual(
    "Ties between groups less ties within groups, over all ties.",
    "Les liens entre groupes moins les liens internes, divisés par tous les liens.",
)
EI_RANGE = Bilingual(
    "-1 (all within) to 1 (all between); no value without a tie between actors of known group",
    "de -1 (tous internes) à 1 (tous externes)\u00a0; pas de valeur sans lien entre acteurs de"
    " groupe connu",
)

OF_NETWORKS = (
    Measure(
        "density",
        "network",
        "double",
        Bilingual("density", "densité"),
        Bilingual(
            "What share of the ties that could be between these actors public sources state.",
            "Quelle part des liens possibles entre ces acteurs les sources publiques énoncent.",
        ),
        Bilingual(
            "0 to 1; no value for less than two actors",
            "de 0 à 1\u00a0; pas de valeur pour moins de deux acteurs",
        ),
        Bilingual(
            "The number of ties over the number of pairs.",
            "Le nombre de liens divisé par le nombre de paires.",
        ),
        f"{WASSERMAN_FAUST}, chapter 4",
        TIES._replace(
            isolates=Bilingual(
                "Actors without a tie lower it.", "Les acteurs sans lien l'abaissent."
            ),
            direction=Bilingual(
                "In a directed network each pair could have two ties.",
                "Dans un réseau orienté, chaque paire peut avoir deux liens.",
            ),
            coverage=Bilingual(
                "It falls as more actors are added, and rises as more is read about them: never"
                " compare networks of different size or coverage by it.",
                "Elle baisse à mesure que des acteurs s'ajoutent et monte à mesure qu'on lit sur"
                " eux\u00a0: ne jamais comparer ainsi des réseaux de taille ou de couverture"
                " différentes.",
            ),
        ),
        drops_direction=False,
    ),
    Measure(
        "reciprocity",
        "network",
        "double",
        Bilingual("reciprocity", "réciprocité"),
        Bilingual(
            "How often a tie from one actor to another is answered by one the other way.",
            "À quel point un lien d'un acteur vers un autre a son pendant dans l'autre sens.",
        ),
        Bilingual(
            "0 to 1; no value for a network without direction or without a tie",
            "de 0 à 1\u00a0; pas de valeur pour un réseau non orienté ou sans lien",
        ),
        Bilingual(
            "The share of edges whose opposite is there too.",
            "La part des liens dont l'inverse existe aussi.",
        ),
        "Newman, M. E. J. (2010). Networks: An Introduction, section 7.10. Oxford University Press."
        " https://doi.org/10.1093/acprof:oso/9780199206650.001.0001",
        TIES._replace(
            direction=Bilingual("Direction is what it is about.", "Le sens en est l'objet."),
            coverage=Bilingual(
                "Sources tell of the giver more than of the answer: a tie that is not returned may"
                " only be one that nobody wrote down.",
                "Les sources parlent de qui donne plus que de la réponse\u00a0: un lien sans retour"
                " peut n'être qu'un retour que personne n'a écrit.",
            ),
        ),
        drops_direction=False,
    ),
    Measure(
        "components",
        "network",
        "integer",
        Bilingual("number of components", "nombre de composantes"),
        Bilingual(
            "Into how many parts that no stated tie joins the field falls.",
            "En combien de morceaux qu'aucun lien énoncé ne relie le domaine se divise.",
        ),
        Bilingual("0 to the number of actors", "de 0 au nombre d'acteurs"),
        Bilingual(
            "The number of (weakly) connected components.",
            "Le nombre de composantes (faiblement) connexes.",
        ),
        f"{WASSERMAN_FAUST}, chapter 4",
        TIES._replace(
            isolates=Bilingual(
                "Each actor without a tie is one of them.", "Chaque acteur sans lien en est une."
            ),
            coverage=effect.ONE_EDGE_DECIDES,
        ),
    ),
    Measure(
        "modularity",
        "network",
        "double",
        Bilingual("modularity", "modularité"),
        Bilingual(
            "How clearly the field falls into circles with more ties within than between them.",
            "À quel point le domaine se divise nettement en cercles plus liés en leur sein qu'entre"
            " eux.",
        ),
        Bilingual(
            "0 to less than 1; no value without a tie",
            "de 0 à moins de 1\u00a0; pas de valeur sans lien",
        ),
        Bilingual(
            "For the communities of the measure `community`: the share of weight within them, less"
            " what their ties give by chance.",
            "Pour les communautés de la mesure «\u00a0community\u00a0»\u00a0: la part du poids qui"
            " leur est interne, moins ce que leurs liens donnent par hasard.",
        ),
        "Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure in"
        " networks. Physical Review E 69, 026113. https://doi.org/10.1103/PhysRevE.69.026113;"
        f" {TRAAG}",
        TIES._replace(
            weights=effect.WEIGHTS_USED,
            coverage=Bilingual(
                "Thin networks have a high value by chance: below some hundred ties it says little.",
                "Les réseaux maigres ont une valeur élevée par hasard\u00a0: en dessous d'une"
                " centaine de liens, elle dit peu.",
            ),
        ),
        weighted=True,
    ),
    Measure(
        "assortativity-degree",
        "network",
        "double",
        Bilingual("assortativity by degree", "assortativité par degré"),
        Bilingual(
            "Whether actors with many ties are tied to each other, or rather to those with few.",
            "Si les acteurs aux nombreux liens sont liés entre eux, ou plutôt à ceux qui en ont peu.",
        ),
        CORRELATED,
        Bilingual(
            "The correlation of the degrees at the two ends of a tie.",
            "La corrélation des degrés aux deux extrémités d'un lien.",
        ),
        NEWMAN,
        TIES,
    ),
    Measure(
        "assortativity-country",
        "network",
        "double",
        Bilingual("assortativity by country", "assortativité par pays"),
        Bilingual(
            "Whether actors are tied to actors of their own country more than chance would have it.",
            "Si les acteurs sont liés à des acteurs de leur pays plus que le hasard ne le voudrait.",
        ),
        CORRELATED,
        BY_GROUP,
        NEWMAN,
        TIES._replace(coverage=READ_BY_COUNTRY),
        attribute="country",
    ),
    Measure(
        "assortativity-kind",
        "network",
        "double",
        Bilingual("assortativity by kind", "assortativité par sorte"),
        Bilingual(
            "Whether actors are tied to actors of their own kind (governments to governments, civil"
            " society to civil society) more than chance would have it.",
            "Si les acteurs sont liés à des acteurs de même sorte (gouvernements entre eux, société"
            " civile entre elle) plus que le hasard ne le voudrait.",
        ),
        CORRELATED,
        BY_GROUP,
        NEWMAN,
        TIES,
        attribute="kind",
    ),
    Measure(
        "centralisation-degree",
        "network",
        "double",
        Bilingual("centralisation by degree", "centralisation par degré"),
        Bilingual(
            "How far the ties of the field gather on one actor.",
            "À quel point les liens du domaine se concentrent sur un acteur.",
        ),
        STAR,
        DIFFERENCES,
        FREEMAN,
        CENTRALISED,
    ),
    Measure(
        "centralisation-betweenness",
        "network",
        "double",
        Bilingual("centralisation by betweenness", "centralisation par intermédiarité"),
        Bilingual(
            "How far one actor alone bridges the circles of the field.",
            "À quel point un seul acteur fait le pont entre les milieux du domaine.",
        ),
        STAR,
        DIFFERENCES,
        FREEMAN,
        CENTRALISED._replace(
            dates=effect.PATHS_ACROSS_TIMES,
            coverage=effect.ONE_EDGE_DECIDES,
        ),
    ),
    Measure(
        "centralisation-closeness",
        "network",
        "double",
        Bilingual("centralisation by closeness", "centralisation par proximité"),
        Bilingual(
            "How far one actor alone is near to all others.",
            "À quel point un seul acteur est proche de tous les autres.",
        ),
        Bilingual(
            "0 (all alike) to 1 (a star); no value for less than three actors or a network in"
            " several parts: take its largest component",
            "de 0 (tous égaux) à 1 (une étoile)\u00a0; pas de valeur pour moins de trois acteurs ou"
            " un réseau en plusieurs morceaux\u00a0: en prendre la plus grande composante",
        ),
        DIFFERENCES,
        FREEMAN,
        CENTRALISED._replace(
            isolates=Bilingual(
                "With an actor without a tie there is no value.",
                "S'il y a un acteur sans lien, il n'y a pas de valeur.",
            ),
            dates=effect.PATHS_ACROSS_TIMES,
        ),
    ),
    Measure(
        "ei-index-country",
        "network",
        "double",
        Bilingual("E–I index by country", "indice E–I par pays"),
        Bilingual(
            "Whether ties run between countries or within them.",
            "Si les liens vont d'un pays à l'autre ou restent à l'intérieur d'un pays.",
        ),
        EI_RANGE,
        OUTSIDE_LESS_INSIDE,
        KRACKHARDT_STERN,
        TIES._replace(coverage=READ_BY_COUNTRY),
        attribute="country",
    ),
    Measure(
        "ei-index-kind",
        "network",
        "double",
        Bilingual("E–I index by kind", "indice E–I par sorte"),
        Bilingual(
            "Whether ties run between kinds of actors (governments, civil society, research …) or"
            " within them.",
            "Si les liens vont d'une sorte d'acteurs à l'autre (gouvernements, société civile,"
            " recherche…) ou restent entre semblables.",
        ),
        EI_RANGE,
        OUTSIDE_LESS_INSIDE,
        KRACKHARDT_STERN,
        TIES,
        attribute="kind",
    ),
)
