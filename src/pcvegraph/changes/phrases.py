"""The phrases that changes are told in. French ones avoid what would have to agree with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from pcvegraph.languages import LANGUAGES, Bilingual, Language, Texts
from pcvegraph.locales import written_date, written_language
from pcvegraph.querying.descriptions import Source, Thing

DAY = len("2017-09-20")
LONG = 90  # characters, from which on only what differs between two texts is shown
AROUND = 3  # words shown before and after what differs
MOST_SOURCES = 3

AND = Bilingual("and", "et")
MORE = Bilingual("{count} more", "{count} de plus")
UNDATED = Bilingual("undated", "sans date")
UNNAMED = Bilingual("something without a name", "une chose sans nom")
QUOTED = Bilingual("“{text}”", "«\u00a0{text}\u00a0»")
LINE = Bilingual("{who}: {what}", "{who}\u00a0: {what}")
WORD = Bilingual("on the word of {sources}", "selon {sources}")
RESTED = Bilingual("was on the word of {sources}", "reposait sur {sources}")
CHANGED = Bilingual("{what} changed from {old} to {new}", "{what}\u00a0: {new} (auparavant {old})")
MOVED = Bilingual("{what} moved from {old} to {new}", "{what}\u00a0: {new} (auparavant {old})")
STATED = Bilingual("{what}: {new} (none before)", "{what}\u00a0: {new} (rien auparavant)")
ONE_MORE = Bilingual("{what}: {new} (one more)", "{what}\u00a0: {new} (de plus)")
DROPPED = Bilingual("{what} withdrawn: {old}", "{what} – retrait\u00a0: {old}")
RESPACED = Bilingual("{what}: only spaces changed", "{what}\u00a0: seuls des espaces changent")
ENDED = Bilingual(
    "ended {date} (no end was known)", "a pris fin {date} (aucune fin n'était connue)"
)
IN_LANGUAGE = Bilingual("{what} ({tongue})", "{what} ({tongue})")


def bilingual(make: Callable[[Language], str]) -> Bilingual:
    """Return what `make` writes in each language."""
    return Bilingual(*(make(language) for language in LANGUAGES))


def fill(pattern: Bilingual, language: Language, **values: str) -> str:
    """Return the pattern in `language` with its values."""
    return pattern.with_values(**values).in_language(language)


def shown(thing: Thing, language: Language, otherwise: Bilingual = UNNAMED) -> str:
    """Return the name of a thing in `language`, else in another, else `otherwise`; never its IRI."""
    return thing.names.shown(language).text or otherwise.in_language(language)


def quoted(text: str, language: Language) -> str:
    """Return a text in the quotation marks of `language`; "" as it is."""
    return fill(QUOTED, language, text=text) if text else ""


def line(who: Thing, what: str, language: Language) -> str:
    """Return a sentence: who, and what of it."""
    return fill(LINE, language, who=shown(who, language), what=what)


def ended(date: str) -> Bilingual:
    """Return that something ended on a date, as precise as it is."""
    article = "le " if len(date) == DAY else "en "
    written = Bilingual(written_date(date, "en"), article + written_date(date, "fr"))
    return bilingual(lambda language: fill(ENDED, language, date=written.in_language(language)))


def changed(
    what: str, texts: tuple[str, str], language: Language, pattern: Bilingual = CHANGED
) -> str:
    """Return that something is otherwise than before: `texts` are before and after, "" for nothing."""
    old, new = texts
    if old == new:
        return fill(RESPACED, language, what=what)
    chosen = (pattern if old else STATED) if new else DROPPED
    return fill(chosen, language, what=what, old=old, new=new)


def names(thing: Thing | None) -> Bilingual:
    """Return the name of a thing; "" for none."""
    return bilingual(lambda language: shown(thing, language) if thing else "")


def changed_text(what: Thing, old: Texts, new: Texts) -> Bilingual | None:
    """Return how a text changed, each time in the language it changed in; None where it did not."""
    tags = sorted(tag for tag in {*old, *new} if old.get(tag) != new.get(tag))
    if not tags:
        return None

    def told(language: Language) -> str:
        tag = next((t for t in (language, *LANGUAGES) if t in tags), tags[0])
        label = shown(what, language)
        if tag != language:
            label = in_language(label, tag, language)
        return changed(label, differing(old.get(tag, ""), new.get(tag, ""), language), language)

    return bilingual(told)


def in_language(what: str, tag: str, language: Language) -> str:
    """Return what a text is, with the language it is in; as it is where it has none."""
    if not tag:
        return what
    return fill(IN_LANGUAGE, language, what=what, tongue=written_language(tag, language))


def word_of(sources: Iterable[Source], language: Language) -> str:
    """Return on whose word it is; "" where no source is known."""
    told = listed(sources, language)
    return fill(WORD, language, sources=told) if told else ""


def rested_on(sources: Iterable[Source], language: Language) -> str:
    """Return on whose word it was; "" where no source is known."""
    told = listed(sources, language)
    return fill(RESTED, language, sources=told) if told else ""


def listed(sources: Iterable[Source], language: Language) -> str:
    """Return publishers and dates, each once, the first three; and how many more there are."""
    told = list(dict.fromkeys(cited(source, language) for source in sources))
    rest = len(told) - MOST_SOURCES
    if rest > 0:
        told = [*told[:MOST_SOURCES], fill(MORE, language, count=str(rest))]
    return joined(told, language)


def cited(source: Source, language: Language) -> str:
    """Return who published a source, and when; its title where the publisher is unknown."""
    publisher = source.published_by(language).text
    title = quoted(shown(source.thing, language), language)
    date = written_date(source.issued, language) or UNDATED.in_language(language)
    return f"{publisher or title} ({date})"


def joined(parts: Sequence[str], language: Language) -> str:
    """Return parts as a list in a sentence: “a, b and c”."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {AND.in_language(language)} {parts[-1]}"


def with_remark(said: str, remark: str) -> str:
    """Return what is said with a remark after it, where there is one."""
    return f"{said} – {remark}" if remark else said


def differing(old: str, new: str, language: Language) -> tuple[str, str]:
    """Return two texts, quoted; of long ones only the words that differ and a few around them."""
    if max(len(old), len(new)) <= LONG or not old or not new:
        return quoted(old, language), quoted(new, language)
    first, second = old.split(), new.split()
    head = _same(first, second)
    tail = _same(first[head:][::-1], second[head:][::-1])
    texts = [_middle(words, head, tail) for words in (first, second)]
    return quoted(texts[0], language), quoted(texts[1], language)


def _same(first: Sequence[str], second: Sequence[str]) -> int:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return sum(1 for _ in pairs)


def _middle(words: Sequence[str], head: int, tail: int) -> str:
    start = max(0, head - AROUND)
    end = min(len(words), len(words) - tail + AROUND)
    before, after = "… " if start else "", " …" if end < len(words) else ""
    return before + " ".join(words[start:end]) + after
