"""What ka2plan has to do with git: questions to a repository, its history, and setting it up for plans."""
