"""Values as people write them in commands, addresses and Python: how each is read, what it may be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from pcvegraph.errors import InvalidIdentifierError, ParameterError
from pcvegraph.identifiers import entity_iri
from pcvegraph.languages import LANGUAGES, Bilingual
from pcvegraph.vocabulary import BASE, PCVE, PREFIXES, local_name

LARGEST_NUMBER = 1_000_000
SHOWN = 100
"""Characters of a value that an error repeats."""


class Values(NamedTuple):
    """How values of a kind are read from what a person writes, and how they look in words."""

    read: Callable[[str], Any]
    expected: str


class Choice(NamedTuple):
    """A choice as it is written: the field that it sets, its values, what it means."""

    field: str
    values: Values
    meaning: Bilingual


def read_value(name: str, value: str, values: Values) -> Any:
    """Return what `value`, written for `name`, says.

    Raises:
        ParameterError: it does not fit; with what does.
    """
    try:
        return values.read(value)
    except (ValueError, OverflowError, InvalidIdentifierError):
        raise ParameterError(
            f"“{value[:SHOWN]}” is not a value for {name}.", f"Give {values.expected}."
        ) from None


def unknown_parameter(owner: str, name: str, known: Iterable[str]) -> ParameterError:
    """Return the error that says that `owner` has no parameter `name`, and the nearest it has."""
    known = list(known)
    near = get_close_matches(name[:SHOWN], known, n=3, cutoff=0.5) or known
    return ParameterError(
        f"{owner} has no parameter “{name[:SHOWN]}”.", f"Nearest: {', '.join(near)}."
    )


def check_known(iris: Iterable[str], known: Collection[str]) -> None:
    """Raise ParameterError where one of `iris` is not among the `known`; with those spelt like it."""
    for iri in sorted(iris):
        if iri not in known:
            name, names = local_name(iri), map(local_name, known)
            near = ", ".join(get_close_matches(name[:SHOWN], names, n=3)) or "none is like it"
            raise ParameterError(f"The graph has no “{name[:SHOWN]}”.", f"Nearest: {near}.")


def split(value: str) -> list[str]:
    """Return the values that commas part."""
    return [name.strip() for name in value.split(",") if name.strip()]


def one_of(*known: str) -> Callable[[str], str]:
    """Return what reads one of the words `known`, and refuses others by ValueError."""

    def read(value: str) -> str:
        if value not in known:
            raise ValueError(value)
        return value

    return read


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between these, and refuses others by ValueError."""

    def read(value: str) -> int:
        if not least <= int(value) <= most:
            raise ValueError(value)
        return int(value)

    return read


def entity(value: str) -> str:
    """Return the IRI of what `value` names: a slug, id:slug or an IRI; InvalidIdentifierError else."""
    return value if value.startswith(BASE) else entity_iri(value.removeprefix("id:"))


def _entities(value: str) -> frozenset[str]:
    return frozenset(entity(name) for name in split(value))


def _kinds(value: str) -> frozenset[str]:
    return _terms(value, [term for term in PCVE.terms if term[0].isupper()])


def _predicates(value: str) -> frozenset[str]:
    return _terms(value, [term for term in PCVE.terms if term[0].islower()])


def _terms(value: str, terms: Iterable[str]) -> frozenset[str]:
    """Return the IRIs of terms: co-chairs and coChairs, working-group and WorkingGroup."""
    known = {_plain(term): PREFIXES["pcve"] + term for term in terms}
    names = split(value)
    for name in names:
        if _plain(name) not in known:
            short = _plain(name[:SHOWN])
            near = get_close_matches(short, known, n=3, cutoff=0.3) or sorted(known)
            raise ParameterError(
                f"The ontology has no such term as “{name[:SHOWN]}”.",
                f"Nearest: {', '.join(local_name(known[each]) for each in near)}.",
            )
    return frozenset(known[_plain(name)] for name in names)


def _plain(term: str) -> str:
    return term.replace("-", "").lower()


NUMBER = Values(whole_number(0, LARGEST_NUMBER), "a whole number from 0")
THING = Values(entity, "the identifier of a thing")
THINGS = Values(_entities, "identifiers with commas between them")
KINDS = Values(_kinds, "classes of the ontology with commas between them")
PREDICATES = Values(_predicates, "predicates of the ontology with commas between them")
LANGUAGE = Values(one_of(*LANGUAGES), " or ".join(LANGUAGES))
