"""Run the service over the dataset of a folder: `python -m conformance.serving FOLDER PORT`."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings
from pcvegraph.web.editions import open_edition
from pcvegraph.web.serving import listen, run


def main() -> None:
    """Serve until a signal ends it; SIGHUP reads the dataset again."""
    folder, port = sys.argv[1:]
    settings = replace(Settings.from_environment(), port=int(port))
    opening = partial(open_edition, Root(Path(folder)), settings, loader="conformance.loading:load")
    run(opening, settings, listen(settings), lambda _: None)


if __name__ == "__main__":
    main()
