"""Tables as a new plan: what they leave out is filled with what is plainly none of theirs, and said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ka2plan.imports.draft import ACTIVITY, DELIVERABLE, MILESTONE, PACKAGE, Draft, DraftPlan
from ka2plan.imports.plan_text import NOBODY, NOWHERE, Project, moments_of
from ka2plan.imports.sums import shown
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import MAX_MONTHS, Calendar
from ka2plan.plan.placeholders import TITLE
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

MOST_NAMED = 8


class Wish(NamedTuple):
    """What the options, or else the call, say of the project; ``None`` where an option says nothing."""

    type: str
    call: int
    round: int
    acronym: str
    title: str
    start: date
    months: int
    lump_sum: Decimal
    country: str | None
    told: frozenset[str]
    """Names of the options that were given."""


def completed(wish: Wish, plan: DraftPlan, chart_ends: Iterable[str | date] = ()) -> tuple[Project, list[str]]:
    """The project of the tables, with sentences on what they leave open; the plan then lacks nothing."""
    told: list[str] = []
    for draft in plan.drafts:
        drop_needless_amount(draft)
    _drop_serves(plan, told)
    start = _start(wish, plan)
    months = wish.months if "months" in wish.told else _months(start, plan, chart_ends) or wish.months
    total = sum((_money(draft) for draft in plan.drafts), Decimal(0))
    known_sum = plan.lump_sum or total
    lump_sum = wish.lump_sum if "lump_sum" in wish.told or not known_sum else known_sum
    notes = {}
    if "lump_sum" not in wish.told and not known_sum:
        told.append(_("no amounts: the lump sum is the call's, {sum} EUR").format(sum=shown(lump_sum)))
        notes["lump_sum"] = _("not in the table")
    fill_leads(plan.of_kind(ACTIVITY), plan, told)
    fill_dates(plan.entries, months, told)
    coordinator = plan.consortium.coordinator or _coordinator(plan, told)
    if plan.consortium.coordinator is None:
        notes["coordinator"] = _("the first in the table; change it")
    _tell_countries(wish, coordinator, plan, told)
    title = wish.title or " ".join(plan.title.split()) or _(TITLE)
    project = Project(
        *(title, wish.acronym, wish.type, wish.call, wish.round, start, months, lump_sum, coordinator),
        *(plan.effort_unit, notes),
    )
    return project, told


def drop_needless_amount(draft: Draft) -> None:
    """An amount that only says again what the partners' shares add up to is left out."""
    shares = draft.values.get("budget")
    if shares and draft.values.get("amount") == sum(shares.values()):
        draft.values["amount"] = None


def _drop_serves(plan: DraftPlan, told: list[str]) -> None:
    """No table has objectives and priorities, so that what serves them would serve nothing."""
    serving = [draft for draft in plan.entries if draft.values.pop("serves", None)]
    if serving:
        told.append(_("the objectives that these serve: {ids}").format(ids=_names(serving)))


def _start(wish: Wish, plan: DraftPlan) -> date:
    """The first of the month in which anything begins."""
    days = [moment for draft in plan.drafts for moment in moments_of(draft) if isinstance(moment, date)]
    return min(days).replace(day=1) if days and "start" not in wish.told else wish.start


def _months(start: date, plan: DraftPlan, chart_ends: Iterable[str | date]) -> int:
    """The last month that anything lies in; 0 where nothing has a date."""
    calendar = Calendar(start, 1)
    moments = [*(moment for draft in plan.drafts for moment in moments_of(draft)), *chart_ends]
    months = [calendar.month_of(one) if isinstance(one, date) else int(one[1:]) for one in moments]
    return min(max(months, default=0), MAX_MONTHS)


def _money(draft: Draft) -> Decimal:
    amount = draft.values.get("amount")
    return amount or sum((draft.values.get("budget") or {}).values(), Decimal(0))


def _names(drafts: list[Draft]) -> str:
    shown_ids = ", ".join(draft.id for draft in drafts[:MOST_NAMED])
    return shown_ids + (" …" if len(drafts) > MOST_NAMED else "")


def fill_leads(activities: Iterable[Draft], plan: DraftPlan, told: list[str]) -> None:
    """Somebody who is plainly nobody for activities without a lead."""
    without = [draft for draft in activities if not draft.values.get("lead")]
    if not without and plan.consortium.partners:
        return
    plan.consortium.add(NOBODY, {"name": _("Nobody is named in the table (replace)")})
    for draft in without:
        draft.values["lead"] = NOBODY
        if draft.values.get("partners"):
            draft.values["partners"] = [id for id in draft.values["partners"] if id != NOBODY]
    if without:
        message = ngettext(
            "no organisation leads {count} activity; it got {nobody}: {ids}",
            "no organisation leads {count} activities; they got {nobody}: {ids}",
            len(without),
        )
        told.append(message.format(count=len(without), nobody=NOBODY, ids=_names(without)))


def fill_dates(entries: Iterable[Draft], months: int, told: list[str]) -> None:
    """The whole project where no dates are known: a plan must have some, and these say that they are none."""
    without = []
    for draft in entries:
        keys = {ACTIVITY: ("start", "end"), MILESTONE: ("due",), DELIVERABLE: ("due",)}.get(draft.kind, ())
        missing = [key for key in keys if not draft.values.get(key)]
        if missing and not draft.values.get("periods"):
            without.append(draft)
            _fill_one(draft, missing, months)
    if without:
        message = ngettext(
            "{count} entry has no dates that could be read; it got those of the project: {ids}",
            "{count} entries have no dates that could be read; they got those of the project: {ids}",
            len(without),
        )
        told.append(message.format(count=len(without), ids=_names(without)))


def _fill_one(draft: Draft, missing: list[str], months: int) -> None:
    filler = {"start": "M1", "end": f"M{months}", "due": f"M{months}"}
    for key in missing:
        draft.values[key] = filler[key]
        draft.notes.append(_("{key}: not in the table, the project's own").format(key=key))


def _coordinator(plan: DraftPlan, told: list[str]) -> str:
    first = next(iter(plan.consortium.partners))
    told.append(_("the coordinator is not named; it is now {id}, the first in the table").format(id=first))
    return first


def _tell_countries(wish: Wish, coordinator: str, plan: DraftPlan, told: list[str]) -> None:
    if wish.country:
        plan.consortium.partners[coordinator].setdefault("country", wish.country)
    without = [id for id, values in plan.consortium.partners.items() if not values.get("country")]
    if without:
        message = _("no country is named for {ids}; each got {nowhere}, which is not a country")
        ids = visible(", ".join(without[:MOST_NAMED]), 200)
        told.append(message.format(ids=ids, nowhere=NOWHERE))


def has_anything(plan: DraftPlan) -> bool:
    """Whether the tables say anything that a plan has: an entry, or figures of a work package."""
    return (
        bool(plan.entries)
        or any(draft.kind == PACKAGE for draft in plan.packages.values())
        or bool(plan.consortium.partners)
    )
