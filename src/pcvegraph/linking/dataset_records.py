"""Read a dataset of others row by row into records: CSV, TSV, JSON or RDF, by its mapping."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, RdfFormat, parse

from pcvegraph.errors import DatasetError
from pcvegraph.linking.dataset_mapping import DatasetMapping, Place
from pcvegraph.linking.names import Name, fold
from pcvegraph.linking.records import Record, domains_of

LONGEST_CELL = 1_000_000
YEAR_DIGITS = 4
LONGEST_ACRONYM = 12
RDF_ENDINGS = ("ttl", "nt", "nq", "rdf", "jsonld")
EUROPEAN = {"UK": "GB", "EL": "GR"}
"""Codes of the European Union that are none of ISO 3166."""

DELIMITERS = {"csv": ",", "tsv": "\t"}


class Value(NamedTuple):
    """A value of a row; `language` where it says one."""

    text: str
    language: str = ""


Row = Mapping[str, list[Value]]
"""The values by column; in RDF by the IRI of the property, with "@id" for the subject."""


def read_records(path: Path, mapping: DatasetMapping) -> Iterator[Record]:
    """Yield the records of the dataset in `path`, in its order, without holding all of them.

    Raises:
        DatasetError: it cannot be read, is in another encoding, lacks a column, or breaks off; with
            the row. What was yielded before stands.
    """
    seen = 0
    for number, row in _rows(path, mapping):
        record = _record(row, mapping)
        if record is None:
            raise DatasetError(f"{path.name}, row {number}: there is no {mapping.id.column}.")
        seen += 1
        yield record
    if not seen:
        raise DatasetError(f"{path.name} has no rows.", "Is it the right file?")


def _rows(path: Path, mapping: DatasetMapping) -> Iterator[tuple[int, Row]]:
    ending = path.suffix.removeprefix(".").lower()
    try:
        if ending in RDF_ENDINGS:
            yield from enumerate(_of_rdf(path, ending), 1)
        elif ending == "json":
            yield from enumerate(_of_json(path), 1)
        else:
            yield from _of_table(path, mapping, DELIMITERS.get(ending, ","))
    except UnicodeDecodeError as error:
        raise DatasetError(
            f"{path.name} is not {mapping.encoding.removesuffix('-sig').upper()}: {error.reason} at "
            f"byte {error.start}.",
            "Say which `encoding` it has in the mapping file, such as windows-1252.",
        ) from None
    except OSError as error:
        raise DatasetError(f"{path.name} cannot be read: {error.strerror}.") from None


def _of_table(path: Path, mapping: DatasetMapping, usual: str) -> Iterator[tuple[int, Row]]:
    delimiter = mapping.delimiter or usual
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=mapping.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            head = [column.strip() for column in next(reader, [])]
            _check_columns(path, head, mapping, delimiter)
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(head):
                    raise DatasetError(
                        f"{path.name}, line {reader.line_num}: {len(cells)} cells, and {len(head)} "
                        "columns.",
                        "Is the file cut off, or a cell not in quotes?",
                    )
                yield reader.line_num, _cells(head, cells)
        except csv.Error as error:
            raise DatasetError(
                f"{path.name}, line {reader.line_num}: {error}.", "Is the file cut off?"
            ) from None


def _cells(head: list[str], cells: list[str]) -> Row:
    return {c: [Value(cell)] for c, cell in zip(head, cells, strict=True) if cell}


def _check_columns(path: Path, head: list[str], mapping: DatasetMapping, delimiter: str) -> None:
    for column in sorted(mapping.columns - set(head)):
        near = get_close_matches(column, head, n=3) or head[:8]
        other = next((d for d in ",;\t|" if d != delimiter and d in "".join(head)), "")
        remedy = f"It has {', '.join(near)}."
        if len(head) == 1 and other:
            remedy = (
                f"Its cells seem to be between “{other}”: say so as `delimiter` in the mapping."
            )
        raise DatasetError(f"{path.name} has no column “{column}”.", remedy)


def _of_json(path: Path) -> Iterator[Row]:
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise DatasetError(
            f"{path.name}, line {error.lineno}: this is no JSON: {error.msg}.",
            "Is the file cut off?",
        ) from None
    items = (
        told if isinstance(told, list) else told.get("items") if isinstance(told, dict) else None
    )
    if not isinstance(items, list):
        raise DatasetError(f"{path.name} is no list of objects.", "Write [{…}, {…}].")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise DatasetError(f"{path.name}, item {number}: this is no object.")
        yield dict(_flattened(item, ""))


def _flattened(item: Mapping[str, Any], before: str) -> Iterator[tuple[str, list[Value]]]:
    """Yield the values by path: {"a": {"b": [1, 2]}} is a.b."""
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{before}{key}.")
            continue
        several = value if isinstance(value, list) else [value]
        yield before + key, [Value(str(v)) for v in several if v is not None]


def _of_rdf(path: Path, ending: str) -> Iterator[Row]:
    """Yield the properties of each subject; of a file in any order, so that all of it is held."""
    found: dict[str, dict[str, list[Value]]] = {}
    chosen = RdfFormat.from_extension(ending)
    try:
        for quad in parse(path=str(path), format=chosen):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            row = found.setdefault(str(subject), {"@id": [Value(getattr(subject, "value", ""))]})
            language = value.language or "" if isinstance(value, Literal) else ""
            text = getattr(value, "value", "")
            row.setdefault(predicate.value, []).append(Value(text, language))
    except SyntaxError as error:
        raise DatasetError(f"{path.name}: {error}") from None
    yield from found.values()


def _record(row: Row, mapping: DatasetMapping) -> Record | None:
    """Return what the row says; None where it has no id."""
    own = _values(row, [mapping.id])
    if not own:
        return None

    def texts(name: str) -> list[str]:
        return [value.text for value in _values(row, mapping.places.get(name, []))]

    return Record(
        id=own[0].text,
        names=tuple(_names(row, mapping.places["names"])),
        kinds=frozenset(texts("kinds")),
        countries=frozenset(
            EUROPEAN.get(code.upper(), code.upper()) for code in texts("countries")
        ),
        places=frozenset(filter(None, map(fold, texts("places")))),
        domains=domains_of(texts("websites")),
        identifiers=frozenset(texts("identifiers")),
        start=_year(texts("start")),
        end=_year(texts("end")),
        is_withdrawn=bool(texts("withdrawn")),
    )


def _names(row: Row, places: list[Place]) -> Iterator[Name]:
    seen = set()
    for place in places:
        for value in _values(row, [place]):
            use = place.use
            if use == "acronym" and (" " in value.text or len(value.text) > LONGEST_ACRONYM):
                # Some datasets have a short name there.
                use = "alternative"
            name = Name(value.text, use, value.language or place.language)
            if (name.text, name.use) not in seen:
                seen.add((name.text, name.use))
                yield name


def _values(row: Row, places: list[Place]) -> list[Value]:
    return [value for place in places for value in _at(row, place)]


def _at(row: Row, place: Place) -> Iterator[Value]:
    if not place.column:
        yield Value(place.value)
        return
    for cell in row.get(place.column, ()):
        pieces = cell.text.split(place.separator) if place.separator else [cell.text]
        for piece in filter(None, map(str.strip, pieces)):
            text, language = piece, cell.language
            if place.language_after:
                text, _, language = piece.rpartition(place.language_after)
                text, language = (text, language) if text else (piece, "")
            meant = [text] if place.values is None else place.values.get(text, [])
            for each in meant:
                yield Value(place.template.replace("{}", each), language)


def _year(texts: list[str]) -> int | None:
    digits = texts[0][:YEAR_DIGITS] if texts else ""
    return int(digits) if len(digits) == YEAR_DIGITS and digits.isdecimal() else None
