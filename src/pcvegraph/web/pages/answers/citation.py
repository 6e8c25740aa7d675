r"""How to cite an answer: what was asked, of which version, and a checksum of its rows.

The checksum is the SHA-256 of the lines of the answer in TSV (of a graph: in N-Triples), in the order
of their bytes, each with a line feed at its end. Whoever has the answer has it, too:

    curl … --header 'Accept: text/tab-separated-values' … | LC_ALL=C sort | sha256sum
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from pcvegraph.languages import Bilingual, Language
from pcvegraph.web.pages import citing

SHORT = 12  # hex digits that tell a version or an answer apart for a reader
LARGEST_BYTES = 5_000_000
"""An answer that is larger has its checksum computed by whoever has it."""

HEX_DIGITS = 64


class Comparison(Enum):
    """How an answer compares with one that was cited."""

    SAME = "same"
    SAME_ROWS = "same-rows"  # of another version of the graph
    OTHER_ROWS = "other-rows"  # of the same version: it is not the same query, or differs each time
    CHANGED = "changed"  # rows and version
    UNKNOWN = "unknown"  # what is cited is no checksum, or this answer has none


class Citation(NamedTuple):
    """An answer as it is cited: the question in words, and what finds it again.

    `query` is what was asked; `address` asks it again, and compares.
    """

    title: Bilingual
    query: str
    version: str
    day: date
    checksum: str
    address: str

    def text(self, language: Language) -> str:
        """Return the citation in a sentence."""
        return TEXT.with_values(
            title=self.title.in_language(language),
            version=self.version[:SHORT],
            checksum=self.checksum,
            day=self.day.isoformat(),
            address=self.address,
        ).in_language(language)

    def bibtex(self) -> str:
        """Return the citation for BibTeX."""
        return citing.bibtex(self._as_cited())

    def csl(self) -> str:
        """Return the citation as CSL-JSON."""
        return citing.csl_json(self._as_cited())

    def _as_cited(self) -> citing.Citation:
        day = self.day.isoformat()
        return citing.Citation(
            key=f"{citing.COLLECTION}-{self.checksum[:SHORT]}",
            title=f"{citing.COLLECTION}: {self.title.en}",
            publisher=citing.COLLECTION,
            issued=day,
            address=self.address,
            language="en",
            accessed=day,
            version=self.version,
            kind="dataset",
            note=f"SHA-256 of the rows: {self.checksum}",
        )


TEXT = Bilingual(
    "pcvegraph, “{title}”, version {version} of the data, answer of {day}, SHA-256 of the rows "
    "{checksum}, {address}. Licence: CC BY 4.0.",
    "pcvegraph, «\u00a0{title}\u00a0», version {version} des données, réponse du {day}, SHA-256 "
    "des lignes {checksum}, {address}. Licence\u00a0: CC BY 4.0.",
)


def checksum_of(body: bytes) -> str:
    """Return the checksum of an answer in TSV or N-Triples; "" where it is too large to take it here."""
    if len(body) > LARGEST_BYTES:
        return ""
    lines = sorted(body.removesuffix(b"\n").split(b"\n"))
    return sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def compared(cited: str, cited_version: str, checksum: str, version: str) -> Comparison:
    """Return how the answer with `checksum` from `version` compares with one that was cited."""
    if not checksum or len(cited) != HEX_DIGITS:
        return Comparison.UNKNOWN
    if cited == checksum:
        is_same = version == cited_version or not cited_version
        return Comparison.SAME if is_same else Comparison.SAME_ROWS
    return Comparison.OTHER_ROWS if version == cited_version else Comparison.CHANGED
