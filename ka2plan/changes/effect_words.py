"""What changes mean for work and money, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ka2plan.changes.comparison import Comparison, WorkloadChange
from ka2plan.words.figures import figure, listed, number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

MOST_MONTHS = 3
"""Months of one partner that a sentence tells, those with the largest differences."""

LEAST_IN_DAYS, LEAST_IN_MONTHS = 0.5, 0.05
"""Differences of a month's effort that are worth a word."""


def effect_sentences(comparison: Comparison, about: str | None = None) -> Iterator[str]:
    """What the changes mean for the partners' work, for work packages and for the sum."""
    yield from _workload_sentences(comparison, about)
    money = comparison.money
    for amounts in (money.by_wp, money.by_partner):
        told = [(id, amount) for id, amount in amounts.items() if about in (None, id)]
        if told:
            yield comparison.in_words(", ".join(f"{visible(id)} {signed(amount)}" for id, amount in told))
    if money.total and about is None:
        yield _total_sentence(money.total, money.difference)


def _total_sentence(change: Decimal, difference: Decimal | None) -> str:
    if difference is None:
        return _("the sum {change}").format(change=signed(change))
    if not difference:
        return _("the sum {change}: the lump sum, to the euro").format(change=signed(change))
    if difference > 0:
        sentence = _("the sum {change}: {amount} EUR above the lump sum")
    else:
        sentence = _("the sum {change}: {amount} EUR below the lump sum")
    return sentence.format(change=signed(change), amount=figure(abs(difference)))


def _workload_sentences(comparison: Comparison, about: str | None) -> Iterator[str]:
    unit = comparison.new.project.effort_unit
    least = LEAST_IN_MONTHS if unit == "months" else LEAST_IN_DAYS
    by_partner: dict[str, list[WorkloadChange]] = {}
    for change in comparison.workload:
        if about in (None, change.partner) and abs(change.more) >= least:
            by_partner.setdefault(change.partner, []).append(change)
    for partner, changes in by_partner.items():
        largest = sorted(changes, key=lambda change: -abs(change.more))[:MOST_MONTHS]
        clauses = [_more(change, unit) for change in changes if change in largest]
        rest = len(changes) - len(clauses)
        if rest:
            clauses.append(
                ngettext("different work in {count} more month", "different work in {count} more months", rest).format(
                    count=rest
                )
            )
        sentence = _("{partner} has {changes}").format(partner=visible(partner), changes=listed(clauses))
        yield comparison.in_words(sentence)


def _more(change: WorkloadChange, unit: str) -> str:
    amount = round(Decimal(str(abs(change.more))), 1)
    more = change.more > 0
    count = _plural(amount)
    if unit == "months" and more:
        sentence = ngettext("{amount} person-month more in M{month}", "{amount} person-months more in M{month}", count)
    elif unit == "months":
        sentence = ngettext("{amount} person-month less in M{month}", "{amount} person-months less in M{month}", count)
    elif more:
        sentence = ngettext("{amount} day more in M{month}", "{amount} days more in M{month}", count)
    else:
        sentence = ngettext("{amount} day less in M{month}", "{amount} days less in M{month}", count)
    return sentence.format(amount=number(amount), month=change.month)


def _plural(amount: Decimal) -> int:
    return int(amount) if amount == int(amount) else 2  # a fraction is said as two are


def signed(amount: Decimal) -> str:
    """``+4,000`` or ``-500``."""
    return f"{'+' if amount > 0 else '-'}{figure(abs(amount))}"
