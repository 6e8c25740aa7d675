"""Make a release: a folder with the data in every format, and all that is needed to check and cite it.

The same files, name, date and earlier release give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pcvegraph.graph.publishing import SUMS, manifest, sums_of
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.languages import Bilingual
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.releases import crate, readme
from pcvegraph.releases.citing import as_cff, as_datacite
from pcvegraph.releases.contents import Content, Part, data_parts
from pcvegraph.releases.drafts import new_folder
from pcvegraph.releases.release import MANIFEST, Release, read_release
from pcvegraph.releases.saying import LICENCE_ADDRESS, Particulars, find_particulars
from pcvegraph.releases.since import Since, change_parts, find_since

Progress = Callable[[str], None]
MARKDOWN = "text/markdown; charset=utf-8"
JSON = "application/json"
PLAIN = "text/plain; charset=utf-8"
CITED = Bilingual("How to cite this release", "Comment citer cette version")
DATACITE = Bilingual("Metadata for a DOI (DataCite 4.5)", "Métadonnées pour un DOI (DataCite 4.5)")
LISTED = Bilingual(
    "Name, date and version of the release, with the software and the graphs",
    "Nom, date et version de la publication, avec le logiciel et les graphes",
)
LICENCE = Bilingual("The licence of the data", "La licence des données")


def make_release(
    snapshot: Snapshot,
    root: Root,
    name: str,
    day: date,
    folder: Path,
    previous: Path | None = None,
    progress: Progress = lambda _: None,
) -> Release:
    """Return the release of `snapshot`, which `root` made, written into the new folder `folder`.

    Raises:
        NotNewError: the folder is there.
        NotAReleaseError: `previous` is no release and no file of N-Quads.
        QueryError: a query of the library is wrong.
        OSError: it cannot be written; then nothing is there.
    """
    with new_folder(folder) as draft:
        progress("Comparing with the release before")
        since = find_since(previous, snapshot, root) if previous else None
        said = find_particulars(snapshot.store, name, day, snapshot.version)
        contents: list[Content] = []
        for part in _parts(snapshot, root, said, since, progress):
            _write(draft, part)
            contents.append(Content.of(part))
        for part in _about(said, contents):
            _write(draft, part)
            contents.append(Content.of(part))
        total = sums_of({content.path: content.sha256 for content in contents})
        (draft / SUMS).write_bytes(total)
    return read_release(folder)


def _parts(
    snapshot: Snapshot, root: Root, said: Particulars, since: Since | None, progress: Progress
) -> Iterator[Part]:
    yield from data_parts(Evaluator(snapshot), root, progress)
    yield from change_parts(said, since)
    yield Part("LICENSE", LICENCE, PLAIN, _licence(root))
    yield Part("CITATION.cff", CITED, "application/yaml", as_cff(said))
    yield Part("datacite.json", DATACITE, JSON, as_datacite(said))
    yield Part(MANIFEST, LISTED, JSON, _manifest(snapshot, said, since))


def _about(said: Particulars, contents: list[Content]) -> Iterator[Part]:
    """Yield the files that tell of the others: `contents` has those already written, and grows."""
    told = list(contents)
    for language, name in readme.NAMES.items():
        body = readme.as_readme(said, told, language)
        yield Part(name, readme.TITLE, MARKDOWN, body)
    body = crate.as_crate(said, contents, SUMS)
    yield Part(crate.NAME, Bilingual("RO-Crate", "RO-Crate"), "application/ld+json", body)


def _write(folder: Path, part: Part) -> None:
    path = folder / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(part.body)


def _manifest(snapshot: Snapshot, said: Particulars, since: Since | None) -> bytes:
    before = {"release": since.name or None, "version": since.version} if since else None
    own = {"release": said.name, "date": said.day.isoformat(), "previous": before}
    return json.dumps(own | manifest(snapshot), indent=2).encode() + b"\n"


def _licence(root: Root) -> bytes:
    path = root.path / "data" / "LICENSE"
    if path.is_file():
        return path.read_bytes()
    return f"The data are licensed under CC BY 4.0: {LICENCE_ADDRESS}\n".encode()
