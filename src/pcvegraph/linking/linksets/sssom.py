"""Links as SSSOM writes them: a table with tabs below a head in YAML (https://w3id.org/sssom/).

What SSSOM has no column for stands in `other`: whether a person need not look, and the parts of the
score in words. A link that nobody has decided has no reviewer; one that was rejected has the modifier
“Not”; for one that a reviewer cannot decide, their agreement is 0.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, cast

import yaml

from pcvegraph.errors import InvalidIdentifierError, LinkFileError
from pcvegraph.identifiers import checked_iri
from pcvegraph.linking.linksets.links import (
    ORCIDS,
    PREDICATES,
    Decision,
    Link,
    LinkSet,
    Predicate,
    Target,
    contradictions,
    one_line,
    sorted_links,
)
from pcvegraph.vocabulary import BASE, PREFIXES

NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "reviewer_id",
    "reviewer_label",
    "object_source_version",
    "review_date",
    "confidence",
    "reviewer_agreement",
    "other",
    "comment",
)
SETS = PREFIXES["id"] + "mappings-to-"
OUR_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OURS = {"id": PREFIXES["id"], "pcvegraph": BASE, "orcid": ORCIDS}
THEIRS = {"semapv": PREFIXES["semapv"], "skos": PREFIXES["skos"], "sssom": PREFIXES["sssom"]}
"""Prefixes that SSSOM knows without being told."""

NEGATED = "Not"
UNDECIDED = 0.0
LOCAL = re.compile(r".*[/#:=]", re.DOTALL)
SHOWN_FAULTS = 10


def write_sssom(links: LinkSet) -> str:
    """Return the links as SSSOM; the same links give the same text."""
    target = links.target
    ordered = sorted_links(links.links)
    prefixes = OURS | _prefixes((link.object for link in ordered), target.name)
    head: dict[str, Any] = {
        "sssom_version": "1.1",
        "mapping_set_id": SETS + target.name,
        "mapping_set_title": f"pcvegraph: {target.title}",
        "mapping_set_description": target.attribution,
        "license": OUR_LICENCE,
        "mapping_tool": "pcvegraph",
        "subject_source": "pcvegraph:dataset",
        "other": _written_pairs(
            {
                "title": target.title,
                "title_fr": target.title_fr,
                "object_source_license": target.licence,
                "object_source_homepage": target.homepage,
                "object_source_version": target.version,
            }
        ),
        "curie_map": dict(sorted(prefixes.items())),
    }
    told = {key: value for key, value in head.items() if value}
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=10_000)
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in text.splitlines())
    table = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
    table.writeheader()
    for link in ordered:
        table.writerow(_row(link, prefixes))
    return out.getvalue()


def _row(link: Link, prefixes: Mapping[str, str]) -> dict[str, str]:
    is_orcid = link.reviewer.startswith(ORCIDS)
    reviewer = link.reviewer.replace("|", "/")
    return {
        "subject_id": _curie(link.subject, prefixes),
        "subject_label": one_line(link.subject_label),
        "predicate_id": f"skos:{link.predicate}",
        "predicate_modifier": NEGATED if link.decision == "rejected" else "",
        "object_id": _curie(link.object, prefixes),
        "object_label": one_line(link.object_label),
        "mapping_justification": f"semapv:{link.justification}",
        "reviewer_id": _curie(reviewer, prefixes) if is_orcid else "",
        "reviewer_label": "" if is_orcid else one_line(reviewer),
        "object_source_version": one_line(link.version),
        "review_date": link.reviewed,
        "confidence": "" if link.confidence is None else f"{link.confidence:.4g}",
        "reviewer_agreement": f"{UNDECIDED}" if link.decision == "undecided" else "",
        "other": _written_pairs({"sure": "yes" if link.is_sure else "", "reasons": link.reasons}),
        "comment": one_line(link.comment),
    }


def _prefixes(iris: Iterable[str], name: str) -> dict[str, str]:
    """Return prefixes for IRIs of others: the name of the dataset, with a number from the second on."""
    spaces = {space for iri in iris if (space := _namespace(iri)) not in OURS.values()}
    return {
        name if number == 1 else f"{name}-{number}": space
        for number, space in enumerate(sorted(spaces), 1)
    }


def _namespace(iri: str) -> str:
    match = LOCAL.match(iri)
    return match[0] if match else iri


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    fitting = ((space, name) for name, space in prefixes.items() if iri.startswith(space))
    space, name = max(fitting, key=lambda item: len(item[0]), default=("", ""))
    return f"{name}:{iri.removeprefix(space)}" if space else iri


def _written_pairs(values: Mapping[str, str]) -> str:
    told = {key: one_line(value).replace("|", "/") for key, value in values.items() if value}
    return "|".join(f"{key}={value}" for key, value in told.items())


def _read_pairs(text: str) -> dict[str, str]:
    return {
        key.strip(): value.strip()
        for key, equals, value in (pair.partition("=") for pair in text.split("|"))
        if equals
    }


def read_sssom(text: str, name: str, subjects: Mapping[str, str] | None = None) -> LinkSet:
    """Return the links that `text` has; `name` is what its faults are told of.

    `subjects` are our things, label by IRI; a link of any other is a fault where it is given.

    Raises:
        LinkFileError: a column lacks, a cell is not what its column has, a thing is not one of ours,
            or rows contradict each other; with line and column of each of the first faults.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = _head([line[1:] for line in lines[:count]], name)
    rows = list(_rows("".join(lines[count:]), name, count))
    reader = _Reader(head, subjects)
    links = [link for line, row in rows if (link := reader.link(line, row))]
    if not reader.faults:
        reader.faults += [
            f"line {rows[second][0]}: contradicts line {rows[first][0]}: {reason}"
            for first, second, reason in contradictions(links)
        ]
    if reader.faults:
        more = len(reader.faults) - SHOWN_FAULTS
        told = reader.faults[:SHOWN_FAULTS] + [f"and {more} more"] * (more > 0)
        raise LinkFileError("\n".join(f"{name}, {fault}." for fault in told))
    return LinkSet(_target(head, name), sorted_links(links))


def _head(lines: list[str], name: str) -> dict[str, Any]:
    # The space after the sign is no indent: it is there in each line, or in none.
    prefix = " " if all(line.startswith(" ") or not line.strip() for line in lines) else ""
    try:
        head = yaml.load("".join(line.removeprefix(prefix) for line in lines), yaml.BaseLoader)  # noqa: S506 - makes texts only
    except yaml.YAMLError as error:
        raise LinkFileError(f"{name}: the head is no YAML: {error}") from None
    if head is None:
        return {}
    if not isinstance(head, dict) or not isinstance(head.get("curie_map", {}), dict):
        raise LinkFileError(f"{name}: the head does not say key: value.")
    return head


def _rows(table: str, name: str, skipped: int) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows with the line each ends at."""
    reader = csv.reader(io.StringIO(table, newline=""), delimiter="\t", strict=True)
    try:
        columns = next(reader, [])
        for column in NEEDED:
            if column not in columns:
                raise _no_column(name, column, columns)
        for cells in reader:
            line = skipped + reader.line_num
            if len(cells) != len(columns):
                raise LinkFileError(
                    f"{name}, line {line}: {len(cells)} cells, and {len(columns)} columns.",
                    "Is the file cut off?",
                )
            yield line, dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        line = skipped + reader.line_num
        raise LinkFileError(f"{name}, line {line}: {error}.", "Is the file cut off?") from None


def _no_column(name: str, column: str, columns: list[str]) -> LinkFileError:
    if len(columns) == 1 and "," in columns[0]:
        return LinkFileError(
            f"{name}: the cells are between commas.", "SSSOM has tabs: save the table as TSV."
        )
    near = get_close_matches(column, columns, n=2) or columns[:8]
    return LinkFileError(f"{name} has no column “{column}”.", f"It has {', '.join(near)}.")


def _target(head: Mapping[str, Any], name: str) -> Target:
    set_id = str(head.get("mapping_set_id", ""))
    if not set_id.startswith(SETS) or set_id == SETS:
        raise LinkFileError(
            f"{name}: the head does not say which dataset the links lead to.",
            f"Write “# mapping_set_id: {SETS}NAME”.",
        )
    other = _read_pairs(str(head.get("other", "")))
    return Target(
        name=set_id.removeprefix(SETS),
        title=other.get("title", str(head.get("mapping_set_title", ""))),
        title_fr=other.get("title_fr", ""),
        licence=other.get("object_source_license", ""),
        attribution=str(head.get("mapping_set_description", "")),
        homepage=other.get("object_source_homepage", ""),
        version=other.get("object_source_version", str(head.get("object_source_version", ""))),
    )


class _Reader:
    """Reads rows into links, and gathers what is wrong with them."""

    def __init__(self, head: Mapping[str, Any], subjects: Mapping[str, str] | None) -> None:
        self.faults: list[str] = []
        self._prefixes = {**THEIRS, **OURS, **head.get("curie_map", {})}
        self._version = str(head.get("object_source_version", ""))
        self._subjects = subjects

    def link(self, line: int, row: Mapping[str, str]) -> Link | None:
        """Return the link of a row, or None where it has a fault."""
        before = len(self.faults)
        predicate = row["predicate_id"].removeprefix("skos:").removeprefix(PREFIXES["skos"])
        if predicate not in PREDICATES:
            known = ", ".join(f"skos:{each}" for each in PREDICATES)
            self._fault(line, "predicate_id", f"“{row['predicate_id'][:60]}” is none of {known}")
        modifier = row.get("predicate_modifier", "")
        if modifier not in ("", NEGATED):
            self._fault(line, "predicate_modifier", f"“{modifier[:60]}” is not “{NEGATED}”")
        subject = self._iri(line, "subject_id", row)
        self._check_subject(line, subject)
        reviewer = row.get("reviewer_label", "")
        if row.get("reviewer_id"):
            reviewer = self._iri(line, "reviewer_id", row)
        agreement = self._number(line, "reviewer_agreement", row, least=-1)
        other = _read_pairs(row.get("other", ""))
        found = Link(
            subject=subject,
            object=self._iri(line, "object_id", row),
            subject_label=(self._subjects or {}).get(subject) or row.get("subject_label", ""),
            object_label=row.get("object_label", ""),
            predicate=cast("Predicate", predicate),
            confidence=self._number(line, "confidence", row),
            justification=row["mapping_justification"].removeprefix("semapv:"),
            reasons=other.get("reasons", ""),
            is_sure=other.get("sure") == "yes",
            decision=_decision(modifier, reviewer, agreement),
            reviewer=reviewer,
            reviewed=self._day(line, "review_date", row),
            comment=row.get("comment", ""),
            version=row.get("object_source_version") or self._version,
        )
        return found if len(self.faults) == before else None

    def _fault(self, line: int, column: str, what: str) -> None:
        self.faults.append(f"line {line}, column {column}: {what}")

    def _iri(self, line: int, column: str, row: Mapping[str, str]) -> str:
        text = row[column]
        prefix, colon, local = text.partition(":")
        if colon and prefix in self._prefixes:
            text = self._prefixes[prefix] + local
        elif not local.startswith("//"):
            told = f"the prefix of “{text[:60]}” is not in the head" if colon else "this is no IRI"
            self._fault(line, column, told if text else "nothing is there")
            return text
        try:
            return checked_iri(text)
        except InvalidIdentifierError:
            self._fault(line, column, f"“{text[:60]}” is no IRI")
            return text

    def _check_subject(self, line: int, subject: str) -> None:
        if self._subjects is None or subject in self._subjects:
            return
        # What is near is looked for in all things: only where it is told.
        is_told = len(self.faults) < SHOWN_FAULTS
        near = get_close_matches(subject, self._subjects, n=1, cutoff=0.8) if is_told else []
        told = f"; nearest: {near[0].removeprefix(PREFIXES['id'])}" if near else ""
        self._fault(line, "subject_id", f"nothing in the graph is “{subject[:80]}”{told}")

    def _number(
        self, line: int, column: str, row: Mapping[str, str], least: float = 0
    ) -> float | None:
        text = row.get(column, "")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = least - 1
        if not least <= number <= 1:
            self._fault(line, column, f"“{text[:30]}” is no number from {least:g} to 1")
        return number

    def _day(self, line: int, column: str, row: Mapping[str, str]) -> str:
        text = row.get(column, "")
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self._fault(line, column, f"“{text[:30]}” is no day, such as 2026-01-31")
            return text


def _decision(modifier: str, reviewer: str, agreement: float | None) -> Decision:
    is_negated = modifier == NEGATED
    if agreement is not None and agreement <= UNDECIDED:
        # Who disagrees that two things are not the same has not said that they are.
        return "undecided" if agreement == UNDECIDED or is_negated else "rejected"
    if is_negated:
        return "rejected"
    return "accepted" if reviewer else ""
