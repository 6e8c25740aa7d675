"""The manifest of each version: what the service is called, can do, and where."""

from __future__ import annotations

from typing import Any

from pcvegraph import __version__
from pcvegraph.languages import Bilingual, Language
from pcvegraph.linking.reconciliation.extending import CONTENTS
from pcvegraph.linking.reconciliation.requests import BATCH_SIZE, Version
from pcvegraph.vocabulary import PREFIXES

PLACE = "/reconcile"
PLACE_OF_DRAFT = "/reconcile/v1"
WIDTH, HEIGHT = 420, 260

NAME = Bilingual(
    "pcvegraph: who does what in preventing and countering violent extremism",
    "pcvegraph\u00a0: qui fait quoi dans la prévention de l'extrémisme violent",
)
DEFAULT_TYPES = {
    "Organisation": Bilingual("organisation", "organisation"),
    "Actor": Bilingual("actor", "acteur"),
    "Initiative": Bilingual("initiative", "initiative"),
    "Event": Bilingual("event", "évènement"),
    "Entity": Bilingual("entity", "entité"),
}
LIMIT = Bilingual("Most values", "Nombre maximal de valeurs")
LIMIT_HELP = Bilingual("Values for each row; 0 for all", "Valeurs par ligne; 0 pour toutes")
CONTENT = Bilingual("What is given of a thing", "Ce qui est donné d'une chose")
CONTENT_HELP = Bilingual(
    "The thing itself, to go on from; its name; or its IRI",
    "La chose elle-même, pour continuer à partir d'elle; son nom; ou son IRI",
)
CONTENT_NAMES = {
    "entity": Bilingual("the thing", "la chose"),
    "name": Bilingual("its name", "son nom"),
    "iri": Bilingual("its IRI", "son IRI"),
}


def manifest(root: str, version: Version, language: Language) -> dict[str, Any]:
    """Return the manifest of `version`; `root` is the address of the service, without a path."""
    common = {
        "versions": [version],
        "name": NAME.in_language(language),
        "defaultTypes": [
            {"id": name, "name": said.in_language(language)} for name, said in DEFAULT_TYPES.items()
        ],
        "documentation": f"{root}{PLACE}?lang={language}",
        "logo": f"{root}/static/icon.svg",
        "serviceVersion": __version__,
        "batchSize": BATCH_SIZE,
    }
    if version == "0.2":
        return common | _of_0_2(root, language)
    return common | {
        "lang": language,
        "view": {"url": f"{root}/id/{{id}}"},
        "featureView": {"url": f"{root}{PLACE}?format=html#{{id}}"},
        "standardizedScore": True,
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {
            "proposeProperties": True,
            "propertySettings": _settings(language, ("id", "name", "helpText")),
        },
    }


def _of_0_2(root: str, language: Language) -> dict[str, Any]:
    return {
        "identifierSpace": PREFIXES["id"],
        "schemaSpace": PREFIXES["pcve"],
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "feature_view": {"url": f"{root}{PLACE}?format=html#{{{{id}}}}"},
        "preview": {
            "url": f"{root}{PLACE}/preview?id={{{{id}}}}&lang={language}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {
            what: {
                "service_url": root,
                "service_path": f"{PLACE}/suggest/{what}",
                "flyout_service_url": root,
                "flyout_service_path": f"{PLACE}/flyout/{what}?id=${{id}}",
            }
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {
                "service_url": root,
                "service_path": f"{PLACE}/extend/propose",
            },
            "property_settings": _settings(language, ("name", "label", "help_text")),
        },
    }


def _settings(language: Language, keys: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Return the settings; `keys` are what the version calls their id, their name and their help."""
    key, label, help_text = keys
    choices = [
        {"value": value, "name": CONTENT_NAMES[value].in_language(language)} for value in CONTENTS
    ]
    return [
        {
            key: "limit",
            label: LIMIT.in_language(language),
            help_text: LIMIT_HELP.in_language(language),
            "type": "number",
            "default": 0,
        },
        {
            key: "content",
            label: CONTENT.in_language(language),
            help_text: CONTENT_HELP.in_language(language),
            "type": "select",
            "default": CONTENTS[0],
            "choices": choices,
        },
    ]
