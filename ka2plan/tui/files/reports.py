"""The texts of reports in a box that scrolls: the same lines as at the shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ka2plan.errors import Ka2planError
from ka2plan.plan import Reading, read_plan
from ka2plan.plan.unreadable import of_fault
from ka2plan.print.style import Pen
from ka2plan.toml import TomlFault, decode, parse
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.toolkit.line_list import Lines
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.figures.portfolio import Entry
    from ka2plan.tui.editor.context import Editor

Written = Callable[[Pen], list[str]]
"""Writes a report as wide as there is room for."""


def show_brief(editor: Editor, partner: str) -> None:
    """Shows what a partner has to know."""
    from ka2plan.print.brief import brief_lines
    from ka2plan.schedule.brief import brief_of

    brief = brief_of(editor.plan, editor.plan.partners[partner], editor.snapshot.today)
    _show(editor, _("Brief for {id}").format(id=partner), lambda pen: brief_lines(brief, pen))


def show_eligibility(editor: Editor) -> None:
    """Shows whether the consortium may apply, and why."""
    from ka2plan.print.eligibility import eligibility_lines
    from ka2plan.rules.context import Context

    context = Context(editor.plan, editor.session.load_calls(), editor.snapshot.today)
    _show(editor, _("May this consortium apply?"), lambda pen: eligibility_lines(context, pen))


def ask_scores(editor: Editor) -> None:
    """Asks for the scores, then shows what they cost.

    :raises UsageError: no scale is known for the plan's call.
    """
    from ka2plan.print.payment_text import payment_text, scores_like

    book, plan = editor.session.load_calls(), editor.plan
    example = scores_like(plan, book)

    def meant(typed: str) -> Understood:
        scores = typed.replace(",", " ").split()
        if not scores:
            wanted = _("67 for the project, or {scores}").format(scores=example) if example else _("67 for the project")
            return Understood(told=wanted, asks=_("type a score first, such as 67"))
        try:
            payment_text(plan, book, scores, Pen(80))
        except Ka2planError as error:
            return Understood(fault=str(error))
        return Understood(scores)

    def typed(answer: Typed) -> None:
        if answer.value:
            _show(editor, _("Payment"), lambda pen: payment_text(plan, book, answer.value, pen))

    label = _("scores from 0 to 100")
    editor.ask(InPlace(editor.look, editor.foot, "", meant, label=label), typed)


def show_portfolio(editor: Editor) -> None:
    """Shows the plans in the folder of the open one, as they are on the disk."""
    from ka2plan.print.portfolio import portfolio_lines
    from ka2plan.print.portfolio_plans import plans_in

    book, today = editor.session.load_calls(), editor.snapshot.today
    folder = os.path.dirname(os.path.abspath(editor.snapshot.path))
    entries = tuple(
        entry for path in plans_in(folder) if (entry := _entry(editor, path, os.path.relpath(path, folder), book))
    )
    _show(editor, _("Portfolio"), lambda pen: list(portfolio_lines(entries, book, today, pen)))


def _entry(editor: Editor, path: str, name: str, book: CallBook) -> Entry | None:
    """A plan's entry by its name from the folder on: files of one name can lie in several folders below it."""
    from ka2plan.figures.portfolio import broken_entry
    from ka2plan.print.portfolio_plans import entry_read

    try:
        reading = _reading(path)
    except Ka2planError as error:
        return broken_entry(name, str(error), error.exit_code)
    return entry_read(name, reading, book, editor.snapshot.today, is_asked_for=False)


def _reading(path: str) -> Reading:
    from ka2plan.store import read_input

    try:
        return read_plan(parse(decode(read_input(path))))
    except TomlFault as fault:
        return of_fault(fault)


def _show(editor: Editor, title: str, written: Written) -> None:
    def lines(width: int) -> Lines:
        return [[(line.rstrip(), "base")] for line in written(Pen(width))]

    editor.show_text(title, lines)
