"""An addition: what a command would write, and the words by which it is told or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pcvegraph.curating.edits import Changes
from pcvegraph.errors import CurationError
from pcvegraph.graph.turtle import Property
from pcvegraph.languages import Bilingual
from pcvegraph.linking.importing.sheets import cleaned, dated

NO_DATE = Bilingual(
    "{option}: “{value}” is no date.", "{option}\u00a0: «\u00a0{value}\u00a0» n'est pas une date."
)
DATES = Bilingual(
    "Write it as precisely as the source has it: 2019, 2019-09 or 2019-09-23.",
    "Écrivez-la avec la précision de la source\u00a0: 2019, 2019-09 ou 2019-09-23.",
)
LACKING = Bilingual("What is missing: {options}.", "Ce qui manque\u00a0: {options}.")
GIVE = Bilingual(
    "Give it with these options; on a terminal it is asked for.",
    "Donnez-le par ces options; dans un terminal, la commande le demande.",
)
TAKEN = Bilingual("The identifier {slug} is taken.", "L'identifiant {slug} est déjà pris.")
OTHER_SLUG = Bilingual(
    "Name another with --slug; identifiers are never used again.",
    "Donnez-en un autre avec --slug; un identifiant ne sert jamais deux fois.",
)


@dataclass(frozen=True)
class Addition:
    """What is to be written: the changes of files, the things that it is about, and remarks."""

    changes: Changes
    iris: tuple[str, ...]
    remarks: tuple[Bilingual, ...] = field(default=())


def date_of(predicate: str, value: str, option: str) -> list[Property]:
    """Return the property that gives this date; [] where there is none.

    Raises:
        CurationError: it is no date of the calendar, or none that sources have.
    """
    if not value:
        return []
    found = dated(predicate, value)
    if found is None:
        raise CurationError(NO_DATE.with_values(option=option, value=value[:40]), DATES)
    return [found]


def today() -> str:
    """Return the day as it is written."""
    return date.today().isoformat()  # noqa: DTZ011 - the day of who reads, where they read


def check_nothing_lacks(options: Iterable[str]) -> None:
    """Raise CurationError where some options are missing."""
    if missing := sorted(options):
        raise CurationError(LACKING.with_values(options=", ".join(missing)), GIVE)


def check_slug(slug: str, *, is_taken: bool) -> None:
    """Raise CurationError where something has this slug."""
    if is_taken:
        raise CurationError(TAKEN.with_values(slug=slug), OTHER_SLUG)


def clean(value: str) -> str:
    """Return what a person typed as one line, without what cannot be seen."""
    return cleaned(value)
