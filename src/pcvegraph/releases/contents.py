"""The files of a release that say what the data are: in every format, with model, library, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, Triple, serialize

from pcvegraph.graph.root import Root
from pcvegraph.languages import Bilingual
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.library import Query, read_library
from pcvegraph.querying.questions import Question
from pcvegraph.releases.contexts import CURRENT, read_contexts
from pcvegraph.releases.files import files_of
from pcvegraph.releases.material import TOPIC, Material, find_tables
from pcvegraph.releases.release import VOID
from pcvegraph.releases.tables import as_csv
from pcvegraph.vocabulary import PREFIXES

ANSWERS = "answers/"
CSV = "text/csv; charset=utf-8; header=present"
TURTLE = "text/turtle; charset=utf-8"
TYPES = {".ttl": TURTLE, ".rq": "application/sparql-query", ".jsonld": "application/ld+json"}
DESCRIBED = Bilingual(
    "What the dataset says of itself (VoID, DCAT)", "Ce que le jeu dit de lui-même (VoID, DCAT)"
)
MODEL = Bilingual(
    "Part of the model: terms, concepts, shapes, rules, checks",
    "Partie du modèle\u00a0: termes, concepts, formes, règles, contrôles",
)
ASKED = Bilingual("Question: ", "Question\u00a0: ")
ANSWERED = Bilingual("Answer: ", "Réponse\u00a0: ")


class Part(NamedTuple):
    """A file that is to be written: its path in the release, what it is, its type, its bytes."""

    path: str
    title: Bilingual
    content_type: str
    body: bytes


class Content(NamedTuple):
    """A file that was written: as a Part, with its size and SHA-256 for its bytes."""

    path: str
    title: Bilingual
    content_type: str
    size: int
    sha256: str

    @classmethod
    def of(cls, part: Part) -> Content:
        """Return what is known of `part` once it is written."""
        digest = sha256(part.body).hexdigest()
        return cls(part.path, part.title, part.content_type, len(part.body), digest)


def data_parts(evaluator: Evaluator, root: Root, progress: Callable[[str], None]) -> Iterator[Part]:
    """Yield the graph in every format, its model, the library and its answers.

    Raises:
        QueryError: a query of the library is wrong.
    """
    library = read_library(root)
    contexts = read_contexts(root)
    material = Material(evaluator, find_tables(library), contexts.get(CURRENT, b""))
    for file in files_of(material.tables):
        progress(f"Writing {file.name}")
        yield Part(file.name, file.title, file.content_type, file.make(material))
    void = as_turtle(evaluator.snapshot.description())
    yield Part(VOID, DESCRIBED, TURTLE, void)
    yield from _model_parts(root)
    for query in library.values():
        path = root.queries / f"{query.name}.rq"
        yield Part(root.name(path), _titled(ASKED, query), TYPES[".rq"], path.read_bytes())
    for query in library.values():
        if not query.name.startswith(TOPIC):
            progress(f"Asking {query.name}")
            yield _answer(query, evaluator)


def as_turtle(triples: list[Triple]) -> bytes:
    """Return triples as Turtle with the prefixes of the house."""
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _model_parts(root: Root) -> Iterator[Part]:
    for path in _model_files(root):
        yield Part(root.name(path), MODEL, TYPES[path.suffix], path.read_bytes())


def _model_files(root: Root) -> list[Path]:
    """Return the files of the model: what a graph is asked, checked and written with."""
    files = [path for path in root.ontology.rglob("*") if path.suffix in TYPES]
    return sorted(path for path in files if path.is_file() and not path.is_symlink())


def _answer(query: Query, evaluator: Evaluator) -> Part:
    """Return the answer to a question with the values that its parameters have in its file."""
    question = Question(query.text)
    title = _titled(ANSWERED, query)
    if query.kind == "bindings":
        body = as_csv(evaluator.table(question))
        return Part(f"{ANSWERS}{query.name}.csv", title, CSV, body)
    if query.kind == "boolean":
        body = evaluator.answer(question, find_format("csv", "boolean"))
        return Part(f"{ANSWERS}{query.name}.csv", title, CSV, body)
    lines = as_lines(evaluator.triples(question))
    return Part(f"{ANSWERS}{query.name}.nt", title, "application/n-triples", lines)


def as_lines(triples: list[Triple]) -> bytes:
    """Return triples as N-Triples, sorted."""
    written = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(written.splitlines(keepends=True)))


def _titled(kind: Bilingual, query: Query) -> Bilingual:
    title = query.title
    return Bilingual(kind.en + (title.en or title.fr), kind.fr + (title.fr or title.en))
