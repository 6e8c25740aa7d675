"""What changed of the sources: new documents, those that went, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcvegraph.changes.change import Change, Kind
from pcvegraph.changes.comparing import Matter, compare
from pcvegraph.changes.phrases import bilingual, fill, line, quoted, shown
from pcvegraph.changes.sides import Sides
from pcvegraph.languages import Bilingual, Language
from pcvegraph.locales import written_date
from pcvegraph.querying.descriptions import Source, Thing

NEW = Bilingual("new source {title}", "nouvelle source {title}")
WITHDRAWN = Bilingual("source {title} withdrawn", "source retirée\u00a0: {title}")
OF_WHAT = Bilingual("source {title}", "source {title}")


def source_changes(sides: Sides, iris: Iterable[str]) -> Iterator[tuple[Thing, Change]]:
    """Yield what changed of these sources, each with who published it (or the source itself)."""
    for iri in iris:
        before, after = sides.before.sources([iri]), sides.after.sources([iri])
        for source in after or before:
            who = _publisher(sides, source)
            if before and after:
                for change in compare(_matter(sides, source, who)):
                    yield who, change
            else:
                yield who, _came_or_went(source, who, came=bool(after))


def _publisher(sides: Sides, source: Source) -> Thing:
    if source.publisher:
        return sides.veiled(source.publisher)
    if source.publisher_names:
        return Thing("", source.publisher_names)
    return source.thing


def _matter(sides: Sides, source: Source, who: Thing) -> Matter:
    iri = source.thing.iri
    what = bilingual(lambda language: _titled(OF_WHAT, source, language))
    return Matter(sides, iri, iri, who, what, kind="changed-source")


def _came_or_went(source: Source, who: Thing, *, came: bool) -> Change:
    pattern = NEW if came else WITHDRAWN
    kind: Kind = "new-source" if came else "withdrawn-source"

    def sentence(language: Language) -> str:
        date = written_date(source.issued, language)
        what = _titled(pattern, source, language) + (f" ({date})" if date else "")
        return line(who, what, language)

    return Change(kind, source.thing.iri, bilingual(sentence), (source,))


def _titled(pattern: Bilingual, source: Source, language: Language) -> str:
    return fill(pattern, language, title=quoted(shown(source.thing, language), language))
