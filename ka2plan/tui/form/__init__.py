"""The application form in its own order."""
