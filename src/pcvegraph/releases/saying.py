"""What a release says of itself: its name, date and version, and the words of the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Store

from pcvegraph.languages import Texts
from pcvegraph.vocabulary import BASE, DATASET, DCTERMS, DESCRIPTION, PREFIXES

KEYWORD = NamedNode(PREFIXES["dcat"] + "keyword")
AUTHORS = "The pcvegraph contributors"
PUBLISHER = "pcvegraph"
ADDRESS = BASE
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC-BY-4.0"


@dataclass(frozen=True)
class Particulars:
    """What the metadata of a release are made of.

    Attributes:
        name: what the release is called
        day: its date
        version: the fingerprint of its graph
        titles, descriptions, rights: of the dataset, by language
        keywords: of the dataset, each with its language
    """

    name: str
    day: date
    version: str
    titles: Texts
    descriptions: Texts
    rights: Texts
    keywords: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """The title in English."""
        return self.titles.shown("en", "pcvegraph").text

    @property
    def description(self) -> str:
        """The description in English."""
        return self.descriptions.shown("en", self.title).text


def find_particulars(store: Store, name: str, day: date, version: str) -> Particulars:
    """Return the particulars of the release `name`, in the words that the dataset has in `store`."""
    keywords = sorted((text.language or "", text.value) for text in _texts(store, KEYWORD))
    return Particulars(
        name=name,
        day=day,
        version=version,
        titles=_by_language(store, DCTERMS.title),
        descriptions=_by_language(store, DCTERMS.description),
        rights=_by_language(store, DCTERMS.rights),
        keywords=tuple(keywords),
    )


def _by_language(store: Store, predicate: NamedNode) -> Texts:
    return Texts({text.language or "": text.value for text in _texts(store, predicate)})


def _texts(store: Store, predicate: NamedNode) -> list[Literal]:
    quads = store.quads_for_pattern(DATASET, predicate, None, DESCRIPTION)
    return [quad.object for quad in quads if isinstance(quad.object, Literal)]
