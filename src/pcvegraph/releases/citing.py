"""How a release is cited: CITATION.cff (Citation File Format 1.2.0) and DataCite's metadata (4.5).

https://github.com/citation-file-format/citation-file-format
https://datacite-metadata-schema.readthedocs.io/
"""

from __future__ import annotations

import json
from typing import Any

import yaml

from pcvegraph.releases.saying import (
    ADDRESS,
    AUTHORS,
    LICENCE_ADDRESS,
    LICENCE_NAME,
    PUBLISHER,
    Particulars,
)

SCHEMA = "http://datacite.org/schema/kernel-4"
FINGERPRINT = "SHA-256 of the canonical N-Quads (pcvegraph.nq)"


def as_cff(said: Particulars) -> bytes:
    """Return the file that GitHub, Zenodo and Zotero cite the release by."""
    citation: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this release of the data as below.",
        "type": "dataset",
        "title": said.title,
        "abstract": said.description,
        "authors": [{"name": AUTHORS}],
        "version": said.name,
        "date-released": said.day,
        "license": LICENCE_NAME,
        "url": ADDRESS,
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{said.version}",
                "description": FINGERPRINT,
            }
        ],
    }
    if said.keywords:
        citation["keywords"] = [keyword for _, keyword in said.keywords]
    text = yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=100)
    return text.encode()


def as_datacite(said: Particulars) -> bytes:
    """Return the metadata that a DOI can be registered with; who registers it adds the DOI."""
    metadata = {
        "schemaVersion": SCHEMA,
        "types": {"resourceType": "Knowledge graph", "resourceTypeGeneral": "Dataset"},
        "creators": [{"name": AUTHORS, "nameType": "Organizational"}],
        "titles": [
            {"title": text, "lang": language}
            | ({} if language == "en" else {"titleType": "TranslatedTitle"})
            for language, text in sorted(said.titles.items())
        ]
        or [{"title": said.title, "lang": "en"}],
        "publisher": {"name": PUBLISHER},
        "publicationYear": str(said.day.year),
        "dates": [{"date": said.day.isoformat(), "dateType": "Issued"}],
        "version": said.name,
        "url": ADDRESS,
        "language": "en",
        "subjects": [{"subject": text, "lang": language} for language, text in said.keywords],
        "descriptions": [
            {"description": text, "descriptionType": "Abstract", "lang": language}
            for language, text in sorted(said.descriptions.items())
        ],
        "rightsList": [
            {
                "rights": "Creative Commons Attribution 4.0 International",
                "rightsUri": LICENCE_ADDRESS,
                "rightsIdentifier": LICENCE_NAME,
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            },
            *({"rights": text, "lang": lang} for lang, text in sorted(said.rights.items())),
        ],
        "alternateIdentifiers": [
            {"alternateIdentifier": said.version, "alternateIdentifierType": FINGERPRINT}
        ],
        "formats": ["application/n-quads", "text/turtle", "text/csv"],
    }
    return json.dumps(metadata, indent=1, ensure_ascii=False).encode() + b"\n"
