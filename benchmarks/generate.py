"""Write a made-up root of a given size: `python benchmarks/generate.py --triples 100000 --output DIR`.

The size is that of the served default graph: what the files state and what follows from them. The
same size and seed give the same files, byte for byte, as long as ontology/ stays the same.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from files import concepts_file, files_of, verdicts_in
from pcvegraph.graph.reading import load_files
from pcvegraph.graph.snapshot import build_snapshot
from world import make_world

CHECKOUT = Path(__file__).parents[1]
CONCEPTS = "ontology/concepts.ttl"
SEED = 1
SMALLEST = 2  # organisations
TRIPLES_AN_ORGANISATION = 300.0  # to begin with
SAMPLE_TRIPLES = 100_000
CLOSE_ENOUGH = 0.05

Contents = dict[str, bytes]


def generate(triples: int, folder: Path, seed: int = SEED) -> None:
    """Write a root that serves about so many triples into `folder`, which must be empty or new.

    Raises:
        FileExistsError: the folder holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    for path, content in _contents_of_size(triples, seed).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (folder / "queries").mkdir(exist_ok=True)


def _contents_of_size(triples: int, seed: int) -> Contents:
    """Return the files of a root of about this size: it grows in proportion to its organisations."""
    base = _size(_contents(SMALLEST, seed))
    # A large root is sized after a smaller one: to measure it costs as much as to serve it.
    sample = min(triples, SAMPLE_TRIPLES)
    organisations, each = SMALLEST, TRIPLES_AN_ORGANISATION
    for _ in range(3):
        organisations = max(SMALLEST, SMALLEST + round((sample - base) / each))
        contents = _contents(organisations, seed)
        size = _size(contents)
        if organisations > SMALLEST:
            each = (size - base) / (organisations - SMALLEST)
        if size <= base or abs(size - sample) < CLOSE_ENOUGH * sample:
            break
    if triples == sample:
        return contents
    return _contents(SMALLEST + round((triples - base) / each), seed)


def _contents(organisations: int, seed: int) -> Contents:
    """Return path and content of every file of the root with so many organisations."""
    contents = _copied()
    real = contents[CONCEPTS].decode()
    world = make_world(organisations, seed, verdicts_in(real))
    contents[CONCEPTS] = concepts_file(world, real).encode()
    for path, text in files_of(world):
        contents[path] = text.encode()
    return contents


def _copied() -> Contents:
    """Return the ontology and the queries of this checkout."""
    files = [
        *(CHECKOUT / "ontology").rglob("*.ttl"),
        *(CHECKOUT / "ontology").rglob("*.rq"),
        *(CHECKOUT / "queries").rglob("*.rq"),
    ]
    return {path.relative_to(CHECKOUT).as_posix(): path.read_bytes() for path in sorted(files)}


def _size(contents: Contents) -> int:
    """Return how many triples the default graph of the root has."""
    store, findings = load_files(contents)
    assert not findings, f"what is generated does not parse: {findings[0]}"
    return build_snapshot(store, contents).count()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, required=True, help="size of the default graph")
    parser.add_argument("--output", type=Path, required=True, help="an empty or new folder")
    parser.add_argument("--seed", type=int, default=SEED, help=f"default: {SEED}")
    options = parser.parse_args()
    try:
        generate(options.triples, options.output, options.seed)
    except FileExistsError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
