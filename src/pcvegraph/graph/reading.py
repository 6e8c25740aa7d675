"""Read the Turtle files of a root: each into its named graph, each fault into a finding.

Evidence and claims are written as blank nodes; here they get their IRIs, so that no blank node goes
further. Nothing is raised for a bad file: all files are read, and all faults are told.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from pcvegraph import identifiers
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.locating import line_map
from pcvegraph.graph.root import Root
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import DCTERMS, ONTOLOGY_GRAPHS, PCVE, RDF


@dataclass(frozen=True)
class TurtleFile:
    """A file that parsed: its path from the root, its named graph, its triples without blank nodes."""

    path: str
    graph: NamedNode
    triples: tuple[Triple, ...]

    def quads(self) -> Iterator[Quad]:
        """Yield the triples in the file's named graph."""
        for triple in self.triples:
            yield Quad(triple.subject, triple.predicate, triple.object, self.graph)

    def subjects(self) -> set[str]:
        """Return the IRIs that the file says something of."""
        return {t.subject.value for t in self.triples if isinstance(t.subject, NamedNode)}

    def triples_of(self, subject: NamedNode) -> list[Triple]:
        """Return what the file says of `subject`."""
        return [triple for triple in self.triples if triple.subject == subject]

    def describes(self, subject: NamedNode) -> bool:
        """Return whether the file says what `subject` is."""
        return any(triple.predicate == RDF.type for triple in self.triples_of(subject))


def read_bytes(root: Root, settings: Settings) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the content of every file of the root by path, and findings for those not to be read."""
    contents: dict[str, bytes] = {}
    findings: list[Finding] = []
    inside = root.path.resolve()
    for path in root.files():
        fault = _unreadable(path, inside, settings)
        if fault:
            findings.append(_finding(root.name(path), 0, 0, fault))
        else:
            contents[root.name(path)] = path.read_bytes()
    return contents, findings


def read_turtle(contents: Mapping[str, bytes]) -> tuple[list[TurtleFile], list[Finding]]:
    """Return data and ontology files (without shapes) that parse, and a finding for each fault."""
    files: list[TurtleFile] = []
    findings: list[Finding] = []
    for path, content in contents.items():
        graph = _graph_of(path)
        if graph is None:
            continue
        fault = _bytes_fault(content)
        if fault:
            findings.append(_finding(path, fault[1], fault[2], fault[0]))
            continue
        read = read_file(path, graph, content)
        if isinstance(read, Finding):
            findings.append(read)
        else:
            files.append(read)
            findings.extend(_blank_nodes(read, content.decode()))
    return files, findings


def read_file(path: str, graph: NamedNode, content: bytes) -> TurtleFile | Finding:
    """Return the file's triples in `graph`, or the finding that says where it does not parse."""
    try:
        triples = [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        line, column = error.lineno or 0, error.offset or 0
        return _finding(path, line, column, "turtle-syntax", detail=_plain(error))
    return TurtleFile(path, graph, tuple(_named(triples)))


def _graph_of(path: str) -> NamedNode | None:
    if path.startswith("data/ttl/"):
        return NamedNode(identifiers.graph_iri(path.removeprefix("data/ttl/")))
    if path.startswith("ontology/") and path.endswith(".ttl") and path.count("/") == 1:
        return NamedNode(ONTOLOGY_GRAPHS + Path(path).stem)
    return None


def _unreadable(path: Path, inside: Path, settings: Settings) -> str | None:
    if not path.resolve().is_relative_to(inside):
        return "link-out-of-tree"
    if not path.is_file():
        return "not-a-file"
    if path.stat().st_size > settings.file_size_limit_bytes:
        return "file-too-large"
    return None


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


def _named(triples: list[Triple]) -> Iterator[Triple]:
    """Yield the triples with evidence and claims named and typed; other blank nodes stay."""
    names, types = _names(triples)
    for name, kind in types.items():
        yield Triple(name, RDF.type, kind)
    for triple in triples:
        subject = names.get(triple.subject, triple.subject)
        yield Triple(subject, triple.predicate, names.get(triple.object, triple.object))


def _names(triples: list[Triple]) -> tuple[dict[object, NamedNode], dict[NamedNode, NamedNode]]:
    """Return the name of each blank node that has one, and the type of each name."""
    values: dict[object, dict[NamedNode, object]] = {}
    for triple in triples:
        if isinstance(triple.subject, BlankNode):
            values.setdefault(triple.subject, {})[triple.predicate] = triple.object
    names: dict[object, NamedNode] = {}
    types: dict[NamedNode, NamedNode] = {}
    # Claims first: the evidence inside one takes its name from the claim's.
    for link, name, kind in NAMINGS:
        for triple in triples:
            if triple.predicate == link and triple.object in values:
                owner = names.get(triple.subject, triple.subject)
                named = name(owner, values[triple.object])
                if named:
                    names[triple.object] = NamedNode(named)
                    types[names[triple.object]] = kind
    return names, types


def _evidence_name(owner: object, values: Mapping[NamedNode, object]) -> str | None:
    source, anchor = values.get(DCTERMS.source), values.get(PCVE.anchor)
    if (
        isinstance(owner, NamedNode)
        and isinstance(source, NamedNode)
        and isinstance(anchor, Literal)
    ):
        return identifiers.evidence_iri(owner.value, source.value, anchor.value)
    return None


def _claim_name(owner: object, values: Mapping[NamedNode, object]) -> str | None:
    value = values.get(PCVE.value)
    if isinstance(owner, NamedNode) and isinstance(value, Literal):
        return identifiers.claim_iri(owner.value, value.value)
    return None


NAMINGS = (
    (PCVE.claim, _claim_name, PCVE.Claim),
    (PCVE.evidence, _evidence_name, PCVE.Evidence),
)


def _blank_nodes(file: TurtleFile, text: str) -> Iterator[Finding]:
    """Yield a finding for each blank node that got no name, at the line of what holds it."""
    held = [triple for triple in file.triples if isinstance(triple.object, BlankNode)]
    lines = line_map(text) if held else None
    for triple in held:
        owner = triple.subject
        if lines and isinstance(owner, NamedNode):
            line = lines.line_of(owner.value, triple.predicate.value) or 0
            detail = identifiers.shortened(owner.value)
            yield _finding(file.path, line, 0, "blank-node", detail=detail)
    if not held and any(isinstance(triple.subject, BlankNode) for triple in file.triples):
        yield _finding(file.path, 0, 0, "blank-node", detail=file.path)


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
