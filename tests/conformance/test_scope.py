"""Every folder of W3C's suite is run or listed with the reason why not."""

from __future__ import annotations

from collections import Counter

from conformance.exceptions import LISTED, reasons
from conformance.manifests import QUERY_FOLDERS, at_hand, folders

PROTOCOLS = {"protocol", "service-description", "graph-store-protocol"}


@at_hand
def test_every_folder_is_run_or_out_of_scope():
    assert PROTOCOLS.union(QUERY_FOLDERS, reasons("out of scope", "folders")) == folders()
    assert PROTOCOLS.union(QUERY_FOLDERS).isdisjoint(reasons("out of scope", "folders"))


def test_each_exception_is_listed_once_and_has_a_reason():
    rows = [row for part in LISTED.values() for row in part]
    names = Counter(name for row in rows for name in row.get("tests", row.get("folders")))
    assert [name for name, times in names.items() if times > 1] == []
    assert all(row["reason"].endswith(".") for row in rows)
    assert len({row["reason"] for row in rows}) == len(rows)
    assert list(LISTED) == ["fails", "refused", "out of scope"]
