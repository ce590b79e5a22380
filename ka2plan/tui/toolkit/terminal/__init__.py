"""The terminal: what goes out on a slow line, what comes in, and the ways in which it can go away."""
