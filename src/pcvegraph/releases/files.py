"""The files of a release: one table for the service, the command line and the documentation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Literal, TypedDict

from pyoxigraph import RdfFormat

from pcvegraph.languages import Bilingual
from pcvegraph.querying.library import Query
from pcvegraph.releases.datapackage import as_datapackage
from pcvegraph.releases.dumps import as_json, as_rdf
from pcvegraph.releases.follow_the_money import TABLES, as_follow_the_money
from pcvegraph.releases.material import Material
from pcvegraph.releases.tables import as_csv

Group = Literal["nquads", "turtle", "ntriples", "rdfxml", "jsonld", "tables", "ftm"]
DUMP = "pcvegraph."
PACKAGE = "datapackage.json"
MONEY = "entities.ftm.json"


@dataclass(frozen=True)
class ReleaseFile:
    """A file of a release.

    Attributes:
        name: what it is called in a folder
        group: what it is made with, as --format has it
        content_type: the value of the Content-Type header
        title: what it is
        make: returns its bytes; raises QueryError where a query of a table is wrong
    """

    name: str
    group: Group
    content_type: str
    title: Bilingual
    make: Callable[[Material], bytes]

    @property
    def address(self) -> str:
        """Its path in the service."""
        extension = self.name.removeprefix(DUMP)
        return f"/data/{self.name}" if extension == self.name else f"/data.{extension}"

    @property
    def media_type(self) -> str:
        """Its media type, without parameters."""
        return self.content_type.partition(";")[0]


class Listed(TypedDict):
    """What is said of a file once it is made."""

    name: str
    address: str
    bytes: int
    sha256: str


def _dump(
    extension: str, group: Group, content_type: str, name: str, make: Callable[[Material], bytes]
) -> ReleaseFile:
    title = Bilingual(f"The graph as {name}", f"Le graphe en {name}")
    return ReleaseFile(DUMP + extension, group, content_type, title, make)


DUMPS = (
    ReleaseFile(
        f"{DUMP}nq",
        "nquads",
        "application/n-quads",
        Bilingual(
            "The graph as canonical N-Quads, with the file of each statement; its SHA-256 is the "
            "version",
            "Le graphe en N-Quads canoniques, avec le fichier de chaque énoncé\u00a0; son SHA-256 est "
            "la version",
        ),
        lambda material: material.evaluator.snapshot.n_quads,
    ),
    _dump(
        "ttl",
        "turtle",
        "text/turtle; charset=utf-8",
        "Turtle",
        partial(as_rdf, chosen=RdfFormat.TURTLE),
    ),
    _dump(
        "nt",
        "ntriples",
        "application/n-triples",
        "N-Triples",
        partial(as_rdf, chosen=RdfFormat.N_TRIPLES),
    ),
    _dump(
        "rdf",
        "rdfxml",
        "application/rdf+xml",
        "RDF/XML",
        partial(as_rdf, chosen=RdfFormat.RDF_XML),
    ),
    _dump("jsonld", "jsonld", "application/ld+json", "JSON-LD", as_json),
)
DATAPACKAGE = ReleaseFile(
    PACKAGE,
    "tables",
    "application/json",
    Bilingual(
        "What the tables and their columns are, for programs (Frictionless Data Package)",
        "Ce que sont les tables et leurs colonnes, pour les programmes (Frictionless Data Package)",
    ),
    lambda material: as_datapackage(
        material, {name: as_csv(material.table(name)) for name in material.tables}
    ),
)
FOLLOW_THE_MONEY = ReleaseFile(
    MONEY,
    "ftm",
    "application/json+ftm",
    Bilingual(
        "Actors, projects, events and their links as FollowTheMoney entities, one a line",
        "Acteurs, projets, évènements et leurs liens en entités FollowTheMoney, une par ligne",
    ),
    as_follow_the_money,
)


def files_of(tables: Mapping[str, Query]) -> list[ReleaseFile]:
    """Return the files of a release whose root has these tables, by name."""
    files = [*DUMPS, *(_table(name, query.title) for name, query in tables.items())]
    if tables:
        files.append(DATAPACKAGE)
    return [*files, FOLLOW_THE_MONEY] if tables.keys() >= TABLES else files


def _table(name: str, title: Bilingual) -> ReleaseFile:
    return ReleaseFile(
        f"{name}.csv",
        "tables",
        "text/csv; charset=utf-8; header=present",
        title,
        lambda material: as_csv(material.table(name)),
    )


def listed(file: ReleaseFile, content: bytes) -> Listed:
    """Return what is said of `file`, whose bytes are `content`."""
    return {
        "name": file.name,
        "address": file.address,
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }
