"""The commands that add to the data: new source, new KIND, new relation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pcvegraph.cli.carrying_out import (
    AnywayOption,
    DryRunOption,
    JsonOption,
    Manner,
    carry_out,
    read_present,
    told_in,
)
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.curating.additions import check_nothing_lacks, today
from pcvegraph.curating.evidence import EvidenceDraft
from pcvegraph.curating.model import Model
from pcvegraph.curating.relations import RelationDraft, new_relation
from pcvegraph.curating.sources import SourceDraft, check_is_new, new_source, read_sources
from pcvegraph.curating.things import ThingDraft, missing_options, new_thing
from pcvegraph.languages import Bilingual, Language

THING = "KIND"
ASKED = {
    "--title": Bilingual("Title, as the page prints it", "Titre, tel que la page l'imprime"),
    "--publisher": Bilingual("Publisher: identifier or name", "Éditeur\u00a0: identifiant ou nom"),
    "--name-en": Bilingual("Name in English", "Nom en anglais"),
    "--name-fr": Bilingual("Name in French", "Nom en français"),
    "--description-en": Bilingual(
        "What it is, in one sentence of our own (English)",
        "Ce que c'est, en une phrase de notre cru (en anglais)",
    ),
    "--source": Bilingual(
        "Source that says so: its identifier", "Source qui le dit\u00a0: son identifiant"
    ),
    "--kind": Bilingual("Kind of organisation", "Sorte d'organisation"),
    "--iso-code": Bilingual(
        "Code of the state (ISO 3166-1, two letters)", "Code de l'État (ISO 3166-1, deux lettres)"
    ),
}


class Kinds(TyperGroup):
    """Takes whatever is no command for a kind of thing: the ontology says which there are."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named first; for a kind of thing, that which adds things."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            return THING, self.get_command(ctx, THING), args
        return super().resolve_command(ctx, args)


new = typer.Typer(
    cls=Kinds,
    no_args_is_help=True,
    help="Add to the data: a source, a thing (organisation, event, fund …), a relation.",
)


@new.command("source")
def add_source(
    address: Annotated[str, typer.Argument(metavar="URL", help="Where the page is to be read.")],
    title: Annotated[str, typer.Option(help="As the page prints it.")] = "",
    publisher: Annotated[
        str, typer.Option(metavar="SLUG|NAME", help="A thing of the graph, or a name.")
    ] = "",
    written_in: Annotated[
        str, typer.Option("--written-in", metavar="CODE", help="Language of the page: en, fr, de …")
    ] = "en",
    issued: Annotated[str, typer.Option(metavar="DATE", help="As the page prints it.")] = "",
    consulted: Annotated[
        str, typer.Option(metavar="DATE", help="When you read it. Default: today.")
    ] = "",
    archived: Annotated[
        str, typer.Option("--archived-at", metavar="URL", help="A copy in an archive.")
    ] = "",
    slug: Annotated[str, typer.Option(help="Default: publisher and words of the title.")] = "",
    dry_run: DryRunOption = False,
    anyway: AnywayOption = False,
    as_json: JsonOption = False,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Add a source to the file of its publisher.

    A page that is there already is refused, also under another spelling of its address.

    * `pcvegraph new source https://lantern.example/report --title "Report" --publisher "Lantern"`
    * `pcvegraph new source https://lantern.example/rapport --written-in fr --issued 2024-05 --dry-run`
    """
    spoken = language_of(language)
    with told_in(spoken):
        present = read_present(root, spoken)
        check_is_new(read_sources(present), address)
        given = _asked({"--title": title, "--publisher": publisher}, spoken)
        draft = SourceDraft(
            address, given["--title"], given["--publisher"], written_in, issued,
            consulted or today(), archived, slug,
        )  # fmt: skip
        addition = new_source(present, draft, anyway=anyway)
        manner = Manner(spoken, dry_run, anyway, as_json)
        carry_out(present, addition.changes, addition.iris, manner)


@new.command(THING)
def add_thing(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="organisation, event, fund …")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    named_in: Annotated[
        str, typer.Option("--named-in", metavar="CODE", help="Language of NAME.")
    ] = "en",
    name_en: Annotated[str, typer.Option("--name-en", help="Its name in English.")] = "",
    name_fr: Annotated[str, typer.Option("--name-fr", help="Its name in French.")] = "",
    translated: Annotated[
        list[str] | None,
        typer.Option(
            "--our-translation",
            metavar="CODE",
            help="The name in this language is our translation.",
        ),
    ] = None,
    acronym: Annotated[str, typer.Option(help="Its acronym, in the language of NAME.")] = "",
    kind_of_body: Annotated[
        str, typer.Option("--kind", metavar="SLUG", help="Of an organisation: university …")
    ] = "",
    country: Annotated[str, typer.Option(metavar="SLUG", help="The state it belongs to.")] = "",
    place: Annotated[str, typer.Option(metavar="SLUG", help="The place it is at.")] = "",
    iso_code: Annotated[str, typer.Option("--iso-code", help="Of a state: two letters.")] = "",
    start: Annotated[str, typer.Option(metavar="DATE", help="2019, 2019-09 or 2019-09-23.")] = "",
    end: Annotated[str, typer.Option(metavar="DATE", help="The same.")] = "",
    description_en: Annotated[str, typer.Option("--description-en", help="In our own words.")] = "",
    description_fr: Annotated[str, typer.Option("--description-fr", help="The same.")] = "",
    homepage: Annotated[str, typer.Option(metavar="URL", help="Its website.")] = "",
    source: Annotated[
        list[str] | None, typer.Option(metavar="SLUG", help="Who says so; repeat for more.")
    ] = None,
    subject: Annotated[
        list[str] | None, typer.Option(metavar="SLUG", help="A concept it is about.")
    ] = None,
    slug: Annotated[str, typer.Option(help="Default: the English name in kebab-case.")] = "",
    dry_run: DryRunOption = False,
    anyway: AnywayOption = False,
    as_json: JsonOption = False,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Add a thing: organisation, network, forum, project, fund, event … (the classes of the ontology).

    What the graph has under nearly this name is shown and refused.

    * `pcvegraph new organisation "Lantern Institute" --name-fr "Institut Lantern" --kind university --source SLUG --description-en "…"`
    * `pcvegraph new event "River meeting" --name-fr "Réunion du fleuve" --start 2024-05-02 --source SLUG`
    * `pcvegraph new working-group "River group" --name-fr "Groupe du fleuve" --source SLUG --dry-run`
    """  # noqa: E501
    spoken = language_of(language)
    with told_in(spoken):
        present = read_present(root, spoken)
        model = Model(present)
        found = model.find_kind(kind)
        demands = model.demands(found)
        names = _by_language({"en": name_en, "fr": name_fr} | {named_in: name})

        def drafted(given: dict[str, str]) -> ThingDraft:
            asked = {"en": given.get("--name-en", ""), "fr": given.get("--name-fr", "")}
            return ThingDraft(
                kind=found,
                names=names | _by_language(asked),
                descriptions=_by_language(
                    {"en": given.get("--description-en") or description_en, "fr": description_fr}
                ),
                acronyms=_by_language({named_in: acronym}),
                translated=translated or (),
                country=country,
                place=place,
                classification=given.get("--kind", kind_of_body),
                iso_code=given.get("--iso-code", iso_code),
                start=start,
                end=end,
                homepage=homepage,
                sources=[*(source or []), *_some(given.get("--source", ""))],
                subjects=subject or (),
                slug=slug,
            )

        missing = missing_options(drafted({}), demands)
        draft = drafted(_asked(dict.fromkeys(missing, ""), spoken))
        addition = new_thing(present, draft, demands, anyway=anyway)
        manner = Manner(spoken, dry_run, anyway, as_json)
        carry_out(present, addition.changes, addition.iris, manner)


@new.command("relation")
def add_relation(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="Identifier, IRI or name.")],
    predicate: Annotated[
        str, typer.Argument(metavar="PREDICATE", help="coChairs, co-chairs or its label.")
    ],
    other: Annotated[str, typer.Argument(metavar="OBJECT", help="Identifier, IRI or name.")],
    source: Annotated[str, typer.Option(metavar="SLUG", help="Who says so.")],
    anchor: Annotated[
        str, typer.Option(metavar="WORDS", help="At most eight words that stand there.")
    ],
    anchor_language: Annotated[
        str, typer.Option("--anchor-language", metavar="CODE", help="Default: that of the source.")
    ] = "",
    start: Annotated[str, typer.Option(metavar="DATE", help="2019, 2019-09 or 2019-09-23.")] = "",
    end: Annotated[str, typer.Option(metavar="DATE", help="The same.")] = "",
    announced: Annotated[str, typer.Option(metavar="DATE", help="Day of a pledge.")] = "",
    role_en: Annotated[str, typer.Option("--role-en", help="The role, in English.")] = "",
    role_fr: Annotated[str, typer.Option("--role-fr", help="The role, in French.")] = "",
    note_en: Annotated[str, typer.Option("--note-en", help="Note on the evidence.")] = "",
    note_fr: Annotated[str, typer.Option("--note-fr", help="The same in French.")] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="The source says so for this date.")
    ] = "",
    locator: Annotated[str, typer.Option(help="Page or section.")] = "",
    amount: Annotated[str, typer.Option(help="Of a funding: digits.")] = "",
    currency: Annotated[str, typer.Option(help="Three letters: CAD, EUR …")] = "",
    amount_kind: Annotated[
        str, typer.Option("--amount-kind", help="grant, contribution, budget, pledge, total.")
    ] = "",
    amount_bound: Annotated[
        str, typer.Option("--amount-bound", help="exact, up-to, more-than.")
    ] = "",
    through: Annotated[str, typer.Option(metavar="SLUG", help="Fund the money came through.")] = "",
    same_money_as: Annotated[
        str, typer.Option("--same-money-as", metavar="RELATION", help="The one that is counted.")
    ] = "",
    verdict: Annotated[str, typer.Option(metavar="SLUG", help="Of an assessment.")] = "",
    in_assessment: Annotated[
        str, typer.Option("--in-assessment", metavar="RELATION", help="Of a citation.")
    ] = "",
    evidence_for: Annotated[
        str,
        typer.Option("--evidence-for", metavar="RELATION", help="Add to the one that is there."),
    ] = "",
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE", help="Prove that the words stand in it."),
    ] = None,
    dry_run: DryRunOption = False,
    anyway: AnywayOption = False,
    as_json: JsonOption = False,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Add a relation, on a source's word, to the file of its subject.

    What is stated already is refused, with the way to add the words to it.

    * `pcvegraph new relation canada co-chairs "River group" --source SLUG --anchor "Canada co-chairs"`
    * `pcvegraph new relation SLUG funds SLUG --amount 250000 --currency CAD --amount-kind grant …`
    """
    spoken = language_of(language)
    with told_in(spoken):
        present = read_present(root, spoken)
        read = text.read_text(encoding="utf-8", errors="replace") if text else None
        notes = _by_language({"en": note_en, "fr": note_fr})
        proof = EvidenceDraft(source, anchor, anchor_language, as_of, locator, notes, read)
        draft = RelationDraft(
            subject, Model(present).find_predicate(predicate), other, proof, start, end, announced,
            _by_language({"en": role_en, "fr": role_fr}), amount, currency, amount_kind,
            amount_bound, through, same_money_as, verdict, in_assessment, evidence_for,
        )  # fmt: skip
        addition = new_relation(present, draft)
        manner = Manner(spoken, dry_run, anyway, as_json)
        carry_out(present, addition.changes, addition.iris, manner)


def _by_language(texts: dict[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}


def _some(value: str) -> list[str]:
    return [value] if value else []


def _asked(given: dict[str, str], language: Language) -> dict[str, str]:
    """Return the values by option; what is missing is asked for on a terminal.

    Raises:
        CurationError: something is missing, and nobody can be asked.
    """
    missing = [option for option, value in given.items() if not value]
    if not sys.stdin.isatty():
        check_nothing_lacks(missing)
    return {option: value or _ask(option, language) for option, value in given.items()}


def _ask(option: str, language: Language) -> str:
    return str(typer.prompt(ASKED[option].in_language(language), err=True))
