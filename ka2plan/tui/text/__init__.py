"""The text of the file: its syntax in colours, and what changed in it since the last save."""
