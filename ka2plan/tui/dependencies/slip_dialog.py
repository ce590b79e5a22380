"""What a slip would move and break, seen before it is done; keys make it longer or shorter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from ka2plan.errors import Ka2planError
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Lag
from ka2plan.plan.calendar import LagUnit
from ka2plan.print.slip import break_text, move_text
from ka2plan.schedule.effects import OVERLOAD, PROJECT_END
from ka2plan.schedule.slip import Slip
from ka2plan.session.entry_words import short_span
from ka2plan.tui.dependencies.slip_keys import CLOSE, PUSH, STEPS, TYPE
from ka2plan.tui.toolkit.dialog_keys import TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.toolkit.dialogs.text_box import scrolling
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList, Lines
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.figures import day, days
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

LEAST_ROWS, WIDTH = 6, 76

HEAD = 3
"""Lines over the effect."""


class Agreed(NamedTuple):
    """A slip that shall be done."""

    lag: Lag
    pushes: bool
    effect: Slip


class Slipping(Box[Agreed]):
    """Shows what a slip leads to and answers with it on Enter.

    ``slip`` computes it, ``meant`` reads a lag or a date that somebody typed. ``follows`` tells whether there can be
    something that follows, ``more`` what else is to be said of an effect.
    """

    KIND: ClassVar[str] = "slip"
    DEFAULT_CSS = f"""
    Slipping > .box {{ width: {WIDTH + 4}; }}
    """

    def __init__(
        self,
        look: Look,
        title: str,
        slip: Callable[[Lag, bool], Slip],
        meant: Callable[[str], Lag | None],
        *,
        follows: bool = True,
        more: Callable[[Slip], Lines] = lambda _effect: (),
    ) -> None:
        super().__init__(look)
        self._title = title
        self._follows = follows
        self._more = more
        self._slip = slip
        self._meant = meant
        self._lag = Lag(1, "m")
        self._pushes = True
        self._found: Slip | None = None
        self._short: tuple[Sequence[Told], ...] = ()
        """What slips and what comes of it, in short."""
        self._shown = LineList(look, Line.add_all, (), head=self._head(), has_cursor=False, takes_keys=True)
        self._box = Vertical(self._shown, classes="box")

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        month_less, month_more, week_less, week_more, day_less, day_more = STEPS
        steps = (
            self.hint(_("month"), month_less, month_more),
            self.hint(_("week"), week_less, week_more),
            self.hint(_("day"), day_less, day_more),
        )
        pushing = (self.hint(_("pushes"), PUSH),) if self._follows else ()
        return (self.hint(_("does it"), TAKE), *steps, self.hint(_("types"), TYPE), *pushing, self.leaving())

    def compose(self) -> ComposeResult:
        """The effect in its box."""
        self._box.border_title = Content(visible(self._title, 60))
        yield self._box

    def on_mount(self) -> None:
        """Gives the keys to the effect."""
        self.set_focus(self._shown)

    def on_resize(self) -> None:
        """Shows as much as there is room for."""
        self._compute()

    def actions(self) -> Actions:
        """Another lag, pushing or not, scrolling, doing it."""
        steps = {action: partial(self._lengthen, *step) for action, step in STEPS.items()}
        others = {TYPE: self._ask, CLOSE: self.answer, TAKE: self._agree}
        pushing = {PUSH: self._push_or_not} if self._follows else {}
        return {**steps, **others, **pushing, **scrolling(self._shown)}

    def _lengthen(self, number: int, unit: LagUnit) -> None:
        self._lag = longer(self._lag, number, unit)
        self._compute()

    def _push_or_not(self) -> None:
        self._pushes = not self._pushes
        self._compute()

    def _agree(self) -> None:
        if self._found and self._found.values:
            self.answer(Agreed(self._lag, self._pushes, self._found))
        else:
            self._box.border_subtitle = Content(_("there is nothing to write"))

    def _ask(self) -> None:
        def typed(answer: Typed | None) -> None:
            if answer:
                self._lag = answer.value
                self._compute()

        width, height = self.app.size
        words = _("by how much, or to when")
        self.app.push_screen(
            InPlace(self.look, Region(0, height - 1, width, 1), "", self._understand, label=words), typed
        )

    def _understand(self, text: str) -> Understood:
        lag = self._meant(text)
        if lag:
            return Understood(lag, lag_in_words(lag))
        if not text.strip():
            return Understood(fault=_("+2 weeks, -10d, M9 or 15 3 2027"))
        fault = _("{text} is neither a length of time nor a date: write +2 weeks, -10d, M9 or 15 3 2027")
        return Understood(fault=fault.format(text=repr(text)))

    def _compute(self) -> None:
        self._box.border_subtitle = Content("")
        room = max(1, self.app.size.height - 3)
        how_much: list[Told] = [(_("by {lag}").format(lag=lag_in_words(self._lag)), "bright"), ("   ", "base")]
        how_much.append((self._what_follows(), "dim"))
        try:
            self._found = self._slip(self._lag, self._pushes)
        except Ka2planError as error:
            self._found = None
            self._show((how_much, [(str(error), "error")], []), (), room)
            return
        more = self._more(self._found)
        short = in_short(self.look, self._found, changes_findings=bool(more))
        self._show((how_much, [short], []), (*effect_lines(self.look, self._found), *more), room)

    def _what_follows(self) -> str:
        if not self._follows:
            return _("project months and lags stay the same, and so does what is done")
        return _("what depends on it moves too, as far as the links require") if self._pushes else _("nothing follows")

    def _head(self) -> Sequence[Callable[[LineView], Strip]]:
        """The lines over the effect."""

        def draw(row: int, rows: LineView) -> Strip:
            told = self._short[row] if row < len(self._short) else ()
            return Line(self.look, rows.size.width).add_all(told).strip()

        return [partial(draw, row) for row in range(HEAD)]

    def _show(self, short: tuple[Sequence[Told], ...], lines: Lines, room: int) -> None:
        """Shows another effect in at most so many lines."""
        self._short = short
        self._shown.styles.height = HEAD + max(1, min(max(len(lines), LEAST_ROWS), room - HEAD))
        self._shown.read(lines)
        self._shown.redraw_all()


def longer(lag: Lag, number: int, unit: LagUnit) -> Lag:
    """A lag made longer in a unit; where that is another than its own, from the nearest there is."""
    if lag.unit == unit:
        return Lag(lag.number + number, unit)
    per_unit = {"m": 30, "w": 7, "d": 1}
    return Lag(round(lag.number * per_unit[lag.unit] / per_unit[unit]) + number, unit)


def lag_in_words(lag: Lag) -> str:
    """``+2 weeks``, ``-1 month``."""
    words = {
        "m": ngettext("{count} month", "{count} months", abs(lag.number)),
        "w": ngettext("{count} week", "{count} weeks", abs(lag.number)),
        "d": ngettext("{count} day", "{count} days", abs(lag.number)),
    }
    return words[lag.unit].format(count=f"{lag.number:+d}")


def in_short(look: Look, effect: Slip, *, changes_findings: bool = False) -> Told:
    """How many entries move, and the gravest of what breaks; ``changes_findings``: more is said below."""
    if not effect.moves:
        return _("Nothing moves."), "dim"
    count = sum(move.before != move.after and move.table != "project" for move in effect.moves)
    told = ngettext("{count} entry moves", "{count} entries move", count).format(count=count)
    ends = [broken.days for broken in effect.breaks if broken.kind == PROJECT_END]
    if ends:
        beyond = _("{told}, up to {days} beyond the project's end").format(told=told, days=days(max(ends)))
        return f"{look.glyphs.error} {beyond}", "error"
    if effect.breaks:
        breaks = ngettext("{count} thing breaks", "{count} things break", len(effect.breaks))
        return f"{look.glyphs.warning} {told}; {breaks.format(count=len(effect.breaks))}", "warning"
    if changes_findings:
        return f"{look.glyphs.warning} {_('{told}; the findings change').format(told=told)}", "warning"
    return _("{told}; nothing breaks").format(told=told), "good"


def effect_lines(look: Look, effect: Slip) -> Iterator[list[Told]]:
    """A line for each promise that breaks, which is to be seen first, and one for each entry that moves."""
    for broken in effect.breaks:
        is_milder = broken.kind == OVERLOAD
        sign = look.glyphs.warning if is_milder else look.glyphs.error
        yield [(f"{sign} ", "warning" if is_milder else "error"), (break_text(broken, day), "base")]
    if effect.breaks:
        yield []
    width = max((len(move.id) for move in effect.moves), default=0)
    for move in effect.moves:
        if move.before == move.after or move.table == "partners":
            yield [(move_text(move, day), "dim")]
            continue
        entry = effect.plan.entry(move.id)
        because = _(" after {id}").format(id=move.because.predecessor) if move.because else ""
        by: Told = (f"{move.days:+d} d".rjust(7) + "  ", "hint")
        when = f"{short_span(*move.before)} {look.glyphs.arrow} {short_span(*move.after)}"
        yield [(visible(move.id).ljust(width + 1), "bright"), by, (when, "base"), (because, "dim")]
        if len(effect.moves) == 1 and entry is not None:
            yield [(f"  {entry.title}", "dim")]
