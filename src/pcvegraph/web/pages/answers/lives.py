"""The rows of an answer on a timeline, and the countries or places of it on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from pcvegraph.identifiers import shortened
from pcvegraph.languages import Language, Shown
from pcvegraph.locales import written_period
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import prologue
from pcvegraph.web.pages.answers.reading import Row
from pcvegraph.web.pages.answers.views import LATITUDES, Fit
from pcvegraph.web.pages.drawing.timeline import Row as Line
from pcvegraph.web.pages.drawing.timeline import Span, Timeline, draw_timeline
from pcvegraph.web.pages.drawing.world import Country, Spot

ENDS = ("end", "until", "to", "fin")
MOST_LINES = 60
CODES = f"""{prologue("pcve")}
SELECT ?thing ?code WHERE {{ VALUES ?thing {{ THINGS }} ?thing pcve:isoCode ?code }}"""
UNNAMED = Shown("", "")


def timeline_of(
    fit: Fit, rows: Sequence[Row], names: Mapping[str, Shown], language: Language
) -> Timeline | None:
    """Return the timeline of the first rows that have a start; None where none has.

    Args:
        fit: the columns of what is called so, and of its start. The end is in a column called so.
        rows: the rows.
        names: what things are called, by IRI.
        language: that of the page.
    """
    label, start = fit.columns
    end = next((name for row in rows for name in row if name.lower().startswith(ENDS)), "")
    lines: dict[Shown, list[Span]] = {}
    for row in rows:
        first, last = (row.get(name, {}).get("value", "") for name in (start, end))
        if not first or label not in row:
            continue
        shown = _shown(row[label], names)
        said = f"{shown.text}: {written_period(first, last, language)}"
        lines.setdefault(shown, []).append(Span(first, last or first, "bar", said))
    drawn = list(lines.items())[:MOST_LINES]
    return draw_timeline([Line(UNNAMED, shown, spans) for shown, spans in drawn], MOST_LINES)


def _shown(term: Mapping[str, str], names: Mapping[str, Shown]) -> Shown:
    value = term["value"]
    if term["type"] == "uri":
        return names.get(value, Shown(shortened(value), ""))
    return Shown(value, term.get("xml:lang", ""))


def spots_of(fit: Fit, rows: Sequence[Row]) -> list[Spot]:
    """Return the places of rows that have both coordinates; [] where the map is of countries."""
    if fit.columns[0].lower() not in LATITUDES:
        return []
    latitude, longitude = fit.columns
    return [
        Spot(float(row[latitude]["value"]), float(row[longitude]["value"]), _name(row))
        for row in rows
        if latitude in row and longitude in row
    ]


def _name(row: Row) -> str:
    texts = [term["value"] for term in row.values() if "datatype" not in term]
    return next((text for text in texts if "://" not in text), texts[0] if texts else "")


def countries_of(
    engine: Askable, fit: Fit, rows: Sequence[Row], names: Mapping[str, Shown]
) -> list[Country]:
    """Return the countries that rows name, each once; [] where the map is of places."""
    if len(fit.columns) != 1:
        return []
    (column,) = fit.columns
    found = dict.fromkeys(row[column]["value"] for row in rows if column in row)
    values = " ".join(str(NamedNode(iri)) for iri in found)
    codes = {
        row["thing"].value: row["code"].value
        for row in engine.rows(Question(CODES.replace("THINGS", values)))
    }
    return [
        Country(codes[iri], names[iri].text, iri) for iri in found if iri in codes and iri in names
    ]
