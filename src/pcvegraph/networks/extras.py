"""Libraries that not every installation has: imported late, asked for in words."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pcvegraph.errors import MissingLibraryError


def required(module: str, purpose: str) -> Any:
    """Return `module`, which belongs to the extra `networks`.

    Raises:
        MissingLibraryError: it is not installed; the message begins with the `purpose` of it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingLibraryError(purpose, str(error.name), "networks") from None
    except OSError:
        # A worker may open no file: what is installed was loaded before it was forked.
        raise MissingLibraryError(purpose, module, "networks") from None


def installed(*modules: str) -> bool:
    """Return whether each of these top-level modules can be imported."""
    try:
        return all(find_spec(module) for module in modules)
    except OSError:
        return False
