"""Whether the words that the graph quotes stand in the texts of their sources."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from pcvegraph.curating.anchors import find_anchor
from pcvegraph.curating.texts import SUFFIXES, read_text
from pcvegraph.errors import GraphRefusedError, TextError
from pcvegraph.graph.turtle import BlankNode, Iri, Literal, Property, document
from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Bilingual, Language
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import DCTERMS, PCVE

LIKE_ENOUGH = 75.0
TWICE = Bilingual(
    "{slug} has two texts: {first} and {second}.",
    "{slug} a deux textes\u00a0: {first} et {second}.",
)
KEEP_ONE = Bilingual("Keep the one that was read.", "Gardez celui qui a été lu.")
NOT_THERE = Bilingual("{folder} has no text of {slug}.", "{folder} n'a pas de texte de {slug}.")
NAME_IT = Bilingual(
    "Save its text there as {slug}.txt, .html or .pdf.",
    "Enregistrez-y son texte sous {slug}.txt, .html ou .pdf.",
)
MISSING = Bilingual(
    "{path}:{line}: “{anchor}” does not stand in {text}",
    "{path}:{line}\u00a0: «\u00a0{anchor}\u00a0» ne figure pas dans {text}",
)
MOVED = Bilingual(
    "; perhaps moved to: “{words}” (at {start})",
    "; peut-être devenu\u00a0: «\u00a0{words}\u00a0» (à {start})",
)


class Anchor(NamedTuple):
    """Words that the graph quotes: the source's slug, the words, file and line of the data."""

    source: str
    words: str
    path: str
    line: int


class Nearest(NamedTuple):
    """Words of a text that are like those of an anchor, and where they begin."""

    words: str
    start: int


class Missing(NamedTuple):
    """An anchor that does not stand in a text, the name of that, and what is like it there."""

    anchor: Anchor
    text: str
    nearest: Nearest | None

    def sentence(self, language: Language) -> str:
        """Return it as a line."""
        source, words, path, line = self.anchor
        del source
        said = MISSING.with_values(path=path, line=str(line), anchor=words, text=self.text)
        told = said.in_language(language)
        if self.nearest:
            near = {"words": self.nearest.words, "start": str(self.nearest.start)}
            told += MOVED.with_values(**near).in_language(language)
        return told


@dataclass(frozen=True)
class Verification:
    """What was proved.

    Attributes:
        texts, anchors: how many texts were read; how many anchors were looked for
        missing: the anchors that do not stand in their text
        unreadable: the errors of texts that could not be read
        without_text: how many sources of the graph that are quoted have no text
        without_source: names of texts that are of no source
    """

    texts: int
    anchors: int
    missing: tuple[Missing, ...]
    unreadable: tuple[TextError, ...]
    without_text: int
    without_source: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every text was read, and every anchor stands in it."""
        return not (self.missing or self.unreadable)


def find_texts(folder: Path) -> dict[str, Path]:
    """Return the texts of a folder by the slug of their source.

    Raises:
        TextError: a source has two.
        OSError: it cannot be read.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        other = found.setdefault(path.stem, path)
        if other is not path:
            told = {"slug": path.stem, "first": other.name, "second": path.name}
            raise TextError(TWICE.with_values(**told), KEEP_ONE)
    return found


def verify(
    contents: Mapping[str, bytes],
    folder: Path,
    sources: Collection[str],
    chosen: Collection[str],
    settings: Settings,
    stage: Callable[[str], None],
) -> Verification:
    """Return which anchors stand in the texts of a folder.

    Args:
        contents: the files of a root, by path.
        folder: has the texts, named for their sources.
        sources: the slugs of the graph's sources.
        chosen: slugs of the sources to look at; none: all that have a text.
        settings: how large a text may be.
        stage: hears what is being done.

    Raises:
        TextError: a source has two texts, or a chosen one has none.
        GraphRefusedError: a file of the root does not parse.
    """
    texts = find_texts(folder)
    for slug in chosen:
        if slug not in texts:
            told = {"folder": str(folder), "slug": slug}
            raise TextError(NOT_THERE.with_values(**told), NAME_IT.with_values(**told))
    read = {slug: path for slug, path in texts.items() if slug in (chosen or sources)}
    stage("Reading the anchors")
    anchors = sorted(_anchors(contents, read), key=lambda each: (each.path, each.line))
    work = _Work(settings)
    for slug, path in read.items():
        stage(f"Reading {path.name}")
        work.look(path, [each for each in anchors if each.source == slug])
    return Verification(
        texts=len(read) - len(work.unreadable),
        anchors=work.looked_for,
        missing=tuple(work.missing),
        unreadable=tuple(work.unreadable),
        without_text=len(set(sources).difference(texts)),
        without_source=tuple(path.name for slug, path in texts.items() if slug not in sources),
    )


class _Work:
    """Looks into texts, and gathers what is wrong."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.looked_for = 0
        self.missing: list[Missing] = []
        self.unreadable: list[TextError] = []

    def look(self, path: Path, anchors: list[Anchor]) -> None:
        """Look for the anchors in one text."""
        try:
            text = read_text(path, self._settings)
        except TextError as error:
            self.unreadable.append(error)
            return
        self.looked_for += len(anchors)
        for anchor in anchors:
            if find_anchor(text, anchor.words) is None:
                self.missing.append(Missing(anchor, path.name, find_nearest(text, anchor.words)))


def find_nearest(text: str, words: str) -> Nearest | None:
    """Return the words of a text that are most like `words`; None where none are."""
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=LIKE_ENOUGH)
    if found is None or found.dest_start == found.dest_end or len(text) < len(words):
        return None
    tokens = re.finditer(r"\S+", text)
    inside = [
        each for each in tokens if each.end() > found.dest_start and each.start() < found.dest_end
    ]
    if not inside:
        return None
    start, end = inside[0].start(), inside[-1].end()
    return Nearest(" ".join(text[start:end].split()), start)


def _anchors(contents: Mapping[str, bytes], sources: Collection[str]) -> Iterator[Anchor]:
    """Yield the anchors of these sources with file and line; raises GraphRefusedError."""
    for path, content in contents.items():
        text = content.decode()
        if not path.endswith(".ttl") or not any(slug in text for slug in sources):
            continue
        try:
            statements = document(text).statements
        except ValueError as error:
            raise GraphRefusedError(1, f"{path}: {error}") from None
        for statement in statements:
            yield from _quoted(statement.properties, path, sources)


def _quoted(
    properties: Iterable[Property], path: str, sources: Collection[str]
) -> Iterator[Anchor]:
    said = list(properties)
    slugs = {
        find_slug(each.object.value) or ""
        for each in said
        if each.predicate == DCTERMS.source.value and isinstance(each.object, Iri)
    }
    for each in said:
        if each.predicate == PCVE.anchor.value and isinstance(each.object, Literal):
            for slug in sorted(slugs.intersection(sources)):
                yield Anchor(slug, each.object.value, path, each.line)
        elif isinstance(each.object, BlankNode):
            yield from _quoted(each.object.properties, path, sources)


def as_text(found: Verification, language: Language) -> str:
    """Return what does not stand where it should as lines, and what could not be read."""
    lines = [each.sentence(language) for each in found.missing]
    lines += [error.words.in_language(language) for error in found.unreadable]
    return "".join(f"{line}\n" for line in lines)


def as_json(found: Verification) -> str:
    """Return what was proved as JSON."""
    told = asdict(found) | {
        "missing": [
            each.anchor._asdict()
            | {"text": each.text, "nearest": each.nearest._asdict() if each.nearest else None}
            for each in found.missing
        ],
        "unreadable": [str(error) for error in found.unreadable],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
