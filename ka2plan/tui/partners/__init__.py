"""The partners: who they are and what each gets, does and can do."""
