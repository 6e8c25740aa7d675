"""Datasets of others are read by a mapping; what is wrong is told by row and column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcvegraph.errors import DatasetError, MappingError
from pcvegraph.linking.datasets.mapping import find_mapping, presets, read_mapping
from pcvegraph.linking.datasets.reading import read_records
from pcvegraph.linking.matching.names import Name
from pcvegraph.linking.matching.records import Record

MAPPING = """
title: {en: Bodies, fr: Organismes}
licence: https://creativecommons.org/publicdomain/zero/1.0/
id: {column: id, template: "https://example.org/{}"}
names:
  - {column: name, language: en}
  - {column: labels, separator: "|", language_after: "@"}
  - {column: short, use: acronym}
kinds: {column: type, values: {education: [university, school]}}
countries: [country]
places: [city]
websites: [site]
identifiers: {column: wikidata, template: "http://www.wikidata.org/entity/{}"}
start: founded
withdrawn: {column: status, values: [withdrawn]}
"""
HEAD = "id,name,labels,short,type,country,city,site,wikidata,founded,status\n"
ROW = (
    "7,University of the North,Université du Nord@fr|Nord-Universität@de,UN,education,uk,Nørdby,"
    "https://www.north.example/about,Q7,1968-03,active\n"
)
NORTH = Record(
    "https://example.org/7",
    (
        Name("University of the North", "label", "en"),
        Name("Université du Nord", "label", "fr"),
        Name("Nord-Universität", "label", "de"),
        Name("UN", "acronym"),
    ),
    frozenset({"university", "school"}),
    frozenset({"GB"}),
    frozenset({"nordby"}),
    frozenset({"north.example"}),
    frozenset({"http://www.wikidata.org/entity/Q7"}),
    1968,
)


def read(path: Path, mapping: str = MAPPING) -> list[Record]:
    return list(read_records(path, read_mapping("bodies", mapping)))


def written(folder: Path, text: str, name: str = "bodies.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_becomes_records(tmp_path: Path, encoding: str):
    assert read(written(tmp_path, HEAD + ROW, encoding=encoding)) == [NORTH]


def test_a_table_with_tabs_is_the_same(tmp_path: Path):
    assert read(written(tmp_path, (HEAD + ROW).replace(",", "\t"), "bodies.tsv")) == [NORTH]


def test_json_is_the_same(tmp_path: Path):
    row = dict(zip(HEAD.strip().split(","), ROW.strip().split(","), strict=True))
    assert read(written(tmp_path, json.dumps([row]), "bodies.json")) == [NORTH]


def test_json_is_read_by_path_and_lists_are_several_values(tmp_path: Path):
    text = json.dumps([{"id": 1, "name": {"en": "A", "fr": ["B", "C"]}}])
    mapping = "id: id\nnames: [{column: name.en, language: en}, {column: name.fr, language: fr}]\n"
    (found,) = read(written(tmp_path, text, "a.json"), mapping)
    assert [name.text for name in found.names] == ["A", "B", "C"]


def test_rdf_is_read_by_property(tmp_path: Path):
    text = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <https://example.org/7> foaf:name "University of the North"@en ;
        foaf:homepage <https://n.example/> ."""
    mapping = """
id: "@id"
names: [{column: "http://xmlns.com/foaf/0.1/name"}]
websites: ["http://xmlns.com/foaf/0.1/homepage"]
"""
    (found,) = read(written(tmp_path, text, "a.ttl"), mapping)
    assert found.id == "https://example.org/7"
    assert found.names == (Name("University of the North", "label", "en"),)
    assert found.domains == {"n.example"}


def test_an_acronym_with_spaces_is_a_name(tmp_path: Path):
    (found,) = read(written(tmp_path, HEAD + ROW.replace(",UN,", ",McGill University,")))
    assert Name("McGill University", "alternative") in found.names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column"),
        (HEAD, "has no rows"),
        (HEAD + ROW[:40], "line 2: 3 cells, and 11 columns"),
        (HEAD + '7,"University of', "line 2: unexpected end of data"),
        (HEAD + ROW.replace("7,Univ", ",Univ"), "row 2: there is no id"),
        (HEAD.replace("name", "nom") + ROW, "no column “name”"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(tmp_path: Path, text: str, said: str):
    with pytest.raises(DatasetError, match=said):
        read(written(tmp_path, text))


def test_another_delimiter_is_told(tmp_path: Path):
    with pytest.raises(DatasetError) as told:
        read(written(tmp_path, (HEAD + ROW).replace(",", ";")))
    assert "between “;”" in told.value.remedy


def test_another_encoding_is_told(tmp_path: Path):
    with pytest.raises(DatasetError, match="is not UTF-8") as told:
        read(written(tmp_path, HEAD + ROW, encoding="windows-1252"))
    assert "encoding" in told.value.remedy


@pytest.mark.parametrize("text", ['[{"id": 1, "name": "A"', '{"a": 1}', "[3]"])
def test_other_json_is_told(tmp_path: Path, text: str):
    with pytest.raises(DatasetError):
        read(written(tmp_path, text, "a.json"))


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("id: [", "no YAML"),
        ("- a", "a mapping file has"),
        ("names: [name]", "no `id`"),
        ("id: id", "no `names`"),
        ("id: id\nnames: [name]\ncontry: [c]", "no “contry”"),
        ("id: id\nnames: [{column: name, use: nickname}]", "not used as “nickname”"),
        ("id: id\nnames: [{}]", "says no column"),
        ("id: id\nnames: [{column: name, seperator: x}]", "no “seperator”"),
    ],
)
def test_a_faulty_mapping_is_told(mapping: str, said: str):
    with pytest.raises(MappingError, match=said):
        read_mapping("bodies", mapping)


def test_every_preset_is_a_mapping_with_its_licence_and_attribution():
    datasets, vocabularies = ["cordis", "eu-corporate-bodies", "infobase", "ror"], ["foaf", "org"]
    assert presets() == sorted([*datasets, *vocabularies, "schema-org"])
    for name in presets():
        mapping = find_mapping(name)
        assert mapping.licence.startswith("https://")
        assert mapping.attribution
        assert mapping.title.en
        assert mapping.title.fr


def test_an_unknown_mapping_is_told_with_those_there_are(tmp_path: Path):
    with pytest.raises(MappingError) as told:
        find_mapping("rorr")
    assert "ror" in told.value.remedy
    with pytest.raises(MappingError, match="cannot be read"):
        find_mapping(str(tmp_path / "absent.yaml"))
