"""The page docs/measures.md, as the measures describe themselves.

`python -m pcvegraph.networks.measures.page > docs/measures.md` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pcvegraph.networks.measures.engines import LARGE
from pcvegraph.networks.measures.measure import Level, Measure
from pcvegraph.networks.measures.registry import MEASURES

HEAD = f"""\
# Measures of a network

<!-- Written by `python -m pcvegraph.networks.measures.page`; change the texts there. -->

What each measure means for a network of actors in preventing violent extremism whose edges come from
public sources, how it is computed, and what to bear in mind. The name is what `--measures` takes; in a
table of nodes the column has “_” for “-”. The manifest of a measured network says the same, with the
numbers of that network.

One simple graph is made for all measures. Edges from an actor to itself are left out. Parallel edges
become one tie whose weight is their sum. An edge without weight counts as 1, and a weight of 0 or
below is refused. How many edges this concerns stands in the caveats.

Small networks are measured by networkx, those of {LARGE} edges and more by rustworkx and scipy
where `pip install 'pcvegraph[networks]'` has installed them. The numbers are the same. PageRank and
communities need that extra at any size.
"""
YEARS = """\
## From year to year

`pcvegraph.networks.evolution` says of each year what the network was and what changed. A tie is there
in a year if one of its spells meets the year; an open spell goes on, because no source says when it
ends. Edges without any date are in no year, and their number is given. Parallel edges are one tie,
loops none.

- Turnover is the share of ties replaced since the year before: 1 − (ties there in both years) ÷ (ties
  there in either), the distance of Jaccard. It is 0 if all stayed and 1 if none did; no value without
  a tie in either year.
- Density is the share of possible ties among the actors that have one in the year.
- Who entered has a tie in the year and had none the year before; who left, the other way round. Where
  ties are events, a year that few sources cover looks like an exodus; where they last, an end that no
  source states is not seen.
"""
HEADINGS: dict[Level, str] = {"node": "Of each node", "network": "Of the network as a whole"}


def as_markdown() -> str:
    """Return the page in English, with the French names."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    for level, heading in HEADINGS.items():
        yield f"## {heading}\n"
        for measure in MEASURES.values():
            if measure.level == level:
                yield from _of(measure)
    yield YEARS.rstrip("\n")
    yield ""


def _of(measure: Measure) -> Iterator[str]:
    yield f"### `{measure.name}`\n"
    french = measure.title.fr
    other = f" (French: *{french}*)" if french != measure.title.en else ""
    yield f"**{_capital(measure.title.en)}**{other}. {measure.meaning.en}\n"
    yield f"- Range: {measure.range.en}."
    yield f"- Method: {measure.method.en}"
    yield f"- Source: {measure.source}"
    for aspect, effect in measure.effects._asdict().items():
        yield f"- {_capital(aspect)}: {effect.en}"
    yield ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
