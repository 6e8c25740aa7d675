"""The head of a query file: what it asks, in both languages, and what its columns mean.

    # title@en: Who co-chairs a body, and on whose word?
    # parameter body: entity
    # parameter body@en: the body that is chaired
    # column chair@en: the state or organisation that co-chairs
    #   and a line that goes on begins with three spaces
    PREFIX …

A key is a word, then a name where there are several of its kind, then a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pcvegraph.errors import QueryHeadError
from pcvegraph.languages import LANGUAGES, Bilingual

LINE = re.compile(r"# (?P<key>[a-z]+)(?: (?P<name>\w+))?(?:@(?P<language>en|fr))?: (?P<text>.*)")


@dataclass(frozen=True)
class Head:
    """The lines of a head by (key, name, language); name and language are "" where it has none."""

    path: str
    lines: dict[tuple[str, str, str], str]

    def text(self, key: str, name: str = "") -> str:
        """Return the line `key` (of `name`) that has no language; "" where there is none."""
        return self.lines.get((key, name, ""), "")

    def bilingual(self, key: str, name: str = "") -> Bilingual:
        """Return the lines `key` (of `name`) in both languages.

        Raises:
            QueryHeadError: a language is missing.
        """
        for language in LANGUAGES:
            if (key, name, language) not in self.lines:
                label = f"{key} {name}".strip()
                raise QueryHeadError(
                    f"{self.path}: the head has no line “# {label}@{language}: …”.",
                    "Add the line above the first PREFIX.",
                )
        return Bilingual(*(self.lines[key, name, language] for language in LANGUAGES))

    def names(self, key: str) -> list[str]:
        """Return the names that `key` is given for, in the order of the file."""
        return list(dict.fromkeys(name for k, name, _ in self.lines if k == key and name))


def read_head(path: str, text: str) -> Head:
    """Return the head of the query file `text`: its comment lines up to the first other line."""
    lines: dict[tuple[str, str, str], str] = {}
    last: tuple[str, str, str] | None = None
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = LINE.fullmatch(line)
        if match:
            last = (match["key"], match["name"] or "", match["language"] or "")
            lines[last] = match["text"].strip()
        elif last and line.startswith("#   "):
            lines[last] += " " + line[4:].strip()
    return Head(path, lines)
