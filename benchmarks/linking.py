"""Judge the matcher by a gold set, and measure it: `python benchmarks/linking.py --datasets FOLDER`.

The folder has datasets, gold.csv and gold_negatives.csv. Prints tables in Markdown on stdout and
progress on stderr; benchmarks/README.md says how to read them.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.linking.datasets.mapping import find_mapping
from pcvegraph.linking.datasets.reading import read_records
from pcvegraph.linking.entities import Entity, read_entities
from pcvegraph.linking.matching import matcher
from pcvegraph.linking.matching.joining import join
from pcvegraph.linking.matching.matcher import Match, is_match
from pcvegraph.linking.matching.names import Name
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Record
from pcvegraph.linking.matching.scoring import score
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

DATASETS = {
    "ror": ("ror-union-51k.csv", "https://ror.org/"),
    "infobase": ("infobase_igoc.csv", "infobase:"),
    "eu-corporate-bodies": (
        "eu-corporate-body-eforms.csv",
        "http://publications.europa.eu/resource/authority/corporate-body/",
    ),
    "cordis": ("cordis-h2020-2017-organisations.csv", "cordis-pic:"),
}
"""By mapping: the file in the folder, and what the identifiers of the gold set begin with."""

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
CONFIDENCE = 1.96  # standard deviations: 95 %
SAMPLE = 400  # rows that are compared with all
TUNING, HELD_OUT = "tuning", "held out"
ACTOR, STATE, PERSON = (PREFIXES["pcve"] + name for name in ("Actor", "State", "Person"))

Found = Mapping[tuple[str, str], Sequence[Match]]
"""By dataset and IRI of ours: what it may be, the likeliest first."""


class Judged(NamedTuple):
    """How many links were right, wrong, missed, and such that the gold set warns of them.

    Wrong is another link than the gold set's, or one where it has none.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    tempted: int = 0

    def plus(self, other: Judged) -> Judged:
        """Return the sums."""
        return Judged(*(one + two for one, two in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Gold:
    """A gold set: by slug of ours the identifiers that are right, those that are not, and the name."""

    right: Mapping[str, frozenset[str]]
    negatives: Mapping[str, frozenset[str]]
    names: Mapping[str, str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--only", default="gold,reach", help="default: gold,reach")
    parser.add_argument("--output", type=Path, help="write the figures to this file as JSON too")
    options = parser.parse_args(arguments)
    figures: dict[str, object] = {}
    entities = _our_entities()
    if "reach" in options.only.split(","):
        figures["reach"] = _measure(options.datasets, [entity.record for entity in entities])
    if "gold" in options.only.split(","):
        figures["gold"] = _judge_all(options.datasets, _bodies(entities))
    if options.output:
        options.output.write_text(json.dumps(figures, indent=2), encoding="utf-8")


def _our_entities() -> list[Entity]:
    snapshot = load_snapshot(find_root(None), Settings.from_environment())
    return list(read_entities(Evaluator(snapshot)).values())


def _bodies(entities: Iterable[Entity]) -> dict[str, Record]:
    bodies = (e for e in entities if ACTOR in e.all_kinds and not e.all_kinds & {STATE, PERSON})
    # Links that are there already would give the answer away.
    return {e.iri: replace(e.record, identifiers=frozenset()) for e in bodies}


# The gold set


def read_gold(folder: Path) -> Gold:
    """Return the gold set of the folder."""
    right: defaultdict[str, set[str]] = defaultdict(set)
    names = {}
    for row in _rows(folder / "gold.csv"):
        right[row["id"]].update(filter(None, [row["external_id"]]))
        names[row["id"]] = row["name"]
    negatives: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "gold_negatives.csv"):
        negatives[row["id"]].add(row["external_id"])
    return Gold(
        {slug: frozenset(ids) for slug, ids in right.items()},
        {slug: frozenset(ids) for slug, ids in negatives.items()},
        names,
    )


def half_of(slug: str) -> str:
    """Return the half that a body of the gold set is in: by its name alone, whatever is found."""
    return HELD_OUT if sha256(slug.encode()).digest()[0] % 2 else TUNING


def judge(gold: Gold, found: Found, dataset: str, slugs: Iterable[str]) -> Judged:
    """Return how the matches with `dataset` fare that are found of these bodies."""
    judged = Judged()
    start = DATASETS[dataset][1]
    for slug in slugs:
        wanted = {each for each in gold.right[slug] if each.startswith(start)}
        matches = found.get((dataset, PREFIXES["id"] + slug), ())
        linked = matches[0].record.id if is_match(matches) else ""
        has_none = not gold.right[slug]
        judged = judged.plus(
            Judged(
                right=linked in wanted,
                wrong=bool(linked) and linked not in wanted and (bool(wanted) or has_none),
                missed=bool(wanted) and linked not in wanted,
                tempted=linked in gold.negatives.get(slug, ()),
            )
        )
    return judged


def _judge_all(folder: Path, ours: Mapping[str, Record]) -> dict[str, dict[str, dict[str, int]]]:
    gold = read_gold(folder)
    # What the graph does not have is known by its name alone.
    iris = {PREFIXES["id"] + slug: name for slug, name in gold.names.items()}
    strangers = [Record(iri, (Name(name),)) for iri, name in iris.items() if iri not in ours]
    found = _find(folder, [*ours.values(), *strangers])
    halves = {
        half: [s for s in sorted(gold.names) if half_of(s) == half] for half in (TUNING, HELD_OUT)
    }
    figures: dict[str, dict[str, dict[str, int]]] = {}
    print("| threshold | half | right | wrong | missed | precision | recall |")
    print("| --- | --- | ---: | ---: | ---: | --- | --- |")
    chosen = matcher.MATCH
    for threshold in THRESHOLDS:
        matcher.MATCH = threshold
        for half, slugs in halves.items():
            total = Judged()
            for dataset in DATASETS:
                total = total.plus(judge(gold, found, dataset, slugs))
            figures.setdefault(str(threshold), {})[half] = total._asdict()
            print(_judged_row(threshold, half, total, is_chosen=threshold == chosen))
    matcher.MATCH = chosen
    return figures


def _find(folder: Path, ours: Sequence[Record]) -> Found:
    found = {}
    for dataset, (file, _) in DATASETS.items():
        _say(f"Matching with {file}")
        for iri, matches in join(ours, read_records(folder / file, find_mapping(dataset))).items():
            found[dataset, iri] = matches
    return found


def _judged_row(threshold: float, half: str, total: Judged, *, is_chosen: bool) -> str:
    precision = wilson(total.right, total.right + total.wrong)
    recall = wilson(total.right, total.right + total.missed)
    mark = "**" if is_chosen else ""
    cells = (f"{mark}{threshold}{mark}", half, total.right, total.wrong, total.missed)
    return f"| {' | '.join(map(str, cells))} | {precision} | {recall} |"


def wilson(good: int, all_: int) -> str:
    """Return a share in per cent with its interval (Wilson 1927, JASA 22, 209-212); 95 %."""
    if not all_:
        return "–"
    share, square = good / all_, CONFIDENCE**2
    centre = (share + square / (2 * all_)) / (1 + square / all_)
    reach = (
        CONFIDENCE * sqrt(share * (1 - share) / all_ + square / (4 * all_**2)) / (1 + square / all_)
    )
    low, high = max(0.0, centre - reach), min(1.0, centre + reach)
    return f"{share:.1%} ({low:.1%}–{high:.1%})"


# How fast


def _measure(folder: Path, ours: Sequence[Record]) -> dict[str, float]:
    path = folder / DATASETS["ror"][0]
    mapping = find_mapping("ror")
    before = _megabytes()
    _say(f"Joining {len(ours)} things with {path.name}")
    started = time.perf_counter()
    join(ours, read_records(path, mapping))
    seconds = time.perf_counter() - started
    held = _megabytes() - before
    sample = list(islice(read_records(path, mapping), SAMPLE))
    rows = sum(1 for _ in read_records(path, mapping))
    rarity = Rarity([*ours, *sample])
    _say(f"Comparing all pairs of {len(ours)} things with {SAMPLE} rows")
    started = time.perf_counter()
    for record in sample:
        for own in ours:
            score(own, record, rarity)
    pairs = (time.perf_counter() - started) * rows / SAMPLE
    print("| things | rows | s | MB more | all pairs, s | × |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    print(
        f"| {len(ours)} | {rows} | {seconds:.1f} | {held:.0f} | {pairs:.0f} | {pairs / seconds:.0f} |\n"
    )
    return {"seconds": seconds, "megabytes": held, "all_pairs_seconds": pairs}


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
