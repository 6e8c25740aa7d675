"""Names that a text has and the graph has not: words with capitals. Names of persons are left out.

Who is a person cannot be told for certain. What is found here is shown to the person who reads the
text, and is written nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import dropwhile
from typing import NamedTuple

from pcvegraph.curating.annotating.mentions import Mention
from pcvegraph.curating.annotating.spelling import Page
from pcvegraph.curating.annotating.words import Gap, Word
from pcvegraph.linking.matching.names import SMALL, fold

TITLES = frozenset(
    """ambassador ambassadeur ambassadrice captain capitaine chancellor colonel commissioner constable
    councillor deputee docteur dr general hon honorable honourable judge juge justice lady lord m madam
    madame maitre maire mairesse mayor me minister ministre mlle mm mme monsieur mr mrs ms premier
    president presidente prof professor professeur professeure sergeant senateur senator senatrice sir
    superintendent""".split()  # noqa: SIM905
)
SAYING = frozenset(
    """added adds affirme ajoute argued argues asked commented concluded conclut continued continues
    declare declared dit estime explained explains explique indique insisted joined noted notes opened
    precise presented raconte rappelle recalled recognized remarked reminded replied reported said
    says shared souligne spoke states stressed testified thanked told underlined welcomed writes wrote
    who qui""".split()  # noqa: SIM905
)
TIMES = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday janvier fevrier mars avril mai juin juillet aout
    septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche""".split()  # noqa: SIM905
)
FUNCTION = SMALL | frozenset(
    """after ainsi all alors also although among are at because before between both but by ce ces
    cet cette chaque comme contre dans during each elle elles from he her here his how however
    if il ils in into is it its je leur leurs mais many most nos notre nous on ont or other ou
    our over par plus puis que qui sa ses she since so some son such than that their then there
    these they this those through thus under une was we were what when where which while who why
    with within without you your""".split()  # noqa: SIM905
)
OF = frozenset({"of", "for", "de", "du", "des", "d", "the", "la", "le", "les", "l"})
INSIDE = OF | {"and", "et", "on", "in", "sur", "pour", "a", "au", "aux", "to"}
MOST_INSIDE = 3
PERSON_WORDS = range(2, 4)


class Unknown(NamedTuple):
    """A name that the graph does not know, with its places: start and end in code points."""

    name: str
    places: tuple[tuple[int, int], ...]


def find_unknown(
    page: Page, mentions: Sequence[Mention], persons: Collection[str]
) -> list[Unknown]:
    """Return the names that are none of the graph, in order; `persons` are words of persons' names."""
    covered = covered_words(page.words, mentions)
    inside = {word.key for word in page.words if _is_inside(word, covered)}
    surnames = set(persons)
    named: list[list[Word]] = []
    for run in _runs(page, covered):
        person, rest = _parted(_trimmed(run, page, inside), page)
        while person:
            surnames |= {word.key for word in person}
            person, rest = _parted(rest, page)
        named += [rest] if rest else []
    found: defaultdict[str, list[list[Word]]] = defaultdict(list)
    for run in named:
        if surnames.isdisjoint(word.key for word in run):
            found[fold(_text(run, page))].append(run)
    return [
        Unknown(_text(same[0], page), tuple((run[0].start, run[-1].end) for run in same))
        for same in found.values()
    ]


def covered_words(words: Sequence[Word], mentions: Sequence[Mention]) -> dict[int, int]:
    """Return where the words begin that stand in mentions, and where the mention of each begins."""
    by_start = {mention.start: mention for mention in mentions}
    covered, current = {}, None
    for word in words:
        current = by_start.get(word.start, current)
        if current and word.start < current.end:
            covered[word.start] = current.start
    return covered


def _runs(page: Page, covered: Mapping[int, int]) -> Iterator[list[Word]]:
    """Yield the runs of words with capitals, with small words between them."""
    at = 0
    while at < len(page.words):
        run = _run(page, at, covered)
        if run:
            yield run
        at += len(run) or 1


def _run(page: Page, at: int, covered: Mapping[int, int]) -> list[Word]:
    if not page.words[at].is_capital or page.words[at].start in covered:
        return []
    last = at
    while (following := _following(page, last, covered)) is not None:
        last = following
    return list(page.words[at : last + 1])


def _following(page: Page, last: int, covered: Mapping[int, int]) -> int | None:
    """Return the place of the next word of a name that goes on, in the same line.

    A name of the graph is a part of it behind an “of”.
    """
    small: list[str] = []
    words = page.words
    for place in range(last + 1, min(last + 2 + MOST_INSIDE, len(words))):
        word = words[place]
        if word.gap != Gap.NONE or "\n" in page.text[words[place - 1].end : word.start]:
            return None
        if word.is_capital:
            own, known = covered.get(words[last].start), covered.get(word.start)
            is_of = own is None and bool(small) and OF.issuperset(small)
            return place if own == known or is_of else None
        if word.key not in INSIDE:
            return None
        small.append(word.key)
    return None


def _is_inside(word: Word, covered: Collection[int]) -> bool:
    """Return whether a word has a capital of its own: no sentence begins there, no known name has it."""
    return word.is_capital and word.gap != Gap.END and word.start not in covered


def _trimmed(run: list[Word], page: Page, inside: Collection[str]) -> list[Word]:
    """Return a run without the common word that begins a sentence; empty where nothing is left."""
    if run[0].gap == Gap.END and _is_common_start(run, page, inside):
        run = run[1:]
    while run and (run[0].key in FUNCTION or run[0].key in TIMES or not run[0].is_capital):
        run = run[1:]
    return run


def _is_common_start(run: list[Word], page: Page, inside: Collection[str]) -> bool:
    first = run[0]
    if len(run) == 1:
        return not first.is_acronym and (first.key in page.common or first.key not in inside)
    return first.key in page.common and not run[1].is_capital


def _parted(run: list[Word], page: Page) -> tuple[list[Word], list[Word]]:
    """Return the words of a run that are likely a person's name, and those of another name."""
    if not run:
        return [], []
    first, last = _place(run[0], page), _place(run[-1], page)
    before = page.words[first - 1].key if first else ""
    behind = page.words[last + 1].key if last + 1 < len(page.words) else ""
    count = next((place for place, word in enumerate(run) if not word.is_capital), len(run))
    if before in TITLES or run[0].key in TITLES:
        # The minister of a portfolio may be named behind it.
        is_office = count == 1 and run[0].key in TITLES
        person = [word for word in run[:count] if word.key not in TITLES]
        return person, [] if is_office else _trimmed_small(run[count:])
    if count == len(run) and count in PERSON_WORDS and not SAYING.isdisjoint((before, behind)):
        return run, []
    return [], run


def _trimmed_small(run: list[Word]) -> list[Word]:
    return list(dropwhile(lambda word: not word.is_capital, run))


def _place(word: Word, page: Page) -> int:
    return next(place for place, other in enumerate(page.words) if other.start == word.start)


def _text(run: list[Word], page: Page) -> str:
    return " ".join(page.text[run[0].start : run[-1].end].split())
