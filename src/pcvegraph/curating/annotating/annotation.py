"""What a text names of the graph, what the graph says on its word, and what may be added."""

from __future__ import annotations

from dataclasses import dataclass

from pcvegraph.curating.annotating.lexicon import Lexicon, Source, Stated
from pcvegraph.curating.annotating.mentions import Mention, find_mentions
from pcvegraph.curating.annotating.pairs import Pair, find_pairs
from pcvegraph.curating.annotating.spelling import read_page
from pcvegraph.curating.annotating.trie import NameTree
from pcvegraph.curating.annotating.unknown import Unknown, find_unknown
from pcvegraph.curating.annotating.words import words_in


@dataclass(frozen=True)
class Annotation:
    """What was found in a text, in its order.

    Attributes:
        source: of which the text is
        mentions: where it names things of the graph
        stated: what the graph says of these on the word of the source
        pairs: things that one sentence names, and that nothing is stated of on its word
        unknown: names that the graph does not know; some may be those of persons
    """

    source: Source
    mentions: tuple[Mention, ...]
    stated: tuple[Stated, ...]
    pairs: tuple[Pair, ...]
    unknown: tuple[Unknown, ...]


def annotate(text: str, lexicon: Lexicon, source: Source) -> Annotation:
    """Return what the text of `source` names, and what follows from it."""
    names = NameTree(lexicon.namings)
    page = read_page(text, source.languages, names.common)
    mentions = find_mentions(page, names, lexicon, source)
    named = {iri for mention in mentions for iri in mention.things}
    said = lexicon.stated.get(source.iri, ())
    stated = [each for each in said if not named.isdisjoint((each.subject, each.object))]
    known_pairs = {frozenset((each.subject, each.object)) for each in said}
    pairs = find_pairs(page, mentions, lexicon.things, known_pairs)
    unknown = find_unknown(page, mentions, _names_of_persons(lexicon))
    return Annotation(source, tuple(mentions), tuple(stated), tuple(pairs), tuple(unknown))


def _names_of_persons(lexicon: Lexicon) -> set[str]:
    """Return the last words of the names of the graph's persons."""
    namings = (each for each in lexicon.namings if lexicon.things[each.thing].is_person)
    return {words[-1].key for each in namings if (words := words_in(each.text))}
