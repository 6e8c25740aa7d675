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
    "answer-in": Bilingual("Answer in", "Répondre en"),
    "as-data": Bilingual("This page as data", "Cette page en données"),
    "as-of": Bilingual("as of {date}", "en date de {date}"),
    "ask": Bilingual("Ask", "Interroger"),
    "ask-yourself": Bilingual("Ask in SPARQL", "Interroger en SPARQL"),
    "begin": Bilingual("Where to begin", "Par où commencer"),
    "claimed": Bilingual("What sources disagree on", "Ce sur quoi les sources divergent"),
    "classes": Bilingual("Classes", "Classes"),
    "colon": Bilingual(":", "\u00a0:"),
    "columns": Bilingual("What the columns mean", "Ce que signifient les colonnes"),
    "contents": Bilingual("Contents", "Sommaire"),
    "data": Bilingual("The whole graph", "Le graphe entier"),
    "error-400": Bilingual("Not understood", "Demande mal formée"),
    "error-404": Bilingual("Not found", "Introuvable"),
    "error-405": Bilingual("Wrong method", "Méthode refusée"),
    "error-406": Bilingual("No such format", "Format indisponible"),
    "error-413": Bilingual("Too long", "Demande trop longue"),
    "error-415": Bilingual("Wrong type", "Type de contenu refusé"),
    "error-500": Bilingual("Our fault", "Erreur de notre part"),
    "example": Bilingual("Example", "Exemple"),
    "graph": Bilingual("a graph (CONSTRUCT, DESCRIBE)", "un graphe (CONSTRUCT, DESCRIBE)"),
    "identifier": Bilingual("Identifier, to copy", "Identifiant, à copier"),
    "incoming": Bilingual("From the other end", "Vu de l'autre bout"),
    "lead": Bilingual(
        "Who does what, with whom, since when and on whose word, in preventing and countering "
        "violent extremism.",
        "Qui fait quoi, avec qui, depuis quand et selon quelle source, dans la prévention de "
        "l'extrémisme violent et la lutte contre celui-ci.",
    ),
    "licence": Bilingual("data under CC BY 4.0", "données sous licence CC BY 4.0"),
    "main-navigation": Bilingual("Main navigation", "Navigation principale"),
    "mentions": Bilingual("Mentioned elsewhere as", "Mentionné ailleurs comme"),
    "nearest": Bilingual("Did you mean", "Vouliez-vous dire"),
    "ontology": Bilingual("Terms", "Termes"),
    "ontology-lead": Bilingual(
        "The terms in which the graph is written: its classes, the predicates of its relations, "
        "and what each may say.",
        "Les termes dans lesquels le graphe est écrit\u00a0: ses classes, les prédicats de ses "
        "relations, et ce que chacune peut dire.",
    ),
    "open-words": Bilingual(
        "Open the source at these words", "Ouvrir la source à l'endroit de ces mots"
    ),
    "outgoing": Bilingual("Relations", "Relations"),
    "permalink": Bilingual("Address of this statement", "Adresse de cet énoncé"),
    "predicates": Bilingual("Predicates of relations", "Prédicats des relations"),
    "properties": Bilingual("Properties", "Propriétés"),
    "query": Bilingual("Query", "Requête"),
    "questions": Bilingual("Questions it answers", "Questions auxquelles il répond"),
    "skip": Bilingual("Skip to the content", "Aller au contenu"),
    "sparql": Bilingual("SPARQL", "SPARQL"),
    "sparql-lead": Bilingual(
        "Ask the whole graph in SPARQL 1.1; it answers at this address by GET and by POST.",
        "Interrogez tout le graphe en SPARQL 1.1; il répond à cette adresse par GET et par POST.",
    ),
    "statements": Bilingual("What rests on these words", "Ce qui repose sur ces mots"),
    "statements-source": Bilingual("What this source says", "Ce que dit cette source"),
    "stated-by": Bilingual("On whose word", "Selon quelle source"),
    "stated-in": Bilingual("Stated in the graph", "Énoncé dans le graphe"),
    "table": Bilingual("a table (SELECT, ASK)", "un tableau (SELECT, ASK)"),
    "values": Bilingual("Values", "Valeurs"),
    "version": Bilingual("Version of the data", "Version des données"),
    "well-connected": Bilingual("Most connected", "Les plus reliées"),
    "what-to-do": Bilingual("What to do", "Que faire"),
}


def word(key: str, language: Language, **values: str) -> str:
    """Return the string called `key` in `language`, with `{placeholders}` filled."""
    return STRINGS[key].with_values(**values).in_language(language)
