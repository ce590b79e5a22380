"""Effort that goes from one partner to another, as one number or in the months that it names."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.figures.apportion import apportioned
from ka2plan.figures.effort_spread import Stretch, working_days
from ka2plan.figures.membership import own_days
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO, Plan

if TYPE_CHECKING:
    from datetime import date

CENT = Decimal("0.01")

FINEST = -12
"""The exponent of the finest step; of what is finer nothing is shared out."""


class Share(NamedTuple):
    """How much of an entry's time is left from a day on, in working days, or calendar days where it has none."""

    left: int
    all: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it is."""
        return self.left == self.all

    def leaves(self, amount: Decimal) -> bool:
        """Whether an amount of nought stays as it is, which says that there is none."""
        return not self.is_whole and not amount


def step_of(amount: Decimal) -> Decimal:
    """What an amount is divided in: cents and hundredths, or finer where it is finer itself, within bounds."""
    exponent: Any = amount.as_tuple().exponent
    return min(CENT, Decimal(1).scaleb(max(exponent, FINEST)))


def divided(amount: Decimal, share: Share) -> tuple[Decimal, Decimal]:
    """The part that stays and the part that goes, which add up to the amount exactly."""
    weights = {"stays": Decimal(share.all - share.left), "goes": Decimal(share.left)}
    given = apportioned(amount, weights, step_of(amount)).get("goes", ZERO)
    return (amount - given, given) if given else (amount, ZERO)


class Efforts:
    """The effort of the old partner and of the new one; what the new one takes over of something that lasts lies in the
    months that are left, which are named where one number would lie in months before as well.
    """

    def __init__(self, plan: Plan, old: str, new: str, first: date) -> None:
        self.plan, self.old, self.new, self.first = plan, old, new, first

    def hand(
        self,
        effort: dict[str, Decimal],
        months: dict[str, Mapping[int, Decimal]],
        share: Share,
        stretches: tuple[Stretch, ...],
    ) -> None:
        """Hands over the old one's effort, changing the two tables."""
        if self.old not in effort:
            return
        amount, own = effort.pop(self.old), months.pop(self.old, None)
        if own is None:
            kept, given = divided(amount, share)
            kept_months = None
            given_months = self._in_months(given, stretches) if given and self._has_to_name(share, stretches) else None
        else:
            kept_months, given_months = self._months_divided(own, share, stretches)
            kept, given = sum(kept_months.values(), ZERO), sum(given_months.values(), ZERO)
        if kept or share.leaves(amount):
            effort[self.old] = kept
            if kept_months:
                months[self.old] = kept_months
        if given or share.is_whole:
            self._take(effort, months, given, given_months, stretches)

    def _take(
        self,
        effort: dict[str, Decimal],
        months: dict[str, Mapping[int, Decimal]],
        given: Decimal,
        given_months: Mapping[int, Decimal] | None,
        stretches: tuple[Stretch, ...],
    ) -> None:
        present = months.get(self.new)
        if present is None and given_months is not None:
            present = self._laid(effort.get(self.new, ZERO), stretches)
        if not present and given_months is not None:
            months[self.new] = given_months
        elif present is not None:
            more = self._in_months(given, stretches) if given_months is None else given_months
            months[self.new] = {
                month: present.get(month, ZERO) + more.get(month, ZERO) for month in sorted({*present, *more})
            }
        effort[self.new] = effort.get(self.new, ZERO) + given

    def _has_to_name(self, share: Share, stretches: tuple[Stretch, ...]) -> bool:
        """Whether one number for the new one would lie in days before it takes over."""
        own = own_days(self.plan.partners[self.new], stretches)
        return not share.is_whole and any(first < self.first for first, _last in own)

    def _months_divided(
        self, own: Mapping[int, Decimal], share: Share, stretches: tuple[Stretch, ...]
    ) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
        """Each month with the part that stays and the part that goes; of what goes whole all months go."""
        if share.is_whole:
            return {}, dict(own)
        kept, given = {}, {}
        for month, amount in own.items():
            stays, goes = divided(amount, self._share_of_month(month, stretches))
            if stays or not goes:
                kept[month] = stays
            if goes:
                given[month] = goes
        return kept, given

    def _share_of_month(self, month: int, stretches: tuple[Stretch, ...]) -> Share:
        every = self._days_in(month, stretches, None)
        if every:
            return Share(self._days_in(month, stretches, self.first), every)
        _first, last = self._span(month)
        return Share(int(last >= self.first), 1)

    def _in_months(self, amount: Decimal, stretches: tuple[Stretch, ...]) -> dict[int, Decimal]:
        """An amount laid evenly into the months that are left."""
        return self._evenly(amount, stretches, self.first)

    def _laid(self, amount: Decimal, stretches: tuple[Stretch, ...]) -> dict[int, Decimal]:
        """What the new one has as one number, in the months in which it lies."""
        own = own_days(self.plan.partners[self.new], stretches)
        return self._evenly(amount, own, None) if amount else {}

    def _evenly(self, amount: Decimal, stretches: tuple[Stretch, ...], since: date | None) -> dict[int, Decimal]:
        months = self.plan.calendar.months if self.plan.calendar else 0
        days = {month: self._days_in(month, stretches, since) for month in range(1, months + 1)}
        weights = {month: Decimal(count) for month, count in days.items() if count}
        return apportioned(amount, weights, step_of(amount)) if weights else {max(months, 1): amount}

    def _days_in(self, month: int, stretches: tuple[Stretch, ...], since: date | None) -> int:
        first, last = self._span(month)
        first = max(first, since or first)
        return sum(working_days(max(first, start).toordinal(), min(last, end).toordinal()) for start, end in stretches)

    def _span(self, month: int) -> Stretch:
        calendar = self.plan.calendar
        return (calendar.start_of(month), calendar.end_of(month)) if calendar else (self.first, self.first)
