"""The page of a network: a form for its choices, its nodes as a table, files, an address."""

from __future__ import annotations

import csv
import os
import re
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from conftest import REPOSITORY, serving
from pcvegraph.graph.root import find_root
from pcvegraph.networks.choices import CHOICES
from pcvegraph.networks.projections import read_projections
from pcvegraph.querying.library import read_library

HTML = {"Accept": "text/html"}
NAMES = sorted(read_projections(read_library(find_root(REPOSITORY))))


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return server


def page(address: str, path: str, status: int = 200) -> str:
    answer = httpx.get(address + path, headers=HTML, timeout=60)
    assert answer.status_code == status, answer.text
    return answer.text


def names(text: str) -> list[str]:
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [unescape(name) for name in re.findall(r"<tr>\n<td><a [^>]*>(.*?)</a></td>", body)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_every_network_has_a_page_with_its_nodes(address: str, name: str, language: str):
    text = page(address, f"/networks/{name}?lang={language}")
    assert len(names(text)) > 5
    assert "<pcve-network" in text
    assert f'data-file="/networks/{name}.json?positions=true&amp;language={language}"' in text


def test_the_form_has_a_field_for_every_choice(address: str):
    text = page(address, "/networks/co-participation")
    for name in {*CHOICES, "as-of", "measures"} - {"language", "positions"}:
        assert f'name="{name}"' in text
    assert 'name="weighting"' not in page(address, "/networks/funding"), "nothing is shared there"


def test_the_table_is_that_of_the_file_sorted(address: str):
    asked = "?measures=betweenness&from=2011-01-01"
    file = httpx.get(f"{address}/networks/co-participation.nodes.csv{asked}", timeout=60).text
    nodes = list(csv.DictReader(StringIO(file)))
    nodes.sort(key=lambda node: (-float(node["betweenness"]), node["label"].casefold()))
    told = [node["label"] for node in nodes]
    shown: list[str] = []
    place = "/networks/co-participation" + asked + "&lang=en"
    while place:
        text = page(address, place)
        shown += names(text)
        link = re.search(r'rel="next" href="([^"]*)#nodes"', text)
        place = unescape(link[1]) if link else ""
    assert shown == told
    by_name = names(page(address, f"/networks/co-participation{asked}&sort=label"))
    assert by_name == sorted(told, key=str.casefold)[:100]


def test_boxes_that_are_ticked_are_a_list_and_what_is_empty_is_nothing(address: str):
    text = page(address, "/networks/relations?kinds=State&kinds=Forum&from=&to=&centre=&measures=")
    assert 'href="/networks/relations.gexf?kinds=State,Forum"' in text
    assert re.search(r'name="kinds" value="State" checked', text)
    joined = httpx.get(f"{address}/networks/relations.json?kinds=State,Forum", timeout=60).json()
    twice = httpx.get(f"{address}/networks/relations.json?kinds=State&kinds=Forum", timeout=60)
    assert twice.json()["edges"] == joined["edges"]


def test_the_address_of_a_view_is_whole_and_no_part_of_a_file(address: str):
    asked = "least-weight=2&size=degree&colour=country&year=2016&node=canada&lang=en"
    text = page(address, f"/networks/co-participation?{asked}")
    share = unescape(re.findall(r'<code class="share">(.*?)</code>', text)[0])
    assert share.startswith(f"{address}/networks/co-participation?")
    assert parse_qs(urlsplit(share).query) == parse_qs(asked)
    assert 'href="/networks/co-participation.gexf?least-weight=2"' in text
    refused = httpx.get(f"{address}/networks/co-participation.gexf?{asked}")
    assert refused.status_code == 400


def test_gephi_lite_gets_a_file_that_there_is(address: str):
    text = page(address, "/networks/hierarchy?giant=true&lang=en")
    link = unescape(re.findall(r'href="(https://gephi.org/gephi-lite/[^"]*)"', text)[0])
    file = parse_qs(urlsplit(link).query)["file"][0]
    answer = httpx.get(file, timeout=60)
    assert answer.headers["Content-Type"] == "application/gexf+xml"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "viz:position" in answer.text
    assert "gephi.org" in text.partition("</a>")[2]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("sort=fame", "betweenness"),
        ("page=0", "page=1"),
        ("page=x", "page=1"),
        ("countries=atlantis", "atlantis"),
        ("form=2015-01-01", "from"),
        ("from=2015-01-01&from=2016-01-01", "more than one"),
    ],
)
def test_what_is_wrong_is_told_on_a_page(address: str, asked: str, words: str):
    assert words in page(address, f"/networks/funding?measures=betweenness&{asked}", 400)


def test_an_empty_network_has_a_page(address: str):
    text = page(address, "/networks/funding?least-weight=1000000000000&lang=en")
    assert "Nothing is left of the network" in text
    assert "<pcve-network" not in text


def test_what_was_left_out_is_told(address: str):
    text = page(address, "/networks/funding?giant=true&lang=en")
    assert "nodes outside the largest component" in text
    text = page(address, "/networks/funding?giant=true&lang=fr")
    assert "nœuds hors de la plus grande composante" in text


def test_a_hostile_parameter_is_only_text(address: str):
    hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E'"
    for name in ("node", "colour", "size", "year"):
        text = page(address, f"/networks/funding?{name}={hostile}")
        assert "<script>alert" not in text
        assert "'><" not in re.findall(r"data-view='[^']*'", text)[0]
    for name in ("centre", "kinds", "sort", "from"):
        assert "<script>alert" not in page(address, f"/networks/funding?{name}={hostile}", 400)


def test_a_network_that_takes_too_long_still_has_a_page_with_what_to_do():
    measures = "betweenness,closeness,constraint,effective-size,eigenvector,clustering"
    # The names of the form are asked for in the same time.
    with serving(REPOSITORY, PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS="0.15") as place:
        asked = f"/networks/actors-by-phenomenon?lang=en&measures={measures}"
        answer = httpx.get(place + asked, headers=HTML, timeout=60)
        assert answer.status_code == 200
        assert "longer than 0.15 seconds" in answer.text
        assert "<form" in answer.text
        assert f"/networks/actors-by-phenomenon.gexf?measures={measures}" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


ABSENT = """
from importlib.machinery import PathFinder

find = PathFinder.find_spec
absent = {"rustworkx", "scipy", "graspologic_native"}
PathFinder.find_spec = staticmethod(
    lambda name, *rest: None if name.partition(".")[0] in absent else find(name, *rest)
)
"""


def test_without_the_extra_there_is_the_table_and_what_to_install(tmp_path: Path):
    (tmp_path / "sitecustomize.py").write_text(ABSENT)
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    with serving(REPOSITORY, PYTHONPATH=paths) as place:
        text = page(place, "/networks/hierarchy?lang=en")
        assert "pip install &#39;pcvegraph[networks]&#39;" in text
        assert "<pcve-network" not in text
        assert len(names(text)) == 100
        text = page(place, "/networks/hierarchy?lang=en&measures=community")
        assert "needs the library" in text
        assert len(names(text)) == 100
