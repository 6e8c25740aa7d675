"""What changed of statements: new, withdrawn, ended, other dates, amounts, verdicts, other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcvegraph.changes.change import Change
from pcvegraph.changes.evidence import evidence_changes, words_of
from pcvegraph.changes.pairs import Told, pairs
from pcvegraph.changes.phrases import (
    MOVED,
    bilingual,
    changed,
    changed_text,
    ended,
    line,
    names,
    rested_on,
    shown,
    with_remark,
    word_of,
)
from pcvegraph.changes.sides import Sides
from pcvegraph.languages import Bilingual, Language
from pcvegraph.locales import written_date
from pcvegraph.querying.descriptions import Statement, Thing
from pcvegraph.querying.wording import money, qualifications
from pcvegraph.vocabulary import PCVE, RDF

NEW = Bilingual("new", "nouveau")
WITHDRAWN = Bilingual("withdrawn", "retiré")
AMOUNT = Bilingual("amount", "montant")
DATES = (("start", PCVE.start), ("end", PCVE.end), ("announced", PCVE.announced))
THINGS = (
    ("through", PCVE.through),
    ("counted_under", PCVE.sameMoneyAs),
    ("assessment", PCVE.inAssessment),
)
TEXTS = (("roles", PCVE.role), ("notes", PCVE.note))


def statement_changes(sides: Sides, relations: Iterable[str]) -> Iterator[tuple[Thing, Change]]:
    """Yield what changed of these relations, each with its subject."""
    for told in pairs(sides, sorted(relations)):
        who = told.subject
        if told.before and told.after:
            yield from ((who, change) for change in _compared(told, told.before, told.after))
        else:
            yield who, _new(told) if told.after else _withdrawn(told)


def _new(told: Told) -> Change:
    sources = told.sources()

    def sentence(language: Language) -> str:
        said = ", ".join([told.said(language), *qualifications(told.known, language)])
        word = word_of(sources, language)
        remark = f"{NEW.in_language(language)}, {word}" if word else NEW.in_language(language)
        written = with_remark(line(told.subject, said, language), remark)
        return written + words_of(told.known.evidence[:1], language)

    return told.change("new-statement", bilingual(sentence), sources)


def _withdrawn(told: Told) -> Change:
    sources = told.sources()

    def sentence(language: Language) -> str:
        said = ", ".join([told.said(language), *qualifications(told.known, language)])
        rested = rested_on(sources, language)
        remark = WITHDRAWN.in_language(language) + (f" ({rested})" if rested else "")
        return with_remark(line(told.subject, said, language), remark)

    return told.change("withdrawn-statement", bilingual(sentence), sources)


def _compared(told: Told, old: Statement, new: Statement) -> Iterator[Change]:
    yield from _dates(told, old, new)
    yield from _money(told, old, new)
    yield from _things(told, old, new)
    for name, term in TEXTS:
        label = told.side.thing(term.value)
        what = changed_text(label, getattr(old, name), getattr(new, name))
        if what:
            yield told.changed("changed-statement", what)
    yield from evidence_changes(told, old, new)


def _dates(told: Told, old: Statement, new: Statement) -> Iterator[Change]:
    for name, term in DATES:
        first, second = getattr(old, name), getattr(new, name)
        if first == second:
            continue
        if name == "end" and not first:
            yield told.changed("ended", ended(second))
        else:
            yield told.changed("moved-date", _moved(told.side.thing(term.value), first, second))


def _moved(what: Thing, old: str, new: str) -> Bilingual:
    return bilingual(
        lambda language: changed(
            shown(what, language),
            (written_date(old, language), written_date(new, language)),
            language,
            MOVED,
        )
    )


def _money(told: Told, old: Statement, new: Statement) -> Iterator[Change]:
    before = bilingual(lambda language: money(old, language))
    after = bilingual(lambda language: money(new, language))
    if before != after:
        yield told.changed("changed-amount", _changed(AMOUNT, before, after))


def _changed(what: Bilingual, old: Bilingual, new: Bilingual) -> Bilingual:
    return Bilingual(
        changed(what.en, (old.en, new.en), "en"), changed(what.fr, (old.fr, new.fr), "fr")
    )


def _things(told: Told, old: Statement, new: Statement) -> Iterator[Change]:
    if _iri(old.verdict) != _iri(new.verdict):
        label = told.side.thing(PCVE.verdict.value)
        what = _changed(names(label), names(old.verdict), names(new.verdict))
        yield told.changed("changed-verdict", what)
    for name, term in THINGS:
        first, second = getattr(old, name), getattr(new, name)
        if told.sides.successor(_iri(first)) != told.sides.successor(_iri(second)):
            label = told.side.thing(term.value)
            called = [_called(told, first), _called(told, second)]
            yield told.changed("changed-statement", _changed(names(label), *called))


def _iri(thing: Thing | None) -> str:
    return thing.iri if thing else ""


def _called(told: Told, thing: Thing | None) -> Bilingual:
    """Return what a thing is called; of a statement, which has no name, what it is about."""
    if thing is None or thing.names:
        return names(thing)
    other = told.sides.later(thing.iri).first(thing.iri, RDF.object.value)
    return names(told.sides.thing(other) if other else thing)
