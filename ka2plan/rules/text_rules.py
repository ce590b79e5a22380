"""The texts of the form: over their limit, missing, empty, or under a name that the form does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.calls import Fact, Field, Form
from ka2plan.plan import Plan
from ka2plan.plan.faults import nearest, nearest_id
from ka2plan.plan.placeholders import placeholders_of
from ka2plan.plan.schema import OWN_PREFIX, key_at
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import form_fact
from ka2plan.rules.remedies import empty_text_out
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, of_several, rule
from ka2plan.rules.submission import is_draft
from ka2plan.words.figures import listed, number
from ka2plan.words.messages import N_, _, ngettext
from ka2plan.words.visible import pasted_length

PROJECT = "project"
"""The section of ``[texts]`` that belongs to the project as a whole."""


KEPT_ELSEWHERE = "QUA503 texts"
"""Key under ``[ignored]`` of a plan that says that its texts are written elsewhere."""


def subject_of(context: Context, section: str) -> str | None:
    """Whose texts a section of ``[texts]`` holds, in the form's terms; None where there is no such entry."""
    plan = context.plan
    if section == PROJECT:
        return "project"
    if section in plan.activities:
        return "activity"
    if section in plan.work_packages:
        return "management" if section == context.call.management_wp and _asks_apart(context) else "work-package"
    return "partner" if section in plan.partners else None


def _asks_apart(context: Context) -> bool:
    """Whether the form asks of project management otherwise than of the other work packages."""
    form = context.call.form
    return bool(form and (form.texts("management") or form.values("management")))


def sections_asked(context: Context, form: Form) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Every section of ``[texts]`` that the form has texts for, in the plan's order."""
    plan = context.plan
    beneficiaries = (partner.id for partner in plan.partners.values() if partner.is_funded)
    packages = (package.id for package in plan.live_work_packages())
    activities = (activity.id for activity in plan.live_activities())
    known: dict[str | None, tuple[Field, ...]] = {}
    for section in (PROJECT, *beneficiaries, *packages, *activities):
        subject = subject_of(context, section)
        texts = known[subject] if subject in known else known.setdefault(subject, form.texts(subject or ""))
        if texts:
            yield section, texts


@rule("QUA501", ERROR, in_editor=InEditor(N_("shorten it; the view of the form counts every field ({form})")))
def text_over_its_limit(context: Context) -> Iterator[Fault]:
    """A text has more characters than its field of the form takes."""
    form = context.call.form if context.plan.texts else None
    if form is None:
        return
    limits = Fact("text_limits", True, form.limit_source_ids, form.limit_evidence)
    for section, texts in context.plan.texts.items():
        about = subject_of(context, section)
        for key, text in texts.items():
            field = form.text(about, key) if about else None
            count = pasted_length(text)
            if field and field.limit and count > field.limit:
                over = count - field.limit
                message = _(
                    "the answer to “{label}” ({section}) has {count} characters; "
                    "the form accepts {limit}: {over} too many"
                )
                said = message.format(
                    section=section,
                    label=_(field.label),
                    count=number(count),
                    over=number(over),
                    limit=number(field.limit),
                )
                yield Fault(
                    ("texts", section, key),
                    said,
                    _("shorten it; `ka2plan export form` counts the characters of every field"),
                    (limits,),
                )


@rule(
    "QUA502",
    WARNING,
    in_editor=InEditor(N_("choose one of the questions that the form has here"), for_commands_only=True),
)
def text_that_the_form_does_not_have(context: Context) -> Iterator[Fault]:
    """A section of [texts] belongs to nothing in the plan, or a text to no field of the form."""
    plan, form = context.plan, context.call.form
    for section, texts in plan.texts.items():
        about = subject_of(context, section)
        if about is None:
            yield _homeless_section(plan, section)
        elif form is not None and form.sections:
            known = [field.key for field in form.texts(about)]
            for key in texts:
                if key not in known:
                    yield _unknown_text(section, key, known)


def _homeless_section(plan: Plan, section: str) -> Fault:
    known = (PROJECT, *plan.work_packages, *plan.activities, *plan.partners)
    like = nearest_id(section, known)
    hint = _("use `project`, or the id of a work package, an activity or a partner")
    if like:
        hint = _("did you mean `{like}`?").format(like=like)
    return Fault(
        ("texts", section),
        _("there is nothing named {id} in this plan, so the form has no place for [texts.{id}]").format(id=section),
        hint,
    )


def _unknown_text(section: str, key: str, known: list[str]) -> Fault:
    like = nearest(key, known)
    hint = _("did you mean `{like}`?").format(like=like) if like else _unknown_hint(known)
    message = _("{section}: the form has no question `{key}`").format(section=section, key=key)
    return Fault(("texts", section, key), message, hint)


def _unknown_hint(known: list[str]) -> str:
    if not known:
        return _("the form asks for no texts here; keys of your own begin with `{prefix}`").format(prefix=OWN_PREFIX)
    return _("the questions here are {names}").format(names=listed((f"`{name}`" for name in known), len(known)))


@rule(
    "QUA503",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(
        N_("write them in its fields; the view of the form shows the questions ({form})"),
        hint_of_table=N_("write them in the view of the form ({form}), or accept this if they are written elsewhere"),
        to_missing_text=True,
    ),
)
def missing_text(context: Context) -> Iterator[Fault]:
    """The form asks for texts that the plan does not have.

    A draft without any is told once, and so is a plan that ignores just that: its texts are kept elsewhere.
    """
    form = context.call.form
    if form is None or not is_draft(context):
        return
    gaps = [(section, _missing(context, section, asked)) for section, asked in sections_asked(context, form)]
    if not context.plan.texts and (not context.submit or KEPT_ELSEWHERE in context.plan.ignored):
        yield from _no_text_at_all(form, [field for _section, fields in gaps for field in fields])
        return
    for section, fields in gaps:
        for group in _by_sureness(fields) if context.submit else [fields]:
            if group:
                yield _gap(context.plan, form, section, group)


def _no_text_at_all(form: Form, fields: list[Field]) -> Iterator[Fault]:
    if fields:
        message = ngettext(
            "the answer to the {count} question of the form is missing",
            "the answers to all {count} questions of the form are missing",
            len(fields),
        )
        hint = _(
            "write them under [texts.project] and so on; if they are written elsewhere, say where under `[ignored]`"
        )
        surest = max(fields, key=lambda field: field.may_be_error)
        yield Fault(("texts",), message.format(count=len(fields)), hint, (form_fact(form, surest),))


def _by_sureness(fields: list[Field]) -> tuple[list[Field], list[Field]]:
    """The fields that are surely mandatory in the plan's own call, and those that were so in another."""
    return [field for field in fields if field.may_be_error], [field for field in fields if not field.may_be_error]


def _gap(plan: Plan, form: Form, section: str, fields: list[Field]) -> Fault:
    message = ngettext(
        "{section}: the answer to a question of the form is missing: {labels}",
        "{section}: answers to {count} questions of the form are missing: {labels}",
        len(fields),
    )
    labels = listed(f"“{_(field.label)}”" for field in fields)
    hint = _("write them under [texts.{section}]; `ka2plan export form` shows the questions")
    return Fault(
        ("partners", section) if section in plan.partners else ("texts", section),
        message.format(section=section, count=len(fields), labels=labels),
        hint.format(section=section),
        (form_fact(form, fields[0]),),
    )


def _missing(context: Context, section: str, asked: tuple[Field, ...]) -> list[Field]:
    """The mandatory texts that are neither there, nor unreadable, nor a key of the entry itself."""
    plan = context.plan
    written = plan.texts.get(section, {})
    return [
        field
        for field in asked
        if field.mandatory
        and not written.get(field.key, "").strip()
        and plan.could_read("texts", section, field.key)
        and not _stands_elsewhere(plan, section, field)
    ]


def _stands_elsewhere(plan: Plan, section: str, field: Field) -> bool:
    entry = plan.project if section == PROJECT else plan.entry(section) or plan.partners.get(section)
    return bool(field.path and getattr(entry, field.path.removeprefix("project."), ""))


@rule("QUA504", ADVICE, propose=empty_text_out)
def empty_text(context: Context) -> Iterator[Fault]:
    """A text of [texts] that the form does not insist on is there and says nothing."""
    form = context.call.form
    for section, texts in context.plan.texts.items():
        about = subject_of(context, section)
        for key, text in texts.items():
            field = form.text(about, key) if form and about else None
            if not text.strip() and not (field and field.mandatory):
                message = _("{section}: the answer `{key}` is empty").format(section=section, key=key)
                yield Fault(("texts", section, key), message, _("write it, or delete the line"))


def _not_replaced(count: int) -> str:
    return ngettext(
        "{names} still has the example text of a new plan", "{names} still have the example text of a new plan", count
    )


@of_several(_not_replaced)
@rule("QUA505", ADVICE, mandatory_on_submit=True, in_editor=InEditor(N_("write your own text in its place")))
def words_of_a_new_plan(context: Context) -> Iterator[Fault]:
    """Something still has the words with which ``new`` wrote it, to be replaced."""
    for where in placeholders_of(context.plan):
        key = key_at(where) if where[0] == "project" else None
        if key:
            said = _("the project still has the example text of a new plan: {label}").format(label=_(key.label))
        else:
            said = _not_replaced(1).format(names=where[1])
        yield Fault(where, said, _("write your own text in its place"))


RULES: tuple[Rule, ...] = (
    text_over_its_limit,
    text_that_the_form_does_not_have,
    missing_text,
    empty_text,
    words_of_a_new_plan,
)
