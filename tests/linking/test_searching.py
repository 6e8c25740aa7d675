"""Searching by name: what is typed finds what is meant, facets count truly, pages part the hits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.languages import Texts
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.matching.names import Name
from pcvegraph.linking.matching.rarity import Rarity
from pcvegraph.linking.matching.records import Record
from pcvegraph.linking.searching.searcher import FACETS, Found, Narrowing, Searcher
from pcvegraph.linking.working import Names
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.vocabulary import PREFIXES

ID, PCVE = PREFIXES["id"], PREFIXES["pcve"]
WIDER = {"Organisation": ["Actor"], "Network": ["Organisation", "Actor"], "Event": []}


def thing(
    slug: str,
    *names: Name,
    kind: str = "Organisation",
    start: int = 0,
    end: int = 0,
    country: str = "",
    concepts: tuple[str, ...] = (),
    relations: int = 0,
) -> Entity:
    """Return a thing with these names, the first of which is its label."""
    return Entity(
        record=Record(ID + slug, names, start=start or None, end=end or None),
        labels=Texts({name.language: name.text for name in names if name.use == "label"}),
        description=Texts(),
        kinds=(PCVE + kind,),
        all_kinds=frozenset(PCVE + each for each in (kind, "Entity", *WIDER[kind])),
        country=ID + country if country else None,
        concepts=frozenset(ID + concept for concept in concepts),
        relations=relations,
    )


def searcher_of(*entities: Entity) -> Searcher:
    return Searcher(entities, Rarity(entity.record for entity in entities))


def slugs(found: Found) -> list[str]:
    return [hit.entity.iri.removeprefix(ID) for hit in found.hits]


CENTRE = thing(
    "centre",
    Name("Centre for Prevention", "label", "en"),
    Name("Centre de prévention de la radicalisation", "label", "fr"),
    Name("CPRMV", "acronym", "fr"),
    country="canada",
    start=2015,
    concepts=("hate", "extremism"),
)
FORUM = thing(
    "forum",
    Name("Global Counterterrorism Forum", "label", "en"),
    Name("GCTF", "acronym", "en"),
    kind="Network",
    start=2011,
    relations=9,
)
UNIT = thing("unit", Name("Forum Unit (Hague)", "label", "en"), start=2011, end=2014, relations=1)
MEETING = thing("meeting", Name("Launch of the Forum", "label", "en"), kind="Event", start=2011)
WORLD = (CENTRE, FORUM, UNIT, MEETING)


@pytest.fixture(scope="module")
def world() -> Searcher:
    return searcher_of(*WORLD)


@pytest.fixture(scope="module")
def names(engine: Evaluator) -> Names:
    return Names(engine)


@pytest.mark.parametrize(
    ("typed", "first", "by"),
    [
        ("Centre for Prevention", "centre", "Centre for Prevention"),
        (
            "CENTRE DE PREVENTION DE LA RADICALISATION",
            "centre",
            "Centre de prévention de la radicalisation",
        ),
        ("center prevention radicalization", "centre", "Centre de prévention de la radicalisation"),
        ("prevention centre", "centre", "Centre for Prevention"),
        ("cprmv", "centre", "CPRMV"),
        ("prev", "centre", "Centre for Prevention"),
        ("pervention", "centre", "Centre for Prevention"),
        ("cprmv centre", "centre", "CPRMV"),
        ("global counter-terrorism forum", "forum", "Global Counterterrorism Forum"),
        ("global counter terrorism forum", "forum", "Global Counterterrorism Forum"),
        ("gctf", "forum", "GCTF"),
        ("forum unit hague", "unit", "Forum Unit (Hague)"),
        ("forum unit (hague)", "unit", "Forum Unit (Hague)"),
        ("launch of the", "meeting", "Launch of the Forum"),
    ],
)
def test_what_is_typed_finds_what_is_meant(world: Searcher, typed: str, first: str, by: str):
    hits = world.search(typed).hits
    assert (hits[0].entity.iri, hits[0].name.text) == (ID + first, by)


@pytest.mark.parametrize("typed", ["!!!", "\ufffd", "zebra", "cprm zebra giraffe", "a" * 10_000])
def test_what_nothing_is_called_finds_nothing(world: Searcher, typed: str):
    assert world.search(typed) == Found([], 0, {facet: {} for facet in FACETS})


def test_nothing_typed_finds_all_the_best_connected_first(world: Searcher):
    for empty in ("", "  "):
        assert slugs(world.search(empty)) == ["forum", "unit", "centre", "meeting"]


def test_of_names_that_fit_as_well_that_in_the_language_is_told():
    english, french = (
        Name("Prevention Canada", "label", "en"),
        Name("Canada Prévention", "label", "fr"),
    )
    searcher = searcher_of(thing("centre", english, french), FORUM)
    for typed in ("prevention", "canada prev"):
        for language in ("en", "fr"):
            (hit,) = searcher.search(typed, language=language).hits
            assert hit.name.language == language


def test_names_that_are_spelt_like_it_are_told(world: Searcher):
    assert world.nearest("centtre for preevention")[0] == "Centre for Prevention"
    assert world.nearest("zebra") == world.nearest("") == []


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        (Narrowing(kinds=frozenset({PCVE + "Actor"})), {"centre", "forum", "unit"}),
        (Narrowing(kinds=frozenset({PCVE + "Network", PCVE + "Event"})), {"forum", "meeting"}),
        (Narrowing(countries=frozenset({ID + "canada"})), {"centre"}),
        (Narrowing(phenomena=frozenset({ID + "extremism"})), {"centre"}),
        (Narrowing(periods=frozenset({"2010"}), start=2015), {"centre", "forum", "meeting"}),
        (Narrowing(end=2012), {"forum", "unit", "meeting"}),
        (Narrowing(start=2014, end=2014), {"forum", "unit", "meeting"}),
        (Narrowing(periods=frozenset({"1990"})), set()),
    ],
)
def test_hits_are_narrowed(world: Searcher, narrowing: Narrowing, expected: set[str]):
    assert set(slugs(world.search("", narrowing))) == expected


def test_what_is_of_no_kind_or_has_no_name_is_not_searched():
    value = replace(UNIT, kinds=(), all_kinds=frozenset())
    nameless = thing("nameless")
    assert searcher_of(value, nameless).search("").total == 0


# Invariants

WORDS = (
    "forum",
    "centre",
    "prévention",
    "radicalisation",
    "haine",
    "of",
    "de",
    "Œuvre",
    "GCTF",
    "(2015)",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NAMES = st.builds(
    Name, TEXTS, st.sampled_from(["label", "alternative", "acronym"]), st.sampled_from(["en", "fr"])
)
THINGS = st.builds(
    lambda names, kind, start, country, relations: thing(
        "x",
        names[0]._replace(use="label"),
        *names[1:],
        kind=kind,
        start=start,
        country=country,
        relations=relations,
    ),
    st.lists(NAMES, min_size=1, max_size=3),
    st.sampled_from(sorted(WIDER)),
    st.sampled_from([0, 1999, 2011, 2019]),
    st.sampled_from(["", "canada", "france"]),
    st.integers(0, 100),
)
WORLDS = st.lists(THINGS, min_size=1, max_size=8).map(
    lambda things: [
        replace(each, record=replace(each.record, id=f"{ID}{number}"))
        for number, each in enumerate(things)
    ]
)


@given(WORLDS)
def test_a_label_that_is_typed_finds_its_thing_first_or_as_good_as_the_first(world: list[Entity]):
    searcher = searcher_of(*world)
    for entity in world:
        hits = searcher.search(entity.record.label, most=100).hits
        (own,) = [hit for hit in hits if hit.entity is entity]
        assert own.score == hits[0].score == 1.0


@given(WORLDS, TEXTS)
def test_case_and_accents_and_what_stands_between_words_do_not_matter(
    world: list[Entity], text: str
):
    searcher = searcher_of(*world)
    found = searcher.search(text)
    assert searcher.search(text.upper()) == found
    assert searcher.search(text.replace("é", "e").replace("Œ", "oe")) == found
    assert searcher.search(f"  {text.replace(' ', ', ')}!") == found


@given(WORLDS, TEXTS, st.sampled_from(FACETS))
def test_a_count_of_a_facet_is_how_many_hits_there_are_when_one_narrows_to_it(
    world: list[Entity], text: str, facet: str
):
    searcher = searcher_of(*world)
    others = Narrowing(countries=frozenset({ID + "canada"}))
    for typed in (text, ""):
        for narrowing in (Narrowing(), others):
            for value, count in searcher.search(typed, narrowing).facets[facet].items():
                narrowed = replace(narrowing, **{facet: frozenset({value})})
                assert searcher.search(typed, narrowed).total == count


@given(WORLDS, TEXTS, st.integers(1, 5))
def test_pages_part_the_hits(world: list[Entity], text: str, size: int):
    searcher = searcher_of(*world)
    for typed in (text, ""):
        whole = searcher.search(typed, most=100)
        pages = [searcher.search(typed, most=size, skip=n).hits for n in range(0, 20, size)]
        assert [hit for page in pages for hit in page] == whole.hits
        assert len(whole.hits) == whole.total


@given(st.text(max_size=40))
def test_any_text_is_searched(text: str):
    searcher = searcher_of(*WORLD)
    assert searcher.search(text).total <= len(WORLD)
    assert len(searcher.nearest(text)) <= 3


# The real graph


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        *((typed, "royal-canadian-mounted-police") for typed in ("rcmp", "GRC", "rcmp canada")),
        *(
            (typed, "centre-for-the-prevention-of-radicalization-leading-to-violence")
            for typed in ("centre prevention radicalisation", "CPRLV", "cprmv")
        ),
        *((typed, "hedayah") for typed in ("Hedayah", "Hedaya", "Hedayh", "hedayya")),
        *((typed, "montreal") for typed in ("Montreal", "Montréal", "MONTRÉAL", "montrel")),
        *(
            (typed, "public-safety-canada")
            for typed in (
                "Public Safety Canada",
                "Sécurité publique Canada",
                "securite publique",
                "public saftey canada",
                "canada public safety",
            )
        ),
        *(
            (typed, "global-counterterrorism-forum")
            for typed in (
                "gctf",
                "Global Counter-Terrorism Forum",
                "gctf forum",
                "forum mondial contre le terrorisme",
            )
        ),
        *((typed, "united-nations-office-on-drugs-and-crime") for typed in ("UNODC", "onudc")),
        *((typed, "canadian-security-intelligence-service") for typed in ("csis", "SCRS")),
        *((typed, "united-nations") for typed in ("United Nations", "nations unies")),
        *((typed, "united-states") for typed in ("united states", "etats unis", "etas unis")),
        *((typed, "radicalization") for typed in ("radic", "radicalisation", "radicalization")),
        *((typed, "violent-extremism") for typed in ("violent extremism", "extremisme violent")),
        *(
            (typed, "community-resilience-fund")
            for typed in ("community resilience fund", "fonds resilience")
        ),
        *(
            (typed, "global-community-engagement-and-resilience-fund")
            for typed in ("gcerf", "global comunity engagement resilence fund")
        ),
        *(
            (typed, "canada-centre-for-community-engagement-and-prevention-of-violence")
            for typed in (
                "canada centre",
                "centre canadien engagement communautaire",
                "kanada centre",
            )
        ),
        ("ran", "radicalisation-awareness-network"),
        ("gifct", "global-internet-forum-to-counter-terrorism"),
        ("isd", "institute-for-strategic-dialogue"),
        ("strong cities", "strong-cities-network"),
        ("christchurch", "christchurch-call"),
        ("far right", "violent-right-wing-extremism"),
        ("haine", "hate"),
        ("loi antiterroriste", "anti-terrorism-act-2015"),
        ("table ronde transculturelle", "cross-cultural-roundtable-on-security"),
        ("canada", "canada"),
        ("unesco", "united-nations-educational-scientific-and-cultural-organization"),
    ],
)
def test_of_the_real_graph_the_obvious_is_first(names: Names, typed: str, slug: str):
    assert slugs(names.searcher.search(typed))[:1] == [slug]


def test_in_the_real_graph_every_name_finds_its_thing(names: Names):
    for entity in names.entities.values():
        if entity.kinds:
            for name in entity.record.names:
                found = names.searcher.search(name.text, most=100)
                scores = {hit.entity.iri: hit.score for hit in found.hits}
                assert scores[entity.iri] >= 0.9, name
                if name.use == "label":
                    assert scores[entity.iri] == found.hits[0].score, name


def test_every_kind_of_the_real_graph_has_a_name_in_both_languages(names: Names):
    kinds = {kind for entity in names.entities.values() for kind in entity.all_kinds}
    assert all({"en", "fr"} <= set(names.kinds[kind]) for kind in kinds)
