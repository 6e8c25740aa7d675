"""An edition: one immutable version of the graph with all that answers from it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from pcvegraph import __version__
from pcvegraph.checking.requirements import Requirements, read_requirements
from pcvegraph.errors import QueryRefusedError
from pcvegraph.graph.root import Root
from pcvegraph.graph.slices import read_slice_name
from pcvegraph.linking.reconciliation.working import PREPARATION as RECONCILIATION
from pcvegraph.linking.working import PREPARATION
from pcvegraph.networks.projections import Projection, read_projections
from pcvegraph.querying.drafts import PREPARATION as DRAFTS
from pcvegraph.querying.engines.allocator import preloaded
from pcvegraph.querying.engines.caching import Cache, CachingEngine
from pcvegraph.querying.engines.engine import Engine, Task
from pcvegraph.querying.engines.limits import Limits
from pcvegraph.querying.engines.pool import Pool
from pcvegraph.querying.engines.processes import Zygote, start_zygote
from pcvegraph.querying.engines.waiting import Waiting
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.library import Query, read_library
from pcvegraph.querying.progress import Report
from pcvegraph.querying.remote.engine import open_remote
from pcvegraph.releases.contexts import read_contexts
from pcvegraph.releases.release import Release
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import DESCRIPTION
from pcvegraph.web.loading import told_release

if TYPE_CHECKING:
    from pcvegraph.web.answers import Finished

LOG = logging.getLogger("pcvegraph")
LOADER = "pcvegraph.web.loading:load"
RELEASE_LOADER = "pcvegraph.web.loading:load_release"
PAGE_WORKERS = 2
Asked = tuple[str, bytes, bytes, bytes, bytes]
"""What decides an answer to GET: path, query string, Accept, Accept-Language, Accept-Encoding."""


@dataclass(frozen=True, eq=False)
class Edition:
    """A checked version of the graph, the engines over it, the library, and what was answered."""

    engine: CachingEngine
    """Answers questions from outside."""

    pages: Engine
    """Answers our own questions, whatever those from outside do."""

    asked: Askable
    """`pages`, for code that waits in a thread."""

    library: dict[str, Query]
    finished: Cache[Asked, Finished]
    graph_names: frozenset[str] | None = None
    """The named graphs; None where only the store knows."""

    dump: BinaryIO | None = None
    zygote: Zygote | None = None
    contexts: Mapping[str, bytes] = field(default_factory=dict)
    """The JSON-LD contexts that are published, by the name of their file."""

    requirements: Requirements = field(default_factory=Requirements)
    """What shapes and checks ask for, in words."""

    release: Release | None = None
    """The release that it was loaded from; None for what the files make now."""

    @property
    def version(self) -> str:
        """The fingerprint of the graph."""
        return self.engine.version

    @cached_property
    def library_version(self) -> str:
        """Eight hex digits that change when a query of the library does."""
        texts = "\0".join(f"{name}\0{query.text}" for name, query in self.library.items())
        return sha256(texts.encode()).hexdigest()[:8]

    def etag(self, representation: str) -> str:
        """Return the entity tag of `representation` (a format and whatever else decides its bytes)."""
        return f'"{self.version[:12]}-{__version__}-{representation}"'

    def may_have(self, graph: str) -> bool:
        """Return whether `graph` is one that can be asked; of a remote store only it knows."""
        own = self.graph_names is None or graph in self.graph_names or graph == DESCRIPTION.value
        return own or read_slice_name(graph) is not None

    @cached_property
    def projections(self) -> dict[str, Projection]:
        """The networks of the library."""
        return read_projections(self.library)

    async def run(self, task: Task, client: str) -> bytes:
        """Return what `task` writes in the time of a query; raises as `work`."""
        return await self._pool.run(task, client=client)

    async def work(self, task: Task, seconds: float, report: Report) -> bytes:
        """Return what `task` writes, done by a worker; `report` is told how far it is.

        Raises:
            QueryRefusedError: a remote store holds the graph, and does nothing but answer queries.
            QueryError, EngineError: as `Pool.work`.
        """
        return await self._pool.work(task, seconds, report)

    @property
    def _pool(self) -> Pool:
        pool = self.engine.engine
        if not isinstance(pool, Pool):
            raise QueryRefusedError(
                "A service in front of a remote store does nothing but answer queries.",
                "Ask a service that holds the graph itself, or run the command that does it.",
            )
        return pool

    def count_on(self, former: Edition) -> None:
        """Let the counters go on from those of `former`."""
        self.engine.hits += former.engine.hits
        pool, before = self.engine.engine, former.engine.engine
        if isinstance(pool, Pool) and isinstance(before, Pool):
            pool.count_on(before)

    async def close(self) -> None:
        """Let go of everything; nothing may be under way any more."""
        await self.engine.close()
        if self.pages is not self.engine.engine:
            await self.pages.close()
        if self.zygote:
            self.zygote.close()
        if self.dump:
            self.dump.close()


async def open_edition(
    root: Root,
    settings: Settings,
    report: Callable[[str], None] = lambda _: None,
    loader: str = LOADER,
) -> Edition:
    """Return the edition that the files of `root` make, with its processes started.

    Raises:
        GraphRefusedError: they have findings, which are logged one by one.
        QueryError: a query of the library is not UTF-8, or its head lacks something.
    """
    limits = Limits.from_settings(settings)
    edition, guards = await _start(
        root, settings, limits, PAGE_WORKERS, loader, str(root.path), report
    )
    tell_guards(limits.workers, guards)
    return edition


async def open_release(release: Release, root: Root, settings: Settings) -> Edition:
    """Return the edition that a release is, less what `root` says was removed on request.

    Raises:
        NotAReleaseError, PcvegraphError: it does not load.
        QueryError: a query of its library cannot be read.
    """
    limits = replace(
        Limits.from_settings(settings), workers=settings.release_workers, per_address=0
    )
    told = told_release(release.folder, root)
    smaller = replace(settings, cache_size_bytes=settings.release_cache_size_bytes)
    edition, _ = await _start(release.root, smaller, limits, 1, RELEASE_LOADER, told)
    LOG.info("Release %s answers, version %s.", release.name, edition.version[:12])
    return replace(edition, release=release)


async def _start(
    root: Root,
    settings: Settings,
    limits: Limits,
    page_workers: int,
    loader: str,
    argument: str,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[Edition, dict[str, bool]]:
    """Return the edition of what `loader` makes of `argument`, asked by the library of `root`.

    With it goes which guards its workers have. Raises as `open_edition`.
    """
    library = _readable_library(root)
    prepared = [PREPARATION, RECONCILIATION, DRAFTS]
    zygote = start_zygote(loader, argument, limits, settings.environment(), prepared)
    try:
        loaded = await zygote.load(report)
        pool = Pool(zygote, loaded.version, limits)
        guards = await pool.start()
        pages = Pool(zygote, loaded.version, replace(limits, workers=page_workers, per_address=0))
        await pages.start()
    except BaseException:
        zygote.close()
        raise
    half = settings.cache_size_bytes // 2
    edition = Edition(
        engine=CachingEngine(pool, half),
        pages=pages,
        asked=Waiting(pages, asyncio.get_running_loop()),
        library=library,
        finished=Cache(half),
        graph_names=frozenset(loaded.graph_names),
        dump=loaded.dump,
        zygote=zygote,
        contexts=read_contexts(root),
        requirements=read_requirements(root),
    )
    return edition, guards


async def open_remote_edition(root: Root, settings: Settings) -> Edition:
    """Return the edition that the store of the settings holds, with the library of `root`.

    Raises:
        StoreError: the store cannot be reached, or holds no whole version of a graph.
        QueryError: as `open_edition`.
    """
    library = _readable_library(root)
    engine = await open_remote(
        settings.store_url,
        Limits.from_settings(settings),
        username=settings.store_username,
        password=settings.store_password,
    )
    LOG.info("Answering from the store at %s.", settings.store_url)
    return Edition(
        engine=CachingEngine(engine, settings.cache_size_bytes // 2),
        pages=engine,
        asked=Waiting(engine, asyncio.get_running_loop()),
        library=library,
        # The store may change under us, and what went out would not show it.
        finished=Cache(0),
        contexts=read_contexts(root),
        requirements=read_requirements(root),
    )


def tell_guards(workers: int, guards: dict[str, bool]) -> None:
    """Log what keeps the workers in, and warn of each guard that does not hold."""
    held = "; ".join(guard for guard, holds in guards.items() if holds)
    LOG.info("%d workers; what keeps them in: %s.", workers, held)
    LOG.info("Their memory comes from %s.", preloaded() or "the C library")
    for guard, holds in guards.items():
        if not holds:
            LOG.warning(
                "A guard of the workers does not hold here: %s. See docs/operations.md.",
                guard,
            )


def _readable_library(root: Root) -> dict[str, Query]:
    library = read_library(root)
    for query in library.values():
        # What pages show is read now, so that a faulty head is told before it is served.
        _ = query.title, query.description, query.columns, query.parameters
    read_projections(library)
    return library
