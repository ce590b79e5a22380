"""What the application form holds: how many work packages, activities, deliverables, priorities, topics."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.calls import Fact
from ka2plan.plan import WorkPackage
from ka2plan.plan.values import quoted
from ka2plan.rules.context import Context
from ka2plan.rules.fact_words import words_of
from ka2plan.rules.lookups import all_read, key_read, table_place
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.words.figures import listed
from ka2plan.words.messages import N_, _, ngettext


def _packages(context: Context) -> list[WorkPackage] | None:
    """The live work packages, or None where not all could be read."""
    return list(context.plan.live_work_packages()) if all_read(context.plan, "work_packages") else None


MANAGEMENT = ("work_packages", "management")
"""Table and key that say which work package is project management."""


@rule("CAL301", ERROR)
def form_takes_fewer_work_packages(context: Context) -> Iterator[Fault]:
    """There are more work packages than the form can hold."""
    fact, packages = context.fact("wp_max_form"), _packages(context)
    if fact and packages and len(packages) > fact.value:
        message = _("the plan has {count} work packages; the form accepts {most}, project management included")
        yield Fault(
            ("work_packages", packages[fact.value].id),
            message.format(count=len(packages), most=fact.value),
            _("combine work packages that belong together"),
            (fact,),
        )


@rule(
    "CAL302",
    WARNING,
    in_editor=InEditor(N_("combine work packages that belong together, or accept this with a reason")),
)
def more_work_packages_than_recommended(context: Context) -> Iterator[Fault]:
    """There are more work packages than recommended; silent where the form refuses them anyway."""
    fact, packages = context.fact("wp_max_recommended"), _packages(context)
    most = context.value("wp_max_form")
    if fact and packages and len(packages) > fact.value and not (most and len(packages) > most):
        message = _("the plan has {count} work packages; at most {most} are recommended, project management included")
        yield Fault(
            ("work_packages", packages[fact.value].id),
            message.format(count=len(packages), most=fact.value),
            _("combine work packages that belong together, or write the reason under `[ignored]`"),
            (fact,),
        )


@rule("CAL303", ERROR)
def work_package_has_no_activity(context: Context) -> Iterator[Fault]:
    """A work package other than management has too few activities.

    Silent where some were cancelled, and where it is not known which work package is management.
    """
    plan, fact = context.plan, context.fact("activities_per_wp_min")
    if fact is None or not all_read(plan, "activities") or not key_read(plan, "activities", "wp"):
        return
    if context.fact("management_wp") and context.call.management_wp is None:
        return
    counted: dict[str | None, int] = {}
    for activity in plan.activities.values():
        counted[activity.wp] = counted.get(activity.wp, 0) + 1
    for package in plan.live_work_packages():
        if package.id != context.call.management_wp and counted.get(package.id, 0) < fact.value:
            message = _("{id} has no activity; each work package needs at least {least}")
            yield Fault(
                ("work_packages", package.id),
                message.format(id=package.id, least=fact.value),
                _("add an activity, or delete {id}").format(id=package.id),
                (fact,),
            )


@rule("CAL304", ERROR)
def only_management_is_planned(context: Context) -> Iterator[Fault]:
    """There are too few work packages besides project management."""
    fact, packages = context.fact("wp_min_besides_management"), _packages(context)
    if fact is None or packages is None:
        return
    others = [package for package in packages if package.id != context.call.management_wp]
    if len(others) < fact.value:
        message = _("number of work packages without project management: {count}; the minimum is {least}")
        yield Fault(
            table_place(context.plan, "work_packages"),
            message.format(count=len(others), least=fact.value),
            _("add a work package for the work that reaches the objectives"),
            (fact,),
        )


@rule(
    "CAL305",
    ERROR,
    in_editor=InEditor(
        N_("delete the work packages; their activities can stay, and project management is an activity too")
    ),
)
def form_has_no_work_packages(context: Context) -> Iterator[Fault]:
    """The form is a list of activities, and the plan has work packages."""
    fact, packages = context.fact("unit_of_plan"), list(context.plan.live_work_packages())
    if fact and fact.value == "activity" and packages:
        message = ngettext(
            "the form of {type} has no work packages, but the plan has {ids}",
            "the form of {type} has no work packages, but the plan has {count}: {ids}",
            len(packages),
        )
        ids = listed(package.id for package in packages)
        yield Fault(
            ("work_packages", packages[0].id),
            message.format(type=context.call.code, count=len(packages), ids=ids),
            _("delete the work packages and the `wp` of the activities; write project management as an activity"),
            (fact,),
        )


@rule("CAL306", ERROR)
def too_few_activities(context: Context) -> Iterator[Fault]:
    """There are fewer activities than the form wants, the cancelled ones counted."""
    fact, count = context.fact("activities_min"), len(context.plan.activities)
    if fact and count < fact.value and all_read(context.plan, "activities"):
        message = _("number of activities: {count}; the minimum is {least}")
        yield Fault(
            table_place(context.plan, "activities"),
            message.format(count=count, least=fact.value),
            _("add the activities of the project; project management is an activity too"),
            (fact,),
        )


@rule("CAL307", ERROR, in_editor=InEditor(N_("choose its work package")))
def activity_is_in_no_work_package(context: Context) -> Iterator[Fault]:
    """The form keeps activities in work packages, and one names none."""
    plan, fact = context.plan, context.fact("unit_of_plan")
    if fact is None or fact.value != "work-package":
        return
    for activity in plan.live_activities():
        if activity.wp is None and plan.could_read("activities", activity.id, "wp"):
            message = _("{id} belongs to no work package; the form accepts activities in work packages only")
            yield Fault(
                ("activities", activity.id, "wp"),
                message.format(id=activity.id),
                _('write its work package, such as `wp = "WP2"`'),
                (fact,),
            )


@rule("CAL308", ERROR)
def mandatory_work_package_is_missing(context: Context) -> Iterator[Fault]:
    """There are fewer work packages than the mandatory ones and one for each task."""
    mandatory, tasks, packages = (
        context.fact("mandatory_wps"),
        context.fact("task_wps_min"),
        _packages(context),
    )
    if mandatory is None or tasks is None or packages is None:
        return
    least = len(mandatory.value) + tasks.value
    if len(packages) < least:
        message = _(
            "number of work packages: {count}; {type} needs at least {least}: "
            "{mandatory}, and {tasks} more, one for each task"
        )
        yield Fault(
            table_place(context.plan, "work_packages"),
            message.format(
                count=len(packages),
                type=context.call.code,
                least=least,
                mandatory=", ".join(words_of(mandatory)),
                tasks=tasks.value,
            ),
            _("compare them with this list and add the ones that are missing"),
            (mandatory, tasks),
        )


@rule("CAL309", WARNING)
def fewer_work_packages_than_advised(context: Context) -> Iterator[Fault]:
    """There are fewer work packages than the application form advises."""
    fact, packages = context.fact("wp_min_recommended"), _packages(context)
    if fact and packages is not None and len(packages) < fact.value:
        message = _("number of work packages: {count}; the form advises at least {least}")
        yield Fault(
            table_place(context.plan, "work_packages"),
            message.format(count=len(packages), least=fact.value),
            _("put project management and the other work in separate work packages"),
            (fact,),
        )


@rule("CAL310", ADVICE)
def more_deliverables_than_advised(context: Context) -> Iterator[Fault]:
    """There are more deliverables than the application form advises."""
    fact = context.fact("deliverables_recommended_max")
    live = [entry for entry in context.plan.deliverables.values() if not entry.cancelled]
    if fact and len(live) > fact.value:
        message = _("the plan has {count} deliverables; at most {most} are advised")
        yield Fault(
            ("deliverables", live[fact.value].id),
            message.format(count=len(live), most=fact.value),
            _("keep the most important results only"),
            (fact,),
        )


@rule(
    "CAL311",
    WARNING,
    in_editor=InEditor(N_("choose the work package and set its field project management to yes")),
)
def management_is_not_known(context: Context) -> Iterator[Fault]:
    """It is not known which work package is project management, so its share of the money is not checked."""
    fact, packages = context.fact("management_wp"), _packages(context)
    if fact and packages and context.call.management_wp is None and key_read(context.plan, *MANAGEMENT):
        yield Fault(
            ("work_packages",),
            _(
                "the plan does not say which work package is project "
                "management, so its share of the money is not checked"
            ),
            _("write `management = true` in that work package"),
            (fact,),
        )


@rule("CAL312", WARNING, in_editor=InEditor(N_("keep yes in one of them only")))
def several_are_management(context: Context) -> Iterator[Fault]:
    """Several work packages say that they are project management; the form has one."""
    fact, packages = context.fact("management_wp"), list(context.plan.live_work_packages())
    named = [package.id for package in packages if package.management]
    if fact and len(named) > 1:
        message = _("{ids} are all marked as project management; the form has only one, and {first} is used")
        yield Fault(
            ("work_packages", named[1], "management"),
            message.format(ids=listed(named), first=context.call.management_wp),
            _("keep `management = true` in one of them only"),
            (fact,),
        )


@rule("CAL402", ERROR)
def too_many_priorities(context: Context) -> Iterator[Fault]:
    """There are more priorities than the main one and those the form takes besides."""
    fact, named = context.fact("priorities_max_additional"), context.plan.project.priorities
    if fact and len(named) > 1 + fact.value:
        message = _("the project has {count} priorities; the form accepts the main one and {most} more")
        yield Fault(
            ("project", "priorities", 1 + fact.value),
            message.format(count=len(named), most=fact.value),
            _("keep the ones that fit the activities best"),
            (fact,),
        )


@rule("CAL404", ERROR)
def too_many_topics(context: Context) -> Iterator[Fault]:
    """There are more topics than the form takes."""
    fact, named = context.fact("topics_max"), context.plan.project.topics
    if fact and len(named) > fact.value:
        message = _("the project has {count} topics; the form accepts {most}")
        yield Fault(
            ("project", "topics", fact.value),
            message.format(count=len(named), most=fact.value),
            _("keep the ones that describe the project best"),
            (fact,),
        )


@rule("CAL405", ERROR)
def more_than_one_sport_priority(context: Context) -> Iterator[Fault]:
    """A project in sport names several priorities; those that hold for all fields count too."""
    fact, named = context.fact("sport_priorities_max"), context.plan.project.priorities
    if fact and len(named) > fact.value:
        message = _(
            "the project has {count} priorities, {names}; in sport the call accepts {most}, horizontal ones included"
        )
        yield Fault(
            ("project", "priorities"),
            message.format(count=len(named), names=listed(map(quoted, named)), most=fact.value),
            _("keep one of them"),
            (fact,),
        )


@rule(
    "CAL406",
    WARNING,
    in_editor=InEditor(N_("choose a priority of the field; the list shows them")),
)
def priority_is_of_another_field(context: Context) -> Iterator[Fault]:
    """The project names the key of a priority that only another field has."""
    call, named = context.call, context.plan.project.priorities
    if call.type is None or not named:
        return
    own = {priority.key for priority in call.priorities}
    others = {priority.key: priority for priority in call.library.priorities() if priority.key not in own}
    for place, name in enumerate(named):
        if name in others:
            priority = others[name]
            message = _("{name} is a priority for {fields}; this project is in {field}")
            yield Fault(
                ("project", "priorities", place),
                message.format(name=quoted(name), fields=listed(priority.fields), field=call.type.field or call.code),
                _("choose another one; `ka2plan types {type}` lists the priorities of the field").format(
                    type=call.type.id
                ),
                (Fact(name, priority.name, priority.source_ids, priority.evidence),),
            )


RULES: tuple[Rule, ...] = (
    form_takes_fewer_work_packages,
    more_work_packages_than_recommended,
    work_package_has_no_activity,
    only_management_is_planned,
    form_has_no_work_packages,
    too_few_activities,
    activity_is_in_no_work_package,
    mandatory_work_package_is_missing,
    fewer_work_packages_than_advised,
    more_deliverables_than_advised,
    management_is_not_known,
    several_are_management,
    too_many_priorities,
    too_many_topics,
    more_than_one_sport_priority,
    priority_is_of_another_field,
)
