"""The documentation leads where it says, and its Turtle and SPARQL are the graph's own."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import REPOSITORY
from console import Shown, assert_prints, blocks, commands, name_of
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.vocabulary import PREFIXES

PAGES = sorted([*(REPOSITORY / "docs").rglob("*.md"), REPOSITORY / "benchmarks/README.md"])
PROLOGUE = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
SPARQL = PROLOGUE.replace("@prefix", "PREFIX").replace(" .\n", "\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_leads_to_a_file(page: Path):
    links = re.findall(r"\]\(([^)#]+)", page.read_text())
    local = [link for link in links if not link.startswith("http")]
    assert [link for link in local if not (page.parent / link).exists()] == []


COMMANDS = [
    pytest.param(shown, id=f"{page.stem}-{place}-{name_of(shown)}")
    for page in PAGES
    for place, shown in enumerate(commands(page.read_text()), 1)
]


@pytest.mark.parametrize("shown", COMMANDS)
def test_a_command_prints_what_its_page_shows(shown: Shown, server: str):
    assert_prints(shown, server)


def test_the_turtle_of_the_model_s_page_is_what_the_graph_states(engine: Evaluator):
    (block,) = re.findall(
        r"```turtle\n(.*?)```", (REPOSITORY / "docs/model.md").read_text(), re.DOTALL
    )
    said = [
        quad
        for quad in ox.parse((PROLOGUE + block).encode(), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    ]
    assert len(said) == 4
    for quad in said:
        assert ox.Quad(quad.subject, quad.predicate, quad.object) in engine.snapshot.store


def patterns() -> list[str]:
    """Return the patterns that the model's page gives to copy."""
    rows = re.findall(
        r"^\| [^|]+ \| (.+) \|$", (REPOSITORY / "docs/model.md").read_text(), re.MULTILINE
    )
    cells = [re.findall(r"`([^`]+)`", row.replace(r"\|", "|")) for row in rows]
    return [cell[0] for cell in cells if cell and ("?" in cell[0] or "GRAPH" in cell[0])]


@pytest.mark.parametrize("pattern", patterns())
def test_every_pattern_of_the_model_s_page_is_sparql_that_finds_something(
    engine: Evaluator, pattern: str
):
    text = pattern.replace("…", "?s ?p ?o")
    # The parts of a longer pattern stand on the variables of those above it.
    for variable, needed in (("?e ", "?r pcve:evidence ?e ."), ("?r ", "?r a pcve:Relation .")):
        if text.startswith(("OPTIONAL { " + variable, variable)):
            text = f"{needed} {text}"
    assert engine.rows(Question(f"{SPARQL}SELECT * WHERE {{ {text} }} LIMIT 1"))


def test_the_queries_of_the_model_s_page_run_with_the_prefixes_it_gives(engine: Evaluator):
    prefixes, *queries = blocks((REPOSITORY / "docs/model.md").read_text(), "sparql")
    assert queries
    for query in queries:
        assert engine.rows(read_question(prefixes + query))
