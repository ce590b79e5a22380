"""Who waits for whom, and what a slip would lead to."""
