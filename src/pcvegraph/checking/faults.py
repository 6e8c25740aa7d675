"""Run ontology/checks: each file is a SELECT whose rows are faults that a shape cannot say.

A row names ?subject, and ?predicate and ?object where they point at a line; every column can stand
in the message as {column}.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import PurePosixPath

from pyoxigraph import Literal, NamedNode

from pcvegraph.checking.places import Places
from pcvegraph.errors import QueryError, QueryHeadError
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.identifiers import shortened
from pcvegraph.querying.evaluation import Evaluator, Row
from pcvegraph.querying.heads import Head, read_head
from pcvegraph.querying.questions import Question


def find_faults(
    snapshot: Snapshot, contents: Mapping[str, bytes], places: Places
) -> Iterator[Finding]:
    """Yield the findings of every check among `contents`, over files and inferences.

    Raises:
        QueryError: a check does not parse or is no SELECT; the message names it.
        QueryHeadError: its head lacks a message or remedy, or a row names no subject.
    """
    engine = Evaluator(snapshot)
    texts = {
        path: content.decode()
        for path, content in contents.items()
        if path.startswith("ontology/checks/")
    }
    heads = [read_head(path, text) for path, text in texts.items()]
    # The engine evaluates in native code, so that threads share the work.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(partial(_rows, engine), texts.keys(), texts.values()))
    for head, rows in zip(heads, answers, strict=True):
        for row in rows:
            yield from _findings(head, row, places)


def _rows(engine: Evaluator, path: str, text: str) -> list[Row]:
    try:
        return engine.rows(Question(text))
    except QueryError as error:
        raise type(error)(f"{path}: {error}", error.remedy) from None


def _findings(head: Head, row: Row, places: Places) -> Iterator[Finding]:
    subject, predicate, value = row.get("subject"), row.get("predicate"), row.get("object")
    if not isinstance(subject, NamedNode):
        raise QueryHeadError(f"{head.path}: a row names no ?subject.")
    words = {name: in_words(term) for name, term in row.items()}
    message = head.bilingual("message").with_values(**words)
    link = predicate if isinstance(predicate, NamedNode) else None
    name = PurePosixPath(head.path).stem
    for path, line in places.find(subject, link, value) or [(head.path, 0)]:
        yield Finding(path, line, 0, name, message, head.bilingual("remedy"))


def in_words(term: NamedNode | Literal) -> str:
    """Return a term as a curator writes it: `id:canada`, or the text of a literal."""
    return shortened(term.value) if isinstance(term, NamedNode) else term.value
