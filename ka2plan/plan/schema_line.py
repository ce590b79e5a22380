"""The first line of a new plan: where editors with TOML support find the schema."""

from __future__ import annotations

from ka2plan.words.messages import _

FILE = "ka2plan.schema.json"
"""What the schema's file is called beside the plans that name it."""


def schema_line() -> str:
    """Names the schema beside the plan, and says how it gets there: no server has it."""
    how = _("`ka2plan manual schema > {file}`, beside this file, lets VS Code and others complete and check keys.")
    return f"#:schema ./{FILE}\n# {how.format(file=FILE)}"
