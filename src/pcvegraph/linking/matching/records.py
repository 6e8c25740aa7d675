"""A record: what is known of something that may be the same as something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pcvegraph.linking.matching.names import Name, fold, key_of, qualifiers, words_of

SHORTEST_DOMAIN = 4


class Compared(NamedTuple):
    """A name as it is compared: its text, key and words, in order and as a set."""

    text: str
    key: str
    words: tuple[str, ...]
    word_set: frozenset[str]


@dataclass(frozen=True)
class Record:
    """What is known of a thing, here or in another dataset.

    Attributes:
        id: an IRI or another identifier, unique in its dataset
        names: its names, the first before others
        kinds: what it is, in the words of the ontology: local names of classes and classifications
        countries: ISO 3166-1 alpha-2 codes
        places: names of towns, folded
        domains: hosts of its websites, without www
        identifiers: what names it in further datasets, IRIs or texts such as "infobase:126"
        start, end: first and last year of its life; None where they are not known
        is_withdrawn: whether its own dataset says that it is not to be used
    """

    id: str
    names: tuple[Name, ...]
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    start: int | None = None
    end: int | None = None
    is_withdrawn: bool = False

    @property
    def label(self) -> str:
        """The first of its names; its id where it has none."""
        return self.names[0].text if self.names else self.id

    @cached_property
    def full_names(self) -> tuple[Name, ...]:
        """Its names that are no acronyms."""
        return tuple(name for name in self.names if name.use != "acronym")

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Its full names as they are compared, each key once."""
        found = {key_of(name.text): name.text for name in reversed(self.full_names)}
        return tuple(
            Compared(text, key, words := words_of(text), frozenset(words))
            for key, text in sorted(found.items())
        )

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its acronyms, folded and without spaces."""
        own = (name.text for name in self.names if name.use == "acronym")
        return frozenset(fold(text).replace(" ", "") for text in own) - {""}

    @cached_property
    def hints(self) -> frozenset[str]:
        """What its names say in brackets, beside the places that it is known to be in."""
        said = (each for name in self.names for each in qualifiers(name.text))
        return self.places | frozenset(said)


def domain_of(address: str) -> str | None:
    """Return the host of a web address without www; None where it has none."""
    rest = address.strip().lower().partition("//")[2] or address.strip().lower()
    host = re.split(r"[/?#:]", rest, maxsplit=1)[0].rpartition("@")[2]
    host = host.removeprefix("www.").rstrip(".")
    return host if "." in host and len(host) >= SHORTEST_DOMAIN and " " not in host else None


def domains_of(addresses: Iterable[str]) -> frozenset[str]:
    """Return the hosts of those web addresses that have one."""
    return frozenset(filter(None, map(domain_of, addresses)))
