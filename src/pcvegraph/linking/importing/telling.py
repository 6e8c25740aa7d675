"""What an import tells the person who started it: what of which row was left out, and why."""

from __future__ import annotations

import re
from typing import NamedTuple

from pcvegraph.languages import Bilingual

LONGEST_NAME, LONGEST_TEXT, LONGEST_SHOWN = 300, 4_000, 80
FORMULA = re.compile(r"=|[+\-@].*\(")
MARKUP = re.compile(r"<[A-Za-z/!?][^>]*>?|&(?:[A-Za-z]+|#[0-9]+);")
LETTER = re.compile(r"[^\W_]")


class Remark(NamedTuple):
    """What was left out: of which row, of which column ("" for all), and why."""

    number: int
    column: str
    message: Bilingual

    @property
    def sentence(self) -> Bilingual:
        """The remark as a line."""
        column = f", {self.column}" if self.column else ""
        return Bilingual(
            f"row {self.number}{column}: {self.message.en}",
            f"ligne {self.number}{column}\u00a0: {self.message.fr}",
        )


def find_fault(value: str, longest: int) -> Bilingual | None:
    """Return why a text is not taken over; None where it is."""
    if len(value) > longest:
        return Bilingual(
            f"left out: {len(value)} characters, and {longest} is the most",
            f"omis\u00a0: {len(value)} caractères, et {longest} est le maximum",
        )
    if FORMULA.match(value):
        return Bilingual("left out: this is a formula", "omis\u00a0: c'est une formule")
    if MARKUP.search(value):
        return Bilingual("left out: there is HTML in it", "omis\u00a0: il s'y trouve du HTML")
    if not LETTER.search(value):
        return Bilingual(
            "left out: there is no word in it", "omis\u00a0: il ne s'y trouve aucun mot"
        )
    return None


def quoted(value: str) -> str:
    """Return the beginning of a value, as a message names it."""
    return value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"


NO_NAME = Bilingual("left out: it has no name", "omise\u00a0: elle n'a pas de nom")
NO_CLASS = Bilingual(
    "left out: it is of no class that the mapping names",
    "omise\u00a0: elle n'est d'aucune classe que nomme la correspondance",
)
WITHDRAWN = Bilingual(
    "left out: its own dataset says that it is not to be used",
    "omise\u00a0: son jeu de données dit de ne pas s'en servir",
)
SAME_ID = Bilingual(
    "left out: row {row} has the same id", "omise\u00a0: la ligne {row} a le même id"
)
NO_DATE = Bilingual(
    "“{value}” is no date; write 2019, 2019-09 or 2019-09-23",
    "«\u00a0{value}\u00a0» n'est pas une date; écrivez 2019, 2019-09 ou 2019-09-23",
)
NO_COUNTRY = Bilingual(
    "no state of the graph is called “{value}”",
    "aucun État du graphe ne s'appelle «\u00a0{value}\u00a0»",
)
NO_PLACE = Bilingual(
    "no place of the graph, or more than one, is called “{value}”",
    "aucun lieu du graphe, ou plus d'un, ne s'appelle «\u00a0{value}\u00a0»",
)
NO_KIND = Bilingual(
    "“{value}” is no kind of organisation; the kinds are {known}",
    "«\u00a0{value}\u00a0» n'est pas une sorte d'organisation; les sortes sont {known}",
)
NO_ADDRESS = Bilingual(
    "“{value}” is no address on the web", "«\u00a0{value}\u00a0» n'est pas une adresse du Web"
)
NO_END = Bilingual(
    "the relation {predicate} is left out: “{value}” is no row, no identifier and no known name",
    "la relation {predicate} est omise\u00a0: «\u00a0{value}\u00a0» n'est ni une ligne, ni un "
    "identifiant, ni un nom connu",
)
TO_ITSELF = Bilingual(
    "the relation {predicate} is left out: both its ends are {value}",
    "la relation {predicate} est omise\u00a0: ses deux bouts sont {value}",
)
DIFFERS = Bilingual(
    "the graph has {stated} as {predicate}, and the row {value}",
    "le graphe a {stated} comme {predicate}, et la ligne {value}",
)
