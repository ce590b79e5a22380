"""Choosing what to do about months with too much, with all that it changes and leaves shown before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.balance.proposal import Change, Proposal
from ka2plan.balance.words import left_in_words, load_in_words
from ka2plan.plan.schema import key_at
from ka2plan.plan.typed import type_at
from ka2plan.toml import Path
from ka2plan.tui.toolkit.dialog_keys import TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.drawing import Line, Told, lines_in
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList, ruled
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.tui.workload.proposal_keys import CHANGES_DOWN, CHANGES_UP, NEXT, PREVIOUS
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

Numbered = tuple[int, Proposal]
"""A proposal with its number, by which ``balance --apply`` knows it."""

MOST_ROWS = 8


class Proposals(Box[Proposal]):
    """Shows proposals; answers with the one under the cursor."""

    KIND: ClassVar[str] = "proposals"
    DEFAULT_CSS = """
    Proposals > .box { height: 90%; max-height: 34; }
    Proposals.-roomy > .box { width: 110; }
    """

    def __init__(self, look: Look, title: str, told: Sequence[str], proposals: Sequence[Numbered], unit: str) -> None:
        super().__init__(look)
        self._told = told
        self._unit = unit
        self._first = proposals[0]
        self._proposals = LineList(look, self._draw, proposals, takes_keys=True)
        self._proposals.styles.height = min(MOST_ROWS, len(proposals))
        self._details = LineList(look, Line.add_all, (), head=(ruled,), has_cursor=False)
        self._details.styles.height = "1fr"
        self._box = Vertical(self._proposals, self._details, classes="box")
        self._box.border_title = Content(visible(title))

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        moving = (self.hint(_("another"), NEXT, PREVIOUS), self.hint(_("scrolls"), CHANGES_DOWN))
        return (self.hint(_("writes it"), TAKE), *moving, self.leaving())

    def compose(self) -> ComposeResult:
        """The proposals, and below them what the one under the cursor changes and leaves."""
        yield self._box

    def on_mount(self) -> None:
        """Gives the keys to the proposals."""
        self.set_focus(self._proposals)

    def on_resize(self) -> None:
        """Wraps what is told anew."""
        self.call_after_refresh(self._show)

    def actions(self) -> Actions:
        """Moves among the proposals, scrolls what one changes, or takes it."""
        details = self._details
        return {
            NEXT: partial(self._proposals.step, 1),
            PREVIOUS: partial(self._proposals.step, -1),
            CHANGES_DOWN: lambda: details.scroll_rows(details.page),
            CHANGES_UP: lambda: details.scroll_rows(-details.page),
            TAKE: self._take,
        }

    def _take(self) -> None:
        self.answer((self._proposals.chosen or self._first)[1])

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        """Shows what the proposal changes."""
        event.stop()
        if event.view is self._proposals:
            self._show()

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the proposal that was clicked."""
        if event.view is self._proposals:
            self._take()

    def _draw(self, line: Line, numbered: Numbered) -> Line:
        """The proposal, and how many months with too much it leaves."""
        number, proposal = numbered
        left = len(proposal.left)
        words = ngettext("{count} left", "{count} left", left).format(count=left) if left else _("solves all")
        line.add(f"{number:>2} ", "dim").add(proposal.what, "base", max(1, line.room - 14))
        return line.add(words, "dim" if left else "good", 13, right=True)

    def _show(self) -> None:
        chosen = self._proposals.chosen or self._first
        self._details.read(list(self._lines(chosen[1], max(20, self._details.size.width - 2))))

    def _lines(self, proposal: Proposal, width: int) -> Iterator[Sequence[Told]]:
        """The sentence in full, what is written, what is left."""
        yield from lines_in("bright", wrapped(proposal.what, width))
        for change in proposal.changes:
            yield []
            yield from change_lines(change, width)
        yield []
        left = left_in_words(proposal)
        yield [(left, "warning" if proposal.left else "good")]
        for load in proposal.left:
            yield from lines_in("dim", wrapped(load_in_words(load, self._unit), width))
        for told in self._told:
            yield []
            yield from lines_in("dim", wrapped(told, width))


def change_lines(change: Change, width: int) -> Iterator[Sequence[Told]]:
    """Where something is written, what stands there, what will."""
    yield [(" ".join(map(str, change.where[1:])), "base")]
    yield from lines_in("removed", wrapped(f"- {_as_typed(change.where, change.before)}", width))
    yield from lines_in("added", wrapped(f"+ {_as_typed(change.where, change.after)}", width))


def _as_typed(where: Path, value: object) -> str:
    key = key_at(where)
    if value is None or key is None:
        return _("nothing")
    return type_at(key, where).to_text(value)
