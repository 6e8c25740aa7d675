"""`python -m pcvegraph` is `pcvegraph`."""

from pcvegraph.cli import main

main()
