"""Random graphs in messy but valid Turtle, with the line of every triple, for property tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pyoxigraph as ox
import rdflib
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pcvegraph.identifiers import claim_iri, evidence_iri
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, RDF

ID, XSD = PREFIXES["id"], PREFIXES["xsd"]
BASE = "http://example.org/base/here"
# A machine with other work is no fault of the code.
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Nested:
    """A blank node in brackets: predicates with their objects."""

    properties: tuple[tuple[ox.NamedNode, tuple[Any, ...]], ...]


@dataclass(frozen=True)
class Listed:
    """A collection."""

    members: tuple[Any, ...]


@dataclass
class Messy:
    """A text, the line of each triple that has an IRI as subject, and the marks of its comments."""

    text: str = ""
    triples: list[tuple[str, str, Any, int]] = field(default_factory=list)
    subjects: list[tuple[str, int]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


iris = st.sampled_from(
    [
        *(ID + name for name in ("a--funds--b", "a--funds--b--2", "a--funds--b--10", "a", "b")),
        *(
            ID + name
            for name in ("", "a/b", "a.b", "a.", "-x", ".x", "a:b", "(a),b;c", "%41", "été", "1.5")
        ),
        *(PREFIXES["pcve"] + name for name in ("Relation", "memberOf", "x/y")),
        "http://example.org/base/there",
        "http://example.org/base/here#part",
        "http://example.org/x?y=1&z",
        "urn:x:y",
        "http://é.example/",
        "x:\U0001f600",
    ]
).map(ox.NamedNode)
predicates = st.sampled_from(
    [RDF.type, RDF.subject, DCTERMS.source, PCVE.note, PCVE.start, ox.NamedNode("http://e.org/p.q")]
)
values = st.text(
    st.one_of(
        st.sampled_from("\"'\\\n\r\t #.é\u2028\u00a0\x00"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=6,
).map(lambda text: text.replace("§", ""))
literals = st.one_of(
    values.map(ox.Literal),
    st.builds(
        lambda v, tag: ox.Literal(v, language=tag),
        values,
        st.sampled_from(["en", "fr", "fr-CA", "nl"]),
    ),
    st.builds(
        lambda v, name: ox.Literal(v, datatype=ox.NamedNode(XSD + name)),
        st.sampled_from(
            ["1", "-02", "+2.50", ".5", "5.", "1e0", "1.E-3", "true", "2019-09", "x", ""]
        ),
        st.sampled_from(["integer", "decimal", "double", "boolean", "gYearMonth"]),
    ),
)
labelled = st.sampled_from(["b", "b0", "_x.y", "1"]).map(ox.BlankNode)
evidence = st.builds(
    lambda source, anchor: Nested(((DCTERMS.source, (source,)), (PCVE.anchor, (anchor,)))),
    iris,
    literals,
)
claims = st.builds(
    lambda value, proof: Nested(((PCVE.evidence, (proof,)), (PCVE.value, (value,)))),
    literals,
    evidence,
)


def _inner(terms: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    pairs = st.tuples(predicates, st.lists(terms, min_size=1, max_size=2).map(tuple))
    return st.one_of(
        st.lists(pairs, max_size=2).map(lambda found: Nested(tuple(found))),
        st.lists(terms, max_size=3).map(lambda found: Listed(tuple(found))),
    )


objects = st.recursive(st.one_of(iris, literals, labelled), _inner, max_leaves=4)
properties = st.one_of(
    st.tuples(predicates, st.lists(objects, min_size=1, max_size=3).map(tuple)),
    st.tuples(st.just(PCVE.evidence), st.lists(evidence, min_size=1, max_size=2).map(tuple)),
    st.tuples(st.just(PCVE.claim), st.lists(claims, min_size=1, max_size=2).map(tuple)),
)
statements = st.tuples(
    st.one_of(
        iris, iris, labelled, objects.filter(lambda term: isinstance(term, (Nested, Listed)))
    ),
    st.lists(properties, min_size=1, max_size=4),
)


@st.composite
def messy_turtle(draw: Callable[..., Any]) -> Messy:
    """Draw a graph, and every freedom that Turtle leaves for writing it."""
    writer = _Writer(draw)
    writer.directives()
    for subject, said in draw(st.lists(statements, max_size=3)):
        writer.statement(subject, said)
        if draw(st.integers(0, 4)) == 0:
            writer.directives()
    writer.gap()
    return writer.messy


class _Writer:
    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw
        self.messy = Messy()
        self.numbers = count()
        self.prefixes: dict[str, str] = {}
        self.has_base = False

    def pick(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def put(self, text: str) -> None:
        self.messy.text += text

    @property
    def line(self) -> int:
        return self.messy.text.count("\n") + 1

    def gap(self, least: str = "") -> None:
        kind = self.pick(
            least,
            " ",
            "\n",
            "\t\r\n",
            "\n\n\n",
            " §\n",
            "§\n",
            "\n  §  \n",
            " §\r§\n",
            "§\n§\n\n§\n",
        )
        for piece in re.split("(§)", kind):
            self.put(self.comment() if piece == "§" else piece)

    def comment(self) -> str:
        mark = f"§{next(self.numbers)}§"
        self.messy.marks.append(mark)
        return self.pick("#", "# ", '# "a" <b> . ;') + mark

    def directives(self) -> None:
        self.gap()
        for prefix in self.pick((), ("",), ("id", "xsd"), ("x", "a.b", "é-1")):
            namespace = self.pick(ID, ID[:-1], XSD, PREFIXES["pcve"], "http://example.org/base/")
            self.prefixes[prefix] = namespace
            self.directive("prefix", f"{prefix}:", namespace)
        if self.pick(0, 0, 1):
            self.has_base = True
            self.directive("base", BASE)

    def directive(self, word: str, *parts: str) -> None:
        old = self.pick(0, 1)
        self.put("@" + word if old else self.pick(word, word.upper(), word.title()))
        for part in parts:
            self.gap(" ")
            self.put(part if part.endswith(":") and "/" not in part else f"<{part}>")
        self.gap(" ")
        self.put("." if old else "")
        self.gap()

    def statement(self, subject: Any, said: Sequence[Any]) -> None:
        self.gap()
        name = subject.value if isinstance(subject, ox.NamedNode) else None
        if name is not None:
            self.messy.subjects.append((name, self.line))
        self.term(subject)
        bare = isinstance(subject, Nested) and subject.properties
        self.gap()
        if not (bare and self.pick(0, 1)):
            self.properties(name, said)
        self.gap(" ")
        self.put(".")
        self.gap("\n")

    def properties(self, subject: str | None, said: Sequence[Any]) -> None:
        for number, (predicate, terms) in enumerate(said):
            if number:
                self.put(self.pick(";", ";", ";;", "; ;"))
                self.gap()
            if predicate == RDF.type and self.pick(0, 1):
                self.put(" a ")
            else:
                self.gap(" ")
                self.iri(predicate.value)
            for index, term in enumerate(terms):
                self.put(" ," if index else "")
                self.gap(" ")
                self.object(subject, predicate, term)
            self.gap(" ")
        self.put(self.pick("", ";", ";;"))

    def object(self, subject: str | None, predicate: ox.NamedNode, term: Any) -> None:
        name = None
        if subject is not None and isinstance(term, Nested):
            name = skolem_iri(subject, predicate, term)
        if subject is not None:
            known = ox.NamedNode(name) if name else term
            self.messy.triples.append((subject, predicate.value, known, self.line))
        if name:
            self.messy.subjects.append((name, self.line))
        self.term(term, name)

    def term(self, term: Any, name: str | None = None) -> None:
        match term:
            case ox.NamedNode():
                self.iri(term.value)
            case ox.BlankNode():
                self.put(f"_:{term.value}")
            case ox.Literal():
                self.literal(term)
            case Nested(properties):
                self.put("[")
                self.gap()
                if properties:
                    self.properties(name, properties)
                self.gap()
                self.put("]")
            case Listed(members):
                self.put("(")
                for member in members:
                    self.gap(" ")
                    self.term(member)
                self.gap(" ")
                self.put(")")

    def iri(self, iri: str) -> None:
        spellings = ["<" + "".join(map(self.iri_character, iri)) + ">"]
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and not re.search(r"[^\w.()+,;:=?&/#%-]", iri):
                spellings.append(f"{prefix}:{_escaped_name(iri.removeprefix(namespace))}")
        if self.has_base and iri.startswith(BASE.removesuffix("here")):
            spellings += [f"<{iri.removeprefix('http://example.org/base/')}>", f"<{iri[5:]}>"]
        self.put(self.pick(*spellings))

    def iri_character(self, character: str) -> str:
        if character not in "é2:n":
            return character
        return self.pick(character, f"\\u{ord(character):04x}", f"\\U{ord(character):08X}")

    def literal(self, literal: ox.Literal) -> None:
        datatype = literal.datatype.value.removeprefix(XSD)
        if _BARE.get(datatype, _NEVER).fullmatch(literal.value) and self.pick(0, 1):
            self.put(literal.value)
            return
        self.string(literal.value)
        if literal.language:
            self.gap()
            self.put("@" + self.pick(literal.language, literal.language.upper()))
        elif datatype != "string" or self.pick(0, 0, 1):
            self.gap()
            self.put("^^")
            self.gap()
            self.iri(literal.datatype.value)

    def string(self, value: str) -> None:
        quotes = self.pick('"', "'", '"""', "'''")
        self.put(quotes + "".join(self.character(c, quotes) for c in value) + quotes)

    def character(self, character: str, quotes: str) -> str:
        must = "\\" + quotes[0] + ("\n\r" if len(quotes) == 1 else "")
        coded = (
            f"\\u{ord(character):04X}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
        )
        known = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
        if character in "\\\"'":
            known[character] = "\\" + character
        escapes = [coded, known.get(character, coded)]
        return self.pick(*escapes) if character in must else self.pick(*escapes, character)


_NEVER = re.compile(r"(?!)")
_BARE = {
    "integer": re.compile(r"[+-]?\d+", re.ASCII),
    "decimal": re.compile(r"[+-]?\d*\.\d+", re.ASCII),
    "double": re.compile(r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d+", re.ASCII),
    "boolean": re.compile("true|false"),
}


def _escaped_name(local: str) -> str:
    escaped = re.sub(r"[()+,;=?&/#]", r"\\\g<0>", local)
    escaped = re.sub(r"^[.-]|\.$", r"\\\g<0>", escaped)
    return re.sub(r"%(?![0-9A-F]{2})", r"\\%", escaped)


def skolem_iri(owner: str, predicate: ox.NamedNode, node: Nested) -> str | None:
    """Return the IRI that a blank node gets on reading, where it is whole evidence or a claim."""
    said = {key: terms[0] for key, terms in node.properties if len(terms) == 1}
    source, anchor, value = (said.get(key) for key in (DCTERMS.source, PCVE.anchor, PCVE.value))
    if predicate == PCVE.evidence and source and anchor:
        return evidence_iri(owner, source.value, anchor.value)
    if predicate == PCVE.claim and value:
        return claim_iri(owner, value.value)
    return None


def graph_of(text: str) -> rdflib.Graph:
    """Return what the engine reads in `text`, for rdflib to compare.

    A literal stands there as the text of its N-Triples, since rdflib compares literals by value.
    """
    graph = rdflib.Graph()
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
        graph.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    return graph


def _rdflib(term: Any) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    return rdflib.Literal(str(term))
