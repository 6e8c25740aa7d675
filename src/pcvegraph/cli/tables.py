"""Answers as text for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from pyoxigraph import NamedNode
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pcvegraph.identifiers import shortened
from pcvegraph.languages import Bilingual, Language, Texts
from pcvegraph.querying.descriptions import (
    Claim,
    Description,
    Evidence,
    Statement,
    Thing,
    Value,
)
from pcvegraph.querying.evaluation import Row
from pcvegraph.querying.evaluation import Table as Answer
from pcvegraph.querying.library import Query
from pcvegraph.querying.wording import qualifications
from pcvegraph.vocabulary import DCTERMS, local_name

WIDTH_IN_A_PIPE = 10_000
WORDS: dict[str, Bilingual] = {
    "as of": Bilingual("as of", "en date de"),
    "dispute": Bilingual("Sources disagree on", "Les sources divergent sur"),
    "sources": Bilingual("Sources", "Sources"),
    "supports": Bilingual("What it supports", "Ce qu'il appuie"),
    "word": Bilingual("On whose word", "Sur la parole de qui"),
}

HEADINGS: dict[str, Bilingual] = {
    "score": Bilingual("score", "score"),
    "slug": Bilingual("slug", "identifiant"),
    "name": Bilingual("name", "nom"),
    "found by": Bilingual("found by", "trouvé par"),
    "kind": Bilingual("kind", "genre"),
    "country": Bilingual("country", "pays"),
    "years": Bilingual("years", "années"),
}


def rows(answer: Answer) -> str:
    """Return the rows of an answer as a table; IRIs are shortened by the prefixes of the house."""
    table = _table(answer.columns)
    for row in answer.rows:
        table.add_row(*(escape(_cell(row, name)) for name in answer.columns))
    return _drawn(table) + f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}\n"


def library(queries: Mapping[str, Query], language: Language) -> str:
    """Return the names and titles of the library, and who would ask them, as a table."""
    table = _table(("name", "question", "reader"))
    for name, query in queries.items():
        table.add_row(*map(escape, (name, query.title.in_language(language), query.reader)))
    return _drawn(table)


def hits(answer: Mapping[str, Any], language: Language) -> str:
    """Return the hits of a search, as `told` has them: slug, name, the name that fits, kind …."""
    columns = ("score", "slug", "name", "found by", "kind", "country", "years")
    table = _table([HEADINGS[column].in_language(language) for column in columns])
    for hit in answer["hits"]:
        label, matched = hit["label"]["text"], hit["matched"]["text"]
        cells = (
            f"{hit['score']:.2f}",
            local_name(hit["id"]),
            label,
            matched if answer["text"] and matched != label else "",
            ", ".join(kind["text"] for kind in hit["kinds"]),
            hit["country"]["text"] if hit["country"] else "",
            f"{hit['start'] or ''}–{hit['end'] or ''}" if hit["start"] or hit["end"] else "",
        )
        table.add_row(*map(escape, cells))
    return _drawn(table)


def side_by_side(lines: Sequence[tuple[str, str, str]]) -> Table:
    """Return lines of a field and what two things have in it as a table of three columns."""
    table = _table(("", "ours", "theirs"))
    for line in lines:
        table.add_row(*map(escape, line))
    return table


def description(described: Description, language: Language) -> str:
    """Return what the graph says of a thing as text: facts, then statements with their sources."""
    lines = [*_opening(described, language), *_facts(described, language)]
    for incoming in (False, True):
        for predicate, statements in described.groups(incoming=incoming):
            lines += ["", _heading(predicate, language, incoming=incoming)]
            for statement in statements:
                other = statement.subject if incoming else statement.object
                lines += _statement(_name(other, language), statement, language)
    for disagreement, claims in described.disputes():
        lines += ["", f"{WORDS['dispute'].in_language(language)}: {_name(disagreement, language)}"]
        lines += [line for claim in claims for line in _claim(claim, language)]
    if described.others():
        is_relation = len(described.headline(language)) > 1
        lines += ["", WORDS["word" if is_relation else "supports"].in_language(language)]
    for statement in described.others():
        parts = (statement.subject, statement.predicate, statement.object)
        lines += _statement(" ".join(_name(p, language) for p in parts), statement, language)
    sources = described.fact(DCTERMS.source.value)
    if sources:
        lines += ["", WORDS["sources"].in_language(language)]
        lines += [f"  • {_value(source, language)}" for source in sources]
    return "\n".join(lines) + "\n"


def _opening(described: Description, language: Language) -> list[str]:
    title = " ".join(part.text for part in described.headline(language))
    kinds = ", ".join(_name(kind, language) for kind in described.types)
    lines = [f"{title} ({kinds})", shortened(described.thing.iri), ""]
    lead = described.lead()
    return [*lines, _marked(lead, language), ""] if lead else lines


def _facts(described: Description, language: Language) -> list[str]:
    return [
        f"{_name(fact.property, language)}: {', '.join(_value(v, language) for v in fact.values)}"
        for fact in described.told_facts(language)
        if fact.property.iri != DCTERMS.source.value
    ]


def _heading(predicate: Thing, language: Language, *, incoming: bool) -> str:
    if incoming and predicate.inverse_names:
        return predicate.inverse_names.shown(language).text
    return _name(predicate, language)


def _statement(first: str, statement: Statement, language: Language) -> list[str]:
    said = ", ".join(qualifications(statement, language))
    lines = [f"  • {first}" + (f" ({said})" if said else "")]
    if statement.notes:
        lines.append(f"      {_marked(statement.notes, language)}")
    return lines + [f"      {_evidence(evidence, language)}" for evidence in statement.evidence]


def _claim(claim: Claim, language: Language) -> list[str]:
    words = [f"      {_evidence(evidence, language)}" for evidence in claim.evidence]
    return [f"  • {_name(claim.thing, language)}", *words]


def _evidence(evidence: Evidence, language: Language) -> str:
    """Return the words, their source with its date, the date they speak of, and our note."""
    issued = f" ({evidence.issued})" if evidence.issued else ""
    dated = f", {WORDS['as of'].in_language(language)} {evidence.as_of}" if evidence.as_of else ""
    note = f". {_marked(evidence.notes, language)}" if evidence.notes else ""
    return f"“{evidence.anchor.value}”, {_name(evidence.source, language)}{issued}{dated}{note}"


def _marked(texts: Texts, language: Language) -> str:
    """Return the text in `language`, or in the one it has with that language after it."""
    text, has = texts.shown(language)
    return text if has == language else f"{text} [{has}]"


def _value(value: Value, language: Language) -> str:
    if isinstance(value, Thing):
        return _name(value, language)
    return value.value + (f" [{value.language}]" if value.language else "")


def _name(thing: Thing, language: Language) -> str:
    return thing.shown(language).text


def _cell(row: Row, name: str) -> str:
    term = row.get(name)
    if term is None:
        return ""
    return shortened(term.value) if isinstance(term, NamedNode) else term.value


def _table(columns: Sequence[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        table.add_column(escape(name), overflow="fold")
    return table


def _drawn(table: Table) -> str:
    terminal = sys.stdout.isatty()
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=None if terminal else WIDTH_IN_A_PIPE,
        force_terminal=terminal,
        legacy_windows=False,
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
