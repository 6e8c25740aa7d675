"""The words of the pages for the files to take away."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
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
}
