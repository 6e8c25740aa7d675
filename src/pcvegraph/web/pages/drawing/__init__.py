"""Pictures that the server draws, as values: templates write them as SVG."""
