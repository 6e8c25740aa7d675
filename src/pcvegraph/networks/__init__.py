"""Networks: what the graph says of actors and what they share, as nodes and edges to analyse."""
