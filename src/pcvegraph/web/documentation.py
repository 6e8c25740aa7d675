"""/docs: the documentation, as it stands in docs/ beside the software.

`name.md` is English, `name.fr.md` the same in French. A page that has no French is shown in English,
and says so.
"""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from posixpath import join, normpath

from markupsafe import Markup
from starlette.responses import Response

import pcvegraph
from pcvegraph.languages import Language
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, answered
from pcvegraph.web.pages.documents import read_document
from pcvegraph.web.pages.rendering import page
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

HERE = "/docs"
FIRST = "README"
PACKAGE = Path(pcvegraph.__file__).parent
# Installed, the documentation came inside the package; in a checkout it stands two folders above.
FOLDER = next((f for f in (PACKAGE / "docs", PACKAGE.parents[1] / "docs") if f.is_dir()), PACKAGE)
ENDINGS = (".md", ".png", ".ipynb", ".conf", ".service")
FILES = {
    path.relative_to(FOLDER).as_posix(): path
    for path in sorted(FOLDER.rglob("*"))
    if path.suffix in ENDINGS and path.is_file()
}
"""The files that there are: no name from outside becomes a path."""


def documentation(visit: Visit) -> Response:
    """Return the page or file of the documentation that the address names.

    Raises:
        HttpProblem: there is none (404).
    """
    name = visit.request.path_params.get("name", "") or FIRST
    if name in FILES and not name.endswith(".md"):
        return _file(visit, name)
    path, language = _find(name, visit.language)
    text = FILES[path].read_text(encoding="utf-8")
    document = read_document(text, lambda link: _lead(visit, path, link))
    html = page(
        visit,
        "document.html",
        document=document,
        body=Markup(document.html),  # noqa: S704 - of our own files, in which HTML is shown as text
        spoken=language,
        is_first=name == FIRST,
    )
    representation = f"html-{visit.language}-{sha256(text.encode()).hexdigest()[:16]}"
    return answered(visit, html, HTML, representation, vary=BY_FORMAT_AND_LANGUAGE)


def _find(name: str, language: Language) -> tuple[str, Language]:
    """Return the file of a page, and the language that it is in."""
    if language == "fr" and f"{name}.fr.md" in FILES:
        return f"{name}.fr.md", "fr"
    if f"{name}.md" in FILES and not name.endswith(".fr"):
        return f"{name}.md", "en"
    raise HttpProblem(
        HTTPStatus.NOT_FOUND,
        f"The documentation has no page called {name}.",
        f"Begin at {HERE}, which lists them all.",
    )


def _lead(visit: Visit, path: str, link: str) -> str | None:
    """Return the address here of what a page at `path` links to; None where it is not here."""
    if "://" in link or link.startswith(("#", "mailto:")):
        return link
    place, hash_, fragment = link.partition("#")
    target = normpath(join(path.rpartition("/")[0], place))
    if target not in FILES:
        return None
    if not target.endswith(".md"):
        return visit.href(f"{HERE}/{target}")
    name = target.removesuffix(".md").removesuffix(".fr")
    address = HERE if name == FIRST else f"{HERE}/{name}"
    language = {"lang": "fr"} if target.endswith(".fr.md") and visit.language != "fr" else {}
    return visit.link(address, **language) + hash_ + fragment


def _file(visit: Visit, name: str) -> Response:
    body = FILES[name].read_bytes()
    media_type = guess_type(name)[0] or "text/plain; charset=utf-8"
    representation = f"file-{sha256(body).hexdigest()[:16]}"
    return answered(visit, body, media_type, representation, vary="")
