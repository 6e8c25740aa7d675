"""/id/…, /source/… and /ontology against a real service: as RDF, and where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from conftest import serving
from pcvegraph.graph.root import Root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question

ID = "https://w3id.org/pcvegraph/id/"
PCVE = rdflib.Namespace("https://w3id.org/pcvegraph/ontology#")
FORMATS = {
    "turtle": ("ttl", "text/turtle", ox.RdfFormat.TURTLE),
    "ntriples": ("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
    "rdfxml": ("rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML),
}
RELATION = "algeria--co-chairs--gctf-west-africa-capacity-building-working-group"
PLACES = {
    "entity": "/id/algeria",
    "relation": f"/id/{RELATION}",
    "concept": "/id/radicalization",
    "scheme": "/id/phenomena",
    "disagreement": "/id/ran-canada-paper-date",
    "source": "/source/ran-digital-study-visit-canada-2020",
    "ontology": "/ontology",
}


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as session:
        yield session


def graph_of(answer: httpx.Response) -> rdflib.Graph:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    return rdflib.Graph().parse(data=answer.content, format="turtle")


def triples_of(answer: httpx.Response, name: str) -> set[ox.Triple]:
    _, media_type, rdf_format = FORMATS[name]
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].split(";")[0] == media_type
    return {quad.triple for quad in ox.parse(answer.content, format=rdf_format)}


def some(engine: Evaluator, kind: str) -> str:
    """Return the address of a thing of a class of ours."""
    row = engine.rows(
        Question(
            "PREFIX pcve: <https://w3id.org/pcvegraph/ontology#> "
            f"SELECT ?thing {{ ?thing a pcve:{kind} }} ORDER BY ?thing LIMIT 1"
        )
    )[0]
    return "/" + row["thing"].value.removeprefix("https://w3id.org/pcvegraph/")


@pytest.mark.parametrize("kind", [*PLACES, "evidence", "claim"])
def test_every_format_says_the_same_by_accept_parameter_and_extension(
    client: httpx.Client, engine: Evaluator, kind: str
):
    place = PLACES.get(kind) or some(engine, kind.capitalize())
    graphs = []
    for name, (extension, media_type, _) in FORMATS.items():
        answers = (
            client.get(place, headers={"Accept": media_type}),
            client.get(place, params={"format": name}, headers={"Accept": "image/png"}),
            client.get(f"{place}.{extension}", headers={"Accept": "text/html"}),
        )
        assert len({answer.content for answer in answers}) == 1
        graphs.append(triples_of(answers[0], name))
    assert len(graphs[0]) > 3
    assert all(graph == graphs[0] for graph in graphs)
    # No blank node is served, so that equal graphs are equal sets.
    assert not [t for t in graphs[0] if isinstance(t.subject, ox.BlankNode)]
    rdf = client.get(f"{place}.ttl")
    assert len(graph_of(rdf)) == len(graphs[0])


def test_an_entity_comes_with_its_relations_and_their_evidence(client: httpx.Client):
    graph = graph_of(client.get("/id/algeria.ttl"))
    relation = rdflib.URIRef(ID + RELATION)
    assert (relation, rdflib.RDF.predicate, PCVE.coChairs) in graph
    evidence = graph.value(relation, PCVE.evidence)
    assert graph.value(evidence, PCVE.anchor) == rdflib.Literal(
        "Co-chaired by Algeria and Canada", lang="en"
    )
    source = graph.value(evidence, rdflib.DCTERMS.source)
    assert graph.value(source, rdflib.DCTERMS.title)


def test_a_disagreement_comes_with_its_claims_and_their_evidence(client: httpx.Client):
    graph = graph_of(client.get(PLACES["disagreement"] + ".ttl"))
    claims = list(graph.objects(rdflib.URIRef(ID + "ran-canada-paper-date"), PCVE.claim))
    assert {str(graph.value(claim, PCVE.value)) for claim in claims} == {
        "26 May 2021",
        "8 February 2021",
    }
    for claim in claims:
        assert graph.value(graph.value(claim, PCVE.evidence), PCVE.anchor)


def test_the_ontology_comes_whole(client: httpx.Client):
    graph = graph_of(client.get("/ontology.ttl"))
    assert (PCVE.Entity, rdflib.RDF.type, rdflib.OWL.Class) in graph
    assert (PCVE.coChairs, PCVE.temporality, PCVE.durative) in graph
    alignments = {o for o in graph.objects() if str(o).startswith("http://www.w3.org/ns/prov#")}
    assert alignments


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/*", "text/html"),
        ("application/*", "application/n-triples"),
        ("text/html;q=0.5, text/turtle", "text/turtle"),
        ("application/x-turtle", "text/turtle"),
        ("text/plain", "application/n-triples"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
@pytest.mark.parametrize("place", ["/id/algeria", "/ontology"])
def test_accept_chooses(client: httpx.Client, place: str, accept: str, sent: str):
    answer = client.get(place, headers={"Accept": accept})
    assert answer.headers["Content-Type"].split(";")[0] == sent
    assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))


@pytest.mark.parametrize("place", ["/id/algeria", "/ontology", PLACES["source"]])
def test_an_accept_or_a_name_that_cannot_be_met_is_told_what_can(client: httpx.Client, place: str):
    for answer in (
        client.get(place, headers={"Accept": "image/png"}),
        client.get(f"{place}.pdf", headers={"Accept": "application/json"}),
        client.get(place, params={"format": "csv"}, headers={"Accept": "application/json"}),
    ):
        assert answer.status_code == 406
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "turtle" in answer.json()["remedy"]
        assert "html" in answer.json()["remedy"]


def test_the_page_can_be_named_too(client: httpx.Client):
    for answer in (
        client.get("/id/algeria.html", headers={"Accept": "text/turtle"}),
        client.get("/id/algeria?format=html", headers={"Accept": "text/turtle"}),
    ):
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_what_is_known_already_is_not_sent_again(client: httpx.Client):
    for place in ("/id/algeria", "/id/algeria.ttl", "/ontology", "/", "/sparql", "/data.nq"):
        first = client.get(place, headers={"Accept": "text/html, */*;q=0.5"})
        etag = first.headers["ETag"]
        headers = {"If-None-Match": etag, "Accept": "text/html, */*;q=0.5"}
        assert client.get(place, headers=headers).status_code == 304
        if first.headers["Content-Type"].startswith("text/html"):
            headers["Accept-Language"] = "fr"
            assert client.get(place, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("place", "nearest"),
    [
        ("/id/algria", "/id/algeria"),
        ("/id/algria.ttl", "/id/algeria"),
        (PLACES["source"] + "1", PLACES["source"]),
    ],
)
def test_an_unknown_thing_is_answered_with_the_nearest(
    client: httpx.Client, place: str, nearest: str
):
    answer = client.get(place, headers={"Accept": "*/*"})
    assert answer.status_code == 404
    assert answer.json()["nearest"][0] == nearest
    page = client.get(place, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert f'<a href="{nearest}">' in page.text


@pytest.mark.parametrize(
    "slug", ["Algeria", "al geria", "a_b", "-a", "a---b", "é", "%ff", "%3Cb%3E"]
)
@pytest.mark.parametrize("prefix", ["id", "source"])
def test_a_malformed_slug_is_a_problem(client: httpx.Client, prefix: str, slug: str):
    answer = client.get(f"/{prefix}/{slug}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert "lower-case" in answer.json()["remedy"]


def retire_southland(root: Root) -> None:
    """Add to a tiny root a state whose identifier was replaced by id:southland."""
    southland = root.data / "actors" / "southland.ttl"
    text = southland.read_text().split("\nid:southland--hosts")[0]
    text = text.replace("id:southland", "id:southmark").replace("Southland", "Southmark")
    text = text.replace('"SX"', '"SM"').replace(
        "    dcterms:source", "    dcterms:isReplacedBy id:southland ;\n    dcterms:source"
    )
    (root.data / "actors" / "southmark.ttl").write_text(text)


def test_a_retired_thing_leads_to_its_successor(tiny: Root):
    retire_southland(tiny)
    with serving(tiny.path) as address, httpx.Client(base_url=address) as client:
        old = client.get("/id/southmark?lang=fr", headers={"Accept": "text/html"})
        assert old.status_code == 301
        assert old.headers["Location"] == "/id/southland?lang=fr"
        assert "Pcvegraph-Version" in old.headers
        assert "Accept" in old.headers["Vary"]
        new = client.get("/id/southmark", follow_redirects=True)
        assert "<h1>Southland</h1>" in new.text
        # What is retired can still be read as data, and says so.
        graph = graph_of(client.get("/id/southmark.ttl"))
        retired = rdflib.URIRef(ID + "southmark")
        assert graph.value(retired, rdflib.DCTERMS.isReplacedBy) == rdflib.URIRef(ID + "southland")


def test_links_and_redirects_use_the_public_address(tiny: Root):
    retire_southland(tiny)
    public = "https://graph.example/p"
    with (
        serving(tiny.path, PCVEGRAPH_PUBLIC_URL=public + "/") as address,
        httpx.Client(base_url=address) as client,
    ):
        assert client.get("/id/southmark").headers["Location"] == f"{public}/id/southland"
        page = client.get("/id/northland").text
        assert f'href="{public}/id/river-group"' in page
        assert f'href="{public}/static/pcvegraph.css"' in page
        assert f'href="{public}/id/northland.ttl"' in page
        assert 'href="/' not in page
        problem = client.get("/id/northlan").json()
        assert problem["nearest"][0] == f"{public}/id/northland"
        assert (
            f'action="{public}/query"'
            in client.get("/sparql", headers={"Accept": "text/html"}).text
        )
