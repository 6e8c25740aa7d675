"""Changes as text for a terminal, as Markdown for a pull request, as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from pcvegraph.changes.change import Change, ChangedAnswer, ChangedEntity, ChangedNetwork, Changes
from pcvegraph.changes.counting import summary
from pcvegraph.changes.phrases import fill, joined
from pcvegraph.languages import LANGUAGES, Bilingual, Language
from pcvegraph.querying.descriptions import Source, Thing

__all__ = ["as_json", "as_markdown", "as_text", "summary"]

MOST_NAMES = 12
SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~]")
ENTITIES = {"&": "&amp;", "#": "&#35;", "@": "&#64;"}
"""What GitHub would make a reference to a person or an issue of, and how it stays a character."""

ON_NETWORKS = Bilingual("What it does to the networks", "Effet sur les réseaux")
ON_ANSWERS = Bilingual(
    "Questions that are answered differently", "Questions dont la réponse change"
)
SAME_NETWORKS = Bilingual("No network changes.", "Aucun réseau ne change.")
SAME_ANSWERS = Bilingual("No answer changes.", "Aucune réponse ne change.")
COUNTS = Bilingual(
    "{title} Nodes: {nodes}, edges: {edges}", "{title} Nœuds\u00a0: {nodes}, liens\u00a0: {edges}"
)
CAME = Bilingual("came: {names}", "arrivées\u00a0: {names}")
WENT = Bilingual("went: {names}", "départs\u00a0: {names}")
DEGREES = Bilingual(
    "most changed neighbours: {names}", "voisinages qui changent le plus\u00a0: {names}"
)
MORE = Bilingual("{count} more", "{count} de plus")
ROWS = Bilingual(
    "{title} Rows gained: {gained}, lost: {lost}",
    "{title} Lignes gagnées\u00a0: {gained}, perdues\u00a0: {lost}",
)
ADDED = Bilingual("{title} A new question", "{title} Nouvelle question")
REMOVED = Bilingual("{title} No longer asked", "{title} Question retirée")


def as_text(changes: Changes, language: Language) -> str:
    """Return a line for each change, those of one thing together, and the summary at the end."""
    groups = [
        [change.sentence.in_language(language) for change in entity.changes]
        for entity in changes.entities
    ]
    groups += [[heading, *lines] for heading, lines in _effects(changes, language)]
    groups += [[summary(changes).in_language(language)]]
    return "\n\n".join("\n".join(group) for group in groups) + "\n"


def as_markdown(changes: Changes, language: Language) -> str:
    """Return the changes as GitHub's Markdown: the summary, then a list for each thing."""
    parts = [f"**{_escaped(summary(changes).in_language(language))}**"]
    for entity in changes.entities:
        lines = (change.sentence.in_language(language) for change in entity.changes)
        parts.append(_listed(_heading(entity, language), lines))
    parts += [_listed(heading, lines) for heading, lines in _effects(changes, language)]
    return "\n\n".join(parts) + "\n"


def as_json(changes: Changes) -> bytes:
    """Return the changes as JSON in UTF-8, with their sentences in both languages and their IRIs.

    `networks` and `answers` are null where they were not looked at.
    """
    told = {
        "summary": _both(summary(changes)),
        "entities": [_entity(entity) for entity in changes.entities],
        "networks": _rows(changes.networks),
        "answers": _rows(changes.answers),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _heading(entity: ChangedEntity, language: Language) -> str:
    name = entity.thing.shown(language).text
    return f"{name} ({entity.kind.shown(language).text})" if entity.kind else name


def _listed(heading: str, lines: Iterable[str]) -> str:
    items = "\n".join(f"- {_escaped(line)}" for line in lines)
    return f"#### {_escaped(heading)}\n\n{items}"


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is, and in which GitHub finds nobody to notify."""
    for character, entity in ENTITIES.items():
        text = text.replace(character, entity)
    return SPECIAL.sub(r"\\\g<0>", text)


def _effects(changes: Changes, language: Language) -> Iterator[tuple[str, list[str]]]:
    """Yield a heading and lines for networks and for answers, where they were looked at."""
    if changes.networks is not None:
        lines = [_network(network, language) for network in changes.networks]
        yield ON_NETWORKS.in_language(language), lines or [SAME_NETWORKS.in_language(language)]
    if changes.answers is not None:
        lines = [_answer(answer, language) for answer in changes.answers]
        yield ON_ANSWERS.in_language(language), lines or [SAME_ANSWERS.in_language(language)]


def _network(network: ChangedNetwork, language: Language) -> str:
    counts = {"nodes": _step(*network.nodes), "edges": _step(*network.edges)}
    title = network.title.in_language(language)
    said = [fill(COUNTS, language, title=title, **counts)]
    for pattern, names in ((CAME, network.came), (WENT, network.went)):
        if names:
            listed = _names([name.in_language(language) for name in names], language)
            said.append(fill(pattern, language, names=listed))
    if network.degrees:
        told = [
            f"{d.name.in_language(language)} ({_step(d.before, d.after)})" for d in network.degrees
        ]
        said.append(fill(DEGREES, language, names=joined(told, language)))
    return " – ".join(said) + "."


def _step(before: int, after: int) -> str:
    return str(after) if before == after else f"{before} → {after}"


def _names(names: list[str], language: Language) -> str:
    rest = len(names) - MOST_NAMES
    more = [fill(MORE, language, count=str(rest))] if rest > 0 else []
    return joined([*names[:MOST_NAMES], *more], language)


def _answer(answer: ChangedAnswer, language: Language) -> str:
    pattern = ADDED if answer.was_added else REMOVED if answer.was_removed else ROWS
    counts = {"gained": str(answer.gained), "lost": str(answer.lost)}
    return fill(pattern, language, title=answer.title.in_language(language), **counts) + "."


def _entity(entity: ChangedEntity) -> dict[str, Any]:
    return {
        "iri": entity.thing.iri or None,
        "name": _named(entity.thing),
        "kind": _named(entity.kind) if entity.kind else None,
        "changes": [_change(change) for change in entity.changes],
    }


def _named(thing: Thing) -> dict[str, str]:
    return {language: thing.shown(language).text for language in LANGUAGES}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "about": change.about or None,
        "sentence": _both(change.sentence),
        "sources": [_source(source) for source in change.sources],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "iri": source.thing.iri,
        "title": _named(source.thing),
        "publisher": {language: source.published_by(language).text for language in LANGUAGES},
        "issued": source.issued or None,
    }


def _both(text: Bilingual) -> dict[str, str]:
    return dict(text._asdict())


def _rows(found: Iterable[ChangedNetwork] | Iterable[ChangedAnswer] | None) -> Any:
    if found is None:
        return None
    return [_plain(asdict(each)) for each in found]


def _plain(value: Any) -> Any:
    """Return a value with each text in both languages as an object of them."""
    if isinstance(value, Bilingual):
        return _both(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value
