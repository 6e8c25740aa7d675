"""The words of the pages for what the page of the reconciliation service says."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "reconcile": Bilingual("Match a list with the graph", "Apparier une liste avec le graphe"),
    "reconcile-compared": Bilingual("compared by the score", "comparé par la note"),
    "reconcile-draft": Bilingual(
        "The draft of version 1.0 of the API is at",
        "Le projet de version 1.0 de l'API se trouve à",
    ),
    "reconcile-feature-acronym": Bilingual(
        "both have the acronym; alone it decides nothing",
        "les deux ont le sigle; seul, il ne décide de rien",
    ),
    "reconcile-feature-country": Bilingual(
        "the same country, or another", "le même pays, ou un autre"
    ),
    "reconcile-feature-id": Bilingual(
        "an identifier of the graph was given", "un identifiant du graphe a été donné"
    ),
    "reconcile-feature-identifier": Bilingual(
        "the same identifier of another register", "le même identifiant dans un autre registre"
    ),
    "reconcile-feature-kind": Bilingual(
        "the same kind of body, or another", "la même sorte d'organisme, ou une autre"
    ),
    "reconcile-feature-name": Bilingual(
        "the words of the names: rare ones that both have speak for, those that one lacks against",
        "les mots des noms\u00a0: ceux, rares, que les deux ont parlent pour, ceux qui manquent à "
        "l'un parlent contre",
    ),
    "reconcile-feature-place": Bilingual("the same town", "la même ville"),
    "reconcile-feature-search": Bilingual(
        "only a search finds it: to look at, never a match",
        "seule une recherche le trouve\u00a0: à examiner, jamais un appariement",
    ),
    "reconcile-feature-time": Bilingual(
        "founded in the same year, or one ended before the other began",
        "même année de fondation, ou l'un a pris fin avant le début de l'autre",
    ),
    "reconcile-feature-website": Bilingual("the same website", "le même site Web"),
    "reconcile-feature-words": Bilingual(
        "the names are alike, but not the same", "les noms se ressemblent sans être les mêmes"
    ),
    "reconcile-lead": Bilingual(
        "This address answers the Reconciliation Service API: it finds which rows of your list are "
        "things of the graph, says why, and adds what the graph knows of them.",
        "Cette adresse répond à l'API de réconciliation (Reconciliation Service API)\u00a0: elle "
        "trouve quelles lignes de votre liste sont des choses du graphe, dit pourquoi, et ajoute ce "
        "que le graphe en sait.",
    ),
    "reconcile-manifest": Bilingual("What programs read here", "Ce que les programmes lisent ici"),
    "reconcile-openrefine": Bilingual("From OpenRefine", "Depuis OpenRefine"),
    "reconcile-paste": Bilingual(
        "Give OpenRefine this address; that of /sparql does nothing there.",
        "Donnez cette adresse à OpenRefine; celle de /sparql n'y fait rien.",
    ),
    "reconcile-program": Bilingual("From a program", "Depuis un programme"),
    "reconcile-properties-lead": Bilingual(
        "A table can be extended by all of these. ^ is the other end of a relation: ^memberOf gives "
        "the members. What a relation gives held at some time, on at least one source's word.",
        "Un tableau peut être enrichi de chacune. ^ désigne l'autre bout d'une relation\u00a0: "
        "^memberOf donne les membres. Ce que donne une relation a été vrai à un moment, selon au "
        "moins une source.",
    ),
    "reconcile-scores": Bilingual("What the scores mean", "Ce que signifient les notes"),
    "reconcile-scores-lead": Bilingual(
        "A score is how likely the two are the same, from 0 to 100. From 60 on the first is a match, "
        "where a whole name, website or identifier is the same and no other is near. "
        "Its features say in bits what speaks for it and, below 0, against "
        "it. Each bit more makes it twice as telling.",
        "Une note dit, de 0 à 100, à quel point il est probable que les deux soient le même. À partir "
        "de 60, le premier est apparié si un nom entier, un site Web ou un identifiant est le même et "
        "si aucun autre n'en est proche. Ses composantes disent en bits "
        "ce qui parle pour et, sous 0, contre. Chaque bit de plus double la force de l'indice.",
    ),
    "reconcile-step-add": Bilingual(
        "Add standard service…: paste the address, Add Service.",
        "Add standard service…\u00a0: collez l'adresse, puis Add Service.",
    ),
    "reconcile-step-column": Bilingual(
        "In the menu of the column with the names: Reconcile, Start reconciling…",
        "Dans le menu de la colonne des noms\u00a0: Reconcile, Start reconciling…",
    ),
    "reconcile-step-extend": Bilingual(
        "Edit column, Add columns from reconciled values…: choose properties, such as country, "
        "website, member of.",
        "Edit column, Add columns from reconciled values…\u00a0: choisissez des propriétés, par "
        "exemple pays, site Web, membre de.",
    ),
    "reconcile-step-review": Bilingual(
        "What is sure is matched; of the others choose a candidate, or none.",
        "Ce qui est sûr est apparié; pour les autres, choisissez un candidat, ou aucun.",
    ),
    "reconcile-step-start": Bilingual(
        "Tick further columns that tell things apart, with their property: country, website. Then "
        "Start Reconciling.",
        "Cochez d'autres colonnes qui distinguent les choses, avec leur propriété\u00a0: pays, site "
        "Web. Puis Start Reconciling.",
    ),
    "reconcile-step-type": Bilingual(
        "Choose a type, such as Organisation, or reconcile against no particular type.",
        "Choisissez un type, par exemple Organisation, ou aucun type en particulier.",
    ),
    "reconcile-types": Bilingual("Types", "Types"),
}
