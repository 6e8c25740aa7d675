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
    import_size_limit_bytes: int = _setting(
        100_000_000, "A file that is larger is not imported: see docs/importing.md."
    )
    release_file_limit_bytes: int = _setting(
        1_000_000_000, "`verify` does not read a file of a release that is larger; it is a fault."
    )
    query_size_limit_bytes: int = _setting(
        1_000_000, "A query longer than this is refused with status 413."
    )

    request_time_limit_seconds: float = _setting(
        30.0,
        "A request that has not come whole after this long is answered with status 408. An answer that "
        "its client does not take is dropped.",
    )
    query_time_limit_seconds: float = _setting(
        30.0, "A query that takes longer is ended, and answered with status 504."
    )
    query_memory_limit_bytes: int = _setting(
        1_000_000_000,
        "A query that needs more memory is ended, and answered with status 507. A worker may have "
        "this much beside the graph, which the workers share.",
    )
    answer_size_limit_bytes: int = _setting(
        100_000_000, "An answer that is larger is not sent: status 507."
    )
    workers: int = _setting(
        0, "How many queries run at the same time. 0: one for each core, and at least two."
    )
    queries_per_address: int = _setting(
        0,
        "How many queries of one address (IPv6: of one /64 network) run at the same time; more wait. "
        "0: one less than there are workers.",
    )
    queue_length: int = _setting(
        64,
        "How many queries may wait for a worker, and half as many of one address. More are answered "
        "with status 503, or 429 where it is the address that has too many.",
    )
    queue_time_limit_seconds: float = _setting(
        30.0, "A query that has waited so long for a worker is answered with status 503."
    )
    jobs: int = _setting(
        2, "How many networks that take long are made at the same time, as jobs; more are refused."
    )
    job_time_limit_seconds: float = _setting(600.0, "A job that runs longer is ended.")
    job_life_seconds: float = _setting(3600.0, "How long the result of a job is kept.")
    job_disk_bytes: int = _setting(
        500_000_000, "How much the results of jobs may take on disk; the oldest go first."
    )
    cache_size_bytes: int = _setting(
        128_000_000, "How much memory finished answers may take. 0 keeps none."
    )
    cache_control: str = _setting(
        "public, max-age=0, must-revalidate",
        "The Cache-Control of answers that change only with the version of the graph.",
    )
    releases_open: int = _setting(
        3,
        "How many releases answer at the same time, each with workers of its own; see docs/versions.md.",
    )
    release_idle_seconds: float = _setting(
        600.0, "The workers of a release that nobody has asked for so long are let go."
    )
    release_workers: int = _setting(1, "How many queries of one release run at the same time.")
    release_cache_size_bytes: int = _setting(
        16_000_000, "How much memory finished answers of one release may take."
    )
    release_cache_control: str = _setting(
        "public, max-age=86400, immutable",
        "The Cache-Control of answers from a release: they stay, unless a name is taken out.",
    )
    store_url: str = _setting(
        "",
        "Address of a SPARQL endpoint that holds the graph (see docs/scale.md): answer from it. Empty: "
        "answer from workers here.",
    )
    store_username: str = _setting("", "Name that the store knows this service by.")
    store_password: str = _setting("", "Its password.")
    log_format: str = _setting("text", "Form of the log on stderr: text or json, a line an event.")
    log_requests: bool = _setting(
        False, "Whether each request is logged. Problems, kills and new versions always are."
    )
    metrics_public: bool = _setting(
        False, "Whether /metrics answers to others than this machine itself."
    )
    trusted_proxies: str = _setting(
        "127.0.0.1,::1",
        "Addresses of reverse proxies, by commas: what they say in X-Forwarded-For and -Proto counts.",
    )
    shutdown_seconds: float = _setting(
        30.0, "How long running answers may still take when the service is told to end."
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

    def environment(self) -> dict[str, str]:
        """Return the environment that `from_environment` makes these settings of."""
        return {PREFIX + row.name.upper(): str(getattr(self, row.name)) for row in fields(self)}

    def cache_folder(self) -> Path:
        """Return the folder that verdicts and built graphs are kept in; it need not exist."""
        if self.cache_dir:
            return Path(self.cache_dir)
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(home) / "pcvegraph"


def _cast(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        return _bool(name, text)
    try:
        return kind(text)
    except ValueError:
        raise PcvegraphError(
            f"{name}={text!r} is not a {'whole ' * (kind is int)}number.",
            f"Unset {name} or give it a number.",
        ) from None


def _bool(name: str, text: str) -> bool:
    if text.lower() in ("true", "1", "yes"):
        return True
    if text.lower() in ("false", "0", "no", ""):
        return False
    raise PcvegraphError(f"{name}={text!r} is neither true nor false.", "Set it to true or false.")
