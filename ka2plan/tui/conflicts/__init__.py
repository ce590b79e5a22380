"""Conflicts: what two people set differently, and the choice between them."""
