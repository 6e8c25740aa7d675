"""The commands of a reader: query, show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.cli import tables
from pcvegraph.cli.messages import say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of, values_of
from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.slices import Slice, read_day
from pcvegraph.identifiers import checked_iri, entity_iri, source_iri
from pcvegraph.querying.describing import describe
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.library import Query, find_query, query_from_bytes, read_library
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.settings import Settings


def query(
    name: Annotated[
        str, typer.Argument(metavar="NAME|FILE|-", help="A query of the library, a file, or stdin.")
    ] = "",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            help="table, csv, tsv, json, xml; for graphs turtle, ntriples, jsonld, rdfxml.",
        ),
    ] = "",
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Set a parameter."),
    ] = None,
    language: LanguageOption = None,
    as_of: Annotated[
        str,
        typer.Option(
            metavar="DAY",
            help="Ask what of the graph held on DAY (YYYY-MM-DD), as far as its sources tell.",
        ),
    ] = "",
    certain: Annotated[
        bool, typer.Option("--certain", help="With --as-of: only what is shown to have held.")
    ] = False,
    root: RootOption = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the library.")] = False,
    show_text: Annotated[
        bool, typer.Option("--show", help="Print the query, do not ask it.")
    ] = False,
) -> None:
    """Ask a question of the library, or one of your own.

    * `pcvegraph query --list`
    * `pcvegraph query who-co-chairs-a-body`
    * `pcvegraph query who-co-chairs-a-body -p body=global-counterterrorism-forum --format csv`
    * `pcvegraph query who-co-chairs-a-body --as-of 2016-06-01 --certain`
    * `echo 'SELECT * { ?s ?p ?o } LIMIT 3' | pcvegraph query -`
    """
    folder = find_root(root)
    if list_all:
        print(tables.library(read_library(folder), language_of(language)), end="")
        return
    if not name:
        raise PcvegraphError(
            "Nothing to ask.", "Name a query or a file, or write `pcvegraph query --list`."
        )
    chosen = _chosen(folder, name)
    values = values_of(parameter or [])
    if "language" in chosen.parameters and "language" not in values:
        values["language"] = language_of(language)
    text = chosen.with_values(values)
    if show_text:
        print(text, end="")
        return
    question = read_question(text, _default_graphs(as_of, certain=certain))
    evaluator = Evaluator(load_snapshot(folder, Settings.from_environment()))
    if undated := evaluator.undated(question):
        say(f"{undated} relations without a date are in this slice; --certain leaves them out.")
    _answer(evaluator, question, output_format)


def show(
    name: Annotated[
        str, typer.Argument(metavar="SLUG", help="As in id:SLUG or source:SLUG, or a whole IRI.")
    ],
    language: LanguageOption = None,
    root: RootOption = None,
) -> None:
    """Show what the graph says of a thing, each statement with its sources.

    * `pcvegraph show community-resilience-fund`
    * `pcvegraph show source:ccrs-working-together-for-canadians-2018 --language fr`
    """
    engine = Evaluator(load_snapshot(find_root(root), Settings.from_environment()))
    description = describe(engine, _iri(name))
    print(tables.description(description, language_of(language)), end="")


def _chosen(folder: Root, name: str) -> Query:
    if name == "-":
        return query_from_bytes(sys.stdin.buffer.read(), "stdin")
    path = Path(name)
    if path.is_file():
        return query_from_bytes(path.read_bytes(), name)
    return find_query(read_library(folder), name)


def _default_graphs(as_of: str, *, certain: bool) -> list[str]:
    if as_of:
        return [Slice(read_day(as_of), certain).iri]
    if certain:
        raise PcvegraphError("--certain says nothing without a day.", "Add --as-of DAY.")
    return []


def _answer(evaluator: Evaluator, question: Question, output_format: str) -> None:
    if question.kind == "bindings" and output_format in ("", "table"):
        print(tables.rows(evaluator.table(question)), end="")
        return
    if question.kind == "boolean" and output_format in ("", "table"):
        yes = b"true" in evaluator.answer(question, find_format("csv", "boolean"))
        print("yes" if yes else "no")
        raise typer.Exit(0 if yes else 1)
    chosen = find_format(output_format or "turtle", question.kind)
    sys.stdout.buffer.write(evaluator.answer(question, chosen))


def _iri(name: str) -> str:
    if name.startswith(("http://", "https://")):
        return checked_iri(name)
    if name.startswith("source:"):
        return source_iri(name.removeprefix("source:"))
    return entity_iri(name.removeprefix("id:"))
