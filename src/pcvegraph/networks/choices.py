"""What may be chosen of any network: a time, kinds, countries, a centre, weights, positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from pcvegraph.errors import ParameterError
from pcvegraph.languages import Bilingual, Language
from pcvegraph.querying.written import (
    KINDS,
    LANGUAGE,
    NUMBER,
    PREDICATES,
    THING,
    THINGS,
    Choice,
    Values,
    one_of,
    read_value,
    unknown_parameter,
)

Weighting = Literal["count", "jaccard", "newman"]
RollUp = Literal["", "country", "part-of"]
WORDS = {"weighting": get_args(Weighting), "roll-up": ("country", "part-of")}
"""The values of the choices that have few."""

TRUTHS = {"true": True, "": True, "false": False}


@dataclass(frozen=True)
class Choices:
    """What of a network is wanted; as it is, all of it. Dates are full, ends included; see CHOICES."""

    start: date | None = None
    end: date | None = None
    certain: bool = False
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    phenomena: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    least_publishers: int = 0
    least_weight: float = 0.0
    centre: str = ""
    steps: int = 1
    giant: bool = False
    roll_up: RollUp = ""
    weighting: Weighting = "count"
    positions: bool = False
    language: Language = "en"


def read_choices(values: Mapping[str, str]) -> Choices:
    """Return the choices that `values` (written name → value) make.

    Raises:
        ParameterError: an unknown name, with the nearest; a value that does not fit; a time that
            ends before it begins.
    """
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name not in CHOICES:
            raise unknown_parameter("A network", name, CHOICES)
        read[CHOICES[name].field] = read_value(name, value, CHOICES[name].values)
    choices = Choices(**read)
    if choices.start and choices.end and choices.start > choices.end:
        raise ParameterError(
            f"The time ends ({choices.end}) before it begins ({choices.start}).",
            "Write the earlier day as `from` and the later one as `to`.",
        )
    return choices


def _day(value: str) -> date:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError(value)
    return date.fromisoformat(value)


def _truth(value: str) -> bool:
    if value not in TRUTHS:
        raise ValueError(value)
    return TRUTHS[value]


def _weight(value: str) -> float:
    if not 0 <= float(value) < float("inf"):
        raise ValueError(value)
    return float(value)


DAY = Values(_day, "a day as YYYY-MM-DD")
TRUTH = Values(_truth, "true or false")
CHOICES = {
    "from": Choice(
        "start", DAY, Bilingual("what may have held then or later", "vrai ce jour ou après")
    ),
    "to": Choice(
        "end", DAY, Bilingual("what may have held then or before", "vrai ce jour ou avant")
    ),
    "certain": Choice(
        "certain",
        TRUTH,
        Bilingual(
            "with a time: only what is shown to have held",
            "avec une date\u00a0: seulement ce dont il est établi que c'était vrai",
        ),
    ),
    "kinds": Choice("kinds", KINDS, Bilingual("kinds of the nodes", "genres des nœuds")),
    "countries": Choice("countries", THINGS, Bilingual("countries of the nodes", "pays des nœuds")),
    "phenomena": Choice(
        "phenomena",
        THINGS,
        Bilingual(
            "phenomena that an end, or what is shared, addresses",
            "phénomènes que traite une extrémité, ou la chose partagée",
        ),
    ),
    "predicates": Choice(
        "predicates",
        PREDICATES,
        Bilingual("predicates of the relations", "prédicats des relations"),
    ),
    "least-publishers": Choice(
        "least_publishers",
        NUMBER,
        Bilingual(
            "publishers that an edge, or each half of one, rests on, at least",
            "éditeurs d'un lien, ou de chacune de ses moitiés, au moins",
        ),
    ),
    "least-weight": Choice(
        "least_weight",
        Values(_weight, "a number from 0"),
        Bilingual("weight of an edge, at least", "poids d'un lien, au moins"),
    ),
    "centre": Choice(
        "centre",
        THING,
        Bilingual("the thing near which nodes are", "la chose autour de laquelle sont les nœuds"),
    ),
    "steps": Choice(
        "steps",
        NUMBER,
        Bilingual("steps from the centre, at most", "pas depuis le centre, au plus"),
    ),
    "giant": Choice(
        "giant",
        TRUTH,
        Bilingual("only the largest component", "seulement la plus grande composante"),
    ),
    "roll-up": Choice(
        "roll_up",
        Values(one_of(*WORDS["roll-up"]), "country or part-of"),
        Bilingual(
            "nodes become their country, or what they are part of",
            "les nœuds deviennent leur pays, ou ce dont ils font partie",
        ),
    ),
    "weighting": Choice(
        "weighting",
        Values(one_of(*WORDS["weighting"]), "count, jaccard or newman"),
        Bilingual("how what is shared is weighed", "comment peser ce qui est partagé"),
    ),
    "positions": Choice(
        "positions",
        TRUTH,
        Bilingual(
            "each node has a place to be drawn at, the same each time",
            "chaque nœud a une place où le dessiner, toujours la même",
        ),
    ),
    "language": Choice(
        "language",
        LANGUAGE,
        Bilingual("language of the labels", "langue des libellés"),
    ),
}
"""The choices by the name that commands, addresses and Python write."""
FLAGS = frozenset(name for name, choice in CHOICES.items() if choice.values is TRUTH)
"""The choices that are true or false."""
OTHERS = ("as-of", "measures")
NAMES = (*CHOICES, *OTHERS)
"""All that can be written for any network: its choices, its time slice, what is measured of it."""
