"""A text to read in a box: keys scroll or copy it, any other key closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.tui.toolkit.dialog_keys import COPY_TEXT, LEAVE, PAGE_DOWN, PAGE_UP, READ_DOWN, READ_UP
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList, Lines, text_list
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

WIDTH = 90
"""Cells of a text and its frame, where there is room."""


def scrolling(text: LineList[Any]) -> Actions:
    """What scrolls a text that is read."""
    return {
        READ_DOWN: partial(text.scroll_rows, 1),
        READ_UP: partial(text.scroll_rows, -1),
        PAGE_DOWN: lambda: text.scroll_rows(text.page),
        PAGE_UP: lambda: text.scroll_rows(-text.page),
    }


class TextBox(Box[None]):
    """Shows a text; ``make`` gives its lines for a width, and ``take`` gets it as a whole to copy it."""

    KIND: ClassVar[str] = "reading"
    DEFAULT_CSS = """
    TextBox > .box { width: 90; }
    """

    FRAME = 4
    """Columns of the border and the blanks beside the text."""

    def __init__(self, look: Look, title: str, make: Callable[[int], Lines], take: Callable[[str], object]) -> None:
        super().__init__(look)
        self._title = title
        self._make = make
        self._take = take
        self._text = text_list(look, takes_keys=True)

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (
            self.hint(_("scroll"), READ_DOWN, READ_UP),
            self.hint(_("copies"), COPY_TEXT),
            self.hint(_("or any other key closes"), LEAVE),
        )

    def compose(self) -> ComposeResult:
        """The text in its box."""
        box = Vertical(self._text, classes="box")
        box.border_title = Content(visible(self._title))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the text."""
        self.set_focus(self._text)

    def on_resize(self, event: events.Resize) -> None:
        """Wraps the text for the size there is."""
        width = min(WIDTH, event.size.width) - self.FRAME
        lines = self._make(max(8, width))
        self._text.styles.height = max(1, min(len(lines), max(1, event.size.height - 3)))
        self._text.show(lines)

    def actions(self) -> Actions:
        """Scrolls, or copies."""
        return {**scrolling(self._text), COPY_TEXT: self._copy}

    def _copy(self) -> None:
        """Hands the text over as it is where there is room."""
        lines = ("".join(text for text, _style in line).rstrip() for line in self._make(WIDTH - self.FRAME))
        self._take("\n".join(lines) + "\n")

    def other_key(self) -> Callable[[], object]:
        """Closes."""
        return self.answer


def document_lines(text: str, width: int) -> list[list[Told]]:
    """A document of ours (headings, paragraphs, lists, fenced examples) in lines of at most this width."""
    lines: list[list[Told]] = []
    for kind, block in _blocks(text):
        if lines:
            lines.append([])
        if kind == "heading":
            lines.append([(block, "bright")])
        elif kind == "example":
            lines += [[("  ", "base"), (line, "hint")] for line in block.split("\n")]
        else:
            lines += [[(line, "base")] for line in _wrapped(block, width)]
    return lines


def _blocks(text: str) -> list[tuple[str, str]]:
    """Headings, examples and paragraphs, a paragraph joined to one line and an item of a list being one."""
    blocks: list[tuple[str, str]] = []
    parts = text.split("```")
    for number, part in enumerate(parts):
        if number % 2:
            blocks.append(("example", part.partition("\n")[2].rstrip("\n")))
            continue
        for paragraph in part.split("\n\n"):
            blocks += _paragraphs(paragraph.strip("\n"))
    return blocks


def _paragraphs(paragraph: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in filter(None, paragraph.split("\n")):
        if line.startswith("#"):
            found.append(("heading", line.lstrip("# ")))
        elif found and found[-1][0] == "text" and not line.startswith("- "):
            found[-1] = ("text", f"{found[-1][1]} {line.strip()}")
        else:
            found.append(("text", line))
    return found


def _wrapped(block: str, width: int) -> list[str]:
    import textwrap

    indent = "  " if block.startswith("- ") else ""
    return textwrap.wrap(visible(block), width, subsequent_indent=indent)
