"""Turtle files → one dataset: read, infer, build an immutable versioned snapshot, locate a line."""
