"""What shapes and checks ask for, in words."""

from __future__ import annotations

from pcvegraph.checking.requirements import read_requirements
from pcvegraph.graph.root import Root
from pcvegraph.vocabulary import PCVE, SKOS


def test_every_check_is_told_with_its_remedy(real_root: Root):
    checks = read_requirements(real_root).checks
    files = list((real_root.ontology / "checks").glob("*.rq"))
    assert len(checks) == len(files)
    assert all(text for check in checks for text in (*check.message, *check.remedy))


def test_a_class_has_what_it_may_say_and_what_is_a_fault(real_root: Root):
    asked = read_requirements(real_root)
    fund = PCVE.Fund.value
    assert SKOS.prefLabel.value in asked.may_say[fund]
    assert [each.message.en for each in asked.faults[fund]] == [
        "says something that a fund cannot say here"
    ]


def test_a_root_without_shapes_asks_nothing(tiny: Root):
    for path in (tiny.ontology / "shapes").iterdir():
        path.unlink()
    asked = read_requirements(tiny)
    assert asked.may_say == asked.faults == {}
