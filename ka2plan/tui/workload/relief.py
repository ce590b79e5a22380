"""From a month with too much to a proposal that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.balance.balance import Balance
from ka2plan.balance.errors import errors_by
from ka2plan.balance.words import bottleneck_in_words, left_out_in_words, load_in_words
from ka2plan.calls import load_calls
from ka2plan.document import Document
from ka2plan.tui.workload.proposals_dialog import Numbered, Proposals
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.balance.proposal import Proposal
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.workload.view import WorkloadView


def propose(editor: Editor, view: WorkloadView) -> None:
    """Shows what could be done about the month of the cell, else about all with too much, and writes what is taken."""
    snapshot = editor.snapshot
    errors = errors_by(snapshot.book or load_calls(), snapshot.today)
    balance = Balance(Document(snapshot.text), snapshot.today, errors)
    if not balance.overloads:
        editor.say(_("no partner has more work than it can do"), "good")
        return
    unit = editor.plan.project.effort_unit
    found_none = not balance.proposals
    told = [bottleneck_in_words(one, unit) for one in balance.bottlenecks]
    told += [left_out] if (left_out := left_out_in_words(balance.search)) else []
    if found_none:
        editor.say("; ".join(told) or _("no proposal reduces the work above capacity"), "warning")
        return
    title, found = _about(balance, view, unit)

    def chosen(proposal: Proposal) -> None:
        if editor.do(proposal.idea.edit):
            editor.say(proposal.what, "good")

    editor.ask(Proposals(editor.look, title, told, found, unit), chosen)


def _about(balance: Balance, view: WorkloadView, unit: str) -> tuple[str, list[Numbered]]:
    """The title, and the proposals after which the month of the cell has no longer too much; all where none does."""
    every = list(enumerate(balance.proposals, 1))
    own = view.partner.partner if view.partner else ""
    here = next((load for load in balance.overloads if (load.partner, load.month) == (own, view.month)), None)
    if here is None:
        count = len(balance.overloads)
        words = ngettext("{count} month above capacity", "{count} months above capacity", count)
        return words.format(count=count), every
    solving = [
        (number, one)
        for number, one in every
        if (own, view.month) not in {(load.partner, load.month) for load in one.left}
    ]
    return load_in_words(here, unit), solving or every
