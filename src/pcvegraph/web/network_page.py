"""The page of a network: a form for its choices, what it is, its nodes as a table, its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urljoin

from starlette.responses import Response

from pcvegraph.errors import (
    MissingLibraryError,
    PcvegraphError,
    ProtocolError,
    QueryLimitError,
    QueryRefusedError,
)
from pcvegraph.languages import Bilingual, Language
from pcvegraph.networks.choices import CHOICES, DAY, TRUTH, WORDS
from pcvegraph.networks.extras import installed
from pcvegraph.networks.formats.known import FORMATS, NetworkFormat
from pcvegraph.networks.measures.registry import MEASURES as KNOWN_MEASURES
from pcvegraph.networks.projections import Projection
from pcvegraph.networks.requests import (
    AS_OF,
    MEASURES,
    NetworkRequest,
    read_network_request,
)
from pcvegraph.networks.working import summary_task
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.neighbourhood import FAMILIES
from pcvegraph.querying.questions import Question
from pcvegraph.querying.written import KINDS, NUMBER, PREDICATES, read_value, split
from pcvegraph.vocabulary import local_name, prologue
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, NOT_KEPT
from pcvegraph.web.pages.rendering import page, page_answer
from pcvegraph.web.visits import Visit

VIEW = ("sort", "page", "size", "colour", "year", "node")
"""Parameters of the page that say how the network is looked at, and not what it is."""

ROWS_OF_A_PAGE = 100
LAST_PAGE = 1_000_000
GEPHI_LITE = "https://gephi.org/gephi-lite/?file="
FIRST = ("from", "to", AS_OF, "certain", "kinds", "predicates", "countries", "centre", "steps")
"""The fields that stand first in the form; the others are below them, closed."""

APART = ("language", "positions")
"""Choices of files: the page has its own language, and draws what has places."""

PREDICATES_OF_RELATIONS = Question(
    prologue("pcve")
    + "SELECT DISTINCT ?predicate WHERE { ?predicate pcve:temporality ?temporality }"
)


class Option(NamedTuple):
    """A value that can be chosen: as it is written, and what it is called."""

    value: str
    name: Thing | Bilingual | str
    is_chosen: bool


class Field(NamedTuple):
    """A field of the form: date, number, check, text, select or boxes; options of the last two."""

    name: str
    kind: str
    meaning: Bilingual | None
    value: str
    options: Sequence[Option] = ()


@dataclass(frozen=True)
class Looked:
    """What the page of a network is asked.

    Attributes:
        projection: the network
        request: what of it is wanted
        written: that as the address has it, without what was left empty
        view: how it is looked at, by VIEW
        number: of the page of nodes, the first being 1
    """

    projection: Projection
    request: NetworkRequest
    written: Mapping[str, str]
    view: Mapping[str, str]
    number: int

    @property
    def place(self) -> str:
        """The path of the page."""
        return f"/networks/{self.projection.name}"

    def asked(self, **further: str) -> str:
        """Return the query string of a file, with further parameters; "" where it has none."""
        parameters = {**self.written, **further}
        return "?" + urlencode(parameters, safe=",") if parameters else ""


async def network_page(
    visit: Visit, projection: Projection, written: Mapping[str, str]
) -> Response:
    """Return the page of the network that `written` asks of `projection`.

    What could not be made in the time of a query, or without a library, is said on it.

    Raises:
        ParameterError, ProtocolError: a parameter is wrong.
        QueryError, EngineError: it could not be made for another reason.
    """
    looked = _looked(visit, projection, written)
    trouble: PcvegraphError | None = None
    summary = None
    try:
        summary = await _summary(visit, looked)
    except (MissingLibraryError, QueryLimitError, QueryRefusedError) as error:
        trouble = error
    if isinstance(trouble, MissingLibraryError) and MEASURES in looked.written:
        without = {k: v for k, v in written.items() if k not in (MEASURES, "positions", "sort")}
        summary = await _summary(visit, _looked(visit, projection, without))
    write = partial(_page, looked=looked, summary=summary, trouble=trouble)
    return await visit.in_thread(write)


def _looked(visit: Visit, projection: Projection, written: Mapping[str, str]) -> Looked:
    # A query may have a parameter of such a name itself.
    of_view = [name for name in VIEW if name not in projection.query.parameters]
    view = {name: value for name, value in written.items() if name in of_view and value}
    own = {name: value for name, value in written.items() if name not in of_view}
    request = read_network_request(projection, {"language": visit.language} | own)
    kept = {name: request.written[name] for name in own if name in request.written}
    return Looked(projection, request, kept, view, _number(view.get("page", "1")))


def _number(written: str) -> int:
    if not (written.isdecimal() and 1 <= int(written[:10]) <= LAST_PAGE):
        raise ProtocolError(f"“{written[:100]}” is not the number of a page.", "Begin at page=1.")
    return int(written)


async def _summary(visit: Visit, looked: Looked) -> dict[str, Any]:
    task = summary_task(
        looked.request,
        visit.edition.version,
        sort=looked.view.get("sort", ""),
        skip=(looked.number - 1) * ROWS_OF_A_PAGE,
        most=ROWS_OF_A_PAGE,
    )
    told: dict[str, Any] = json.loads(await visit.edition.run(task, visit.client))
    return told


def _page(
    visit: Visit, looked: Looked, summary: dict[str, Any] | None, trouble: PcvegraphError | None
) -> Response:
    context = _context(visit, looked, summary) | {"summary": summary, "trouble": trouble}
    if trouble:
        # It may be made another time.
        html = page(visit, "network.html", **context)
        headers = NOT_KEPT | {"Content-Type": HTML, "Vary": BY_FORMAT_AND_LANGUAGE}
        return Response(html, headers=headers)
    return page_answer(visit, "network.html", **context)


def _context(visit: Visit, looked: Looked, summary: dict[str, Any] | None) -> dict[str, Any]:
    projection = looked.projection
    fields = _fields(visit, looked)
    return {
        "network": projection,
        "place": looked.place,
        "written": looked.written,
        "files": [(known, _file(visit, looked, known)) for known in FORMATS],
        "first": sorted((each for each in fields if each.name in FIRST), key=_place),
        "further": [field for field in fields if field.name not in (*FIRST, MEASURES)],
        "measures": next(field for field in fields if field.name == MEASURES),
        "view": looked.view,
        "titles": _titles(visit.language),
        "drawn_from": visit.href(
            f"{looked.place}.json" + looked.asked(positions="true", language=visit.language)
        ),
        "can_draw": installed("rustworkx"),
        "gephi_lite": GEPHI_LITE + quote(_gexf(visit, looked), safe=""),
        "share": urljoin(visit.address, _view(visit, looked)),
        "query": visit.link(f"/queries/{projection.query.name}", **looked.request.values),
        "pages": _pages(visit, looked, summary),
        "sorts": _sorts(visit, looked, summary),
        "rank": (looked.number - 1) * ROWS_OF_A_PAGE,
    }


def _file(visit: Visit, looked: Looked, known: NetworkFormat) -> str:
    return f"{visit.href(looked.place)}.{known.extension}{looked.asked()}"


def _gexf(visit: Visit, looked: Looked) -> str:
    """Return the address, as others reach it, of the network with places as GEXF."""
    asked = looked.asked(positions="true", language=visit.language)
    return urljoin(visit.address, visit.href(f"{looked.place}.gexf{asked}"))


def _view(visit: Visit, looked: Looked, **changed: str) -> str:
    """Return the address of the page with its view, some of it `changed`; "" takes away."""
    parameters = {**looked.written, **looked.view, **changed}
    return visit.link(looked.place, **{k: v for k, v in parameters.items() if v})


def _pages(visit: Visit, looked: Looked, summary: dict[str, Any] | None) -> dict[str, str]:
    """Return the addresses of the nodes before ("prev") and after ("next") these."""
    if not summary:
        return {}
    found = {}
    if looked.number > 1:
        before = looked.number - 1
        found["prev"] = _view(visit, looked, page=str(before) if before > 1 else "")
    if looked.number * ROWS_OF_A_PAGE < summary["manifest"]["counts"]["nodes"]:
        found["next"] = _view(visit, looked, page=str(looked.number + 1))
    return found


def _sorts(visit: Visit, looked: Looked, summary: dict[str, Any] | None) -> dict[str, str]:
    """Return for each column that nodes are sorted by the address of the page that does so."""
    if not summary:
        return {}
    names = ["label", *(each["name"] for each in summary["numbers"])]
    return {name: _view(visit, looked, sort=name, page="") for name in names}


def _titles(language: Language) -> dict[str, str]:
    """Return the titles of measures of nodes by the column that holds them."""
    measures = (each for each in KNOWN_MEASURES.values() if each.level == "node")
    return {each.column: each.title.in_language(language) for each in measures}


def _fields(visit: Visit, looked: Looked) -> list[Field]:
    kinds, relations = _terms(visit.edition.asked)
    written = looked.written
    fields = [
        Field(name, _input(parameter.type), parameter.meaning, written.get(name, ""))
        for name, parameter in looked.projection.query.parameters.items()
    ]
    for name, choice in CHOICES.items():
        if name in APART or (name == "weighting" and looked.projection.rows != "shared"):
            continue
        value = written.get(name, "")
        if choice.values is KINDS:
            options = _boxes(name, value, kinds, KINDS)
            fields.append(Field(name, "boxes", choice.meaning, value, options))
        elif choice.values is PREDICATES:
            options = _boxes(name, value, relations, PREDICATES)
            fields.append(Field(name, "boxes", choice.meaning, value, options))
        elif name in WORDS:
            words = [Option(word, word, word == value) for word in WORDS[name]]
            fields.append(Field(name, "select", choice.meaning, value, words))
        else:
            fields.append(Field(name, _kind_of(name), choice.meaning, value))
    fields.append(Field(AS_OF, "date", None, written.get(AS_OF, "")))
    measured = split(written.get(MEASURES, ""))
    offered = [
        Option(each.name, each.title, each.name in measured)
        for each in KNOWN_MEASURES.values()
        if each.level == "node"
    ]
    return [*fields, Field(MEASURES, "boxes", None, written.get(MEASURES, ""), offered)]


def _terms(engine: Askable) -> tuple[list[Thing], list[Thing]]:
    """Return the kinds of things and the predicates of relations that a form offers, with names."""
    rows = engine.rows(PREDICATES_OF_RELATIONS)
    predicates = sorted(row["predicate"].value for row in rows)
    named = name_things(engine, [*FAMILIES, *predicates])
    return named[: len(FAMILIES)], named[len(FAMILIES) :]


def _place(field: Field) -> tuple[bool, int]:
    """Return where a field stands among the first: boxes, which need room, come last."""
    return field.kind == "boxes", FIRST.index(field.name)


def _boxes(name: str, value: str, terms: Iterable[Thing], values: Any) -> list[Option]:
    """Return a box for each of `terms`, and for what else was written."""
    chosen = read_value(name, value, values)
    offered = [Option(local_name(term.iri), term, term.iri in chosen) for term in terms]
    others = sorted(chosen - {term.iri for term in terms})
    return [*offered, *(Option(local_name(iri), local_name(iri), True) for iri in others)]


def _kind_of(name: str) -> str:
    values = CHOICES[name].values
    by_values = ((DAY, "date"), (TRUTH, "check"), (NUMBER, "number"))
    return next((kind for known, kind in by_values if values is known), "text")


def _input(parameter_type: str) -> str:
    return {"date": "date", "number": "number"}.get(parameter_type, "text")
