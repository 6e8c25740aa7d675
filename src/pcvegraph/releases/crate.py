"""`ro-crate-metadata.json`: the release as an RO-Crate 1.1, which lists every file with its meaning.

https://www.researchobject.org/ro-crate/specification/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pcvegraph.releases.contents import Content
from pcvegraph.releases.saying import (
    ADDRESS,
    AUTHORS,
    LICENCE_ADDRESS,
    LICENCE_NAME,
    PUBLISHER,
    Particulars,
)

NAME = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/crate/1.1"
TERMS = {"sha256": "https://schema.org/sha256"}
"""What schema.org has and the context of RO-Crate 1.1 has not."""

CONTRIBUTORS, HOUSE = "#contributors", "#publisher"


def as_crate(said: Particulars, contents: Iterable[Content], unsized: str) -> bytes:
    """Return the crate of `contents` and of the file `unsized`, which is made after it."""
    files = [_file(content) for content in contents]
    last = {"@id": unsized, "@type": "File", "name": "SHA-256 of every other file"}
    files.append(last | {"encodingFormat": "text/plain"})
    graph = [_descriptor(), _root(said, [file["@id"] for file in files]), *files, *_around()]
    crate = {"@context": [CONTEXT, TERMS], "@graph": graph}
    return json.dumps(crate, indent=1, ensure_ascii=False).encode() + b"\n"


def _descriptor() -> dict[str, Any]:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }


def _root(said: Particulars, parts: list[str]) -> dict[str, Any]:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": said.title,
        "description": said.description,
        "version": said.name,
        "identifier": f"sha256:{said.version}",
        "datePublished": said.day.isoformat(),
        "license": {"@id": LICENCE_ADDRESS},
        "author": {"@id": CONTRIBUTORS},
        "publisher": {"@id": HOUSE},
        "url": ADDRESS,
        "keywords": [keyword for _, keyword in said.keywords],
        "hasPart": [{"@id": part} for part in parts],
    }


def _file(content: Content) -> dict[str, Any]:
    return {
        "@id": quote(content.path),
        "@type": "File",
        "name": content.title.en,
        "description": content.title.fr,
        "encodingFormat": content.content_type.partition(";")[0],
        "contentSize": str(content.size),
        "sha256": content.sha256,
    }


def _around() -> list[dict[str, Any]]:
    return [
        {
            "@id": LICENCE_ADDRESS,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "identifier": LICENCE_NAME,
        },
        {"@id": CONTRIBUTORS, "@type": "Organization", "name": AUTHORS},
        {"@id": HOUSE, "@type": "Organization", "name": PUBLISHER, "url": ADDRESS},
    ]
