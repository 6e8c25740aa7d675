"""The words of the pages for the library of questions, and SPARQL."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "answer": Bilingual("Answer", "Réponse"),
    "answer-as-data": Bilingual("The whole answer as data", "La réponse entière en données"),
    "answer-in": Bilingual("Answer in", "Répondre en"),
    "as-turtle": Bilingual("These triples in Turtle", "Ces triplets en Turtle"),
    "ask": Bilingual("Ask", "Interroger"),
    "ask-long": Bilingual("Ask by POST (a long query)", "Interroger par POST (requête longue)"),
    "bars-left-out": Bilingual(
        "The first {shown} rows are drawn; {count} others are not.",
        "Les {shown} premières lignes sont tracées\u00a0; {count} autres ne le sont pas.",
    ),
    "bars-say": Bilingual("{number} by {label}", "{number} par {label}"),
    "certain": Bilingual(
        "Only what is shown to have held that day",
        "Seulement ce que les sources attestent pour ce jour-là",
    ),
    "change-query": Bilingual("Change the query", "Modifier la requête"),
    "choose": Bilingual("What to ask about", "Sur quoi porte la question"),
    "cite": Bilingual("Cite this answer", "Citer cette réponse"),
    "cite-again": Bilingual("Asked again", "Posée de nouveau"),
    "cite-checksum": Bilingual("SHA-256 of the rows", "SHA-256 des lignes"),
    "cite-compare": Bilingual(
        "asks it again and says whether the rows are still the same",
        "la pose de nouveau et dit si les lignes sont toujours les mêmes",
    ),
    "cite-day": Bilingual("Day", "Jour"),
    "cite-how": Bilingual(
        "The checksum is the SHA-256 of the lines of the whole answer in TSV (of a graph: in "
        "N-Triples), sorted by their bytes. Take the answer in that format and pipe it through "
        "“LC_ALL=C sort | sha256sum”: you get the same.",
        "La somme de contrôle est le SHA-256 des lignes de la réponse entière en TSV (d'un "
        "graphe\u00a0: en N-Triples), triées par leurs octets. Prenez la réponse dans ce format "
        "et passez-la par «\u00a0LC_ALL=C sort | sha256sum\u00a0»\u00a0: vous obtenez la même.",
    ),
    "cite-licence": Bilingual("Licence", "Licence"),
    "cite-query": Bilingual("The query that was asked", "La requête posée"),
    "cite-this": Bilingual(
        "Show how to cite it, with a checksum of its rows",
        "Montrer comment la citer, avec une somme de contrôle de ses lignes",
    ),
    "cite-too-large": Bilingual(
        "This answer is too large for its checksum to be taken here. Take it as TSV and pipe it "
        "through “LC_ALL=C sort | sha256sum”; cite that with the query and the version of the "
        "data.",
        "Cette réponse est trop volumineuse pour que sa somme de contrôle soit calculée ici. "
        "Prenez-la en TSV et passez-la par «\u00a0LC_ALL=C sort | sha256sum\u00a0»\u00a0; citez "
        "cette somme avec la requête et la version des données.",
    ),
    "code": Bilingual("From a program", "Depuis un programme"),
    "code-lead": Bilingual(
        "Code that asks this very query of this service.",
        "Du code qui pose cette même requête à ce service.",
    ),
    "columns": Bilingual("What the columns mean", "Ce que signifient les colonnes"),
    "columns-say": Bilingual("{number} by {year}", "{number} par {year}"),
    "compared-changed": Bilingual(
        "The rows are not those that were cited. The data has changed since, too.",
        "Les lignes ne sont pas celles qui ont été citées. Les données aussi ont changé depuis.",
    ),
    "compared-cited": Bilingual("Cited", "Réponse citée"),
    "compared-now": Bilingual("Now", "Maintenant"),
    "compared-other-rows": Bilingual(
        "The rows are not those that were cited, although the data is the same: another query was "
        "asked, or one whose answer differs each time.",
        "Les lignes ne sont pas celles qui ont été citées, alors que les données sont les "
        "mêmes\u00a0: une autre requête a été posée, ou une requête dont la réponse change à "
        "chaque fois.",
    ),
    "compared-same": Bilingual(
        "The rows are those that were cited, to the last byte.",
        "Les lignes sont celles qui ont été citées, à l'octet près.",
    ),
    "compared-same-rows": Bilingual(
        "The rows are those that were cited, to the last byte, although the data has changed since.",
        "Les lignes sont celles qui ont été citées, à l'octet près, bien que les données aient "
        "changé depuis.",
    ),
    "compared-unknown": Bilingual(
        "This answer cannot be compared: what the address cites is no SHA-256 of 64 hexadecimal "
        "digits, or the answer is too large.",
        "Cette réponse ne peut pas être comparée\u00a0: ce que cite l'adresse n'est pas un "
        "SHA-256 de 64 chiffres hexadécimaux, ou la réponse est trop volumineuse.",
    ),
    "compared-which": Bilingual(
        "The version cited cannot be asked here, so that this page cannot say which statements "
        "changed the answer. Ask a copy of the version cited (its dump is what has that "
        "checksum), sort both answers and compare them line by line.",
        "La version citée ne peut être interrogée ici\u00a0: cette page ne peut donc pas dire quels "
        "énoncés ont changé la réponse. Posez la requête à une copie de la version citée (son "
        "vidage est celui qui a cette somme de contrôle), triez les deux réponses et comparez-les "
        "ligne à ligne.",
    ),
    "day": Bilingual("Only what may have held on", "Seulement ce qui a pu être vrai le"),
    "day-hint": Bilingual(
        "The day takes the place of the graphs that the query names with FROM.",
        "Le jour remplace les graphes que la requête nomme par FROM.",
    ),
    "editor-format": Bilingual("Lay out", "Mettre en forme"),
    "editor-hint": Bilingual(
        "Type id: and a name for a thing, ? for a variable. Ctrl+Enter asks; Tab leaves the editor.",
        "Tapez id: et un nom pour une chose, ? pour une variable. Ctrl+Entrée interroge\u00a0; "
        "Tab quitte l'éditeur.",
    ),
    "empty-columns": Bilingual("Columns without a value here", "Colonnes sans valeur ici"),
    "entity-hint": Bilingual("identifier, such as canada", "identifiant, par exemple canada"),
    "fault-place": Bilingual("Place in the query", "Endroit dans la requête"),
    "filter": Bilingual("Words of the question", "Mots de la question"),
    "filter-do": Bilingual("Find", "Trouver"),
    "filter-found": Bilingual("{count} questions", "{count} questions"),
    "filter-nothing": Bilingual(
        "No question has these words. Try fewer, or ask in SPARQL.",
        "Aucune question ne contient ces mots. Essayez-en moins, ou interrogez en SPARQL.",
    ),
    "graph": Bilingual("a graph (CONSTRUCT, DESCRIBE)", "un graphe (CONSTRUCT, DESCRIBE)"),
    "graph-say": Bilingual(
        "A line for each row, between the things of its first two columns that hold things. The "
        "same as data",
        "Une ligne par rangée, entre les choses de ses deux premières colonnes de choses. La même "
        "chose en données",
    ),
    "library": Bilingual("Questions", "Questions"),
    "library-lead": Bilingual(
        "Questions that the graph answers, ready to ask: choose what they are about, read the "
        "answer with its sources, take it as data.",
        "Des questions auxquelles le graphe répond, prêtes à poser\u00a0: choisissez sur quoi "
        "elles portent, lisez la réponse avec ses sources, emportez-la en données.",
    ),
    "limits": Bilingual(
        "A query may take {seconds} seconds, and its answer {bytes} MB; an answer is whole or an "
        "error.",
        "Une requête peut prendre {seconds} secondes, et sa réponse {bytes} Mo\u00a0; une réponse "
        "est entière, ou c'est une erreur.",
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
    "page": Bilingual("a page", "une page"),
    "page-numbers": Bilingual("Pages of rows", "Pages de lignes"),
    "previous-page": Bilingual("Previous rows", "Lignes précédentes"),
    "query": Bilingual("Query", "Requête"),
    "rows": Bilingual("Rows {first} to {last}", "Lignes {first} à {last}"),
    "rows-beyond": Bilingual(
        "The pages have only {total} rows.", "Les pages n'ont que {total} lignes."
    ),
    "rows-cut": Bilingual(
        "Pages show the first {shown} rows of this answer, which has {total}. Take it whole as "
        "data, or ask for less.",
        "Les pages montrent les {shown} premières lignes de cette réponse, qui en a {total}. "
        "Emportez-la entière en données, ou demandez-en moins.",
    ),
    "rows-of": Bilingual("of {total}", "sur {total}"),
    "show-query": Bilingual("Show the query", "Montrer la requête"),
    "sort-by": Bilingual("Sort by {column}", "Trier par {column}"),
    "sparql": Bilingual("SPARQL", "SPARQL"),
    "sparql-lead": Bilingual(
        "Ask the whole graph in SPARQL 1.1. Programs ask at /sparql, by GET and by POST.",
        "Interrogez tout le graphe en SPARQL 1.1. Les programmes interrogent /sparql, par GET et "
        "par POST.",
    ),
    "table": Bilingual("a table (SELECT, ASK)", "un tableau (SELECT, ASK)"),
    "took": Bilingual("Answered in {milliseconds} ms.", "Réponse obtenue en {milliseconds} ms."),
    "took-none": Bilingual(
        "Answered at once: the answer was kept from before.",
        "Réponse immédiate\u00a0: elle avait été gardée.",
    ),
    "triple-object": Bilingual("object", "objet"),
    "triple-predicate": Bilingual("predicate", "prédicat"),
    "triple-subject": Bilingual("subject", "sujet"),
    "undated": Bilingual(
        "{count} relations without a date are part of what is asked.",
        "{count} relations sans date sont comprises dans ce qui est interrogé.",
    ),
    "undated-left-out": Bilingual(
        "Relations without a date are left out.",
        "Les relations sans date sont laissées de côté.",
    ),
    "unfit": Bilingual(
        "These columns do not fit the view “{view}”, so that the rows are shown as a table.",
        "Ces colonnes ne se prêtent pas à la vue «\u00a0{view}\u00a0»\u00a0: les lignes sont "
        "montrées en tableau.",
    ),
    "values": Bilingual("Values", "Valeurs"),
    "view-bars": Bilingual("Bars", "Barres"),
    "view-columns": Bilingual("By year", "Par année"),
    "view-graph": Bilingual("Graph", "Graphe"),
    "view-map": Bilingual("Map", "Carte"),
    "view-table": Bilingual("Table", "Tableau"),
    "view-timeline": Bilingual("Timeline", "Chronologie"),
    "views": Bilingual("Views", "Vues"),
    "yes": Bilingual("Yes", "Oui"),
}
