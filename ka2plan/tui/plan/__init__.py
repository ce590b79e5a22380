"""The plan view: an outline with the Gantt beside it, in the same rows."""
