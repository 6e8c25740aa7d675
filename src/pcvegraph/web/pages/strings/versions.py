"""The words of the pages about releases."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "changes": Bilingual("What changed", "Ce qui a changé"),
    "changes-feed": Bilingual("Follow as a feed (Atom)", "S'abonner au fil (Atom)"),
    "changes-lead": Bilingual(
        "What each release of the data changed, in words, newest first.",
        "Ce que chaque version publiée des données a changé, en mots, la plus récente d'abord.",
    ),
    "changes-none": Bilingual(
        "No releases are served here.", "Aucune version publiée n'est servie ici."
    ),
    "feed-entry": Bilingual("pcvegraph {name}", "pcvegraph {name}"),
    "feed-more": Bilingual("And {count} further changes.", "Et {count} autres changements."),
    "feed-title": Bilingual(
        "pcvegraph: what each release changed", "pcvegraph\u00a0: ce que chaque version a changé"
    ),
    "moved-gained": Bilingual("Rows gained", "Lignes gagnées"),
    "moved-lost": Bilingual("Rows lost", "Lignes perdues"),
    "moved-since": Bilingual(
        "Since release {release}, which is served here: rows lost {lost}, gained {gained}.",
        "Depuis la version {release}, servie ici\u00a0: lignes perdues {lost}, gagnées {gained}.",
    ),
    "moved-why": Bilingual(
        "What later releases changed of the things in these rows",
        "Ce que les versions suivantes ont changé des choses de ces lignes",
    ),
    "old-version": Bilingual(
        "You see release {name} of {day}, as it was then.",
        "Vous voyez la version {name} du {day}, telle qu'elle était alors.",
    ),
    "old-version-current": Bilingual("See the current data", "Voir les données actuelles"),
    "old-version-removed": Bilingual(
        "Statements that were removed on request are left out.",
        "Les énoncés retirés sur demande n'y figurent pas.",
    ),
    "version-ask": Bilingual("Look around in it", "La parcourir"),
    "version-date": Bilingual("Date", "Date"),
    "version-files": Bilingual("Its files", "Ses fichiers"),
    "version-gone": Bilingual(
        "Something in this release was removed on request: files that may name it are not given any "
        "more. The pages and queries of this release leave it out.",
        "Un élément de cette version a été retiré sur demande\u00a0: les fichiers qui pourraient le "
        "nommer ne sont plus donnés. Les pages et les requêtes de cette version l'omettent.",
    ),
    "version-release": Bilingual("Release {name}", "Version {name}"),
    "version-removed-file": Bilingual("not given any more", "n'est plus donné"),
    "version-since": Bilingual("Compared with", "Comparée à"),
    "versions": Bilingual("Releases", "Versions publiées"),
    "versions-current": Bilingual("The current data", "Les données actuelles"),
    "versions-lead": Bilingual(
        "Each release stays at its address, with its files, pages, queries and networks. Add "
        "?version= and its name to any address to see it as it was.",
        "Chaque version reste à son adresse, avec ses fichiers, pages, requêtes et réseaux. Ajoutez "
        "?version= et son nom à une adresse pour la voir telle qu'elle était.",
    ),
}
