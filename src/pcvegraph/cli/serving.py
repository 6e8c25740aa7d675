"""The command that serves."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import RootOption
from pcvegraph.graph.root import find_root
from pcvegraph.settings import Settings


def serve(
    root: RootOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. [PCVEGRAPH_HOST]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on. [PCVEGRAPH_PORT]")] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check changed files and serve them when they pass.")
    ] = False,
) -> None:
    """Check the files and answer over HTTP: /sparql, /id/…, /source/…, /ontology, /data.nq.

    * `pcvegraph serve`
    * `pcvegraph serve --root my-graph --port 9000 --watch`
    """
    # The HTTP stack takes a quarter of a second to import, which other commands must not pay.
    from pcvegraph.web.publication import read_edition  # noqa: PLC0415
    from pcvegraph.web.serving import listen, log_to_stderr, run  # noqa: PLC0415

    settings = Settings.from_environment()
    settings = replace(
        settings, host=host or settings.host, port=settings.port if port is None else port
    )
    folder = find_root(root)
    log_to_stderr()
    listening = listen(settings)
    with progress() as stage:
        edition = read_edition(folder, settings, stage)
    host_and_port = "{}:{}".format(*listening.getsockname())
    say(f"Serving version {edition.version[:12]} at http://{host_and_port}/ (stop with Ctrl+C)")
    run(edition, folder, settings, listening, watch=watch)
