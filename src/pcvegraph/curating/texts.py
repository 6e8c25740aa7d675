"""Read the text of a document: plain text, HTML, PDF. Nothing is fetched."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from pcvegraph.errors import TextError
from pcvegraph.languages import Bilingual
from pcvegraph.settings import Settings

SUFFIXES = (".txt", ".html", ".htm", ".pdf")
DROPPED = frozenset({"script", "style", "nav", "template", "noscript", "svg", "head"})
BLOCKS = frozenset(
    """address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main ol option p pre section summary table td th tr ul""".split()  # noqa: SIM905
)
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
HEAD = 2048
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

NO_KIND = Bilingual(
    "{name} is no text that can be read here.", "{name} n'est pas un texte qui se lit ici."
)
GIVE = Bilingual(
    "Give a file that ends in .txt, .html, .htm or .pdf.",
    "Donnez un fichier qui se termine par .txt, .html, .htm ou .pdf.",
)
TOO_LARGE = Bilingual(
    "{name} has {size} bytes; {limit} is the most.",
    "{name} compte {size} octets; le maximum est de {limit}.",
)
SET_LIMIT = Bilingual(
    "Take the part that matters, or set PCVEGRAPH_IMPORT_SIZE_LIMIT_BYTES.",
    "Prenez la partie utile, ou réglez PCVEGRAPH_IMPORT_SIZE_LIMIT_BYTES.",
)
BINARY = Bilingual(
    "{name} is no text: it has null bytes.",
    "{name} n'est pas un texte\u00a0: il contient des octets nuls.",
)
SAVE = Bilingual(
    "Save the document as text and give that.",
    "Enregistrez le document comme texte et donnez celui-ci.",
)
ENCODING = Bilingual(
    "{name} is not in {encoding}: byte {place} does not fit.",
    "{name} n'est pas en {encoding}\u00a0: l'octet {place} n'y convient pas.",
)
CONVERT = Bilingual(
    "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW",
    "Convertissez-le, par exemple\u00a0: iconv -f WINDOWS-1252 -t UTF-8 ANCIEN > NOUVEAU",
)
EMPTY = Bilingual("{name} has no text in it.", "{name} ne contient aucun texte.")
FILL = Bilingual("Copy the text of the document into it.", "Copiez-y le texte du document.")
SCANNED = Bilingual(
    "{name} has no text: its pages are pictures.",
    "{name} ne contient pas de texte\u00a0: ses pages sont des images.",
)
RECOGNISE = Bilingual(
    "Have its text recognised first, for example with OCRmyPDF, or save the words as .txt.",
    "Faites d'abord reconnaître le texte, par exemple avec OCRmyPDF, ou enregistrez les mots en .txt.",
)
BROKEN = Bilingual("{name} is no PDF that can be read.", "{name} n'est pas un PDF lisible.")
AGAIN = Bilingual(
    "Look whether it opens without a password, or save it again, or as .txt.",
    "Voyez s'il s'ouvre sans mot de passe, ou enregistrez-le à nouveau, ou en .txt.",
)


def read_text(path: Path, settings: Settings) -> str:
    """Return the text of a document.

    Raises:
        TextError: it is of another kind, too large, not in its encoding, broken, or has no text.
        OSError: it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise TextError(_about(NO_KIND, path), GIVE)
    size, limit = path.stat().st_size, settings.import_size_limit_bytes
    if size > limit:
        told = {"size": str(size), "limit": str(limit)}
        raise TextError(_about(TOO_LARGE, path).with_values(**told), SET_LIMIT)
    content = path.read_bytes()
    if suffix == ".pdf":
        return _pdf_text(path, content)
    text = _decoded(path, content, is_html=suffix != ".txt")
    text = text if suffix == ".txt" else html_text(text)
    if not text.strip():
        raise TextError(_about(EMPTY, path), FILL, is_no=True)
    return text


def html_text(page: str) -> str:
    """Return the text of an HTML page: blocks are lines; scripts, styles and navigation are not read."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    lines = (re.sub(r"[ \t\r\n\f]+", " ", line).strip() for line in reader.lines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class _Page(HTMLParser):
    """Gathers the text of a page, a list of pieces for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is not read."""
        del attrs
        if tag in DROPPED:
            self._dropped.append(tag)
        elif tag == "body":
            self._dropped.clear()  # some pages never close their head
        elif tag in BLOCKS:
            self._blocks.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line: what is empty has nothing that is not read."""
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what is not read."""
        if tag in self._dropped:
            del self._dropped[self._dropped.index(tag) :]
        elif tag in BLOCKS:
            self._blocks.append([])

    def handle_data(self, data: str) -> None:
        """Take what is read."""
        if not self._dropped:
            self._blocks[-1].append(data)

    def lines(self) -> list[str]:
        """Return the blocks that have been read."""
        return ["".join(block) for block in self._blocks]


def _pdf_text(path: Path, content: bytes) -> str:
    # pypdf takes a tenth of a second to import, which other texts must not pay.
    from pypdf import PdfReader  # noqa: PLC0415

    # It tells of each oddity of a file in the log; what cannot be read raises.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        text = "\n\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    except Exception:  # noqa: BLE001 - a broken file raises whatever its bytes lead to
        raise TextError(_about(BROKEN, path), AGAIN, is_no=True) from None
    if not text.strip():
        raise TextError(_about(SCANNED, path), RECOGNISE, is_no=True)
    return text


def _decoded(path: Path, content: bytes, *, is_html: bool) -> str:
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    if not encoding and b"\0" in content:
        raise TextError(_about(BINARY, path), SAVE)
    declared = CHARSET.search(content[:HEAD]) if is_html else None
    encoding = encoding or (declared.group(1).decode() if declared else "utf-8")
    try:
        return content.decode(encoding)
    except LookupError:
        return content.decode(errors="replace")
    except UnicodeDecodeError as error:
        words = _about(ENCODING, path).with_values(
            encoding=encoding.upper(), place=str(error.start + 1)
        )
        raise TextError(words, CONVERT) from None


def _about(message: Bilingual, path: Path) -> Bilingual:
    return message.with_values(name=str(path))
