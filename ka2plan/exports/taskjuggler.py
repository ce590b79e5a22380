"""``export tjp``: the plan for TaskJuggler 3, with dates fixed so that it schedules the same days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ka2plan.exports.material import Material
from ka2plan.network import Dependency
from ka2plan.plan import Activity, Deliverable, Milestone
from ka2plan.text import visible


def write(material: Material) -> str:
    """The text of a TaskJuggler project; entries without dates are left out and named in comments."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    project, calendar = material.plan.project, material.plan.calendar
    start = calendar.start if calendar else material.created.date()
    end = day_after(calendar.end if calendar else start)
    days = [start, end]
    for activity in material.plan.live_activities():
        days += [activity.start or start, day_after(activity.end or start)]
    days += [day_after(event.due) for event in material.events if event.due]
    yield f"project plan {string(project.title)} {min(days).isoformat()} - {max(days).isoformat()} {{"
    yield '  timeformat "%Y-%m-%d"'
    yield '  currency "EUR"'
    yield "  dailyworkinghours 24"
    yield "  workinghours mon - sun 0:00 - 24:00"
    yield (f"  now {material.created.date().isoformat()}" if min(days) <= material.created.date() <= max(days) else "")
    yield "}"
    yield ""
    names = identifiers([*material.plan.partners, *_ids(material)])
    for partner in material.plan.partners.values():
        yield f"resource {names[partner.id]} {string(partner.name or partner.id)}"
    yield ""
    for package in material.plan.work_packages.values():
        if not package.cancelled:
            yield f"task {names[package.id]} {string(f'{package.id} {package.title}')} {{"
            yield from _responsible(names, package.lead)
            yield from _tasks(material, package.id, names)
            if not _has_tasks(material, package.id):
                yield from _package_span(material, package.id)
            yield "}"
    yield from _tasks(material, None, names)
    yield ""
    yield 'taskreport "timeline" {'
    yield "  formats csv"
    yield "  columns id, name, start, end"
    yield '  timeformat "%Y-%m-%d"'
    yield "}"


def _ids(material: Material) -> list[str]:
    plan = material.plan
    return [*plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables]


def identifiers(ids: Iterable[str]) -> dict[str, str]:
    """An identifier that TaskJuggler takes for every id, each once."""
    taken: dict[str, str] = {}
    for id in ids:
        name = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in id)
        name = name if name[:1].isalpha() else f"t_{name}"
        while name in taken.values():
            name += "_"
        taken[id] = name
    return taken


def string(text: str) -> str:
    """A text as a string of TaskJuggler, on one line."""
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def day_after(day: date) -> date:
    """TaskJuggler's ends are the first moment that no longer belongs to a task."""
    return date.fromordinal(day.toordinal() + 1)


def _responsible(names: dict[str, str], lead: str | None) -> Iterator[str]:
    if lead:
        yield f"  responsible {names[lead]}"


def _has_tasks(material: Material, package: str) -> bool:
    entries = (*material.activities_of(package), *material.events_of(package))
    return any(not entry.cancelled for entry in entries)


def _package_span(material: Material, package: str) -> Iterator[str]:
    span = material.span(material.plan.work_packages[package])
    if span:
        yield f"  start {span[0].isoformat()}"
        yield f"  end {day_after(span[1]).isoformat()}"


def _tasks(material: Material, package: str | None, names: dict[str, str]) -> Iterator[str]:
    for activity in material.activities_of(package):
        yield from _activity(material, activity, names)
    for event in material.events_of(package):
        yield from _event(event, names)


def _activity(material: Material, activity: Activity, names: dict[str, str]) -> Iterator[str]:
    label = string(f"{activity.id} {activity.title}")
    if activity.cancelled or not activity.stretches:
        yield f"  # {label}"
        return
    yield f"  task {names[activity.id]} {label} {{"
    yield from _responsible(names, activity.lead)
    if len(activity.stretches) == 1:
        yield from _stretch(*activity.stretches[0])
        yield from _complete(activity)
        yield from _kept_links(material, activity.id, names)
    else:
        for number, stretch in enumerate(activity.stretches, 1):
            yield f"  task part{number} {string(f'{activity.id} ({number})')} {{"
            yield from _stretch(*stretch)
            yield "  }"
    yield "  }"


def _stretch(first: date, last: date) -> Iterator[str]:
    yield f"    start {first.isoformat()}"
    yield f"    end {day_after(last).isoformat()}"


def _complete(activity: Activity) -> Iterator[str]:
    if activity.progress is not None:
        yield f"    complete {activity.progress}"


def _kept_links(material: Material, id: str, names: dict[str, str]) -> Iterator[str]:
    """Plain links that the plan keeps; TaskJuggler would refuse a plan in which one is broken."""
    broken = {violation.link for violation in material.network.violations}
    for dependency in material.network.links:
        if dependency.successor == id and dependency not in broken and _is_plain(material, dependency):
            yield f"    depends {_full_name(material, dependency.predecessor, names)}"


def _is_plain(material: Material, dependency: Dependency) -> bool:
    before = material.plan.activities.get(dependency.predecessor)
    return dependency.type == "FS" and dependency.lag.number >= 0 and before is not None


def _full_name(material: Material, id: str, names: dict[str, str]) -> str:
    package = material.plan.activities[id].wp
    return f"{names[package]}.{names[id]}" if package else names[id]


def _event(event: Milestone | Deliverable, names: dict[str, str]) -> Iterator[str]:
    label = string(f"{event.id} {event.title}")
    if event.cancelled or event.due is None:
        yield f"  # {label}"
        return
    yield f"  task {names[event.id]} {label} {{"
    yield from _responsible(names, event.lead)
    yield f"    start {day_after(event.due).isoformat()}"
    yield "    milestone"
    yield "  }"
