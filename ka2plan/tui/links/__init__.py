"""Who waits for whom, as the view of dependencies shows it."""
