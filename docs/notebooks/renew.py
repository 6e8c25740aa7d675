"""Run the notebooks of this folder again and keep what they print and draw.

python docs/notebooks/renew.py
"""  # noqa: INP001 - a command, in no package

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
SECONDS = 600


def execute(path: Path) -> nbformat.NotebookNode:
    """Return the notebook of `path` as it is after all its cells ran in its folder.

    Nothing of the machine is kept: no times, no version of Python.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=SECONDS, record_timing=False, resources=folder).execute()
    notebook.metadata.language_info = {"name": "python"}
    return notebook


def main() -> None:
    """Renew every notebook in its place."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(execute(path), path)


if __name__ == "__main__":
    main()
