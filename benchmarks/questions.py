"""The queries to measure, their parameters set to things of the made-up root that have answers.

The default of a parameter is a thing of the real graph; it gives way to a hub of the same class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path

from contestants import Group, Task
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root, find_root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import Query, query_from_bytes, read_library
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

CHECKOUT = Path(__file__).parents[1]
PATTERNS = Path(__file__).parent / "patterns"
TRIES = 60  # of a query

PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "pcve", "rdf", "skos"))

CLASS = """SELECT DISTINCT ?class WHERE {
  GRAPH ?file { THING a ?class }
  FILTER(?file != <https://w3id.org/pcvegraph/graph/inferences>)
}"""

BY_DEGREE = """SELECT ?thing (COUNT(?link) AS ?degree) WHERE {
  ?thing a CLASS .
  OPTIONAL {
    { ?link rdf:subject ?thing } UNION { ?link rdf:object ?thing }
    UNION { ?link dcterms:source ?thing }
  }
}
GROUP BY ?thing ORDER BY DESC(?degree) ?thing LIMIT 12"""


def check_tasks(root: Path) -> list[Task]:
    """Return a task for each check of the root's ontology."""
    paths = sorted((root / "ontology/checks").glob("*.rq"))
    return [Task("check", path.stem, path.read_text(encoding="utf-8")) for path in paths]


def query_tasks(root: Path) -> list[Task]:
    """Return a task for each query of the root's library and for each pattern of this folder."""
    made = _Hubs(find_root(root))
    patterns = [
        query_from_bytes(path.read_bytes(), str(path), path.stem)
        for path in sorted(PATTERNS.glob("*.rq"))
    ]
    library = read_library(find_root(root)).values()
    return [*_tasks("query", library, made), *_tasks("pattern", patterns, made)]


def _tasks(group: Group, queries: Iterable[Query], hubs: _Hubs) -> Iterator[Task]:
    for query in queries:
        yield Task(group, query.name, hubs.with_answers(query))


class _Hubs:
    """Finds for a query's parameters things of the made-up root with which it has rows."""

    def __init__(self, root: Root) -> None:
        self._made = Evaluator(load_snapshot(root, Settings()))
        self._real = Evaluator(load_snapshot(find_root(CHECKOUT), Settings()))
        self._known: dict[str, list[str]] = {}

    def with_answers(self, query: Query) -> str:
        """Return the text of `query` with such values that it has rows, where there are any."""
        entities = [p for p in query.parameters.values() if p.type == "entity"]
        choices = product(*(self._like(parameter.default) for parameter in entities))
        names = [parameter.name for parameter in entities]
        texts = (query.with_values(dict(zip(names, c, strict=True))) for c in choices)
        tried = list(islice(texts, 1)) or [query.text]
        for text in (*tried, *islice(texts, TRIES)):
            if self._has_rows(text):
                return text
        return tried[0]

    def _has_rows(self, text: str) -> bool:
        question = read_question(text)
        match question.kind:
            case "bindings":
                return bool(self._made.rows(question))
            case "triples":
                return bool(self._made.triples(question))
            case _:
                return True

    def _like(self, default: str) -> list[str]:
        """Return the IRIs of hubs of the class that `default` has in the real graph."""
        rows = self._real.rows(Question(PROLOGUE + CLASS.replace("THING", _as_iri(default))))
        kind = min((str(row["class"]) for row in rows), default="pcve:Entity")
        if kind not in self._known:
            found = self._made.rows(Question(PROLOGUE + BY_DEGREE.replace("CLASS", kind)))
            self._known[kind] = [row["thing"].value for row in found]
        return self._known[kind]


def _as_iri(term: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    prefix, _, name = term.partition(":")
    return term if term.startswith("<") else f"<{prefixes[prefix]}{name}>"
