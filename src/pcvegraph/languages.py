"""The languages of the house, and text that is said in both."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


class Bilingual(NamedTuple):
    """A text in English and French."""

    en: str
    fr: str

    def in_language(self, language: Language) -> str:
        """Return the text in `language`, or the other one where that is empty."""
        return getattr(self, language) or self.en or self.fr

    def with_values(self, **values: str) -> Bilingual:
        """Return the text with each `{name}` replaced by its value; other braces stay."""
        return Bilingual(_fill(self.en, values), _fill(self.fr, values))


def _fill(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


class Shown(NamedTuple):
    """A text as it is shown, and the language it is in ("" where it has none)."""

    text: str
    language: str


class Texts(dict[str, str]):
    """A text by language tag, as labels and descriptions come: some languages may be missing."""

    def shown(self, language: str, otherwise: str = "") -> Shown:
        """Return the text in `language`, else in English, French or any other, else `otherwise`."""
        if language in self:
            return Shown(self[language], language)
        for candidate in (*LANGUAGES, *sorted(self)):
            if candidate in self:
                return Shown(self[candidate], candidate)
        return Shown(otherwise, "")
