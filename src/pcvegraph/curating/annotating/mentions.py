"""Which things of the graph a text names, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from pcvegraph.curating.annotating.lexicon import Lexicon, Source
from pcvegraph.curating.annotating.short_names import Standing
from pcvegraph.curating.annotating.spelling import Page, is_written_so
from pcvegraph.curating.annotating.trie import NameTree, Occurrence
from pcvegraph.curating.annotating.words import Gap, Word

ORDER: tuple[Standing, ...] = ("name", "acronym", "follows", "without-country")
OF = frozenset({"of", "for", "du", "de", "des", "d"})


class Mention(NamedTuple):
    """A place of a text where something is named.

    `things` are IRIs: one, or several where it is not certain which is meant.
    """

    start: int
    end: int
    text: str
    things: tuple[str, ...]

    @property
    def thing(self) -> str:
        """The IRI of the thing that is named; "" where it is not certain."""
        return self.things[0] if len(self.things) == 1 else ""


def find_mentions(page: Page, names: NameTree, lexicon: Lexicon, source: Source) -> list[Mention]:
    """Return what a text names, in order; the longest name counts, and none inside it.

    `source` tells the country of the text, which decides what a name means that several things have.
    """
    text, words = page.text, page.words
    found = [
        each
        for each in names.occurrences(words)
        if is_written_so(each, lexicon.things[each.known.naming.thing], page)
    ]
    choice = _Choice(lexicon, source, found)
    spans = _longest(each for each in found if choice.holds(each, words))
    return [
        Mention(span[0].start, span[0].end, text[span[0].start : span[0].end], things)
        for span, things in choice.made(text, spans)
    ]


def _longest(found: Iterable[Occurrence]) -> list[list[Occurrence]]:
    """Return the occurrences by their place, in order: of those that overlap, the longest."""
    places: defaultdict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for each in found:
        places[each.start, each.end].append(each)
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
        if all(end <= first or last <= start for first, last in chosen):
            chosen.append((start, end))
    return [places[place] for place in sorted(chosen)]


class _Choice:
    """Decides what a name means that several things have, by what is certain."""

    def __init__(self, lexicon: Lexicon, source: Source, found: Iterable[Occurrence]) -> None:
        self._lexicon = lexicon
        self._source = source
        self._country = lexicon.countries.get(source.iri, "")
        self._named = {
            each.known.naming.thing
            for each in found
            if each.known.naming.standing == "name" and len(each.words) > 1
        }

    def holds(self, each: Occurrence, words: Sequence[Word]) -> bool:
        """Return whether a name that lacks its country holds: on a page of it, or where all is said."""
        naming = each.known.naming
        if naming.standing != "without-country":
            return True
        country = self._lexicon.things[naming.thing].country
        is_here = country == self._country or naming.thing in self._named
        return is_here and not _is_in_a_longer_name(each, words)

    def made(
        self, text: str, spans: Iterable[list[Occurrence]]
    ) -> list[tuple[list[Occurrence], tuple[str, ...]]]:
        """Return the things that each place names."""
        first = [(span, self._likeliest(text, span)) for span in spans]
        certain = self._named & {things[0] for _, things in first if len(things) == 1}
        return [(span, self._among(things, certain)) for span, things in first]

    def _likeliest(self, text: str, span: list[Occurrence]) -> tuple[str, ...]:
        """Return the things whose names stand there: as they are written, and not as what follows."""
        written = " ".join(text[span[0].start : span[0].end].split())
        exact = [each for each in span if each.known.naming.text == written] or span
        best = min(ORDER.index(each.known.naming.standing) for each in exact)
        standing = ORDER[best]
        chosen = (e.known.naming for e in exact if e.known.naming.standing == standing)
        return tuple(sorted({naming.thing for naming in chosen}))

    def _among(self, things: tuple[str, ...], certain: Collection[str]) -> tuple[str, ...]:
        """Return the one that the text names elsewhere too, or that is of the source's country."""
        if len(things) == 1:
            return things
        publisher = self._source.publisher
        for wanted in (
            [thing for thing in things if thing in certain],
            [thing for thing in things if thing == publisher],
            [thing for thing in things if self._is_of_the_country(thing)],
        ):
            if len(wanted) == 1:
                return tuple(wanted)
        return things

    def _is_of_the_country(self, thing: str) -> bool:
        return bool(self._country) and self._lexicon.things[thing].country == self._country


def _is_in_a_longer_name(each: Occurrence, words: Sequence[Word]) -> bool:
    """Return whether a name goes on, before or behind: the Department of Justice of another state."""
    first, last = words.index(each.words[0]), _place_of(each.words[-1], words)
    before = words[first - 1] if first else None
    behind = words[last + 1 : last + 3]
    goes_on = bool(behind) and behind[0].gap == Gap.NONE and _leads_to_a_name(behind)
    is_begun = before is not None and each.words[0].gap == Gap.NONE and _is_name(before)
    return goes_on or is_begun


def _leads_to_a_name(words: Sequence[Word]) -> bool:
    if words[0].key in OF and len(words) > 1:
        return words[1].is_capital and words[1].gap == Gap.NONE
    return _is_name(words[0])


def _is_name(word: Word) -> bool:
    return word.is_capital and word.gap != Gap.END


def _place_of(word: Word, words: Sequence[Word]) -> int:
    return next(place for place, other in enumerate(words) if other.start == word.start)
