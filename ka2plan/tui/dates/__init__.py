"""What has a date: milestones, deliverables, and the dates of project and call."""
