"""Reconciliation: the questions of the Reconciliation Service API, 0.2 and 1.0 (draft), answered."""
