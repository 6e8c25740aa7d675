"""A SPARQL store elsewhere: answer from it, and load a checked build into it."""
