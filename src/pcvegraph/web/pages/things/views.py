"""The page of a thing: what its template is given, gathered in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from pyoxigraph import Literal

from pcvegraph.languages import Language
from pcvegraph.locales import written_language, written_period
from pcvegraph.querying.describing import tell_sources
from pcvegraph.querying.descriptions import Description, Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES
from pcvegraph.web.pages.drawing.timeline import draw_timeline
from pcvegraph.web.pages.things import lives, surroundings
from pcvegraph.web.pages.things.facts import CLASSIFICATION, RETIRED, tell_facts, tell_mentions
from pcvegraph.web.pages.things.kinds import PageKind, kind_of
from pcvegraph.web.pages.things.numbering import Numbering
from pcvegraph.web.pages.things.particulars import BEFORE_FACTS, PARTICULAR, Context
from pcvegraph.web.pages.things.relations import MANY, Chapter, tell_relations
from pcvegraph.web.pages.things.sums import Sums, add_up
from pcvegraph.web.pages.things.surroundings import Somewhere

LANGUAGE = PREFIXES["dcterms"] + "language"
WORTH_DRAWING = 3  # dates, from which on a picture says more than the list
WITHOUT_CHAPTERS: tuple[PageKind, ...] = ("relation", "evidence", "source", "thing")


def view(engine: Askable, description: Description, language: Language) -> tuple[str, Context]:
    """Return the template of the page of a thing, and what it is given."""
    kind = kind_of(description)
    numbers = Numbering(description.sources)
    context = _opening(engine, description, language, kind)
    particular = PARTICULAR.get(kind)
    if particular and kind in BEFORE_FACTS:
        context |= particular(engine, description, language, numbers)
    listed = _listed_sources(description, kind)
    numbers.add_sources(listed)
    if particular and kind not in BEFORE_FACTS:
        context |= particular(engine, description, language, numbers)
    if kind not in WITHOUT_CHAPTERS:
        context |= _relations(engine, description, language, kind, numbers)
    disputes = description.disputes()
    numbers.add(e for _, claims in disputes for claim in claims for e in claim.evidence)
    if numbers.unknown:
        numbers.learn(tell_sources(engine, numbers.unknown))
    context |= {"disputes": disputes, "numbers": numbers, "listed_sources": listed, "many": MANY}
    return f"things/{kind}.html", context


def _listed_sources(description: Description, kind: PageKind) -> list[str]:
    """Return the IRIs of the sources that the facts rest on; that of evidence is told with its words."""
    if kind == "evidence":
        return []
    return [v.iri for v in description.fact(DCTERMS.source.value) if isinstance(v, Thing)]


def _opening(
    engine: Askable, description: Description, language: Language, kind: PageKind
) -> Context:
    iri = description.thing.iri
    translated = description.fact(PCVE.ourTranslation.value)
    finer = [v for v in description.fact(CLASSIFICATION) if isinstance(v, Thing)]
    links = surroundings.find_links(engine, description)
    return {
        "kind": kind,
        "d": description,
        "headline": description.headline(language),
        "kinds": [*description.types, *finer],
        "is_entity": kind not in (*WITHOUT_CHAPTERS, "concept"),
        # Evidence and claims are called by the words of others.
        "is_literal": "--by--" in iri or "--claims--" in iri,
        "is_retired": bool(description.fact(RETIRED)),
        "facts": tell_facts(description, language, kind),
        "links": links,
        "mentions": tell_mentions(engine, description, kind, {link.record.iri for link in links}),
        "LANGUAGE": LANGUAGE,
        "prefixes": PREFIXES,
        "spoken": partial(written_language, language=language),
        "period": partial(written_period, language=language),
        "is_ours_translated": any(
            isinstance(v, Literal)
            and (v.value, v.language) == tuple(description.headline(language)[0])
            for v in translated
        ),
        "translations": {(v.value, v.language) for v in translated if isinstance(v, Literal)},
    }


def _relations(
    engine: Askable,
    description: Description,
    language: Language,
    kind: PageKind,
    numbers: Numbering,
) -> Context:
    chapters = tell_relations(description, kind)
    if kind == "concept":
        chapters = _without_users(chapters)
    groups = [group for chapter in chapters for group in chapter.groups]
    charted = kind == "forum"
    drawn = lives.lives((g for g in groups if not (charted and lives.is_leadership(g))), language)
    for chapter in chapters:
        for group in chapter.groups:
            numbers.add(e for s in (*group.dated, *group.undated) for e in s.evidence)
    days = {(span.start, span.end) for row in drawn for span in row.spans}
    return {
        "chapters": chapters,
        "drawn": draw_timeline(drawn) if len(days) >= WORTH_DRAWING else None,
        **_where(surroundings.find_places(engine, description), language),
        "received": _sums(chapters, incoming=True),
        "given": _sums(chapters, incoming=False),
    }


def _without_users(chapters: list[Chapter]) -> list[Chapter]:
    return [chapter for chapter in chapters if chapter.theme != "used-by"]


def _sums(chapters: Iterable[Chapter], *, incoming: bool) -> Sums | None:
    groups = [group for chapter in chapters for group in chapter.groups]
    for group in groups:
        if group.predicate.iri == PCVE.funds.value and group.incoming == incoming:
            return add_up(group.statements)
    return None


def _where(places: list[Somewhere], language: Language) -> Context:
    """Return the places of a page, and what of them a map marks: points, else whole countries."""
    spots = [p for p in places if p.latitude is not None and p.longitude is not None]
    countries = {p.code: p for p in places if p.code and p not in spots}
    return {
        "places": places,
        "spots": [
            (p.latitude, p.longitude, p.thing.shown(language).text, p.thing.iri) for p in spots
        ],
        "countries": [
            (code, p.thing.shown(language).text, p.thing.iri) for code, p in countries.items()
        ],
    }
