"""The application: which views and commands there are, and running them."""
