"""Decide on proposed links one by one: both records are shown, and each decision is kept at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from pcvegraph.errors import LinkFileError
from pcvegraph.graph.writing import write_whole
from pcvegraph.linking.linksets.links import PREDICATES, Decision, Link, LinkSet, Predicate
from pcvegraph.linking.linksets.sssom import read_sssom, write_sssom
from pcvegraph.linking.matching.records import Record

DECISIONS = tuple(filter(None, get_args(Decision)))


Told = Mapping[str, Any]
"""What is known of a record, as JSON has it."""

UNSEEN = "sure by its score; not looked at by itself"


class Shown(NamedTuple):
    """A line of two records side by side: what it tells, in each of the two."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Review:
    """A file of links that is being decided; each decision is in the file at once."""

    path: Path
    links: LinkSet
    records: Mapping[str, Told]
    """The records that the links lead to, by id, as far as they were kept."""

    def to_decide(self, *, everything: bool = False) -> list[Link]:
        """Return the doubtful links that nobody has decided, the likeliest first; or sure ones, too."""
        found = [link for link in self.links.links if link.needs_review or everything]
        waiting = [link for link in found if not link.is_decided]
        return sorted(waiting, key=lambda link: (-(link.confidence or 0), link.pair))

    def decided(self, link: Link, decision: Decision, reviewer: str, comment: str = "") -> Review:
        """Return the review with `link` decided today, after it was written.

        Raises:
            OSError: it cannot be written; the file is as it was.
        """
        new = replace(
            link,
            decision=decision,
            reviewer=reviewer,
            reviewed=date.today().isoformat(),  # noqa: DTZ011 - the reviewer's day
            comment=comment or link.comment,
            # That two things are not the same was said by a person and by nothing else.
            justification="ManualMappingCuration" if decision == "rejected" else link.justification,
        )
        kept = tuple(new if each.pair == link.pair else each for each in self.links.links)
        changed = replace(self, links=LinkSet(self.links.target, kept))
        write_whole(self.path, write_sssom(changed.links).encode())
        return changed


def open_review(path: Path, subjects: Mapping[str, str] | None = None) -> Review:
    """Return the review of the links in the file `path`.

    Raises:
        LinkFileError: it cannot be read, or as `read_sssom`.
    """
    return Review(path, read_links(path, subjects), _read_records(_beside(path)))


def read_links(path: Path, subjects: Mapping[str, str] | None = None) -> LinkSet:
    """Return the links in the file `path`; raises LinkFileError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LinkFileError(
            f"{path.name} is not UTF-8: {error.reason} at byte {error.start}.", "Save it as UTF-8."
        ) from None
    except OSError as error:
        raise LinkFileError(f"{path.name} cannot be read: {error.strerror}.") from None
    return read_sssom(text, path.name, subjects)


def write_proposals(path: Path, links: LinkSet, records: Mapping[str, Record]) -> None:
    """Write the links to `path`, and to `path`.json the records they lead to; raises OSError.

    Of a link that was there before, the record that was kept stays.
    """
    known = _read_records(_beside(path)) | {id_: told(record) for id_, record in records.items()}
    kept = {link.object: known[link.object] for link in links.links if link.object in known}
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(_beside(path), text.encode())
    write_whole(path, write_sssom(links).encode())


def keep_decisions(new: LinkSet, path: Path) -> LinkSet:
    """Return the new links, and of the file at `path` those that a reviewer has seen.

    Raises:
        LinkFileError: as `read_links`, or the file has links to another dataset.
    """
    if not path.exists():
        return new
    old = read_links(path)
    if old.target.name != new.target.name:
        raise LinkFileError(
            f"{path.name} has links to {old.target.name}, not to {new.target.name}.",
            "Name another file with --output.",
        )
    seen = {link.pair: link for link in old.links if link.decision}
    links = {link.pair: link for link in new.links} | seen
    return LinkSet(new.target, tuple(links.values()))


def apply_decisions(review: Review, text: str, reviewer: str) -> Review:
    """Return the review with the decisions of a JSON list, each of which is written at once.

    [{"subject": …, "object": …, "decision": "accepted", "predicate": "closeMatch", "comment": "why"}]

    Raises:
        LinkFileError: it is no such list, or a pair is not in the file; nothing is written then.
    """
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise LinkFileError(
            f"Decisions, line {error.lineno}: this is no JSON: {error.msg}."
        ) from None
    by_pair = {link.pair: link for link in review.links.links}
    decisions = list(_decisions(given, by_pair))
    for link, decision, comment in decisions:
        review = review.decided(link, decision, reviewer, comment)
    return review


def _decisions(
    given: Any, by_pair: Mapping[tuple[str, str], Link]
) -> Iterator[tuple[Link, Decision, str]]:
    if not isinstance(given, list):
        raise LinkFileError("The decisions are no list.", 'Write [{"subject": …, "object": …, …}].')
    for number, each in enumerate(given, 1):
        if not isinstance(each, dict):
            raise LinkFileError(f"Decision {number} is no object.")
        link = by_pair.get((str(each.get("subject")), str(each.get("object"))))
        if link is None:
            raise LinkFileError(f"Decision {number}: the file has no link of these two.")
        decision, predicate = each.get("decision"), each.get("predicate", link.predicate)
        if decision not in DECISIONS or predicate not in PREDICATES:
            known = ", ".join((*DECISIONS, *PREDICATES))
            raise LinkFileError(
                f"Decision {number}: “{decision}”, “{predicate}” are none of {known}."
            )
        link = replace(link, predicate=cast("Predicate", predicate))
        yield link, cast("Decision", decision), str(each.get("comment", ""))


def accept_sure(review: Review, reviewer: str) -> Review:
    """Return the review with those accepted that are sure and that nobody has decided; written."""
    for link in review.links.links:
        if link.is_sure and not link.decision:
            review = review.decided(link, "accepted", reviewer, UNSEEN)
    return review


def side_by_side(ours: Told, theirs: Told, link: Link) -> list[Shown]:
    """Return what is known of both things, line by line; of what is not known, the label alone."""
    left = {"names": [link.subject_label]} | dict(ours) | {"id": link.subject}
    right = {"names": [link.object_label]} | dict(theirs) | {"id": link.object}
    return [
        Shown(field, _shown(left.get(field)), _shown(right.get(field)))
        for field in FIELDS
        if left.get(field) or right.get(field)
    ]


FIELDS = ("id", "names", "kinds", "countries", "places", "websites", "identifiers", "start", "end")


def told(record: Record) -> dict[str, Any]:
    """Return what is known of a record as JSON has it."""
    names = [
        f"{name.text} [{name.language}]" if name.language else name.text for name in record.names
    ]
    every = {
        "id": record.id,
        "names": names,
        "kinds": sorted(record.kinds),
        "countries": sorted(record.countries),
        "places": sorted(record.places),
        "websites": sorted(record.domains),
        "identifiers": sorted(record.identifiers),
        "start": record.start,
        "end": record.end,
    }
    return {field: value for field, value in every.items() if value}


def _shown(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _read_records(path: Path) -> dict[str, Told]:
    """Return the records at `path`; none where they were not kept, or not as they are written."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {id_: record for id_, record in kept.items() if isinstance(record, dict)}
