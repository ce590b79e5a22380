"""The balance in sentences, the same on every surface."""

from __future__ import annotations

from decimal import Decimal

from ka2plan.balance.proposal import Proposal
from ka2plan.balance.search import Search
from ka2plan.schedule.remaining_work import HUNDREDTHS, Load
from ka2plan.schedule.sharing import Bottleneck
from ka2plan.words.figures import above, effort, listed, number, stretches
from ka2plan.words.messages import _, ngettext


def load_in_words(load: Load, unit: str) -> str:
    """``OSL M11: 12 of 10 person-days (A2.1, WP1)``."""
    told = _("{partner} M{month}: {booked} of {capacity} ({behind})")
    return told.format(
        partner=load.partner,
        month=load.month,
        booked=above(load.load, load.capacity),
        capacity=effort(load.capacity, unit),
        behind=", ".join(load.behind),
    )


def left_in_words(proposal: Proposal) -> str:
    """How many months with too much it leaves."""
    left = len(proposal.left)
    if not left:
        return _("leaves nothing above capacity")
    return ngettext("leaves {count} month above capacity", "leaves {count} months above capacity", left).format(
        count=left
    )


def left_out_in_words(search: Search) -> str:
    """How many ways were looked at, where not all were; else nothing."""
    ways = search.looked + search.left_out
    if not search.left_out:
        return ""
    words = ngettext(
        "The plan is large: looked at {looked} of {ways} way out.",
        "The plan is large: looked at {looked} of {ways} possible solutions.",
        ways,
    )
    return words.format(looked=number(search.looked), ways=number(ways))


def bottleneck_in_words(one: Bottleneck, unit: str) -> str:
    """``OSL, IES and ZAV can give 66 person-days in M11-12; A2.3 and WP1 need 71: 5 too many, however they are
    shared``.
    """
    can, need, missing = (Decimal(amount) / HUNDREDTHS for amount in (one.can, one.need, one.missing))
    words = ngettext(
        "{partners} can give {can}; {entries} needs {need}: {missing} too many, however it is shared",
        "{partners} can give {can}; {entries} need {need}: {missing} too many, however they are shared",
        len(one.tasks),
    )
    if _is_rectangle(one):
        words = ngettext(
            "{partners} can give {can} in {months}; {entries} needs {need}: {missing} too many, however it is shared",
            "{partners} can give {can} in {months}; {entries} need {need}: {missing} too many, however they are shared",
            len(one.tasks),
        )
    return words.format(
        partners=_partners(one),
        can=effort(can, unit),
        months=stretches({month for _id, month in one.cells}),
        entries=listed(one.tasks),
        need=number(need),
        missing=number(missing),
    )


def _is_rectangle(one: Bottleneck) -> bool:
    """Whether all of its partners are in all of its months."""
    partners, months = ({cell[place] for cell in one.cells} for place in (0, 1))
    return len(one.cells) == len(partners) * len(months)


def _partners(one: Bottleneck) -> str:
    ids = dict.fromkeys(id for id, _month in one.cells)
    if _is_rectangle(one):
        return listed(ids)
    told = _("{partner} ({months})")
    return listed(
        told.format(partner=id, months=stretches({month for other, month in one.cells if other == id})) for id in ids
    )
