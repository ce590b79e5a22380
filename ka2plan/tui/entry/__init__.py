"""Editing one entry field by field: which fields there are, what a typed text means, what can be chosen."""
