"""Which networks there are, and what a query must say to be one."""

from __future__ import annotations

import pytest

from pcvegraph.errors import QueryHeadError, UnknownNetworkError
from pcvegraph.graph.root import Root
from pcvegraph.networks.projections import find_projection, read_projection, read_projections
from pcvegraph.querying.library import Query, query_from_bytes, read_library

ASKED_FOR = {
    "relations": ("directed", "tied"),
    "co-participation": ("undirected", "shared"),
    "co-membership": ("undirected", "shared"),
    "funding": ("directed", "tied"),
    "partnerships": ("undirected", "tied"),
    "actors-and-phenomena": ("directed", "tied"),
    "actors-by-phenomenon": ("undirected", "shared"),
    "phenomena-by-actor": ("undirected", "shared"),
    "hierarchy": ("directed", "tied"),
    "countries": ("directed", "tied"),
}
TEXT = """\
# title@en: What?
# title@fr: Quoi?
# network: undirected
# rows: shared
# nodes@en: a node
# nodes@fr: un nœud
# edges@en: both share it
# edges@fr: tous deux le partagent
# weight@en: how often
# weight@fr: combien de fois
# parameter body: entity
# parameter body@en: a body
# parameter body@fr: un organisme
# column node@en: a node
# column node@fr: un nœud
# column through@en: what is shared
# column through@fr: ce qui est partagé
# column relation@en: the relation
# column relation@fr: la relation
SELECT ?node ?through ?relation { VALUES ?body { <https://w3id.org/pcvegraph/id/a> } }
"""


def query(text: str = TEXT) -> Query:
    return query_from_bytes(text.encode(), "queries/networks/mine.rq", "networks/mine")


def test_the_library_has_the_networks_that_it_should(real_root: Root):
    found = read_projections(read_library(real_root))
    assert {
        name: ("directed" if each.directed else "undirected", each.rows)
        for name, each in found.items()
    } == ASKED_FOR
    assert list(found) == sorted(found)
    assert [name for name, each in found.items() if each.sums_amounts] == ["funding"]


def test_a_head_is_read_as_it_says():
    read = read_projection(query())
    assert (read.name, read.directed, read.rows, read.sums_amounts) == (
        "mine",
        False,
        "shared",
        False,
    )
    assert read.columns == ("node", "through", "relation")
    assert (read.nodes.fr, read.edges.en, read.weight.en) == (
        "un nœud",
        "both share it",
        "how often",
    )
    assert read_projection(query("# weighs: amount\n" + TEXT)).sums_amounts


@pytest.mark.parametrize(
    ("old", "new", "said", "remedy"),
    [
        ("# network: undirected\n", "", "“# network: ”", "directed, undirected."),
        ("undirected", "sideways", "“# network: sideways”", "directed, undirected."),
        ("# rows: shared\n", "", "“# rows: ”", "tied, shared."),
        ("shared", "mixed", "“# rows: mixed”", "tied, shared."),
        ("# network", "# weighs: gold\n# network", "“# weighs: gold”", "Write one of: amount."),
        ("# nodes@fr: un nœud\n", "", "no line “# nodes@fr", "above the first PREFIX"),
        ("# weight@en: how often\n", "", "no line “# weight@en", "above the first PREFIX"),
        ("column relation", "column said", "needs the column ?relation", "# column relation@en: …"),
        ("# rows: shared", "# rows: tied", "needs the column ?source", "# column source@en: …"),
        ("body", "kinds", "every network has a parameter “kinds”", "another name"),
    ],
)
def test_a_head_that_makes_no_network_is_refused_with_what_to_write(
    old: str, new: str, said: str, remedy: str
):
    with pytest.raises(QueryHeadError) as refused:
        read_projection(query(TEXT.replace(old, new)))
    assert str(refused.value).startswith("queries/networks/mine.rq: ")
    assert said in str(refused.value)
    assert remedy in refused.value.remedy


def test_only_queries_of_the_folder_are_networks():
    other = query_from_bytes(b"# title@en: What?\nSELECT * {}", "queries/a/b.rq", "a/b")
    assert list(read_projections({"a/b": other, "networks/mine": query()})) == ["mine"]


def test_a_network_is_found_by_its_name_and_else_named_by_the_nearest(real_root: Root):
    projections = read_projections(read_library(real_root))
    assert find_projection(projections, "funding").name == "funding"
    assert find_projection(projections, "networks/funding").name == "funding"
    with pytest.raises(UnknownNetworkError, match="no network called “co-particpation”") as unknown:
        find_projection(projections, "co-particpation")
    assert unknown.value.nearest[0] == "co-participation"
    assert "Nearest: co-participation" in unknown.value.remedy
    with pytest.raises(UnknownNetworkError) as unknown:
        find_projection(projections, "")
    assert unknown.value.nearest == ()
