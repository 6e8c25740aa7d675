"""Datasets of others, read by a mapping file."""
