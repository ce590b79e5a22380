"""``export tjp``: the plan for TaskJuggler 3, with dates fixed so that it schedules the same days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ka2plan.charts.chart import HEADING, Row
from ka2plan.export.material import NO_PACKAGE, Material
from ka2plan.figures.status import Dated
from ka2plan.plan import Activity, Deliverable, Milestone
from ka2plan.plan.model import CANCELLED
from ka2plan.schedule import Dependency
from ka2plan.words.visible import in_file


def write(material: Material) -> str:
    """The text of a TaskJuggler project; entries without dates are left out and named in comments."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    names = identifiers([*material.plan.partners, *_ids(material)])
    yield from _project(material)
    yield ""
    for partner in material.plan.partners.values():
        yield f"resource {names[partner.id]} {string(partner.name or partner.id)}"
    yield ""
    for heading, entries in material.groups:
        yield from _group(material, heading, list(_tasks(material, entries, names)), names)
    yield ""
    yield 'taskreport "timeline" {'
    yield from _indented(("formats csv", "columns id, name, start, end", 'timeformat "%Y-%m-%d"'))
    yield "}"


def _project(material: Material) -> Iterator[str]:
    """The project from the first day of anything in it to the last."""
    calendar = material.plan.calendar
    start = calendar.start if calendar else material.created.date()
    days = [start, day_after(calendar.end if calendar else start)]
    for activity in material.plan.live_activities():
        days += [activity.start or start, day_after(activity.end or start)]
    days += [day_after(event.due) for event in material.plan.live_results() if event.due]
    span = f"{min(days).isoformat()} - {max(days).isoformat()}"
    yield f"project plan {string(material.plan.project.title)} {span} {{"
    settings = ['timeformat "%Y-%m-%d"', 'currency "EUR"', "dailyworkinghours 24"]
    yield from _indented([*settings, "workinghours mon - sun 0:00 - 24:00", f"now {start.isoformat()}"])
    yield "}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


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


def _responsible(names: dict[str, str], lead: str | None) -> Iterator[str]:
    if lead in names:
        yield f"responsible {names[lead]}"


def _package_span(material: Material, package: str) -> Iterator[str]:
    span = material.span(material.plan.work_packages[package])
    if span and span[0] <= span[1]:
        yield from _stretch(*span)


def _group(material: Material, heading: Row | None, inside: list[str], names: dict[str, str]) -> Iterator[str]:
    """A work package, or the heading over what is in none, with the tasks in it."""
    label = f"{heading.id} {heading.title}".strip() if heading else ""
    nothing_inside = all(line.startswith("#") for line in inside)
    if heading is None or heading.status == CANCELLED or (heading.kind == HEADING and nothing_inside):
        yield from [f"# {comment(label)}"] if heading else []
        yield from inside
        return
    inside += _package_span(material, heading.id) if nothing_inside else []
    yield f"task {names[heading.id]} {string(label)} {{"
    yield from _indented([*_responsible(names, heading.lead), *inside])
    yield "}"


def _tasks(material: Material, entries: list[Dated], names: dict[str, str]) -> Iterator[str]:
    for entry in entries:
        yield from _activity(material, entry, names) if isinstance(entry, Activity) else _event(entry, names)


def _activity(material: Material, activity: Activity, names: dict[str, str]) -> Iterator[str]:
    label = f"{activity.id} {activity.title}"
    if activity.cancelled or not activity.stretches:
        yield f"# {comment(label)}"
        return
    inside = list(_responsible(names, activity.lead))
    if len(activity.stretches) == 1:
        inside += [*_stretch(*activity.stretches[0]), *_complete(activity), *_kept_links(material, activity.id, names)]
    else:
        for number, stretch in enumerate(activity.stretches, 1):
            head = f"task part{number} {string(f'{activity.id} ({number})')} {{"
            inside += [head, *_indented(_stretch(*stretch)), "}"]
    yield from (f"task {names[activity.id]} {string(label)} {{", *_indented(inside), "}")


def _stretch(first: date, last: date) -> Iterator[str]:
    yield f"start {first.isoformat()}"
    yield f"end {day_after(last).isoformat()}"


def _complete(activity: Activity) -> Iterator[str]:
    if activity.progress is not None:
        yield f"complete {activity.progress}"


def _kept_links(material: Material, id: str, names: dict[str, str]) -> Iterator[str]:
    """Plain links that the plan keeps; TaskJuggler would refuse a plan in which one is broken."""
    before = [link.predecessor for link in material.network.predecessors(id) if _is_kept(material, link)]
    for predecessor in dict.fromkeys(before):
        yield f"depends {_full_name(material, predecessor, names)}"


def _is_kept(material: Material, link: Dependency) -> bool:
    before = material.plan.activities.get(link.predecessor)
    is_plain = link.type == "FS" and link.lag.number >= 0
    return is_plain and before is not None and bool(before.stretches) and link not in material.broken_links


def _full_name(material: Material, id: str, names: dict[str, str]) -> str:
    plan = material.plan
    package = plan.activities[id].wp
    home = package if package in plan.work_packages else NO_PACKAGE
    return f"{names[home or NO_PACKAGE]}.{names[id]}" if plan.work_packages else names[id]


def _event(event: Milestone | Deliverable, names: dict[str, str]) -> Iterator[str]:
    label = f"{event.id} {event.title}"
    if event.cancelled or event.due is None:
        yield f"# {comment(label)}"
        return
    inside = [*_responsible(names, event.lead), f"start {day_after(event.due).isoformat()}", "milestone"]
    yield from (f"task {names[event.id]} {string(label)} {{", *_indented(inside), "}")
