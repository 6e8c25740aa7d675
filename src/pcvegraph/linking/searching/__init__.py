"""Search by what people type."""
