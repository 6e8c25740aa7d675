"""The command that finds things by what they are called."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from pcvegraph.cli import tables
from pcvegraph.cli.messages import say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.errors import UnknownFormatError
from pcvegraph.languages import Bilingual
from pcvegraph.linking.opening import open_names
from pcvegraph.linking.searching.answers import Answer, search_names, told
from pcvegraph.linking.searching.requests import MOST, MOST_HITS, TEXT, read_search_request

NOTHING_FOUND = 1
FORMATS = ("table", "json")
COUNT = Bilingual("{shown} of {total}.", "{shown} sur {total}.")
NOTHING = Bilingual(
    "Nothing in the graph is called so.", "Rien dans le graphe ne porte un tel nom."
)
NEAREST = Bilingual("Nearest: {names}.", "Les plus proches\u00a0: {names}.")
TRY = Bilingual(
    "Try fewer words, an acronym, or the name in another language.",
    "Essayez moins de mots, un sigle ou le nom dans une autre langue.",
)


def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A name or a part of one. Without it: all things.")
    ] = "",
    kinds: Annotated[str, typer.Option(help="Kinds: organisation,working-group …")] = "",
    countries: Annotated[str, typer.Option(help="Countries: canada,france …")] = "",
    phenomena: Annotated[str, typer.Option(help="What they address or are about.")] = "",
    periods: Annotated[
        str, typer.Option(help="Decades in which they began, by their first years: 2000,2010.")
    ] = "",
    start: Annotated[
        str, typer.Option("--from", metavar="YEAR", help="What may have been there then or later.")
    ] = "",
    end: Annotated[
        str, typer.Option("--to", metavar="YEAR", help="What may have been there then or before.")
    ] = "",
    most: Annotated[
        str, typer.Option(metavar="N", help=f"Hits at most, up to {MOST_HITS}. Default: {MOST}.")
    ] = "",
    skip: Annotated[str, typer.Option(metavar="N", help="Hits to leave out before.")] = "",
    output_format: Annotated[str, typer.Option("--format", help="table, json.")] = "table",
    language: LanguageOption = None,
    root: RootOption = None,
) -> None:
    """Find things by what they are called: in any language, by acronym, mistyped, begun.

    * `pcvegraph search GRC`
    * `pcvegraph search "centre prevention radicalisation" --countries canada`
    * `pcvegraph search --kinds working-group --from 2010 --to 2019 --most 100`
    * `pcvegraph search hedaya --format json --language fr`

    The name that fits is shown where a thing is called otherwise. Exit code 1: nothing is found.
    """
    if output_format not in FORMATS:
        raise UnknownFormatError(output_format, "What is found", FORMATS)
    written = {
        TEXT: text,
        "kinds": kinds,
        "countries": countries,
        "phenomena": phenomena,
        "periods": periods,
        "from": start,
        "to": end,
        "most": most,
        "skip": skip,
        "language": language_of(language),
    }
    request = read_search_request(written)
    names = open_names(root)
    answer = search_names(names, request)
    data = told(names, answer)
    if output_format == "json":
        print(json.dumps(data, ensure_ascii=False, indent=2))
    elif answer.found.hits:
        print(tables.hits(data, request.language), end="")
    _tell(answer)
    if not answer.found.total:
        raise typer.Exit(NOTHING_FOUND)


def _tell(answer: Answer) -> None:
    """Say on stderr how many there are; where there is none, what is spelt like it."""
    language, found = answer.request.language, answer.found
    if found.total:
        counts = {"shown": str(len(found.hits)), "total": str(found.total)}
        say(COUNT.with_values(**counts).in_language(language))
        return
    say(NOTHING.in_language(language))
    near = ", ".join(answer.nearest)
    say((NEAREST.with_values(names=near) if near else TRY).in_language(language))
