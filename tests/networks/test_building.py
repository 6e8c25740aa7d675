"""What is in a network, and what each choice leaves of it; checked by hand on a small world."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from networks.small_world import (
    ID,
    PROLOGUE,
    ask,
    edge,
    entity,
    make,
    make_root,
    relation,
    slugs,
    weights,
)
from pcvegraph.errors import ParameterError, QueryError, QueryHeadError
from pcvegraph.graph.root import Root
from pcvegraph.networks.formats.known import FORMATS
from pcvegraph.networks.network import Network, Spell

Made = Callable[..., Network]
SOURCE = "https://w3id.org/pcvegraph/source/"
NEVER = "pairs that were certainly never there at the same time"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return make_root(tmp_path_factory.mktemp("world") / "root")


@pytest.fixture(scope="module")
def made(world: Root) -> Made:
    graph = ask(world)
    return lambda name, **written: make(graph, world, name, **written)


# What is shared, and when


def test_two_have_an_edge_where_their_times_may_meet(made: Made):
    network = made("co-membership", predicates="member-of")
    assert weights(network) == {
        "north-office--south-office": 2,
        "south-office--west-office": 1,
        "lone-body--south-office": 1,
    }
    # north and west in the big forum, lone and north in the old one.
    assert network.manifest["left_out"] == {NEVER: 2}


def test_times_apart_are_spells_apart(made: Made):
    spells = edge(made("co-membership"), "lone-body--south-office")
    assert spells["spells"] == (
        Spell("2002-01-01", "2003-12-31"),
        Spell("2010-01-01", "2011-12-31"),
    )
    assert (spells["start"], spells["end"]) == ("2002-01-01", "2011-12-31")


def test_a_spell_is_open_where_no_source_tells_its_end(made: Made):
    south, west = (
        edge(made("co-membership"), "south-office--west-office"),
        edge(made("co-membership"), "southland--west-office"),
    )
    assert south["spells"] == (Spell("2015-06-01", "2016-12-31"),)
    assert west["spells"] == (Spell("2015-06-01", None),)
    assert (west["start"], west["end"]) == ("2015-06-01", None)


def test_the_bounds_of_a_date_decide_and_not_its_text(made: Made):
    """The south left at some time in 2016, the west came in June 2015."""
    assert "south-office--west-office" in weights(made("co-membership", since="2016-12-31"))
    assert "south-office--west-office" not in weights(made("co-membership", since="2017-01-01"))
    assert "south-office--west-office" in weights(made("co-membership", until="2015-06-01"))
    assert "south-office--west-office" not in weights(made("co-membership", until="2015-05-31"))


def test_an_edge_lists_all_that_it_rests_on(made: Made):
    found = edge(made("co-membership"), "north-office--south-office")
    assert found["through"] == (ID + "big-forum", ID + "old-forum")
    assert found["relations"] == tuple(
        f"{ID}{office}--member-of--{forum}"
        for office in ("north-office", "south-office")
        for forum in ("big-forum", "old-forum")
    )
    names = ("hill-letter", "hill-report", "river-office-report")
    assert found["sources"] == tuple(SOURCE + name for name in names)
    assert (found["source_count"], found["publisher_count"]) == (3, 2)
    assert set(found["anchors"]) == {
        f"https://river.example/report#:~:text={text}"
        for text in ("north%2Doffice%2D%2Dmember", "south%2Doffice%2D%2Dmember")
    }


@pytest.mark.parametrize(
    ("weighting", "expected"),
    [
        # Big and old have three members each. north and south are in both, lone and west in one.
        ("count", (2, 1, 1)),
        ("jaccard", (1, 1 / 2, 1 / 2)),
        ("newman", (1 / 2 + 1 / 2, 1 / 2, 1 / 2)),
    ],
)
def test_what_is_shared_is_weighed_as_asked(made: Made, weighting: str, expected):
    found = weights(made("co-membership", predicates="member-of", weighting=weighting))
    names = ("north-office--south-office", "south-office--west-office", "lone-body--south-office")
    assert tuple(found[name] for name in names) == pytest.approx(expected)


def test_only_shared_things_have_a_weighting(made: Made):
    with pytest.raises(ParameterError, match="has no weighting"):
        made("relations", weighting="jaccard")


# Times


def test_certain_is_only_what_is_shown_to_have_held(made: Made):
    """When in 2012 north came is not known; in 2013 it was there. West's end is not known."""
    certain = {"certain": "true", "predicates": "member-of"}
    found = made("relations", since="2013-01-01", until="2013-12-31", **certain)
    assert set(weights(found)) == {
        "north-office--memberOf--big-forum",
        "south-office--memberOf--big-forum",
    }
    assert "south-office--memberOf--big-forum" not in weights(
        made("relations", since="2013-01-01", until="2013-12-30", **certain)
    )
    assert set(weights(made("relations", since="2015-06-30", until="2015-07-01", **certain))) == {
        "south-office--memberOf--big-forum",
    }
    began = made("relations", since="2015-06-01", until="2015-06-30", **certain)
    assert "west-office--memberOf--big-forum" in weights(began)


def test_what_is_done_on_a_day_holds_from_then_on(made: Made):
    founded = {"predicates": "founds"}
    assert not weights(made("relations", until="1999-12-31", **founded))
    assert weights(made("relations", since="2019-01-01", **founded))
    assert weights(made("relations", since="2019-01-01", certain="true", **founded))
    assert not weights(made("relations", until="2000-12-30", certain="true", **founded))


def test_what_has_no_date_may_have_held_at_any_time_and_certainly_at_none(made: Made):
    partners = "north-desk--partnersWith--west-office"
    network = made("relations", since="1950-01-01", until="1950-12-31")
    assert edge(network, partners)["spells"] == ()
    assert network.manifest["counts"]["edges_without_date"] == sum(
        not spells for spells in network.edges["spells"]
    )
    certain = made("relations", since="1950-01-01", certain="true")
    assert partners not in weights(certain)


def test_an_undated_relation_with_an_event_has_the_time_of_the_event(made: Made):
    hosted = "southland--hosts--river-meeting-2020-11"
    assert edge(made("relations"), hosted)["spells"] == (Spell("2020-11-23", "2020-11-24"),)
    assert hosted in weights(made("relations", since="2020-11-24"))
    assert hosted not in weights(made("relations", since="2020-11-25"))


@pytest.mark.parametrize("certain", ["false", "true"])
@pytest.mark.parametrize("day", ["2002-12-31", "2013-06-01", "2015-06-15", "2020-11-24"])
def test_a_time_of_one_day_is_its_slice(made: Made, day: str, certain: str):
    by_time = made("relations", since=day, until=day, certain=certain)
    assert weights(by_time) == weights(made("relations", as_of=day, certain=certain))


# What is counted once


def test_claims_of_one_disagreement_count_once(made: Made):
    network = made("relations", predicates="chairs")
    assert weights(network) == {
        "northland--chairs--big-forum": 1,
        "southland--chairs--big-forum": 2,
    }
    assert len(edge(network, "northland--chairs--big-forum")["relations"]) == 2


def test_only_grants_and_contributions_are_added_each_once_and_by_currency(made: Made):
    network = made("funding")
    lone = "north-office--funds--lone-body"
    assert weights(network) == {
        lone: 0,
        f"{lone}--CAD": 300.30,
        f"{lone}--EUR": 50,
        "northland--funds--lone-body--CAD": 0,
        "west-office--funds--lone-body--CAD": 10,
    }
    assert network.manifest["left_out"] == {
        "amounts of which sources disagree, beside the smallest": 1,
        "amounts that another relation tells of too": 1,
        "amounts that are neither a grant nor a contribution": 1,
        "relations without an amount": 1,
    }
    euros = edge(network, f"{lone}--EUR")
    assert (euros["amount"], euros["currency"]) == (50, "EUR")
    untold = edge(network, lone)
    assert (untold["amount"], untold["currency"]) == (None, None)


def test_only_a_network_of_money_has_an_edge_for_each_currency(made: Made):
    network = made("relations", predicates="funds")
    assert weights(network) == {
        "north-office--funds--lone-body": 5,
        "northland--funds--lone-body": 1,
        "west-office--funds--lone-body": 1,
    }
    assert "currency" not in network.edges.columns


def test_amounts_are_neither_measured_nor_do_they_hinder_the_largest_component(made: Made):
    network = made("funding", giant="true", measures="strength")
    assert len(network.nodes) == 4
    strength = dict(zip(slugs_in_order(network), network.nodes["strength"], strict=True))
    # Five edges, whatever their money.
    assert strength["lone-body"] == 5
    assert max(weights(network).values()) == 300.30


def slugs_in_order(network: Network) -> list[str]:
    return [iri.removeprefix(ID) for iri in network.nodes["id"]]


# Which nodes and edges


@pytest.mark.parametrize(
    ("kinds", "nodes"),
    [
        ("network", set()),
        ("organisation", {"north-office", "south-office", "west-office", "lone-body"}),
        ("state", {"northland", "southland"}),
        ("network,state", {"northland", "southland", "west-office"}),
        (
            "Actor",
            {"north-office", "south-office", "west-office", "lone-body", "northland", "southland"},
        ),
    ],
)
def test_a_kind_takes_in_those_that_specialise_it(made: Made, kinds: str, nodes: set[str]):
    assert slugs(made("co-membership", kinds=kinds)) == nodes


def test_countries_take_in_the_states_themselves(made: Made):
    network = made("co-membership", countries="southland,westland")
    assert slugs(network) == {"southland", "south-office", "west-office"}


def test_where_countries_are_chosen_concepts_stay(made: Made):
    assert set(weights(made("actors-and-phenomena", countries="northland"))) == {
        "north-office--addresses--rumours",
    }


def test_a_phenomenon_takes_in_the_narrower_ones(made: Made):
    assert slugs(made("actors-and-phenomena", phenomena="flood-rumours")) == {
        *("south-office", "lone-body", "big-forum", "river-group"),
        "flood-rumours",
    }
    assert "north-office" in slugs(made("actors-and-phenomena", phenomena="rumours"))
    assert "south-office" in slugs(made("actors-and-phenomena", phenomena="rumours"))


def test_what_is_shared_is_chosen_by_its_phenomena(made: Made):
    """The big forum addresses flood rumours, the old one nothing."""
    network = made("co-membership", phenomena="rumours", predicates="member-of")
    assert set(weights(network)) == {"north-office--south-office", "south-office--west-office"}
    assert set(weights(network).values()) == {1}


def test_predicates_are_written_as_terms_or_as_in_addresses(made: Made):
    assert weights(made("relations", predicates="partners-with,founds")) == weights(
        made("relations", predicates="partnersWith, Founds")
    )
    assert set(made("relations", predicates="founds").edges["kind"]) == {"founds"}


def test_publishers_are_counted_and_not_sources(made: Made):
    two = made("relations", least_publishers="2")
    assert all(count >= 2 for count in two.edges["publisher_count"])
    assert two.manifest["left_out"]["edges that are too weak"] == (
        len(made("relations").edges) - len(two.edges)
    )
    assert not weights(made("relations", least_publishers="3"))


def test_each_half_of_what_is_shared_is_to_have_its_publishers(made: Made):
    """Two publishers between them say of two offices that they are members, but one of each."""
    one = made("co-membership", least_publishers="1")
    assert max(one.edges["publisher_count"]) == 2
    two = made("co-membership", least_publishers="2")
    assert not len(two.edges)
    assert two.manifest["left_out"]["relations of too few publishers"] > 0


def test_least_weight_keeps_edges_of_that_weight(made: Made):
    members = {"predicates": "member-of"}
    assert set(weights(made("co-membership", least_weight="2", **members))) == {
        "north-office--south-office"
    }
    assert not weights(made("co-membership", least_weight="2.01", **members))


@pytest.mark.parametrize(
    ("steps", "nodes"),
    [
        ("0", set()),
        ("1", {"west-office", "south-office"}),
        ("2", {"west-office", "south-office", "north-office", "lone-body"}),
        ("99", {"west-office", "south-office", "north-office", "lone-body"}),
    ],
)
def test_steps_lead_from_the_centre(made: Made, steps: str, nodes: set[str]):
    network = made("co-membership", predicates="member-of", centre="west-office", steps=steps)
    assert slugs(network) == nodes


def test_edges_between_neighbours_of_the_centre_are_in_it(made: Made):
    network = made("co-membership", centre="southland")
    assert "north-office--south-office" in weights(network)
    tied = made("relations", centre="nameless")
    assert set(weights(tied)) == {
        "nameless--partnersWith--lone-body",
        "lone-body--cites--lone-body",
    }
    assert tied.manifest["left_out"]["edges too far from the centre"] > 5


def test_giant_is_the_largest_component(made: Made):
    network = made("partnerships", giant="true")
    assert slugs(network) == {"north-desk", "north-office", "west-office"}
    assert network.manifest["left_out"] == {"nodes outside the largest component": 4}
    assert [network.nodes["id"][place] for place in network.edges["source"]] == [
        ID + "north-desk",
        ID + "north-desk",
    ]
    assert dict(zip(slugs_in_order(network), network.nodes["degree"], strict=True)) == {
        "north-desk": 2,
        "north-office": 1,
        "west-office": 1,
    }


def test_rolled_up_to_countries(made: Made):
    network = made("partnerships", roll_up="country")
    # Within Northland, and between the two states.
    assert weights(network) == {
        "northland--partnersWith--southland": 1,
        "northland--partnersWith--westland": 1,
    }
    assert network.manifest["left_out"] == {
        "ties within one node": 1,
        "things without a country": 2,
    }
    shared = made("co-membership", roll_up="country")
    assert slugs(shared) == {"northland", "southland", "westland"}
    # In the big forum north-office and Northland, south-office and Southland.
    assert shared.manifest["left_out"]["ties within one node"] == 2
    assert "flood-rumours" in slugs(made("actors-and-phenomena", roll_up="country"))


def test_rolled_up_to_what_they_are_part_of(made: Made):
    network = made("partnerships", roll_up="part-of")
    assert "north-office--partnersWith--west-office" in weights(network)
    assert "north-desk" not in slugs(network)


def test_countries_are_related_through_their_bodies(made: Made):
    assert weights(made("countries")) == {
        "northland--partnersWith--southland": 1,
        "northland--partnersWith--westland": 1,
    }


# What nodes say


def test_a_node_says_what_it_is(made: Made):
    network = made("relations")
    nodes = {
        slug: {name: column.values[row] for name, column in network.nodes.columns.items()}
        for row, slug in enumerate(slugs_in_order(network))
    }
    assert nodes["north-office"] | {"degree": 0} == {
        "id": ID + "north-office",
        "label": "North Office",
        "kind": "organisation",
        "country": "Northland",
        "acronym": "NO",
        "external_ids": (),
        "start": None,
        "end": None,
        "degree": 0,
    }
    assert nodes["south-office"]["start"] == "1990-01-01"
    assert nodes["west-office"]["kind"] == "network"
    assert nodes["northland"]["country"] == "Northland"
    assert nodes["nameless"]["degree"] == 1


def test_labels_are_in_the_language_asked_else_in_another_else_the_slug(made: Made):
    for language, north, west, kind in (
        ("en", "Northland", "Ouestlande", "chairs"),
        ("fr", "Nordlande", "Ouestlande", "préside"),
    ):
        network = made("relations", language=language)
        labels = dict(zip(slugs_in_order(network), network.nodes["label"], strict=True))
        assert labels["northland"] == north
        assert labels["nameless"] == "nameless"
        countries = dict(zip(slugs_in_order(network), network.nodes["country"], strict=True))
        assert countries["west-office"] == west
        assert kind in network.edges["kind"]


def test_a_loop_stays_and_counts_twice_in_the_degree(made: Made):
    network = made("relations", predicates="cites")
    assert weights(network) == {"lone-body--cites--lone-body": 1}
    assert network.nodes["degree"] == [2]


def test_an_undirected_edge_has_its_smaller_end_first(made: Made):
    assert "lone-body--partnersWith--nameless" in weights(made("partnerships"))
    for name in ("partnerships", "co-membership", "actors-by-phenomenon", "phenomena-by-actor"):
        network = made(name)
        assert all(
            source <= target
            for source, target in zip(network.edges["source"], network.edges["target"], strict=True)
        )


# The same, nothing, and wrong


def test_the_same_input_gives_the_same_bytes_in_whatever_order_it_is_written(
    world: Root, made: Made, tmp_path
):
    other = make_root(tmp_path / "other")
    file = other.data / "actors/world.ttl"
    head, *statements = file.read_text().removeprefix(PROLOGUE).splitlines(keepends=True)
    file.write_text(PROLOGUE + "".join(reversed([head, *statements])))
    graph = ask(other)
    assert graph.snapshot.version == ask(world).snapshot.version
    for name in ("relations", "co-membership", "funding"):
        for known in FORMATS:
            one, two = BytesIO(), BytesIO()
            known.write(made(name, measures="degree"), one)
            known.write(make(graph, other, name, measures="degree"), two)
            assert one.getvalue() == two.getvalue(), (name, known.name)


@pytest.mark.parametrize("name", ["relations", "co-membership", "funding"])
def test_an_empty_network_is_written_in_every_format(made: Made, name: str):
    network = made(name, until="1800-01-01", certain="true", giant="true", measures="degree")
    network = made(name, least_publishers="9") if len(network.nodes) else network
    assert (len(network.nodes), len(network.edges)) == (0, 0)
    assert network.manifest["counts"] == {"nodes": 0, "edges": 0, "edges_without_date": 0}
    for known in FORMATS:
        output = BytesIO()
        known.write(network, output)
        assert output.getvalue()


@pytest.mark.parametrize("choice", ["countries", "phenomena", "centre"])
def test_a_thing_that_the_graph_does_not_have_is_told_with_the_nearest(made: Made, choice: str):
    with pytest.raises(ParameterError, match="no “northlnd”") as told:
        made("relations", **{choice: "northlnd"})
    assert told.value.remedy.startswith("Nearest: northland, ")


def test_a_day_that_is_none_is_refused(made: Made):
    with pytest.raises(QueryError, match="2015-02-30"):
        made("relations", as_of="2015-02-30")


HEAD = """\
# title@en: What?
# title@fr: Quoi?
# network: directed
# rows: tied
# nodes@en: a thing
# nodes@fr: une chose
# edges@en: tied
# edges@fr: lié
# weight@en: relations
# weight@fr: relations
# column source@en: an end
# column source@fr: un bout
# column target@en: the other
# column target@fr: l'autre
# column relation@en: the relation
# column relation@fr: la relation
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


@pytest.mark.parametrize(
    ("query", "column"),
    [
        (
            "SELECT ?source ?target { ?relation rdf:subject ?source ; rdf:object ?target }",
            "relation",
        ),
        (
            "SELECT * { ?relation rdf:subject ?source OPTIONAL { ?relation pcve:x ?target } }",
            "target",
        ),
        (
            "SELECT * { ?relation rdf:subject ?source ; pcve:amount ?target }",
            "target",
        ),
    ],
)
def test_a_query_whose_rows_lack_a_column_is_refused(world: Root, query: str, column: str):
    file = world.queries / "networks/mine.rq"
    file.write_text(HEAD + query)
    try:
        with pytest.raises(QueryHeadError, match=rf"mine.rq: a row has no IRI as \?{column}"):
            make(ask(world), world, "mine")
    finally:
        file.unlink()


def test_a_query_of_one_s_own_makes_a_network_and_takes_its_parameters(world: Root):
    file = world.queries / "networks/mine.rq"
    head = HEAD.replace(
        "# column source@en",
        "# parameter body: entity\n# parameter body@en: it\n# parameter body@fr: lui\n"
        "# column source@en",
    ).replace("PREFIX rdf", f"PREFIX id: <{ID}>\nPREFIX rdf")
    file.write_text(
        head + "SELECT ?source ?target ?relation { VALUES ?body { id:big-forum } "
        "?relation rdf:object ?body ; rdf:subject ?source ; rdf:object ?target }"
    )
    try:
        graph = ask(world)
        assert len(make(graph, world, "mine").nodes) == 6
        other = make(graph, world, "mine", body="old-forum")
        assert slugs(other) == {"lone-body", "north-office", "south-office", "old-forum"}
        assert "--parameter=body=old-forum" in other.manifest["command"]
        assert (
            "VALUES ?body { <https://w3id.org/pcvegraph/id/old-forum> }" in other.manifest["query"]
        )
    finally:
        file.unlink()


def test_labels_of_any_script_go_through(tmp_path):
    root = make_root(tmp_path / "root")
    label = 'skos:prefLabel "هداية \\"quoted\\" & <b> 🌍"@ar'
    (root.data / "actors/other.ttl").write_text(
        PROLOGUE
        + entity("other", "Organisation", label=label)
        + relation("other--partners-with--lone-body")
    )
    network = make(ask(root), root, "partnerships", centre="other")
    assert 'هداية "quoted" & <b> 🌍' in network.nodes["label"]


@pytest.mark.parametrize("alone", [{"steps": "2"}, {"certain": "true"}])
def test_a_choice_that_says_nothing_by_itself_is_refused(made: Made, alone: dict[str, str]):
    with pytest.raises(ParameterError, match="says nothing by itself"):
        made("relations", **alone)
    assert len(made("relations", certain="false").edges)


def test_what_a_form_sends_empty_is_not_chosen(made: Made):
    empty = made("relations", least_weight="", kinds="", centre="")
    assert weights(empty) == weights(made("relations"))
