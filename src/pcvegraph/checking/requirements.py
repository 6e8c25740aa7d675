"""What the shapes and checks of the ontology ask for, in words: for people who add to the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from pcvegraph.graph.root import Root
from pcvegraph.languages import Bilingual
from pcvegraph.querying.heads import read_head
from pcvegraph.vocabulary import prologue

PROLOGUE = prologue("pcve", "sh")

MAY_SAY = """SELECT ?class ?property WHERE {
  ?shape sh:targetClass ?class ; sh:closed true ; sh:property/sh:path ?property .
  FILTER(ISIRI(?property))
} ORDER BY ?class ?property"""

FAULTS = """SELECT ?shape ?about ?en ?fr ?remedyEn ?remedyFr WHERE {
  ?shape sh:targetClass|sh:targetSubjectsOf|sh:targetObjectsOf ?about ;
    sh:message ?en, ?fr ; pcve:remedy ?remedyEn, ?remedyFr .
  FILTER(LANG(?en) = "en" && LANG(?fr) = "fr")
  FILTER(LANG(?remedyEn) = "en" && LANG(?remedyFr) = "fr")
} ORDER BY ?about ?shape"""


class Requirement(NamedTuple):
    """A fault that is looked for: what is said of the thing that has it, and what to do."""

    message: Bilingual
    remedy: Bilingual


@dataclass(frozen=True)
class Requirements:
    """What things of a class may say, and the faults that are looked for.

    `may_say` has properties by class, `faults` those of a class or property, both by IRI; `checks`
    those between things.
    """

    may_say: Mapping[str, list[str]] = field(default_factory=dict)
    faults: Mapping[str, list[Requirement]] = field(default_factory=dict)
    checks: list[Requirement] = field(default_factory=list)


def read_requirements(root: Root) -> Requirements:
    """Return what `ontology/shapes` and `ontology/checks` ask for.

    Raises:
        QueryHeadError: the head of a check lacks its title or remedy.
        SyntaxError: a file of shapes does not parse.
    """
    shapes = Store()
    for path in sorted((root.ontology / "shapes").glob("*.ttl")):
        shapes.load(path=str(path), format=RdfFormat.TURTLE)
    may_say: dict[str, list[str]] = defaultdict(list)
    for row in _rows(shapes, MAY_SAY):
        may_say[row["class"]].append(row["property"])
    faults: dict[str, list[Requirement]] = defaultdict(list)
    for row in _rows(shapes, FAULTS):
        message, remedy = (
            Bilingual(row["en"], row["fr"]),
            Bilingual(row["remedyEn"], row["remedyFr"]),
        )
        faults[row["about"]].append(Requirement(message, remedy))
    return Requirements(dict(may_say), dict(faults), list(_checks(root)))


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    solutions = store.query(PROLOGUE + query)
    assert isinstance(solutions, QuerySolutions), "it is a SELECT"
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        row = {name: solution[name] for name in names}
        yield {
            name: term.value for name, term in row.items() if isinstance(term, NamedNode | Literal)
        }


def _checks(root: Root) -> Iterator[Requirement]:
    for path in sorted((root.ontology / "checks").glob("*.rq")):
        head = read_head(path.name, path.read_text(encoding="utf-8"))
        yield Requirement(head.bilingual("title"), head.bilingual("remedy"))
