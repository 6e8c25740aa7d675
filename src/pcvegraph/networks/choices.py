"""What may be chosen of any network: a time, kinds, countries, a centre, weights, positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple, get_args

from pcvegraph.errors import InvalidIdentifierError, ParameterError
from pcvegraph.identifiers import entity_iri
from pcvegraph.languages import LANGUAGES, Bilingual, Language
from pcvegraph.vocabulary import BASE, PCVE, PREFIXES, local_name

Weighting = Literal["count", "jaccard", "newman"]
RollUp = Literal["", "country", "part-of"]
LARGEST_NUMBER = 1_000_000
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


class Values(NamedTuple):
    """How values of a kind are read from what a person writes, and how they look in words."""

    read: Callable[[str], Any]
    expected: str


class Choice(NamedTuple):
    """A choice as it is written: the field of `Choices` that it sets, its values, what it means."""

    field: str
    values: Values
    meaning: Bilingual


def read_choices(values: Mapping[str, str]) -> Choices:
    """Return the choices that `values` (written name → value) make.

    Raises:
        ParameterError: an unknown name, with the nearest; a value that does not fit; a time that
            ends before it begins.
    """
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name not in CHOICES:
            raise unknown_parameter(name, CHOICES)
        read[CHOICES[name].field] = _read(name, value)
    choices = Choices(**read)
    if choices.start and choices.end and choices.start > choices.end:
        raise ParameterError(
            f"The time ends ({choices.end}) before it begins ({choices.start}).",
            "Write the earlier day as `from` and the later one as `to`.",
        )
    return choices


def unknown_parameter(name: str, known: Iterable[str]) -> ParameterError:
    """Return the error that says that a network has no parameter `name`, and the nearest it has."""
    known = list(known)
    near = get_close_matches(name, known, n=3, cutoff=0.5) or known
    return ParameterError(
        f"A network has no parameter “{name[:100]}”.", f"Nearest: {', '.join(near)}."
    )


def _read(name: str, value: str) -> Any:
    values = CHOICES[name].values
    try:
        return values.read(value)
    except (ValueError, OverflowError, InvalidIdentifierError):
        raise ParameterError(
            f"“{value[:100]}” is not a value for {name}.", f"Give {values.expected}."
        ) from None


def _day(value: str) -> date:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError(value)
    return date.fromisoformat(value)


def _truth(value: str) -> bool:
    if value not in TRUTHS:
        raise ValueError(value)
    return TRUTHS[value]


def _entities(value: str) -> frozenset[str]:
    return frozenset(_entity(name) for name in _split(value))


def _entity(value: str) -> str:
    return value if value.startswith(BASE) else entity_iri(value.removeprefix("id:"))


def _kinds(value: str) -> frozenset[str]:
    return _terms(value, [term for term in PCVE.terms if term[0].isupper()])


def _predicates(value: str) -> frozenset[str]:
    return _terms(value, [term for term in PCVE.terms if term[0].islower()])


def _terms(value: str, terms: Iterable[str]) -> frozenset[str]:
    """Return the IRIs of terms: co-chairs and coChairs, working-group and WorkingGroup."""
    known = {_plain(term): PREFIXES["pcve"] + term for term in terms}
    names = _split(value)
    for name in names:
        if _plain(name) not in known:
            near = get_close_matches(_plain(name), known, n=3, cutoff=0.3) or sorted(known)
            raise ParameterError(
                f"The ontology has no such term as “{name[:100]}”.",
                f"Nearest: {', '.join(local_name(known[each]) for each in near)}.",
            )
    return frozenset(known[_plain(name)] for name in names)


def _plain(term: str) -> str:
    return term.replace("-", "").lower()


def _split(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _number(value: str) -> int:
    if not 0 <= int(value) <= LARGEST_NUMBER:
        raise ValueError(value)
    return int(value)


def _weight(value: str) -> float:
    if not 0 <= float(value) < float("inf"):
        raise ValueError(value)
    return float(value)


def _one_of(*known: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in known:
            raise ValueError(value)
        return value

    return read


DAY = Values(_day, "a day as YYYY-MM-DD")
TRUTH = Values(_truth, "true or false")
NUMBER = Values(_number, "a whole number from 0")
THINGS = Values(_entities, "identifiers with commas between them")
KINDS = Values(_kinds, "classes of the ontology with commas between them")
PREDICATES = Values(_predicates, "predicates of the ontology with commas between them")
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
        Values(_entity, "the identifier of a thing"),
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
        Values(_one_of("country", "part-of"), "country or part-of"),
        Bilingual(
            "nodes become their country, or what they are part of",
            "les nœuds deviennent leur pays, ou ce dont ils font partie",
        ),
    ),
    "weighting": Choice(
        "weighting",
        Values(_one_of(*get_args(Weighting)), "count, jaccard or newman"),
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
        Values(_one_of(*LANGUAGES), " or ".join(LANGUAGES)),
        Bilingual("language of the labels", "langue des libellés"),
    ),
}
"""The choices by the name that commands, addresses and Python write."""
FLAGS = frozenset(name for name, choice in CHOICES.items() if choice.values is TRUTH)
"""The choices that are true or false."""
OTHERS = ("as-of", "measures")
NAMES = (*CHOICES, *OTHERS)
"""All that can be written for any network: its choices, its time slice, what is measured of it."""
