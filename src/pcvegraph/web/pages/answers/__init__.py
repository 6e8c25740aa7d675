"""An answer as people see it: its rows, the views that fit them, the code that asks, how to cite it."""
