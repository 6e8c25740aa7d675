"""The words of the pages for a thing: entity, relation, evidence, source."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "as-of": Bilingual("as of {date}", "en date de {date}"),
    "claimed": Bilingual("What sources disagree on", "Ce sur quoi les sources divergent"),
    "identifier": Bilingual("Identifier, to copy", "Identifiant, à copier"),
    "incoming": Bilingual("From the other end", "Vu de l'autre bout"),
    "mentions": Bilingual("Mentioned elsewhere as", "Mentionné ailleurs comme"),
    "open-words": Bilingual(
        "Open the source at these words", "Ouvrir la source à l'endroit de ces mots"
    ),
    "outgoing": Bilingual("Relations", "Relations"),
    "permalink": Bilingual("Address of this statement", "Adresse de cet énoncé"),
    "stated-by": Bilingual("On whose word", "Selon quelle source"),
    "stated-in": Bilingual("Stated in the graph", "Énoncé dans le graphe"),
    "statements": Bilingual("What rests on these words", "Ce qui repose sur ces mots"),
    "statements-source": Bilingual("What this source says", "Ce que dit cette source"),
}
