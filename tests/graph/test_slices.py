"""Time slices: what held on a day, by the bounds, and nothing that rests on what did not."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from conftest import REPOSITORY
from pcvegraph.errors import QueryError, QuerySyntaxError
from pcvegraph.graph.inference import infer
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.reading import load_files, read_bytes
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.slices import Slice, Sliced, cut, read_day, read_slice_name
from pcvegraph.graph.snapshot import Snapshot, build_snapshot
from pcvegraph.identifiers import kebab
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, RDF, SKOS

AS_OF = "https://w3id.org/pcvegraph/as-of/"
TURTLE = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
ONTOLOGY = {
    path: content
    for path, content in read_bytes(find_root(REPOSITORY), Settings())[0].items()
    if path.startswith(("ontology/rules/", "ontology/slices/", "ontology/pcvegraph.ttl"))
    or path == "ontology/alignments.ttl"
}
EVENTS = {"meeting": ("2020-11-23", "2020-11-24"), "open-meeting": ("2020-11", None), "talks": ()}
THINGS = """
id:north a pcve:State ; skos:prefLabel "North"@en ; dcterms:source source:report .
id:south a pcve:State ; skos:prefLabel "South"@en ; dcterms:source source:report .
id:group a pcve:WorkingGroup ; skos:prefLabel "Group"@en ; dcterms:source source:report .
id:forum a pcve:Forum ; skos:prefLabel "Forum"@en ; dcterms:source source:report .
id:meeting a pcve:Event ; pcve:start "2020-11-23"^^xsd:date ; pcve:end "2020-11-24"^^xsd:date .
id:open-meeting a pcve:Event ; pcve:start "2020-11"^^xsd:gYearMonth .
id:talks a pcve:Event .
source:report a pcve:Source ; schema:url "https://river.example/report"^^xsd:anyURI .
"""
TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Told(NamedTuple):
    """A relation as a file tells it."""

    subject: str
    predicate: str
    object: str
    start: str | None = None
    end: str | None = None
    number: int = 1

    @property
    def name(self) -> str:
        """The slug of its IRI."""
        parts = (self.subject, kebab(self.predicate), self.object)
        return "--".join(parts) + (f"--{self.number}" if self.number > 1 else "")

    @property
    def node(self) -> NamedNode:
        """Its IRI."""
        return entity(self.name)

    @property
    def plain(self) -> Triple:
        """What follows from it."""
        return Triple(entity(self.subject), getattr(PCVE, self.predicate), entity(self.object))

    def turtle(self) -> str:
        """Return the lines of a file that tell it."""
        kind = "Partnership" if self.predicate == "partnersWith" else "Relation"
        dates = (("start", self.start), ("end", self.end))
        said = [f'pcve:{p} "{d}"^^xsd:{TYPES[len(d)]} ;' for p, d in dates if d]
        return f"""
id:{self.name} a pcve:{kind} ; {" ".join(said)} pcve:note "As told."@en ;
    rdf:subject id:{self.subject} ; rdf:predicate pcve:{self.predicate} ;
    rdf:object id:{self.object} ;
    pcve:evidence [ dcterms:source source:report ; pcve:anchor "words of {self.name}"@en ] .
"""


def entity(slug: str) -> NamedNode:
    return NamedNode(PREFIXES["id"] + slug)


def built(*told: Told, more: str = "") -> Snapshot:
    """Return the graph of a few things and these relations, by the real terms, rules and queries."""
    text = TURTLE + THINGS + "".join(map(Told.turtle, told)) + more
    contents = {**ONTOLOGY, "data/ttl/actors/north.ttl": text.encode()}
    store, findings = load_files(contents)
    assert findings == []
    return build_snapshot(store, contents)


def on(day: str, *, certain: bool = False) -> Slice:
    return Slice(date.fromisoformat(day), certain)


def triples(sliced: Sliced) -> set[Triple]:
    """Return the triples of a slice, which has no other graph."""
    assert set(sliced.store.named_graphs()) == set()
    return {quad.triple for quad in sliced.store}


def subjects(sliced: Sliced) -> set[NamedNode]:
    return {triple.subject for triple in triples(sliced)}


def holds(relation: Told, snapshot: Snapshot, wanted: Slice) -> bool:
    """Return whether the relation is in the slice: its node, its evidence and its plain triple."""
    found = triples(cut(snapshot, wanted))
    evidence = snapshot.store.quads_for_pattern(relation.node, PCVE.evidence, None)
    nodes = [relation.node, *{quad.object for quad in evidence}]
    assert len(nodes) == 2
    there = {node in {triple.subject for triple in found} for node in nodes}
    assert len(there | {relation.plain in found}) == 1
    return there == {True}


# On each day: whether the relation is in the slice, and whether in the certain one.
OUT, POSSIBLE, CERTAIN = (False, False), (True, False), (True, True)
DAYS = {
    "a year": (
        Told("north", "coChairs", "group", "2016", "2018"),
        {
            "2015-12-31": OUT,
            "2016-01-01": POSSIBLE,
            "2016-12-31": CERTAIN,
            "2018-01-01": CERTAIN,
            "2018-01-02": POSSIBLE,
            "2018-12-31": POSSIBLE,
            "2019-01-01": OUT,
        },
    ),
    "a month": (
        Told("north", "coChairs", "group", "2016-02", "2016-04"),
        {
            "2016-01-31": OUT,
            "2016-02-28": POSSIBLE,
            "2016-02-29": CERTAIN,
            "2016-04-01": CERTAIN,
            "2016-04-30": POSSIBLE,
            "2016-05-01": OUT,
        },
    ),
    "the day of an end belongs to it": (
        Told("north", "coChairs", "group", "2016-06-01", "2016-06-03"),
        {"2016-05-31": OUT, "2016-06-01": CERTAIN, "2016-06-03": CERTAIN, "2016-06-04": OUT},
    ),
    "an open end": (
        Told("north", "coChairs", "group", "2016"),
        {"2015-12-31": OUT, "2016-01-01": POSSIBLE, "2040-01-01": POSSIBLE},
    ),
    "an end without a start": (
        Told("north", "coChairs", "group", None, "2016"),
        {"1990-01-01": POSSIBLE, "2016-12-31": POSSIBLE, "2017-01-01": OUT},
    ),
    "no date": (
        Told("north", "coChairs", "group"),
        {"1990-01-01": POSSIBLE, "2040-01-01": POSSIBLE},
    ),
    "a partnership": (
        Told("north", "partnersWith", "south", "2016", "2018"),
        {"2015-12-31": OUT, "2017-06-01": CERTAIN, "2019-01-01": OUT},
    ),
    "what happens once": (
        Told("forum", "founds", "group", "2016"),
        {
            "2015-12-31": OUT,
            "2016-06-01": POSSIBLE,
            "2016-12-31": CERTAIN,
            "2040-01-01": CERTAIN,
        },
    ),
    "what happens once, with an end": (
        Told("forum", "evaluates", "group", "2016-06-01", "2016-07-01"),
        {"2016-05-31": OUT, "2016-06-01": CERTAIN, "2040-01-01": CERTAIN},
    ),
    "what happens once, with an end only": (
        Told("forum", "evaluates", "group", None, "2016-07-01"),
        {"1990-01-01": POSSIBLE, "2040-01-01": POSSIBLE},
    ),
    "timeless, whatever its dates": (
        Told("forum", "about", "group", "2016", "2018"),
        {"1990-01-01": CERTAIN, "2040-01-01": CERTAIN},
    ),
    "the days of its event": (
        Told("north", "participatesIn", "meeting"),
        {"2020-11-22": OUT, "2020-11-23": CERTAIN, "2020-11-24": CERTAIN, "2020-11-25": OUT},
    ),
    "a date of its own instead of its event's": (
        Told("north", "participatesIn", "meeting", "2020-11-24"),
        {"2020-11-23": OUT, "2020-11-24": POSSIBLE, "2020-11-25": POSSIBLE},
    ),
    "an event without an end": (
        Told("north", "participatesIn", "open-meeting"),
        {"2020-10-31": OUT, "2020-11-01": POSSIBLE, "2020-12-01": POSSIBLE},
    ),
    "an event without a date": (
        Told("north", "participatesIn", "talks"),
        {"1990-01-01": POSSIBLE, "2040-01-01": POSSIBLE},
    ),
    "what an event did, by its last day": (
        Told("meeting", "endorses", "group"),
        {
            "2020-11-22": OUT,
            "2020-11-23": POSSIBLE,
            "2020-11-24": CERTAIN,
            "2040-01-01": CERTAIN,
        },
    ),
    "what an event without an end did": (
        Told("open-meeting", "endorses", "group"),
        {"2020-10-31": OUT, "2020-11-29": POSSIBLE, "2020-11-30": CERTAIN},
    ),
    "what happened once to an event, by its last day": (
        Told("north", "evaluates", "meeting"),
        {"2020-11-22": OUT, "2020-11-23": POSSIBLE, "2020-11-25": CERTAIN},
    ),
}


@pytest.mark.parametrize("case", DAYS)
def test_a_relation_is_in_the_slices_of_the_days_on_which_it_held(case: str):
    relation, days = DAYS[case]
    snapshot = built(relation)
    found = {
        day: tuple(holds(relation, snapshot, on(day, certain=certain)) for certain in (False, True))
        for day in days
    }
    assert found == days


def test_of_two_relations_with_the_same_ends_one_is_enough_for_the_plain_triple():
    first = Told("north", "coChairs", "group", "2010", "2012")
    second = Told("north", "coChairs", "group", "2016", "2018", number=2)
    snapshot = built(first, second)
    found = cut(snapshot, on("2017-06-01"))
    assert first.node not in subjects(found)
    assert second.node in subjects(found)
    assert first.plain in triples(found)
    assert first.plain not in triples(cut(snapshot, on("2014-06-01")))


def test_a_partnership_goes_from_both_sides():
    relation = Told("north", "partnersWith", "south", "2016", "2018")
    back = Triple(entity("south"), PCVE.partnersWith, entity("north"))
    snapshot = built(relation)
    assert back in triples(cut(snapshot, on("2017-06-01")))
    assert back not in triples(cut(snapshot, on("2019-06-01")))


def test_a_part_is_part_of_the_whole_while_each_step_holds():
    parts = Told("group", "partOf", "forum", "2016", "2018"), Told("forum", "partOf", "north")
    snapshot = built(*parts)
    steps = {("group", "forum"), ("group", "north"), ("forum", "north")}
    for day, missing in (("2017-06-01", set()), ("2019-06-01", {*steps} - {("forum", "north")})):
        found = triples(cut(snapshot, on(day)))
        given = {
            (a, b) for a, b in steps if Triple(entity(a), PCVE.partOfTransitive, entity(b)) in found
        }
        assert given == steps - missing


def test_a_relation_that_is_itself_part_of_something_is_so_while_that_holds():
    kept = Told("north", "coChairs", "group")
    about_it = Told(kept.name, "partOf", "forum", "2016", "2018")
    snapshot = built(kept, about_it)
    assert about_it.plain in triples(cut(snapshot, on("2017-06-01")))
    found = cut(snapshot, on("2030-01-01"))
    assert kept.node in subjects(found)
    assert about_it.plain not in triples(found)


def test_what_a_file_states_of_a_relation_stays_with_it_though_it_follows_no_more():
    kept = Told("north", "coChairs", "group")
    about_it = Told(kept.name, "partOf", "forum", "2016", "2018")
    snapshot = built(kept, about_it, more=f"id:{kept.name} pcve:partOf id:forum .")
    assert about_it.plain in triples(cut(snapshot, on("2030-01-01")))


def test_a_triple_that_a_file_states_itself_stays():
    relation = Told("north", "coChairs", "group", "2016", "2018")
    stated = built(relation, more="id:north pcve:coChairs id:group .")
    found = cut(stated, on("2030-01-01"))
    assert relation.node not in subjects(found)
    assert relation.plain in triples(found)


def test_two_properties_that_follow_from_each_other_do_not_keep_each_other():
    relation = Told("north", "coChairs", "group", "2016", "2018")
    both_ways = """pcve:coChairs rdfs:subPropertyOf schema:member .
                   schema:member rdfs:subPropertyOf pcve:coChairs ."""
    found = triples(cut(built(relation, more=both_ways), on("2030-01-01")))
    assert not {t for t in found if t.subject == entity("north") and t.object == entity("group")}


def test_what_tells_of_a_relation_that_is_left_out_still_names_it():
    """A claim, a funding or a citation is told whole: the other node stands in the whole graph."""
    gone = Told("north", "funds", "group", "2016", "2018")
    kept = Told("south", "funds", "group")
    mentions = f"""
id:{kept.name} pcve:sameMoneyAs id:{gone.name} ; pcve:inAssessment id:{gone.name} .
id:odds a pcve:Disagreement ; pcve:claim [
    pcve:value "in 2016"@en ; pcve:statement id:{gone.name} ;
    pcve:evidence [ dcterms:source source:report ; pcve:anchor "in 2016"@en ] ] .
"""
    snapshot = built(gone, kept, more=mentions)
    found = cut(snapshot, on("2030-01-01"))
    assert gone.node not in subjects(found)
    mentioned = {t.predicate for t in triples(found) if t.object == gone.node}
    assert mentioned == {PCVE.sameMoneyAs, PCVE.inAssessment, PCVE.statement}


def test_evidence_that_another_relation_has_too_stays_with_it():
    gone = Told("north", "coChairs", "group", "2016", "2018")
    kept = Told("south", "coChairs", "group", "2016")
    shared = f"""
id:{gone.name} pcve:evidence id:both .
id:{kept.name} pcve:evidence id:both .
id:both a pcve:Evidence ; dcterms:source source:report ; pcve:anchor "both"@en .
"""
    snapshot = built(gone, kept, more=shared)
    assert entity("both") in subjects(cut(snapshot, on("2030-01-01")))
    assert entity("both") not in subjects(cut(snapshot, on("2010-01-01")))


def test_those_without_a_date_are_counted_in_the_possible_slice_only():
    told = [
        Told("north", "coChairs", "group"),
        Told("north", "participatesIn", "talks"),
        Told("forum", "evaluates", "group", None, "2016"),
        # Dated, or outside time:
        Told("south", "coChairs", "group", None, "2016"),
        Told("north", "participatesIn", "meeting"),
        Told("forum", "about", "group"),
    ]
    snapshot = built(*told)
    assert cut(snapshot, on("2030-01-01")).undated == 3
    assert cut(snapshot, on("2030-01-01", certain=True)).undated == 0


# Names


@given(st.dates(), st.booleans())
def test_the_name_of_a_slice_is_read_again(day: date, certain: bool):
    wanted = Slice(day, certain)
    assert wanted.iri == f"{AS_OF}{day.isoformat()}{'/certain' if certain else ''}"
    assert read_slice_name(wanted.iri) == wanted


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/pcvegraph/graph/actors/canada",
        "https://w3id.org/pcvegraph/as-of",
        "http://w3id.org/pcvegraph/as-of/2016-06-01",
        "urn:as-of/2016-06-01",
        "",
    ],
)
def test_another_name_is_none_of_a_slice(iri: str):
    assert read_slice_name(iri) is None


EXAMPLE = "Write a day of the calendar as YYYY-MM-DD, for example 2016-06-01."


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2019", "the first of 2019 is 2019-01-01, the last 2019-12-31."),
        ("2019-06", "the first of 2019-06 is 2019-06-01, the last 2019-06-30."),
        ("2020-02", "the first of 2020-02 is 2020-02-01, the last 2020-02-29."),
        ("2019-02-30", "the first of 2019-02 is 2019-02-01, the last 2019-02-28."),
        ("2019-06-00", "the first of 2019-06 is 2019-06-01, the last 2019-06-30."),
        ("0999", "the first of 0999 is 0999-01-01, the last 0999-12-31."),
        ("2019-13", EXAMPLE),
        ("2019-13-01", EXAMPLE),
        ("0000-01-01", EXAMPLE),
        ("2019-00-01", "the first of 2019 is 2019-01-01, the last 2019-12-31."),
        ("", EXAMPLE),
        ("today", EXAMPLE),
        ("20160601", EXAMPLE),
        ("2016-6-1", EXAMPLE),
        ("2016-06-01Z", EXAMPLE),
        ("2016-06-01T00:00:00", EXAMPLE),
        (" 2016-06-01", EXAMPLE),
        ("2016-06-01\n", EXAMPLE),
        ("２０１６-06-01", EXAMPLE),
        ("2016-06-01/", EXAMPLE),
        ("2016-06-01/Certain", EXAMPLE),
        ("2016-06-01/certain/certain", EXAMPLE),
        ("/certain", EXAMPLE),
    ],
)
def test_what_is_no_day_is_refused_with_the_days_to_write(text: str, remedy: str):
    with pytest.raises(QueryError, match=r"A time slice is of a day; “[^”]*” is none") as caught:
        read_slice_name(AS_OF + text)
    assert caught.value.remedy.endswith(remedy)


@given(st.text() | st.dates().map(str))
def test_any_text_is_a_day_of_the_calendar_or_refused(text: str):
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(text)
    if day and str(day) == text:
        assert read_day(text) == day
    else:
        with pytest.raises(QueryError):
            read_day(text)


# The queries that say which relations are left out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?relation {", "does not parse"),
        ("ASK {}", "is not a SELECT query"),
        ("SELECT ?relation { ?relation ?p ?day }", "must set its day once"),
    ],
)
def test_a_query_that_cannot_be_asked_is_named_when_the_graph_is_built(
    tiny: Root, text: str, message: str
):
    (tiny.ontology / "slices/punctual-impossible.rq").write_text(text)
    with pytest.raises(
        QuerySyntaxError, match=rf"ontology/slices/punctual-impossible.rq {message}"
    ):
        load_snapshot(tiny, Settings())


def test_a_root_without_these_queries_has_no_slices(tiny: Root):
    (tiny.ontology / "slices/durative-impossible.rq").unlink()
    snapshot = load_snapshot(tiny, Settings())
    with pytest.raises(QueryError, match=r"ontology/slices/durative-impossible.rq"):
        cut(snapshot, on("2016-06-01"))


def test_a_graph_that_was_kept_is_cut_like_the_one_that_was_built(tiny: Root):
    contents, _ = read_bytes(tiny, Settings())
    new = build_snapshot(load_files(contents)[0], contents)
    load_snapshot(tiny, Settings())
    kept = load_snapshot(tiny, Settings())
    for wanted in (on("2018-06-01"), on("2020-11-23", certain=True)):
        assert triples(cut(new, wanted)) == triples(cut(kept, wanted))


def test_to_cut_a_slice_changes_nothing_in_the_graph(snapshot: Snapshot):
    before = len(snapshot.store)
    assert triples(cut(snapshot, on("2016-06-01"))) == triples(cut(snapshot, on("2016-06-01")))
    assert len(snapshot.store) == before


# Against the definition, which knows nothing of how slices are cut


def bounds(text: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a date, by Python's calendar."""
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    months = (month, month) if month else (1, 12)
    last = day or monthrange(year, months[1])[1]
    return date(year, months[0], day or 1), date(year, months[1], last)


DURATIVE = ("coChairs", "partOf", "partnersWith", "participatesIn")
PUNCTUAL = ("endorses", "succeeds", "evaluates")
TIMELESS = ("about", "locatedIn")


def is_in(told: Told, wanted: Slice) -> bool:
    """Return whether a relation belongs into a slice, as the documentation has it."""
    if told.predicate in TIMELESS:
        return True
    dates: tuple[str | None, ...] = (told.start, told.end)
    taken = not any(dates)
    if taken:
        event = told.subject if told.subject in EVENTS else told.object
        dates = (*EVENTS.get(event, ()), None, None)[:2]
    start, end = (bounds(text) for text in dates)
    if told.predicate in PUNCTUAL:
        if not wanted.certain or not start:
            return not wanted.certain and (not start or start[0] <= wanted.day)
        return (end if taken and end else start)[1] <= wanted.day
    if wanted.certain:
        return bool(start and end and start[1] <= wanted.day <= end[0])
    return not (start and start[0] > wanted.day) and not (end and end[1] < wanted.day)


def made_without(snapshot: Snapshot, left_out: set[NamedNode]) -> set[Triple]:
    """Return what the files would make without these relations and their evidence."""
    stated = {quad.triple for quad in snapshot.stated()}
    links = [triple for triple in stated if triple.predicate == PCVE.evidence]
    of_others = {link.object for link in links if link.subject not in left_out}
    gone = left_out | {link.object for link in links if link.subject in left_out} - of_others
    store = Store()
    store.extend(Quad(*t, DefaultGraph()) for t in stated if t.subject not in gone)
    infer(store, snapshot.rules)
    return {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())}


texts = st.dates(date(2015, 1, 1), date(2021, 12, 31)).flatmap(
    lambda day: st.sampled_from([str(day)[:length] for length in TYPES])
)
ends = st.sampled_from(["north", "south", "group", "forum", *EVENTS])
relations = st.builds(
    Told,
    ends,
    st.sampled_from([*DURATIVE, *PUNCTUAL, *TIMELESS]),
    ends,
    st.none() | texts,
    st.none() | texts,
    st.integers(1, 2),
)
SAID_BESIDE = [
    "pcve:partOf rdfs:subPropertyOf pcve:coChairs . pcve:coChairs rdfs:subPropertyOf pcve:partOf .",
    "pcve:endorses rdfs:subPropertyOf skos:related . skos:related rdfs:subPropertyOf pcve:partOf .",
    "pcve:participatesIn rdfs:subPropertyOf rdf:type . id:meeting rdfs:subClassOf id:forum .",
    "id:north pcve:coChairs id:group ; pcve:partOf id:forum .",
]


@settings(max_examples=30)
@given(
    st.lists(relations, min_size=1, max_size=9, unique_by=lambda told: told.name),
    st.sets(st.sampled_from(SAID_BESIDE)),
    st.lists(
        st.builds(Slice, st.dates(date(2014, 6, 1), date(2022, 6, 1)), st.booleans()), min_size=3
    ),
)
def test_a_slice_is_what_the_files_would_make_without_what_did_not_hold(
    told: list[Told], beside: set[str], wanted: list[Slice]
):
    snapshot = built(*told, more="\n".join(beside))
    for each in wanted[:6]:
        left_out = {relation.node for relation in told if not is_in(relation, each)}
        assert triples(cut(snapshot, each)) == made_without(snapshot, left_out)


# Over the real graph


days = st.dates(date(1990, 1, 1), date(2027, 12, 31))


class Facts:
    """The triples of a slice or of the whole, by predicate."""

    def __init__(self, store: Store) -> None:
        self.all = {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
        self._said: dict[NamedNode, set[tuple[NamedNode, Any]]] = defaultdict(set)
        for subject, predicate, value in self.all:
            self._said[predicate].add((subject, value))

    def said(self, predicate: NamedNode) -> set[tuple[NamedNode, Any]]:
        """Return subject and object of each triple with this predicate."""
        return self._said[predicate]

    def of(self, *temporalities: NamedNode) -> set[NamedNode]:
        """Return the relations of these temporalities."""
        predicates = {s for s, o in self.said(PCVE.temporality) if o in temporalities}
        return {s for s, o in self.said(RDF.predicate) if o in predicates}


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> Facts:
    return Facts(snapshot.store)


@settings(max_examples=3)
@given(days)
def test_each_slice_keeps_what_its_day_allows_and_loses_nothing_else(
    snapshot: Snapshot, whole: Facts, day: date
):
    possible, certain = (Facts(cut(snapshot, Slice(day, flag)).store) for flag in (False, True))
    assert certain.all <= possible.all <= whole.all
    for kept, first, last in (
        (possible, PCVE.earliestStart, PCVE.latestEnd),
        (certain, PCVE.latestStart, PCVE.earliestEnd),
    ):
        durative = kept.of(PCVE.durative)
        starts = {s: o.value for s, o in kept.said(first) if s in durative}
        ends = {s: o.value for s, o in kept.said(last) if s in durative}
        assert max(starts.values(), default="") <= day.isoformat()
        assert min(ends.values(), default="9999") >= day.isoformat()
        if kept is certain:
            assert starts.keys() == ends.keys() == durative
    relations = whole.of(PCVE.durative, PCVE.punctual)
    nodes = relations | {o for s, o in whole.said(PCVE.evidence) if s in relations}
    for predicate in (SKOS.prefLabel, RDF.type, DCTERMS.source, PCVE.start, PCVE.earliestStart):
        everywhere = {pair for pair in whole.said(predicate) if pair[0] not in nodes}
        assert everywhere
        assert everywhere <= certain.said(predicate)


@settings(max_examples=4)
@given(st.data())
def test_every_relation_is_in_the_slice_of_a_day_of_its_own(
    snapshot: Snapshot, whole: Facts, data: st.DataObject
):
    starts, ends = dict(whole.said(PCVE.earliestStart)), dict(whole.said(PCVE.latestEnd))
    relations = sorted(whole.of(PCVE.durative, PCVE.punctual), key=str)
    relation = data.draw(st.sampled_from(relations))
    first, last = starts.get(relation), ends.get(relation)
    day = date.fromisoformat((first or last).value if first or last else "2016-06-01")
    assert relation in subjects(cut(snapshot, Slice(day)))
    if first:
        assert relation not in subjects(cut(snapshot, Slice(day - timedelta(days=1))))


@pytest.mark.parametrize("certain", [False, True])
def test_a_slice_of_the_real_graph_is_what_its_files_would_make(
    snapshot: Snapshot, whole: Facts, certain: bool
):
    found = Facts(cut(snapshot, on("2017-03-15", certain=certain)).store)
    gone = {s for s, _ in whole.said(RDF.predicate) - found.said(RDF.predicate)}
    assert gone
    assert found.all == made_without(snapshot, gone)


def test_those_without_a_date_are_counted_in_the_real_graph(snapshot: Snapshot, whole: Facts):
    starts, ends = ({s for s, _ in whole.said(p)} for p in (PCVE.latestStart, PCVE.earliestEnd))
    undated = whole.of(PCVE.durative, PCVE.punctual) - starts - (ends & whole.of(PCVE.durative))
    assert undated
    assert cut(snapshot, on("2016-06-01")).undated == len(undated)


# The documentation


def rows_of_the_page() -> list[tuple[str, str, bool, bool]]:
    """Return relation, day, and whether the page has it in the slice and in the certain one."""
    page = (REPOSITORY / "docs/time.md").read_text()
    rows, name = [], ""
    for line in re.findall(r"^\|(.+\| (?:yes|no) )\|$", page, re.MULTILINE):
        relation, _, day, possible, certain = (cell.strip(" `") for cell in line.split("|"))
        name = relation or name
        rows.append((name, day, possible == "yes", certain == "yes"))
    return rows


def test_the_days_of_the_documentation_are_those_of_the_graph():
    told = rows_of_the_page()
    names = {name for name, *_ in told}
    assert len(names) == 6
    files = {f"{name.split('--')[0]}.ttl" for name in names}
    paths = [path for path in (REPOSITORY / "data/ttl").rglob("*.ttl") if path.name in files]
    data = {path.relative_to(REPOSITORY).as_posix(): path.read_bytes() for path in paths}
    contents = {**ONTOLOGY, **data}
    snapshot = build_snapshot(load_files(contents)[0], contents)
    kept = {
        wanted: subjects(cut(snapshot, wanted))
        for wanted in (
            on(day, certain=flag) for day in {day for _, day, *_ in told} for flag in (False, True)
        )
    }
    found = [
        (name, day, *(entity(name) in kept[on(day, certain=flag)] for flag in (False, True)))
        for name, day, *_ in told
    ]
    assert found == told
