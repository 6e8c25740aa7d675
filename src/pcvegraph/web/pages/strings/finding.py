"""The words of the pages for search and the home page."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "browse": Bilingual("Browse", "Parcourir"),
    "browse-addressing": Bilingual("What addresses it", "Ce qui s'y attaque ou s'y rapporte"),
    "browse-countries": Bilingual("By country", "Par pays"),
    "browse-kinds": Bilingual("By kind", "Par genre"),
    "browse-lead": Bilingual(
        "All there is. Choose what to begin with; the search narrows it further.",
        "Tout ce qu'il y a. Choisissez par quoi commencer; la recherche permet de restreindre.",
    ),
    "browse-none": Bilingual("Nothing yet.", "Rien pour l'instant."),
    "browse-phenomena": Bilingual("By phenomenon or practice", "Par phénomène ou pratique"),
    "browse-phenomena-hint": Bilingual(
        "A name leads to what it means, the number to what addresses it or is about it.",
        "Un nom mène à ce qu'il signifie, le nombre à ce qui s'y attaque ou s'y rapporte.",
    ),
    "browse-years": Bilingual("By year", "Par année"),
    "browse-years-hint": Bilingual(
        "How many things began, took place or ended in each year from {year} on, as far as sources "
        "date them.",
        "Combien de choses ont commencé, eu lieu ou pris fin chaque année à partir de {year}, d'après "
        "les dates que donnent les sources.",
    ),
    "home-Entity": Bilingual("bodies, programmes, events …", "organismes, programmes, évènements…"),
    "home-Evidence": Bilingual("words quoted", "passages cités"),
    "home-Relation": Bilingual("relations between them", "relations entre eux"),
    "home-Source": Bilingual("sources", "sources"),
    "home-ask": Bilingual("Ask", "Interroger"),
    "home-browse": Bilingual("Browse everything", "Tout parcourir"),
    "home-find": Bilingual("Find", "Trouver"),
    "home-see": Bilingual("See how it is connected", "Voir les liens"),
    "home-take": Bilingual("Take it with you", "L'emporter"),
    "home-word": Bilingual(
        "Each relation names its source and the words that state it: one click opens the page there.",
        "Chaque relation nomme sa source et les mots qui l'énoncent\u00a0: un clic ouvre la page à "
        "cet endroit.",
    ),
    "all-questions": Bilingual("All questions", "Toutes les questions"),
    "ask-yourself": Bilingual("Ask in SPARQL", "Interroger en SPARQL"),
    "lead": Bilingual(
        "Who does what, with whom, since when and on whose word, in preventing and countering "
        "violent extremism.",
        "Qui fait quoi, avec qui, depuis quand et selon quelle source, dans la prévention de "
        "l'extrémisme violent et la lutte contre celui-ci.",
    ),
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
