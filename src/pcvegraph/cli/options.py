"""The options that several commands share, so that each has one name and one meaning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pcvegraph.errors import ParameterError
from pcvegraph.languages import Language

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="DIR",
        help="Folder with ontology/, data/ttl/ and queries/. Default: the current folder if it is "
        "one, else the data that came with pcvegraph.",
    ),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--language", help="Language of messages and labels. Default: that of LANG."),
]


def language_of(option: Language | None) -> Language:
    """Return the language asked for, else French where the locale is French, else English."""
    if option:
        return option
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "fr" if (locale or "").startswith("fr") else "en"


def values_of(parameters: list[str]) -> dict[str, str]:
    """Return name → value of parameters as `-p NAME=VALUE` gives them; raises ParameterError."""
    values: dict[str, str] = {}
    for given in parameters:
        name, equals, value = given.partition("=")
        if not equals:
            raise ParameterError(f"“{given}” is not NAME=VALUE.", "Write, say, -p body=canada.")
        values[name] = value
    return values
