"""The rows of an answer on a timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcvegraph.identifiers import shortened
from pcvegraph.languages import Language, Shown
from pcvegraph.locales import written_period
from pcvegraph.web.pages.answers.reading import Row, Term
from pcvegraph.web.pages.answers.views import Fit
from pcvegraph.web.pages.drawing.timeline import Row as Line
from pcvegraph.web.pages.drawing.timeline import Span, Timeline, draw_timeline

MOST_LINES = 60
UNNAMED = Shown("", "")


def timeline_of(
    fit: Fit, rows: Sequence[Row], names: Mapping[str, Shown], language: Language
) -> Timeline | None:
    """Return the timeline of the first MOST_LINES things that have a start; None where none has.

    Args:
        fit: the columns of what it is called, of its start, and of its end where there is one.
        rows: the rows; those of one thing share a line.
        names: what things are called, by IRI.
        language: that of the page.
    """
    label, start, *ends = fit.columns
    lines: dict[Shown, list[Span]] = {}
    for row in rows:
        first, *lasts = (row.get(name, {}).get("value", "") for name in (start, *ends))
        if not first or label not in row:
            continue
        last = lasts[0] if lasts else ""
        shown = _shown(row[label], names)
        said = f"{shown.text}: {written_period(first, last, language)}"
        lines.setdefault(shown, []).append(Span(first, last or first, "bar", said))
    drawn = list(lines.items())[:MOST_LINES]
    return draw_timeline([Line(UNNAMED, shown, spans) for shown, spans in drawn], MOST_LINES)


def _shown(term: Term, names: Mapping[str, Shown]) -> Shown:
    value = term["value"]
    if term["type"] == "uri":
        return names.get(value, Shown(shortened(value), ""))
    return Shown(value, term.get("xml:lang", ""))
