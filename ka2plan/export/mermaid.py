"""``export mermaid``: a Gantt chart for Markdown that draws Mermaid (GitHub, GitLab, many wikis)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ka2plan.export.material import Material
from ka2plan.plan import Activity, Deliverable, Milestone, WorkPackage
from ka2plan.plan.model import DONE, RUNNING
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

_RESERVED = str.maketrans(
    {":": "：", ";": "；", "#": "＃", ",": "，", "%": "％", "<": "＜", ">": "＞", "\n": " ", "\r": " ", "\t": " "}
)
"""What Mermaid would read as its own signs, as the full-width letter that looks the same."""

_COMMAND = re.compile(
    r"(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|excludes|includes|todaymarker|weekday|weekend"
    r"|title|acc|section|click|call|href|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
"""Beginnings of a line that Mermaid reads as an instruction or a date."""


def write(material: Material) -> str:
    """The text of a Mermaid Gantt chart; entries without dates are named in comments."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    yield "gantt"
    if title := plain(material.title).strip():
        yield f"    title {title}"
    yield "    dateFormat YYYY-MM-DD"
    yield "    axisFormat %b %Y"
    packages = list(material.plan.work_packages.values())
    for package in packages:
        yield f"    section {plain(f'{package.id} {package.title}')}"
        yield from list(_section(material, package.id)) or _bare(material, package)
    if material.activities_of(None) or material.events_of(None):
        if packages:
            yield f"    section {plain(_('Without a work package'))}"
        yield from _section(material, None)


def _section(material: Material, package: str | None) -> Iterator[str]:
    for activity in material.activities_of(package):
        yield from _activity(activity, activity.id in material.critical)
    for event in material.events_of(package):
        yield from _event(event, event.id in material.critical)


def _bare(material: Material, package: WorkPackage) -> Iterator[str]:
    """A work package in which nothing lies: Mermaid draws no section without a bar."""
    span, label = material.span(package), _label(package)
    if package.cancelled or span is None:
        yield f"    %% {label}"
    else:
        yield f"    {label} :{span[0].isoformat()}, {_day_after(span[1]).isoformat()}"


def _activity(activity: Activity, critical: bool) -> Iterator[str]:
    label = _label(activity)
    if activity.cancelled or not activity.stretches:
        yield f"    %% {label}"
        return
    tags = [*(["done"] if activity.status == DONE else ["active"] if activity.status == RUNNING else [])]
    tags += ["crit"] if critical else []
    for first, last in activity.stretches:
        yield f"    {label} :{', '.join([*tags, first.isoformat(), _day_after(last).isoformat()])}"


def _event(event: Milestone | Deliverable, critical: bool) -> Iterator[str]:
    label = _label(event)
    if event.cancelled or event.due is None:
        yield f"    %% {label}"
        return
    tags = [*(["crit"] if critical else []), *(["done"] if event.done else []), "milestone"]
    yield f"    {label} :{', '.join([*tags, event.due.isoformat(), '0d'])}"


def _label(entry: Activity | Milestone | Deliverable | WorkPackage) -> str:
    """Id and title, behind a dot where Mermaid would take them for something else."""
    label = plain(f"{entry.id} {entry.title}")
    return f"· {label}" if _COMMAND.match(label) else label


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def plain(text: str) -> str:
    """A text that Mermaid takes as a text: control characters visible, its own signs as their look-alikes."""
    return in_file(text).translate(_RESERVED)
