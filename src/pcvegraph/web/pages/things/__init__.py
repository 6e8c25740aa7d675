"""What the page of a thing shows, as values: one module for each thing it has to say."""
