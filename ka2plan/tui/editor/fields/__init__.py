"""The fields of an entry: which there are, what they may hold, and what is meant by what somebody types into them."""
