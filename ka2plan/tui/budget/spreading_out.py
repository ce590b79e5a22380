"""Choosing how to spread what is left, with every amount shown before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.checks.wording import figure, money
from ka2plan.document import Edit
from ka2plan.messages import _, ngettext
from ka2plan.plan import Plan
from ka2plan.plan.model import ZERO
from ka2plan.text import visible
from ka2plan.tui.budget.matrix import NOT_SPLIT, Matrix
from ka2plan.tui.budget.setting import edit_for, entry_name
from ka2plan.tui.budget.spreading import Place, Spread, part_words, spreads
from ka2plan.tui.dialogs.box import Box
from ka2plan.tui.dialogs.dialog import leaving
from ka2plan.tui.drawing import Line
from ka2plan.tui.hints import Hint
from ka2plan.tui.line_view import LineView
from ka2plan.tui.look import Look

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor
    from ka2plan.tui.views.budget import BudgetView


def spread_rest(editor: Editor, view: BudgetView) -> None:
    """Asks for a rule, shows what comes of it, and writes it as one step."""
    plan, rest, partner, column = editor.plan, view.rest, view.partner, view.shown_column
    if partner is None or column is None:
        return
    if view.money.lump_sum is None or not rest:
        words = _("the plan names no lump sum") if view.money.lump_sum is None else _("it closes: nothing is left")
        editor.say(words, "warning")
        return
    found = spreads(plan, view.matrix, rest, Place(partner, column, view.management))
    if not found:
        editor.say(_("there is nothing to spread it by: no amounts, no effort, nobody taking part"), "warning")
        return

    def chosen(spread: Spread) -> None:
        if editor.do(_edit(plan, view.matrix, spread, rest)):
            words = _("spread {amount} {rule}") if rest > 0 else _("took back {amount} {rule}")
            editor.say(words.format(amount=money(abs(rest)), rule=spread.rule), "good")

    editor.ask(Spreading(editor.look, view.matrix, rest, found), chosen)


def _edit(plan: Plan, matrix: Matrix, spread: Spread, rest: Decimal) -> Edit:
    amounts = {key: matrix.amounts.get(key, ZERO) + part for key, part in spread.parts.items()}
    words = _("spread {amount}") if rest > 0 else _("take back {amount}")
    return edit_for(plan, amounts, words.format(amount=money(abs(rest))))


class _Rules(LineView):
    """The rules to choose from."""

    def __init__(self, look: Look, found: list[Spread]) -> None:
        super().__init__(look)
        self.found = found
        self.styles.height = len(found)

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
        line.add(entry_name(entry), "base", 14).add(partner if partner != NOT_SPLIT else _("not split"), "base", 14)
        line.add(figure(before), "dim", 12, right=True)
        line.add(part_words(part), "added" if part > 0 else "removed", 12, right=True)
        return line.add(figure(before + part), "bright", 12, right=True).strip()


class Spreading(Box[Spread]):
    """Asks by which rule; answers with the spread that was shown last."""

    DEFAULT_CSS = """
    Spreading > .box { height: 90%; max-height: 34; }
    """

    def __init__(self, look: Look, matrix: Matrix, rest: Decimal, found: list[Spread]) -> None:
        super().__init__(look)
        self._rest = rest
        self._rules = _Rules(look, found)
        self._amounts = _Amounts(look, matrix, found[0])

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (Hint("enter", _("writes it")), Hint("j k", _("another rule")), Hint("space", _("scrolls")), leaving())

    def compose(self) -> ComposeResult:
        """The rules, and below them what the one under the cursor comes to."""
        box = Vertical(self._rules, self._amounts, classes="box")
        title = _("Spread {amount} that are left") if self._rest > 0 else _("Take back {amount} that are too much")
        box.border_title = Content(visible(title.format(amount=money(abs(self._rest)))))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the rules."""
        self._rules.focus()

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
