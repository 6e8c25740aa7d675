"""Adding to the data and changing it: files in normal form, references that follow, all or nothing."""
