"""The two sides of the comparison, each in a process of its own that can be killed."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from pyoxigraph import Store

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.inference import infer, rules_in
from pcvegraph.graph.reading import find_graph, load_files, read_bytes, store_files
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot, build_snapshot
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import read_question
from pcvegraph.settings import Settings

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

Side = Literal["pcvegraph", "rdflib"]
Group = Literal["load", "build", "infer", "check", "shapes", "query", "pattern"]

SHORT_SECONDS = 0.02  # a shorter query is asked again and again
REPEATED_SECONDS = 0.05
MOST_REPEATS = 200


class Task(NamedTuple):
    """What is measured; `text` is the query of a check, query or pattern."""

    group: Group
    name: str
    text: str = ""


class Measurement(NamedTuple):
    """How long a task took, and how many rows or triples it gave."""

    seconds: float
    rows: int


class Failure(NamedTuple):
    """Why a side could not do a task at all."""

    reason: str


class Contestant:
    """A side: asked for one measurement after the other, killed when one takes too long."""

    def __init__(self, side: Side, root: Path) -> None:
        self._arguments = (side, root)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def measure(self, task: Task, limit_seconds: float) -> Measurement | Failure | None:
        """Return one measurement; None where the task took longer than the limit."""
        connection = self._connection or self._start()
        connection.send(task)
        connection.recv()  # it is prepared and begins
        if not connection.poll(limit_seconds):
            self.stop()
            return None
        answer: Measurement | Failure = connection.recv()
        return answer

    def stop(self) -> None:
        """End the process; a further measurement starts another."""
        if self._process and self._connection:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = self._connection = None

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(*self._arguments, theirs), daemon=True)
        self._process.start()
        theirs.close()
        return self._connection


def _serve(side: Side, root: Path, connection: Connection) -> None:
    work: Work = OurWork(root) if side == "pcvegraph" else RdflibWork(root)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        do = work.prepared(task)
        connection.send("begins")
        try:
            connection.send(_measured(do, repeat=bool(task.text)))
        except Exception as error:  # noqa: BLE001 - it is told to the other process
            connection.send(Failure(repr(error)))


def _measured(do: Callable[[], Any], *, repeat: bool) -> Measurement:
    start = time.perf_counter()
    result = do()
    seconds = time.perf_counter() - start
    if repeat and seconds < SHORT_SECONDS:
        times = min(MOST_REPEATS, int(REPEATED_SECONDS / seconds) + 1)
        start = time.perf_counter()
        for _ in range(times):
            do()
        seconds = (time.perf_counter() - start) / times
    return Measurement(seconds, result.count() if isinstance(result, Snapshot) else len(result))


class Work(Protocol):
    """What a side can do."""

    def prepared(self, task: Task) -> Callable[[], Any]:
        """Return the function to time, with all that it needs made ready."""


class Files:
    """The files of a root, as both sides get them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """The content of every file by path."""
        return self.read()

    def read(self) -> dict[str, bytes]:
        """Read them from the disk."""
        return read_bytes(find_root(self.root), Settings())[0]

    @cached_property
    def snapshot(self) -> Snapshot:
        """The graph with its inferences."""
        return build_snapshot(load_files(self.contents)[0], self.contents)

    def turtle(self) -> dict[str, bytes]:
        """Read the Turtle files that become graphs, by the IRI of their graph."""
        graphs = ((find_graph(path), content) for path, content in self.read().items())
        return {graph.value: content for graph, content in graphs if graph}


class OurWork:
    """Pcvegraph: Oxigraph's parser and engine, our rules' rounds."""

    def __init__(self, root: Path) -> None:
        self.files = Files(root)

    def prepared(self, task: Task) -> Callable[[], Any]:
        """Return the function to time."""
        match task.group:
            case "load":
                return self._load
            case "build":
                return self._build
            case "infer":
                return self._infer(build_snapshot(load_files(self.files.contents)[0], {}))
            case "shapes":
                return self._shapes
            case _:
                return self._question(task.text)

    def _load(self) -> Store:
        """Read the files and parse them into their named graphs."""
        store = Store()
        store_files(store, self.files.read())
        return store

    def _build(self) -> Snapshot:
        """Load them, name evidence and claims, and state the default graph."""
        return build_snapshot(load_files(self.files.read())[0], {})

    def _infer(self, snapshot: Snapshot) -> Callable[[], Snapshot]:
        rules = rules_in(self.files.contents)

        def run() -> Snapshot:
            infer(snapshot.store, rules)
            return snapshot

        return run

    def _shapes(self) -> list[Any]:
        from pcvegraph.checking.places import Places  # noqa: PLC0415 - pyshacl: 0.3 s
        from pcvegraph.checking.shapes import find_violations  # noqa: PLC0415

        contents, snapshot = self.files.contents, self.files.snapshot
        return list(find_violations(snapshot, contents, Places(snapshot.store, contents)))

    def _question(self, text: str) -> Callable[[], Any]:
        question, engine = read_question(text), Evaluator(self.files.snapshot)
        match question.kind:
            case "bindings":
                return lambda: engine.rows(question)
            case "triples":
                return lambda: engine.triples(question)
            case _:
                return lambda: [engine.answer(question, find_format("json", "boolean"))]


class RdflibWork:
    """rdflib: its Turtle parser, its in-memory store, its SPARQL engine, the same rules' rounds."""

    def __init__(self, root: Path) -> None:
        from rdflib.namespace import XSD  # noqa: PLC0415 - the other side needs none of it
        from rdflib.plugins.sparql.operators import register_custom_function  # noqa: PLC0415

        # rdflib cannot cast to xsd:date, which the rules of dates do: so that it does the same work.
        register_custom_function(XSD.date, _as_date)
        self.files = Files(root)

    def prepared(self, task: Task) -> Callable[[], Any]:
        """Return the function to time."""
        match task.group:
            case "load":
                return self._load
            case "build":
                return self._build
            case "infer":
                return self._infer(self._stated())
            case "shapes":
                raise PcvegraphError("pyshacl is the same on both sides")
            case _:
                dataset = self.dataset
                return lambda: list(dataset.query(task.text))

    def _load(self) -> Graph:
        """Read the same files and parse them into one graph: as fast as rdflib goes."""
        from rdflib import Graph  # noqa: PLC0415

        graph = Graph()
        for content in self.files.turtle().values():
            graph.parse(data=content, format="turtle")
        return graph

    def _build(self) -> Dataset:
        """Parse them into named graphs and copy each into the default graph; no node is named."""
        from rdflib import Dataset, URIRef  # noqa: PLC0415

        dataset = Dataset()
        for name, content in self.files.turtle().items():
            graph = dataset.graph(URIRef(name))
            graph.parse(data=content, format="turtle")
            for triple in graph:
                dataset.default_graph.add(triple)
        return dataset

    def _stated(self) -> Graph:
        from pcvegraph.graph.rdflib_terms import to_graph  # noqa: PLC0415

        return to_graph(quad.triple for quad in self.files.snapshot.stated())

    def _infer(self, graph: Graph) -> Callable[[], Graph]:
        rules = rules_in(self.files.contents)

        def run() -> Graph:
            while added := _round(graph, rules):
                for triple in added:
                    graph.add(triple)
            return graph

        return run

    @cached_property
    def dataset(self) -> Dataset:
        """The graph with its inferences in rdflib's own store."""
        from pcvegraph.graph.rdflib_terms import to_dataset  # noqa: PLC0415

        return to_dataset(self.files.snapshot.store)


def _round(graph: Graph, rules: dict[str, str]) -> set[Any]:
    found: Any = (triple for _, rule in sorted(rules.items()) for triple in graph.query(rule))
    return {triple for triple in found if triple not in graph}


def _as_date(text: Any, _: Any = None) -> Any:
    from datetime import date  # noqa: PLC0415

    from rdflib import Literal  # noqa: PLC0415
    from rdflib.namespace import XSD  # noqa: PLC0415
    from rdflib.plugins.sparql.sparql import SPARQLError  # noqa: PLC0415

    try:
        date.fromisoformat(str(text))
    except ValueError:
        raise SPARQLError(f"{text} is no day") from None
    return Literal(str(text), datatype=XSD.date)
