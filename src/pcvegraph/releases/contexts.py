"""The JSON-LD context: which short name stands for which term, and how its values are written.

It is read, not made: `ontology/context/v1.jsonld` is what is published. Of JSON-LD's contexts it
uses prefixes, terms, `@type` and language maps, and this reads no more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pcvegraph.graph.root import Root

BY_LANGUAGE = "@language"
IRI, NAME = "@id", "@vocab"
CURRENT = "v1.jsonld"
"""The context that dumps are written with."""


@dataclass(frozen=True)
class Name:
    """A short name, and how values are written under it.

    `values` is IRI, NAME, BY_LANGUAGE, the IRI of a datatype, or "" where each value says it itself.
    """

    name: str
    values: str = ""


@dataclass(frozen=True)
class Context:
    """A context: its text as JSON, its prefixes, and its short names by the IRI they stand for."""

    text: Mapping[str, Any] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """Return the short name of a term, else it with a prefix, else the whole IRI."""
        known = self.names.get(iri)
        return known.name if known else self.prefixed(iri)

    def prefixed(self, iri: str) -> str:
        """Return an IRI with a prefix, which takes no rules for its values; whole without one."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


def read_contexts(root: Root) -> dict[str, bytes]:
    """Return the contexts that `root` publishes, by the name of their file."""
    folder = root.ontology / "context"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jsonld"))}


def read_context(text: bytes) -> Context:
    """Return the context that a document is; an empty document is the empty context."""
    said = json.loads(text)["@context"] if text else {}
    prefixes = {key: value for key, value in said.items() if _is_namespace(value)}
    names: dict[str, Name] = {}
    for key, value in said.items():
        definition = value if isinstance(value, dict) else {"@id": value}
        iri = definition["@id"] if key != "@version" else ""
        if ":" in str(iri) and key not in prefixes:
            values = definition.get("@container") or definition.get("@type") or ""
            names[_whole(iri, prefixes)] = Name(key, _whole(values, prefixes))
    return Context(said, prefixes, names)


def _is_namespace(value: object) -> bool:
    return isinstance(value, str) and value.startswith("http") and value[-1] in "/#"


def _whole(iri: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = iri.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else iri
