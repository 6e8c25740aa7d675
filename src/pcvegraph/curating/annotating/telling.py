"""What was found in a text, as lines for people and as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from pcvegraph.curating.annotating.annotation import Annotation
from pcvegraph.curating.annotating.lexicon import Lexicon, Stated
from pcvegraph.curating.annotating.mentions import Mention
from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Bilingual, Language
from pcvegraph.locales import written_period

NAMED = Bilingual("Named, and in the graph:", "Nommés, et dans le graphe\u00a0:")
UNCERTAIN = Bilingual("Names that several things have:", "Noms que plusieurs choses portent\u00a0:")
UNKNOWN = Bilingual(
    "Names that the graph does not know (some may be those of persons):",
    "Noms que le graphe ne connaît pas (certains peuvent être ceux de personnes)\u00a0:",
)
QUOTED = Bilingual("“{words}”", "«\u00a0{words}\u00a0»")
ON_ITS_WORD = Bilingual("on its word: {said}", "d'après elle\u00a0: {said}")


def as_text(annotation: Annotation, lexicon: Lexicon, language: Language) -> str:
    """Return what was found as lines: things with their places, then what is not certain."""
    writer = _Lines(annotation, lexicon, language)
    parts = (
        (NAMED, list(writer.named())),
        (UNCERTAIN, list(writer.uncertain())),
        (UNKNOWN, list(writer.unknown())),
    )
    blocks = [
        "\n".join([head.in_language(language), *lines]) + "\n" for head, lines in parts if lines
    ]
    return "\n".join(blocks)


class _Lines:
    def __init__(self, annotation: Annotation, lexicon: Lexicon, language: Language) -> None:
        self._found = annotation
        self._lexicon = lexicon
        self._language = language

    def named(self) -> Iterator[str]:
        """Yield each thing with its places, and below it what rests on the source."""
        places: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self._found.mentions:
            if mention.thing:
                places[mention.thing].append(mention)
        said = _under(self._found.stated, places)
        for iri, mentions in places.items():
            yield f"  {self._shown(iri)}: {', '.join(f'{m.start}–{m.end}' for m in mentions)}"
            for each in said[iri]:
                told = ON_ITS_WORD.with_values(said=self._told(each))
                yield f"      {told.in_language(self._language)}"

    def uncertain(self) -> Iterator[str]:
        """Yield each name that several things have, with these."""
        for mention in self._found.mentions:
            if not mention.thing:
                meant = "; ".join(map(self._shown, mention.things))
                yield f"  {mention.start}–{mention.end} {self._quoted(mention.text)}: {meant}"

    def unknown(self) -> Iterator[str]:
        """Yield each name that the graph does not know, with its places."""
        for each in self._found.unknown:
            yield f"  {each.name}: {', '.join(f'{start}–{end}' for start, end in each.places)}"

    def _shown(self, iri: str) -> str:
        thing = self._lexicon.things.get(iri)
        slug = find_slug(iri) or iri
        if thing is None:
            return slug
        kinds = (self._called(kind) for kind in thing.kinds)
        return f"{slug} ({self._name(iri)}; {', '.join(kinds)})"

    def _told(self, stated: Stated) -> str:
        subject, verb, thing = (
            self._name(stated.subject),
            self._called(stated.predicate),
            self._name(stated.object),
        )
        when = written_period(stated.start or stated.end, stated.end, self._language)
        dates = f" ({when})" if stated.start or stated.end else ""
        return f"{subject} {verb} {thing}{dates}, {self._quoted(stated.anchor)}"

    def _name(self, iri: str) -> str:
        thing = self._lexicon.things.get(iri)
        slug = find_slug(iri) or iri
        return thing.labels.shown(self._language, slug).text if thing else slug

    def _called(self, iri: str) -> str:
        texts = self._lexicon.called.get(iri)
        return texts.shown(self._language).text if texts else iri.rpartition("#")[2]

    def _quoted(self, words: str) -> str:
        return QUOTED.with_values(words=" ".join(words.split())).in_language(self._language)


def _under(stated: tuple[Stated, ...], named: dict[str, list[Mention]]) -> dict[str, list[Stated]]:
    """Return the statements by the thing that they are told of: their subject where it is named."""
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    for each in stated:
        found[each.subject if each.subject in named else each.object].append(each)
    return found


def as_json(annotation: Annotation) -> str:
    """Return what was found as JSON; of names that the graph does not know, the places only."""
    found = {
        "source": find_slug(annotation.source.iri),
        "mentions": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "things": [find_slug(iri) for iri in each.things],
            }
            for each in annotation.mentions
        ],
        "stated": [
            {name: find_slug(value) or value for name, value in each._asdict().items()}
            for each in annotation.stated
        ],
        "pairs": [
            each._asdict() | {"first": find_slug(each.first), "second": find_slug(each.second)}
            for each in annotation.pairs
        ],
        "unknown": [{"places": each.places} for each in annotation.unknown],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
