"""The words of the pages, in both languages."""

from __future__ import annotations

from pcvegraph.languages import Bilingual, Language

STRINGS: dict[str, Bilingual] = {
    "acronym": Bilingual("Acronym", "Sigle"),
    "also": Bilingual("The same as data:", "Les mêmes données en :"),
    "anchor": Bilingual("open at these words", "ouvrir à ces mots"),
    "announced": Bilingual("announced", "annoncé le"),
    "as-of": Bilingual("as of", "en date de"),
    "ask": Bilingual("Ask", "Interroger"),
    "ask-yourself": Bilingual("Ask in SPARQL", "Interroger en SPARQL"),
    "classes": Bilingual("Classes", "Classes"),
    "columns": Bilingual("Columns", "Colonnes"),
    "evidence": Bilingual("Evidence", "Preuves"),
    "example": Bilingual("Example", "Exemple"),
    "format": Bilingual("Format", "Format"),
    "home": Bilingual("Home", "Accueil"),
    "incoming": Bilingual("What others have to do with it", "Ce que d'autres ont à y voir"),
    "inverse": Bilingual("From the other end", "De l'autre bout"),
    "iri": Bilingual("Identifier to copy", "Identifiant à copier"),
    "lead": Bilingual(
        "Who does what, with whom, since when and on whose word, in preventing and countering "
        "violent extremism.",
        "Qui fait quoi, avec qui, depuis quand et sur la parole de qui, en prévention et en lutte "
        "contre l'extrémisme violent.",
    ),
    "numbers": Bilingual(
        "{relations} relations between {entities} entities, each with the words of a source; "
        "{sources} sources.",
        "{relations} relations entre {entities} entités, chacune avec les mots d'une source; "
        "{sources} sources.",
    ),
    "ontology": Bilingual("Ontology", "Ontologie"),
    "outgoing": Bilingual("Relations", "Relations"),
    "predicates": Bilingual("Predicates", "Prédicats"),
    "properties": Bilingual("Properties", "Propriétés"),
    "query": Bilingual("Query", "Requête"),
    "questions": Bilingual("Questions it answers", "Questions auxquelles il répond"),
    "retired": Bilingual("Replaced by", "Remplacé par"),
    "skip": Bilingual("Skip to the content", "Aller au contenu"),
    "sparql": Bilingual("SPARQL", "SPARQL"),
    "statements": Bilingual("Statements that rest on it", "Énoncés qui en dépendent"),
    "terms": Bilingual("Other terms", "Autres termes"),
    "version": Bilingual("Version of the data", "Version des données"),
    "what-to-do": Bilingual("What to do", "Que faire"),
}


def word(name: str, language: Language, **values: str) -> str:
    """Return the string called `name` in `language`, with `{placeholders}` filled."""
    return STRINGS[name].with_values(**values).in_language(language)
