"""How a statement is qualified in words, on the terminal and on pages: dates, money, role, verdict."""

from __future__ import annotations

from typing import Protocol

from pcvegraph.languages import Bilingual, Language
from pcvegraph.locales import written_date, written_number
from pcvegraph.querying.descriptions import Statement, Thing
from pcvegraph.vocabulary import PREFIXES

EXACT = PREFIXES["id"] + "amount-bound-exact"
UNKNOWN_KIND = PREFIXES["id"] + "amount-kind-unknown"
FROM = Bilingual("from {what}", "à partir de {what}")
FROM_DAY = Bilingual("from {what}", "à partir du {what}")
UNTIL_DAY = Bilingual("until {what}", "jusqu'au {what}")
UNTIL_YEAR = Bilingual("until {what}", "jusqu'en {what}")
UNTIL = Bilingual("until {what}", "jusqu'à {what}")
YEAR, DAY = len("2017"), len("2017-09-20")
_UNTIL = {YEAR: UNTIL_YEAR, DAY: UNTIL_DAY}
ANNOUNCED = Bilingual("announced {what}", "annonce\u00a0: {what}")
THROUGH = Bilingual("through {what}", "par l'entremise de\u00a0: {what}")
COUNTED = Bilingual("the same money as from {what}", "même somme que de\u00a0: {what}")


class Dated(Protocol):
    """What holds for a time: dates as sources have them, "" where none says."""

    @property
    def start(self) -> str:
        """When it began."""

    @property
    def end(self) -> str:
        """When it ended."""

    @property
    def is_punctual(self) -> bool:
        """Whether it holds from its day on, so that it has no end to be unknown."""


def qualifications(statement: Statement, language: Language) -> list[str]:
    """Return what is to be said of `statement` besides its parts, each in a few words."""
    through, counted = statement.through, statement.counted_under
    said = (
        statement.roles.shown(language).text,
        money(statement, language),
        _name(statement.verdict, language) if statement.verdict else "",
        dates(statement, language),
        _filled(ANNOUNCED, written_date(statement.announced, language), language),
        _filled(THROUGH, _name(through, language) if through else "", language),
        _filled(COUNTED, _name(counted, language) if counted else "", language),
    )
    return [part for part in said if part]


def dates(statement: Dated, language: Language) -> str:
    """Return when `statement` holds; "" where no source says.

    What is punctual holds from its day on; else an end that is open is unknown.
    """
    start = written_date(statement.start, language)
    end = written_date(statement.end, language)
    if start and end and start != end:
        return f"{start} – {end}"
    if start and (end or statement.is_punctual):
        return start
    if start:
        is_day = len(statement.start) == DAY
        return _filled(FROM_DAY if is_day else FROM, start, language)
    return _filled(_UNTIL.get(len(statement.end), UNTIL), end, language)


def money(statement: Statement, language: Language) -> str:
    """Return the amount with its bound and kind, “up to 2,500.50 CAD (grant)”; "" without either."""
    kind = statement.amount_kind
    kind_name = _name(kind, language) if kind and kind.iri != UNKNOWN_KIND else ""
    if not statement.amount:
        return kind_name
    bound = statement.amount_bound
    bound_name = f"{_name(bound, language)} " if bound and bound.iri != EXACT else ""
    amount = f"{written_number(statement.amount, language)} {statement.currency}".strip()
    return f"{bound_name}{amount}" + (f" ({kind_name})" if kind_name else "")


def _name(thing: Thing, language: Language) -> str:
    return thing.shown(language).text


def _filled(pattern: Bilingual, what: str, language: Language) -> str:
    return pattern.with_values(what=what).in_language(language) if what else ""
