"""The snapshot: one default graph as a set, named graphs by file, inferences, a version for all."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from hashlib import sha256

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.identifiers import claim_iri
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import DESCRIPTION, INFERENCES, PREFIXES

PROLOGUE = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())


def rows(snapshot: Snapshot, query: str) -> list[tuple[str, ...]]:
    """Return the values of a query's rows, sorted."""
    found = Evaluator(snapshot).rows(Question(PROLOGUE + query))
    return sorted(tuple(term.value for term in row.values()) for row in found)


@pytest.fixture
def small(tiny: Root) -> Snapshot:
    return load_snapshot(tiny, Settings())


def test_one_triple_in_two_files_counts_once(tiny: Root):
    south = tiny.data / "actors/southland.ttl"
    south.write_text(south.read_text() + '\nid:northland skos:prefLabel "Northland"@en .\n')
    snapshot = load_snapshot(tiny, Settings())
    query = 'SELECT (COUNT(*) AS ?n) { ?s skos:prefLabel "Northland"@en }'
    assert rows(snapshot, query) == [("1",)]
    in_graphs = 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s skos:prefLabel "Northland"@en } }'
    assert rows(snapshot, in_graphs) == [("2",)]


def test_a_file_s_graph_holds_what_the_file_states(small: Snapshot):
    graph = "<https://w3id.org/pcvegraph/graph/actors/northland>"
    query = f"SELECT ?o {{ GRAPH {graph} {{ id:northland skos:prefLabel ?o }} }}"
    assert rows(small, query) == [("Nordlande",), ("Northland",)]
    assert rows(small, "SELECT ?g { GRAPH ?g { id:northland a pcve:State } }") == [(graph[1:-1],)]


def test_no_blank_node_is_served(snapshot: Snapshot):
    assert not any(
        isinstance(term, ox.BlankNode)
        for quad in snapshot.store
        for term in (quad.subject, quad.object)
    )


def test_the_plain_triple_follows_from_its_relation(small: Snapshot):
    assert rows(small, "SELECT ?s { ?s pcve:coChairs id:river-group }") == [
        ("https://w3id.org/pcvegraph/id/northland",)
    ]


def test_a_partnership_holds_from_both_sides(small: Snapshot):
    ends = rows(small, "SELECT ?a ?b { ?a pcve:partnersWith ?b }")
    assert len(ends) == 2
    assert ends == [(b, a) for a, b in reversed(ends)]


def test_what_a_file_states_is_not_repeated_among_the_inferences(snapshot: Snapshot):
    inferred = {q.triple for q in snapshot.store.quads_for_pattern(None, None, None, INFERENCES)}
    stated = {quad.triple for quad in snapshot.stated()}
    assert inferred
    assert not inferred & stated
    default = snapshot.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert {q.triple for q in default} == inferred | stated


def test_superclasses_and_superproperties_hold(small: Snapshot):
    assert ("https://w3id.org/pcvegraph/id/river-group",) in rows(
        small, "SELECT ?s { ?s a pcve:Actor }"
    )
    assert rows(small, "SELECT ?c { id:flood-rumours skos:broaderTransitive ?c }") == [
        ("https://w3id.org/pcvegraph/id/rumours",)
    ]


def test_a_date_lies_between_its_bounds(small: Snapshot):
    query = """SELECT ?a ?b {
      id:northland--co-chairs--river-group pcve:earliestStart ?a ; pcve:latestStart ?b }"""
    assert rows(small, query) == [("2019-02-01", "2019-02-28")]


def test_an_undated_relation_takes_the_bounds_of_its_event(small: Snapshot):
    query = """SELECT ?a ?b {
      id:southland--hosts--river-meeting-2020-11 pcve:earliestStart ?a ; pcve:latestEnd ?b }"""
    assert rows(small, query) == [("2020-11-23", "2020-11-24")]


def test_an_undated_relation_without_an_event_has_no_bounds(small: Snapshot):
    query = "SELECT ?a { id:river-group--addresses--flood-rumours pcve:earliestStart ?a }"
    assert rows(small, query) == []


def test_the_address_of_evidence_is_a_text_fragment_with_hyphens_escaped(small: Snapshot):
    query = """SELECT ?u { ?e pcve:anchor "Northland - once more - co-chairs the group"@en ;
                              schema:url ?u }"""
    words = "Northland%20%2D%20once%20more%20%2D%20co%2Dchairs%20the%20group"
    assert rows(small, query) == [(f"https://river.example/report#:~:text={words}",)]


def test_evidence_is_named_and_typed(small: Snapshot):
    query = """SELECT ?e { id:northland--co-chairs--river-group pcve:evidence ?e .
                           ?e a pcve:Evidence }"""
    ((iri,),) = rows(small, query)
    assert iri.startswith("https://w3id.org/pcvegraph/id/northland--co-chairs--river-group--by--")


def test_the_version_is_the_hash_of_the_dump(snapshot: Snapshot):
    lines = snapshot.n_quads.splitlines(keepends=True)
    assert lines == sorted(lines)
    assert snapshot.version == sha256(snapshot.n_quads).hexdigest()
    assert all(b" <https://w3id.org/pcvegraph/graph/" in line for line in lines)


def test_the_dump_loads_into_the_same_graph(snapshot: Snapshot):
    """Anyone can recompute the version from /data.nq with any N-Quads parser."""
    store = ox.Store()
    store.load(snapshot.n_quads, format=ox.RdfFormat.N_QUADS)
    assert {str(q) for q in store} == {
        str(q) for q in snapshot.store if q.graph_name not in (ox.DefaultGraph(), DESCRIPTION)
    }


def test_the_same_files_give_the_same_version_in_another_process(tiny: Root, small: Snapshot):
    code = (
        "import sys; from pathlib import Path\n"
        "from pcvegraph.graph.opening import load_snapshot\n"
        "from pcvegraph.graph.root import find_root\n"
        "from pcvegraph.settings import Settings\n"
        "print(load_snapshot(find_root(Path(sys.argv[1])), Settings()).version)"
    )
    import sys

    run = subprocess.run(
        [sys.executable, "-c", code, str(tiny.path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == small.version


def test_form_and_comments_do_not_change_the_version(tiny: Root, small: Snapshot):
    group = tiny.data / "forums/river-group.ttl"
    group.write_text(group.read_text().replace("    ", "\t").replace("# The report", "# Another"))
    assert load_snapshot(tiny, Settings()).version == small.version


def test_a_changed_value_changes_the_version(tiny: Root, small: Snapshot):
    north = tiny.data / "actors/northland.ttl"
    north.write_text(north.read_text().replace('"NX"', '"NY"'))
    assert load_snapshot(tiny, Settings()).version != small.version


def _rule(real_root: Root, name: str) -> str:
    return (real_root.ontology / f"rules/{name}.rq").read_text()


dates = st.dates().filter(lambda day: day.year >= 1000)


def _bounds(rule: str, text: str, datatype: str) -> Iterator[str]:
    store = ox.Store()
    literal = ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))
    start = ox.NamedNode(PREFIXES["pcve"] + "start")
    store.add(ox.Quad(ox.NamedNode("urn:x"), start, literal))
    found = {t.predicate.value.split("#")[1]: t.object.value for t in store.query(rule)}
    yield from (found["earliestStart"], found["latestStart"])


@given(dates)
def test_bounds_hold_every_day_of_a_month_and_year(real_root: Root, day):
    """Against Python's calendar: the bounds of a month are its first and last day, leap years too."""
    import calendar

    rule = _rule(real_root, "earliest-and-latest-start")
    month = f"{day:%Y-%m}"
    last = calendar.monthrange(day.year, day.month)[1]
    assert list(_bounds(rule, month, "gYearMonth")) == [f"{month}-01", f"{month}-{last:02}"]
    assert list(_bounds(rule, f"{day:%Y}", "gYear")) == [f"{day:%Y}-01-01", f"{day:%Y}-12-31"]
    assert list(_bounds(rule, f"{day}", "date")) == [str(day), str(day)]


def test_between_two_events_the_first_gives_the_time(tiny: Root):
    """Else the relation would hold at the time of both."""
    meeting = tiny.data / "events/river-meeting-2020-11.ttl"
    text = meeting.read_text()
    later = (
        text[text.index("\nid:") :].replace("2020-11", "2021-05").replace("River meeting", "Talks")
    )
    later = later.replace("Réunion du fleuve", "Pourparlers")
    prefixes = text[: text.index("\nid:")]
    relation = """
id:river-meeting-2021-05--part-of--river-meeting-2020-11
    a pcve:Relation ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> id:river-meeting-2021-05 ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> pcve:partOf ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> id:river-meeting-2020-11 .
"""
    (tiny.data / "events/river-meeting-2021-05.ttl").write_text(prefixes + later + relation)
    starts = rows(
        load_snapshot(tiny, Settings()),
        """SELECT ?start { id:river-meeting-2021-05--part-of--river-meeting-2020-11
                           pcve:earliestStart ?start }""",
    )
    assert starts == [("2021-05-23",)]


def test_a_claim_said_in_two_languages_is_one_claim(tiny: Root):
    group = tiny.data / "forums/river-group.ttl"
    prefixes = group.read_text().partition("\n#")[0]
    (tiny.data / "disagreements").mkdir()
    (tiny.data / "disagreements/river-start.ttl").write_text(
        prefixes
        + """
id:river-start
    a pcve:Disagreement ;
    pcve:about id:river-group ;
    pcve:claim [
        pcve:value "in 2019"@en ;
        pcve:value "en 2019"@fr ;
        pcve:evidence [
            dcterms:source source:river-office-report ;
            pcve:anchor "since 2019"@en ;
        ] ;
    ] .
"""
    )
    small = load_snapshot(tiny, Settings())
    ((claim,),) = rows(small, "SELECT ?claim { id:river-start pcve:claim ?claim }")
    assert claim == claim_iri(PREFIXES["id"] + "river-start", "in 2019")
    assert len(rows(small, f"SELECT ?value {{ <{claim}> pcve:value ?value }}")) == 2
