"""What a text names of the graph, and what of it a person may want to add."""
