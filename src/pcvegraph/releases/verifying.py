"""Verify a release: that its files are those that were made, and that they agree with each other.

Nothing outside the folder is opened: a link is a fault, and names in SHA256SUMS are only compared.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path

from pcvegraph.errors import NotAReleaseError
from pcvegraph.graph.publishing import SUMS
from pcvegraph.languages import Bilingual
from pcvegraph.releases.agreeing import Fault, find_disagreements
from pcvegraph.releases.release import MANIFEST, Release, read_release
from pcvegraph.settings import Settings

Progress = Callable[[str], None]
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
LARGEST_SUMS_BYTES = 10_000_000

NO_SUMS = Bilingual("is missing: no file can be checked", "manque\u00a0: rien n'est vérifiable")
BAD_LINE = Bilingual(
    "line {line} is not a SHA-256 and a file of the release",
    "la ligne {line} n'est pas une empreinte SHA-256 suivie d'un fichier de la version",
)
MISSING = Bilingual(
    "is missing: SHA256SUMS has it", "manque\u00a0: SHA256SUMS en donne l'empreinte"
)
EXTRA = Bilingual("is no file of this release", "n'est pas un fichier de cette version")
DAMAGED = Bilingual(
    "is damaged: its SHA-256 is another than SHA256SUMS has",
    "est endommagé\u00a0: son empreinte SHA-256 n'est pas celle de SHA256SUMS",
)
NO_NAME = Bilingual(
    "does not say name, date and fingerprint of a release",
    "ne donne pas le nom, la date et l'empreinte d'une version",
)
LINK = Bilingual(
    "is a link; a release has none, and what is behind it was not read",
    "est un lien\u00a0; une version n'en a pas, et sa cible n'a pas été lue",
)
ODD = Bilingual("is neither a file nor a folder", "n'est ni un fichier ni un dossier")
LARGE = Bilingual(
    "is larger than {limit} bytes (PCVEGRAPH_RELEASE_FILE_LIMIT_BYTES) and was not read",
    "dépasse {limit} octets (PCVEGRAPH_RELEASE_FILE_LIMIT_BYTES) et n'a pas été lu",
)
UNREADABLE = Bilingual("cannot be read: {reason}", "ne peut pas être lu\u00a0: {reason}")


def verify(
    folder: Path, settings: Settings, progress: Progress = lambda _: None
) -> tuple[Release | None, list[Fault]]:
    """Return the release that `folder` is, None where its manifest does not say, and its faults.

    Raises:
        NotAReleaseError: it has neither a manifest nor SHA256SUMS.
    """
    if not any((folder / name).is_file() for name in (MANIFEST, SUMS)):
        raise NotAReleaseError(folder, f"it has neither {MANIFEST} nor {SUMS}")
    progress("Checking the sums")
    found: dict[str, Path] = {}
    faults = list(_walk(folder, found))
    sums: dict[str, str] = {}
    if SUMS in found:
        sums, wrong = _read_sums(found[SUMS])
        faults += wrong
    else:
        faults.append(Fault(SUMS, NO_SUMS))
    sound, unsound = _compare(found, sums, settings.release_file_limit_bytes)
    faults += unsound
    release = None
    if MANIFEST in found:
        try:
            release = read_release(folder)
        except NotAReleaseError:
            faults.append(Fault(MANIFEST, NO_NAME))
    if release:
        # What is damaged would only be told a second time.
        faults += find_disagreements(release, sound, progress)
    return release, sorted(set(faults))


def _walk(folder: Path, found: dict[str, Path]) -> Iterator[Fault]:
    """Put the files below `folder` into `found`, by their paths in it; yield what else there is."""
    for place, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            path = Path(place) / name
            shown = path.relative_to(folder).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                yield Fault(shown, LINK)
            elif stat.S_ISREG(mode):
                found[shown] = path
            elif not stat.S_ISDIR(mode):
                yield Fault(shown, ODD)


def _read_sums(path: Path) -> tuple[dict[str, str], list[Fault]]:
    """Return the sums by path, and the lines that are none."""
    if path.stat().st_size > LARGEST_SUMS_BYTES:
        return {}, [Fault(SUMS, LARGE.with_values(limit=str(LARGEST_SUMS_BYTES)))]
    sums: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        match = LINE.fullmatch(line)
        if match and match[2] not in sums and ".." not in match[2].split("/"):
            sums[match[2]] = match[1]
        else:
            faults.append(Fault(SUMS, BAD_LINE.with_values(line=str(number))))
    return sums, faults


def _compare(
    found: Mapping[str, Path], sums: Mapping[str, str], limit: int
) -> tuple[dict[str, Path], list[Fault]]:
    """Return the files that are as they were made, and the faults of the others."""
    sound: dict[str, Path] = {}
    faults = [Fault(name, MISSING) for name in sums.keys() - found.keys()]
    for name, path in found.items():
        fault = None if name == SUMS else _fault_of(path, sums.get(name), limit)
        if fault:
            faults.append(Fault(name, fault))
        else:
            sound[name] = path
    return sound, faults


def _fault_of(path: Path, wanted: str | None, limit: int) -> Bilingual | None:
    if wanted is None:
        return EXTRA
    if path.stat().st_size > limit:
        return LARGE.with_values(limit=str(limit))
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return UNREADABLE.with_values(reason=str(error.strerror))
    return None if digest == wanted else DAMAGED
