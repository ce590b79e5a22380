"""The screen: a line on top, a view with the details of what is selected, the footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from ka2plan.findings import Path
from ka2plan.session import Snapshot
from ka2plan.tui.editor.context import Editor
from ka2plan.tui.editor.details import Details
from ka2plan.tui.editor.footer import Footer
from ka2plan.tui.editor.top_line import TopLine
from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.key_names import key_name, names_of
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.words.messages import _

WIDER = 180
"""Width from which the details have the widest column there is use for."""

WIDE = 150
"""Width from which the details stand beside the view instead of below it."""

TINY, LOW, TALL = 10, 20, 34
"""Heights below which there are no details, below which they have fewer lines, and from which they have more."""


class Middle(Widget):
    """Holds the view and the details."""


class MainScreen(Screen[None], inherit_bindings=False):
    """The plan in one view at a time."""

    DEFAULT_CSS = """
    MainScreen { layout: vertical; overflow: hidden; }
    Middle { layout: vertical; height: 1fr; }
    Middle.low > Details { height: 3; }
    Middle.tiny > Details { display: none; }
    Middle.tall > Details { height: 6; }
    Middle.wide { layout: horizontal; }
    Middle.wide > Details { width: 60; height: 1fr; }
    Middle.wider > Details { width: 66; }
    """

    snapshot: var[Snapshot | None] = var(None, init=False)
    """The plan as it is shown."""

    def __init__(self, editor: Editor, first_view: str) -> None:
        super().__init__(id="main")
        self._editor = editor
        self._first_view = editor.views.named(first_view).name
        self._views: dict[str, View] = {}
        self._carried: Path | None = None
        """What the cursor was put on last, in whichever view."""
        self._on_arrival: Path | None = None
        """What was selected when the view was shown that is shown now."""
        self.top_line = TopLine(editor)
        self.footer = Footer(editor)
        self.details = Details(editor)
        self.set_reactive(MainScreen.snapshot, editor.snapshot)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return next((view for view in self._views.values() if view.display), self._make(self._first_view))

    @property
    def views(self) -> Iterator[View]:
        """The views that were shown so far."""
        return iter(self._views.values())

    def compose(self) -> ComposeResult:
        """Top line, view, details, footer."""
        yield self.top_line.data_bind(MainScreen.snapshot)
        with Middle():
            yield self._make(self._first_view)
            yield self.details.data_bind(MainScreen.snapshot)
        yield self.footer

    def on_paste(self, event: events.Paste) -> None:
        """Hands what is pasted to the view, or says that it takes nothing."""
        event.stop()
        if self.view.TAKES_PASTED:
            self._take_pasted(event.text)
            return
        key = self._editor.key_of("entry.open")
        self._editor.say(
            _("nothing here takes what is pasted; {key} opens the fields first").format(key=key), "warning"
        )

    def _take_pasted(self, text: str) -> None:
        self.footer.fall_silent()
        self._editor.pasted = text
        self._editor.run(self._editor.keymap.named(self.view.TAKES_PASTED))
        self._editor.pasted = ""

    def _make(self, name: str) -> View:
        if name not in self._views:
            view = self._views[name] = self._editor.views.named(name).make(self._editor.look)
            view.key_of = partial(self._editor.keymap.key_in, view=view.NAME)
            self._editor.app.remember.restore(view)
            view.start_with(self._editor.snapshot)
        return self._views[name]

    def on_mount(self) -> None:
        """Gives the keys to the view; what the cursor is on before anybody moved it was selected by nobody."""
        self.set_focus(self.view)
        self._on_arrival = self.view.selected

    def show_view(self, name: str) -> None:
        """Shows another view; it is made when first shown."""
        old, new = self.view, self._make(self._editor.views.named(name).name)
        if new is old:
            return
        if old.selected != self._on_arrival:  # the cursor was moved since this view was shown
            self._carried = old.carried
        if not new.is_attached:
            self.query_one(Middle).mount(new, before=self.details)
        new.snapshot = self.snapshot
        if self._carried is not None and new.FOLLOWS and not new.obstacle:
            new.follow(self._carried)
        self._on_arrival = new.selected
        old.display = False
        new.display = True
        self._place_details(self.size)
        self.set_focus(new)
        self.top_line.redraw()
        self.details.redraw()
        self.footer.redraw()

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Hands the new state to the view that is shown; the others get it when they are."""
        self.view.snapshot = snapshot

    def on_resize(self, event: events.Resize) -> None:
        """Puts the details below or beside the view."""
        self._place_details(event.size)

    def _place_details(self, size: Size) -> None:
        middle = self.query_one(Middle)
        middle.set_class(size.width >= WIDE and not self.view.DETAILS_BELOW, "wide")
        middle.set_class(size.width >= WIDER and not self.view.DETAILS_BELOW, "wider")
        middle.set_class(size.height >= TALL, "tall")
        middle.set_class(size.height < LOW, "low")
        middle.set_class(size.height < TINY, "tiny")

    def on_line_view_moved(self) -> None:
        """Shows the details of what is selected now, and what can be done with it."""
        self.details.redraw()
        self.footer.redraw()

    def on_line_view_opened(self, message: LineView.Opened) -> None:
        """Does what Enter does."""
        message.stop()
        self._press(("enter",))

    def on_key(self, event: events.Key) -> None:
        """Runs the command of a key that no widget took."""
        if self._press(names_of(event)):
            event.stop()

    def _press(self, names: Sequence[str]) -> bool:
        self.footer.fall_silent()
        command = self._editor.keymap.find(names, self.view.NAME)
        if command:
            self._editor.pressed = names[0]
            self._editor.run(command)
        elif len(names[0]) == 1:
            self._say_where(names)
        return command is not None

    def _say_where(self, names: Sequence[str]) -> None:
        """Says of a character that does nothing here in which view it does something."""
        keymap, key = self._editor.keymap, key_name(names[-1] if names[0] == " " else names[0])
        other = keymap.elsewhere(names)
        if other:
            told = _("{key} works {where}: {what}").format(key=key, where=keymap.where(other), what=_(other.LABEL))
        else:
            told = _("{key} does nothing here; {help} lists the keys").format(key=key, help=keymap.key_of("help"))
        self._editor.say(told)

    def redraw_all(self) -> None:
        """Draws everything anew, for another theme."""
        for widget in self.query(Drawn):
            widget.look = self._editor.look
            widget.redraw_all()
