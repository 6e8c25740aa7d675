"""The words of the pages, in both languages."""

from __future__ import annotations

from pcvegraph.languages import Bilingual, Language

STRINGS: dict[str, Bilingual] = {
    "about-numbers": Bilingual(
        "The graph holds {relations} relations between {entities} entities, each with the words "
        "of a source that state it, from {sources} sources.",
        "Le graphe contient {relations} relations entre {entities} entités, chacune avec les mots "
        "de la source qui l'énonce, tirées de {sources} sources.",
    ),
    "all-networks": Bilingual(
        "All networks",
        "Tous les réseaux",
    ),
    "all-questions": Bilingual("All questions", "Toutes les questions"),
    "answer": Bilingual("Answer", "Réponse"),
    "answer-as-data": Bilingual("The whole answer as data", "La réponse entière en données"),
    "answer-in": Bilingual("Answer in", "Répondre en"),
    "as-data": Bilingual("This page as data", "Cette page en données"),
    "as-of": Bilingual("as of {date}", "en date de {date}"),
    "ask": Bilingual("Ask", "Interroger"),
    "ask-yourself": Bilingual("Ask in SPARQL", "Interroger en SPARQL"),
    "begin": Bilingual("Where to begin", "Par où commencer"),
    "cause-not-found": Bilingual("cause not found", "cause non trouvée"),
    "causes": Bilingual("Why", "Pourquoi"),
    "certain": Bilingual(
        "Only what is shown to have held that day",
        "Seulement ce que les sources attestent pour ce jour-là",
    ),
    "choose": Bilingual("What to ask about", "Sur quoi porte la question"),
    "chosen": Bilingual("chosen", "choisi"),
    "claimed": Bilingual("What sources disagree on", "Ce sur quoi les sources divergent"),
    "classes": Bilingual("Classes", "Classes"),
    "colon": Bilingual(":", "\u00a0:"),
    "columns": Bilingual("What the columns mean", "Ce que signifient les colonnes"),
    "contents": Bilingual("Contents", "Sommaire"),
    "data": Bilingual("The whole graph", "Le graphe entier"),
    "data-bytes": Bilingual("Bytes", "Octets"),
    "data-cite": Bilingual("How to cite", "Comment citer"),
    "data-citation": Bilingual(
        "{title}, version {version}, {address}. Licence: CC BY 4.0.",
        "{title}, version {version}, {address}. Licence\u00a0: CC BY 4.0.",
    ),
    "data-file": Bilingual("File", "Fichier"),
    "data-format": Bilingual("Format", "Format"),
    "data-lead": Bilingual(
        "The whole graph as files, made from this version. Texts that a source is quoted with belong "
        "to its authors; the rest is under CC BY 4.0.",
        "Le graphe entier en fichiers, tirés de cette version. Les mots cités d'une source "
        "appartiennent à ses auteurs; le reste est sous licence CC BY 4.0.",
    ),
    "data-spreadsheets": Bilingual(
        "The tables are meant for spreadsheets: a text that begins with = + - @ has an apostrophe "
        "before it.",
        "Les tables sont destinées aux tableurs\u00a0: un texte qui commence par = + - @ est précédé "
        "d'une apostrophe.",
    ),
    "data-title": Bilingual("Data to take away", "Données à emporter"),
    "data-what": Bilingual("What it is", "Ce que c'est"),
    "day": Bilingual("Only what may have held on", "Seulement ce qui a pu être vrai le"),
    "directed": Bilingual(
        "with a direction",
        "orienté",
    ),
    "edge": Bilingual(
        "An edge",
        "Un lien",
    ),
    "empty-columns": Bilingual("Columns without a value here", "Colonnes sans valeur ici"),
    "entity-hint": Bilingual("identifier, such as canada", "identifiant, par exemple canada"),
    "error-400": Bilingual("Not understood", "Demande mal formée"),
    "error-403": Bilingual("Not for you", "Accès refusé"),
    "error-404": Bilingual("Not found", "Introuvable"),
    "error-405": Bilingual("Wrong method", "Méthode refusée"),
    "error-406": Bilingual("No such format", "Format indisponible"),
    "error-409": Bilingual("Not yet", "Pas encore"),
    "error-413": Bilingual("Too long", "Demande trop longue"),
    "error-415": Bilingual("Wrong type", "Type de contenu refusé"),
    "error-429": Bilingual("Too many of yours", "Trop de demandes de votre part"),
    "error-500": Bilingual("Our fault", "Erreur de notre part"),
    "error-501": Bilingual(
        "Not installed",
        "Non installé",
    ),
    "error-502": Bilingual("The store failed", "L'entrepôt de données a échoué"),
    "error-503": Bilingual("Too busy", "Service occupé"),
    "error-504": Bilingual("Too long to answer", "Réponse trop longue à calculer"),
    "error-507": Bilingual("Too large to answer", "Réponse trop volumineuse"),
    "example": Bilingual("Example", "Exemple"),
    "graph": Bilingual("a graph (CONSTRUCT, DESCRIBE)", "un graphe (CONSTRUCT, DESCRIBE)"),
    "identifier": Bilingual("Identifier, to copy", "Identifiant, à copier"),
    "incoming": Bilingual("From the other end", "Vu de l'autre bout"),
    "job-begins": Bilingual("It begins", "Cela commence"),
    "job-done": Bilingual("The network is made", "Le réseau est prêt"),
    "job-failed": Bilingual("The network could not be made", "Le réseau n'a pas pu être fait"),
    "job-running": Bilingual("The network is being made", "Le réseau est en préparation"),
    "lead": Bilingual(
        "Who does what, with whom, since when and on whose word, in preventing and countering "
        "violent extremism.",
        "Qui fait quoi, avec qui, depuis quand et selon quelle source, dans la prévention de "
        "l'extrémisme violent et la lutte contre celui-ci.",
    ),
    "library": Bilingual("Questions", "Questions"),
    "library-lead": Bilingual(
        "Questions that the graph answers, ready to ask: choose what they are about, read the "
        "answer with its sources, take it as data.",
        "Des questions auxquelles le graphe répond, prêtes à poser\u00a0: choisissez sur quoi "
        "elles portent, lisez la réponse avec ses sources, emportez-la en données.",
    ),
    "licence": Bilingual("data under CC BY 4.0", "données sous licence CC BY 4.0"),
    "main-navigation": Bilingual("Main navigation", "Navigation principale"),
    "mentions": Bilingual("Mentioned elsewhere as", "Mentionné ailleurs comme"),
    "nearest": Bilingual("Did you mean", "Vouliez-vous dire"),
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
    "next-page": Bilingual("Next rows", "Lignes suivantes"),
    "no": Bilingual("No", "Non"),
    "no-rows": Bilingual(
        "The graph states nothing that answers this. It may still be so: the graph holds only "
        "what its sources say.",
        "Le graphe n'énonce rien qui réponde à cette question. Cela peut être vrai tout de "
        "même\u00a0: le graphe ne contient que ce que disent ses sources.",
    ),
    "node": Bilingual(
        "A node",
        "Un nœud",
    ),
    "of-day": Bilingual("Answer for {day}", "Réponse pour le {day}"),
    "on-a-day": Bilingual(
        "Limit to what held on one day", "Se limiter à ce qui valait un jour donné"
    ),
    "ontology": Bilingual("Terms", "Termes"),
    "ontology-lead": Bilingual(
        "The terms in which the graph is written: its classes, the predicates of its relations, "
        "and what each may say.",
        "Les termes dans lesquels le graphe est écrit\u00a0: ses classes, les prédicats de ses "
        "relations, et ce que chacune peut dire.",
    ),
    "open-in-sparql": Bilingual("Change it and ask in SPARQL", "La modifier et la poser en SPARQL"),
    "open-words": Bilingual(
        "Open the source at these words", "Ouvrir la source à l'endroit de ces mots"
    ),
    "outgoing": Bilingual("Relations", "Relations"),
    "page-numbers": Bilingual("Pages of rows", "Pages de lignes"),
    "permalink": Bilingual("Address of this statement", "Adresse de cet énoncé"),
    "predicates": Bilingual("Predicates of relations", "Prédicats des relations"),
    "previous-page": Bilingual("Previous rows", "Lignes précédentes"),
    "properties": Bilingual("Properties", "Propriétés"),
    "query": Bilingual("Query", "Requête"),
    "questions": Bilingual("Questions it answers", "Questions auxquelles il répond"),
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
    "rows": Bilingual("Rows {first} to {last}", "Lignes {first} à {last}"),
    "search": Bilingual("Search", "Recherche"),
    "search-beyond": Bilingual("There are only {total} hits.", "Il n'y a que {total} résultats."),
    "search-count": Bilingual(
        "Hits {first} to {last} of {total}", "Résultats {first} à {last} sur {total}"
    ),
    "search-countries": Bilingual("Country", "Pays"),
    "search-do": Bilingual("Search", "Rechercher"),
    "search-everywhere": Bilingual("Search without narrowing", "Rechercher sans restreindre"),
    "search-found": Bilingual("What was found", "Ce qui a été trouvé"),
    "search-kinds": Bilingual("Kind", "Genre"),
    "search-label": Bilingual(
        "Search by name: in English or French, an acronym, the beginning of a word",
        "Rechercher par nom\u00a0: en français ou en anglais, un sigle, le début d'un mot",
    ),
    "search-matched": Bilingual("Found by its name", "Trouvé par son nom"),
    "search-more": Bilingual("{count} more", "{count} de plus"),
    "search-narrow": Bilingual("Narrow to", "Restreindre à"),
    "search-next": Bilingual("Next hits", "Résultats suivants"),
    "search-nothing": Bilingual(
        "Nothing in the graph is called so.", "Rien dans le graphe ne porte un tel nom."
    ),
    "search-pages": Bilingual("Pages of hits", "Pages de résultats"),
    "search-periods": Bilingual("Begun in the decade from", "Début dans la décennie de"),
    "search-phenomena": Bilingual("Phenomenon or practice", "Phénomène ou pratique"),
    "search-previous": Bilingual("Previous hits", "Résultats précédents"),
    "search-try": Bilingual(
        "Try fewer words, an acronym, or the name in another language.",
        "Essayez moins de mots, un sigle ou le nom dans une autre langue.",
    ),
    "search-years": Bilingual(
        "Limit to what was there in some years", "Se limiter à ce qui existait certaines années"
    ),
    "show-query": Bilingual("Show the query", "Montrer la requête"),
    "skip": Bilingual("Skip to the content", "Aller au contenu"),
    "sparql": Bilingual("SPARQL", "SPARQL"),
    "sparql-lead": Bilingual(
        "Ask the whole graph in SPARQL 1.1; it answers at this address by GET and by POST.",
        "Interrogez tout le graphe en SPARQL 1.1; il répond à cette adresse par GET et par POST.",
    ),
    "stated-by": Bilingual("On whose word", "Selon quelle source"),
    "stated-in": Bilingual("Stated in the graph", "Énoncé dans le graphe"),
    "statements": Bilingual("What rests on these words", "Ce qui repose sur ces mots"),
    "statements-source": Bilingual("What this source says", "Ce que dit cette source"),
    "table": Bilingual("a table (SELECT, ASK)", "un tableau (SELECT, ASK)"),
    "take-network": Bilingual(
        "Take it",
        "L'emporter",
    ),
    "undated": Bilingual(
        "{count} relations without a date are part of what is asked.",
        "{count} relations sans date sont comprises dans ce qui est interrogé.",
    ),
    "undated-left-out": Bilingual(
        "Relations without a date are left out.",
        "Les relations sans date sont laissées de côté.",
    ),
    "undirected": Bilingual(
        "without a direction",
        "non orienté",
    ),
    "values": Bilingual("Values", "Valeurs"),
    "version": Bilingual("Version of the data", "Version des données"),
    "weight": Bilingual(
        "Weight",
        "Poids",
    ),
    "well-connected": Bilingual("Most connected", "Les plus reliées"),
    "what-to-do": Bilingual("What to do", "Que faire"),
    "yes": Bilingual("Yes", "Oui"),
}


def word(key: str, language: Language, **values: str) -> str:
    """Return the string called `key` in `language`, with `{placeholders}` filled."""
    return STRINGS[key].with_values(**values).in_language(language)
