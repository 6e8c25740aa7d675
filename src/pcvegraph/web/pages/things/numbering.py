"""The numbers of the sources of a page, in the order in which it uses them first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pcvegraph.querying.descriptions import Evidence, Source


class Numbering:
    """The sources that a page marks with numbers, and the ids of what it quotes of them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = dict(sources)
        self._numbers: dict[str, int] = {}
        self._ids: dict[str, str] = {}
        self._lines: dict[str, str] = {}

    def add_sources(self, iris: Iterable[str]) -> None:
        """Give a number to each source that has none."""
        for iri in iris:
            self._numbers.setdefault(iri, len(self._numbers) + 1)

    def add(self, told: Iterable[Evidence]) -> None:
        """Give numbers to the sources of `told`, and ids to their words."""
        for evidence in told:
            self.add_sources([evidence.source.iri])
            self._ids.setdefault(evidence.iri, f"words-{len(self._ids) + 1}")

    @property
    def unknown(self) -> list[str]:
        """The IRIs of the sources with a number of which nothing is known yet."""
        return [iri for iri in self._numbers if iri not in self._sources]

    def learn(self, sources: Mapping[str, Source]) -> None:
        """Take in what is known of further sources."""
        self._sources.update(sources)

    def number(self, source: str) -> int:
        """Return the number of a source, by IRI."""
        return self._numbers[source]

    def words(self, evidence: Evidence) -> str:
        """Return the id of the element that shows the words."""
        return self._ids[evidence.iri]

    def source(self, iri: str) -> Source | None:
        """Return what is known of a source; None where it is not described."""
        return self._sources.get(iri)

    def line(self, iri: str, write: Callable[[str], str]) -> str:
        """Return what `write` makes of a source, by IRI; it is written once for a page."""
        if iri not in self._lines:
            self._lines[iri] = write(iri)
        return self._lines[iri]

    @property
    def listed(self) -> list[tuple[int, str, Source | None]]:
        """The sources by number: each with its IRI."""
        return [(number, iri, self.source(iri)) for iri, number in self._numbers.items()]
