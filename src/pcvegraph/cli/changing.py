"""The commands that change what is there: rename, merge, retire."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from pcvegraph.cli.carrying_out import (
    AnywayOption,
    DryRunOption,
    JsonOption,
    Manner,
    carry_out,
    read_present,
    told_in,
)
from pcvegraph.cli.messages import say
from pcvegraph.cli.options import LanguageOption, RootOption, language_of
from pcvegraph.curating.merging import Merge
from pcvegraph.curating.renaming import rename as rename_thing
from pcvegraph.curating.retiring import remove_person, retire_thing
from pcvegraph.errors import CurationError
from pcvegraph.languages import Bilingual, Language

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
ASKED = Bilingual("Do it?", "Continuer\u00a0?")
NOBODY = Bilingual(
    "Nobody can be asked here, and nothing was written.",
    "Personne ne peut répondre ici; rien n'a été écrit.",
)
ADD_YES = Bilingual("Add --yes to write.", "Ajoutez --yes pour écrire.")
ONE_OF = Bilingual(
    "--person leaves nothing that could be replaced.",
    "--person ne laisse rien qui puisse être remplacé.",
)
LEAVE = Bilingual("Leave out --replaced-by.", "Omettez --replaced-by.")
HISTORY = Bilingual(
    "The history in git still has the name: see docs/curating.md.",
    "L'historique de git contient encore le nom\u00a0: voyez docs/curating.md.",
)


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Identifier or name of the thing.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new identifier.")],
    dry_run: DryRunOption = False,
    anyway: AnywayOption = False,
    as_json: JsonOption = False,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Give a thing another identifier: every reference follows, and the old one leads to the new.

    * `pcvegraph rename river-group rivers-working-group`
    * `pcvegraph rename river-group rivers-working-group --dry-run`
    """
    spoken = language_of(language)
    with told_in(spoken):
        present = read_present(root, spoken)
        change = rename_thing(present, old, new)
        _tell(change.remarks, spoken)
        manner = Manner(spoken, dry_run, anyway, as_json)
        carry_out(present, change.changes, change.iris, manner)


def merge(
    gone: Annotated[str, typer.Argument(metavar="FROM", help="The thing that goes.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The thing that stays.")],
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    anyway: AnywayOption = False,
    as_json: JsonOption = False,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Make one thing of two: relations of both, evidence of doubles joined, the first one retired.

    What both say differently is listed; what the second says stays. Asks before it drops something.

    * `pcvegraph merge lantern-institute-2 lantern-institute`
    * `pcvegraph merge lantern-institute-2 lantern-institute --yes --json`
    """
    spoken = language_of(language)
    with told_in(spoken):
        present = read_present(root, spoken)
        work = Merge(present, gone, into)
        change = work.addition()
        _tell(change.remarks, spoken)
        if work.remarks and not dry_run:
            _ask(yes, spoken)
        manner = Manner(spoken, dry_run, anyway, as_json)
        carry_out(present, change.changes, change.iris, manner)


def retire(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The thing that goes.")],
    replaced_by: Annotated[
        str, typer.Option("--replaced-by", metavar="SLUG", help="What took its place.")
    ] = "",
    with_relations: Annotated[
        bool, typer.Option("--with-relations", help="Take out what others say of it, too.")
    ] = False,
    person: Annotated[
        bool, typer.Option("--person", help="Take a person out, name and all, on request.")
    ] = False,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    anyway: AnywayOption = False,
    as_json: JsonOption = False,
    root: RootOption = None,
    language: LanguageOption = None,
) -> None:
    """Take a thing out of the data. Its identifier stays, as a retired one.

    With --person nothing of the name stays: a hash of the identifier in data/removed.txt says that it
    is gone, also from releases that are served.

    * `pcvegraph retire lantern-institute --replaced-by lantern-office`
    * `pcvegraph retire lantern-institute --with-relations`
    * `pcvegraph retire --person SLUG --yes`
    """
    spoken = language_of(language)
    with told_in(spoken):
        if person and replaced_by:
            raise CurationError(ONE_OF, LEAVE)
        present = read_present(root, spoken)
        if person:
            change = remove_person(present, slug, date.today())  # noqa: DTZ011 - of who removes
        else:
            change = retire_thing(present, slug, replaced_by, with_relations=with_relations)
        _tell(change.remarks, spoken)
        if (person or with_relations) and not dry_run:
            _ask(yes, spoken)
        manner = Manner(spoken, dry_run, anyway, as_json)
        carry_out(present, change.changes, change.iris, manner)
        if person and not dry_run:
            say(HISTORY.in_language(spoken))


def _tell(remarks: Iterable[Bilingual], language: Language) -> None:
    for remark in remarks:
        say(remark.in_language(language))


def _ask(yes: bool, language: Language) -> None:
    """Ask whether to go on; raises CurationError where nobody can be asked."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise CurationError(NOBODY, ADD_YES)
    typer.confirm(ASKED.in_language(language), abort=True, err=True)
