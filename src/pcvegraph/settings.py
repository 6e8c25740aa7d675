"""The settings, one row each: name with its unit, default, sentence. Read once from PCVEGRAPH_…."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pcvegraph.errors import PcvegraphError

PREFIX = "PCVEGRAPH_"


def _setting(default: Any, sentence: str) -> Any:
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What can be set from outside. Each is `PCVEGRAPH_` + its name in upper case."""

    public_url: str = _setting(
        "",
        "Address at which people reach the service; links begin with it. Empty: links are relative.",
    )
    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8000, "Port to listen on; 0 takes any free one.")
    cache_dir: str = _setting(
        "",
        "Folder for verdicts and built graphs. Empty: `pcvegraph` in XDG_CACHE_HOME or ~/.cache.",
    )
    file_size_limit_bytes: int = _setting(
        5_000_000, "A Turtle file larger than this is a finding: one file describes one entity."
    )
    query_size_limit_bytes: int = _setting(
        1_000_000, "A query longer than this is refused with status 413."
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings that `environment` makes; raises PcvegraphError for a bad value."""
        values: dict[str, Any] = {}
        for row in fields(cls):
            name = PREFIX + row.name.upper()
            if name in environment:
                values[row.name] = _cast(name, environment[name], type(row.default))
        return cls(**values)

    def cache_folder(self) -> Path:
        """Return the folder that verdicts and built graphs are kept in; it need not exist."""
        if self.cache_dir:
            return Path(self.cache_dir)
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(home) / "pcvegraph"


def _cast(name: str, text: str, kind: type) -> Any:
    try:
        return kind(text)
    except ValueError:
        raise PcvegraphError(
            f"{name}={text!r} is not a whole number.", f"Unset {name} or give it a number."
        ) from None
