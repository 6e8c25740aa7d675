"""The words of the pages for the library of questions, and SPARQL."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "answer": Bilingual("Answer", "Réponse"),
    "answer-as-data": Bilingual("The whole answer as data", "La réponse entière en données"),
    "answer-in": Bilingual("Answer in", "Répondre en"),
    "ask": Bilingual("Ask", "Interroger"),
    "certain": Bilingual(
        "Only what is shown to have held that day",
        "Seulement ce que les sources attestent pour ce jour-là",
    ),
    "choose": Bilingual("What to ask about", "Sur quoi porte la question"),
    "columns": Bilingual("What the columns mean", "Ce que signifient les colonnes"),
    "day": Bilingual("Only what may have held on", "Seulement ce qui a pu être vrai le"),
    "empty-columns": Bilingual("Columns without a value here", "Colonnes sans valeur ici"),
    "entity-hint": Bilingual("identifier, such as canada", "identifiant, par exemple canada"),
    "graph": Bilingual("a graph (CONSTRUCT, DESCRIBE)", "un graphe (CONSTRUCT, DESCRIBE)"),
    "library": Bilingual("Questions", "Questions"),
    "library-lead": Bilingual(
        "Questions that the graph answers, ready to ask: choose what they are about, read the "
        "answer with its sources, take it as data.",
        "Des questions auxquelles le graphe répond, prêtes à poser\u00a0: choisissez sur quoi "
        "elles portent, lisez la réponse avec ses sources, emportez-la en données.",
    ),
    "next-page": Bilingual("Next rows", "Lignes suivantes"),
    "no": Bilingual("No", "Non"),
    "no-rows": Bilingual(
        "The graph states nothing that answers this. It may still be so: the graph holds only "
        "what its sources say.",
        "Le graphe n'énonce rien qui réponde à cette question. Cela peut être vrai tout de "
        "même\u00a0: le graphe ne contient que ce que disent ses sources.",
    ),
    "of-day": Bilingual("Answer for {day}", "Réponse pour le {day}"),
    "on-a-day": Bilingual(
        "Limit to what held on one day", "Se limiter à ce qui valait un jour donné"
    ),
    "open-in-sparql": Bilingual("Change it and ask in SPARQL", "La modifier et la poser en SPARQL"),
    "page-numbers": Bilingual("Pages of rows", "Pages de lignes"),
    "previous-page": Bilingual("Previous rows", "Lignes précédentes"),
    "query": Bilingual("Query", "Requête"),
    "rows": Bilingual("Rows {first} to {last}", "Lignes {first} à {last}"),
    "show-query": Bilingual("Show the query", "Montrer la requête"),
    "sparql": Bilingual("SPARQL", "SPARQL"),
    "sparql-lead": Bilingual(
        "Ask the whole graph in SPARQL 1.1; it answers at this address by GET and by POST.",
        "Interrogez tout le graphe en SPARQL 1.1; il répond à cette adresse par GET et par POST.",
    ),
    "table": Bilingual("a table (SELECT, ASK)", "un tableau (SELECT, ASK)"),
    "undated": Bilingual(
        "{count} relations without a date are part of what is asked.",
        "{count} relations sans date sont comprises dans ce qui est interrogé.",
    ),
    "undated-left-out": Bilingual(
        "Relations without a date are left out.",
        "Les relations sans date sont laissées de côté.",
    ),
    "values": Bilingual("Values", "Valeurs"),
    "yes": Bilingual("Yes", "Oui"),
}
