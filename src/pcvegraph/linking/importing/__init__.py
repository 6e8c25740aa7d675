"""Rows of others become drafts in our model."""
