"""The names of things as texts have them: also those that follow from a name of the graph.

A label says more than a text needs: its country ("Department of Justice Canada"), what is in brackets,
what it is beside its title in quotes. A long name may have an acronym for a part of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from pcvegraph.curating.annotating.words import Word, is_acronym, words_in
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.matching.names import QUALIFIER, Name
from pcvegraph.vocabulary import PCVE

Standing = Literal["name", "acronym", "follows", "without-country"]
"""How a name stands for its thing: the graph has it; or it follows from one; or lacks its country."""

QUOTED = re.compile(r"[\"“«]\s*([^\"”»]+?)\s*[\"”»]")
LEAST_WORDS, LEAST_IN_QUOTES = 2, 3
LEAST_REPLACED, MOST_REPLACED = 2, 12
OF = re.compile(r"\s+(?:of the|of|du|de la|de l['’]|des|de|d['’]|in|au|aux|en)\s*$", re.IGNORECASE)


class Naming(NamedTuple):
    """A name of a thing, an IRI; `language` is a language tag, "" where none is known."""

    text: str
    thing: str
    language: str
    standing: Standing


def namings_of(entities: Mapping[str, Entity]) -> Iterator[Naming]:
    """Yield the names of things: those of the graph, and those that follow from them."""
    acronyms = _acronyms(entities.values())
    for entity in entities.values():
        seen = {name.text for name in entity.record.names}
        for name in entity.record.names:
            is_short = name.use == "acronym" or is_acronym(name.text)
            standing: Standing = "acronym" if is_short else "name"
            yield Naming(name.text, entity.iri, name.language, standing)
            if is_short or PCVE.Person.value in entity.kinds:
                continue
            for text, short in _following(name, entity, entities, acronyms):
                if text not in seen:
                    seen.add(text)
                    yield Naming(text, entity.iri, name.language, short)


def _following(
    name: Name,
    entity: Entity,
    entities: Mapping[str, Entity],
    acronyms: Mapping[tuple[str, str], list[str]],
) -> Iterator[tuple[str, Standing]]:
    if entity.record.names and QUALIFIER.search(name.text):
        short = QUALIFIER.sub("", name.text).strip()
        if _count(short) >= LEAST_WORDS:
            yield short, "follows"
    for title in QUOTED.findall(name.text):
        if _count(title) >= LEAST_IN_QUOTES:
            yield title, "follows"
    if short := _without_country(name, entity, entities):
        yield short, "without-country"
    for text in _with_acronyms(name, acronyms):
        yield text, "follows"


def _without_country(name: Name, entity: Entity, entities: Mapping[str, Entity]) -> str:
    """Return a name without its country at the end; "" where it has none there, or nothing before."""
    country = entities.get(entity.country or "")
    if country is None or country is entity:
        return ""
    for label in country.labels.values():
        if name.text.endswith(f" {label}") or name.text.endswith(f"'{label}"):
            short = OF.sub("", name.text.removesuffix(label).rstrip(" ") + " ").strip()
            return short if _count(short) >= LEAST_WORDS else ""
    return ""


def _count(text: str) -> int:
    return len(words_in(text))


def _acronyms(entities: Iterable[Entity]) -> dict[tuple[str, str], list[str]]:
    """Return the acronyms by the language and the compared words of the names that they stand for."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        short = [n for n in entity.record.names if n.use == "acronym" or is_acronym(n.text)]
        for name in entity.record.names:
            if name in short:
                continue
            words = _compared(words_in(name.text))
            if words.count(" ") + 1 >= LEAST_REPLACED:
                same = [other.text for other in short if other.language == name.language]
                found[name.language, words] += same
    return {key: texts for key, texts in found.items() if texts}


def _with_acronyms(name: Name, acronyms: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """Yield the name with an acronym in the place of a part of it."""
    words = words_in(name.text)
    for first in range(len(words)):
        for last in range(first + LEAST_REPLACED - 1, min(first + MOST_REPLACED, len(words))):
            is_whole = first == 0 and last == len(words) - 1
            for short in acronyms.get((name.language, _compared(words[first : last + 1])), ()):
                if not is_whole:
                    yield name.text[: words[first].start] + short + name.text[words[last].end :]


def _compared(words: list[Word]) -> str:
    return " ".join(word.key for word in words)
