"""How a page or a document is cited: as BibTeX, as CSL-JSON, and as a sentence."""

from __future__ import annotations

import json
import re
from typing import NamedTuple
from urllib.parse import quote

from pcvegraph.languages import Language
from pcvegraph.locales import written_date
from pcvegraph.web.pages.strings import word

LICENCE = "CC BY 4.0"
COLLECTION = "pcvegraph"
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What means something to TeX, and how it is written as itself. Letters with accents stay."""

SAFE = "/:?#[]@!$&'()*+,;=%~-._"
"""What stays in an address: all that may stand in one. Braces, which would end a field, may not."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Citation(NamedTuple):
    """What is to be cited. Dates are as precise as known; "" is unknown.

    Attributes:
        key: what it is called in a bibliography: ASCII, without spaces
        title: what it is called
        publisher: who published it
        issued: its date
        address: where it is
        language: of its title
        accessed: the day it was read
        version: of the graph, for a page of it; "" for a document of others
        kind: of CSL: webpage, or dataset
        note: what else is to be said
    """

    key: str
    title: str
    publisher: str
    issued: str
    address: str
    language: str
    accessed: str
    version: str = ""
    kind: str = "webpage"
    note: str = ""

    @property
    def notes(self) -> str:
        """What stands in its note: what else is to be said, and the licence of what is ours."""
        licence = f"Licence: {LICENCE}" if self.is_ours else ""
        return ". ".join(part for part in (self.note, licence) if part)

    @property
    def is_ours(self) -> bool:
        """Whether it is a page of the graph."""
        return bool(self.version)


class CitationFormat(NamedTuple):
    """A format of citations; the first media type is the one it is sent as."""

    name: str
    extension: str
    media_types: tuple[str, ...]


BIBTEX = CitationFormat("bibtex", "bib", ("application/x-bibtex", "text/x-bibtex"))
CSL = CitationFormat("csl-json", "csl.json", ("application/vnd.citationstyles.csl+json",))
CITATION_FORMATS = (BIBTEX, CSL)


def write_citation(citation: Citation, chosen: CitationFormat) -> str:
    """Return the citation in the format `chosen`."""
    return bibtex(citation) if chosen == BIBTEX else csl_json(citation)


def bibtex(citation: Citation) -> str:
    """Return the citation as an entry of BibTeX, in UTF-8."""
    publisher = _written(citation.publisher)
    fields = {
        # A second pair of braces: no words of a name are turned round, and no capital is lost.
        "author": "{" + publisher + "}" if publisher else "",
        "title": "{" + _written(citation.title) + "}",
        "year": citation.issued[:4],
        "month": _month(citation.issued),
        "howpublished": _written(COLLECTION) if citation.is_ours else "",
        "edition": f"version {citation.version}" if citation.is_ours else "",
        "url": quote(citation.address, safe=SAFE),
        "urldate": citation.accessed,
        "note": _written(citation.notes),
    }
    lines = [_field(name, value) for name, value in fields.items() if value]
    return f"@misc{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def _field(name: str, value: str) -> str:
    # The months are macros of BibTeX, so that each style writes them in its own way.
    return f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"


def _written(text: str) -> str:
    """Return `text` on one line, with what means something to TeX written as itself."""
    return "".join(SPECIAL.get(letter, letter) for letter in " ".join(text.split()))


def _month(date: str) -> str:
    number = date[5:7]
    return MONTHS[int(number) - 1] if re.fullmatch("0[1-9]|1[0-2]", number) else ""


def csl_json(citation: Citation) -> str:
    """Return the citation as CSL-JSON: a list of one item."""
    item: dict[str, object] = {
        "id": citation.key,
        "type": citation.kind,
        "title": citation.title,
        "author": [{"literal": citation.publisher}] if citation.publisher else None,
        "issued": _parts(citation.issued),
        "accessed": _parts(citation.accessed),
        "URL": citation.address,
        "language": citation.language,
        "note": citation.notes,
    }
    if citation.is_ours:
        item["container-title"] = COLLECTION
        item["version"] = citation.version
    kept = {key: value for key, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2) + "\n"


def _parts(date: str) -> dict[str, list[list[int]]] | None:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return None
    return {"date-parts": [[int(part) for part in date.split("-")]]}


def sentence(citation: Citation, language: Language) -> str:
    """Return the citation as a sentence, with what is unknown left out."""
    if citation.is_ours:
        return word(
            "cite-page",
            language,
            title=citation.title,
            version=citation.version,
            address=citation.address,
        )
    issued = written_date(citation.issued, language)
    parts = [
        f"{citation.publisher}." if citation.publisher else "",
        word("cite-title", language, title=citation.title.rstrip(".")),
        f"{issued}." if issued else "",
        f"{citation.address}." if citation.address else "",
    ]
    return " ".join(part for part in parts if part)
