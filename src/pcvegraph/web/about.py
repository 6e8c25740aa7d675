"""/about: what the dataset is, how much of what it holds, and on whose word, as it says of itself."""

from __future__ import annotations

from typing import NamedTuple

from starlette.responses import Response

from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Texts
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import BASE, DESCRIPTION, prologue
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

PROLOGUE = prologue("dc", "dcterms", "pcve", "rdf", "void")
TOPIC = "coverage/"
MOST_PUBLISHERS = 15

WORDS = """SELECT ?property ?text WHERE {
  VALUES ?property { dcterms:title dcterms:description dcterms:rights }
  GRAPH DESCRIBED { <DATASET> ?property ?text }
}"""

KINDS = """SELECT ?thing ?number WHERE {
  GRAPH DESCRIBED { <DATASET> void:classPartition [ void:class ?thing ; void:entities ?number ] }
} ORDER BY DESC(?number) ?thing"""

PREDICATES = """SELECT ?thing ?number WHERE {
  GRAPH DESCRIBED {
    <DATASET> void:propertyPartition [ void:property ?thing ; void:triples ?number ]
  }
} ORDER BY DESC(?number) ?thing"""

PUBLISHERS = """SELECT ?thing ?name ?number WHERE {
  GRAPH DESCRIBED {
    <DATASET> void:subset ?part .
    ?part void:documents ?number .
    OPTIONAL { ?part dcterms:publisher ?thing }
    OPTIONAL { ?part dc:publisher ?name }
    FILTER(BOUND(?thing) || BOUND(?name))
  }
} ORDER BY DESC(?number) ?thing ?name LIMIT MOST"""


class Count(NamedTuple):
    """How many there are of something that has a page, or only a name."""

    thing: Thing | None
    name: str
    number: int


def about(visit: Visit) -> Response:
    """Return the page."""
    engine, library = visit.edition.asked, visit.edition.library
    return page_answer(
        visit,
        "about.html",
        texts=_texts(engine),
        kinds=_counts(engine, KINDS),
        predicates=_counts(engine, PREDICATES),
        publishers=_counts(engine, PUBLISHERS),
        coverage=[query for name, query in library.items() if name.startswith(TOPIC)],
    )


def _ask(engine: Askable, query: str) -> list[Row]:
    filled = query.replace("DESCRIBED", str(DESCRIPTION)).replace("DATASET", f"{BASE}dataset")
    return engine.rows(Question(PROLOGUE + filled.replace("MOST", str(MOST_PUBLISHERS))))


def _texts(engine: Askable) -> dict[str, Texts]:
    """Return title, description and rights by language."""
    found: dict[str, Texts] = {"title": Texts(), "description": Texts(), "rights": Texts()}
    for row in _ask(engine, WORDS):
        name = row["property"].value.rpartition("/")[2]
        found[name][getattr(row["text"], "language", None) or ""] = row["text"].value
    return found


def _counts(engine: Askable, query: str) -> list[Count]:
    rows = _ask(engine, query)
    iris = [row["thing"].value for row in rows if "thing" in row]
    things = {thing.iri: thing for thing in name_things(engine, iris)}
    return [
        Count(
            things[row["thing"].value] if "thing" in row else None,
            row["name"].value if "name" in row else find_slug(row["thing"].value) or "",
            int(row["number"].value),
        )
        for row in rows
    ]
