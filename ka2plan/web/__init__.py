"""The editor in a browser: who may come in, the page, and one editor for each page; the only package with a server."""
