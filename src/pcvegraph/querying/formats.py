"""The formats of answers: one table for the command line, the service and the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Literal, Protocol, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from pcvegraph.errors import UnknownFormatError
from pcvegraph.vocabulary import PREFIXES

Kind = Literal["bindings", "boolean", "triples"]
KIND_OF_FORM: dict[str, Kind] = {
    "SELECT": "bindings",
    "ASK": "boolean",
    "CONSTRUCT": "triples",
    "DESCRIBE": "triples",
}
KIND_IN_WORDS = {"bindings": "A table", "boolean": "A yes or no", "triples": "A graph"}


class Writable(Protocol):
    """What answers are written to: a binary file, or what looks like one."""

    def write(self, data: bytes, /) -> int:
        """Take `data`; return how many bytes were taken."""

    def flush(self) -> None:
        """Pass on what was taken."""


@dataclass(frozen=True)
class Format:
    """A format: its name (as --format and ?format= take it), media types (the first is sent).

    `aliases` are what else programs call it.
    """

    name: str
    extension: str
    media_types: tuple[str, ...]
    kinds: tuple[Kind, ...]
    native: QueryResultsFormat | RdfFormat
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that it can be asked by."""
        return (self.name, self.extension, *self.media_types, *self.aliases)

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        media_type = self.media_types[0]
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


TABLES: tuple[Kind, ...] = ("bindings", "boolean")
GRAPHS: tuple[Kind, ...] = ("triples",)
FORMATS = (
    Format(
        "json",
        "json",
        ("application/sparql-results+json", "application/json"),
        TABLES,
        QueryResultsFormat.JSON,
    ),
    Format(
        "xml",
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        TABLES,
        QueryResultsFormat.XML,
    ),
    Format("csv", "csv", ("text/csv",), TABLES, QueryResultsFormat.CSV),
    Format("tsv", "tsv", ("text/tab-separated-values",), TABLES, QueryResultsFormat.TSV),
    Format(
        "turtle",
        "ttl",
        ("text/turtle", "application/x-turtle"),
        GRAPHS,
        RdfFormat.TURTLE,
        aliases=("n3",),
    ),
    Format("ntriples", "nt", ("application/n-triples", "text/plain"), GRAPHS, RdfFormat.N_TRIPLES),
    Format(
        "jsonld", "jsonld", ("application/ld+json",), GRAPHS, RdfFormat.JSON_LD, ("json", "json-ld")
    ),
    Format(
        "rdfxml", "rdf", ("application/rdf+xml",), GRAPHS, RdfFormat.RDF_XML, ("xml", "rdf+xml")
    ),
)


def formats_for(kind: Kind) -> tuple[Format, ...]:
    """Return the formats that can express `kind`, the default first."""
    return tuple(f for f in FORMATS if kind in f.kinds)


def find_format(name: str, kind: Kind) -> Format:
    """Return the format of this name, extension, media type or alias for `kind`.

    Raises:
        UnknownFormatError: there is none; the message lists those there are.
    """
    known = formats_for(kind)
    for candidate in known:
        if name.lower() in candidate.names:
            return candidate
    raise UnknownFormatError(name, KIND_IN_WORDS[kind], [f.name for f in known])


def write_results(results: QuerySolutions | QueryBoolean, chosen: Format, output: Writable) -> None:
    """Write rows or a boolean in `chosen`."""
    assert isinstance(chosen.native, QueryResultsFormat)
    results.serialize(_file(output), format=chosen.native)


def write_triples(triples: Iterable[Triple], chosen: Format, output: Writable) -> None:
    """Write the triples, sorted, in `chosen`, with the prefixes of the house that occur."""
    assert isinstance(chosen.native, RdfFormat)
    ordered = sorted(set(triples), key=str)
    used = {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(namespace in str(triple) for triple in ordered)
    }
    serialize(ordered, _file(output), format=chosen.native, prefixes=used)


def _file(output: Writable) -> IO[bytes]:
    # All that the engine calls is in the protocol.
    return cast("IO[bytes]", output)
