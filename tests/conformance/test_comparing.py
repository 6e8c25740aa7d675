"""When two answers are the same: what the tests of the suite rest on."""

from __future__ import annotations

import pytest

from conformance.comparing import Answer, expected, read, same
from conformance.manifests import SUITE, at_hand

INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"


def tsv(*lines: str) -> Answer:
    return read("\n".join(lines).encode() + b"\n", "text/tab-separated-values; charset=utf-8")


def csv(*lines: str) -> Answer:
    return read("\r\n".join(lines).encode() + b"\r\n", "text/csv")


def turtle(text: str) -> Answer:
    return read(f"@prefix : <urn:> . {text} .".encode(), "text/turtle")


def yes_or_no(word: str) -> Answer:
    content = f'{{"head": {{}}, "boolean": {word}}}'.encode()
    return read(content, "application/sparql-results+json")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (tsv("?a", "<urn:x>", "<urn:y>"), tsv("?a", "<urn:y>", "<urn:x>")),
        (tsv("?a\t?b", "1\t2"), tsv("?b\t?a", "2\t1")),
        (tsv("?a", f'"01"^^{INTEGER}'), tsv("?a", "1")),
        (tsv("?a\t?b", "_:x\t_:y", "_:y\t_:x"), tsv("?a\t?b", "_:q\t_:p", "_:p\t_:q")),
        (tsv("?a", "_:x", "_:y"), tsv("?a", "_:y", "_:z")),
        (tsv("?a", '"x"@en-CA'), tsv("?a", '"x"@en-ca')),
        (csv("a", "1.0E6", "x"), csv("a", "x", "1000000")),
        (turtle("[] :p [ :q 1 ]"), turtle("_:a :q 1 . _:b :p _:a")),
        (yes_or_no("true"), yes_or_no("true")),
    ],
)
def test_what_says_the_same_is_the_same(one: Answer, other: Answer):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (tsv("?a", "<urn:x>", "<urn:x>"), tsv("?a", "<urn:x>")),
        (tsv("?a", "1", "1", "2"), tsv("?a", "1", "2", "2")),
        (tsv("?a", "1"), tsv("?b", "1")),
        (tsv("?a", "1"), tsv("?a", '"1"')),
        (tsv("?a", "1"), tsv("?a", "1.0")),
        (tsv("?a", '"x"'), tsv("?a", '"x"@en')),
        (tsv("?a", "<urn:x>"), tsv("?a", '"urn:x"')),
        (tsv("?a\t?b", "1\t"), tsv("?a\t?b", "\t1")),
        (tsv("?a\t?b", "_:x\t_:x"), tsv("?a\t?b", "_:x\t_:y")),
        (tsv("?a", "_:x", "_:x"), tsv("?a", "_:x", "_:y")),
        (csv("a", "x"), csv("a", "y")),
        (turtle("[] :p [ :q 1 ]"), turtle("_:a :p _:a ; :q 1")),
        (turtle(":x :p 1"), turtle(":x :p 2")),
        (yes_or_no("true"), yes_or_no("false")),
        (yes_or_no("true"), tsv("?a", "1")),
    ],
)
def test_what_says_something_else_is_not(one: Answer, other: Answer):
    assert not same(one, other)
    assert not same(other, one)


@at_hand
def test_a_result_that_is_written_as_a_graph_is_a_table():
    result = SUITE / "bindings/graph.ttl"
    file = "https://w3c.github.io/rdf-tests/sparql/sparql11/bindings/data"
    rows = [f'<{file}01.ttl>\t"foo"', f'<{file}01.ttl>\t"bar"', f'<{file}02.ttl>\t"foo"']
    assert same(expected(result), tsv("?g\t?t", *rows))
    assert not same(expected(result), tsv("?g\t?t", *rows[1:]))
