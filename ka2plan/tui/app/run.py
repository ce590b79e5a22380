"""From a path to a running editor, and from its end to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.charts.signs import ASCII, UNICODE
from ka2plan.errors import Clash, UsageError
from ka2plan.named_tuples import NamedTuple
from ka2plan.session import Session
from ka2plan.session.folders import config_folder, journal_folder, own_themes_folder, state_folder
from ka2plan.session.open_file import absolute
from ka2plan.toml import conflict_line
from ka2plan.tui.app.application import EditorApp, Surroundings
from ka2plan.tui.app.commands import REPERTOIRE, within_plan
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.editor.state import Remember
from ka2plan.tui.toolkit.terminal.environment import as_inherited, needs_ascii
from ka2plan.tui.toolkit.terminal.shutdown import Farewell
from ka2plan.tui.toolkit.theme import BadTheme, Look, load_look, looks_best
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook


class Wishes(NamedTuple):
    """What the user wants; see ``ka2plan.tui.run``."""

    book: CallBook | None
    today: date | None
    theme: str | None
    ascii_only: bool | None
    """None for what the terminal can show."""
    read_only: bool
    mouse: bool
    served: tuple[int, int] | None = None
    """Columns and lines of the browser that it runs for; None in a terminal."""


SERVED_KEYS = {"quit": ["q"], "file.copy": ["y", "ctrl+c"]}
"""What keys of a browser's own do in it: nobody who copies there wants to end."""


def run_editor(path: str, wishes: Wishes, environment: Mapping[str, str] = os.environ) -> int:
    """Runs the editor on a plan, then on those that are opened from there; see ``ka2plan.tui.run``."""
    while True:
        app, code = _run_on(path, wishes, environment)
        if not app.next_plan:
            return code
        path = app.next_plan


def _run_on(path: str, wishes: Wishes, environment: Mapping[str, str]) -> tuple[EditorApp, int]:
    if environment.get("TERM", "dumb") == "dumb":
        raise UsageError(_("this terminal cannot show the editor (TERM is dumb); `set` and `timeline` work in it"))
    path = absolute(path)
    is_served = wishes.served is not None
    config, state = config_folder(environment), state_folder(environment)
    remember = Remember(None if is_served else state, path, looks_best(environment))
    look = _look(wishes, environment, own_themes_folder(config), remember.theme)
    session = Session.open(
        path,
        book=wishes.book,
        today=wishes.today,
        read_only=wishes.read_only,
        journal_in=journal_folder(state),
    )
    around = Surroundings(
        config=config,
        look=look,
        remember=remember,
        keymap=Keymap(within_plan(REPERTOIRE), SERVED_KEYS) if is_served else Keymap.load(REPERTOIRE, config),
        state=state,
        farewell=Farewell(lambda: session.make_safe(1.0)),
        is_served=is_served,
    )
    if is_served:
        from ka2plan.tui.toolkit.terminal.browser_driver import BrowserDriver

        app = EditorApp(session, around, BrowserDriver)
    else:
        app = EditorApp(session, around)
    return app, _run(app, session, wishes)


def _run(app: EditorApp, session: Session, wishes: Wishes) -> int:
    left_by_choice = False
    try:
        code = app.run(mouse=wishes.mouse, size=wishes.served)
        left_by_choice = code == 0
    finally:
        is_kept = (session.snapshot.dirty or session.safekeeping.has_draft) and not left_by_choice
        session.close(keep_journal=is_kept)
    if is_kept and session.safekeeping.journal and not session.safekeeping.trouble:
        _say_last(_("what was not saved is kept, and offered when the plan is opened again"))
    if left_by_choice:
        for writing in app.editor.behind:
            writing.join()
        for words in app.editor.untold:
            _say_last(words)
    if app.fault:
        raise app.fault
    if left_by_choice and conflict_line(session.snapshot.saved_text) is not None:
        _say_last(_("the file still has conflict markers: `ka2plan resolve` lists the conflicts"))
        return Clash.exit_code
    return (app.return_code or 1) if code is None else code


def _say_last(sentence: str) -> None:
    """Says something after the interface has ended, if anybody is still there."""
    try:
        sys.stderr.write(f"ka2plan: {sentence}\n")
        sys.stderr.flush()
    except OSError:
        # What the closed line did not take would be tried again at the end, and make another exit code of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _look(wishes: Wishes, environment: Mapping[str, str], themes: str, remembered: str) -> Look:
    """The theme asked for, else the one remembered, else the best for this terminal."""
    ascii_only = needs_ascii(as_inherited(environment)) if wishes.ascii_only is None else wishes.ascii_only
    glyphs = ASCII if ascii_only else UNICODE
    if wishes.theme:
        try:
            return load_look(wishes.theme, themes, glyphs)
        except BadTheme as error:
            raise UsageError(str(error)) from None
    best = load_look(looks_best(environment), themes, glyphs)
    if remembered:
        with suppress(BadTheme):  # it may be gone by now
            look = load_look(remembered, themes, glyphs)
            if best.has_colours or not look.has_colours:
                return look
    return best
