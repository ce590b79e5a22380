"""From when and until when a partner takes part, against the days on which something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ka2plan.figures.effort_spread import Stretch
    from ka2plan.plan.calendar import Calendar
    from ka2plan.plan.model import Partner


def days_within(partner: Partner, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Of some stretches the days on which a partner takes part."""
    if partner.since is None and partner.until is None:
        return stretches
    cut = (_cut(partner, first, last) for first, last in stretches)
    return tuple((first, last) for first, last in cut if first <= last)


def own_days(partner: Partner, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The days on which a partner's effort lies: those on which it takes part, all where it takes part on none."""
    return days_within(partner, stretches) or stretches


def is_there_in(partner: Partner, month: int, calendar: Calendar | None) -> bool:
    """Whether a partner takes part on a day of a project month."""
    if calendar is None or (partner.since is None and partner.until is None):
        return True
    return bool(days_within(partner, ((calendar.start_of(month), calendar.end_of(month)),)))


def capacity_in(partner: Partner, month: int, calendar: Calendar | None) -> Decimal | None:
    """Effort a partner can give in a project month: nothing where it takes no part; None where nothing bounds it."""
    return partner.capacity_in(month) if is_there_in(partner, month, calendar) else ZERO


def _cut(partner: Partner, first: date, last: date) -> Stretch:
    since, until = partner.since or first, partner.until or last
    return max(first, since), min(last, until)
