"""What stands in the files of a root, as a command that changes them has to know it.

It is read without inferring and without checking, for a curator waits. Types alone are widened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from pyoxigraph import DefaultGraph, RdfFormat, Store

from pcvegraph.errors import CurationError, GraphRefusedError, InvalidIdentifierError
from pcvegraph.graph.reading import DATA, find_graph, read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.identifiers import checked_iri, entity_iri, find_slug
from pcvegraph.languages import Bilingual
from pcvegraph.linking.entities import PROLOGUE, Entity
from pcvegraph.linking.importing.known import Known
from pcvegraph.linking.matching.matcher import Match, Matcher
from pcvegraph.linking.matching.names import Name, key_of
from pcvegraph.linking.matching.records import Record
from pcvegraph.querying.evaluation import Evaluator, Row
from pcvegraph.querying.questions import Question
from pcvegraph.settings import Settings

WIDER = (
    PROLOGUE
    + """INSERT { ?thing a ?wider } WHERE {
  ?class rdfs:subClassOf+ ?wider .
  FILTER(STRSTARTS(STR(?wider), STR(pcve:)) || ?wider = skos:Concept)
  ?thing a ?class .
}"""
)
NEAR = 5  # things shown where a name does not tell which is meant

NO_SUCH = Bilingual(
    "Nothing in the graph is called “{name}”.",
    "Rien dans le graphe ne s'appelle «\u00a0{name}\u00a0».",
)
SEVERAL = Bilingual(
    "Several things may be meant by “{name}”.",
    "«\u00a0{name}\u00a0» peut désigner plusieurs choses.",
)
ONE_OF = Bilingual(
    "Name it by its identifier: {names}.", "Nommez-la par son identifiant\u00a0: {names}."
)
SEARCH = Bilingual(
    "Look for it with `pcvegraph search`, or add it with `pcvegraph new`.",
    "Cherchez-la avec `pcvegraph search`, ou ajoutez-la avec `pcvegraph new`.",
)


class Present:
    """The files of a root, by path, and what they state."""

    def __init__(self, root: Root, settings: Settings) -> None:
        """Read the files; raises GraphRefusedError where one cannot be read or does not parse."""
        self.root = root
        self.settings = settings
        self.contents = _readable(root, settings)
        self.graph = Evaluator(Snapshot(_loaded(self.contents)))
        self.known = Known(self.graph)

    def rows(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query, which may use the usual prefixes."""
        return self.graph.rows(Question(PROLOGUE + query))

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The entities and concepts by IRI."""
        return self.known.entities

    def path_of(self, iri: str) -> str | None:
        """Return the path of the file of an entity; None for what has none of its own."""
        room = self.known.room_of(iri)
        return f"{DATA}{room}/{find_slug(iri)}.ttl" if room else None

    def shown(self, iri: str, language: str = "en") -> str:
        """Return a thing as messages show it: its identifier and its name."""
        label = self.entities[iri].labels.shown(language).text if iri in self.entities else ""
        return f"{find_slug(iri)} ({label})" if label else str(find_slug(iri) or iri)

    def find_thing(self, named: str) -> str:
        """Return the IRI of the one thing that is named by its identifier, IRI or name.

        Raises:
            CurationError: there is none, or several; with those that may be meant.
        """
        iri = _iri_of(named)
        if iri in self.entities:
            return str(iri)
        called = sorted(self._by_name[key_of(named)])
        if len(called) == 1:
            return called[0]
        near = called or [match.record.id for match in self.like(Record("", (Name(named),)))]
        message = (SEVERAL if called else NO_SUCH).with_values(name=named[:80])
        raise CurationError(message, self._choice(near[:NEAR]), is_no=True)

    def like(self, record: Record) -> list[Match]:
        """Return the things that a record may be, the likeliest first."""
        return self._matcher.matches(record, most=NEAR)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher([entity.record for entity in self.entities.values()])

    @cached_property
    def _by_name(self) -> defaultdict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for iri, entity in self.entities.items():
            for name in entity.record.names:
                found[key_of(name.text)].add(iri)
        return found

    def _choice(self, iris: list[str]) -> Bilingual:
        if not iris:
            return SEARCH
        en, fr = (", ".join(self.shown(iri, spoken) for iri in iris) for spoken in ("en", "fr"))
        return Bilingual(ONE_OF.en.replace("{names}", en), ONE_OF.fr.replace("{names}", fr))


def _readable(root: Root, settings: Settings) -> dict[str, bytes]:
    contents, findings = read_bytes(root, settings)
    if findings:
        raise GraphRefusedError(len(findings), f"{findings[0].place}: {findings[0].message.en}")
    return contents


def _loaded(contents: Mapping[str, bytes]) -> Store:
    store = Store()
    for path, content in contents.items():
        if find_graph(path):
            try:
                store.load(content, format=RdfFormat.TURTLE, to_graph=DefaultGraph())
            except SyntaxError as error:
                raise GraphRefusedError(1, f"{path}:{error.lineno or 0}: {error.msg}") from None
    store.update(WIDER)
    return store


def _iri_of(named: str) -> str | None:
    try:
        if "://" in named:
            return checked_iri(named)
        return entity_iri(named.removeprefix("id:"))
    except InvalidIdentifierError:
        return None
