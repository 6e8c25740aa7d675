"""Make files of a release in a process of its own: what the service has done by a worker.

The functions are named in `Task`, so that `querying` knows nothing of releases.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import Writable
from pcvegraph.querying.heads import read_head
from pcvegraph.querying.library import Query
from pcvegraph.querying.progress import Report
from pcvegraph.releases.files import ReleaseFile, files_of, listed
from pcvegraph.releases.material import Material


def making(file: ReleaseFile, tables: Mapping[str, Query], context_text: bytes) -> Task:
    """Return the work of making `file`."""
    return _task("write", tables, context_text, file.name)


def listing(tables: Mapping[str, Query], context_text: bytes) -> Task:
    """Return the work of saying of each file how large it is and what its hash is, as JSON."""
    return _task("write_list", tables, context_text, "")


def _task(function: str, tables: Mapping[str, Query], context_text: bytes, name: str) -> Task:
    argument = {
        "tables": {table: query.text for table, query in tables.items()},
        "context": context_text.decode(),
        "name": name,
    }
    return Task(f"{__name__}:{function}", json.dumps(argument), f"{__name__}:prepare")


def prepare(_: Evaluator) -> None:
    """Load this module, and all that it needs: a worker may open no file."""


def write(evaluator: Evaluator, argument: str, output: Writable, report: Report) -> None:
    """Write the file that `argument` names; raises QueryError where a query of a table is wrong."""
    told = json.loads(argument)
    material = _material(evaluator, told)
    report(told["name"], None)
    (chosen,) = (file for file in files_of(material.tables) if file.name == told["name"])
    output.write(chosen.make(material))


def write_list(evaluator: Evaluator, argument: str, output: Writable, report: Report) -> None:
    """Write what `listed` says of each file, as JSON; raises as `write`."""
    material = _material(evaluator, json.loads(argument))
    said = []
    for file in files_of(material.tables):
        report(file.name, None)
        said.append(listed(file, file.make(material)))
    output.write(json.dumps(said).encode())


def _material(evaluator: Evaluator, told: Mapping[str, object]) -> Material:
    texts = told["tables"]
    assert isinstance(texts, dict)
    tables = {name: Query(name, read_head(name, text), text) for name, text in texts.items()}
    return Material(evaluator, tables, str(told["context"]).encode())
