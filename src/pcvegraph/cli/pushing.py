"""The command that loads a build into a store elsewhere."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.checking import checked_snapshot
from pcvegraph.checking.reports import FORMATS
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.root import find_root
from pcvegraph.languages import Language
from pcvegraph.querying.remote.addresses import read_addresses
from pcvegraph.querying.remote.builds import Build, build_of, read_build
from pcvegraph.querying.remote.pushing import BATCH, Progress, Pushed
from pcvegraph.querying.remote.pushing import push as push_build
from pcvegraph.settings import Settings

PASSWORD_VARIABLE = "PCVEGRAPH_STORE_PASSWORD"  # noqa: S105 - the name of a variable


def push(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="Where the store answers SPARQL queries.")
    ],
    root: RootOption = None,
    build: Annotated[
        Path | None,
        typer.Option("--build", metavar="DIR", help="Push what `pcvegraph build` wrote there."),
    ] = None,
    graph_store: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Where it takes graphs. Default: as the Oxigraph server (/query, /store) and "
            "Virtuoso (/sparql, /sparql-graph-crud-auth) have it.",
        ),
    ] = None,
    default_graph: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="Name for the default graph, on a store that has none without a name; '' for the "
            "store's own. Default: named on Virtuoso only.",
        ),
    ] = None,
    username: Annotated[str, typer.Option(help="Who may write there.")] = "",
    password_env: Annotated[
        str, typer.Option(metavar="NAME", help="Environment variable that holds the password.")
    ] = PASSWORD_VARIABLE,
    batch: Annotated[
        int, typer.Option(min=1, metavar="N", help="Triples in one request at most.")
    ] = BATCH,
    whole: Annotated[
        bool, typer.Option("--whole", help="Send every graph, also those that are there already.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Check the files and load the graph they make into a SPARQL store, graph by graph.

    A store that holds an earlier push is sent what differs. What broke off goes on where it was.

    * `pcvegraph push http://127.0.0.1:7878/query`
    * `pcvegraph push http://127.0.0.1:8890/sparql --username dba --password-env DBA_PASSWORD`
    * `pcvegraph push http://store.example/ds/query --graph-store http://store.example/ds/data`
    * `pcvegraph push http://127.0.0.1:7878/query --build build`
    """
    addresses = read_addresses(url, graph_store, default_graph)
    password = os.environ.get(password_env, "")
    if username and not password:
        raise PcvegraphError(
            f"The environment variable {password_env} holds no password for {username}.",
            f"Set {password_env}, or name another variable with --password-env.",
        )
    with progress() as stage:
        chosen = read_build(build) if build else _checked(root, language_of(language), stage)

        # aiohttp takes longer to import than other commands have.
        from pcvegraph.querying.remote.client import Client  # noqa: PLC0415

        async def run() -> Pushed:
            async with Client(addresses, username=username, password=password) as client:
                return await push_build(chosen, client, batch=batch, whole=whole, progress=stage)

        done = asyncio.run(run())
    print(
        f"{url}: version {chosen.version}, {done.sent} graphs sent, {done.there} were there, "
        f"{done.deleted} deleted"
    )


def _checked(root: Path | None, language: Language, stage: Progress) -> Build:
    """Return the build of the files; tells the findings and ends the command where there are some."""
    verdict, snapshot = checked_snapshot(find_root(root), Settings.from_environment(), stage)
    if snapshot is None:
        sys.stdout.write(FORMATS["text"](verdict.findings, language))
        say("Nothing was pushed.")
        raise typer.Exit(1)
    return build_of(snapshot)
