"""Dialogs over the main screen: each is a modal screen that answers with a value, or None when left with Escape."""
