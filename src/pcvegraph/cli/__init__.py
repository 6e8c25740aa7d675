"""The command line: each command is a few lines over a function of the layers below.

Results go to stdout, messages to stderr. Exit code 0: fine; 1: findings, or the answer is no; 2: wrong
use.
"""

from __future__ import annotations

import os
import sys

from pcvegraph.cli.application import application
from pcvegraph.cli.messages import complain
from pcvegraph.errors import GraphRefusedError, PcvegraphError, UnknownIdentifierError

ACCESS = "Look whether the place exists and may be read or written by you."
NO = (GraphRefusedError, UnknownIdentifierError)


def main() -> None:
    """Run the command line; every error of ours becomes a sentence, a remedy and an exit code."""
    try:
        application(standalone_mode=True)
    except PcvegraphError as error:
        complain(error)
        sys.exit(1 if isinstance(error, NO) else 2)
    except BrokenPipeError:
        # The reader of a pipe has seen enough: point stdout elsewhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        complain(PcvegraphError(f"{error.strerror or error}{place}.", ACCESS))
        sys.exit(2)
