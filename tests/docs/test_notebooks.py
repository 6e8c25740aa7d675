"""The notebooks run, and print what they keep; what they draw has words and is small."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

from conftest import REPOSITORY

FOLDER = REPOSITORY / "docs/notebooks"
NOTEBOOKS = [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.ipynb"))]
RENEW = "python docs/notebooks/renew.py"
LARGEST_PICTURE = 120_000
LARGEST_NOTEBOOK = 600_000

# A kept notebook stays true of its own version until a figure of it changes.
VERSION = re.compile(r"of version `[0-9a-f]{12}`")


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    """The command that renews the notebooks."""
    spec = spec_from_file_location("renew", FOLDER / "renew.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def outputs(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def shown(notebook: nbformat.NotebookNode) -> dict[str, list[dict[str, object]]]:
    """Return by cell what it shows, but for the pictures' bytes and the version of the data."""
    return {
        cell.id: [_without_pictures(output) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def _without_pictures(output: nbformat.NotebookNode) -> dict[str, object]:
    said = {
        kind: None if kind.startswith("image/") else VERSION.sub("", str(value))
        for kind, value in output.get("data", {}).items()
    }
    return {**output, "data": said, "text": output.get("text", "")}


@pytest.mark.peers
@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_runs_and_prints_what_it_keeps(
    path: Path, tmp_path: Path, renew: ModuleType
) -> None:
    copy = Path(shutil.copy(path, tmp_path))
    now, kept = shown(renew.execute(copy)), shown(read(path))
    changed = [cell for cell in kept if now[cell] != kept[cell]]
    assert not changed, (
        f"{path.name} shows something else now; look at it, then renew it: {RENEW}\n"
        + "\n".join(f"{cell}:\n  kept {kept[cell]}\n  now  {now[cell]}" for cell in changed)
    )


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_every_cell_ran_and_in_order(path: Path) -> None:
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_pictures_have_words_and_are_small(path: Path) -> None:
    pictures = [out for out in outputs(read(path)) if "image/png" in out.get("data", {})]
    assert pictures
    for picture in pictures:
        assert len(picture.metadata["image/png"]["alt"]) > 20
        assert len(base64.b64decode(picture.data["image/png"])) < LARGEST_PICTURE
    assert path.stat().st_size < LARGEST_NOTEBOOK


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_nothing_of_the_machine_is_kept(path: Path) -> None:
    notebook = read(path)
    assert {output.output_type for output in outputs(notebook)} == {"display_data"}
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert set(notebook.metadata.language_info) == {"name"}
    assert not any(cell.metadata for cell in notebook.cells)
    text = path.read_text()
    assert [name for name in (str(REPOSITORY), str(Path.home()) + "/") if name in text] == []


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_every_link_of_a_notebook_leads_to_a_file(path: Path) -> None:
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_a_cell_that_fails_is_told(tmp_path: Path, renew: ModuleType) -> None:
    broken = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    path = tmp_path / "broken.ipynb"
    nbformat.write(broken, path)
    with pytest.raises(Exception, match="ZeroDivisionError"):
        renew.execute(path)
