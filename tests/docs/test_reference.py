"""The reference is what its maker writes of the commands, settings, addresses, terms and questions."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from conftest import REPOSITORY

FOLDER = REPOSITORY / "docs/reference"
RENEW = "python docs/reference/make.py"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """The command that writes the reference."""
    spec = spec_from_file_location("make_reference", FOLDER / "make.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_of_the_reference_is_what_is_so(make: ModuleType):
    written = make.pages()
    assert sorted(written) == sorted(path.name for path in FOLDER.glob("*.md"))
    for name, text in written.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name} is old: {RENEW}"


def test_every_command_and_every_option_has_its_sentence(make: ModuleType):
    rows = [line for line in make.pages()["commands.md"].splitlines() if line.startswith("| `")]
    assert len(rows) > 50
    assert [row for row in rows if row.endswith("|  |")] == []
