"""Sheets: Turtle files in the making, which are written in the normal form."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import chain

from pyoxigraph import Literal as OxigraphLiteral

from pcvegraph.graph.formatting import written
from pcvegraph.graph.turtle import BlankNode, Comments, Document, Iri, Literal, Property, Statement
from pcvegraph.graph.turtle_tokens import Comment
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, RDF

LANGUAGE_TEXT = PREFIXES["rdf"] + "langString"
UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that no text needs: controls, halves of characters, none at all."""

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
SPACES = re.compile(r"[ \t\r\n]+")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?")
PRECISIONS = ("gYear", "gYearMonth", "date")


class Sheet:
    """What a file is to say, by subject; said twice it is there once."""

    def __init__(self) -> None:
        self._said: defaultdict[str, dict[Property, None]] = defaultdict(dict)
        self._remarks: defaultdict[str, list[str]] = defaultdict(list)

    def say(self, subject: str, *properties: Property) -> None:
        """Add what is said of `subject`, an IRI."""
        self._said[subject].update(dict.fromkeys(properties))

    def remark(self, subject: str, *remarks: str) -> None:
        """Add comments above what is said of `subject`; without that they are not written."""
        self._remarks[subject] += remarks

    def __bool__(self) -> bool:
        return bool(self._said)

    def written(self) -> bytes:
        """Return the file."""
        statements = tuple(self._statement(subject) for subject in self._said)
        return written(Document({}, statements)).encode()

    def _statement(self, subject: str) -> Statement:
        lines = enumerate(self._remarks[subject], 1)
        above = tuple(Comment(f"# {cleaned(remark)}", line) for line, remark in lines)
        return Statement(Iri(subject), tuple(self._said[subject]), 0, Comments(above))


def link(predicate: str, iri: str) -> Property:
    """Return that a subject has `iri` as its `predicate`."""
    return Property(predicate, Iri(iri), 0)


def text(predicate: str, value: str, language: str) -> Property:
    """Return that a subject has a text in a language."""
    return Property(predicate, Literal(value, LANGUAGE_TEXT, language), 0)


def plain(predicate: str, value: str, datatype: str = "string") -> Property:
    """Return that a subject has a value without a language."""
    return Property(predicate, Literal(value, PREFIXES["xsd"] + datatype), 0)


def evidence(source: str, anchor: str, language: str) -> Property:
    """Return that a relation rests on `source`, and on the words `anchor` in it where there are some."""
    said = [link(DCTERMS.source.value, source)]
    if anchor:
        said.append(text(PCVE.anchor.value, anchor, language))
    return Property(PCVE.evidence.value, BlankNode("", tuple(said)), 0)


def is_a(class_name: str) -> Property:
    """Return that a subject is of the class of ours with this local name."""
    return link(RDF.type.value, PREFIXES["pcve"] + class_name)


def cleaned(value: str) -> str:
    """Return a text on one line, without what cannot be seen or turns round what can."""
    on_one_line = SPACES.sub(" ", value)
    seen = (c for c in TURNING.sub("", on_one_line) if unicodedata.category(c) not in UNSEEN)
    return SPACES.sub(" ", "".join(seen)).strip()


def dated(predicate: str, value: str) -> Property | None:
    """Return that a subject has a date, as precise as it is written; None where it is none."""
    found = DATE.fullmatch(value.strip())
    if not found:
        return None
    parts = [part for part in found.groups() if part]
    try:
        date(*map(int, chain(parts, ["1"] * (3 - len(parts)))))
    except ValueError:
        return None
    return plain(predicate, "-".join(parts), PRECISIONS[len(parts) - 1])


def language_or(tag: str, otherwise: str) -> str:
    """Return `tag` where it is one of a known language, else `otherwise`."""
    try:
        OxigraphLiteral("", language=tag)
    except ValueError:
        return otherwise
    return otherwise if tag.lower() in ("", "und") else tag
