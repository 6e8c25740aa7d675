"""The words that several pages share: the frame, errors."""

from __future__ import annotations

from pcvegraph.languages import Bilingual

STRINGS = {
    "about": Bilingual("About the data", "À propos des données"),
    "as-data": Bilingual("This page as data", "Cette page en données"),
    "cause-not-found": Bilingual("cause not found", "cause non trouvée"),
    "causes": Bilingual("Why", "Pourquoi"),
    "chosen": Bilingual("chosen", "choisi"),
    "colon": Bilingual(":", "\u00a0:"),
    "copied": Bilingual("Copied", "Copié"),
    "copy": Bilingual("Copy", "Copier"),
    "contents": Bilingual("Contents", "Sommaire"),
    "documentation": Bilingual("Documentation", "Documentation"),
    "documentation-only": Bilingual(
        "This page is only in another language.", "Cette page n'existe qu'en anglais."
    ),
    "error-400": Bilingual("Not understood", "Demande mal formée"),
    "error-403": Bilingual("Not for you", "Accès refusé"),
    "error-404": Bilingual("Not found", "Introuvable"),
    "error-405": Bilingual("Wrong method", "Méthode refusée"),
    "error-406": Bilingual("No such format", "Format indisponible"),
    "error-409": Bilingual("Not yet", "Pas encore"),
    "error-410": Bilingual("Removed on request", "Retiré sur demande"),
    "error-413": Bilingual("Too long", "Demande trop longue"),
    "error-415": Bilingual("Wrong type", "Type de contenu refusé"),
    "error-429": Bilingual("Too many of yours", "Trop de demandes de votre part"),
    "error-500": Bilingual("Our fault", "Erreur de notre part"),
    "error-501": Bilingual(
        "Not installed",
        "Non installé",
    ),
    "error-502": Bilingual("The store failed", "L'entrepôt de données a échoué"),
    "error-503": Bilingual("Too busy", "Service occupé"),
    "error-504": Bilingual("Too long to answer", "Réponse trop longue à calculer"),
    "error-507": Bilingual("Too large to answer", "Réponse trop volumineuse"),
    "help": Bilingual("Help", "Aide"),
    "licence": Bilingual("data under CC BY 4.0", "données sous licence CC BY 4.0"),
    "main-navigation": Bilingual("Main navigation", "Navigation principale"),
    "nearest": Bilingual("Did you mean", "Vouliez-vous dire"),
    "skip": Bilingual("Skip to the content", "Aller au contenu"),
    "suggestions": Bilingual("Suggestions", "Suggestions"),
    "version": Bilingual("Version of the data", "Version des données"),
    "what-to-do": Bilingual("What to do", "Que faire"),
}
