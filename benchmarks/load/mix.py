"""A realistic mix of questions: one list of requests, drawn from a seed, the same for every server.

Four of five come from the library of queries: any question as likely as another, its parameters by
Zipf's law, so that the hubs of the graph are asked for often and most things once. One of five is
new: a question of one of the forms below about any thing, which nobody asked before.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from urllib.error import HTTPError

from generate import CHECKOUT
from load.material import Material
from load.rows import PROLOGUE
from load.servers import PLACE, Server, ServerError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.languages import LANGUAGES
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import Parameter, Query, read_library
from pcvegraph.querying.questions import Question
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

Progress = Callable[[str], None]

FROM_LIBRARY = 0.8
FIRST_YEAR, YEARS = 2005, 20
LARGEST_NUMBER = 10
YEAR = re.compile(r"\b[12]\d{3}\b")
SLOW_SECONDS = 1.0
"""A question of the library that takes the Oxigraph server longer is left out: a cache makes any
ratio of it, and a few of them would be all that a list measures."""

CLASS = """SELECT DISTINCT ?class WHERE {
  GRAPH ?file { THING a ?class }
  FILTER(?file != <https://w3id.org/pcvegraph/graph/inferences>)
}"""
BY_DEGREE = """SELECT ?thing (COUNT(?link) AS ?degree) WHERE {
  ?thing a <CLASS> .
  OPTIONAL {
    { ?link rdf:subject ?thing } UNION { ?link rdf:object ?thing }
    UNION { ?link <http://purl.org/dc/terms/source> ?thing }
  }
}
GROUP BY ?thing ORDER BY DESC(?degree) ?thing"""
ENTITY = PREFIXES["pcve"] + "Entity"

NEW = (
    "SELECT ?property ?value WHERE { <THING> ?property ?value }",
    """SELECT ?other ?name WHERE {
  { ?relation rdf:subject <THING> ; rdf:object ?other } UNION
  { ?relation rdf:object <THING> ; rdf:subject ?other }
  ?other skos:prefLabel ?name FILTER(LANG(?name) = "en")
} ORDER BY ?name""",
    """SELECT ?relation ?anchor WHERE {
  ?relation rdf:subject <THING> ; pcve:evidence ?evidence .
  ?evidence pcve:anchor ?anchor
}""",
    """SELECT ?predicate (COUNT(*) AS ?relations) WHERE {
  ?relation rdf:subject|rdf:object <THING> ; rdf:predicate ?predicate
} GROUP BY ?predicate""",
    """SELECT ?thing ?start WHERE {
  ?relation rdf:object <THING> ; rdf:subject ?thing ; pcve:earliestStart ?start
} ORDER BY DESC(?start) LIMIT 50""",
)


@dataclass(frozen=True)
class Parameterised:
    """A question of the library with what its parameters may be set to, the most likely first."""

    name: str
    choices: dict[str, list[str]]


@dataclass(frozen=True)
class Ground:
    """What a mix is drawn from."""

    questions: list[Parameterised]
    things: list[str]


def find_ground(material: Material, report: Progress) -> Ground:
    """Return what the mixes of this material are drawn from; kept beside it."""
    kept = material.folder / "mix.json"
    if kept.exists():
        found = json.loads(kept.read_text(encoding="utf-8"))
        return Ground([Parameterised(**each) for each in found["questions"]], found["things"])
    report("Looking for the parameters of the library")
    choices = _Choices(material)
    library = read_library(find_root(material.root)).values()
    questions = [Parameterised(query.name, choices.of(query)) for query in library]
    ground = Ground(questions, choices.things(ENTITY))
    kept.write_text(json.dumps(asdict(ground)), encoding="utf-8")
    return ground


class Mix:
    """Draws lists of queries from a ground, by a seed."""

    def __init__(self, ground: Ground, material: Material, left_out: Sequence[str] = ()) -> None:
        self._library = read_library(find_root(material.root))
        self._questions = [each for each in ground.questions if each.name not in left_out]
        self._things = ground.things
        self._random = random.Random(material.seed)
        self._weights: dict[int, list[float]] = {}

    def draw(self, count: int) -> list[str]:
        """Return the next `count` texts of the list; a new one has PLACE in a comment."""
        return [self._next() for _ in range(count)]

    def _next(self) -> str:
        if self._random.random() >= FROM_LIBRARY:
            form = self._random.choice(NEW).replace("THING", self._random.choice(self._things))
            return f"{PROLOGUE}{form}\n#{PLACE}"
        question = self._random.choice(self._questions)
        values = {name: self._by_zipf(values) for name, values in question.choices.items()}
        return self._library[question.name].with_values(values).replace(PLACE, " ")

    def _by_zipf(self, values: Sequence[str]) -> str:
        """Return one of `values`: the n-th is 1/n times as likely as the first."""
        count = len(values)
        if count not in self._weights:
            self._weights[count] = list(accumulate(1 / n for n in range(1, count + 1)))
        return self._random.choices(values, cum_weights=self._weights[count])[0]


def find_slow(server: Server, ground: Ground, material: Material, report: Progress) -> list[str]:
    """Return the questions of the library that take `server` longer than SLOW_SECONDS.

    Each is asked with the likeliest of its parameters, the hubs, where it has most to do.
    """
    library, slow = read_library(find_root(material.root)), []
    for question in ground.questions:
        report(f"mix: how long is {question.name}")
        values = {name: values[0] for name, values in question.choices.items()}
        start = time.perf_counter()
        try:
            server.ask(library[question.name].with_values(values), timeout=3 * SLOW_SECONDS)
        except TimeoutError:
            slow.append(question.name)
            server.restart()  # it would go on with it
        except HTTPError as error:
            raise ServerError(f"{server.name} refuses {question.name}: {error.code}.") from None
        else:
            if time.perf_counter() - start > SLOW_SECONDS:
                slow.append(question.name)
    return slow


class _Choices:
    """Finds what parameters may be set to: things of the made-up root by how much is said of them."""

    def __init__(self, material: Material) -> None:
        self._made = Evaluator(material.snapshot())
        self._real = Evaluator(load_snapshot(find_root(CHECKOUT), Settings()))
        self._known: dict[str, list[str]] = {}
        self._random = random.Random(material.seed)

    def of(self, query: Query) -> dict[str, list[str]]:
        """Return the choices for each parameter of a question; texts keep their default."""
        found = {name: list(self._values(p)) for name, p in query.parameters.items()}
        return {name: values for name, values in found.items() if values}

    def things(self, kind: str) -> list[str]:
        """Return the things of a class, those with the most relations first."""
        if kind not in self._known:
            text = PROLOGUE + BY_DEGREE.replace("CLASS", kind)
            self._known[kind] = [row["thing"].value for row in self._made.rows(Question(text))]
        return self._known[kind]

    def _values(self, parameter: Parameter) -> Iterator[str]:
        match parameter.type:
            case "entity":
                yield from self.things(self._class_of(parameter.default))
            case "language":
                yield from LANGUAGES
            case "date":
                days = [f"{FIRST_YEAR + n // 12}-{n % 12 + 1:02}-01" for n in range(12 * YEARS)]
                yield from self._random.sample(days, len(days))
            case "number" if YEAR.search(parameter.default):
                yield from map(str, range(FIRST_YEAR + YEARS, FIRST_YEAR, -1))
            case "number":
                yield from map(str, range(2, LARGEST_NUMBER))

    def _class_of(self, default: str) -> str:
        """Return the class that the default of a parameter has in the real graph."""
        text = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
        rows = self._real.rows(Question(text + CLASS.replace("THING", default)))
        found = min((row["class"].value for row in rows), default=ENTITY)
        return found if self.things(found) else ENTITY
