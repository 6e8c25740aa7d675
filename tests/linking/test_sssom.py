"""Links go into SSSOM and come back; `sssom` itself reads as many; what is wrong is told by line."""

from __future__ import annotations

import string
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcvegraph.errors import LinkFileError
from pcvegraph.linking.linksets.kept import find_link_set
from pcvegraph.linking.linksets.links import ORCIDS, Link, LinkSet, Target, one_line, sorted_links
from pcvegraph.linking.linksets.sssom import read_sssom, write_sssom
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.vocabulary import PREFIXES

ID = PREFIXES["id"]
TARGET = Target("harbours", "Harbour list", "Liste", "https://a.example/l", "Office", "", "1")

words = st.text(
    alphabet=st.characters(exclude_categories=("C", "Z"), exclude_characters="|"), max_size=12
)
sentences = st.lists(words, max_size=4).map(" ".join).map(one_line)
slugs = st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=8)
theirs = st.builds(
    "{}{}".format,
    st.sampled_from(["https://harbours.example/", "harbour:", "https://other.example/a#"]),
    slugs,
)
days = st.dates().map(str)
reviewers = st.one_of(sentences.filter(bool), st.just(ORCIDS + "0000-0002-1825-0097"))


@st.composite
def links(draw: st.DrawFn) -> Link:
    """Draw a link in any state that a file can have it in."""
    decision = draw(st.sampled_from(["", "accepted", "rejected", "undecided"]))
    return Link(
        subject=ID + draw(slugs),
        object=draw(theirs),
        subject_label=draw(sentences),
        object_label=draw(sentences),
        predicate=draw(st.sampled_from(["exactMatch", "closeMatch"])),
        confidence=draw(st.none() | st.integers(0, 1000).map(lambda n: n / 1000)),
        reasons=draw(sentences),
        is_sure=draw(st.booleans()),
        decision=decision,
        reviewer=draw(reviewers) if decision else "",
        reviewed=draw(days) if decision else "",
        comment=draw(sentences),
        version=draw(sentences),
    )


def distinct(drawn: list[Link]) -> list[Link]:
    """Return the links of which no two speak of the same thing, here or there."""
    kept: dict[str, Link] = {}
    for link in drawn:
        if not kept.keys() & set(link.pair):
            kept |= dict.fromkeys(link.pair, link)
    return list({link.pair: link for link in kept.values()}.values())


some_links = st.lists(links(), max_size=6).map(distinct)


@given(some_links)
def test_what_is_written_is_read_again(drawn: list[Link]):
    written = write_sssom(LinkSet(TARGET, tuple(drawn)))
    read = read_sssom(written, "links.tsv")
    assert read == LinkSet(TARGET, sorted_links(drawn))
    assert write_sssom(read) == written


@given(some_links.filter(bool))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("ignore")
def test_sssom_reads_as_many_as_are_written(tmp_path: Path, drawn: list[Link]):
    # It warns of its own calls of pandas as soon as it is imported.
    from sssom.parsers import parse_sssom_table

    path = tmp_path / "links.sssom.tsv"
    path.write_text(write_sssom(LinkSet(TARGET, tuple(drawn))), encoding="utf-8")
    assert len(parse_sssom_table(path).df) == len(drawn)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["cordis", "eu-corporate-bodies", "infobase", "ror"])
def test_sssom_reads_the_real_sets(tmp_path: Path, engine: Evaluator, name: str):
    from sssom.parsers import parse_sssom_table

    links = find_link_set(engine, name)
    path = tmp_path / "links.sssom.tsv"
    path.write_text(write_sssom(links), encoding="utf-8")
    table = parse_sssom_table(path).df
    assert len(table) == len(links.links)
    rejected = sum(link.decision == "rejected" for link in links.links)
    modifiers = table["predicate_modifier"] if rejected else ()
    assert sum(modifier == "Not" for modifier in modifiers) == rejected


def test_sssom_finds_nothing_wrong(tmp_path: Path):
    path = tmp_path / "links.sssom.tsv"
    path.write_text(
        write_sssom(LinkSet(TARGET, (LINK, replace(LINK, subject=ID + "b", object="h:2"))))
    )
    command = [str(Path(sys.executable).with_name("sssom")), "validate", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "not well" not in done.stderr.lower()
    assert "error" not in done.stderr.lower()


LINK = Link(
    ID + "a",
    "https://harbours.example/1",
    "A",
    "A there",
    confidence=0.75,
    decision="accepted",
    reviewer="Ada River",
    reviewed="2026-11-30",
)
GOOD = write_sssom(LinkSet(TARGET, (LINK,)))
HEAD, ROW = GOOD[: GOOD.index("id:a\t")], GOOD[GOOD.index("id:a\t") :]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("id:a\t", "id:aa\t"), "column subject_id: nothing in the graph is"),
        (GOOD.replace("id:a\t", "a\t"), "column subject_id: this is no IRI"),
        (GOOD.replace("harbours:1", "ports:1"), "column object_id: the prefix of “ports:1”"),
        (GOOD.replace("exactMatch", "sameAs"), "column predicate_id: “skos:sameAs” is none of"),
        (GOOD.replace("\t\tharbours", "\tnot\tharbours"), "column predicate_modifier: “not”"),
        (GOOD.replace("0.75", "75 %"), "column confidence: “75 %” is no number from 0 to 1"),
        (GOOD.replace("0.75", "1.5"), "column confidence: “1.5”"),
        (GOOD.replace("2026-11-30", "30.11.2026"), "column review_date: “30.11.2026” is no day"),
        (GOOD.replace("object_id", "target"), "has no column “object_id”"),
        (GOOD.replace("\t", ","), "the cells are between commas"),
        (GOOD[:-30], "cells, and 15 columns"),
        (GOOD.replace("A there", '"A there'), "unexpected end of data"),
        (HEAD + ROW + ROW, "contradicts line"),
        (HEAD + ROW + ROW.replace("harbours:1", "harbours:2"), "same as two things"),
        (GOOD.replace("mapping_set_id", "set"), "does not say which dataset"),
        (GOOD.replace("# curie_map:", "# curie_map: ["), "the head is no YAML"),
        (GOOD.replace("# sssom_version: '1.1'\n", "# - a\n", 1), "the head"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(text: str, said: str):
    with pytest.raises(LinkFileError, match=r"links\.tsv") as caught:
        read_sssom(text, "links.tsv", {ID + "a": "A"})
    assert said in str(caught.value)
    assert caught.value.remedy


def test_every_line_that_is_wrong_is_told():
    rows = "".join(ROW.replace("id:a\t", f"id:x{n}\t") for n in range(12))
    with pytest.raises(LinkFileError) as caught:
        read_sssom(HEAD + rows, "links.tsv", {ID + "a": "A"})
    told = str(caught.value).splitlines()
    line = HEAD.count("\n") + 1
    assert f"line {line}, column subject_id" in told[0]
    assert f"line {line + 9}, column subject_id" in told[9]
    assert told[10] == "links.tsv, and 2 more."


def test_a_file_of_others_is_read():
    text = (
        f"#mapping_set_id: {ID}mappings-to-harbours\n#object_source_version: '7'\n"
        "#curie_map:\n#  h: https://harbours.example/\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpurpose\n"
        "id:a\tskos:closeMatch\th:9\tsemapv:LexicalMatching\tx\n"
    )
    (link,) = read_sssom(text, "links.tsv").links
    assert link == Link(
        ID + "a",
        "https://harbours.example/9",
        predicate="closeMatch",
        justification="LexicalMatching",
        version="7",
    )


@pytest.mark.parametrize(
    ("modifier", "reviewer", "agreement", "decision"),
    [
        ("", "", "", ""),
        ("", "Ada", "", "accepted"),
        ("", "Ada", "1.0", "accepted"),
        ("", "Ada", "0.0", "undecided"),
        ("", "Ada", "-1.0", "rejected"),
        ("Not", "Ada", "", "rejected"),
        ("Not", "Ada", "-1.0", "undecided"),
    ],
)
def test_a_decision_is_read_as_its_reviewer_meant_it(
    modifier: str, reviewer: str, agreement: str, decision: str
):
    text = (
        f"# mapping_set_id: {ID}mappings-to-h\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\t"
        "reviewer_label\treviewer_agreement\n"
        f"id:a\tskos:exactMatch\t{modifier}\thttps://h.example/1\tsemapv:LexicalMatching\t"
        f"{reviewer}\t{agreement}\n"
    )
    assert read_sssom(text, "links.tsv").links[0].decision == decision
