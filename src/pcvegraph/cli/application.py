"""The commands, gathered. `pcvegraph COMMAND --help` shows each with examples."""

from __future__ import annotations

from typing import Annotated

import typer

from pcvegraph import __version__
from pcvegraph.cli.adding import new
from pcvegraph.cli.annotating import annotate, sources
from pcvegraph.cli.asking import query, show
from pcvegraph.cli.changing import merge, rename, retire
from pcvegraph.cli.comparing import diff
from pcvegraph.cli.curating import build, check, format_files
from pcvegraph.cli.importing import import_file
from pcvegraph.cli.linking import link
from pcvegraph.cli.networks import network
from pcvegraph.cli.pushing import push
from pcvegraph.cli.releasing import release, verify
from pcvegraph.cli.searching import search
from pcvegraph.cli.serving import serve

application = typer.Typer(
    name="pcvegraph",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"pcvegraph {__version__}")
        raise typer.Exit


@application.callback()
def pcvegraph(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask, check and serve the knowledge graph of the field of P/CVE.

    Who does what, with whom, since when and on whose word. Begin with `pcvegraph query --list`.
    """


application.command()(check)
application.command()(build)
application.command("format")(format_files)
application.command()(diff)
application.command()(query)
application.command()(network)
application.command()(show)
application.command()(search)
application.add_typer(new, name="new")
for change in (rename, merge, retire):
    application.command()(change)
application.command()(annotate)
application.add_typer(sources, name="sources")
application.command("import")(import_file)
application.command()(serve)
application.command()(push)
application.command()(release)
application.command()(verify)
application.add_typer(link, name="link")
