"""The file itself: what its reader reports before any other rule is asked, and what mends it."""

from __future__ import annotations

from ka2plan.rules.file_remedies import (
    date_as_text,
    id_in_other_case,
    missing_format,
    misspelt_key,
    other_case,
    quoted_id,
    unseen,
    wrong_type,
)
from ka2plan.rules.remedies import take_out
from ka2plan.rules.rule import ERROR, WARNING, InEditor, Rule
from ka2plan.words.messages import N_

FILE_RULES: tuple[Rule, ...] = (
    Rule("SYN101", ERROR, None),
    Rule("SYN102", ERROR, None),
    Rule(
        "SYN103",
        ERROR,
        None,
        in_editor=InEditor(N_("the text shows what the file holds ({text})"), for_commands_only=True),
    ),
    Rule("SYN104", ERROR, None),
    Rule("SYN105", ERROR, None),
    Rule("SYN106", ERROR, None),
    Rule("SYN107", ERROR, None),
    Rule("SYN201", ERROR, None, fix=wrong_type),
    Rule("SYN202", ERROR, None, fix=missing_format, in_editor=InEditor(N_("write it: a plan must have it"))),
    Rule("SYN203", WARNING, None, fix=misspelt_key),
    Rule("SYN204", ERROR, None),
    Rule("SYN205", ERROR, None, fix=date_as_text),
    Rule("SYN206", ERROR, None),
    Rule("SYN207", ERROR, None, fix=quoted_id),
    Rule(
        "SYN208",
        ERROR,
        None,
        in_editor=InEditor(
            N_("write the reason among the fields of the project ({project}); without it this has no effect")
        ),
    ),
    Rule("SYN209", ERROR, None),
    Rule("SYN210", ERROR, None, fix=other_case),
    Rule(
        "SYN211",
        ERROR,
        None,
        fix=unseen,
        in_editor=InEditor(N_("they are left out of every export; fix it here, or type the text again")),
    ),
    Rule("SYN301", ERROR, None, fix=id_in_other_case),
    Rule("SYN302", ERROR, None),
    Rule("SYN303", ERROR, None),
    Rule(
        "SYN304",
        WARNING,
        None,
        fix=take_out,
        in_editor=InEditor(N_("delete it from the accepted findings, in the fields of the project ({project})")),
    ),
    Rule("SYN305", WARNING, None, fix=take_out),
)
