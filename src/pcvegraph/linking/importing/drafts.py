"""Rows of others become draft Turtle: what is new, and what is said of things that the graph has.

Nothing here writes a file. A person reads the drafts, completes them, and moves them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from pcvegraph.graph.turtle import Iri
from pcvegraph.identifiers import entity_iri, find_slug, shortened
from pcvegraph.languages import Bilingual
from pcvegraph.linking.datasets.mapping import DatasetMapping
from pcvegraph.linking.datasets.reading import Row, has_class, values_at
from pcvegraph.linking.importing import telling
from pcvegraph.linking.importing.known import Known
from pcvegraph.linking.importing.relating import Relations
from pcvegraph.linking.importing.sheets import Sheet, is_a, link
from pcvegraph.linking.importing.statements import RowReader
from pcvegraph.linking.importing.telling import Remark
from pcvegraph.linking.matching.matcher import DOUBTFUL, Match, is_match
from pcvegraph.linking.matching.names import Name, fold, key_of
from pcvegraph.linking.matching.records import Record
from pcvegraph.querying.progress import Report, silent
from pcvegraph.vocabulary import DCTERMS

LONGEST_SLUG = 80
KNOWN = "known"
"""The folder of what is said of things that the graph has."""

PARTNERSHIPS = "partnerships"
ASCII_WORD = re.compile(r"[a-z0-9]+")
REPORTED = 50
"""Rows between two reports."""


@dataclass(frozen=True)
class Drafts:
    """What an import makes.

    Attributes:
        files: contents by path below the output folder
        known: by the path of a file that is to be merged, the path below data/ttl/ of that of the graph
        remarks: what was left out, by row
        counts: rows that are new, doubtful (new, with candidates), known, left_out
    """

    files: Mapping[str, bytes]
    known: Mapping[str, str]
    remarks: tuple[Remark, ...]
    counts: Mapping[str, int]


class Taken(NamedTuple):
    """A row that is taken over.

    Attributes:
        iri: of the thing: one of the graph, or a new one
        is_known: whether it is of the graph
        candidates: what it may be as well
    """

    number: int
    row: Row
    record: Record
    class_name: str
    iri: str
    is_known: bool
    candidates: list[Match]


def make_drafts(
    rows: Iterable[tuple[int, Row]],
    mapping: DatasetMapping,
    known: Known,
    source: str,
    report: Report = silent,
) -> Drafts:
    """Return what the rows say that the graph does not; all of it rests on `source`, an IRI.

    Raises:
        DatasetError: a row has no id; or as the reading of `rows`.
        MappingError: the mapping names a class or predicate that an import cannot write.
    """
    known.check_mapping(mapping)
    work = Import(mapping, known, source)
    for count, (number, row) in enumerate(rows, 1):
        work.take(number, row)
        if count % REPORTED == 0:
            report(f"Matching row {count}", None)
    report("Writing drafts", None)
    return work.finish()


class Import:
    """One import: takes the rows, and then says what of them is new."""

    def __init__(self, mapping: DatasetMapping, known: Known, source: str) -> None:
        self._mapping = mapping
        self._known = known
        self._source = source
        self._reader = RowReader(mapping, known)
        self._taken: list[Taken] = []
        self._row_of: dict[str, int] = {}
        self._by_id: dict[str, str] = {}
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._slugs: set[str] = set()
        self._sheets: defaultdict[str, Sheet] = defaultdict(Sheet)
        self._known_files: dict[str, str] = {}
        self._remarks: list[Remark] = []
        self._counts: Counter[str] = Counter()

    def take(self, number: int, row: Row) -> None:
        """Recognise the thing of a row, or give it a slug."""
        tell = partial(self._tell, number)
        if not has_class(row, self._mapping):
            self._leave_out(number, telling.NO_CLASS)
            return
        record = self._reader.record(row, f"row {number}", tell)
        if record.id in self._row_of:
            same = telling.SAME_ID.with_values(row=str(self._row_of[record.id]))
            self._leave_out(number, same)
        elif record.is_withdrawn:
            self._leave_out(number, telling.WITHDRAWN)
        elif not record.full_names:
            self._leave_out(number, telling.NO_NAME)
        else:
            self._take(number, row, record)

    def _take(self, number: int, row: Row, record: Record) -> None:
        found = self._known.matches(record)
        is_known = is_match(found)
        iri = found[0].record.id if is_known else entity_iri(self._new_slug(number, record))
        candidates = [] if is_known else [m for m in found if m.score.value >= DOUBTFUL]
        class_name = self._reader.class_of(row)
        self._taken.append(Taken(number, row, record, class_name, iri, is_known, candidates))
        self._counts["known" if is_known else "doubtful" if candidates else "new"] += 1
        self._row_of[record.id] = number
        # Other rows may name it as its column has it, or as it is written here.
        own = values_at(row, [self._mapping.id._replace(template="{}")])
        self._by_id |= {record.id: iri, **{value.text: iri for value in own}}
        for name in record.full_names:
            self._by_name[key_of(name.text)].add(iri)

    def finish(self) -> Drafts:
        """Return the drafts."""
        relations = Relations(self._mapping, self._known, self._source, self._reader)
        rooms = {}
        for taken in self._taken:
            if not taken.is_known:
                rooms[taken.iri] = self._known.rooms[taken.class_name]
            self._describe(taken)
        for taken in self._taken:
            relations.read(taken.iri, taken.row, self._find, partial(self._tell, taken.number))
        for owner, iri, properties in relations.written(rooms):
            self._sheet(owner, rooms).say(iri, *properties)
        files = {path: sheet.written() for path, sheet in sorted(self._sheets.items()) if sheet}
        places = {path: place for path, place in self._known_files.items() if path in files}
        remarks = tuple(sorted(self._remarks, key=lambda remark: remark.number))
        return Drafts(files, places, remarks, dict(self._counts))

    def _describe(self, taken: Taken) -> None:
        stated = self._known.said_of(taken.iri) if taken.is_known else {}
        tell = partial(self._tell, taken.number)
        said = self._reader.said(taken.row, taken.record, taken.class_name, stated, tell)
        # A state may be told to be in itself.
        news = [each for each in said.properties if each.object != Iri(taken.iri)]
        if taken.is_known and not news:
            return
        rooms = {} if taken.is_known else {taken.iri: self._known.rooms[taken.class_name]}
        sheet = self._sheet(taken.iri, rooms)
        todo = (
            f"to be merged into {self._known.room_of(taken.iri)}/" if taken.is_known else "a draft"
        )
        sheet.remark(taken.iri, f"{self._mapping.title.en}, row {taken.number}: {todo}.")
        sheet.remark(taken.iri, *map(self._may_be, taken.candidates), *said.remarks)
        if not taken.is_known:
            sheet.say(taken.iri, is_a(taken.class_name))
        if self._source not in {term.value for term in stated.get(DCTERMS.source.value, ())}:
            sheet.say(taken.iri, link(DCTERMS.source.value, self._source))
        sheet.say(taken.iri, *news)

    def _sheet(self, owner: str, rooms: Mapping[str, str]) -> Sheet:
        """Return the file of `owner`: an IRI, or the path of a partnership that is new."""
        slug = find_slug(owner)
        if slug is None:
            return self._sheets[owner]
        if owner in rooms:
            return self._sheets[f"{rooms[owner]}/{slug}.ttl"]
        path = f"{KNOWN}/{slug}.ttl"
        room = PARTNERSHIPS if "--" in slug else self._known.room_of(owner)
        self._known_files[path] = f"{room}/{slug}.ttl"
        return self._sheets[path]

    def _find(self, text: str) -> str | None:
        """Return what a row means by `text`: the id of a row, an identifier of ours, or a name."""
        iri = self._by_id.get(text) or self._known.find_named(text)
        if iri:
            return iri
        named = self._by_name.get(key_of(text), set())
        if len(named) == 1:
            return next(iter(named))
        names = () if "://" in text else (Name(text),)
        found = self._known.matches(Record(text, names))
        return found[0].record.id if is_match(found) else None

    def _new_slug(self, number: int, record: Record) -> str:
        names = sorted(record.full_names, key=lambda name: not name.language.startswith("en"))
        slug = next(filter(None, (propose_slug(name.text) for name in names)), "")
        if not slug or slug.isdigit():
            slug = f"{propose_slug(self._mapping.name) or 'row'}-{slug or number}"
        free, further = slug, 1
        while self._known.is_taken(free) or free in self._slugs:
            further += 1
            free = f"{slug}-{further}"
        self._slugs.add(free)
        return free

    def _may_be(self, match: Match) -> str:
        iri, score = match.record.id, match.score
        label = self._known.entities[iri].labels.shown("en").text
        return f"May be {shortened(iri)} ({label}), {score.value:.2f}: {score.words.en}."

    def _leave_out(self, number: int, why: Bilingual) -> None:
        self._counts["left_out"] += 1
        self._tell(number, "", why)

    def _tell(self, number: int, column: str, message: Bilingual) -> None:
        self._remarks.append(Remark(number, column, message))


def propose_slug(name: str) -> str:
    """Return a slug made of a name; "" where it has no Latin letters or digits."""
    words = [word for word in fold(name).split() if ASCII_WORD.fullmatch(word)]
    if words[:1] == ["the"] and len(words) > 1:
        words = words[1:]
    slug = "-".join(words)
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
