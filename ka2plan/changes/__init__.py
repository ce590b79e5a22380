"""Changes between two plans, in the plan's own terms: what differs, what it leads to, what needs an amendment."""
