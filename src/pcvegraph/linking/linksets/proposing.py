"""Propose links to a dataset of others: which of its rows our things may be, and what has changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pcvegraph.errors import DatasetError, InvalidIdentifierError, ParameterError
from pcvegraph.identifiers import checked_iri, kebab
from pcvegraph.linking.datasets.mapping import DatasetMapping
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.linksets.links import Link, Target, one_line, sorted_links
from pcvegraph.linking.matching.joining import join
from pcvegraph.linking.matching.matcher import RIVAL_BITS, Match, is_match
from pcvegraph.linking.matching.records import Record
from pcvegraph.vocabulary import local_name

KINDS = ("organisation", "forum", "working-group")
"""What is linked where nothing else is asked for."""

PRIVATE = "person"
RIVALS, CANDIDATES = 3, 12
EACH = 2_000
"""Rows after which progress is told."""

Report = Callable[[str], None]


class Renamed(NamedTuple):
    """A link whose other thing has another name than when the link was made."""

    link: Link
    label: str


@dataclass(frozen=True)
class Proposals:
    """What was found: new links, the records they lead to by id, and what became of the known ones."""

    links: tuple[Link, ...]
    records: Mapping[str, Record]
    gone: list[Link] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)


def chosen(entities: Mapping[str, Entity], kinds: Iterable[str] = KINDS) -> list[Entity]:
    """Return the entities of these kinds: classes of the ontology as their names are in IRIs.

    Raises:
        ParameterError: nothing is of such a kind, or it is that of people, who are not linked.
    """
    wanted = set(kinds)
    by_kind = defaultdict(list)
    for entity in entities.values():
        for kind in entity.all_kinds:
            by_kind[_kebab(kind)].append(entity)
    for kind in sorted(wanted):
        if kind == PRIVATE:
            raise ParameterError("People are not linked to other datasets.", "Leave out “person”.")
        if kind not in by_kind and kind not in KINDS:
            known = sorted(by_kind.keys() - {PRIVATE})
            near = get_close_matches(kind, known, n=3) or known
            raise ParameterError(f"Nothing is a “{kind[:60]}”.", f"Nearest: {', '.join(near)}.")
    found = {entity.iri: entity for kind in wanted for entity in by_kind.get(kind, ())}
    return [found[iri] for iri in sorted(found) if PRIVATE not in map(_kebab, found[iri].all_kinds)]


def linkable(entities: Mapping[str, Entity]) -> dict[str, str]:
    """Return the label of each thing that may be linked, by IRI: of all but people."""
    return {
        iri: entity.labels.shown("en").text
        for iri, entity in entities.items()
        if PRIVATE not in map(_kebab, entity.all_kinds)
    }


def target_of(mapping: DatasetMapping, path: Path, version: str = "") -> Target:
    """Return what the links lead to; its version is that of the file's content where none is told."""
    with path.open("rb") as file:
        content = sha256()
        while piece := file.read(1 << 20):
            content.update(piece)
    return Target(
        name=mapping.name,
        title=mapping.title.en,
        title_fr=mapping.title.fr,
        licence=mapping.licence,
        attribution=mapping.attribution,
        homepage=mapping.homepage,
        version=version or mapping.version or f"sha256:{content.hexdigest()[:12]}",
    )


def propose(
    entities: Sequence[Entity],
    records: Iterable[Record],
    dataset: str,
    version: str,
    known: Sequence[Link] = (),
    report: Report = lambda _: None,
) -> Proposals:
    """Return the links of `entities` to the `records` that are not `known`, and what changed.

    A pair that was accepted or rejected is not proposed again, nor is one of two things that are
    linked, unless the other one is gone from the dataset.

    Raises:
        DatasetError: as the `records` do, which are of the file `dataset`; an id is no IRI.
    """
    decided = {link.object for link in known}
    labels: dict[str, str] = {}

    def read() -> Iterator[Record]:
        for count, record in enumerate(records):
            if count % EACH == 0:
                report(f"Reading {dataset}: {count} rows")
            _check_id(record, dataset)
            if record.id in decided and not record.is_withdrawn:
                labels[record.id] = one_line(record.label)
            yield record

    found = join([entity.record for entity in entities], read(), most=CANDIDATES)
    accepted = [link for link in known if link.decision == "accepted"]
    there = [link for link in accepted if link.object in labels]
    closed = [link.pair for link in known if link.object in labels]
    new = _without(found, closed, [link.pair for link in there if link.predicate == "exactMatch"])
    names = {entity.iri: one_line(entity.labels.shown("en").text) for entity in entities}
    return Proposals(
        sorted_links(_links(new, names, version)),
        {match.record.id: match.record for matches in new.values() for match in matches},
        [link for link in accepted if link.object not in labels],
        [
            Renamed(link, labels[link.object])
            for link in there
            if link.object_label != labels[link.object]
        ],
    )


Pair = tuple[str, str]


def _without(
    found: Mapping[str, list[Match]], closed: Iterable[Pair], same: Iterable[Pair]
) -> dict[str, list[Match]]:
    """Return what is left without pairs that are decided, and without things that have their match."""
    closed, taken = set(closed), {end for pair in same for end in pair}
    left = {
        ours: [
            match
            for match in matches
            if match.record.id not in taken and (ours, match.record.id) not in closed
        ]
        for ours, matches in found.items()
        if ours not in taken
    }
    return {ours: matches for ours, matches in left.items() if matches}


def _links(
    found: Mapping[str, list[Match]], names: Mapping[str, str], version: str
) -> Iterator[Link]:
    """Yield for each of our things the best link, and those that are nearly as good.

    What is another of our things by far is left to that one.
    """
    best: dict[str, float] = {}
    for matches in found.values():
        for record, scored in matches:
            best[record.id] = max(scored.bits, best.get(record.id, scored.bits))
    open_ones = {
        ours: [m for m in matches if m.score.bits >= best[m.record.id] - RIVAL_BITS]
        for ours, matches in found.items()
    }
    wanted = Counter(match.record.id for matches in open_ones.values() for match in matches)
    for ours, matches in open_ones.items():
        sure = is_match(matches) and wanted[matches[0].record.id] == 1
        for record, scored in matches[: 1 if sure else RIVALS]:
            if scored.bits >= matches[0].score.bits - RIVAL_BITS:
                yield Link(
                    subject=ours,
                    object=record.id,
                    subject_label=names[ours],
                    object_label=one_line(record.label),
                    confidence=scored.value,
                    reasons=one_line(scored.words.en).replace("|", "/"),
                    is_sure=sure,
                    version=version,
                )


def _check_id(record: Record, dataset: str) -> None:
    try:
        checked_iri(record.id)
    except InvalidIdentifierError:
        raise DatasetError(
            f"{dataset}: the id “{record.id[:100]}” is no IRI, to which a link could lead.",
            "Make it one in the mapping file: id: {column: …, template: https://example.org/{}}.",
        ) from None


def _kebab(kind: str) -> str:
    name = local_name(kind)
    return kebab(name[:1].lower() + name[1:])
