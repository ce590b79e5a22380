"""Views, palette, help, themes, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.app.views import VIEWS
from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("The program")


class ShowView(Command):
    """Shows a view."""

    GROUP = N_("Views")
    HINT = N_("views")

    def run(self, editor: Editor) -> None:
        editor.screen.show_view(self.SHOWS)


class ShowRunning(ShowView):
    """Shows a view of what runs, of which the footer tells where a running project is looked at in time."""

    def hinted(self, editor: Editor) -> bool:
        return editor.view.NAME in ("plan", "milestones", "status") and editor.snapshot.forecast is not None


class ShowAmounts(ShowView):
    """Shows a view of amounts, of which the footer tells where amounts are looked at."""

    def hinted(self, editor: Editor) -> bool:
        return editor.view.NAME in ("budget", "effort", "workload")


LETTERS = "pouwdmiatse"
"""A letter for each view, with alt: plan, organisations, budget, workload, dependencies, milestones, issues found, the
application, the text, status, effort. They arrive where digits and letters are typed, too; ``b`` and ``f`` do not, for
with alt they are words back and forth in what is typed."""

SIGNS = (*((key, f"alt+{key}") for key in "123456789"), ("!", "alt+0"), ("#",))

VIEW_KEYS = tuple((*signs, f"alt+{letter}") for signs, letter in zip(SIGNS, LETTERS, strict=True))
"""The keys of the views: there are more than nine, and ``0`` shows the whole project."""

WORDS = {
    "plan": N_("gantt chart timeline bars"),
    "dependencies": N_("links predecessors critical path network"),
    "milestones": N_("deadlines outputs results"),
    "form": N_("questions answers submit proposal"),
    "status": N_("late delay progress report today now"),
    "budget": N_("money pay costs euro salary"),
    "effort": N_("work days hours staff people who does how much"),
    "workload": N_("busy capacity too much months"),
    "partners": N_("partner organisations consortium"),
    "findings": N_("errors warnings problems mistakes check"),
    "text": N_("file source toml"),
}
"""Everyday words for some of the views."""

KINDS = {"status": ShowRunning, "effort": ShowAmounts}
"""What shows a view, where that is told in some views only."""


def _show_view(keys: tuple[str, ...], name: str, title: str) -> type[Command]:
    """The command that shows one of the views."""
    members = {
        "NAME": f"view.{name}",
        "KEYS": keys,
        "LABEL": title,
        "SHOWS": name,
        "WORDS": WORDS.get(name, ""),
        "__doc__": title,
    }
    return type(f"Show{name.title()}", (KINDS.get(name, ShowView),), members)


class Palette(Command):
    """Lists all that can be done here."""

    NAME = "palette"
    KEYS = (":", "ctrl+p")
    LABEL = N_("all commands")
    GROUP = GROUP
    HINT = N_("all")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.app.palette import AllCommands, run_or_go

        editor.ask(AllCommands(editor), lambda command: run_or_go(editor, command))


class Help(Command):
    """Explains the view and its keys."""

    NAME = "help"
    WORDS = N_("keys shortcuts manual how")
    KEYS = ("?", "f1")
    LABEL = N_("help for this view")
    GROUP = GROUP
    HINT = N_("help")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.app.help import HelpPage

        editor.app.push_screen(HelpPage(editor))


class Theme(Command):
    """Changes the colours."""

    NAME = "theme"
    WORDS = N_("theme dark light appearance")
    KEYS = ("T",)
    LABEL = N_("change the colours")
    GROUP = GROUP

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
        from ka2plan.tui.toolkit.theme import BadTheme

        now, signs = editor.look.name, editor.look.glyphs
        choices = [
            Choice(name, f"  {name}", refused=look.reason)
            if isinstance(look, BadTheme)
            else Choice(name, f"{signs.marked if name == now else ' '} {look.title}")
            for name, look in editor.app.looks()
        ]
        picker = Picker(editor.look, _("Colours"), choices, now, preview=editor.app.show_look)
        editor.ask(picker, editor.app.change_look)


class Quit(Command):
    """Ends the program; asks where something is not saved."""

    NAME = "quit"
    WORDS = N_("exit close leave")
    KEYS = ("q", "ctrl+q", "ctrl+c")
    LABEL = N_("quit")
    GROUP = GROUP

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.saving import once_saved

        once_saved(editor, editor.app.leave, _("save and quit"), _("quit without saving"))


COMMANDS = (
    *(_show_view(keys, entry.name, entry.title) for keys, entry in zip(VIEW_KEYS, VIEWS, strict=True)),
    Theme,
    Quit,
    Palette,
    Help,
)
