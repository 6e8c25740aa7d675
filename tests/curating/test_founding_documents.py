"""What the three founding documents name of the graph is found: measured against a key made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY
from pcvegraph.curating.annotating.annotation import annotate
from pcvegraph.curating.annotating.lexicon import Lexicon, read_lexicon
from pcvegraph.identifiers import find_slug
from pcvegraph.querying.evaluation import Evaluator

TEXTS = REPOSITORY.parent / "shared/seeds"
KEY = yaml.safe_load((Path(__file__).parent / "founding-documents.yaml").read_text())
SOURCES = {"polimetre-promise-training-assistance": "polimetre-promise-5020-training-assistance"}
"""Sources by the name of their text where that is another."""

LEAST = 0.95


@pytest.fixture(scope="module")
def lexicon(engine: Evaluator) -> Lexicon:
    return read_lexicon(engine)


def test_the_key_names_things_of_the_graph(lexicon: Lexicon):
    slugs = set(map(find_slug, lexicon.things))
    assert {each["thing"] for rows in KEY.values() for each in rows} <= slugs


def test_recall_and_precision_by_mention(lexicon: Lexicon):
    if not TEXTS.is_dir():
        pytest.skip("the texts of the founding documents are not in this repository")
    found: set[tuple[str, int, int, str]] = set()
    wanted: set[tuple[str, int, int, str]] = set()
    for name, rows in KEY.items():
        text = (TEXTS / f"{name}.txt").read_text()
        assert all(text.startswith(each["name"], each["at"]) for each in rows)
        wanted |= {(name, e["at"], e["at"] + len(e["name"]), e["thing"]) for e in rows}
        source = lexicon.find_source(SOURCES.get(name, name))
        found |= {
            (name, each.start, each.end, "|".join(map(str, map(find_slug, each.things))))
            for each in annotate(text, lexicon, source).mentions
        }
    assert len(found & wanted) / len(wanted) >= LEAST, sorted(wanted - found)
    assert len(found & wanted) / len(found) >= LEAST, sorted(found - wanted)
