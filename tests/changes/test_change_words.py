"""No identifier, hash or name of a property is in the words, whatever changes in the real data."""

from __future__ import annotations

import random
import re

import pytest

from changes.editing import changes_of
from pcvegraph.changes.changes import find_changes
from pcvegraph.changes.phrases import LONG, differing, quoted
from pcvegraph.graph.excerpts import find_excerpts
from pcvegraph.graph.opening import load_excerpt
from pcvegraph.graph.reading import DATA, find_graph, read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.languages import LANGUAGES
from pcvegraph.settings import Settings

Contents = dict[str, bytes]
TECHNICAL = re.compile(
    r"w3id\.org|https?://|\b(?:id|pcve|source|skos|rdf|dcterms|owl):\w|\w--\w|\{\w+\}|[0-9a-f]{8,}"
    r"|something without a name|une chose sans nom"
)
QUOTED = re.compile(r"“[^”]*”|«\u00a0.*?\u00a0»")
"""Texts of the data, which may have an address in them."""


@pytest.fixture(scope="module")
def contents(real_root: Root) -> Contents:
    return read_bytes(real_root, Settings())[0]


@pytest.fixture(scope="module")
def stated(contents: Contents) -> Snapshot:
    return load_excerpt(contents, [])


def edited(contents: Contents, seed: int) -> Contents:
    """Return the files after a few random edits: files go, statements go, years and names change."""
    chance = random.Random(seed)  # noqa: S311 - edits, not secrets
    files = sorted(path for path in contents if path.startswith(DATA) and "/links/" not in path)
    result = dict(contents)
    for path in chance.sample(files, 12):
        text = contents[path].decode()
        match chance.randrange(5):
            case 0:
                del result[path]
                continue
            case 1:
                blocks = text.split("\n\n")
                del blocks[chance.randrange(1, len(blocks))]
                text = "\n\n".join(blocks) + "\n"
            case 2:
                text = re.sub(r'"20(\d\d)', '"19\\1', text)
            case 3:
                text = text.replace('"@en', ' anew"@en', chance.randrange(1, 5))
            case _:
                text = text.replace("a pcve:Relation", "a pcve:Funding ;\n    pcve:amount 5", 1)
        result[path] = text.encode()
    return result


@pytest.mark.parametrize("seed", range(4))
def test_the_words_have_nothing_technical_and_an_excerpt_tells_the_same(
    seed: int, contents: Contents, stated: Snapshot
):
    after = edited(contents, seed)
    changes = find_changes(stated, load_excerpt(after, []))
    assert changes
    for change in changes_of(changes):
        for language in LANGUAGES:
            assert not TECHNICAL.search(QUOTED.sub("", change.sentence.in_language(language)))
    excerpts = find_excerpts(contents, after)
    assert all(len(excerpt) < len(contents) / 2 for excerpt in excerpts)
    assert find_changes(*(load_excerpt(excerpt, []) for excerpt in excerpts)) == changes


def test_a_graph_that_is_the_same_has_no_changes(stated: Snapshot):
    assert not find_changes(stated, stated)


def test_everything_is_new_where_there_was_only_the_model(contents: Contents, stated: Snapshot):
    model = {path: text for path, text in contents.items() if not path.startswith(DATA)}
    changes = find_changes(load_excerpt(model, []), stated)
    kinds = {change.kind for change in changes_of(changes)}
    assert kinds == {"new-entity", "new-statement", "new-source", "new-disagreement", "new-link"}
    new = sum(change.kind == "new-statement" for change in changes_of(changes))
    subject = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>"
    rows = stated.store.query(f"SELECT (COUNT(DISTINCT ?r) AS ?n) {{ ?r {subject} ?s }}")
    assert new == int(next(iter(rows))["n"].value)
    assert all(find_graph(path) or path.startswith("ontology") for path in contents)


def test_of_long_texts_only_what_differs_is_shown_with_a_few_words_around():
    same = " ".join(f"word{n}" for n in range(30))
    assert len(same) > LONG
    old, new = differing(f"{same} red {same}", f"{same} blue {same}", "en")
    assert old == "“… word27 word28 word29 red word0 word1 word2 …”"
    assert new == "“… word27 word28 word29 blue word0 word1 word2 …”"
    assert differing("a red", "a blue", "fr") == (quoted("a red", "fr"), quoted("a blue", "fr"))
