"""What one state has that another has not; an RDF Patch of it leads from the one to the other."""

from __future__ import annotations

import re

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.graph.difference import as_rdf_patch, find_difference
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

NODES = st.sampled_from([ox.NamedNode(f"https://example.org/{name}") for name in "abcd"])
LITERALS = st.builds(ox.Literal, st.text(max_size=8)) | st.builds(
    lambda text, tag: ox.Literal(text, language=tag),
    st.text(max_size=8),
    st.sampled_from(["en", "fr"]),
)
QUADS = st.builds(ox.Quad, NODES, NODES, NODES | LITERALS, NODES)
STATES = st.sets(QUADS, max_size=30)


def applied(patch: bytes, quads: set[ox.Quad]) -> set[ox.Quad]:
    """Apply an RDF Patch, row by row, as https://afs.github.io/rdf-patch/ has it."""
    header, opening, *rows, closing = patch.split(b"\n")[:-1]
    assert re.fullmatch(rb"H id <urn:uuid:[0-9a-f-]{36}> \.", header)
    assert (opening, closing) == (b"TX .", b"TC .")
    result = set(quads)
    for row in rows:
        code, _, line = row.partition(b" ")
        (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        if code == b"A":
            assert quad not in result
            result.add(quad)
        else:
            assert code == b"D"
            result.remove(quad)
    return result


@given(STATES, STATES)
def test_the_patch_applied_to_the_quads_before_gives_those_after(
    before: set[ox.Quad], after: set[ox.Quad]
):
    assert applied(as_rdf_patch(find_difference(before, after)), before) == after


@given(STATES, STATES)
def test_the_difference_the_other_way_is_its_inverse(before: set[ox.Quad], after: set[ox.Quad]):
    removed, added = find_difference(before, after)
    assert find_difference(after, before) == (added, removed)


def test_the_patch_of_an_edit_holds_what_follows_from_it_too(tiny: Root):
    before = load_snapshot(tiny, Settings())
    file = tiny.data / "forums/river-group.ttl"
    file.write_text(file.read_text().replace('"2019"^^xsd:gYear', '"2018"^^xsd:gYear'))
    after = load_snapshot(tiny, Settings())
    patch = as_rdf_patch(find_difference(before.dumped(), after.dumped()))
    assert patch == as_rdf_patch(find_difference(before.dumped(), after.dumped()))
    assert b"earliestStart" in patch
    result = applied(patch, set(before.dumped()))
    lines = sorted(
        (ox.serialize(result, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    )
    assert b"".join(lines) == after.n_quads
