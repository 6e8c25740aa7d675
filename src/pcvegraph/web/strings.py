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
