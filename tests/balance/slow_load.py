"""Who has how much to do in which month on a day, told once more by words alone: day by day, for one partner at a time.

What is done counts no more. What runs or is late lies where the tests' own forecast lays it, a day at a time. What is
one number lies evenly on working days; so much of it is left as progress says, else as much as of the days. What names
months lies there, later by as many months as brings none before the forecast's first.
"""

from __future__ import annotations

import calendar as months_of_years
from datetime import date, timedelta

from ka2plan.plan import Plan, read_plan
from ka2plan.toml import parse
from tests.schedule.test_forecast import slowly

DAY = timedelta(days=1)

Sums = dict[tuple[str, int], float]


def month_of(plan: Plan, day: date) -> int:
    return (day.year - plan.project.start.year) * 12 + day.month - plan.project.start.month + 1


def days_between(first: date, last: date) -> list[date]:
    return [first + DAY * place for place in range((last - first).days + 1)]


def worked_on(days: list[date]) -> list[date]:
    return [day for day in days if day.weekday() < 5] or days


def is_there(plan: Plan, partner: str, month: int) -> bool:
    year, number = divmod(plan.project.start.month - 1 + month - 1, 12)
    year, number = plan.project.start.year + year, number + 1
    first, last = date(year, number, 1), date(year, number, months_of_years.monthrange(year, number)[1])
    one = plan.partners[partner]
    return (one.since or first) <= last and (one.until or last) >= first


def above_capacity(text: str, today: date) -> dict[tuple[str, int], float]:
    """What is to be done in every month in which a partner has more to do than it can, and something left."""
    plan = read_plan(parse(text)).plan
    loads, left = loads_on(plan, today)
    found = {}
    for (id, month), load in loads.items():
        partner = plan.partners[id]
        can = partner.capacity_by_month.get(month, partner.capacity)
        if can is not None and round(load, 6) > float(can) and round(left.get((id, month), 0), 6) > 0:
            found[id, month] = load
    return found


def loads_on(plan: Plan, today: date) -> tuple[Sums, Sums]:
    """All of each partner and month that is not over, and what of it is left."""
    runs = any(one.status in ("running", "done") or one.actual.start for one in plan.live_activities())
    first = max(1, month_of(plan, today)) if runs else 1
    loads: Sums = {}
    left: Sums = {}
    for entry, days, part_left in entries_on(plan, today, runs):
        for partner in entry.effort:
            done, to_do = parts_of(plan, entry, partner, days, part_left, today if runs else None)
            for month in {*done, *to_do}:
                if month < first or month > plan.project.months or not is_there(plan, partner, month):
                    continue
                cell = (partner, month)
                loads[cell] = loads.get(cell, 0) + done.get(month, 0) + to_do.get(month, 0)
                left[cell] = left.get(cell, 0) + to_do.get(month, 0)
    return loads, left


def entries_on(plan: Plan, today: date, runs: bool):
    """What is to be done, its days, and how much of it is left by what the plan says."""
    live = {one.id: one for one in plan.live_activities()}
    linked = {id: one._replace(after=tuple(link for link in one.after if link.id in live)) for id, one in live.items()}
    lies = {id: (one.start, one.end) for id, one in live.items()}
    if runs:
        lies, _kinds = slowly(plan._replace(activities=linked), today)
    for id, one in live.items():
        if one.status == "done":
            continue
        shift = lies[id][0] - one.start
        stretches = [(first + shift, last + shift) for first, last in one.stretches]
        first, last = stretches[-1]
        stretches[-1] = (first, max(last, lies[id][1]))
        begun = one.status == "running" or one.actual.start or one.progress
        share = 1 - one.progress / 100 if runs and begun and one.progress is not None else None
        yield one, [day for span in stretches for day in days_between(*span)], share
    for package in plan.live_work_packages():
        inside = [one for one in live.values() if one.wp == package.id]
        first = min((one.start for one in inside), default=plan.calendar.start)
        last = max((one.end for one in inside), default=plan.calendar.end)
        ends = [lies[one.id][1] for one in inside]
        yield package, days_between(first, max([last, *ends])), None


def parts_of(plan, entry, partner, days, share, today):
    """What of a partner's part is done in which month, and what is left in which."""
    one = plan.partners[partner]
    own = [day for day in days if (one.since or day) <= day <= (one.until or day)] or days
    effort, named = float(entry.effort[partner]), entry.effort_by_month.get(partner)
    if today is None:
        return {}, {month: float(part) for month, part in named.items()} if named else laid(plan, effort, own)
    before, ahead = [day for day in own if day < today], [day for day in own if day >= today]
    if named is None:
        if share is None:
            share = len(set(worked_on(own)) & set(ahead)) / len(worked_on(own))
        done = (
            laid(plan, effort * (1 - share), before)
            if before
            else {max(1, month_of(plan, today)): effort * (1 - share)}
        )
        return done, laid(plan, effort * share, ahead or [day for day in days if day >= today])
    return named_parts(plan, entry, named, days, share, today)


def named_parts(plan, entry, named, days, share, today):
    now = month_of(plan, today)
    first = month_of(plan, days[0])
    months = moved_months(named, first)
    done = {month: part for month, part in months.items() if month < now}
    to_do = {month: part for month, part in months.items() if month >= now}
    every = [month for own in entry.effort_by_month.values() for month in moved_months(own, first)]
    if share and max(every, default=0) < now:
        more = share * sum(done.values())
        done = {month: part * (1 - share) for month, part in done.items()}
        to_do = laid(plan, more, [day for day in days if day >= today])
    if to_do.get(now):
        here = worked_on([day for day in days if month_of(plan, day) == now])
        gone = to_do[now] * (len([day for day in here if day < today]) / len(here) if here else 0)
        done[now], to_do[now] = gone, to_do[now] - gone
    return done, to_do


def moved_months(named, first):
    """As many months later as brings none before the first."""
    months = {month: float(part) for month, part in named.items() if part}
    later = max(0, first - min(months)) if months else 0
    return {month + later: part for month, part in months.items()}


def laid(plan, effort, days):
    """An effort evenly on working days, by month."""
    found = {}
    for day in worked_on(days):
        month = month_of(plan, day)
        found[month] = found.get(month, 0) + effort / len(worked_on(days))
    return found
