"""Types and properties as the API has them: classes, and properties of things, of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pcvegraph.languages import LANGUAGES, Bilingual, Language, Texts
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES, prologue

PROLOGUE = prologue("owl", "pcve", "rdfs", "schema", "skos")
TERMS = """SELECT ?term ?property ?value WHERE {
  { ?term a owl:Class } UNION { ?term pcve:temporality ?temporality }
  UNION { VALUES ?term { PROPERTIES } }
  VALUES ?property {
    rdfs:label skos:definition pcve:inverseLabel pcve:temporality rdfs:subClassOf
    schema:domainIncludes schema:rangeIncludes
  }
  ?term ?property ?value .
}"""

IN_LANGUAGES = ("skos:prefLabel", "skos:altLabel", "pcve:acronym", "dcterms:description")
"""What can be asked for in one language, too."""

OF_THINGS = (
    *IN_LANGUAGES,
    "pcve:country",
    "pcve:place",
    "foaf:homepage",
    "pcve:start",
    "pcve:end",
    "org:classification",
    "adms:identifier",
    "skos:exactMatch",
    "dcterms:subject",
    "pcve:isoCode",
    "wgs84:lat",
    "wgs84:long",
)
INVERSE = "^"
LANGUAGE_NAMES: dict[Language, Bilingual] = {
    "en": Bilingual("in English", "en anglais"),
    "fr": Bilingual("in French", "en français"),
}
ALIASES = {
    "name": "prefLabel",
    "label": "prefLabel",
    "website": "homepage",
    "url": "homepage",
    "kind": "classification",
    "iso": "isoCode",
}
"""What people call some properties."""


@dataclass(frozen=True)
class Type:
    """A class of the ontology that things have: its id is its local name."""

    id: str
    iri: str
    names: Texts
    definitions: Texts
    broader: tuple[str, ...]
    """The ids of the classes right above it."""


@dataclass(frozen=True)
class Property:
    """A property of things.

    Attributes:
        id: local name of its term; with ^ before it for the other end, with @en for one language
        iri: of its term
        names, definitions: by language
        language: in which its values are wanted; "" for all
        is_inverse: whether its values are the things that have it, rather than those it leads to
        has_thing: ids of the types that have it, where the ontology says so
        values: ids of the types of its values, where they are things
    """

    id: str
    iri: str
    names: Texts
    definitions: Texts
    language: str = ""
    is_inverse: bool = False
    has_thing: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


class Terms:
    """The types and properties of a graph by id, in the order in which they are shown."""

    def __init__(self, graph: Askable, used: Iterable[str]) -> None:
        """Read them; `used` are the IRIs of the classes that things have. Raises as `Askable.rows`."""
        told = _read(graph)
        own = PREFIXES["pcve"]
        self.types: dict[str, Type] = {
            iri.removeprefix(own): _type(iri, told[iri])
            for iri in sorted(set(used))
            if iri.startswith(own)
        }
        listed = [_full(term) for term in OF_THINGS]
        relations = sorted(iri for iri in told if "temporality" in told[iri])
        self.properties: dict[str, Property] = {}
        for iri in (*listed, *relations):
            for each in _properties(iri, told[iri]):
                self.properties[each.id] = each
        self._places = {kind.iri: kind.id for kind in self.types.values()}
        self._places |= {each.iri: each.id for each in reversed(self.properties.values())}

    def find_type(self, name: str) -> Type | None:
        """Return the type with this id or IRI, with or without prefix; None where there is none."""
        return self.types.get(self._places.get(name, name.removeprefix("pcve:")))

    def find_property(self, name: str) -> Property | None:
        """Return the property with this id, IRI or other name; None where there is none."""
        plain = name.removeprefix(INVERSE)
        inverse = INVERSE if plain != name else ""
        plain = self._places.get(plain, plain).rpartition(":")[2]
        plain, at, language = plain.partition("@")
        return self.properties.get(inverse + ALIASES.get(plain, plain) + at + language)

    def of_type(self, kind: Type | None) -> list[Property]:
        """Return the properties that things of that type may have; without a type all."""
        if kind is None:
            return list(self.properties.values())
        related = self.above(kind.id) | {k for k in self.types if kind.id in self.above(k)}
        return [p for p in self.properties.values() if not p.has_thing or p.has_thing & related]

    def above(self, name: str) -> frozenset[str]:
        """Return the ids of a type and of all that are above it."""
        found: set[str] = set()
        left = [name]
        while left:
            kind = self.types.get(left.pop())
            if kind and kind.id not in found:
                found.add(kind.id)
                left += kind.broader
        return frozenset(found)


Told = Mapping[str, list[tuple[str, str]]]
"""What the ontology says of a term: by property, each value with its language."""


def _read(graph: Askable) -> Mapping[str, Told]:
    told: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    text = TERMS.replace("PROPERTIES", " ".join(f"<{_full(term)}>" for term in OF_THINGS))
    for row in graph.rows(Question(PROLOGUE + text)):
        name = row["property"].value.replace("#", "/").rpartition("/")[2]
        language = getattr(row["value"], "language", None) or ""
        told[row["term"].value][name].append((row["value"].value, language))
    return told


def _full(term: str) -> str:
    prefix, _, name = term.partition(":")
    return PREFIXES[prefix] + name


def _type(iri: str, told: Told) -> Type:
    own = PREFIXES["pcve"]
    above = sorted({value for value, _ in told.get("subClassOf", ()) if value.startswith(own)})
    broader = tuple(value.removeprefix(own) for value in above)
    name = iri.removeprefix(own)
    return Type(name, iri, _texts(told, "label"), _texts(told, "definition"), broader)


def _properties(iri: str, told: Told) -> Iterable[Property]:
    name = iri.replace("#", "/").rpartition("/")[2]
    names, definitions = _texts(told, "label"), _texts(told, "definition")
    ends = _types(told, "domainIncludes"), _types(told, "rangeIncludes")
    yield Property(name, iri, names, definitions, has_thing=ends[0], values=ends[1])
    if iri in map(_full, IN_LANGUAGES):
        for language in LANGUAGES:
            said = {
                tag: f"{text} ({LANGUAGE_NAMES[language].in_language(_ours(tag))})"
                for tag, text in names.items()
            }
            yield Property(f"{name}@{language}", iri, Texts(said), definitions, language)
    if "inverseLabel" in told:
        yield Property(
            INVERSE + name,
            iri,
            _texts(told, "inverseLabel"),
            definitions,
            is_inverse=True,
            has_thing=ends[1],
            values=ends[0],
        )


def _ours(tag: str) -> Language:
    return "fr" if tag == "fr" else "en"


def _texts(told: Told, name: str) -> Texts:
    return Texts({language: value for value, language in told.get(name, ())})


def _types(told: Told, name: str) -> frozenset[str]:
    own = PREFIXES["pcve"]
    found = (value for value, _ in told.get(name, ()) if value.startswith(own))
    return frozenset(value.removeprefix(own) for value in found)
