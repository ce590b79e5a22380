"""Git: questions to a repository, and setting it up for plans."""
