"""What commands, views and dialogs work with: the open plan, what is selected, and the ways to ask and to say."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.geometry import Region

from ka2plan.errors import Ka2planError
from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.model import Entry
from ka2plan.session import Session, Snapshot
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.clipboard import Clipboard
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from threading import Thread

    from textual.screen import Screen

    from ka2plan.document import Edit
    from ka2plan.tui.editor.application import Application, Entries, Stage
    from ka2plan.tui.editor.view_list import ViewList
    from ka2plan.tui.toolkit.line_list import Lines

Answer = TypeVar("Answer")


class Editor:
    """The editor as a command sees it."""

    def __init__(self, app: Application, session: Session, keymap: Keymap) -> None:
        self.app = app
        self.session = session
        self.keymap = keymap
        self.pushes = False
        """Whether moving an entry moves what depends on it, as far as its links force it."""
        self.clipboard = Clipboard(app.copy_to_clipboard)
        self.last_search = ""
        self.typed: dict[Path, str] = {}
        """What was typed last in each field that holds words, whether it was taken or dropped."""
        self.behind: list[Thread] = []
        """What is written away from the keys, and waited for at the end."""
        self.untold: list[str] = []
        """What there is to say of it, as long as nobody has been told."""
        self.pasted = ""
        """What was pasted into the view last, for the command that takes it."""
        self.pressed = ""
        """The key that ran the last command, as typed where it is a character."""

    @property
    def look(self) -> Look:
        """Colours and characters."""
        return self.app.look

    @property
    def snapshot(self) -> Snapshot:
        """The plan as it is now."""
        return self.session.snapshot

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.snapshot.plan

    @property
    def screen(self) -> Stage:
        """The main screen, also while a dialog is open over it."""
        return self.app.main

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.screen.view

    @property
    def views(self) -> ViewList:
        """All views there are."""
        return self.keymap.views

    @property
    def entries(self) -> Entries:
        """What can be done about an entry from anywhere."""
        return self.app.entries

    @property
    def selected(self) -> Path | None:
        """Key path of what the cursor is on."""
        return self.view.selected

    @property
    def entry(self) -> Entry | None:
        """The entry the cursor is on, or in: what a dependency can name."""
        path = self.selected
        return self.plan.entry(str(path[1])) if path and len(path) > 1 and path[0] != "partners" else None

    @property
    def targets(self) -> tuple[Path, ...]:
        """Key paths of what a command applies to: the marked entries that are shown, else the selected one."""
        return self.view.marked_and_shown or ((self.selected,) if self.selected else ())

    @property
    def foot(self) -> Region:
        """The last line of the screen, for what is typed away from where it stands."""
        width, height = self.app.size
        return Region(0, height - 1, width, 1)

    def key_of(self, name: str) -> str:
        """The key of what is called so where one is, as sentences call it."""
        return self.keymap.key_in(name, self.view.NAME)

    def run(self, command: Command) -> None:
        """Runs a command, or says why it cannot."""
        if command.EDITS and self.snapshot.read_only:
            self.say(_("the plan is open read-only"), "warning")
        elif command.available(self):
            self.attempt(lambda: command.run(self))
        elif refusal := command.refusal(self):
            self.say(refusal)
        self.screen.footer.redraw()

    def do(self, edit: Edit, label: str | None = None) -> bool:
        """Makes an edit; says why where it cannot be made."""
        return self.attempt(lambda: self.session.do(edit, label))

    def attempt(self, work: Callable[[], object]) -> bool:
        """Does something that can fail for a reason the user has to know; the reason is said in the footer."""
        try:
            work()
        except Ka2planError as error:
            whole = self.snapshot.path
            self.say(str(error).replace(visible(whole), visible(os.path.basename(whole))), "error")
            return False
        return True

    def say(self, message: str, severity: StyleName = "bar.value") -> None:
        """Shows a sentence in the footer until the next key."""
        self.screen.footer.say(message, severity)

    def ask(
        self, dialog: Screen[Answer], then: Callable[[Answer], None], after: Callable[[], None] | None = None
    ) -> None:
        """Opens a dialog; ``then`` gets its answer unless it has none, ``after`` is called in any case behind that."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self.attempt(lambda: then(answer))
                self.screen.footer.redraw()
            self.session.drop_draft()
            if after:
                self.attempt(after)

        self.app.push_screen(dialog, answered)

    def show_text(self, title: str, make: Callable[[int], Lines]) -> None:
        """Shows a text in a box, from which it can be copied; ``make`` gives its lines for a width."""
        from ka2plan.tui.toolkit.dialogs.text_box import TextBox

        self.app.push_screen(TextBox(self.look, title, make, self.copy))

    def copy(self, text: str, told: str = "") -> None:
        """Copies a text to the clipboard and says so, in those words where they are given."""
        remark = self.clipboard.take(text)
        told = told or _("copied")
        self.say(f"{told}{remark}", "good")

    def go_to(self, path: Path) -> bool:
        """Selects an entry: in this view, else in the plan view."""
        if self.view.select(path):
            return True
        self.screen.show_view("plan")
        return self.view.select(path)
