"""The types of value in a plan file: what each reads, understands of what people type, and writes."""
