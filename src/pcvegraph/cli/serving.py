"""The command that serves."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.cli.messages import progress
from pcvegraph.cli.options import RootOption
from pcvegraph.graph.root import find_root
from pcvegraph.releases.release import folders_in, read_releases
from pcvegraph.settings import Settings


def serve(
    root: RootOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. [PCVEGRAPH_HOST]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on. [PCVEGRAPH_PORT]")] = None,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Answer from the SPARQL endpoint there, which `push` has loaded. [PCVEGRAPH_STORE_URL]",
        ),
    ] = None,
    release: Annotated[
        list[Path] | None,
        typer.Option(
            "--release",
            metavar="DIR",
            help="Serve this release, too, at ?version=NAME and /versions/NAME. Several may be given.",
        ),
    ] = None,
    releases: Annotated[
        Path | None,
        typer.Option("--releases", metavar="DIR", help="Serve each release in this folder, too."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check changed files and serve them when they pass.")
    ] = False,
) -> None:
    """Check the files and answer over HTTP: /sparql, /id/…, /queries/…, /ontology, /data.nq.

    Queries run in processes of their own, with limits: see docs/http.md. SIGHUP reads the files again.

    * `pcvegraph serve`
    * `pcvegraph serve --root my-graph --port 9000 --watch`
    * `pcvegraph serve --releases releases`
    * `pcvegraph serve --store http://127.0.0.1:7878/query`
    """
    # The HTTP stack takes a quarter of a second to import, which other commands must not pay.
    from pcvegraph.web.editions import Edition, open_edition, open_remote_edition  # noqa: PLC0415
    from pcvegraph.web.logs import log_to_stderr  # noqa: PLC0415
    from pcvegraph.web.serving import Archived, listen, run  # noqa: PLC0415

    settings = Settings.from_environment()
    settings = replace(
        settings,
        host=host or settings.host,
        port=settings.port if port is None else port,
        store_url=store or settings.store_url,
    )
    folder = find_root(root)
    named = [*(release or []), *(folders_in(releases) if releases else [])]
    archived = Archived(read_releases(named), folder)
    log_to_stderr(settings)
    listening = listen(settings)
    with progress() as stage:

        def ready(edition: Edition) -> None:
            stage("Ready")
            address = "{}:{}".format(*listening.getsockname())
            words = "Serving version %s at http://%s/ (stop with Ctrl+C)"
            logging.getLogger("pcvegraph").info(words, edition.version[:12], address)

        watched = folder if watch else None

        async def open_next() -> Edition:
            if settings.store_url:
                return await open_remote_edition(folder, settings)
            return await open_edition(folder, settings, stage)

        run(open_next, settings, listening, ready, watched, archived)
