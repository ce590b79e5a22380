"""A text of several lines, with its number of characters against what the form takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import TextArea

from ka2plan.tui.toolkit.dialog_keys import LEAVE, TAKE, TAKE_TEXT
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions, TypingKeeper
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.inputs import one_for_one
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.key_names import key_name, key_names
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import pasted_length, visible


class HarmlessArea(TextArea):
    """A field of several lines that shows hidden characters as harmless pictures; its cursor does not blink."""

    def on_paste(self, event: events.Paste) -> None:
        """Lets nobody else say that nothing takes it."""
        event.stop()

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        return Text(one_for_one(self.document.get_line(line_index)), end="", no_wrap=True)


class _Count(Drawn):
    """How long the text is."""

    DEFAULT_CSS = "_Count { height: 1; }"

    def __init__(self, look: Look, limit: int | None) -> None:
        super().__init__(look)
        self._limit = limit
        self.count = 0
        self.hint = ""
        """What else to press."""

    def draw_line(self, y: int) -> Strip:
        """The count against what the form takes."""
        line = Line(self.look, self.size.width, "bar").add(" ")
        over = self._limit is not None and self.count > self._limit
        sign = f"{self.look.glyphs.error} " if over else ""
        line.add(sign + count_words(self.count, self._limit), "error.bar" if over else "bar.value")
        return line.add(f"   {self.hint}" if self.hint else "", "bar").strip()


def count_words(count: int, limit: int | None) -> str:
    """``812 of 3,000 characters``."""
    if limit is None:
        return ngettext("{count} character", "{count} characters", count).format(count=number(count))
    of_limit = ngettext("{count} of {limit} character", "{count} of {limit} characters", limit)
    told = of_limit.format(count=number(count), limit=number(limit))
    return _("{told}, {over} too many").format(told=told, over=number(count - limit)) if count > limit else told


class LongText(Box[str]):
    """Asks for a text. Escape leaves it; of a changed one it asks first, for many lines swallow ctrl+s."""

    DEFAULT_CSS = """
    LongText > .box { width: 100; height: 100%; max-height: 36; padding: 0; }
    LongText HarmlessArea {
        height: 1fr; border: none; padding: 0 1; background: $background; color: $foreground;
    }
    LongText HarmlessArea:focus { border: none; }
    LongText HarmlessArea .text-area--cursor-line { background: $background; }
    """

    KIND: ClassVar[str] = "text"

    def __init__(
        self,
        look: Look,
        title: str,
        text: str,
        limit: int | None,
        asks: str = "",
        *,
        draft: TypingKeeper | None = None,
        begun: str = "",
        gives_way: bool = False,
    ) -> None:
        """Asks.

        Args:
            look: colours and characters.
            title: what is asked.
            text: what stands there.
            limit: the most characters that the form takes.
            asks: what the form asks for.
            draft: keeps safe what is typed.
            begun: what was typed already, behind what stands there.
            gives_way: whether what is typed takes the place of what stands there.
        """
        super().__init__(look)
        self._typed = begun
        self._gives_way = gives_way
        self._title = title
        self._text = text
        self._asks = Asks(look, asks)
        self.draft = draft
        self._before = draft.before if draft else ""
        begun = self._before or text
        self._area = HarmlessArea(begun, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._area.cursor_blink = False
        self._count = _Count(look, limit)
        self._warned = False

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        first, *others = self.keys.keys_named(TAKE_TEXT.name) or ("",)
        word = _("takes it (or {keys})").format(keys=key_names(others)) if others else _("takes it")
        return (Hint(key_name(first), word), *self.going_on_hints(), self.leaving())

    def compose(self) -> ComposeResult:
        """What is asked, the text, its length."""
        box = Vertical(self._asks, self._area, self._count, classes="box")
        box.border_title = Content(visible(self._title))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the text, its end first; undo leads back to what was typed before."""
        self.set_focus(self._area)
        if self._before:
            self._area.replace(self._text, (0, 0), self._area.document.end)
        self._area.move_cursor(self._area.document.end)
        if self._gives_way:
            self._area.select_all()
        if self._typed:
            self._area.replace(self._typed, *self._area.selection)
            self._area.move_cursor(self._area.document.end)
        self._show_count()

    def on_text_area_changed(self) -> None:
        """Counts, and keeps safe what is typed."""
        self._go_on()
        self._show_count()
        if self.draft:
            self.draft.note(self._area.text)

    def on_text_area_selection_changed(self) -> None:
        """Goes on."""
        self._go_on()

    def _go_on(self) -> None:
        """Asks nothing any more: somebody has gone on writing."""
        self._warned = False
        self._asks.warn("")

    def _show_count(self) -> None:
        self._count.count = pasted_length(self._area.text)
        is_untouched = self._area.text == self._text
        self._count.hint = _("^z what was typed before") if self._before and is_untouched else ""
        self._count.redraw()

    def actions(self) -> Actions:
        """Takes the text; the usual key only where it was asked what to do with it, for else it is typed."""
        return {TAKE_TEXT: self._take, **self.going_on(self._take), **({TAKE: self._take} if self._warned else {})}

    def _take(self) -> None:
        """Answers with the text."""
        self.answer(self._area.text)

    def interrupt(self) -> None:
        """Copies what is selected, for that is what ctrl+c is for in a text; else leaves it."""
        if self._area.selected_text:
            self._area.action_copy()
        else:
            self.leave()

    def leave(self) -> None:
        """Closes it; a changed text only at the second time."""
        if self._area.text == self._text:
            self.answer()
            return
        if self._warned:
            self.answer()
            if self.draft:
                self.draft.tell_dropped()
            return
        self._warned = True
        words = _("it was changed: {take} accepts it, {leave} undoes it, other keys continue")
        self._asks.warn(words.format(take=self.key_of(TAKE), leave=self.key_of(LEAVE)))


class Asks(Drawn):
    """What the form asks for, in as many lines as it needs; a warning takes its place."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look)
        self._text = text
        self._lines: list[str] = []
        self._warning = ""
        self.styles.height = 0 if not text else 1

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Wraps the question."""
        from ka2plan.tui.toolkit.wrapping import wrapped

        self._lines = wrapped(self._text, self.size.width - 2) if self._text else []
        self.styles.height = max(len(self._lines), 1 if self._warning else 0)
        super().on_resize()

    def warn(self, warning: str) -> None:
        """Says something instead; the question again where it is empty."""
        if warning != self._warning:
            self._warning = warning
            self.styles.height = max(len(self._lines), 1 if warning else 0)
            self.redraw()

    def draw_line(self, y: int) -> Strip:
        """A line of the question, or the warning."""
        line = Line(self.look, self.size.width, "bar").add(" ")
        if self._warning and y == 0:
            return line.add(f"{self.look.glyphs.warning} {self._warning}", "warning.bar").strip()
        return line.add(self._lines[y] if y < len(self._lines) else "", "bar").strip()
