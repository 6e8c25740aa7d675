"""When a statement holds, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pcvegraph.languages import Texts
from pcvegraph.querying.descriptions import Statement, Thing
from pcvegraph.querying.wording import dates

THING = Thing("https://w3id.org/pcvegraph/id/x", Texts(en="X"))
SAID = Statement(
    "https://w3id.org/pcvegraph/id/x--funds--y",
    subject=THING,
    predicate=THING,
    object=THING,
    is_punctual=False,
    start="",
    end="",
    announced="",
    roles=Texts(),
    amount="",
    currency="",
    amount_kind=None,
    amount_bound=None,
    through=None,
    counted_under=None,
    verdict=None,
    notes=Texts(),
    evidence=(),
)


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2017-09-20", "", "from 20 September 2017", "à partir du 20 septembre 2017"),
        ("2017-09-01", "", "from 1 September 2017", "à partir du 1er septembre 2017"),
        ("2017-09", "", "from September 2017", "à partir de septembre 2017"),
        ("2017", "", "from 2017", "à partir de 2017"),
        ("", "2019-03-05", "until 5 March 2019", "jusqu'au 5 mars 2019"),
        ("", "2019-03", "until March 2019", "jusqu'à mars 2019"),
        ("", "2019", "until 2019", "jusqu'en 2019"),
        ("2017", "2019", "2017 – 2019", "2017 – 2019"),
        ("", "", "", ""),
    ],
)
def test_an_open_period_is_told_as_each_language_does(
    start: str, end: str, english: str, french: str
):
    said = replace(SAID, start=start, end=end)
    assert dates(said, "en") == english
    assert dates(said, "fr") == french


def test_what_holds_from_a_day_on_has_no_end_to_tell():
    assert dates(replace(SAID, is_punctual=True, start="2017"), "en") == "2017"
