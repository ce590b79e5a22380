"""A matrix of amounts, organisations down and what they do across: money in the budget, days in the effort."""
