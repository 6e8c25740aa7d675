"""Read the files of a root: Turtle into its named graphs, each fault into a finding.

Nothing is raised for a bad file: all files are read, and all faults are told.
"""

from __future__ import annotations

import codecs
import stat
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

from pcvegraph import identifiers
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.locating import line_map
from pcvegraph.graph.naming import name_nodes
from pcvegraph.graph.root import Root
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import GRAPHS, INFERENCES, ONTOLOGY_GRAPHS

NAMELESS = """SELECT DISTINCT ?file ?owner ?property WHERE {
  GRAPH ?file { ?owner ?property ?value . FILTER(ISBLANK(?owner) || ISBLANK(?value)) }
}"""
DATA = "data/ttl/"
ONTOLOGY = "ontology/"
DATASET = "ontology/description/dataset.ttl"


def read_bytes(root: Root, settings: Settings) -> tuple[dict[str, bytes], list[Finding]]:
    """Return by path the content of every file of the root that is clean UTF-8, and the faults."""
    contents: dict[str, bytes] = {}
    findings: list[Finding] = []
    inside = root.path.resolve()
    for path in root.files():
        name = root.name(path)
        if unreadable := _unreadable(path, inside, settings):
            findings.append(_finding(name, 0, 0, unreadable))
            continue
        content = path.read_bytes()
        if fault := find_fault_of_bytes(name, content):
            findings.append(fault)
        else:
            contents[name] = content
    return contents, findings


def find_fault_of_bytes(name: str, content: bytes) -> Finding | None:
    """Return why the bytes of the file `name` are not clean UTF-8; None where they are."""
    fault = _bytes_fault(content)
    return _finding(name, fault[1], fault[2], fault[0]) if fault else None


def not_a_file(name: str) -> Finding:
    """Return the finding that what is called `name` is no file."""
    return _finding(name, 0, 0, "not-a-file")


def too_large(name: str) -> Finding:
    """Return the finding that the file `name` is larger than a file of the graph may be."""
    return _finding(name, 0, 0, "file-too-large")


def load_files(contents: Mapping[str, bytes]) -> tuple[Store, list[Finding]]:
    """Return a store with the files in their named graphs, evidence and claims named, and all faults."""
    store = Store()
    findings = store_files(store, contents)
    name_nodes(store)
    findings.extend(_nameless_nodes(store, contents))
    return store, findings


def store_files(store: Store, contents: Mapping[str, bytes]) -> list[Finding]:
    """Put each data and ontology file into its named graph, and return the faults.

    A file with a fault leaves nothing in the store. The dataset's description of itself is only
    parsed here: it joins the graph when that is complete.
    """
    graphs = ((path, content, find_graph(path)) for path, content in contents.items())
    faults = [_load(store, path, content, graph) for path, content, graph in graphs if graph]
    described = [parse_file(path, content) for path, content in contents.items() if path == DATASET]
    return [fault for fault in faults + described if isinstance(fault, Finding)]


def parse_file(path: str, content: bytes) -> list[Triple] | Finding:
    """Return the triples of a Turtle file, or the finding that says where it does not parse."""
    try:
        return [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        return _syntax_fault(path, error)


def find_graph(path: str) -> NamedNode | None:
    """Return the named graph of the file at `path` from the root; None for shapes and queries."""
    if path.startswith(DATA):
        return NamedNode(identifiers.graph_iri(path.removeprefix(DATA)))
    if path.startswith(ONTOLOGY) and path.endswith(".ttl") and path.count("/") == 1:
        return NamedNode(ONTOLOGY_GRAPHS + path.removeprefix(ONTOLOGY).removesuffix(".ttl"))
    return None


def find_path(graph: NamedNode) -> str | None:
    """Return the path of the file whose named graph this is: the inverse of `find_graph`."""
    if graph.value.startswith(ONTOLOGY_GRAPHS):
        return f"{ONTOLOGY}{graph.value.removeprefix(ONTOLOGY_GRAPHS)}.ttl"
    if graph.value.startswith(GRAPHS) and graph != INFERENCES:
        return f"{DATA}{graph.value.removeprefix(GRAPHS)}.ttl"
    return None


def _load(store: Store, path: str, content: bytes, graph: NamedNode) -> Finding | None:
    try:
        store.load(content, format=RdfFormat.TURTLE, to_graph=graph)
    except SyntaxError as error:
        return _syntax_fault(path, error)
    return None


def _unreadable(path: Path, inside: Path, settings: Settings) -> str | None:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        if not path.resolve().is_relative_to(inside):
            return "link-out-of-tree"
        if not path.exists():
            return "not-a-file"
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return "not-a-file"
    return "file-too-large" if status.st_size > settings.file_size_limit_bytes else None


def _bytes_fault(content: bytes) -> tuple[str, int, int] | None:
    if content.startswith(codecs.BOM_UTF8):
        return "byte-order-mark", 1, 1
    try:
        content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode(errors="replace")) + 1
        return "not-utf-8", before.count(b"\n") + 1, column
    if b"\r" in content:
        return "carriage-return", content[: content.index(b"\r")].count(b"\n") + 1, 0
    return None


def _nameless_nodes(store: Store, contents: Mapping[str, bytes]) -> list[Finding]:
    """Return a finding for each statement of a thing that holds a blank node without a name.

    Where only blank nodes hold each other, the finding is on the file as a whole.
    """
    rows = store.query(NAMELESS)
    assert isinstance(rows, QuerySolutions), "it is a SELECT query"
    held: list[Finding] = []
    paths: set[str] = set()
    for row in rows:
        path, owner = find_path(row["file"]) or "", row["owner"]
        paths.add(path)
        if isinstance(owner, NamedNode):
            lines = line_map(contents[path].decode())
            line = lines.line_of(owner.value, row["property"].value) or 0
            detail = identifiers.shortened(owner.value)
            held.append(_finding(path, line, 0, "blank-node", detail))
    ownerless = sorted(paths - {finding.path for finding in held})
    return held + [_finding(path, 0, 0, "blank-node", path) for path in ownerless]


def _syntax_fault(path: str, error: SyntaxError) -> Finding:
    line, column = error.lineno or 0, error.offset or 0
    return _finding(path, line, column, "turtle-syntax", detail=_plain(error))


def _plain(error: SyntaxError) -> str:
    """Return what the parser says without the position before it, which the finding gives."""
    position, colon, what = str(error.msg).partition(": ")
    return what if colon else position


def _finding(path: str, line: int, column: int, fault: str, detail: str = "") -> Finding:
    message, remedy = FAULTS[fault]
    return Finding(path, line, column, fault, message.with_values(detail=detail), remedy)


FAULTS: dict[str, tuple[Bilingual, Bilingual]] = {
    "turtle-syntax": (
        Bilingual("This is not Turtle: {detail}", "Ce n'est pas du Turtle : {detail}"),
        Bilingual(
            "Mend the line. Often the fault is just before it: a missing “;” or “.”, a quote not "
            "closed, or a prefix not declared at the top.",
            "Corrigez la ligne. Souvent, la faute se trouve juste avant : un « ; » ou un « . » qui "
            "manque, un guillemet non fermé ou un préfixe non déclaré en tête de fichier.",
        ),
    ),
    "byte-order-mark": (
        Bilingual(
            "The file begins with a byte order mark.",
            "Le fichier commence par une marque d'ordre des octets (BOM).",
        ),
        Bilingual(
            "Save it as UTF-8 without a byte order mark.",
            "Enregistrez-le en UTF-8 sans marque d'ordre des octets.",
        ),
    ),
    "not-utf-8": (
        Bilingual("A byte here is not UTF-8.", "Un octet n'est pas de l'UTF-8 à cet endroit."),
        Bilingual("Save the file as UTF-8.", "Enregistrez le fichier en UTF-8."),
    ),
    "carriage-return": (
        Bilingual(
            "The file has Windows line ends (CRLF).",
            "Le fichier a des fins de ligne Windows (CRLF).",
        ),
        Bilingual(
            "Run `pcvegraph format` on it, or save it with LF line ends.",
            "Passez-le par `pcvegraph format` ou enregistrez-le avec des fins de ligne LF.",
        ),
    ),
    "file-too-large": (
        Bilingual(
            "The file is larger than a file of the graph may be and was not read.",
            "Le fichier dépasse la taille permise et n'a pas été lu.",
        ),
        Bilingual(
            "Write one file an entity; PCVEGRAPH_FILE_SIZE_LIMIT_BYTES sets the limit.",
            "Écrivez un fichier par entité; PCVEGRAPH_FILE_SIZE_LIMIT_BYTES fixe la limite.",
        ),
    ),
    "link-out-of-tree": (
        Bilingual(
            "This is a symbolic link to a place outside the root and was not read.",
            "C'est un lien symbolique vers un endroit hors de la racine; il n'a pas été lu.",
        ),
        Bilingual(
            "Put the file itself here instead of the link.",
            "Mettez le fichier lui-même ici à la place du lien.",
        ),
    ),
    "not-a-file": (
        Bilingual(
            "This is named like a Turtle file but is none.",
            "Ceci porte un nom de fichier Turtle sans en être un.",
        ),
        Bilingual("Remove it or rename it.", "Supprimez-le ou renommez-le."),
    ),
    "blank-node": (
        Bilingual(
            "{detail} holds a node without a name that is neither whole evidence nor a whole claim.",
            "{detail} contient un nœud sans nom qui n'est ni une preuve ni une affirmation complète.",
        ),
        Bilingual(
            "Evidence needs dcterms:source and pcve:anchor, a claim pcve:value; give any other node "
            "an IRI.",
            "Une preuve demande dcterms:source et pcve:anchor, une affirmation pcve:value; donnez "
            "une IRI à tout autre nœud.",
        ),
    ),
}
