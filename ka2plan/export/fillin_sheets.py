"""The other sheets to fill in: the organisation and its papers, the texts it owes, what it has to report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.export.fillin_activities import proofs
from ka2plan.export.fillin_fields import KEPT, NEW, Column, Field, Line, Sheet, heading
from ka2plan.export.fillin_part import Part
from ka2plan.plan import Activity
from ka2plan.plan.schema import ACTIVITIES, MILESTONES, PARTNERS
from ka2plan.plan.types import TYPES
from ka2plan.toml import Path
from ka2plan.words.messages import _


def organisation_sheet(part: Part) -> Sheet:
    """What the plan says of the partner, and its papers, one below the other."""
    columns = (
        Column(_("What"), width=34, path=("label",)),
        Column(_("Your answer"), _("correct what is wrong, add what is missing"), 60),
        Column(_("How to write it"), width=60, path=None),
    )
    lines = (*_organisation_lines(part), *_paper_lines(part))
    return Sheet(
        _("Your organisation"),
        _("What the plan has about your organisation and its papers: correct it, and add what is missing."),
        columns,
        lines,
    )


def _organisation_lines(part: Part) -> Iterator[Line]:
    for key in PARTNERS.keys:
        type_, path = TYPES[key.type], ("partners", part.partner, key.name)
        if type_.is_table or type_.is_list:
            continue
        value = part.field(path, is_open=key.name not in KEPT)
        hint = _("the coordinator decides it") if key.name in KEPT else _hint(key.type, part)
        yield Line(path, (Field(heading(key), (*path, "label")), value, Field(hint)))


def _hint(type: str, part: Part) -> str:
    """How a value is written."""
    days = part.plan.project.effort_unit != "months"
    return {
        "country": _("choose from the list"),
        "choice": _("choose from the list"),
        "boolean": _("yes or no"),
        "date": _("a date"),
        "money": _("an amount in EUR"),
        "number": _("a number of person-days") if days else _("a number of person-months"),
        "moment": _("a project month such as M7, or a date"),
    }.get(type, "")


def _paper_lines(part: Part) -> Iterator[Line]:
    """The papers that the plan or the form names; the coordinator also has what is declared for the project."""
    about = "coordinator" if part.is_coordinator else "partner"
    known: dict[Path, str] = dict(_papers(part, ("partners", part.partner), about))
    if part.is_coordinator:
        known |= dict(_papers(part, ("project",), "project"))
    for path, label in known.items():
        hint = _("yes, no, or the day on which you received it")
        told = Field(_("Paper: {paper}").format(paper=label), (*path, "label"))
        yield Line(path, (told, part.field(path, is_open=True), Field(hint)))


def _papers(part: Part, owner: Path, about: str) -> Iterator[tuple[Path, str]]:
    """Key path and label of the papers of one owner: those of the plan, then those that the form asks about it."""
    form, there = part.material.call.form, part.value((*owner, "papers"))
    asked = {paper.key: _(paper.label) for paper in (form.papers if form else ()) if paper.about == about}
    for name in dict.fromkeys((*(there if isinstance(there, dict) else ()), *asked)):
        yield (*owner, "papers", name), asked.get(name) or name.replace("_", " ")


def texts_sheet(part: Part) -> Sheet | None:
    """The texts that the partner owes, with their limits; None where there are none."""
    lines = tuple(_text_lines(part))
    columns = (
        Column(_("About"), width=34, path=("about",)),
        Column(_("Question"), width=26, path=("label",)),
        Column(_("What is asked"), width=34, path=None),
        Column(_("Your text"), _("as it should be in the application"), 80),
        Column(_("Characters"), _("counted as you write"), 11, None),
        Column(_("At most"), width=10, path=None),
    )
    told = _("The texts that you write. A red number means that a text is too long for the form.")
    return Sheet(_("Texts"), told, columns, lines) if lines else None


def _text_lines(part: Part) -> Iterator[Line]:
    seen: set[Path] = set()
    for field in part.texts():
        seen.add(field.where)
        owner = _about(part, field.owner)
        yield _text_line(part, field.where, owner, (field.label, field.asks), field.limit)
    tables = ((ACTIVITIES, part.activities), (MILESTONES, part.plan.milestones.values()))
    for kind, entries in tables:
        for key in kind.keys:
            if key.type != "text" or not key.is_long or key.name == "note":
                continue
            for entry in entries:
                path = (kind.name, entry.id, key.name)
                if part.leads(entry) and not entry.cancelled and path not in seen:
                    yield _text_line(part, path, f"{entry.id} {entry.title}", (heading(key), ""), None)


def _about(part: Part, owner: str) -> str:
    if not owner:
        return part.material.title
    entry = part.plan.entry(owner)
    return f"{owner} {entry.title}" if entry else part.material.partner_name(owner)


def _text_line(part: Part, path: Path, about: str, asked: tuple[str, str], limit: int | None) -> Line:
    value = part.field(path, is_open=True, limit=limit)
    told = (Field(about, (*path, "about")), Field(asked[0], (*path, "label")), Field(asked[1]))
    used = Field(len(value.value) if isinstance(value.value, str) else 0, look="used", limit=limit)
    return Line(path, (*told, value, used, Field(limit, look="integer")))


def milestones_sheet(part: Part) -> Sheet | None:
    """Milestones and deliverables that the partner answers for; None where there are none."""
    plan = part.plan
    events = [
        (table, event)
        for table, events in (("milestones", plan.milestones), ("deliverables", plan.deliverables))
        for event in events.values()
        if not event.cancelled and (part.leads(event) or (event.lead is None and part.leads_package(event.wp)))
    ]
    columns = (
        Column(_("Id"), width=9, path=("id",)),
        Column(_("Title"), width=44, path=("title",)),
        Column(_("Due"), width=13, path=("day",)),
        Column(_("Reached on"), _("the day on which it was reached"), 14, ("reached",)),
        Column(_("Status"), _("its status today"), 13, ("status",)),
        Column(_("Note"), _("anything the coordinator should know"), 50, ("note",)),
    )
    lines = tuple(
        Line((table, event.id), tuple(_event_cells(part, (table, event.id), event))) for table, event in events
    )
    return (
        Sheet(_("Milestones"), _("What you have reached and delivered, with the day."), columns, lines)
        if lines
        else None
    )


def _event_cells(part: Part, where: Path, event: Any) -> Iterator[Field]:
    yield Field(event.id, (*where, "id"))
    yield part.field((*where, "title"), is_open=False)
    yield Field(event.due, (*where, "day"), look="date")
    yield part.field((*where, "reached"), is_open=True) if where[0] == "milestones" else Field()
    yield part.field((*where, "status"), is_open=True)
    yield part.field((*where, "note"), is_open=True)


def proof_sheets(part: Part) -> Iterator[Sheet]:
    """What proves the activities that the partner leads, with a row for more of each."""
    for key in proofs():
        columns = (
            Column(_("Id"), width=9, path=("id",)),
            Column(_("Title"), width=44, path=("title",)),
            Column(heading(key), _("for a new one: what it is"), 44, ("label",)),
            Column(_("Your answer"), _("yes, no, or the day on which you received it"), 24),
        )
        lines = tuple(line for one in part.activities if part.leads(one) for line in _proof_lines(part, one, key.name))
        if lines:
            yield Sheet(heading(key), _("What proves that your activities were done."), columns, lines)


def _proof_lines(part: Part, activity: Activity, key: str) -> Iterator[Line]:
    there = part.value(("activities", activity.id, key))
    for name in there if isinstance(there, dict) else ():
        path = ("activities", activity.id, key, name)
        told = ((activity.id, "id"), (activity.title, "title"), (name, "label"))
        yield Line(path, (*(Field(text, (*path, last)) for text, last in told), part.field(path, is_open=True)))
    free = (NEW, key, activity.id)
    name = Field(None, (*free, "label"), True, "text")
    yield Line(free, (Field(activity.id), Field(activity.title), name, Field(None, free, True, "paper")))


def indicators_sheet(part: Part) -> Sheet | None:
    """Indicators of the work packages that the partner leads, and those of none; None where there are none."""
    indicators = [one for one in part.plan.indicators.values() if not one.wp or part.leads_package(one.wp)]
    columns = (
        Column(_("Id"), width=9, path=("id",)),
        Column(_("Title"), width=60, path=("title",)),
        Column(_("Target"), width=12, path=("target",)),
        Column(_("Unit"), width=18, path=("unit",)),
        Column(_("Achieved"), _("what you have reached of it so far"), 14, ("achieved",)),
    )
    lines = tuple(Line(("indicators", one.id), tuple(_indicator_cells(part, one.id))) for one in indicators)
    return Sheet(_("Indicators"), _("What the project has achieved so far."), columns, lines) if lines else None


def _indicator_cells(part: Part, id: str) -> Iterator[Field]:
    where = ("indicators", id)
    yield Field(id, (*where, "id"))
    for name in ("title", "target", "unit", "achieved"):
        yield part.field((*where, name), is_open=name == "achieved")
