"""What changed of the properties of a thing that is there before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from pcvegraph.changes.change import Change, Kind
from pcvegraph.changes.phrases import (
    CHANGED,
    MOVED,
    ONE_MORE,
    bilingual,
    changed,
    cited,
    differing,
    ended,
    fill,
    in_language,
    line,
    quoted,
    shown,
    with_remark,
    word_of,
)
from pcvegraph.changes.sides import Sides
from pcvegraph.languages import Bilingual, Language
from pcvegraph.locales import written_date
from pcvegraph.querying.descriptions import Source, Thing
from pcvegraph.querying.evaluation import Term
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, RDF, RDFS, SKOS

CLASS = Bilingual("class", "classe")
DETAIL = Bilingual("a detail", "un détail")
MORE = Bilingual("one more source: {source}", "une source de plus\u00a0: {source}")
LESS = Bilingual("one source less: {source}", "une source de moins\u00a0: {source}")
DATES = {PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear")}
NAMES = {SKOS.prefLabel.value, RDFS.label.value, DCTERMS.title.value}
RESTS_ON = DCTERMS.source.value
SCHEMES = ("https://", "http://")


class Matter(NamedTuple):
    """What is compared: the IRIs it had and has, whose it is, of what of it, and its sources."""

    sides: Sides
    before: str
    after: str
    who: Thing
    of_what: Bilingual = Bilingual("", "")
    sources: tuple[Source, ...] = ()
    kind: Kind = "changed-fact"

    def change(self, kind: Kind, what: Bilingual) -> Change:
        """Return the change `what`, on the word of the sources."""

        def sentence(language: Language) -> str:
            of_what, told = self.of_what.in_language(language), what.in_language(language)
            told = with_remark(of_what, told) if of_what else told
            return with_remark(line(self.who, told, language), word_of(self.sources, language))

        return Change(kind, self.after, bilingual(sentence), self.sources)

    def label(self, property_iri: str, language: Language) -> str:
        """Return what a property is called; never its IRI."""
        if property_iri == RDF.type.value:
            return CLASS.in_language(language)
        return (
            self.sides.later(property_iri)
            .thing(property_iri)
            .names.shown(language, DETAIL.in_language(language))
            .text
        )


def compare(matter: Matter, but: frozenset[str] = frozenset()) -> Iterator[Change]:
    """Yield what is stated otherwise of a thing, but the properties `but` (IRIs)."""
    old = matter.sides.before.facts(matter.before)
    new = matter.sides.after.facts(matter.after)
    for name in sorted({*old, *new} - but):
        removed = [value for value in old.get(name, []) if value not in new.get(name, [])]
        added = [value for value in new.get(name, []) if value not in old.get(name, [])]
        if name == RESTS_ON:
            yield from _sources(matter, removed, added)
        elif removed or added:
            yield from _property(matter, name, removed, added)


def _property(
    matter: Matter, name: str, removed: list[Term], added: list[Term]
) -> Iterator[Change]:
    is_end = name == PCVE.end.value
    if is_end and not removed and len(added) == 1:
        yield matter.change("ended", ended(added[0].value))
        return
    for tag in sorted({_tag(value) for value in (*removed, *added)}):
        old = [value for value in removed if _tag(value) == tag]
        new = [value for value in added if _tag(value) == tag]
        if len(old) == len(new) == 1:
            yield _changed(matter, name, old[0], new[0])
        else:
            yield from (_changed(matter, name, value, None) for value in old)
            yield from (_changed(matter, name, None, value) for value in new)


def _changed(matter: Matter, name: str, old: Term | None, new: Term | None) -> Change:
    known = new or old
    if isinstance(known, Literal) and known.language:
        return _text(matter, name, old, new)
    is_date = isinstance(known, Literal) and known.datatype.value in DATES
    pattern = MOVED if is_date else CHANGED

    def what(language: Language) -> str:
        label = matter.label(name, language)
        texts = (_written(matter, old, language), _written(matter, new, language))
        return _told(matter, name, label, texts, language, pattern)

    return matter.change("moved-date" if is_date else matter.kind, bilingual(what))


def _text(matter: Matter, name: str, old: Term | None, new: Term | None) -> Change:
    known = new or old
    assert isinstance(known, Literal), "only a literal has a language"
    tag = known.language or ""

    def what(language: Language) -> str:
        label = in_language(matter.label(name, language), tag, language)
        texts = differing(old.value if old else "", new.value if new else "", language)
        return _told(matter, name, label, texts, language, CHANGED, tag)

    kind: Kind = "renamed" if name in NAMES and matter.kind == "changed-fact" else matter.kind
    return matter.change(kind, bilingual(what))


def _told(
    matter: Matter,
    name: str,
    label: str,
    texts: tuple[str, str],
    language: Language,
    pattern: Bilingual,
    tag: str = "",
) -> str:
    """Return how a property changed; where it has had other values, that there is one more."""
    old, new = texts
    if new and not old and _has_others(matter, name, tag):
        return fill(ONE_MORE, language, what=label, new=new)
    return changed(label, texts, language, pattern)


def _has_others(matter: Matter, name: str, tag: str = "") -> bool:
    """Return whether the property had a value (in this language) before."""
    return any(_tag(v) == tag for v in matter.sides.before.facts(matter.before).get(name, []))


def _tag(value: Term) -> str:
    return (value.language or "") if isinstance(value, Literal) else ""


def _written(matter: Matter, value: Term | None, language: Language) -> str:
    """Return a value in words: a name, a date, a text; an address without its scheme; "" for none."""
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        thing = matter.sides.thing(value.value)
        is_ours = value.value.startswith(tuple(PREFIXES.values()))
        return shown(thing, language) if thing.names or is_ours else without_scheme(value.value)
    if value.datatype.value in DATES:
        return written_date(value.value, language)
    return quoted(without_scheme(value.value), language)


def without_scheme(address: str) -> str:
    """Return a web address as people read it."""
    for scheme in SCHEMES:
        address = address.removeprefix(scheme)
    return address.removesuffix("/")


def _sources(matter: Matter, removed: list[Term], added: list[Term]) -> Iterator[Change]:
    """Yield what a thing rests on now, and what it no longer rests on."""
    later = matter.sides.later
    for value in added:
        for source in later(value.value).sources([value.value]):
            yield _source(matter, "new-evidence", MORE, source)
    for value in removed:
        for source in later(value.value).sources([value.value]):
            yield _source(matter, "withdrawn-evidence", LESS, source)


def _source(matter: Matter, kind: Kind, pattern: Bilingual, source: Source) -> Change:
    def what(language: Language) -> str:
        title = quoted(shown(source.thing, language), language)
        told = cited(source, language)
        # Without a publisher it is the title that is cited already.
        return fill(pattern, language, source=told if title in told else f"{told}, {title}")

    told = matter._replace(sources=()).change(kind, bilingual(what))
    return replace(told, sources=(source,))
