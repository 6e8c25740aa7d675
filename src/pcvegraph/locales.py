"""How dates and numbers are written in each language, as Unicode's CLDR has it (by Babel)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from pcvegraph.languages import Language

LOCALES: dict[Language, Locale] = {
    "en": Locale.parse("en_GB"),  # as the house spells: organisation, 20 September 2017
    "fr": Locale.parse("fr"),
}
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
PATTERNS = ("y", "MMMM y", "d MMMM y")
FIRST_OF_MONTH = re.compile(r"^1(?= )")


@lru_cache(maxsize=4096)
def written_date(text: str, language: Language) -> str:
    """Return a date as precise as it is: “2017”, “September 2017”, “20 September 2017”.

    What is no date of ISO 8601 (a year, a month of a year, a day) is returned as it is.
    """
    found = DATE.fullmatch(text)
    if not found:
        return text
    parts = [int(part) for part in found.groups() if part]
    try:
        day = date(*(*parts, 1, 1)[:3])
    except ValueError:
        return text
    written = format_date(day, PATTERNS[len(parts) - 1], LOCALES[language])
    return FIRST_OF_MONTH.sub("1er", written) if language == "fr" else written


def written_period(start: str, end: str, language: Language) -> str:
    """Return two dates as one period, with what they share said once: “16–17 November 2011”."""
    first, last = written_date(start, language), written_date(end, language)
    if not end or start == end:
        return first
    day, _, month = first.partition(" ")
    is_in_month = len(start) == len("2011-11-16") == len(end) and last.endswith(" " + month)
    return f"{day}–{last}" if is_in_month else f"{first} – {last}"


def written_language(tag: str, language: Language) -> str:
    """Return what a language is called: “en” is “English”; a tag that is unknown as it is."""
    called: str = LOCALES[language].languages.get(tag.partition("-")[0].lower(), tag)
    return called


def written_number(number: str | int | Decimal, language: Language) -> str:
    """Return a decimal number in groups of three digits; what has a fraction has two digits or more."""
    value = Decimal(number)
    pattern = "#,##0.00#######" if value % 1 else "#,##0"
    return format_decimal(value, pattern, LOCALES[language])
