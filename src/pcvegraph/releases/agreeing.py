"""Whether the files of a release agree: one graph in every format, one name, every file listed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import yaml
from pyoxigraph import RdfFormat, Triple, parse

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.publishing import SUMS
from pcvegraph.languages import Bilingual
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.querying.questions import Question
from pcvegraph.releases.crate import NAME as CRATE
from pcvegraph.releases.files import DUMP, PACKAGE
from pcvegraph.releases.loading import load_release
from pcvegraph.releases.material import find_tables
from pcvegraph.releases.release import QUADS, Release

Progress = Callable[[str], None]
FORMS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
CITATION, DATACITE = "CITATION.cff", "datacite.json"

OTHER_VERSION = Bilingual(
    "has the SHA-256 {found}; the manifest says that the version is {version}",
    "a pour empreinte SHA-256 {found}\u00a0; le manifeste donne la version {version}",
)
SYNTAX = Bilingual("does not parse: {reason}", "n'est pas lisible\u00a0: {reason}")
OTHER_GRAPH = Bilingual(
    "has another graph than pcvegraph.nq: {fewer} triples are missing, {more} are too many",
    "n'a pas le graphe de pcvegraph.nq\u00a0: {fewer} triplets manquent, {more} sont de trop",
)
NOT_ASKED = Bilingual(
    "cannot be asked, so that no rows are counted: {reason}",
    "ne peut être interrogé, les lignes ne sont donc pas comptées\u00a0: {reason}",
)
OTHER_ROWS = Bilingual(
    "has {found} rows; the graph gives {rows}", "a {found} lignes\u00a0; le graphe en donne {rows}"
)
OTHER_COLUMNS = Bilingual(
    "has other columns than datapackage.json says",
    "n'a pas les colonnes que donne datapackage.json",
)
PACKAGED = Bilingual(
    "says other bytes of {file} than it has", "décrit {file} autrement qu'il n'est"
)
NOT_PACKAGED = Bilingual("does not tell of {file}", "ne décrit pas {file}")
DISAGREES = Bilingual(
    "says {what} {said}; the manifest says {wanted}",
    "donne pour {what} {said}\u00a0; le manifeste donne {wanted}",
)
NOT_LISTED = Bilingual("does not list {file}", "n'énumère pas {file}")
LISTED_ONLY = Bilingual("lists {file}, which is not there", "énumère {file}, qui n'est pas là")


class Fault(NamedTuple):
    """A fault of a release: in which file, and what is wrong, to be read after its name."""

    file: str
    message: Bilingual


def find_disagreements(
    release: Release, files: Mapping[str, Path], progress: Progress
) -> Iterator[Fault]:
    """Yield where `files`, those of the release that are whole, say different things."""
    progress("Comparing the metadata")
    for name, check in (
        (CITATION, _cff),
        (DATACITE, _datacite),
        (CRATE, _crate),
        (PACKAGE, _package),
    ):
        if name in files:
            yield from _told(name, check, release, files)
    if QUADS not in files:
        return
    progress(f"Reading {QUADS}")
    content = files[QUADS].read_bytes()
    found = sha256(content).hexdigest()
    if found != release.version:
        yield Fault(QUADS, OTHER_VERSION.with_values(found=found, version=release.version))
    try:
        wanted = {quad.triple for quad in parse(content, format=RdfFormat.N_QUADS)}
    except SyntaxError as error:
        yield Fault(QUADS, SYNTAX.with_values(reason=str(error.msg)))
        return
    for extension, form in FORMS.items():
        if (name := DUMP + extension) in files:
            progress(f"Reading {name}")
            yield from _dump(name, files[name].read_bytes(), form, wanted)
    progress("Counting the rows of the tables")
    yield from _tables(release, files)


def _dump(name: str, content: bytes, form: RdfFormat, wanted: set[Triple]) -> Iterator[Fault]:
    try:
        triples = {quad.triple for quad in parse(content, format=form)}
    except SyntaxError as error:
        yield Fault(name, SYNTAX.with_values(reason=str(error.msg)))
        return
    if triples != wanted:
        counts = {"fewer": str(len(wanted - triples)), "more": str(len(triples - wanted))}
        yield Fault(name, OTHER_GRAPH.with_values(**counts))


def _tables(release: Release, files: Mapping[str, Path]) -> Iterator[Fault]:
    """Yield the tables that have other rows than the queries of the release give on its graph."""
    try:
        evaluator = Evaluator(load_release(release).snapshot)
        tables = find_tables(read_library(release.root))
        counts = {name: len(evaluator.rows(Question(q.text))) for name, q in tables.items()}
    except PcvegraphError as error:
        yield Fault("queries/tables", NOT_ASKED.with_values(reason=str(error)))
        return
    for table, wanted in counts.items():
        if (name := f"{table}.csv") in files:
            found = len(_rows(files[name])) - 1
            if found != wanted:
                yield Fault(name, OTHER_ROWS.with_values(found=str(found), rows=str(wanted)))


def _rows(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return list(csv.reader(io.StringIO(text, newline="")))


Check = Callable[[Any, Release, Mapping[str, Path]], Iterator[Fault]]


def _told(name: str, check: Check, release: Release, files: Mapping[str, Path]) -> Iterator[Fault]:
    """Yield what `check` finds in a file of metadata; a fault where it has another form."""
    content = files[name].read_bytes()
    try:
        said = yaml.safe_load(content) if name == CITATION else json.loads(content)
        yield from list(check(said, release, files))
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        yaml.YAMLError,
    ) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        yield Fault(name, SYNTAX.with_values(reason=reason))


def _cff(said: Any, release: Release, _: Mapping[str, Path]) -> Iterator[Fault]:
    yield from _compared(CITATION, "version", said["version"], release.name)
    yield from _compared(CITATION, "date", said["date-released"], release.day)
    fingerprint = said["identifiers"][0]["value"]
    yield from _compared(CITATION, "SHA-256", fingerprint, f"sha256:{release.version}")


def _datacite(said: Any, release: Release, _: Mapping[str, Path]) -> Iterator[Fault]:
    yield from _compared(DATACITE, "version", said["version"], release.name)
    yield from _compared(DATACITE, "date", said["dates"][0]["date"], release.day)
    fingerprint = said["alternateIdentifiers"][0]["alternateIdentifier"]
    yield from _compared(DATACITE, "SHA-256", fingerprint, release.version)


def _crate(said: Any, release: Release, files: Mapping[str, Path]) -> Iterator[Fault]:
    entities = {entity["@id"]: entity for entity in said["@graph"]}
    root = entities["./"]
    yield from _compared(CRATE, "version", root["version"], release.name)
    yield from _compared(CRATE, "date", root["datePublished"], release.day)
    listed = {unquote(part["@id"]): entities[part["@id"]] for part in root["hasPart"]}
    for name in sorted(files.keys() - listed.keys() - {CRATE}):
        yield Fault(CRATE, NOT_LISTED.with_values(file=name))
    for name in sorted(listed.keys() - files.keys()):
        if not (release.folder / name).is_file():
            yield Fault(CRATE, LISTED_ONLY.with_values(file=name))
    for name in sorted(listed.keys() & files.keys() - {SUMS}):
        yield from _described(CRATE, name, files[name], listed[name]["sha256"])


def _package(said: Any, release: Release, files: Mapping[str, Path]) -> Iterator[Fault]:
    yield from _compared(PACKAGE, "version", said["version"], release.version)
    resources = {resource["path"]: resource for resource in said["resources"]}
    for query in find_tables(read_library(release.root)):
        if f"{query}.csv" not in resources:
            yield Fault(PACKAGE, NOT_PACKAGED.with_values(file=f"{query}.csv"))
    for name, resource in resources.items():
        if name in files:
            digest = resource["hash"].removeprefix("sha256:")
            yield from _described(PACKAGE, name, files[name], digest)
            columns = [field["name"] for field in resource["schema"]["fields"]]
            if _rows(files[name])[:1] != [columns]:
                yield Fault(name, OTHER_COLUMNS)


def _described(where: str, name: str, path: Path, digest: str) -> Iterator[Fault]:
    if sha256(path.read_bytes()).hexdigest() != digest:
        yield Fault(where, PACKAGED.with_values(file=name))


def _compared(where: str, what: str, said: object, wanted: object) -> Iterator[Fault]:
    if str(said) != str(wanted):
        values = {"what": what, "said": str(said)[:100], "wanted": str(wanted)}
        yield Fault(where, DISAGREES.with_values(**values))
