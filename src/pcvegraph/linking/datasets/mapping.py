"""How the rows of a dataset become records: a mapping file in YAML, or one that comes with pcvegraph.

    title: {en: Research Organization Registry, fr: Research Organization Registry}
    licence: https://creativecommons.org/publicdomain/zero/1.0/
    attribution: ROR, https://ror.org, CC0 1.0
    homepage: https://ror.org/
    id: ror_id
    names:
      - {column: name}
      - {column: labels, separator: "|", language_after: "@"}
      - {column: acronyms, separator: "|", use: acronym}
    countries: [country_code]

What only `pcvegraph import` reads:

    class: {column: type, values: {Nonprofit: Organisation, Event: Event}}
    language: en
    descriptions: [{column: about, language: fr}]
    relations:
      - {predicate: partOf, column: parent, anchor: quotation, start: since}

A row of no class is passed over; a `class` that is a word is that of all rows. `language` is that of
texts that say none: English without it. The column of a relation has the other end (`inverse: true`:
the subject): the id of a row, an identifier of ours, or a name. `anchor`, `role`, `start` and `end` are
places as well.

A place is the name of a column, or says more: `column`; `value` for one that all rows have; `separator`
between several values; `language` of all, or `language_after` a sign behind each; `template`, in which
{} is the value; `values`, what each value means here (one that is not listed is left out). In RDF a
column is the IRI of a property, or several with spaces between them: a path.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import yaml

from pcvegraph.errors import MappingError
from pcvegraph.languages import Bilingual
from pcvegraph.linking.matching.names import Use

PRESETS = Path(__file__).with_name("presets")
LISTS = ("names", "countries", "places", "websites", "identifiers", "kinds", "descriptions")
SINGLE = ("start", "end", "withdrawn", "class")
TEXTS = ("licence", "attribution", "homepage", "version")
KNOWN = ("title", "id", "delimiter", "encoding", "language", "relations", *TEXTS, *LISTS, *SINGLE)
OF_A_PLACE = (
    "column",
    "value",
    "separator",
    "language",
    "language_after",
    "template",
    "values",
    "use",
)
SAID_OF_A_RELATION = ("anchor", "role", "start", "end")
OF_A_RELATION = ("predicate", "inverse", *OF_A_PLACE[:-1], *SAID_OF_A_RELATION)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Place(NamedTuple):
    """Where in a row values stand, and what they mean: see the module."""

    column: str = ""
    value: str = ""
    separator: str = ""
    language: str = ""
    language_after: str = ""
    template: str = "{}"
    values: Mapping[str, list[str]] | None = None
    use: Use = "label"


class RelationPlace(NamedTuple):
    """Where in a row the other end of a relation stands, and what is said of the relation.

    `said` has where its anchor, role, start and end stand, as far as the dataset has them.
    """

    predicate: str
    other: Place
    is_inverse: bool
    said: Mapping[str, Place]


@dataclass(frozen=True)
class DatasetMapping:
    """How to read a dataset, whose it is, and on what terms.

    `places` has by the name of each field of a record where its values stand; `language` is that of
    texts that say none.
    """

    name: str
    title: Bilingual
    licence: str
    attribution: str
    homepage: str
    version: str
    id: Place
    places: Mapping[str, list[Place]]
    delimiter: str = ""
    encoding: str = "utf-8-sig"
    language: str = "en"
    relations: tuple[RelationPlace, ...] = ()
    columns: frozenset[str] = field(default_factory=frozenset)
    """All that the file must have."""


def find_mapping(name: str) -> DatasetMapping:
    """Return the mapping of this name that comes with pcvegraph, or that of the file `name`.

    Raises:
        MappingError: there is none, with those there are; or as `read_mapping`.
    """
    if name in (known := presets()):
        return read_mapping(name, (PRESETS / f"{name}.yaml").read_text(encoding="utf-8"))
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        raise MappingError(
            f"There is no mapping called “{name[:100]}”.",
            f"Name one of {', '.join(known)}, or a file that ends in .yaml.",
        )
    try:
        return read_mapping(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{name}: cannot be read ({error}).") from None


def presets() -> list[str]:
    """Return the names of the mappings that come with pcvegraph, sorted."""
    return sorted(path.stem for path in PRESETS.glob("*.yaml"))


def read_mapping(name: str, text: str) -> DatasetMapping:
    """Return the mapping that `text` (YAML) describes.

    Raises:
        MappingError: it is no YAML, or has a word that a mapping does not have; lacks `id` or `names`.
    """
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise MappingError(f"{name}: this is no YAML: {error}") from None
    if not isinstance(told, dict):
        raise MappingError(f"{name}: a mapping file has `id`, `names` and what else is known.")
    _check_words(name, told, KNOWN)
    for needed in ("id", "names"):
        if not told.get(needed):
            raise MappingError(f"{name}: there is no `{needed}`.", "Say in which column it is.")
    own = _place(name, told["id"])
    places = {key: _places(name, told[key]) for key in (*LISTS, *SINGLE) if key in told}
    if isinstance(told.get("class"), str):
        places["class"] = [Place(value=told["class"])]
    relations = tuple(_relations(name, told.get("relations", [])))
    title = told.get("title", name)
    said = title if isinstance(title, dict) else {"en": str(title), "fr": str(title)}
    every = [own, *(place for several in places.values() for place in several)]
    every += [place for r in relations for place in (r.other, *r.said.values())]
    return DatasetMapping(
        name=name,
        title=Bilingual(said.get("en", ""), said.get("fr", "")),
        licence=str(told.get("licence", "")),
        attribution=str(told.get("attribution", "")),
        homepage=str(told.get("homepage", "")),
        version=str(told.get("version", "")),
        id=own,
        places=places,
        delimiter=_delimiter(name, str(told.get("delimiter", ""))),
        encoding=_encoding(name, str(told.get("encoding", "utf-8-sig"))),
        language=_language(name, str(told.get("language", "en"))),
        relations=relations,
        columns=frozenset(place.column for place in every if place.column),
    )


def _places(name: str, told: Any) -> list[Place]:
    return [_place(name, each) for each in (told if isinstance(told, list) else [told])]


def _place(name: str, told: Any) -> Place:
    if isinstance(told, str):
        return Place(told)
    if not isinstance(told, dict) or not (told.get("column") or told.get("value")):
        raise MappingError(f"{name}: “{told}” says no column.", "Write {column: …}.")
    _check_words(name, told, OF_A_PLACE)
    use = told.get("use", "label")
    if use not in get_args(Use):
        raise MappingError(
            f"{name}: a name is not used as “{use}”.", f"Write one of: {', '.join(get_args(Use))}."
        )
    values = told.get("values")
    if isinstance(values, list):
        values = {each: [each] for each in values}
    elif values is not None:
        values = {str(k): v if isinstance(v, list) else [str(v)] for k, v in values.items()}
    plain = {key: str(told[key]) for key in OF_A_PLACE[:-2] if key in told}
    return Place(**plain, values=values, use=cast("Use", use))


def _relations(name: str, told: Any) -> Iterator[RelationPlace]:
    for each in told if isinstance(told, list) else [told]:
        if not isinstance(each, dict) or not each.get("predicate"):
            raise MappingError(
                f"{name}: the relation “{each}” says no predicate.",
                "Write {predicate: partOf, column: …}.",
            )
        _check_words(name, each, OF_A_RELATION)
        yield RelationPlace(
            predicate=str(each["predicate"]).removeprefix("pcve:"),
            other=_place(name, {key: each[key] for key in OF_A_PLACE if key in each}),
            is_inverse=each.get("inverse") is True,
            said={key: _place(name, each[key]) for key in SAID_OF_A_RELATION if key in each},
        )


def _delimiter(name: str, told: str) -> str:
    if len(told) > 1 or told in ("\r", "\n", '"'):
        raise MappingError(f"{name}: “{told[:20]}” is no delimiter.", 'Write one sign: ";".')
    return told


def _encoding(name: str, told: str) -> str:
    try:
        # What is no encoding of text, such as base64, gives no text.
        "".encode(codecs.lookup(told).name)
    except (LookupError, UnicodeError, ValueError):
        raise MappingError(
            f"{name}: there is no encoding “{told[:60]}”.", "Write, say, utf-8 or windows-1252."
        ) from None
    return told


def _language(name: str, told: str) -> str:
    if not LANGUAGE.fullmatch(told) or told == "und":
        raise MappingError(f"{name}: “{told[:60]}” is no language.", "Write, say, en, fr or de.")
    return told


def _check_words(name: str, told: Mapping[str, Any], known: Iterable[str]) -> None:
    known = list(known)
    for word in told:
        if word not in known:
            near = get_close_matches(str(word), known, n=2) or known
            raise MappingError(
                f"{name}: a mapping file has no “{str(word)[:60]}”.", f"Nearest: {', '.join(near)}."
            )
