"""A takeover in sentences: what goes to whom, what is shared and how, what stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from ka2plan.plan.model import Activity, Plan
from ka2plan.schedule.takeover import Handed, Takeover
from ka2plan.words.figures import day, effort, figure, listed, money, number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

MOST_NAMED = 12
"""So many entries are named one by one where they only stay."""


def takeover_lines(plan: Plan, taken: Takeover) -> list[str]:
    """What is taken over, then what stays, line by line; ``plan`` is the plan as it stands."""
    return [*_head(taken), *(_entry(plan, taken, one) for one in taken.handed), *_sums(plan, taken), *_staying(taken)]


def _head(taken: Takeover) -> Iterator[str]:
    names = {"old": visible(taken.old), "new": visible(taken.new)}
    if taken.is_whole:
        yield _("{new} takes over all that {old} has; {old} is deleted from the plan").format(**names)
    else:
        yield _("{new} takes over from {old} on {day}").format(**names, day=day(taken.first))
    if not taken.is_whole and not taken.handed and not taken.coordinates:
        yield _("{old} has nothing from that day on").format(**names)
    if taken.coordinates:
        yield _("the project: {new} coordinates it").format(**names)


def _entry(plan: Plan, taken: Takeover, handed: Handed) -> str:
    """One entry with what goes; where it is shared, by how much of its time is left."""
    parts = listed(_parts(plan, taken, handed), 6)
    told = {"id": visible(handed.before.id), "parts": parts, "left": handed.share.left, "all": handed.share.all}
    if handed.share.is_whole:
        return _("{id}: {parts}").format(**told)
    sentence = ngettext(
        "{id}, with {left} of {all} working day left: {parts}",
        "{id}, with {left} of {all} working days left: {parts}",
        handed.share.all,
    )
    return sentence.format(**told)


def _parts(plan: Plan, taken: Takeover, handed: Handed) -> Iterator[str]:
    if handed.leads:
        yield _("the lead")
    work, amount = handed.more_of("effort", taken.new), handed.more_of("budget", taken.new)
    if work:
        yield _of_all(number(work), effort, handed.had("effort", taken.old), work, plan.project.effort_unit)
    if amount:
        yield _of_all(figure(amount), money, handed.had("budget", taken.old), amount)
    before, after = handed.before, handed.after
    if isinstance(before, Activity) and isinstance(after, Activity) and not handed.leads and not work and not amount:
        yield _("a part")


def _of_all(part: str, told: Callable[..., str], whole: Decimal, given: Decimal, *unit: str) -> str:
    """``4,000 EUR``, or where it is shared ``1,500 of 4,000 EUR``."""
    if given == whole:
        return told(given, *unit)
    return _("{part} of {whole}").format(part=part, whole=told(whole, *unit))


def _sums(plan: Plan, taken: Takeover) -> Iterator[str]:
    work = sum((one.more_of("effort", taken.new) for one in taken.handed), Decimal(0))
    amount = sum((one.more_of("budget", taken.new) for one in taken.handed), Decimal(0))
    parts = [effort(work, plan.project.effort_unit)] if work else []
    parts += [money(amount)] if amount else []
    if parts:
        yield _("in total {new} gets {parts}").format(new=visible(taken.new), parts=listed(parts))


def _staying(taken: Takeover) -> Iterator[str]:
    if taken.done:
        done = listed(map(visible, taken.done), MOST_NAMED)
        yield _("{old} keeps what is done: {ids}").format(old=visible(taken.old), ids=done)
    if taken.behind:
        behind = listed(map(visible, taken.behind), MOST_NAMED)
        yield _("{old} keeps what ends before that day: {ids}").format(old=visible(taken.old), ids=behind)
