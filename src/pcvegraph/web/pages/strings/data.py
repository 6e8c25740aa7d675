"""The words of the pages for the files to take away."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "about-absence": Bilingual(
        "That something is absent here does not mean that it does not exist: most pages were read in "
        "part, and what a page says holds for its day.",
        "L'absence d'une chose ici ne veut pas dire qu'elle n'existe pas\u00a0: la plupart des pages "
        "n'ont été lues qu'en partie, et ce qu'une page dit vaut pour son jour.",
    ),
    "about-coverage": Bilingual("Where it is thin", "Où il y a peu"),
    "about-dates": Bilingual(
        "Dates are as precise as the source says, and never filled in. A relation without a date is "
        "shown as undated. What sources disagree on stands side by side; nobody judges.",
        "Les dates sont aussi précises que le dit la source, jamais complétées. Une relation sans "
        "date est montrée comme telle. Ce sur quoi les sources divergent figure côte à côte\u00a0: "
        "personne ne tranche.",
    ),
    "about-files": Bilingual(
        "all files, with checksums", "tous les fichiers, avec leurs empreintes"
    ),
    "about-history": Bilingual("How it changes", "Comment elles changent"),
    "about-history-text": Bilingual(
        "The data are text files under version control: each change is read and checked before it is "
        "served. The version above is the SHA-256 of the whole graph; the same files give the same "
        "version, and every answer names the one it comes from.",
        "Les données sont des fichiers de texte sous gestion de versions\u00a0: chaque changement "
        "est lu et vérifié avant d'être servi. La version ci-dessus est l'empreinte SHA-256 du graphe "
        "entier; les mêmes fichiers donnent la même version, et chaque réponse nomme celle dont elle "
        "vient.",
    ),
    "about-how": Bilingual("On whose word", "Selon quelles sources"),
    "about-how-text": Bilingual(
        "Every relation rests on at least one source that was read, and quotes at most eight words of "
        "it, in the language in which they stand there. Names and descriptions rest on the sources "
        "that the thing lists.",
        "Chaque relation repose sur au moins une source qui a été lue, et en cite au plus huit mots, "
        "dans la langue où ils s'y trouvent. Noms et descriptions reposent sur les sources que la "
        "chose énumère.",
    ),
    "about-kinds": Bilingual("What there is", "Ce qu'il y a"),
    "about-licence": Bilingual("Licence", "Licence"),
    "about-licences": Bilingual(
        "licences of the libraries in these pages", "licences des bibliothèques de ces pages"
    ),
    "about-software": Bilingual("Software of others", "Logiciels de tiers"),
    "about-persons": Bilingual(
        "A person is in it only for a role that a public page gives them in a body of the graph, and "
        "can be taken out again on request. Never suspects, victims or private persons.",
        "Une personne n'y figure que pour un rôle qu'une page publique lui donne dans un organisme du "
        "graphe, et peut en être retirée sur demande. Jamais de suspects, de victimes ni de personnes "
        "privées.",
    ),
    "about-predicates": Bilingual("What is said", "Ce qui est dit"),
    "about-publishers": Bilingual("Who says most of it", "Qui en dit le plus"),
    "about-rights": Bilingual("Quotations", "Citations"),
    "about-self": Bilingual("For programs", "Pour les programmes"),
    "about-who": Bilingual("Who and what belongs in it", "Qui et quoi y a sa place"),
    "about-who-text": Bilingual(
        "Public bodies, organisations, programmes, funds, strategies, laws, forums, partnerships, "
        "events and promises of the field of preventing and countering violent extremism, and the "
        "phenomena and practices that they address or use.",
        "Organismes publics, organisations, programmes, fonds, stratégies, lois, forums, "
        "partenariats, évènements et promesses du domaine de la prévention de l'extrémisme violent et "
        "de la lutte contre celui-ci, et les phénomènes et pratiques auxquels ils s'attaquent ou "
        "recourent.",
    ),
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
