"""Formats of networks: each module writes one, straight from the columns, and says what it loses."""
