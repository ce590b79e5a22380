"""Tables into a plan that exists: rows match by id, else by title; what they say overwrites, all else stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.document import AddEntry, Batch, Edit, SetValue, Unset
from ka2plan.imports.draft import ACTIVITY, HEADS, PACKAGE, Draft, DraftPlan
from ka2plan.imports.folding import folded
from ka2plan.imports.new_plan import drop_needless_amount, fill_dates, fill_leads
from ka2plan.imports.plan_text import NOWHERE
from ka2plan.plan import Plan
from ka2plan.plan.model import Month
from ka2plan.plan.schema import STARTS, kind_named
from ka2plan.plan.values import quoted
from ka2plan.words.figures import number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.model import When

FIRST = ("wp", "title")
"""Keys that stand first in a new entry."""


class _Names:
    """The entries of a kind by what a table may call them."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._ids: dict[str, str] = {}
        self._titles: dict[str, list[str]] = {}
        for id, entry in entries.items():
            self._ids.setdefault(folded(id), id)
            self._titles.setdefault(folded(entry.title), []).append(id)

    def named(self, name: str) -> str | None:
        """The id that is written so."""
        return self._ids.get(folded(name)) if name else None

    def titled(self, title: str) -> str | None:
        """The id of the only entry with that title."""
        ids = self._titles.get(folded(title), []) if folded(title) else []
        return ids[0] if len(ids) == 1 else None


class IntoPlan:
    """What has to change in a plan so that it says what the tables say.

    Attributes:
        told: sentences on what was not taken, or was filled.
    """

    def __init__(self, plan: Plan, draft: DraftPlan, days_per_month: Decimal | None = None) -> None:
        self._plan = plan
        self._days_per_month = days_per_month
        self._draft = draft
        self.told: list[str] = []
        self._used = {known for kind in (*HEADS, "objectives") for known in self._entries(kind)}
        """Ids that the plan has, and those given to new entries."""
        self._known = {kind: _Names(self._entries(kind)) for kind in HEADS}
        self._ids = {one.id: self._match(one) for one in draft.drafts}
        self._has_other_unit = draft.effort_unit not in ("", plan.project.effort_unit)

    def edit(self) -> Batch:
        """All changes as one edit."""
        if self._has_other_unit:
            self.told.append(self._about_units())
        fresh = [one for one in self._draft.entries if self._is_new(one)]
        months = self._plan.project.months or 24
        fill_leads([one for one in fresh if one.kind == ACTIVITY], self._draft, self.told)
        fill_dates(fresh, months, self.told)
        changes = [*self._partners(), *(edit for one in self._draft.drafts for edit in self._changes(one))]
        return Batch(tuple(changes), _("import"))

    def _about_units(self) -> str:
        if self._days_per_month is None:
            return _(
                "effort is in another unit than the plan's; it was not read (`--days-per-month 20` would convert it)"
            )
        months_to_days = _("effort was converted from months to days: 1 month is {days} days")
        days_to_months = _("effort was converted from days to months: {days} days are 1 month")
        told = months_to_days if self._plan.project.effort_unit == "days" else days_to_months
        return told.format(days=number(self._days_per_month))

    def _converted(self, effort: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """Efforts in the plan's unit, to a thousandth; nothing where nobody said how."""
        rate = self._days_per_month
        if rate is None:
            return {}
        is_days = self._plan.project.effort_unit == "days"
        return {id: round(number * rate if is_days else number / rate, 3).normalize() for id, number in effort.items()}

    def _match(self, one: Draft) -> str:
        """The id of the entry that a row is, else an id for a new one that nothing has."""
        known = self._known[one.kind]
        found = known.named(one.written) or known.named(one.id) or known.titled(one.values.get("title") or "")
        return found or self._free(one.id)

    def _entries(self, kind: str) -> Mapping[str, Any]:
        entries: Mapping[str, Any] = getattr(self._plan, kind)
        return entries

    def _free(self, id: str) -> str:
        candidate, number = id, 2
        while candidate in self._used:
            candidate, number = f"{id}-{number}", number + 1
        self._used.add(candidate)
        return candidate

    def _is_new(self, one: Draft) -> bool:
        return self._ids[one.id] not in self._entries(one.kind)

    def _partners(self) -> Iterator[Edit]:
        consortium = self._draft.consortium
        for id, values in consortium.partners.items():
            told = consortium.told.get(id, {})
            if id not in self._plan.partners:
                fresh = {"name": values.get("name") or id, "country": NOWHERE, **_said({**values, **told})}
                yield AddEntry("partners", id, {key: _plain(value) for key, value in fresh.items()})
                continue
            known = self._plan.partners[id]
            for key, value in _said(told).items():
                yield from self._of_partner(("partners", id), known, key, value)

    def _of_partner(self, where: tuple[str, str], known: Any, key: str, value: Any) -> Iterator[Edit]:
        if key in ("since", "until"):
            if self._day(value, key in STARTS) != getattr(known, key):
                yield SetValue((*where, key), self._as_written(value, getattr(known, f"{key}_written"), key))
        elif key == "papers":
            yield from _by_name((*where, key), known.papers, value)
        elif getattr(known, key) != value:
            yield SetValue((*where, key), _plain(value))

    def _changes(self, one: Draft) -> Iterator[Edit]:
        values = self._values(one)
        id = self._ids[one.id]
        if self._is_new(one):
            if one.kind == PACKAGE and not values.get("title"):
                values["title"] = one.values.get("title") or id
            yield AddEntry(one.kind, id, _ordered(values))
            return
        entry = self._entries(one.kind)[id]
        where = (one.kind, id)
        yield from self._taking_part(one, where, entry, values)
        for key, value in values.items():
            if key in ("start", "end", "due", "periods", "partners") or key in one.derived:
                continue
            yield from self._change(where, entry, key, value)
        yield from self._times(where, entry, values)

    def _values(self, one: Draft) -> dict[str, Any]:
        """What a row says, in the plan's ids; a title that is only an id is none."""
        drop_needless_amount(one)
        values = {key: value for key, value in one.values.items() if value not in (None, "", [], {})}
        if one.kind == PACKAGE and values.get("title") == one.id:
            values.pop("title")
        if self._has_other_unit and "effort" in values:
            values["effort"] = self._converted(values["effort"])
            values = {key: value for key, value in values.items() if value != {}}
        if "wp" in values:
            values["wp"] = self._ids.get(values["wp"], values["wp"])
        if "after" in values:
            values["after"] = [self._link(*link) for link in values["after"]]
        if "serves" in values:
            values["serves"] = self._served(one.id, values["serves"])
        if "periods" in values:
            values["periods"] = [{"start": first, "end": last} for first, last in values["periods"]]
        known = kind_named(one.kind)
        return {key: value for key, value in values.items() if value != [] and (known is None or known.key(key))}

    def _served(self, id: str, names: Sequence[str]) -> list[str]:
        """The objectives and priorities that the plan has; others are told."""
        known = {*self._plan.objectives, *self._plan.project.priorities}
        for name in (name for name in dict.fromkeys(names) if name not in known):
            message = _("{id}: the plan has no objective or priority {name}")
            self.told.append(message.format(id=id, name=quoted(name)))
        return [name for name in dict.fromkeys(names) if name in known]

    def _link(self, id: str, kind: str, lag: str) -> Any:
        name = self._ids.get(id, id)
        if kind == "FS" and not lag:
            return name
        return {"id": name, **({"type": kind} if kind != "FS" else {}), **({"lag": lag} if lag else {})}

    def _taking_part(self, one: Draft, where: tuple[str, str], entry: Any, values: Mapping[str, Any]) -> Iterator[Edit]:
        """Those who take part: as a column says, else those who were there, who have a share now, or led before."""
        if one.kind != ACTIVITY:
            return
        lead = values.get("lead", entry.lead)
        told = list(values.get("partners", ()))
        if "partners" in one.derived or not told:
            before = [entry.lead] if entry.lead and entry.lead != lead else []
            told = [*entry.partners, *before, *told]
        partners = [id for id in dict.fromkeys(told) if id != lead]
        if set(partners) != set(entry.partners):
            yield SetValue((*where, "partners"), partners) if partners else Unset((*where, "partners"))

    def _change(self, where: tuple[str, str], entry: Any, key: str, value: Any) -> Iterator[Edit]:
        if key in ("budget", "effort", "items"):
            known = getattr(entry, key)
            for name, number in value.items():
                present = _named_months(entry, name) if isinstance(number, dict) else known.get(name)
                if present != number:
                    yield SetValue((*where, key, name), _plain(number))
        elif key == "evidence":
            yield from _by_name((*where, key), entry.evidence, value)
        elif key == "amount":
            yield from self._amount(where, entry, value)
        elif key == "after":
            if _links(entry.after) != {_link_key(link) for link in value}:
                yield SetValue((*where, key), value)
        elif key in ("venue", "actual"):
            known = getattr(entry, key)
            for part, told in value.items():
                if known is None or getattr(known, part) != told:
                    yield SetValue((*where, key, part), told)
        elif not (_is_same(getattr(entry, key), value) or (key == "title" and folded(entry.title) == folded(value))):
            yield SetValue((*where, key), _plain(value))

    def _amount(self, where: tuple[str, str], entry: Any, value: Decimal) -> Iterator[Edit]:
        if entry.money == value:
            return
        if entry.budget:
            message = _("{id}: the plan has its money by partner, with another sum; the amount was not read")
            self.told.append(message.format(id=where[1]))
            return
        yield SetValue((*where, "amount"), _plain(value))

    def _times(self, where: tuple[str, str], entry: Any, values: Mapping[str, Any]) -> Iterator[Edit]:
        if "periods" in values:
            stretches = tuple(
                (self._day(one["start"], True), self._day(one["end"], False)) for one in values["periods"]
            )
            if stretches != entry.stretches:
                yield SetValue((*where, "periods"), values["periods"])
                if not entry.periods:
                    yield from (Unset((*where, key)) for key in ("start", "end") if getattr(entry, f"{key}_written"))
            return
        changed = {
            key: value
            for key, value in values.items()
            if key in ("start", "end", "due") and self._day(value, key == "start") != getattr(entry, key)
        }
        if changed and getattr(entry, "periods", None):
            changed = {key: values.get(key) or getattr(entry, key) for key in ("start", "end")}
            yield Unset((*where, "periods"))
        for key, value in changed.items():
            yield SetValue((*where, key), self._as_written(value, getattr(entry, f"{key}_written"), key))

    def _day(self, moment: When | str, as_start: bool) -> date | None:
        if isinstance(moment, date):
            return moment
        calendar = self._plan.calendar
        if calendar is None:
            return None
        month = int(str(moment)[1:])
        return calendar.start_of(month) if as_start else calendar.end_of(month)

    def _as_written(self, value: Any, present: Any, key: str) -> Any:
        """A date where months stood, as a month where that is exact."""
        calendar = self._plan.calendar
        if isinstance(value, date) and isinstance(present, Month) and calendar:
            return (calendar.written_as_start if key in STARTS else calendar.written_as_end)(value) or value
        return value


def _by_name(where: tuple[str, ...], known: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Edit]:
    for name, there in values.items():
        if known.get(name) != there:
            yield SetValue((*where, name), there)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "")}


def _ordered(values: Mapping[str, Any]) -> dict[str, Any]:
    first = {key: values[key] for key in FIRST if key in values}
    return {key: _plain(value) for key, value in {**first, **values}.items()}


def _named_months(entry: Any, partner: str) -> dict[str, Decimal]:
    return {f"M{month}": part for month, part in entry.effort_by_month.get(partner, {}).items()}


def _plain(value: Any) -> Any:
    """A value as the document takes it: whole numbers whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


def _is_same(known: Any, value: Any) -> bool:
    if isinstance(value, list):
        return set(known or ()) == set(value)
    return bool(known == value or (value == "planned" and not known))


def _links(links: Sequence[Any]) -> set[tuple[str, str, str]]:
    return {(link.id, link.type, str(link.lag) if link.lag.number else "") for link in links}


def _link_key(link: Any) -> tuple[str, str, str]:
    if isinstance(link, str):
        return (link, "FS", "")
    return (link["id"], link.get("type", "FS"), link.get("lag", ""))
