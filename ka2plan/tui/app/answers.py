"""The answers to questions and the keys they have: an answer of one name has one key in every question."""

from __future__ import annotations

from ka2plan.tui.toolkit.dialog_keys import answer_action
from ka2plan.words.messages import N_

ANSWERS = (
    answer_action("again", "g", N_("continue in your own editor")),
    answer_action("anew", "n", N_("write a deleted file again")),
    answer_action("apply", "c", N_("change it, after seeing what this changes")),
    answer_action("as", "s", N_("save under another name")),
    answer_action("discard", "d", N_("quit without saving; delete unsaved work")),
    answer_action("do", "f", N_("do what is proposed")),
    answer_action("drop", "d", N_("delete what was typed in another editor")),
    answer_action("hand", "d", N_("delete a partner, and choose who takes over")),
    answer_action("import", "i", N_("import a table")),
    answer_action("inside", "a", N_("delete what is in a work package as well")),
    answer_action("mend", "f", N_("fix what was found")),
    answer_action("merge", "m", N_("merge the other side in")),
    answer_action("open", "o", N_("open vi")),
    answer_action("paste", "p", N_("write what was pasted")),
    answer_action("recover", "r", N_("restore unsaved work")),
    answer_action("reload", "r", N_("take the file from disk")),
    answer_action("save", "s", N_("save and quit")),
    answer_action("take", "t", N_("use what was typed in another editor")),
    answer_action("unlink", "d", N_("delete it with all that refers to it")),
)
