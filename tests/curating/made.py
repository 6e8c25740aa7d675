"""Small changes of small roots, for the tests of who adds and changes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from pcvegraph.cli.application import application
from pcvegraph.curating.additions import Addition
from pcvegraph.curating.present import Present
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

SOURCE = "river-office-report"


def present(root: Root) -> Present:
    return Present(root, Settings())


def write(root: Root, addition: Addition) -> None:
    """Write a change as it is, without judging it."""
    for path, content in addition.changes.items():
        place = root.path / path
        if content is None:
            place.unlink()
        else:
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content)


def files(root: Root) -> dict[str, bytes]:
    """Return all data files by path."""
    return {
        root.name(path): path.read_bytes() for path in sorted((root.path / "data").rglob("*.*"))
    }


class Done(NamedTuple):
    """A finished command."""

    returncode: int
    stdout: str
    stderr: str


def run(root: Root, *arguments: str) -> Done:
    """Run a command of pcvegraph on a root as a script does: nobody can be asked."""
    done = CliRunner().invoke(application, [*arguments, "--root", str(root.path)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def text(root: Root, path: str) -> str:
    return Path(root.data / path).read_text()
