"""HTML for people: one environment of templates, in both languages."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import Response

from pcvegraph import __version__
from pcvegraph.languages import LANGUAGES, Language
from pcvegraph.locales import written_date, written_number
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.wording import qualifications
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, answered
from pcvegraph.web.pages.drawing.world import draw_world
from pcvegraph.web.pages.naming import Naming
from pcvegraph.web.pages.strings import word
from pcvegraph.web.visits import Visit

TEMPLATES = Environment(
    loader=PackageLoader("pcvegraph.web"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(visit: Visit, template: str, **context: Any) -> str:
    """Return the HTML of `template` in the visit's language."""
    language = visit.language
    other: Language = next(one for one in LANGUAGES if one != language)
    release = visit.edition.release
    return TEMPLATES.get_template(template).render(
        language=language,
        other_language=other,
        other_address=visit.in_language(other),
        word=partial(word, language=language),
        name=partial(Thing.shown, language=language),
        linked=Naming(visit).linked,
        date=partial(written_date, language=language),
        number=partial(written_number, language=language),
        qualifications=partial(qualifications, language=language),
        drawn_world=partial(draw_world, language=language),
        href=visit.href,
        link=visit.link,
        version=visit.edition.version,
        release=release,
        is_reduced=release is not None and release.version != visit.edition.version,
        current_address=visit.own_address,
        software=__version__,
        **context,
    )


def page_answer(visit: Visit, template: str, **context: Any) -> Response:
    """Return the page as an answer."""
    # A page may list the library, which is no part of the graph's version.
    representation = f"html-{visit.language}-{visit.edition.library_version}"
    html = page(visit, template, **context)
    return answered(visit, html, HTML, representation, vary=BY_FORMAT_AND_LANGUAGE)
