"""The sheet of a partner's activities: effort, money, dates, notes, and how they stand once the project runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ka2plan.export.fillin_fields import NEW, Column, Field, Line, Sheet, choices_of, heading, look_of
from ka2plan.export.fillin_part import Part
from ka2plan.plan import Activity, WorkPackage
from ka2plan.plan.schema import ACTIVITIES, PROGRESS, Key
from ka2plan.plan.types import TYPES
from ka2plan.toml import Path
from ka2plan.words.figures import day, unit_of_effort
from ka2plan.words.messages import _

FREE_ROWS = 8
"""Rows for activities that the partner proposes."""

Entry = Activity | WorkPackage


def activities_sheet(part: Part) -> Sheet:
    """Work packages with the partner's activities below each, and free rows."""
    return Sheet(
        _("Activities"),
        _("What you lead or take part in. Change what you want to propose; rows at the end are for new activities."),
        tuple(_columns(part)),
        tuple(_lines(part)),
    )


def reported() -> Iterator[tuple[Key, Path]]:
    """The keys that say how an activity stands, each with its path in an activity: one for each part of a table."""
    for key in ACTIVITIES.keys:
        type_ = TYPES[key.type]
        if key.heading == PROGRESS and type_.keys:
            yield from ((key, (key.name, name)) for name in type_.keys)
        elif key.heading == PROGRESS and not type_.is_table:
            yield key, (key.name,)


def proofs() -> Iterator[Key]:
    """The keys with names of one's own that say how an activity stands: each has a sheet of its own."""
    tables = (key for key in ACTIVITIES.keys if TYPES[key.type].is_table and not TYPES[key.type].keys)
    return (key for key in tables if key.heading == PROGRESS)


def _columns(part: Part) -> Iterator[Column]:
    unit = unit_of_effort(part.plan.project.effort_unit)
    yield Column(_("Id"), width=9, path=("id",))
    if part.material.has_packages:
        yield Column(_("WP"), _("for a new activity"), 9, ("wp",))
    yield Column(_("Title"), _("for a new activity: what it is"), 38, ("title",))
    yield Column(_("Your part"), width=14, path=("role",))
    moment = _("a project month such as M7, or a date")
    yield Column(_("Start"), moment, 13, ("start",))
    yield Column(_("first day"), _("calculated from what you write"), 13, None)
    yield Column(_("End"), moment, 13, ("end",))
    yield Column(_("last day"), _("calculated from what you write"), 13, None)
    if part.is_split:
        yield Column(_("Your money (EUR)"), _("your share of the lump sum in it"), 13, ("budget", part.partner), True)
    else:
        yield Column(_("Amount (EUR)"), _("of the lump sum, for all who take part"), 13, ("amount",), True)
    yield Column(
        _("Your effort ({unit})").format(unit=unit),
        _("how much your people work in it"),
        13,
        ("effort", part.partner),
        True,
    )
    yield Column(_("Note"), _("anything the coordinator should know"), 34, ("note",))
    if part.is_running:
        yield from (Column(*_reported_words(key, path), 13, path) for key, path in reported())


def _reported_words(key: Key, path: Path) -> tuple[str, str]:
    """Heading and explanation of a key that is reported."""
    words: dict[Path, tuple[str, str]] = {
        ("status",): (_("Status"), _("its status today")),
        ("progress",): (_("Done (%)"), _("how much of it is done, from 0 to 100")),
        ("actual", "start"): (_("Began on"), _("the day it began")),
        ("actual", "end"): (_("Ended on"), _("the day it ended")),
    }
    return words.get(path, (heading(key), ""))


def _lines(part: Part) -> Iterator[Line]:
    for package in part.packages:
        yield Line(("work_packages", package.id), tuple(_package_cells(part, package)), is_heading=True)
        for activity in part.activities:
            if activity.wp == package.id:
                yield Line(("activities", activity.id), tuple(_activity_cells(part, activity)))
    inside = {package.id for package in part.packages}
    for activity in part.activities:
        if activity.wp not in inside:
            yield Line(("activities", activity.id), tuple(_activity_cells(part, activity)))
    for number in range(1, FREE_ROWS + 1):
        yield Line((NEW, str(number)), tuple(_free_cells(part, (NEW, str(number)))))


def _package_cells(part: Part, package: WorkPackage) -> Iterator[Field]:
    where, leads = ("work_packages", package.id), part.leads(package)
    yield Field(package.id, (*where, "id"))
    yield Field("", (*where, "wp"))
    yield part.field((*where, "title"), is_open=False)
    yield Field(_("lead") if leads else "", (*where, "role"))
    is_dated = bool(package.start_written or package.end_written)
    yield part.field((*where, "start"), is_open=leads and is_dated)
    yield Field(package.start, look="begins")
    yield part.field((*where, "end"), is_open=leads and is_dated)
    yield Field(package.end, look="ends")
    has_share = part.partner in {**package.budget, **package.effort}
    yield part.own((*where, "budget"), is_open=has_share)
    yield part.own((*where, "effort"), is_open=has_share)
    yield part.field((*where, "note"), is_open=leads)
    if part.is_running:
        for _key, path in reported():
            yield part.field((*where, *path), is_open=leads) if path == ("status",) else Field()


def _activity_cells(part: Part, activity: Activity) -> Iterator[Field]:
    where, leads = ("activities", activity.id), part.leads(activity)
    yield Field(activity.id, (*where, "id"))
    if part.material.has_packages:
        yield part.field((*where, "wp"), is_open=False)
    yield part.field((*where, "title"), is_open=False)
    yield Field(_("lead") if leads else _("takes part"), (*where, "role"))
    yield from _dates(part, activity)
    if part.is_split:
        yield part.own((*where, "budget"), is_open=activity.amount is None or bool(activity.budget))
    else:
        yield part.field((*where, "amount"), is_open=leads)
    yield part.own((*where, "effort"), is_open=True)
    yield part.field((*where, "note"), is_open=True)
    if part.is_running:
        yield from (part.field((*where, *path), is_open=leads) for _key, path in reported())


def _dates(part: Part, activity: Activity) -> Iterator[Field]:
    """Start and end as they are written; of an activity in several stretches all of them, which are only shown."""
    where = ("activities", activity.id)
    if not activity.periods:
        yield part.field((*where, "start"), is_open=True)
        yield Field(activity.start, look="begins")
        yield part.field((*where, "end"), is_open=True)
        yield Field(activity.end, look="ends")
        return
    for key, written, days in (
        ("start", [one.start_written for one in activity.periods], activity.start),
        ("end", [one.end_written for one in activity.periods], activity.end),
    ):
        told = (day(moment) if isinstance(moment, date) else str(moment) for moment in written)
        yield Field("\n".join(told), (*where, key))
        yield Field(days, look="date")


def _free_cells(part: Part, where: Path) -> Iterator[Field]:
    """The cells of a row for an activity that is not there yet."""
    yield Field()
    if part.material.has_packages:
        yield _free(where, "wp", choices=tuple(part.plan.work_packages))
    yield _free(where, "title")
    yield Field()
    yield _free(where, "start")
    yield Field(look="begins")
    yield _free(where, "end")
    yield Field(look="ends")
    yield _free(where, "budget", part.partner) if part.is_split else _free(where, "amount")
    yield _free(where, "effort", part.partner)
    yield _free(where, "note")
    if part.is_running:
        yield from (Field() for _reported in reported())


def _free(where: Path, *key: str, choices: tuple[str, ...] = ()) -> Field:
    path = ("activities", "", *key)
    return Field(None, (*where, *key), True, look_of(path), choices or choices_of(path))
