"""The commands that read documents: annotate, sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from pcvegraph.cli.carrying_out import told_in
from pcvegraph.cli.messages import progress, say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.curating import verifying
from pcvegraph.curating.annotating import telling
from pcvegraph.curating.annotating.annotation import Annotation
from pcvegraph.curating.annotating.annotation import annotate as annotate_text
from pcvegraph.curating.annotating.drafting import draft_of
from pcvegraph.curating.annotating.lexicon import open_lexicon
from pcvegraph.curating.texts import read_text
from pcvegraph.errors import GraphRefusedError, NotNewError
from pcvegraph.graph.reading import read_bytes
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.writing import write_whole
from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings

ReportFormat = Literal["text", "json"]
COUNTS = Bilingual(
    "{mentions} mentions of {things} things; {unknown} names that the graph does not know.",
    "{mentions} mentions de {things} choses; {unknown} noms que le graphe ne connaît pas.",
)
DRAFTED = Bilingual(
    "{output}: {count} relations to be completed or deleted; see docs/annotating.md.",
    "{output}\u00a0: {count} relations à compléter ou à supprimer; voyez docs/annotating.md.",
)
NO_DRAFT = Bilingual(
    "No sentence names two things of which nothing is said yet: nothing was written.",
    "Aucune phrase ne nomme deux choses dont rien n'est encore dit\u00a0: rien n'a été écrit.",
)
VERIFIED = Bilingual(
    "{anchors} anchors looked for in {texts} texts: {missing} missing. Texts that cannot be read: "
    "{unreadable}. Sources without a text: {without_text}.",
    "{anchors} ancrages cherchés dans {texts} textes\u00a0: {missing} absents. Textes illisibles\u00a0: "
    "{unreadable}. Sources sans texte\u00a0: {without_text}.",
)
STRANGE = Bilingual(
    "{name} is named as no source of the graph.",
    "{name} ne porte le nom d'aucune source du graphe.",
)

sources = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Sources and their texts: which there are, and whether what is quoted stands in them.",
)
TextsOption = Annotated[
    Path,
    typer.Option(
        "--texts",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Folder of texts, named SOURCE.txt, .html or .pdf.",
    ),
]


def annotate(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A .txt, .html or .pdf."),
    ],
    source: Annotated[
        str, typer.Option(metavar="SLUG", help="The source of the graph whose text this is.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DRAFT.ttl", help="A file to write; a new one."),
    ] = None,
    report: Annotated[ReportFormat, typer.Option("--format", help="How to tell it.")] = "text",
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Mark what a text names of the graph, what is said on its word, and names that are not there.

    With --output also a draft: a relation for each two things that a sentence names, with words of it,
    for a person to complete. Exit code 1: the text names nothing of the graph.

    * `pcvegraph annotate report.pdf --source SLUG`
    * `pcvegraph annotate page.html --source SLUG --output drafts/page.ttl`
    * `pcvegraph annotate page.txt --source SLUG --format json | jq .mentions`

    Names that the graph does not know may be those of persons: they are shown, and never drafted.
    """
    folder, settings, spoken = find_root(root), Settings.from_environment(), language_of(language)
    if output:
        _check_is_new(output, folder)
    with told_in(spoken), progress() as stage:
        text = read_text(file, settings)
        lexicon = open_lexicon(folder, settings, stage)
        stage("Reading the text")
        found = annotate_text(text, lexicon, lexicon.find_source(source))
    shown = telling.as_json(found)
    if report == "text":
        shown = telling.as_text(found, lexicon, spoken)
    sys.stdout.write(shown)
    say(_counts(found).in_language(spoken))
    if output:
        say(_drafted(found, output).in_language(spoken))
    raise typer.Exit(0 if found.mentions else 1)


@sources.command("list")
def list_sources(
    without_text: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Only those that have no text in this folder.",
        ),
    ] = None,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """List the sources, with how many relations rest on each.

    * `pcvegraph sources list`
    * `pcvegraph sources list --without-text texts`
    """
    folder, settings = find_root(root), Settings.from_environment()
    with told_in(language_of(language)), progress() as stage:
        texts = verifying.find_texts(without_text) if without_text else {}
        lexicon = open_lexicon(folder, settings, stage)
    for iri in sorted(lexicon.sources):
        slug = find_slug(iri) or iri
        if slug not in texts:
            relations = {each.relation for each in lexicon.stated.get(iri, ())}
            print(f"{slug}\t{len(relations)}")


@sources.command("verify")
def verify_sources(
    texts: TextsOption,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="SLUG", help="A source to look at. Default: all that have a text."),
    ] = None,
    report: Annotated[ReportFormat, typer.Option("--format", help="How to tell it.")] = "text",
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Prove that the words that the graph quotes stand in the texts of their sources.

    Exit code 1: some do not, or a text cannot be read.

    * `pcvegraph sources verify --texts texts`
    * `pcvegraph sources verify --texts texts --source SLUG --format json`
    """
    folder, settings, spoken = find_root(root), Settings.from_environment(), language_of(language)
    with told_in(spoken), progress() as stage:
        lexicon = open_lexicon(folder, settings, stage)
        chosen = [find_slug(lexicon.find_source(slug).iri) or slug for slug in source or ()]
        contents, findings = read_bytes(folder, settings)
        if findings:
            first = findings[0]
            raise GraphRefusedError(len(findings), f"{first.place}: {first.message.en}")
        known = [find_slug(iri) or iri for iri in lexicon.sources]
        found = verifying.verify(contents, texts, known, chosen, settings, stage)
    is_text = report == "text"
    sys.stdout.write(verifying.as_text(found, spoken) if is_text else verifying.as_json(found))
    for name in found.without_source:
        say(STRANGE.with_values(name=name).in_language(spoken))
    say(_verified(found).in_language(spoken))
    raise typer.Exit(0 if found.is_clean else 1)


def _check_is_new(output: Path, folder: Root) -> None:
    if output.exists() or output.is_symlink():
        raise NotNewError(f"{output} is there already.", "Name a file that is new.")
    place = output.resolve()
    for taken in (folder.data.resolve(), folder.ontology.resolve()):
        if place.is_relative_to(taken):
            raise NotNewError(
                f"{output} is in {taken.name}, of which the graph is made.",
                "Write the draft elsewhere, and move what is complete.",
            )


def _drafted(found: Annotation, output: Path) -> Bilingual:
    """Write the draft, and return what was written."""
    draft = draft_of(found)
    if not draft:
        return NO_DRAFT
    output.absolute().parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, draft)
    return DRAFTED.with_values(output=str(output), count=str(len(found.pairs)))


def _counts(found: Annotation) -> Bilingual:
    things = {iri for mention in found.mentions for iri in mention.things}
    return COUNTS.with_values(
        mentions=str(len(found.mentions)), things=str(len(things)), unknown=str(len(found.unknown))
    )


def _verified(found: verifying.Verification) -> Bilingual:
    return VERIFIED.with_values(
        anchors=str(found.anchors),
        texts=str(found.texts),
        missing=str(len(found.missing)),
        unreadable=str(len(found.unreadable)),
        without_text=str(found.without_text),
    )
