"""Choosing how to spread what is left, with every amount shown before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.charts.tables.budget import no_organisation
from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.cell_edits import entry_name
from ka2plan.tui.budget.matrix import NOT_SPLIT, Matrix
from ka2plan.tui.budget.spread import Spread, part_words
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import leaving
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.figures import figure, money
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

Ways = Sequence[tuple[str, list[Spread]]]
"""What is left as it is, in words, each with the rules that are possible then."""


class _Rules(LineView):
    """The rules to choose from."""

    def __init__(self, look: Look, found: list[Spread]) -> None:
        super().__init__(look)
        self.found = found

    @property
    def row_count(self) -> int:
        """Number of rules."""
        return len(self.found)

    def draw_row(self, row: int) -> Strip:
        """A rule, and how many amounts it changes."""
        spread, cursor = self.found[row], self.look["cursor"] if row == self.cursor else None
        count = len(spread.parts)
        words = ngettext("{count} amount", "{count} amounts", count).format(count=count)
        line = Line(self.look, self.size.width, cursor=cursor).add(" ")
        return line.add(spread.rule, "base", max(1, line.room - 14)).add(words, "dim", 13, right=True).strip()


class _Amounts(LineView):
    """What a rule comes to, an amount a line, as much of it as there is room for."""

    DEFAULT_CSS = "_Amounts { height: 1fr; }"

    HEAD = 2

    def __init__(self, look: Look, matrix: Matrix, spread: Spread) -> None:
        super().__init__(look)
        self.can_focus = False
        self._matrix = matrix
        self._spread = spread
        self._keys = list(spread.parts)

    def show(self, spread: Spread) -> None:
        """Shows another rule's amounts."""
        self._spread, self._keys, self.top = spread, list(spread.parts), 0
        self.rows_changed()

    @property
    def row_count(self) -> int:
        """Number of amounts."""
        return len(self._keys)

    def draw_head(self, y: int) -> Strip:
        """A rule to divide, then what the parts have in common."""
        line = Line(self.look, self.size.width)
        if y == 0:
            return line.add(self.look.glyphs.rule * self.size.width, "rule").strip()
        step = self._spread.step
        words = _("to the cent") if step < 1 else _("in steps of {step}").format(step=money(step))
        line.add(" ").add(words, "dim", 28)
        for title in (_("now"), _("change"), _("then")):
            line.add(title, "dim", 12, right=True)
        return line.strip()

    def draw_row(self, row: int) -> Strip:
        """Where the amount stands, what there is, what comes, what it is then."""
        key = self._keys[row]
        (entry, partner), part = key, self._spread.parts[key]
        before = self._matrix.amounts.get(key, ZERO)
        line = Line(self.look, self.size.width).add(" ")
        line.add(entry_name(entry), "base", 14).add(partner if partner != NOT_SPLIT else no_organisation(), "base", 14)
        line.add(figure(before), "dim", 12, right=True)
        line.add(part_words(part), "added" if part > 0 else "removed", 12, right=True)
        return line.add(figure(before + part), "bright", 12, right=True).strip()


class Spreading(Box[Spread]):
    """Asks by which rule; answers with the spread that was shown last."""

    DEFAULT_CSS = """
    Spreading > .box { height: 90%; max-height: 34; }
    """

    def __init__(self, look: Look, matrix: Matrix, title: str, ways: Ways) -> None:
        super().__init__(look)
        self._ways = ways
        self._way = 0
        self._rules = _Rules(look, ways[0][1])
        self._rules.styles.height = max(len(found) for _kept, found in ways)
        self._amounts = _Amounts(look, matrix, ways[0][1][0])
        self._box = Vertical(self._rules, self._amounts, classes="box")
        self._box.border_title = Content(visible(title))

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        keeping = (Hint("o", _("what stays")),) if len(self._ways) > 1 else ()
        rules = (Hint("enter", _("writes it")), Hint("j k", _("another rule")), Hint("space", _("scrolls")))
        return (*rules, *keeping, leaving())

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
        self._rules.found = self._ways[self._way][1]
        self._rules.cursor = min(self._rules.cursor, len(self._rules.found) - 1)
        self._rules.rows_changed()
        self._amounts.show(self._rules.found[self._rules.cursor])
        self._tell_kept()

    def on_mount(self) -> None:
        """Gives the keys to the rules."""
        self.set_focus(self._rules)

    def on_key(self, event: events.Key) -> None:
        """Moves among the rules, scrolls the amounts, or takes the rule."""
        event.stop()
        steps = {"down": 1, "j": 1, "tab": 1, "up": -1, "k": -1, "shift+tab": -1}
        page = self._amounts.page
        pages = {"pagedown": page, "space": page, "pageup": -page}
        if event.key in steps:
            event.prevent_default()
            self._rules.cursor += steps[event.key]
        elif event.key in pages:
            self._amounts.scroll_rows(pages[event.key])
        elif event.key == "o":
            self._keep_another()
        elif event.key == "enter":
            self.answer(self._rules.found[self._rules.cursor])

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        """Shows what the rule comes to."""
        event.stop()
        if event.view is self._rules:
            self._amounts.show(self._rules.found[self._rules.cursor])

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the rule that was clicked."""
        if event.view is self._rules:
            self.answer(self._rules.found[self._rules.cursor])
