"""What the server draws: shapes and their places, which templates write as SVG."""
