"""Read a dataset of others row by row into records: CSV, TSV, JSON or RDF, by its mapping."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from pcvegraph.errors import DatasetError
from pcvegraph.linking.datasets.mapping import DatasetMapping, Place
from pcvegraph.linking.matching.names import Name, fold
from pcvegraph.linking.matching.records import Record, domains_of

LONGEST_CELL = 1_000_000
YEAR_DIGITS = 4
LONGEST_ACRONYM = 12
RDF_ENDINGS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
EUROPEAN = {"UK": "GB", "EL": "GR"}
"""Codes of the European Union that are none of ISO 3166."""

DELIMITERS = {"csv": ",", "tsv": "\t"}
ONE_NAMESPACE = "http://schema.org/", "https://schema.org/"
"""Two namespaces that are one: the first is read as the second."""

REMOTE_CONTEXT = "LoadDocumentCallback"
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


class Value(NamedTuple):
    """A value of a row; `language` where it says one."""

    text: str
    language: str = ""


Row = Mapping[str, list[Value]]
"""The values by column; in RDF by the IRI of the property, with "@id" for the subject."""


def read_records(path: Path, mapping: DatasetMapping) -> Iterator[Record]:
    """Yield the records of the dataset in `path`, in its order, without holding all of them.

    Rows of no class are passed over where the mapping names classes.

    Raises:
        DatasetError: it cannot be read, is in another encoding, lacks a column, or breaks off; with
            the row. What was yielded before stands.
    """
    try:
        with path.open("rb") as file:
            yield from records_of(read_rows(file, path.name, mapping), mapping, path.name)
    except OSError as error:
        raise DatasetError(f"{path.name} cannot be read: {error.strerror}.") from None


def records_of(
    rows: Iterable[tuple[int, Row]], mapping: DatasetMapping, name: str
) -> Iterator[Record]:
    """Yield the records that numbered rows of the dataset `name` make; raises as `read_records`."""
    seen = 0
    for number, row in rows:
        seen += 1
        if has_class(row, mapping):
            yield record_of(row, mapping, f"{name}, row {number}")
    if not seen:
        raise no_rows(name)


def is_rdf(name: str) -> bool:
    """Return whether a file called so is read as RDF."""
    return name.rpartition(".")[2].lower() in RDF_ENDINGS


def no_rows(name: str) -> DatasetError:
    """Return the error of a dataset that is empty."""
    return DatasetError(f"{name} has no rows.", "Is it the right file?")


def read_rows(file: IO[bytes], name: str, mapping: DatasetMapping) -> Iterator[tuple[int, Row]]:
    """Yield the rows of an open file, each with its number; `name` says what the file is.

    Raises:
        DatasetError: as `read_records`.
    """
    ending = name.rpartition(".")[2].lower()
    try:
        if is_rdf(name):
            yield from enumerate(_of_rdf(file, name, RDF_ENDINGS[ending], mapping), 1)
        elif ending == "json":
            yield from enumerate(_of_json(file, name), 1)
        else:
            yield from _of_table(file, name, mapping, DELIMITERS.get(ending, ","))
    except UnicodeDecodeError as error:
        raise DatasetError(
            f"{name} is not {mapping.encoding.removesuffix('-sig').upper()}: {error.reason} at "
            f"byte {error.start}.",
            "Say which `encoding` it has in the mapping file, such as windows-1252.",
        ) from None


def _of_table(
    file: IO[bytes], name: str, mapping: DatasetMapping, usual: str
) -> Iterator[tuple[int, Row]]:
    delimiter = mapping.delimiter or usual
    csv.field_size_limit(LONGEST_CELL)
    with TextIOWrapper(file, encoding=mapping.encoding, newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            head = [column.strip() for column in next(reader, [])]
            _check_columns(name, head, mapping, delimiter)
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(head):
                    raise DatasetError(
                        f"{name}, line {reader.line_num}: {len(cells)} cells, and {len(head)} columns.",
                        "Is the file cut off, or a cell not in quotes?",
                    )
                yield reader.line_num, _cells(head, cells)
        except csv.Error as error:
            raise DatasetError(
                f"{name}, line {reader.line_num}: {error}.", "Is the file cut off?"
            ) from None


def _cells(head: list[str], cells: list[str]) -> Row:
    return {c: [Value(cell)] for c, cell in zip(head, cells, strict=True) if cell}


def _check_columns(name: str, head: list[str], mapping: DatasetMapping, delimiter: str) -> None:
    for column in sorted(mapping.columns - set(head)):
        near = get_close_matches(column, head, n=3) or head[:8]
        other = next((d for d in ",;\t|" if d != delimiter and d in "".join(head)), "")
        remedy = f"It has {', '.join(near)}."
        if len(head) == 1 and other:
            remedy = (
                f"Its cells seem to be between “{other}”: say so as `delimiter` in the mapping."
            )
        raise DatasetError(f"{name} has no column “{column}”.", remedy)


def _of_json(file: IO[bytes], name: str) -> Iterator[Row]:
    try:
        told = json.loads(file.read().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise DatasetError(
            f"{name}, line {error.lineno}: this is no JSON: {error.msg}.", "Is the file cut off?"
        ) from None
    except RecursionError:
        raise DatasetError(
            f"{name}: lists and objects stand in each other too deep.", "Flatten it."
        ) from None
    items = (
        told if isinstance(told, list) else told.get("items") if isinstance(told, dict) else None
    )
    if not isinstance(items, list):
        raise DatasetError(
            f"{name} is no list of objects.", "Write [{…}, {…}]; or name it .jsonld if it is that."
        )
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise DatasetError(f"{name}, item {number}: this is no object.")
        yield dict(_flattened(item, ""))


def _flattened(item: Mapping[str, Any], before: str) -> Iterator[tuple[str, list[Value]]]:
    """Yield the values by path: {"a": {"b": [1, 2]}} is a.b."""
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{before}{key}.")
            continue
        several = value if isinstance(value, list) else [value]
        yield before + key, [Value(str(v)) for v in several if v is not None]


Things: TypeAlias = dict[Term, dict[str, list[Term]]]


def _of_rdf(
    file: IO[bytes], name: str, chosen: RdfFormat, mapping: DatasetMapping
) -> Iterator[Row]:
    """Yield the properties of each subject; of a file in any order, so that all of it is held."""
    things: Things = {}
    try:
        for quad in parse(input=file, format=chosen):
            said = things.setdefault(quad.subject, {})
            said.setdefault(_one(quad.predicate.value), []).append(quad.object)
    except SyntaxError as error:
        raise _syntax_fault(name, str(error)) from None
    paths = [column for column in mapping.columns if " " in column]
    for subject, said in things.items():
        row = {"@id": [_value(subject)]}
        row.update((term, list(map(_value, found))) for term, found in said.items())
        for path in paths:
            row[path] = [_value(found) for found in _follow(things, [subject], path.split())]
        yield row


def _syntax_fault(name: str, told: str) -> DatasetError:
    if REMOTE_CONTEXT in told:
        return DatasetError(
            f"{name} names a JSON-LD context that stands elsewhere, and nothing is fetched.",
            "Put the context itself in its place, or write the file as Turtle.",
        )
    return DatasetError(f"{name}: {told}", "Is the file cut off, or its format another?")


def _follow(things: Things, found: Iterable[Term], path: Iterable[str]) -> list[Term]:
    """Return what the path leads to, each once."""
    for term in path:
        found = list(dict.fromkeys(o for s in found for o in things.get(s, {}).get(term, ())))
    return list(found)


def _value(term: Term) -> Value:
    match term:
        case Literal():
            return Value(term.value, term.language or "")
        case NamedNode():
            return Value(_one(term.value))
        case BlankNode():
            return Value(f"_:{term.value}")
        case _:
            return Value("")


def _one(iri: str) -> str:
    other, ours = ONE_NAMESPACE
    return ours + iri.removeprefix(other) if iri.startswith(other) else iri


def has_class(row: Row, mapping: DatasetMapping) -> bool:
    """Return whether the row is of a class that the mapping names; True where it names none."""
    return "class" not in mapping.places or bool(values_at(row, mapping.places["class"]))


def record_of(row: Row, mapping: DatasetMapping, place: str) -> Record:
    """Return what the row at `place` says; raises DatasetError where it has no id."""
    own = values_at(row, [mapping.id])
    if not own:
        raise DatasetError(f"{place}: there is no {mapping.id.column}.")

    def texts(name: str) -> list[str]:
        return [value.text for value in values_at(row, mapping.places.get(name, []))]

    return Record(
        id=own[0].text,
        names=tuple(names_at(row, mapping.places["names"])),
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


def names_at(row: Row, places: Iterable[Place]) -> Iterator[Name]:
    """Yield the names that stand in the row at these places, each once."""
    seen = set()
    for place in places:
        for value in values_at(row, [place]):
            use = place.use
            if use == "acronym" and (" " in value.text or len(value.text) > LONGEST_ACRONYM):
                # Some datasets have a short name there.
                use = "alternative"
            name = Name(value.text, use, value.language or place.language)
            if (name.text, name.use) not in seen:
                seen.add((name.text, name.use))
                yield name


def values_at(row: Row, places: Iterable[Place]) -> list[Value]:
    """Return what stands in the row at these places, as it is meant here."""
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
