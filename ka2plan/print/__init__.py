"""What a plan looks like on paper and to other programs: the timeline, tables, and the same as JSON."""
