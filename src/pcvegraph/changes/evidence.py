"""What changed of the evidence of a statement: more sources, fewer, other words of the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pcvegraph.changes.change import Change, Kind
from pcvegraph.changes.pairs import Told
from pcvegraph.changes.phrases import (
    MOVED,
    bilingual,
    changed,
    changed_text,
    cited,
    fill,
    line,
    names,
    quoted,
    shown,
    with_remark,
)
from pcvegraph.languages import Bilingual, Language
from pcvegraph.locales import written_date
from pcvegraph.querying.descriptions import Evidence, Statement
from pcvegraph.vocabulary import PCVE

NOTHING = Bilingual("", "")
ONE_MORE = Bilingual("one more source", "une source de plus")
ONE_LESS = Bilingual("one source less", "une source de moins")
OTHER_WORDS = Bilingual("other words of the same source", "autre passage de la même source")
SAYS = Bilingual("{what}: {words}", "{what}\u00a0: {words}")
BEFORE = Bilingual(" (before: {old})", " (auparavant\u00a0: {old})")
AS_OF = Bilingual(" (as of {date})", " (en date de\u00a0: {date})")


def words_of(told: Iterable[Evidence], language: Language) -> str:
    """Return the words of evidence as they follow a sentence, with the date they speak of."""
    return "".join(
        fill(SAYS, language, what="", words=_words(evidence, language)) for evidence in told
    )


def evidence_changes(told: Told, old: Statement, new: Statement) -> Iterator[Change]:
    """Yield what changed of the evidence of a statement."""
    before = {_key(evidence): evidence for evidence in old.evidence}
    after = {_key(evidence): evidence for evidence in new.evidence}
    for key in sorted(before.keys() & after.keys()):
        yield from _details(told, before.pop(key), after.pop(key))
    for evidence in after.values():
        same = next((key for key in before if key[0] == evidence.source.iri), None)
        if same:
            yield _other_words(told, before.pop(same), evidence)
        else:
            yield _change(told, "new-evidence", evidence, ONE_MORE, _words)
    for evidence in before.values():
        yield _change(told, "withdrawn-evidence", evidence, ONE_LESS, lambda *_: "")


def _key(evidence: Evidence) -> tuple[str, str]:
    return evidence.source.iri, evidence.anchor.value


def _words(evidence: Evidence, language: Language) -> str:
    words = quoted(evidence.anchor.value, language)
    if not evidence.as_of:
        return words
    return words + fill(AS_OF, language, date=written_date(evidence.as_of, language))


def _other_words(told: Told, old: Evidence, new: Evidence) -> Change:
    def words(evidence: Evidence, language: Language) -> str:
        before = fill(BEFORE, language, old=quoted(old.anchor.value, language))
        return _words(evidence, language) + before

    return _change(told, "changed-evidence", new, OTHER_WORDS, words)


def _details(told: Told, old: Evidence, new: Evidence) -> Iterator[Change]:
    """Yield what changed of evidence whose source and words are the same."""
    note = told.side.thing(PCVE.note.value)
    for what in (
        _as_of(told, old.as_of, new.as_of),
        _locator(told, old.locator, new.locator),
        changed_text(note, old.notes, new.notes),
    ):
        if what:
            yield _detail(told, new, what)


def _detail(told: Told, evidence: Evidence, what: Bilingual) -> Change:
    return _change(
        told, "changed-evidence", evidence, NOTHING, lambda _, language: what.in_language(language)
    )


def _as_of(told: Told, old: str, new: str) -> Bilingual | None:
    label = names(told.side.thing(PCVE.asOf.value))

    def what(language: Language) -> str:
        dates = (written_date(old, language), written_date(new, language))
        return changed(label.in_language(language), dates, language, MOVED)

    return bilingual(what) if old != new else None


def _locator(told: Told, old: str, new: str) -> Bilingual | None:
    label = names(told.side.thing(PCVE.locator.value))

    def what(language: Language) -> str:
        texts = (quoted(old, language), quoted(new, language))
        return changed(label.in_language(language), texts, language)

    return bilingual(what) if old != new else None


def _change(
    told: Told,
    kind: Kind,
    evidence: Evidence,
    what: Bilingual,
    words: Callable[[Evidence, Language], str],
) -> Change:
    """Return the change `what` of a piece of evidence, with its source and its words."""
    sources = told.sides.later(evidence.source.iri).sources([evidence.source.iri])

    def sentence(language: Language) -> str:
        title = quoted(shown(evidence.source, language), language)
        source = cited(sources[0], language) if sources else title
        parts = [what.in_language(language), source, words(evidence, language)]
        remark = _joined([part for part in parts if part], language)
        return with_remark(line(told.subject, told.said(language), language), remark)

    return told.change(kind, bilingual(sentence), sources)


def _joined(parts: list[str], language: Language) -> str:
    said = parts[0]
    for part in parts[1:]:
        said = fill(SAYS, language, what=said, words=part)
    return said
