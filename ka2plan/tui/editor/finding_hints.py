"""What to do about a finding, in the editor's terms: fields and keys where ``check`` names what stands in the file."""

from __future__ import annotations

import re
from collections.abc import Callable

from ka2plan.findings import Finding
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.words.messages import _

OF_THE_FILE = "SYN"
"""How the codes of what is wrong about the file itself begin: there a key is meant as it is written."""

_NAMED = re.compile(r"`(\w+)`")

_LABELS = {key.name: key.label for keys in (*(kind.keys for kind in KINDS), PROJECT_KEYS) for key in keys}

KEYS = {
    "add": "entry.add-any",
    "budget": "view.budget",
    "form": "view.form",
    "project": "project.open",
    "text": "view.text",
    "what_if": "move.what-if",
    "workload": "view.workload",
}
"""What sentences call a key -> the command that has it."""


def hint_of(finding: Finding, key_of: Callable[[str], str]) -> str:
    """The next step as the editor says it; ``key_of`` gives the key of a command."""
    from ka2plan.rules.rules import all_rules

    own = all_rules()[finding.code].in_editor
    words = own.hint_of_table if len(finding.where) == 1 and own.hint_of_table else own.hint
    if finding.code.startswith(OF_THE_FILE) and not words:
        return finding.hint
    if not words or (own.for_commands_only and "`ka2plan" not in finding.hint):
        return _NAMED.sub(lambda found: _in_words(found[1]), finding.hint)
    said = _(words)
    keys = {word: key_of(command) for word, command in KEYS.items() if f"{{{word}}}" in said}
    names = {"id": finding.where[min(1, len(finding.where) - 1)], "last": finding.where[-1]} if finding.where else {}
    return said.format(**keys, **names)


def _in_words(key: str) -> str:
    """The name of a field in place of its key; anything else stays as it is written."""
    return f"“{_(_LABELS[key])}”" if key in _LABELS else f"`{key}`"
