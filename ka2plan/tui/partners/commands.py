"""What is done with partners alone: one takes over from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Partners")


class TakeOver(Command):
    """Lets another partner take over from the selected one, after showing what comes of it."""

    NAME = "partners.replace"
    APPLIES_TO = N_("a partner, where there are others")
    WORDS = N_("partner leaves leaving withdraws out new coordinator")
    KEYS = ("x",)
    LABEL = N_("let another partner take over from it, from a month or a day on")
    HINT = N_("replace")
    GROUP = GROUP
    VIEWS = ("partners",)
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return _selected(editor) in editor.plan.partners and len(editor.plan.partners) > 1

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        old = _selected(editor)
        others = [partner for partner in editor.plan.partners.values() if partner.id != old]
        choices = [Choice(partner.id, partner.id, partner.name) for partner in others]
        title = _("Who takes over from {id}").format(id=old)
        editor.ask(Picker(editor.look, title, choices), lambda new: _ask_when(editor, old, new))


def _selected(editor: Editor) -> str:
    path = editor.selected
    return str(path[1]) if path and path[0] == "partners" and len(path) > 1 else ""


def _ask_when(editor: Editor, old: str, new: str) -> None:
    """Asks for the first month or day, which is then shown with all that comes of it."""
    from ka2plan.schedule.takeover import takeover
    from ka2plan.tui.editor.fields.entry_fields import EntryField
    from ka2plan.tui.editor.fields.typed_value import understand
    from ka2plan.tui.editor.takeover_preview import ask_to_take_over
    from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood

    first = takeover(editor.plan, old, new, None, editor.snapshot.today).first
    calendar = editor.plan.calendar
    begun = (calendar.written_as_start(first) if calendar else None) or first.isoformat()
    field = EntryField(("partners", new, "since"), "", "moment", "")

    def meant(text: str) -> Understood:
        return understand(editor.snapshot, field, text) if text.strip() else Understood(fault=_("from when?"))

    def typed(answer: Typed) -> None:
        from ka2plan.plan.model import Month

        value = answer.value
        moment = Month(int(value[1:])) if isinstance(value, str) else value
        today = editor.snapshot.today
        editor.attempt(lambda: ask_to_take_over(editor, takeover(editor.plan, old, new, moment, today)))

    label = _("{new} takes over from {old} from").format(new=new, old=old)
    editor.ask(InPlace(editor.look, editor.foot, begun, meant, label=label), typed)


COMMANDS = (TakeOver,)
