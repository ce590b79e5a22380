"""Reports that the shell prints, to read within the editor: brief, eligibility, payment, portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Reports")


class Brief(Command):
    """Shows what one partner has to know."""

    NAME = "show.brief"
    APPLIES_TO = N_("a plan with partners")
    WORDS = N_("brief summary for a partner send e-mail")
    LABEL = N_("brief: what one partner has to know")
    GROUP = GROUP

    def available(self, editor: Editor) -> bool:
        return bool(editor.plan.partners)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.reports import show_brief
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        path = editor.selected
        here = str(path[1]) if path and path[0] == "partners" and len(path) > 1 else None
        choices = [Choice(partner.id, partner.id, partner.name) for partner in editor.plan.partners.values()]
        picker = Picker(editor.look, _("Brief for"), choices, here)
        editor.ask(picker, lambda id: show_brief(editor, id))


class Eligibility(Command):
    """Shows whether the consortium may apply."""

    NAME = "show.eligibility"
    WORDS = N_("eligible apply who counts minimum countries deadline agency")
    LABEL = N_("may this consortium apply: who counts and why, agency, deadline")
    GROUP = GROUP
    APPLIES_TO = N_("a plan with partners")

    def available(self, editor: Editor) -> bool:
        return bool(editor.plan.partners)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.reports import show_eligibility

        show_eligibility(editor)


class Payment(Command):
    """Shows what scores of the final report cost."""

    NAME = "show.payment"
    WORDS = N_("pay paid payment final report score")
    LABEL = N_("payment: what scores of the final report cost")
    GROUP = GROUP

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.reports import ask_scores

        ask_scores(editor)


class Portfolio(Command):
    """Shows the plans in the folder of this one."""

    NAME = "show.portfolio"
    WORDS = N_("several projects all plans")
    LABEL = N_("portfolio: all plans in the folder of this one")
    GROUP = GROUP
    OUTSIDE = True

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.files.reports import show_portfolio

        show_portfolio(editor)


COMMANDS = (Brief, Eligibility, Payment, Portfolio)
