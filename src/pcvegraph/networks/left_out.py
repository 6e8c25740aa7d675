"""What a network leaves out, and why: counted, and told in both languages."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pcvegraph.languages import LANGUAGES, Bilingual

NEVER_TOGETHER = Bilingual(
    "pairs that were certainly never there at the same time",
    "paires qui n'y étaient certainement jamais en même temps",
)
WEAK = Bilingual("edges that are too weak", "liens trop faibles")
FEW_PUBLISHERS = Bilingual("relations of too few publishers", "relations de trop peu d'éditeurs")
FAR = Bilingual("edges too far from the centre", "liens trop loin du centre")
OUTSIDE_LARGEST = Bilingual(
    "nodes outside the largest component", "nœuds hors de la plus grande composante"
)
WITHIN = Bilingual("ties within one node", "liens à l'intérieur d'un même nœud")
NO_COUNTRY = Bilingual("things without a country", "choses sans pays")
NO_AMOUNT = Bilingual("relations without an amount", "relations sans montant")
NEITHER = Bilingual(
    "amounts that are neither a grant nor a contribution",
    "montants qui ne sont ni une subvention ni une contribution",
)
SAME_MONEY = Bilingual(
    "amounts that another relation tells of too",
    "montants dont une autre relation fait aussi état",
)
DISPUTED = Bilingual(
    "amounts of which sources disagree, beside the smallest",
    "montants sur lesquels les sources divergent, outre le plus petit",
)


class LeftOut:
    """How much was left out of a network, by reason."""

    def __init__(self) -> None:
        self._counts: Counter[Bilingual] = Counter()

    def count(self, why: Bilingual, number: int = 1) -> None:
        """Count what is left out."""
        if number:
            self._counts[why] += number

    def as_json(self) -> dict[str, Any]:
        """Return the numbers by reason in each language, as a manifest has them."""
        told = sorted(self._counts.items())
        names = ("left_out", "left_out_fr")
        return {
            name: {why.in_language(language): number for why, number in told}
            for name, language in zip(names, LANGUAGES, strict=True)
        }
