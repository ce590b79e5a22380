"""Choosing how to spread an amount, with every amount shown before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.charts.tables.budget import no_organisation
from ka2plan.findings import Path
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, Matrix, entry_name
from ka2plan.tui.editor.amounts.measure import Measure
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_keys import AMOUNTS_DOWN, AMOUNTS_UP, KEEP, NEXT_RULE, PREVIOUS_RULE
from ka2plan.tui.toolkit.dialog_keys import TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList, ruled
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _, ngettext, pgettext
from ka2plan.words.visible import visible

NOTE_WIDTH = 66
"""Cells of a note, which fit the narrowest box."""

Ways = Sequence[tuple[str, list[Spread]]]
"""What is left as it is, in words, each with the rules that are possible then."""


class Spreading(Box[Spread]):
    """Asks by which rule; answers with the spread that was shown last."""

    KIND: ClassVar[str] = "spread"
    DEFAULT_CSS = """
    Spreading > .box { height: 90%; max-height: 34; }
    """

    def __init__(self, look: Look, measure: Measure, matrix: Matrix, title: str, ways: Ways, note: str = "") -> None:
        """Makes the dialog.

        Args:
            look: colours and characters.
            measure: what the amounts are of.
            matrix: the amounts as they are.
            title: what is spread.
            ways: what can be left as it is, with the rules.
            note: what is to be known of them; empty for nothing.
        """
        super().__init__(look)
        self._note = LineList(look, _draw_note, wrapped(note, NOTE_WIDTH), has_cursor=False)
        self._note.styles.height = self._note.row_count
        self._ways = ways
        self._way = 0
        self._measure = measure
        self._matrix = matrix
        self._rules = LineList(look, _draw_rule, ways[0][1], takes_keys=True)
        self._rules.styles.height = max(len(found) for _kept, found in ways)
        self._spread = ways[0][1][0]
        """The rule under the cursor, with what comes of it."""
        self._amounts = LineList(
            look, self._draw_amount, [*self._spread.parts], head=(ruled, self._draw_titles), has_cursor=False
        )
        self._amounts.styles.height = "1fr"
        self._box = Vertical(*([self._note] if note else []), self._rules, self._amounts, classes="box")
        self._box.border_title = Content(visible(title))

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        keeping = (self.hint(_("what stays"), KEEP),) if len(self._ways) > 1 else ()
        rules = (self.hint(_("writes it"), TAKE), self.hint(_("another rule"), NEXT_RULE, PREVIOUS_RULE))
        return (*rules, self.hint(_("scrolls"), AMOUNTS_DOWN), *keeping, self.leaving())

    def compose(self) -> ComposeResult:
        """The rules, and below them what the one under the cursor comes to."""
        self._tell_kept()
        yield self._box

    def _tell_kept(self) -> None:
        told = _("left as it is: {what}").format(what=self._ways[self._way][0]) if len(self._ways) > 1 else ""
        self._box.border_subtitle = Content(visible(told))

    def _keep_another(self) -> None:
        """Leaves something else as it is, and shows what the rules come to then."""
        self._way = (self._way + 1) % len(self._ways)
        self._rules.offer(self._ways[self._way][1], self._rules.cursor)
        self._show_amounts()
        self._tell_kept()

    def on_mount(self) -> None:
        """Gives the keys to the rules."""
        self.set_focus(self._rules)

    def actions(self) -> Actions:
        """Moves among the rules, scrolls the amounts, or takes the rule."""
        amounts = self._amounts
        return {
            NEXT_RULE: partial(self._rules.step, 1),
            PREVIOUS_RULE: partial(self._rules.step, -1),
            AMOUNTS_DOWN: lambda: amounts.scroll_rows(amounts.page),
            AMOUNTS_UP: lambda: amounts.scroll_rows(-amounts.page),
            KEEP: self._keep_another,
            TAKE: self._take,
        }

    def _take(self) -> None:
        self.answer(self._rules.chosen)

    def _show_amounts(self) -> None:
        """Shows what the rule under the cursor comes to."""
        self._spread = self._rules.chosen or self._spread
        self._amounts.read([*self._spread.parts])

    def _draw_titles(self, rows: LineView) -> Strip:
        """What the parts have in common, and what stands in each column."""
        words = self._measure.steps_in_words(self._spread.step)
        line = Line(self.look, rows.size.width).add(" ").add(words, "dim", 28)
        for title in (_("now"), pgettext("amount", "change"), _("then")):
            line.add(title, "dim", 12, right=True)
        return line.strip()

    def _draw_amount(self, line: Line, key: tuple[Path, str]) -> Line:
        """Where the amount stands, what there is, what comes, what it is then."""
        (entry, partner), part, figure = key, self._spread.parts[key], self._measure.figure
        before = self._matrix.amounts.get(key, ZERO)
        line.add(" ").add(entry_name(entry), "base", 14)
        line.add(partner if partner != NOT_SPLIT else no_organisation(), "base", 14)
        line.add(figure(before), "dim", 12, right=True)
        line.add(f"{'+' if part > 0 else '-'} {figure(abs(part))}", "added" if part > 0 else "removed", 12, right=True)
        return line.add(figure(before + part), "bright", 12, right=True)

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        """Shows what the rule comes to."""
        event.stop()
        if event.view is self._rules:
            self._show_amounts()

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the rule that was clicked."""
        if event.view is self._rules:
            self._take()


def _draw_note(line: Line, told: str) -> Line:
    return line.add(" ").add(told, "warning", max(1, line.room))


def _draw_rule(line: Line, spread: Spread) -> Line:
    """A rule, and how many amounts it changes."""
    count = len(spread.parts)
    words = ngettext("{count} amount", "{count} amounts", count).format(count=count)
    line.add(" ")
    return line.add(spread.rule, "base", max(1, line.room - 14)).add(words, "dim", 13, right=True)
