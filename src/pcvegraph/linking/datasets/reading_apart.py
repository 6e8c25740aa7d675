"""Read a file of others in a process of its own, that can reach nothing and may take so much.

What parses the file may be made to crash, to grow or to run for ever by who wrote it. The process has
the guards of a worker, and hands the rows over as lines of JSON.

    python -m pcvegraph.linking.datasets.reading_apart MAPPING NAME ROWS MEMORY SECONDS PARENT < FILE
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pcvegraph.errors import DatasetError, PcvegraphError, retold
from pcvegraph.linking.datasets.mapping import DatasetMapping, find_mapping
from pcvegraph.linking.datasets.reading import (
    Row,
    Value,
    is_rdf,
    no_rows,
    read_records,
    read_rows,
    records_of,
)
from pcvegraph.linking.matching.records import Record
from pcvegraph.querying.engines.guards import take_away
from pcvegraph.settings import Settings

IN_PARTS = "Cut the file into parts."


def read_records_guarded(path: Path, mapping: str, settings: Settings) -> Iterator[Record]:
    """Yield the records of `path` by the mapping that is named; RDF is read apart.

    Tables and JSON are read here, as they come: what is in them cannot take more than its length.

    Raises:
        DatasetError: as `read_records`, or as `read_apart`.
    """
    chosen = find_mapping(mapping)
    if not is_rdf(path.name):
        return read_records(path, chosen)
    return records_of(read_apart(path, mapping, settings, most_rows=sys.maxsize), chosen, path.name)


def read_apart(
    path: Path, mapping: str, settings: Settings, *, most_rows: int
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of `path` with their numbers, read by the mapping that is named.

    Only the columns that the mapping names are in them.

    Raises:
        DatasetError: as `read_rows`; or the file is too large, has too many rows, or takes more
            memory or time to read than it may.
    """
    _check_size(path, settings.import_size_limit_bytes)
    memory, seconds = settings.query_memory_limit_bytes, settings.query_time_limit_seconds
    limits = map(str, (most_rows, memory, seconds, os.getpid()))
    command = [sys.executable, "-m", __name__, mapping, path.name, *limits]
    with path.open("rb") as file, _started(command, file.fileno()) as process:
        assert process.stdout is not None, "it is a pipe"
        number = 0
        try:
            for line in process.stdout:
                number, row = _unpacked(line)
                yield number, row
        except BaseException:
            # Whoever reads has had enough.
            process.kill()
            raise
        _check_end(process.wait(), path.name, settings)
    if not number:
        raise no_rows(path.name)


def _started(command: list[str], file: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _check_size(path: Path, most: int) -> None:
    if not path.is_file():
        raise DatasetError(f"{path} is no file.", "Name a table or a file of RDF.")
    if (size := path.stat().st_size) > most:
        raise DatasetError(
            f"{path.name} has {size} bytes; an import may have {most}.",
            f"{IN_PARTS} PCVEGRAPH_IMPORT_SIZE_LIMIT_BYTES sets the limit.",
        )


def _unpacked(line: bytes) -> tuple[int, Row]:
    told = json.loads(line)
    if "error" in told:
        raise retold(*told["error"])
    row = {column: [Value(*each) for each in values] for column, values in told["row"].items()}
    return told["number"], row


def _check_end(status: int, name: str, settings: Settings) -> None:
    if status == -signal.SIGPROF:
        limit = settings.query_time_limit_seconds
        raise DatasetError(
            f"{name} takes longer than {limit:g} seconds to read.",
            f"{IN_PARTS} PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS sets the limit.",
        )
    if status:
        raise _too_much(name, settings.query_memory_limit_bytes)


def _too_much(name: str, memory: int) -> DatasetError:
    return DatasetError(
        f"{name} cannot be read with {memory} bytes of memory: something in it grows without end, "
        "or is nested too deep.",
        f"{IN_PARTS} PCVEGRAPH_QUERY_MEMORY_LIMIT_BYTES sets the limit.",
    )


def main(arguments: list[str]) -> None:
    """Read, as the module says."""
    name, file_name, rows, memory, seconds, parent = arguments
    try:
        mapping = find_mapping(name)
        take_away(int(memory), int(parent))
        # Time that it computes, and not that it waits for who reads it.
        signal.setitimer(signal.ITIMER_PROF, float(seconds))
        _hand_over(file_name, mapping, int(rows))
    except MemoryError:
        _tell_error(_too_much(file_name, int(memory)))
    except PcvegraphError as error:
        _tell_error(error)
    sys.stdout.flush()


def _hand_over(file_name: str, mapping: DatasetMapping, most_rows: int) -> None:
    for count, (number, row) in enumerate(read_rows(sys.stdin.buffer, file_name, mapping)):
        if count == most_rows:
            raise DatasetError(f"{file_name} has more than {most_rows} rows.", IN_PARTS)
        known = {column: values for column, values in row.items() if column in mapping.columns}
        sys.stdout.write(json.dumps({"number": number, "row": known}) + "\n")


def _tell_error(error: PcvegraphError) -> None:
    told = (type(error).__name__, str(error), error.remedy)
    sys.stdout.write(json.dumps({"error": told}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
