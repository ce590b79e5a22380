"""``export tjp``: the plan for TaskJuggler 3, which schedules the same days, and moves what waits when dates change.

No date is fixed but that of what is done: every task waits for the project's beginning, as many days as it is planned
to begin after it, and for what it is linked to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from ka2plan.charts.chart import Row
from ka2plan.export.material import NO_PACKAGE, Material
from ka2plan.export.taskjuggler_links import FreeLinks, Wait
from ka2plan.figures.effort_spread import Stretch, working_days
from ka2plan.figures.status import Dated, is_late
from ka2plan.plan import Activity
from ka2plan.plan.model import CANCELLED
from ka2plan.schedule.push import is_done
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

BEGIN, POINTS, OWN_EFFORT = "project begin", "counted from", "package effort"
"""Tasks of TaskJuggler alone; no id has a blank."""

ROOM = 366
"""Days that the project is given beyond its last, so that something can be moved there."""


def write(material: Material) -> str:
    """The text of a TaskJuggler project; entries without dates are left out and named in comments."""
    return "\n".join(_Project(material).lines()) + "\n"


class _Project:
    """The tasks of one plan and how they are called."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.plan = material.plan
        self.links = FreeLinks(material)
        own = (BEGIN, POINTS, OWN_EFFORT)
        self.names = identifiers([*self.plan.partners, *_ids(material), *own])

    def lines(self) -> Iterator[str]:
        """The whole file."""
        yield from self._settings()
        yield ""
        for partner in self.plan.partners.values():
            yield f"resource {self.names[partner.id]} {string(partner.name or partner.id)}"
        yield ""
        yield f"task {self.names[BEGIN]} {string('begin')} {{"
        yield from _indented([f"start {date.fromordinal(self.first_day).isoformat()}"])
        yield "}"
        for heading, entries in self.material.groups:
            yield from self._group(heading, [line for entry in entries for line in self._entry(entry)])
        yield from self._points()
        yield from self._own_efforts()
        yield ""
        yield 'taskreport "timeline" {'
        yield from _indented(("formats csv", "columns id, name, start, end", 'timeformat "%Y-%m-%d"'))
        yield "}"

    def _settings(self) -> Iterator[str]:
        """The project from the first day of anything in it to the last, with room behind."""
        start, first = self._planned_start.isoformat(), date.fromordinal(self.first_day).isoformat()
        last = date.fromordinal(min(self._last_day + ROOM, date.max.toordinal())).isoformat()
        yield f"project plan {string(self.plan.project.title)} {first} - {last} {{"
        settings = ['timezone "UTC"', 'timeformat "%Y-%m-%d"', 'currency "EUR"', "dailyworkinghours 8"]
        hours = ["workinghours mon - fri 9:00 - 17:00", "workinghours sat, sun off"]
        yield from _indented([*settings, *hours, f"now {start}"])
        yield "}"

    @property
    def _planned_start(self) -> date:
        return self.plan.project.start or self.material.created.date()

    @cached_property
    def first_day(self) -> int:
        """The day number of the earliest beginning, and of the earliest point that others count from."""
        spans = self.links.spans
        points = (spans[id].start - lead for id, lead in self.links.leads.items() if id in spans)
        own = (span[0].toordinal() for package in self.plan.work_packages if (span := self._span(package)))
        return max(min([self._planned_start.toordinal(), *points, *own]), 1)

    @property
    def _last_day(self) -> int:
        calendar = self.plan.calendar
        ends = (span.end + 1 for span in self.links.spans.values())
        own = (span[1].toordinal() for package in self.plan.work_packages if (span := self._span(package)))
        return max([(calendar.end if calendar else self._planned_start).toordinal(), *ends, *own])

    def _span(self, package: str) -> tuple[date, date] | None:
        span = self.material.span(self.plan.work_packages[package])
        return span if span and span[0] <= span[1] else None

    def _group(self, heading: Row | None, inside: list[str]) -> Iterator[str]:
        """A work package, or the heading over what is in none, with the tasks in it."""
        label = f"{heading.id} {heading.title}".strip() if heading else ""
        is_empty = all(line.startswith("#") for line in inside)
        if heading and is_empty and heading.status != CANCELLED and heading.id in self.plan.work_packages:
            inside += _fixed(self._span(heading.id))
            is_empty = False
        if heading is None or heading.status == CANCELLED or is_empty:
            yield from [f"# {comment(label)}"] if heading else []
            yield from inside
            return
        yield f"task {self.names[heading.id]} {string(label)} {{"
        yield from _indented([*self._responsible(heading.lead), *inside])
        yield "}"

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """How every entry and work package is called from outside."""
        found = {package: self.names[package] for package in self.plan.work_packages}
        for heading, entries in self.material.groups:
            is_inside = heading is not None and heading.status != CANCELLED
            before = f"{self.names[heading.id]}." if heading and is_inside else ""
            found.update((entry.id, f"{before}{self.names[entry.id]}") for entry in entries)
        return found

    def _entry(self, entry: Dated) -> Iterator[str]:
        label, span = f"{entry.id} {entry.title}", self.links.spans.get(entry.id)
        if entry.cancelled or span is None:
            yield f"# {comment(label)}"
            return
        inside = [*self._responsible(entry.lead), *self._late(entry)]
        if isinstance(entry, Activity):
            inside += self._activity(entry)
        else:
            inside += self._moment(entry.id, span.start) if is_done(entry) else self._waits(entry.id, span.start)
            inside.append("milestone")
        yield from (f"task {self.names[entry.id]} {string(label)} {{", *_indented(inside), "}")

    def _responsible(self, lead: str | None) -> Iterator[str]:
        if lead in self.plan.partners:
            yield f"responsible {self.names[lead or '']}"

    def _late(self, entry: Dated) -> Iterator[str]:
        """What is late, as a note: TaskJuggler has no word for it."""
        if is_late(entry, self.material.today):
            yield f"note {string(_('late'))}"

    def _activity(self, activity: Activity) -> Iterator[str]:
        stretches = activity.stretches
        shares = _shares(stretches)
        if len(stretches) == 1:
            yield from self._stretch(activity, stretches, 0, shares[0])
            return
        for number, share in enumerate(shares):
            head = f"task part{number + 1} {string(f'{activity.id} ({number + 1})')} {{"
            yield from (head, *_indented(self._stretch(activity, stretches, number, share)), "}")

    def _stretch(
        self, activity: Activity, stretches: tuple[Stretch, ...], number: int, share: Decimal
    ) -> Iterator[str]:
        """One stretch: the first waits, the others follow it as far behind as they are planned."""
        first, last = stretches[number]
        days = last.toordinal() - first.toordinal() + 1
        if is_done(activity):
            yield from _fixed((first, last))
        elif number:
            begin = stretches[0][0].toordinal()
            yield _depends(f"{self._paths[activity.id]}.part1", first.toordinal() - begin, "onstart")
            yield f"duration {days}d"
        else:
            yield from self._waits(activity.id, first.toordinal())
            yield f"duration {days}d"
        if activity.progress is not None and len(stretches) == 1:
            yield f"complete {activity.progress}"
        yield from self._efforts(activity.effort, share)

    def _efforts(self, effort: Mapping[str, Decimal], share: Decimal = Decimal(1)) -> Iterator[str]:
        """Who works in it, each until its effort is spent; the days stay as they are planned."""
        unit = "m" if self.plan.project.effort_unit == "months" else "d"
        spent = {id: round(number * share, 3) for id, number in effort.items() if id in self.plan.partners}
        limits = {self.names[id]: f"{number.normalize():f}{unit}" for id, number in spent.items() if number > 0}
        if limits:
            yield f"allocate {', '.join(limits)}"
            yield "limits {"
            yield from _indented(f"maximum {limit} {{ resources {name} }}" for name, limit in limits.items())
            yield "}"

    def _waits(self, id: str, begin: int) -> Iterator[str]:
        """What a task waits for, itself or by the point that others count from too."""
        if self.links.leads[id]:
            yield _depends(self._point(id), self.links.leads[id])
        else:
            yield from self._moment(id, begin)
            yield from self._links(id)
        for link in self.links.untold.get(id, ()):
            yield f"# left out: after {comment(link.predecessor)} {link.type} {link.lag.number:+d}{link.lag.unit}"

    def _moment(self, id: str, begin: int) -> Iterator[str]:
        """The day as planned, less what lies before it."""
        yield f"{_depends(self.names[BEGIN], begin - self.first_day)}  # {date.fromordinal(begin).isoformat()}"

    def _links(self, id: str) -> Iterator[str]:
        """Of several links to the same task the one that asks for most, which decides as long as lengths stay."""
        strongest: dict[str, Wait] = {}
        for wait in self.links.waits[id]:
            if wait.id not in strongest or wait.days > strongest[wait.id].days:
                strongest[wait.id] = wait
        for wait in strongest.values():
            yield self._link(wait, self.links.leads[id])

    def _link(self, wait: Wait, lead: int) -> str:
        before = self.links.leads.get(wait.id, 0)
        if wait.is_plain and not before and not lead:
            return _depends(self._paths[wait.id], wait.link.lag.number * (7 if wait.link.lag.unit == "w" else 1))
        days = wait.days + before - lead
        if before:
            return _depends(self._point(wait.id), days)
        has_length = wait.id not in self.links.spans or self.links.spans[wait.id].length > 0
        return _depends(self._paths[wait.id], days, "onstart" if has_length else "")

    def _point(self, id: str) -> str:
        return f"{self.names[POINTS]}.{self.names[id]}"

    def _points(self) -> Iterator[str]:
        """Moments before a task that others count from, as TaskJuggler knows no days below nought."""
        points = {id: lead for id, lead in self.links.leads.items() if lead and id in self.links.spans}
        if not points:
            return
        yield f"task {self.names[POINTS]} {string('Days before tasks, from which links count')} {{"
        for id, lead in points.items():
            inside = [*self._moment(id, self.links.spans[id].start - lead), *self._links(id), "milestone"]
            head = f"task {self.names[id]} {string(f'{id} -{lead}d')} {{"
            yield from _indented((head, *_indented(inside), "}"))
        yield "}"

    def _own_efforts(self) -> Iterator[str]:
        """Effort of work packages on top of that of their activities."""
        packages = [package for package in self.plan.live_work_packages() if package.effort and self._span(package.id)]
        if not packages:
            return
        yield f"task {self.names[OWN_EFFORT]} {string(_('Effort of work packages beside their activities'))} {{"
        for package in packages:
            inside = [*_fixed(self._span(package.id)), *self._efforts(package.effort)]
            label = f"{package.id} {package.title}"
            yield from _indented((f"task {self.names[package.id]} {string(label)} {{", *_indented(inside), "}"))
        yield "}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _depends(target: str, days: int, point: str = "") -> str:
    words = [*([point] if point else []), *([f"gapduration {days}d"] if days else [])]
    return f"depends {target} {{ {' '.join(words)} }}" if words else f"depends {target}"


def _shares(stretches: tuple[Stretch, ...]) -> list[Decimal]:
    """The part of an activity's working days that each of its stretches has."""
    days = [(first.toordinal(), last.toordinal()) for first, last in stretches]
    counts = [working_days(*span) for span in days]
    counts = counts if sum(counts) else [last - first + 1 for first, last in days]
    total = sum(counts)
    return [Decimal(count) / total for count in counts]


def _fixed(span: tuple[date, date] | None) -> Iterator[str]:
    if span:
        yield f"start {span[0].isoformat()}"
        yield f"end {day_after(span[1]).isoformat()}"


def _ids(material: Material) -> list[str]:
    plan = material.plan
    return [*plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables, NO_PACKAGE]


def identifiers(ids: Iterable[str]) -> dict[str, str]:
    """An identifier that TaskJuggler takes for every id, each once."""
    taken: dict[str, str] = {}
    for id in ids:
        name = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in id) or "none"
        name = name if name[:1].isalpha() else f"t_{name}"
        while name in taken.values():
            name += "_"
        taken[id] = name
    return taken


def string(text: str) -> str:
    """A text as a string of TaskJuggler, on one line.

    A quotation mark is all that can be escaped in one; macros and variables of the environment are put in wherever
    ``${`` or ``$(`` stands, so these get the full-width letter that looks the same.
    """
    shown = in_file(text).replace("${", "＄{").replace("$(", "＄(").replace('\\"', '＼"')
    shown = f"{shown[:-1]}＼" if shown.endswith("\\") else shown
    return '"' + shown.replace('"', '\\"') + '"'


def comment(text: str) -> str:
    """A text in a comment; macros are put in even there."""
    return in_file(text).replace("${", "＄{").replace("$(", "＄(")


def day_after(day: date) -> date:
    """TaskJuggler's ends are the first moment that no longer belongs to a task."""
    return date.fromordinal(day.toordinal() + 1)
