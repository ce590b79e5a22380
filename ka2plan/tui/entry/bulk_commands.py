"""Changing several entries at once: status and lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.charts.status_words import status_word
from ka2plan.findings import Path
from ka2plan.plan.schema import STATUSES, kind_named
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.moves import meant_and_hidden
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Changing")


def targets_with(editor: Editor, key: str) -> tuple[Path, ...]:
    """Key paths of the selected or marked entries that can have a key."""
    kinds = {path[0]: kind_named(str(path[0])) for path in editor.targets}
    return tuple(path[:2] for path in editor.targets if (kind := kinds[path[0]]) and kind.key(key))


def set_all(editor: Editor, key: str, value: str) -> None:
    """Sets one key of all selected or marked entries, as one step."""
    from ka2plan.document import Batch, SetValue
    from ka2plan.tui.entry.lead import to_lead, told_lead

    paths = targets_with(editor, key)
    field = {"lead": _("lead"), "status": _("status")}[key]
    names = ", ".join(str(path[1]) for path in paths)
    label = _("{ids}: {field} {value}").format(ids=names, field=field, value=value)
    places = [(*path, key) for path in paths]
    edits = [to_lead(editor.plan, place, value) if key == "lead" else SetValue(place, value) for place in places]
    told = told_lead(editor.plan, places, value) if key == "lead" else ""
    if editor.do(Batch(tuple(edits)), label):
        editor.say(told or label, "good")


def _whose(editor: Editor, key: str) -> str:
    """Whose status or lead is asked for: one entry by its id, several by their number, and whose is not."""
    return meant_and_hidden(editor, [str(path[1]) for path in targets_with(editor, key)])


class SetStatus(Command):
    """Sets the status."""

    NAME = "edit.status"
    WORDS = N_("cancel cancelled running planned")
    APPLIES_TO = N_("a work package, activity, milestone or deliverable")
    KEYS = ("s",)
    LABEL = N_("set the status")
    GROUP = GROUP
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return bool(targets_with(editor, "status"))

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        title = _("Status of {entries}").format(entries=_whose(editor, "status"))
        choices = [Choice(status, status_word(status)) for status in STATUSES]
        editor.ask(Picker(editor.look, title, choices), lambda status: set_all(editor, "status", status))


class SetLead(Command):
    """Sets the lead."""

    NAME = "edit.lead"
    WORDS = N_("responsible leader")
    KEYS = ("e",)
    LABEL = N_("set the lead")
    GROUP = GROUP
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return bool(targets_with(editor, "lead")) and bool(editor.plan.partners)

    def refusal(self, editor: Editor) -> str:
        return super().refusal(editor) if editor.plan.partners else _("there are no partners yet")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        title = _("Lead of {entries}").format(entries=_whose(editor, "lead"))
        choices = [Choice(id, id, partner.name) for id, partner in editor.plan.partners.items()]
        editor.ask(Picker(editor.look, title, choices), lambda partner: set_all(editor, "lead", partner))


COMMANDS = (SetStatus, SetLead)
