"""Organisations over many plans: how often they apply in a round, and how much they have to do in a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ka2plan.calls import Fact
from ka2plan.figures.portfolio import Entry, Month, Part
from ka2plan.findings import ERROR, WARNING, Severity
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.figures import alphabetical

if TYPE_CHECKING:
    from decimal import Decimal

TOLERANCE = 1e-6
"""Effort above a capacity that is no more than rounding."""


class Applications(NamedTuple):
    """How often an organisation applies in one round for one action, and how often it may."""

    call: int
    round: int
    code: str
    parts: tuple[Part, ...]
    """Its parts in plans in which it is funded."""
    as_applicant: tuple[Part, ...]
    """Its parts in those it coordinates."""
    limit: Fact | None
    """Of applications in any role."""
    applicant_limit: Fact | None

    @property
    def severity(self) -> Severity | None:
        """``error`` or ``warning`` where it is over a limit, by how sure the limit is; else None."""
        broken = [fact for fact, count in self._counted() if fact and count > fact.value]
        if not broken:
            return None
        return ERROR if any(fact.may_be_error for fact in broken) else WARNING

    @property
    def at_limit(self) -> bool:
        """Whether no further application is possible."""
        return any(fact and count >= fact.value for fact, count in self._counted())

    def _counted(self) -> tuple[tuple[Fact | None, int], ...]:
        return (self.limit, len(self.parts)), (self.applicant_limit, len(self.as_applicant))


class Busy(NamedTuple):
    """A month in which an organisation has more to do than it can."""

    month: Month
    effort: float
    capacity: Decimal
    """The largest that any plan says it can give in the month."""
    behind: tuple[tuple[Part, float], ...]
    """Its parts with what they take in that month, the largest first."""


class Booked(NamedTuple):
    """All effort of an organisation in one unit."""

    unit: str
    """``days`` or ``months``."""
    capacity: Decimal | None
    """The largest that any plan says it can give in one month."""
    by_month: Mapping[Month, float]
    overloads: tuple[Busy, ...]


class Organisation(NamedTuple):
    """One organisation with its part in every plan; one without an OID is known by name and country."""

    oid: str
    name: str
    country: str
    parts: tuple[Part, ...]
    applications: tuple[Applications, ...]
    booked: tuple[Booked, ...]


def organisations_of(entries: Iterable[Entry]) -> tuple[Organisation, ...]:
    """All organisations, those in most plans first."""
    every = list(entries)
    by_path = {entry.row.path: entry for entry in every}
    groups: dict[tuple[str, ...], list[Part]] = {}
    for entry in every:
        for part in entry.parts:
            groups.setdefault(_identity(part), []).append(part)
    found = [_organisation(parts, by_path) for parts in groups.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.parts), alphabetical(one.name), one.oid)))


def _identity(part: Part) -> tuple[str, ...]:
    return (part.oid,) if part.oid else (" ".join(part.name.casefold().split()) or part.partner, part.country)


def _organisation(parts: list[Part], by_path: Mapping[str, Entry]) -> Organisation:
    first = parts[0]
    applications = tuple(_applications(parts, by_path)) if first.oid else ()
    units = dict.fromkeys(part.unit for part in parts)
    booked = tuple(_booked(unit, [part for part in parts if part.unit == unit]) for unit in units)
    return Organisation(first.oid, first.name, first.country, tuple(parts), applications, booked)


def _applications(parts: list[Part], by_path: Mapping[str, Entry]) -> Iterator[Applications]:
    """By call, round and action; limits are the strictest that its plans' types know."""
    groups: dict[tuple[int, int, str], list[Part]] = {}
    for part in parts:
        entry = by_path[part.path]
        limited = entry.in_any_role or entry.as_applicant
        if part.is_funded and limited and entry.row.call is not None:
            groups.setdefault((entry.row.call, entry.row.round, entry.code), []).append(part)
    for (call, round_number, code), group in sorted(groups.items()):
        entries = [by_path[part.path] for part in group]
        yield Applications(
            call,
            round_number,
            code,
            tuple(group),
            tuple(part for part in group if part.is_applicant),
            _strictest(entry.in_any_role for entry in entries),
            _strictest(entry.as_applicant for entry in entries),
        )


def _strictest(facts: Iterable[Fact | None]) -> Fact | None:
    return min((fact for fact in facts if fact), key=lambda fact: int(fact.value), default=None)


def _booked(unit: str, parts: list[Part]) -> Booked:
    capacity = max((part.capacity for part in parts if part.capacity is not None), default=None)
    months = sorted({month for part in parts for month in part.effort})
    by_month = {month: sum(part.effort.get(month, 0.0) for part in parts) for month in months}
    overloads = tuple(
        Busy(month, effort, can, _behind(parts, month))
        for month, effort in by_month.items()
        if (can := _capacity_in(parts, month)) is not None and effort > float(can) + TOLERANCE
    )
    return Booked(unit, capacity, by_month, overloads)


def _capacity_in(parts: list[Part], month: Month) -> Decimal | None:
    said = (part.capacity_by_month.get(month, part.capacity) for part in parts)
    return max((capacity for capacity in said if capacity is not None), default=None)


def _behind(parts: list[Part], month: Month) -> tuple[tuple[Part, float], ...]:
    efforts = [(part, part.effort[month]) for part in parts if month in part.effort]
    return tuple(sorted(efforts, key=lambda pair: -pair[1]))
