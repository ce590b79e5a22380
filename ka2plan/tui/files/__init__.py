"""Files: saving, exporting, recovering, the user's own editor, what others saved meanwhile."""
