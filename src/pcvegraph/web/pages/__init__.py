"""HTML for people: what the pages say, and how it is drawn."""
