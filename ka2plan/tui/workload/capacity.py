"""Typing what a partner can do in one month, over the cell of the month."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.document import Edit, SetValue, Unset
from ka2plan.figures.membership import capacity_in
from ka2plan.plan.model import Partner
from ka2plan.plan.types import Around
from ka2plan.plan.types.by_month import capacity_value
from ka2plan.plan.types.effort import EFFORT
from ka2plan.plan.types.number import plain
from ka2plan.plan.values import Bad
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.words.figures import effort
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.workload.view import WorkloadView


def type_capacity(editor: Editor, view: WorkloadView) -> None:
    """Asks for what the partner of the cell can do in its month; nothing at all is what it can in all others."""
    if view.partner is None:
        return
    partner, month = editor.plan.partners[view.partner.partner], view.month
    unit = editor.plan.project.effort_unit

    def meant(text: str) -> Understood:
        if not text.strip():
            usual = _("no bound") if partner.capacity is None else effort(partner.capacity, unit)
            return Understood(value="", told=_("{usual}, as in the other months").format(usual=usual))
        value = EFFORT.from_text(text, Around(plan=editor.plan, least=0))
        if isinstance(value, Bad):
            return Understood(fault="; ".join(filter(None, (value.message, value.hint))))
        return Understood(value, effort(value, unit))

    def typed(answer: Typed) -> None:
        wanted = None if answer.value == "" else Decimal(answer.value)
        editor.do(capacity_edit(partner, month, wanted))

    present = capacity_in(partner, month, editor.plan.calendar)
    text = "" if present is None else EFFORT.to_text(plain(present))
    label = _("{partner} can do in M{month}").format(partner=partner.id, month=month)
    editor.ask(InPlace(editor.look, view.value_place(), text, meant, label=label), typed)


def capacity_edit(partner: Partner, month: int, wanted: Decimal | None) -> Edit:
    """What to write so that a partner can do so much in a month; None for what it can in all others."""
    others = {other: can for other, can in partner.capacity_by_month.items() if other != month}
    value = capacity_value(partner.capacity, others if wanted is None else {**others, month: wanted})
    path = ("partners", partner.id, "capacity")
    return Unset(path) if value is None else SetValue(path, value)
