"""Values that the form asks and the plan does not have yet: advice in a draft, an error on submission.

Silent once the project has begun: its application lies behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.calls import Field
from ka2plan.figures.status import has_begun
from ka2plan.findings import Path
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import form_fact
from ka2plan.rules.rule import ADVICE, Fault, InEditor, Rule, of_several, rule
from ka2plan.words.messages import N_, _, ngettext

PROJECT, ACTIVITY, PARTNER = "project", "activity", "partner"


def is_draft(context: Context) -> bool:
    """Whether the form is still to be filled in: nothing has begun, or it is to be checked as if sent now."""
    return context.submit or not has_begun(context.plan)


def asked(context: Context, about: str, key: str) -> Field | None:
    """What the form makes mandatory of a project, partner, activity ..., or None."""
    form = context.call.form if is_draft(context) else None
    if form is None:
        return None
    return next((field for field in form.values(about) if field.key == key and field.mandatory), None)


def missing(context: Context, where: Path, message: str, hint: str, field: Field) -> Fault:
    """The fault that something the form asks for is not there."""
    form = context.call.form
    return Fault(where, message, hint, (form_fact(form, field),) if form else ())


@rule(
    "CAL401",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(N_("choose them in the fields of the project, the main one first ({project})")),
)
def no_priority(context: Context) -> Iterator[Fault]:
    """The project names no priority."""
    project = context.plan.project
    if project.priorities or not context.plan.could_read("project", "priorities"):
        return
    field = asked(context, PROJECT, "priorities")
    if field:
        hint = _("add the main one first: {sample}; `ka2plan types {type}` lists those that we know")
        hint = hint.format(sample='priorities = ["inclusion", "digital"]', type=context.call.type_id)
        yield missing(context, ("project", "priorities"), _("the project has no priority"), hint, field)


@rule(
    "CAL403",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(N_("choose them as they are written in the list of the form")),
)
def no_topic(context: Context) -> Iterator[Fault]:
    """The project names no topic."""
    project = context.plan.project
    if project.topics or not context.plan.could_read("project", "topics"):
        return
    field = asked(context, PROJECT, "topics")
    if field:
        hint = _("add `topics`, written as in the list of the form")
        yield missing(context, ("project", "topics"), _("the project has no topic"), hint, field)


@rule(
    "CAL407",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(N_("write the code that the form shows, such as SI01")),
)
def no_agency(context: Context) -> Iterator[Fault]:
    """The project names no national agency."""
    project = context.plan.project
    if project.agency or not context.plan.could_read("project", "agency"):
        return
    field = asked(context, PROJECT, "agency")
    if field:
        hint = _("add `agency` with the code that the form shows, such as {sample}").format(sample='"SI01"')
        yield missing(
            context,
            ("project", "agency"),
            _("the plan does not say which national agency gets the application"),
            hint,
            field,
        )


def _no_venue(count: int) -> str:
    return ngettext("{names} has no venue", "{names} have no venue", count)


@of_several(_no_venue)
@rule("CAL411", ADVICE, mandatory_on_submit=True, in_editor=InEditor(N_("write the place and the country")))
def activity_has_no_venue(context: Context) -> Iterator[Fault]:
    """An activity does not say where it takes place."""
    field = asked(context, ACTIVITY, "venue")
    if field is None:
        return
    for activity in context.plan.live_activities():
        where = ("activities", activity.id, "venue")
        if activity.venue is None and context.plan.could_read(*where):
            hint = _("add {sample}").format(sample='venue = { place = "...", country = "SI" }')
            yield missing(context, where, _no_venue(1).format(names=activity.id), hint, field)


def _no_results(count: int) -> str:
    return ngettext("{names} has no expected results", "{names} have no expected results", count)


@of_several(_no_results)
@rule("CAL412", ADVICE, mandatory_on_submit=True, in_editor=InEditor(N_("describe what the activity produces")))
def activity_has_no_results(context: Context) -> Iterator[Fault]:
    """An activity does not say what comes out of it; a form that asks it in words has a rule for texts."""
    field = asked(context, ACTIVITY, "results")
    if field is None:
        return
    for activity in context.plan.live_activities():
        where = ("activities", activity.id, "results")
        if not activity.results and context.plan.could_read(*where):
            message = _no_results(1).format(names=activity.id)
            yield missing(context, where, message, _("describe what the activity produces: add `results`"), field)


RULES: tuple[Rule, ...] = (
    no_priority,
    no_topic,
    no_agency,
    activity_has_no_venue,
    activity_has_no_results,
)
