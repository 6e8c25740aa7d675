"""What changed of disagreements: new ones, withdrawn ones, and what their sides say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcvegraph.changes.change import Change, Kind
from pcvegraph.changes.comparing import RESTS_ON, Matter, compare
from pcvegraph.changes.phrases import bilingual, fill, line, listed, quoted, shown
from pcvegraph.changes.sides import Side, Sides
from pcvegraph.languages import Bilingual, Language
from pcvegraph.querying.descriptions import Source, Thing
from pcvegraph.vocabulary import PCVE

NEW = Bilingual(
    "sources disagree on {topic}: {claims} – new",
    "désaccord des sources ({topic})\u00a0: {claims} – nouveau",
)
WITHDRAWN = Bilingual(
    "that sources disagree on {topic} is withdrawn: {claims}",
    "désaccord des sources ({topic}) retiré\u00a0: {claims}",
)
OF_WHAT = Bilingual("disagreement on {topic}", "désaccord ({topic})")
SIDE_MORE = Bilingual("one more side: {claim}", "une position de plus\u00a0: {claim}")
SIDE_LESS = Bilingual("one side less: {claim}", "une position de moins\u00a0: {claim}")
SIDE_OTHERWISE = Bilingual(
    "rests on other sources or words: {claim}", "d'autres sources ou passages\u00a0: {claim}"
)
AGAINST = Bilingual(" against ", " contre ")
CLAIM, ABOUT, EVIDENCE = (term.value for term in (PCVE.claim, PCVE.about, PCVE.evidence))


def dispute_changes(sides: Sides, iris: Iterable[str]) -> Iterator[tuple[Thing, Change]]:
    """Yield what changed of these disagreements, each with the thing they are about."""
    for iri in iris:
        side = sides.later(iri)
        about = min(side.texts(iri, ABOUT), default="")
        who = sides.thing(about) if about else side.thing(iri)
        if sides.before.facts(iri) and sides.after.facts(iri):
            for change in _compared(sides, iri, who):
                yield who, change
        else:
            yield who, _came_or_went(side, iri, who, came=side is sides.after)


def _came_or_went(side: Side, iri: str, who: Thing, *, came: bool) -> Change:
    claims = side.texts(iri, CLAIM)
    kind: Kind = "new-disagreement" if came else "withdrawn-disagreement"

    def sentence(language: Language) -> str:
        told = AGAINST.in_language(language).join(_claim(side, one, language) for one in claims)
        topic = shown(side.thing(iri), language)
        what = fill(NEW if came else WITHDRAWN, language, topic=topic, claims=told)
        return line(who, what, language)

    sources = tuple(source for claim in claims for source in _sources(side, claim))
    return Change(kind, iri, bilingual(sentence), sources)


def _compared(sides: Sides, iri: str, who: Thing) -> Iterator[Change]:
    what = bilingual(
        lambda language: fill(OF_WHAT, language, topic=shown(sides.after.thing(iri), language))
    )
    matter = Matter(sides, iri, iri, who, what, kind="changed-disagreement")
    yield from compare(matter, frozenset((CLAIM,)))
    old, new = (side.texts(iri, CLAIM) for side in sides.both())
    told = (
        (SIDE_MORE, sides.after, [claim for claim in new if claim not in old]),
        (SIDE_LESS, sides.before, [claim for claim in old if claim not in new]),
        (SIDE_OTHERWISE, sides.after, [c for c in new if c in old and _is_otherwise(sides, c)]),
    )
    for pattern, side, claims in told:
        for claim in claims:
            yield matter.change(matter.kind, _side(pattern, side, claim))


def _side(pattern: Bilingual, side: Side, claim: str) -> Bilingual:
    return bilingual(lambda language: fill(pattern, language, claim=_claim(side, claim, language)))


def _is_otherwise(sides: Sides, claim: str) -> bool:
    old, new = (
        (side.facts(claim), [side.facts(e) for e in side.texts(claim, EVIDENCE)])
        for side in sides.both()
    )
    return old != new


def _claim(side: Side, claim: str, language: Language) -> str:
    """Return what a side says, and on whose word."""
    sources = listed(_sources(side, claim), language)
    said = quoted(shown(side.thing(claim), language), language)
    return f"{said}, {sources}" if sources else said


def _sources(side: Side, claim: str) -> list[Source]:
    cited = (source for e in side.texts(claim, EVIDENCE) for source in side.texts(e, RESTS_ON))
    return side.sources(dict.fromkeys(cited))
