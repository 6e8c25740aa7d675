"""Ask the graph: the library of queries, the engine, the formats of answers, descriptions."""
