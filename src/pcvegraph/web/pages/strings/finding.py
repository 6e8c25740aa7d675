"""The words of the pages for search and the home page."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "about-numbers": Bilingual(
        "The graph holds {relations} relations between {entities} entities, each with the words "
        "of a source that state it, from {sources} sources.",
        "Le graphe contient {relations} relations entre {entities} entités, chacune avec les mots "
        "de la source qui l'énonce, tirées de {sources} sources.",
    ),
    "all-questions": Bilingual("All questions", "Toutes les questions"),
    "ask-yourself": Bilingual("Ask in SPARQL", "Interroger en SPARQL"),
    "begin": Bilingual("Where to begin", "Par où commencer"),
    "lead": Bilingual(
        "Who does what, with whom, since when and on whose word, in preventing and countering "
        "violent extremism.",
        "Qui fait quoi, avec qui, depuis quand et selon quelle source, dans la prévention de "
        "l'extrémisme violent et la lutte contre celui-ci.",
    ),
    "questions": Bilingual("Questions it answers", "Questions auxquelles il répond"),
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
    "well-connected": Bilingual("Most connected", "Les plus reliées"),
}
