"""The application: one plan on the screen, and what happens to it from outside."""

from __future__ import annotations

import gc
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from ka2plan.errors import Ka2planError
from ka2plan.named_tuples import NamedTuple
from ka2plan.session import Session, Snapshot
from ka2plan.session.folders import own_themes_folder
from ka2plan.session.parse import has_markers
from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.app.garbage import look_through, wait_for_quiet
from ka2plan.tui.conflicts.external_changes import Arrivals
from ka2plan.tui.editor.application import Application
from ka2plan.tui.editor.context import Editor
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.editor.screen import MainScreen
from ka2plan.tui.editor.state import Remember
from ka2plan.tui.entry.feature import EntryFeature
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.terminal.driver import EditorDriver, LineLost, forget_typed_keys
from ka2plan.tui.toolkit.terminal.shutdown import LINE_LOST, Farewell
from ka2plan.tui.toolkit.theme import BadTheme, Look, load_look, theme_names
from ka2plan.words.messages import _
from ka2plan.words.visible import pasteable, without_unseen

if TYPE_CHECKING:
    from textual.theme import Theme

    from ka2plan.tui.app.saving_by_itself import SavingByItself
    from ka2plan.tui.toolkit.dialog_keys import DialogKeys
    from ka2plan.tui.toolkit.dialogs.dialog import Dialog

POLL_SECONDS = 0.7
"""How often the file on disk is looked at: what is at rest between two looks is read."""

SERVED_POLL_SECONDS = 0.25
"""The same where several people have the plan in their browsers and each sees at once what the others do."""

WITHOUT_COLOURS = (NoColor(),)


class Surroundings(NamedTuple):
    """What of the user's machine the application works with."""

    config: str
    """Folder of the user's keys, with another of the user's themes in it; neither need exist."""
    look: Look
    remember: Remember
    keymap: Keymap | None = None
    state: str | None = None
    """Folder in which earlier editors may have left unsaved work."""
    farewell: Farewell | None = None
    is_served: bool = False
    """Whether it runs for somebody in a browser."""


class _StaysAway(Exception):
    """The terminal is not taken over again."""


class EditorApp(Application, inherit_bindings=False):
    """The editor on one plan."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    * { scrollbar-size: 1 1; }
    Input:nocolor > .input--selection, Input:ansi > .input--selection { text-style: reverse; }
    TextArea:nocolor .text-area--selection, TextArea:ansi .text-area--selection { text-style: reverse; }
    """

    def __init__(self, session: Session, around: Surroundings, driver: type[Driver] = EditorDriver) -> None:
        self.look = around.look
        """What everything is drawn in."""
        super().__init__(driver_class=driver)
        self.set_reactive(EditorApp.theme, self.look.theme.name)  # worn from the start: nothing needs to be drawn anew
        self.remember = around.remember
        self._around = around
        self.is_served = around.is_served
        self.editor = Editor(self, session, around.keymap or Keymap(REPERTOIRE))
        self.animation_level = "none"
        self.no_color = not self.look.has_colours
        self.main: MainScreen
        self.entries = EntryFeature(self.editor)
        self.arrivals = Arrivals(self.editor)
        """What somebody else saves meanwhile."""
        self._saving = _saving_by_itself(self.editor) if self.is_served else None
        self.next_plan = ""
        """The plan to be opened when this one has ended; empty where there is none."""
        self._event_loop: AbstractEventLoop | None = None
        """Where keys are dealt with, once it runs."""
        self._deaf_before = 0.0
        """When the terminal came back last: keys from before were not typed for this program."""
        self._last_typed = 0.0
        """When a key or the mouse was used last."""

    def get_theme(self, _theme_name: str) -> Theme:
        """The colours of the look that is worn, also before it has a name for Textual."""
        return self.look.theme

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Takes out every colour where the theme has none; what Textual does for NO_COLOR draws black on black."""
        if self.no_color:
            return WITHOUT_COLOURS
        return [one for one in super().get_line_filters() if not isinstance(one, Monochrome | NoColor)]

    def copy_to_clipboard(self, text: str) -> None:
        """Gives a text to the clipboard, also over SSH."""
        super().copy_to_clipboard(pasteable(without_unseen(text)))

    def get_default_screen(self) -> Screen[None]:
        """The main screen, on what was shown last; a file that cannot be read is shown as text."""
        first = self.remember.view if self.editor.snapshot.readable else _view_of_unreadable(self.editor.snapshot)
        self.main = MainScreen(self.editor, first)
        return self.main

    def on_mount(self) -> None:
        """Follows the session, and does behind the first picture what that need not wait for."""
        self._event_loop = get_running_loop()
        self.editor.session.subscribe(self._show)
        if self._around.farewell:
            self._around.farewell.install(self._leave_soon)
        self.call_after_refresh(self._start_loading)

    async def on_event(self, event: events.Event) -> None:
        """Drops what was typed while another program had the terminal."""
        if isinstance(event, events.InputEvent | events.Paste):
            if event.time < self._deaf_before:
                return
            self._last_typed = event.time
        await super().on_event(event)

    @contextmanager
    def lent_terminal(self) -> Iterator[None]:
        """Leaves the terminal to another program; keys typed before it is back are dropped.

        Nothing may be raised meanwhile: the terminal would not come back. Where this program has to end, it stays away:
        there is nothing to show any more, and perhaps nobody to show it to.
        """
        if self.is_served:
            raise Ka2planError(_("no other program can be opened from a browser"))
        with suppress(_StaysAway), self.suspend():
            yield
            forget_typed_keys()
            if self.is_leaving:
                raise _StaysAway
        self._deaf_before = monotonic()

    @property
    def is_leaving(self) -> bool:
        """Whether a signal or a lost line has asked the program to end."""
        return self._around.farewell is not None and self._around.farewell.has_begun

    def _start_loading(self) -> None:
        if not gc.isenabled():
            wait_for_quiet()
        Thread(target=self._load, name="loading", daemon=True).start()
        self.remember.note_plan(self.editor.snapshot.path)
        poll = SERVED_POLL_SECONDS if self.is_served else POLL_SECONDS
        self.set_interval(poll, partial(self.unless_ending, self._look_at_disk))
        if self.editor.keymap.faults:
            self.editor.say(self.editor.keymap.faults_in_short(), "warning")
        if self._around.state and not self.editor.snapshot.read_only:
            from ka2plan.tui.files.recovery import offer_what_is_left

            offer_what_is_left(self.editor, self._around.state)

    def _load(self) -> None:
        from ka2plan.tui.app.background_imports import load_what_comes_later

        load_what_comes_later(self.editor.session)
        self.hand_over(self.examine)
        if not self.editor.snapshot.read_only:
            from ka2plan.tui.conflicts.in_git import deal_with, stages_in_git

            self.hand_over(deal_with, self.editor, stages_in_git(self.editor.snapshot.path))

    @property
    def dialog_keys(self) -> DialogKeys:
        """The keys that dialogs react to: the same table as that of commands."""
        return self.editor.keymap

    def hand_over(self, work: Callable[..., object], *arguments: object) -> None:
        """Has something done where keys are dealt with, from another thread; nothing once the program has ended."""
        if self._event_loop is not None and self.is_running:
            with suppress(RuntimeError):  # the loop was closed meanwhile
                self._event_loop.call_soon_threadsafe(self.call_later, self.unless_ending, work, *arguments)

    def unless_ending(self, work: Callable[..., object], *arguments: object) -> None:
        """Does something that nobody pressed a key for; not while the program ends and its screens are gone."""
        if self.is_running:
            work(*arguments)

    def examine(self) -> None:
        """Computes the findings of the plan as it is now."""
        self.editor.session.examine()

    def _show(self, snapshot: Snapshot) -> None:
        if not snapshot.readable and self.main.view.NAME not in ("text", "conflicts"):
            self.main.show_view(_view_of_unreadable(snapshot))
        self.main.snapshot = snapshot
        self.main.footer.redraw()
        if self._saving is not None and self._saving.wants(snapshot):
            self.set_timer(self._saving.DELAY, partial(self.unless_ending, self._saving.save))
        if not snapshot.examined and snapshot.book is not None:
            self.set_timer(0.3, partial(self.unless_ending, self.examine))

    def _look_at_disk(self) -> None:
        look_through(monotonic() - self._last_typed)
        editor = self.editor
        self.arrivals.look()
        trouble = editor.session.safekeeping.trouble
        if trouble:
            editor.say(_("unsaved work is not safe: {reason}").format(reason=trouble), "error")
        elif remark := editor.session.safekeeping.remark():
            editor.say(remark, "warning")

    def looks(self) -> Iterator[tuple[str, Look | BadTheme]]:
        """All themes by name, with the characters that are in use; of one that cannot be drawn the reason."""
        for name in theme_names(own_themes_folder(self._around.config)):
            try:
                yield name, self.look_named(name)
            except BadTheme as error:
                yield name, error

    def look_named(self, name: str) -> Look:
        """A theme, with the characters that are in use.

        :raises BadTheme: there is none of that name, or it cannot be drawn.
        """
        return load_look(name, own_themes_folder(self._around.config), self.look.glyphs)

    def change_look(self, name: str) -> None:
        """Draws everything in another theme, from now on."""
        self.show_look(name)
        self.remember.note_theme(name)

    def show_look(self, name: str) -> None:
        """Draws everything in another theme, dialogs too, without remembering it."""
        self.look = self.look_named(name)
        self.no_color = not self.look.has_colours  # the theme's to say, for NO_COLOR chose the theme
        self.register_theme(self.look.theme)
        self.theme = self.look.theme.name
        self.main.redraw_all()
        for dialog in self.screen_stack[1:]:
            for widget in dialog.query(Drawn):
                widget.look = self.look
                widget.redraw_all()

    def on_dialog_help_wanted(self, wanted: Dialog.HelpWanted) -> None:
        """Explains the keys of a dialog over it; of the help itself there is nothing more to say."""
        from ka2plan.tui.app.help import HelpPage

        if not isinstance(self.screen, HelpPage):
            self.push_screen(HelpPage(self.editor, wanted.dialog.KIND))

    def on_dialog_palette_wanted(self, wanted: Dialog.PaletteWanted) -> None:
        """Lists over a dialog all that can be done in it, and behind it."""
        from ka2plan.tui.app.palette import AllCommands
        from ka2plan.tui.app.palette_over_dialog import offer_over

        if self.screen is wanted.dialog and not isinstance(wanted.dialog, AllCommands):
            offer_over(self.editor, wanted.dialog)

    def go_on_with(self, path: str) -> None:
        """Ends, for another plan to be opened in place of this one."""
        self.next_plan = path
        self.leave()

    def leave(self, code: int = 0) -> None:
        """Ends the program."""
        if self._saving is not None:
            self._saving.save()
        self.remember.note(self.main.view, self.main.views)
        self.exit(code)

    def _leave_soon(self, code: int) -> None:
        """Leaves as soon as the event loop gets to it; may be called from a signal handler or another thread."""
        if self._event_loop is not None and self.is_running:
            with suppress(RuntimeError):  # the loop was closed meanwhile
                self._event_loop.call_soon_threadsafe(self.leave, code)

    def on_line_lost(self, _message: LineLost) -> None:
        """Ends: nobody is there any more."""
        if self._around.farewell:
            self._around.farewell.begin(LINE_LOST)
        else:
            self.leave(LINE_LOST)


def _saving_by_itself(editor: Editor) -> SavingByItself:
    from ka2plan.tui.app.saving_by_itself import SavingByItself

    return SavingByItself(editor)


def _view_of_unreadable(snapshot: Snapshot) -> str:
    """The conflicts where git's markers can be taken apart, else the text."""
    if not has_markers(snapshot.reading):
        return "text"
    from ka2plan.tui.conflicts.clashes import marked_in

    return "conflicts" if marked_in(snapshot.text, None) else "text"


__all__ = ["EditorApp", "Ka2planError", "Surroundings"]
