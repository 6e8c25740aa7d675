"""The log: one line an event on stderr, as text for people or as JSON for programs."""

from __future__ import annotations

import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

from pcvegraph.settings import Settings

REQUEST = ContextVar("request", default="")
"""The id of the request that is answered."""


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class TextLines(logging.Formatter):
    """Writes a record as text, with the id of its request behind it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Return the line; what a request wrote cannot make a second one."""
        message = super().formatMessage(record)
        request = _request_of(record)
        return f"{CONTROL.sub(_escaped, message)} [{request}]" if request else message


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: when, how grave, what, of which request, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if request := _request_of(record):
            line["request"] = request
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line | getattr(record, "facts", {}), ensure_ascii=False)


def _request_of(record: logging.LogRecord) -> str:
    return getattr(record, "request", "") or REQUEST.get()


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def log_to_stderr(settings: Settings) -> None:
    """Send what the service has to say to stderr, a line each, in the form that is set."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else TextLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
