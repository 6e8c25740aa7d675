"""A new source, in the file of its publisher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pcvegraph.curating.additions import Addition, check_slug, clean, date_of
from pcvegraph.curating.addresses import is_address, page_of, without_tracking
from pcvegraph.curating.edits import Edits, values
from pcvegraph.curating.present import Present
from pcvegraph.errors import CurationError
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.turtle import Iri, Property
from pcvegraph.identifiers import find_slug, source_iri
from pcvegraph.languages import Bilingual
from pcvegraph.linking.importing.drafts import propose_slug
from pcvegraph.linking.importing.sheets import is_a, plain, text
from pcvegraph.linking.matching.names import fold, key_of, words_of
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES

SOURCES = DATA + "sources/"
PUBLISHER, NAME = DCTERMS.publisher.value, PREFIXES["dc"] + "publisher"
ADDRESS = PREFIXES["schema"] + "url"
LONGEST_SLUG = 64
DESCRIBED = """SELECT ?source ?title ?address ?archived ?publisher ?name WHERE {
  ?source a pcve:Source .
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source <https://schema.org/url> ?address }
  OPTIONAL { ?source pcve:archivedAt ?archived }
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source <http://purl.org/dc/elements/1.1/publisher> ?name }
}"""

NO_ADDRESS = Bilingual(
    "“{address}” is no address on the web.", "«\u00a0{address}\u00a0» n'est pas une adresse du Web."
)
COPY = Bilingual(
    "Copy the whole address from the browser, with https://.",
    "Copiez l'adresse entière du navigateur, avec https://.",
)
THERE = Bilingual(
    "This page is a source already: source:{slug} ({title}, {address}).",
    "Cette page est déjà une source\u00a0: source:{slug} ({title}, {address}).",
)
CITE = Bilingual("Cite it: --source {slug}.", "Citez-la\u00a0: --source {slug}.")
LIKE = Bilingual(
    "{publisher} has a source with nearly this title: source:{slug} ({title}, {address}).",
    "{publisher} a déjà une source presque du même titre\u00a0: source:{slug} ({title}, {address}).",
)
IF_ANOTHER = Bilingual(
    "Where it is the same page, cite that: --source {slug}. Where it is another, add --anyway.",
    "Si c'est la même page, citez celle-là\u00a0: --source {slug}. Sinon, ajoutez --anyway.",
)


@dataclass(frozen=True)
class SourceDraft:
    """What a person says of a source; "" where nothing is said."""

    address: str
    title: str
    publisher: str
    language: str
    issued: str = ""
    consulted: str = ""
    archived: str = ""
    slug: str = ""


class Described(NamedTuple):
    """A source that the graph has."""

    iri: str
    titles: frozenset[str]
    addresses: frozenset[str]
    publishers: frozenset[str]

    @property
    def words(self) -> dict[str, str]:
        """What messages say of it."""
        return {
            "slug": find_slug(self.iri) or self.iri,
            "title": min(self.titles, default=""),
            "address": min(self.addresses, default=""),
        }


def read_sources(present: Present) -> list[Described]:
    """Return the sources of the graph, by IRI."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    columns = ("title", "address", "archived", "publisher", "name")
    for row in present.rows(DESCRIBED):
        for column in columns:
            if column in row:
                found[row["source"].value][column].add(row[column].value)
    return [
        Described(
            iri,
            frozenset(said["title"]),
            frozenset(said["address"] | said["archived"]),
            frozenset(said["publisher"] | said["name"]),
        )
        for iri, said in sorted(found.items())
    ]


def find_same_page(known: list[Described], address: str) -> Described | None:
    """Return the source that has this address, in whatever spelling; None without one."""
    page = page_of(address)
    return next((each for each in known if page in map(page_of, each.addresses)), None)


def check_is_new(known: list[Described], address: str) -> None:
    """Raise CurationError where `address` is none, or is that of a source of the graph."""
    if not is_address(address):
        raise CurationError(NO_ADDRESS.with_values(address=address[:200]), COPY)
    if same := find_same_page(known, address):
        raise CurationError(
            THERE.with_values(**same.words), CITE.with_values(**same.words), is_no=True
        )


def new_source(present: Present, draft: SourceDraft, *, anyway: bool = False) -> Addition:
    """Return what adds this source.

    Raises:
        CurationError: it is there already; or, without `anyway`, one with nearly the same title of
            the same publisher is; or something of the draft is not what it should be.
    """
    known = read_sources(present)
    check_is_new(known, draft.address)
    publisher = _publisher(present, draft.publisher)
    if not anyway:
        _check_title(known, draft.title, publisher)
    slug = draft.slug or _free_slug(known, draft, publisher)
    iri = source_iri(slug)
    check_slug(f"source:{slug}", is_taken=iri in {each.iri for each in known})
    edits = Edits(present.contents)
    path = _file_of(edits, publisher)
    edits.say(path, iri, _said(draft, publisher))
    return Addition(edits.changes, (iri,))


def _publisher(present: Present, named: str) -> str:
    """Return the IRI of the publisher where the graph has it, else its name."""
    try:
        return present.find_thing(named)
    except CurationError:
        return clean(named)


def _check_title(known: list[Described], title: str, publisher: str) -> None:
    key = key_of(title)
    for each in known:
        if publisher in each.publishers and key in map(key_of, each.titles):
            words = each.words | {"publisher": find_slug(publisher) or publisher}
            raise CurationError(
                LIKE.with_values(**words), IF_ANOTHER.with_values(**words), is_no=True
            )


def _free_slug(known: list[Described], draft: SourceDraft, publisher: str) -> str:
    """Return a new slug: the publisher, the words that tell the title, and the year if need be."""
    taken = {each.iri for each in known}
    head = find_slug(publisher) or propose_slug(publisher) or "source"
    said = set(head.split("-"))
    words = [word for word in words_of(draft.title) if word.isascii() and word not in said]
    slug = head
    for word in words or fold(draft.address.partition("//")[2]).split():
        if len(f"{slug}-{word}") > max(LONGEST_SLUG, len(head) + 1 + len(word)) and slug != head:
            break
        slug = f"{slug}-{word}"
    return next(each for each in _numbered(slug, draft.issued[:4]) if source_iri(each) not in taken)


def _numbered(slug: str, year: str) -> Iterator[str]:
    yield slug
    if year and year not in slug.split("-"):
        slug = f"{slug}-{year}"
        yield slug
    further = 2
    while True:
        yield f"{slug}-{further}"
        further += 1


def _file_of(edits: Edits, publisher: str) -> str:
    """Return the path of the file in which most sources of the publisher stand; else a new one."""
    wanted = find_slug(publisher)
    found: Counter[str] = Counter()
    for path in edits.naming(wanted or ""):
        if path.startswith(SOURCES):
            for statement in edits.document(path).statements:
                said = values(statement, PUBLISHER) + values(statement, NAME)
                found[path] += publisher in said
    if best := [path for path, count in found.most_common(1) if count]:
        return best[0]
    return f"{SOURCES}{wanted or propose_slug(publisher) or 'others'}.ttl"


def _said(draft: SourceDraft, publisher: str) -> list[Property]:
    own = Iri(publisher) if find_slug(publisher) else None
    said = [
        is_a("Source"),
        text(DCTERMS.title.value, clean(draft.title), draft.language),
        Property(PUBLISHER, own, 0) if own else plain(NAME, publisher),
        plain(DCTERMS.language.value, draft.language),
        plain(ADDRESS, without_tracking(draft.address), "anyURI"),
        *date_of(DCTERMS.issued.value, draft.issued, "--issued"),
        *date_of(PCVE.consulted.value, draft.consulted, "--consulted"),
    ]
    if draft.archived:
        said.append(plain(PCVE.archivedAt.value, draft.archived, "anyURI"))
    return said
