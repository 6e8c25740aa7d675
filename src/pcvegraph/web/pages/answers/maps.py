"""The countries or places that the rows of an answer name, for a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcvegraph.languages import Shown
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.questions import question_about
from pcvegraph.vocabulary import prologue
from pcvegraph.web.pages.answers.reading import Row
from pcvegraph.web.pages.answers.views import LATITUDES, Fit
from pcvegraph.web.pages.drawing.world import Country, Spot

CODES = f"""{prologue("pcve")}
SELECT ?thing ?code WHERE {{ VALUES ?thing {{ THINGS }} ?thing pcve:isoCode ?code }}"""


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
    codes = {
        row["thing"].value: row["code"].value for row in engine.rows(question_about(CODES, found))
    }
    return [
        Country(codes[iri], names[iri].text, iri) for iri in found if iri in codes and iri in names
    ]
