"""W3C's tests of queries and of the formats of their results, through HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from conformance.comparing import accepted, expected, read, same
from conformance.datasets import HeldService
from conformance.exceptions import is_refused, reasons
from conformance.manifests import QueryTest, address_of, at_hand, query_tests

pytestmark = at_hand
FAILS = reasons("fails")
REFUSED = reasons("refused")
TESTS = query_tests()
QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HeldService]:
    with HeldService(tmp_path_factory.mktemp("w3c")) as running:
        yield running


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_a_query_of_the_suite(service: HeldService, test: QueryTest):
    answer = ask(service, test)
    if test.name in REFUSED:
        assert is_refused(answer), answer.text
    elif test.name in FAILS:
        assert answer.status_code == 200
        assert find_fault(test, answer), "it passes now: take it from exceptions.yaml"
    else:
        assert not find_fault(test, answer)


def test_the_suite_is_whole_and_no_more_of_it_fails_than_the_engine_fails_by_itself():
    names = {test.name for test in TESTS}
    assert len(names) == len(TESTS) == 338
    assert len(FAILS) == 11
    assert FAILS.keys() <= names
    assert REFUSED.keys() & names == {"syntax-query/test_4", "syntax-query/test_42"}


def ask(service: HeldService, test: QueryTest) -> httpx.Response:
    """Return the answer to the query of `test`, in the format of the result that it expects."""
    address = service.use_dataset(test.dataset) + "/sparql"
    text = test.query.read_text()
    if test.result is None:
        return httpx.get(address, params={"query": text}, timeout=60)
    headers = {"Content-Type": QUERY, "Accept": accepted(test.result)}
    # The suite's queries name their files by addresses relative to their own.
    text = f"BASE <{address_of(test.query)}>\n{text}"
    return httpx.post(address, content=text, headers=headers, timeout=60)


def find_fault(test: QueryTest, answer: httpx.Response) -> str:
    """Return what is wrong with the answer to `test`; "" where nothing is."""
    told = f"{answer.status_code}: {answer.text}"
    if test.kind.startswith("Negative"):
        return "" if answer.status_code == 400 and is_refused(answer) else told
    if answer.status_code != 200:
        return told
    if test.result is None:
        return ""
    got = read(answer.content, answer.headers["Content-Type"])
    return "" if same(got, expected(test.result)) else told
