"""The findings: what is wrong, where, and what can be done about it."""
