"""Co-editing: merging plans, telling changes in the plan's own terms, and what git needs for it.

``merging.merge_texts`` merges three texts; ``conflicts.read_conflicts`` takes a file with git's markers apart, so that
its clashes can be resolved field by field; ``changes.changes_between`` tells two plans apart; ``repository`` asks git.
"""
