"""What keys do in dialogs, all of it in the order of help."""

from __future__ import annotations

from ka2plan.tui.app import help_keys
from ka2plan.tui.app.answers import ANSWERS
from ka2plan.tui.dependencies import slip_keys
from ka2plan.tui.editor.amounts import spread_keys
from ka2plan.tui.toolkit import dialog_keys
from ka2plan.tui.workload import proposal_keys

DIALOG_ACTIONS = (
    *dialog_keys.ACTIONS,
    *ANSWERS,
    *slip_keys.ACTIONS,
    *spread_keys.ACTIONS,
    *proposal_keys.ACTIONS,
    *help_keys.ACTIONS,
)
