"""How many changes there are of each kind, in a sentence."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pcvegraph.changes.change import Changes, Kind
from pcvegraph.languages import Bilingual
from pcvegraph.querying.descriptions import Thing

NOTHING = Bilingual("Nothing changed in meaning.", "Aucun changement de sens.")
ENTRY = Bilingual("thing", "chose")
ENGLISH_PLURALS = {"enon": "ena", "y": "ies"}
INVARIABLE = ("s", "x", "z")
WITH_X = ("eau", "au", "eu")


class Noun(NamedTuple):
    """What is counted, for one and for more."""

    one: Bilingual
    more: Bilingual

    def counted(self, count: int) -> Bilingual:
        """Return the number with the noun."""
        noun = self.one if count == 1 else self.more
        return Bilingual(f"{count} {noun.en}", f"{count} {noun.fr}")


NOUNS: dict[Kind, Noun] = {
    "withdrawn-entity": Noun(
        Bilingual("withdrawn thing", "fiche retirée"),
        Bilingual("withdrawn things", "fiches retirées"),
    ),
    "retired": Noun(Bilingual("retired", "fiche close"), Bilingual("retired", "fiches closes")),
    "renamed": Noun(Bilingual("renamed", "nom changé"), Bilingual("renamed", "noms changés")),
    "ended": Noun(Bilingual("ended", "fin constatée"), Bilingual("ended", "fins constatées")),
    "moved-date": Noun(
        Bilingual("moved date", "date changée"), Bilingual("moved dates", "dates changées")
    ),
    "changed-fact": Noun(
        Bilingual("changed detail", "détail changé"),
        Bilingual("changed details", "détails changés"),
    ),
    "new-statement": Noun(
        Bilingual("new statement", "nouvel énoncé"), Bilingual("new statements", "nouveaux énoncés")
    ),
    "withdrawn-statement": Noun(
        Bilingual("withdrawn statement", "énoncé retiré"),
        Bilingual("withdrawn statements", "énoncés retirés"),
    ),
    "changed-amount": Noun(
        Bilingual("changed amount", "montant changé"),
        Bilingual("changed amounts", "montants changés"),
    ),
    "changed-verdict": Noun(
        Bilingual("changed verdict", "verdict changé"),
        Bilingual("changed verdicts", "verdicts changés"),
    ),
    "changed-statement": Noun(
        Bilingual("otherwise changed statement", "énoncé changé autrement"),
        Bilingual("otherwise changed statements", "énoncés changés autrement"),
    ),
    "new-evidence": Noun(
        Bilingual("more source for what was known", "source de plus pour ce qui était connu"),
        Bilingual("more sources for what was known", "sources de plus pour ce qui était connu"),
    ),
    "withdrawn-evidence": Noun(
        Bilingual("source less", "source de moins"), Bilingual("sources less", "sources de moins")
    ),
    "changed-evidence": Noun(
        Bilingual("change to evidence", "changement de preuve"),
        Bilingual("changes to evidence", "changements de preuves"),
    ),
    "new-source": Noun(
        Bilingual("new source", "nouvelle source"), Bilingual("new sources", "nouvelles sources")
    ),
    "withdrawn-source": Noun(
        Bilingual("withdrawn source", "source retirée"),
        Bilingual("withdrawn sources", "sources retirées"),
    ),
    "changed-source": Noun(
        Bilingual("change to a source", "changement de source"),
        Bilingual("changes to sources", "changements de sources"),
    ),
    "new-disagreement": Noun(
        Bilingual("new disagreement", "nouveau désaccord"),
        Bilingual("new disagreements", "nouveaux désaccords"),
    ),
    "withdrawn-disagreement": Noun(
        Bilingual("withdrawn disagreement", "désaccord retiré"),
        Bilingual("withdrawn disagreements", "désaccords retirés"),
    ),
    "changed-disagreement": Noun(
        Bilingual("change to a disagreement", "changement de désaccord"),
        Bilingual("changes to disagreements", "changements de désaccords"),
    ),
    "new-link": Noun(
        Bilingual("new match", "nouvelle correspondance"),
        Bilingual("new matches", "nouvelles correspondances"),
    ),
    "withdrawn-link": Noun(
        Bilingual("withdrawn match", "correspondance retirée"),
        Bilingual("withdrawn matches", "correspondances retirées"),
    ),
    "changed-link": Noun(
        Bilingual("change to a match", "changement de correspondance"),
        Bilingual("changes to matches", "changements de correspondances"),
    ),
}


def summary(changes: Changes) -> Bilingual:
    """Return how many changes there are of each kind: “3 new organisations, 12 new statements”."""
    told = _new_things(changes)
    for kind, noun in NOUNS.items():
        if count := changes.count(kind):
            told.append(noun.counted(count))
    if not told:
        return NOTHING
    return Bilingual(", ".join(t.en for t in told) + ".", ", ".join(t.fr for t in told) + ".")


def _new_things(changes: Changes) -> list[Bilingual]:
    """Return how many new things there are of each class."""
    new = [e for e in changes.entities if any(c.kind == "new-entity" for c in e.changes)]
    if not new:
        return []
    kinds: dict[str, Thing] = {e.kind.iri: e.kind for e in new if e.kind}
    counts = Counter(e.kind.iri if e.kind else "" for e in new)
    told = [(_name(kinds.get(iri)), count) for iri, count in counts.most_common()]
    english = ", ".join(f"{count} new {_english(name.en, count)}" for name, count in told)
    listed = ", ".join(f"{_french(name.fr, count)}\u00a0: {count}" for name, count in told)
    total = len(new)
    fiches = "nouvelle fiche" if total == 1 else "nouvelles fiches"
    return [Bilingual(english, f"{total} {fiches} ({listed})")]


def _name(kind: Thing | None) -> Bilingual:
    return Bilingual(kind.shown("en").text, kind.shown("fr").text) if kind else ENTRY


def _english(noun: str, count: int) -> str:
    """Return the plural of the name of a class: “person in office” bears it in its first word."""
    if count == 1:
        return noun
    first, within, rest = noun.partition(" in ") if " in " in noun else noun.partition(" of ")
    return _english_plural(first) + within + rest


def _english_plural(noun: str) -> str:
    for ending, plural in ENGLISH_PLURALS.items():
        if noun.endswith(ending):
            return noun.removesuffix(ending) + plural
    return noun + "s"


def _french(noun: str, count: int) -> str:
    """Return the plural of the name of a class, whose first word bears it."""
    first, space, rest = noun.partition(" ")
    if count == 1 or first.endswith(INVARIABLE):
        return noun
    return first + ("x" if first.endswith(WITH_X) else "s") + space + rest
