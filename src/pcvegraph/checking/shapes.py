"""Run the SHACL shapes of ontology/shapes over what the files state.

pyshacl gets in-memory rdflib graphs: over an Oxigraph-backed graph it misses violations. Shapes see
the files and the ontology, not the inferences: they say what a file must say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Triple
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from pcvegraph.checking.passed import stated_around
from pcvegraph.checking.places import Places
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.rdflib_terms import to_graph
from pcvegraph.graph.reading import parse_file
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.identifiers import shortened
from pcvegraph.languages import Bilingual
from pcvegraph.vocabulary import PCVE, PREFIXES

REMEDY = URIRef(PCVE.remedy.value)
PARTS = (
    SH.focusNode,
    SH.resultPath,
    SH.value,
    SH.sourceShape,
    SH.sourceConstraintComponent,
)


def find_violations(
    snapshot: Snapshot,
    contents: Mapping[str, bytes],
    places: Places,
    touched: set[str] | None = None,
) -> Iterator[Finding]:
    """Yield a finding for each violation of a shape, and for each shape file that does not parse.

    Where there are `touched` ones, only these things are looked at.
    """
    shapes = Graph()
    for path, content in contents.items():
        if path.startswith("ontology/shapes/"):
            read = parse_file(path, content)
            if isinstance(read, Finding):
                yield read
                return
            shapes += to_graph(read)
    data = to_graph(_said(snapshot, touched))
    _, results, _ = validate(data, shacl_graph=shapes, inplace=True, do_owl_imports=False)
    assert isinstance(results, Graph), "pyshacl returns a results graph unless it failed"
    # Not every node with a source shape: those inside a result explain it and are no findings.
    for result in results.objects(None, SH.result):
        if touched is None or str(results.value(result, SH.focusNode)) in touched:
            yield from _findings(results, result, shapes, places)


def _said(snapshot: Snapshot, touched: set[str] | None) -> Iterator[Triple]:
    if touched is not None:
        return stated_around(snapshot, touched)
    return (quad.triple for quad in snapshot.stated())


def _findings(results: Graph, result: Any, shapes: Graph, places: Places) -> Iterator[Finding]:
    focus, path, value, shape, component = (results.value(result, name) for name in PARTS)
    subject = NamedNode(str(focus))
    predicate = NamedNode(path) if isinstance(path, URIRef) else None
    closed = component == SH.ClosedConstraintComponent
    shown = path if closed else value if value != focus else None
    message = _message(subject, shown, _text(shapes, shape, SH.message))
    remedy = _text(shapes, shape, REMEDY)
    name = "unexpected-property" if closed else _name(shape)
    for place, line in places.find(subject, predicate, _ox(value)) or [("ontology", 0)]:
        yield Finding(place, line, 0, name, message, remedy)


def _message(subject: NamedNode, value: Any, text: Bilingual) -> Bilingual:
    said = "" if value is None else str(value)
    shown = shortened(said) if isinstance(value, URIRef) else said[:120]
    name = shortened(subject.value)
    return Bilingual(
        f"{name}: {text.en}" + (f" (“{shown}”)" if shown else ""),
        f"{name} : {text.fr}" + (f" (« {shown} »)" if shown else ""),
    )


def _text(shapes: Graph, shape: Any, link: URIRef) -> Bilingual:
    texts = {
        text.language: str(text)
        for text in shapes.objects(shape, link)
        if isinstance(text, Literal)
    }
    return Bilingual(texts.get("en", ""), texts.get("fr", ""))


def _name(shape: Any) -> str:
    return str(shape).removeprefix(PREFIXES["shape"]) if isinstance(shape, URIRef) else "shape"


def _ox(term: Any) -> NamedNode | OxLiteral | None:
    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if not isinstance(term, Literal):
        return None
    if term.language:
        return OxLiteral(str(term), language=term.language)
    return OxLiteral(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
