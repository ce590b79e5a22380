"""Milestones and deliverables among the dates of project and call."""
