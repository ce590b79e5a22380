"""The balance of the partners: load against what they can do, what could be done about it, who depends on whom."""
