"""The call: its type, field and year, duration, grant, start and deadline, and the plan's overrides of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.calls import Fact
from ka2plan.figures.status import has_begun
from ka2plan.plan import Project
from ka2plan.plan.faults import MAX_SEARCHES
from ka2plan.plan.values import quoted
from ka2plan.rules.context import Context
from ka2plan.rules.form_rules import RULES as FORM_RULES
from ka2plan.rules.lookups import known, rule_fact
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, rule
from ka2plan.rules.submission import RULES as SUBMISSION_RULES
from ka2plan.words.figures import day, either, figure, listed, money, month_range, months
from ka2plan.words.messages import N_, _

NO_SUCH_FIELD = "S-05"
"""The rule that names the fields of Small-scale Partnerships."""

DATED = ("deadline", "start_window")
"""What a plan can override of its round; it is no fact of the type."""


@rule(
    "CAL101",
    ERROR,
    in_editor=InEditor(N_("choose the type in the fields of the project ({project})"), for_commands_only=True),
)
def type_is_unknown(context: Context) -> Iterator[Fault]:
    """The type is none that is known: no rule of a call applies."""
    project = context.plan.project
    if context.call.code or not project.type:
        return
    like = context.book.nearest_type(project.type)
    message = _("{type} is not a known type of partnership, so the rules of the call are not checked")
    hint = _("did you mean {type}?").format(type=quoted(like)) if like else _("`ka2plan types` lists all of them")
    yield Fault(("project", "type"), message.format(type=quoted(project.type)), hint)


@rule(
    "CAL102",
    WARNING,
    in_editor=InEditor(N_("when the guide is out, install a new version of ka2plan, or write a year file of your own")),
)
def call_has_no_facts(context: Context) -> Iterator[Fault]:
    """The year of the call is not known; said once, whatever is borrowed for it."""
    call = context.call
    if call.year is None or call.year in context.book.years or call.year_used is None:
        return
    message = _(
        "the rules of call {year} are not known yet. Amounts, duration and numbers are checked with "
        "the rules of call {used}, and give only warnings. "
        "Deadline, start dates and countries of {year} are not checked"
    )
    hint = _("correct the year, or write its rules yourself: `ka2plan manual years`")
    if call.year > max(context.book.years):
        hint = _(
            "when the guide of {year} is out, install a new version of ka2plan, or "
            "write its rules yourself: `ka2plan types --draft {year}`"
        )
    yield Fault(("project", "call"), message.format(year=call.year, used=call.year_used), hint.format(year=call.year))


@rule("CAL103", WARNING)
def type_has_no_facts_in_this_call(context: Context) -> Iterator[Fault]:
    """The year is known, but not for this type: it was not offered, or nothing was found on it."""
    call = context.call
    if call.known_year or call.year not in context.book.years or call.year_used is None:
        return
    message = _(
        "no rules of {type} are known for call {year}, so those of call {used} "
        "are used; deadline and start dates are not checked"
    )
    years = listed(map(str, context.book.years_of(call.code)))
    yield Fault(
        ("project", "call"),
        message.format(type=call.code, year=call.year, used=call.year_used),
        _("if the year is wrong, correct it; the rules of {type} are known for {years}").format(
            type=call.code, years=years
        ),
    )


@rule("CAL104", ERROR)
def field_is_not_offered(context: Context) -> Iterator[Fault]:
    """The type stands with a field that it does not have, or without any."""
    call = context.call
    if call.known_type or not call.code:
        return
    ids = [type_.id for type_ in context.book.types() if type_.code == call.code]
    if call.type_id == call.code:
        message = _("the type {type} does not name its field").format(type=quoted(call.type_id))
    else:
        field = call.type_id.removeprefix(f"{call.code}-")
        message = _("{code} is not offered for {field}").format(code=call.code, field=quoted(field))
    facts = known(rule_fact(context, NO_SUCH_FIELD))
    yield Fault(("project", "type"), message, _("write {types}").format(types=either(ids)), facts)


@rule(
    "CAL105",
    WARNING,
    in_editor=InEditor(
        N_("choose the limit by its name in the fields of the project ({project})"), for_commands_only=True
    ),
)
def override_replaces_nothing(context: Context) -> Iterator[Fault]:
    """An override has a key that is no fact, or none of this call."""
    plan, call = context.plan, context.call
    if not plan.overrides or not call.code:
        return
    strange = {fault.where[1]: fault for fault in call.faults if not fault.file and len(fault.where) == 2}
    project = plan.project
    facts = context.book.call(project.type, project.call, project.round).facts
    searches = 0
    for key in plan.overrides:
        if key in strange or key not in (*facts, *DATED):
            message = _("[overrides] {key}: {type} has no such limit in call {year}, so this has no effect")
            searches += 1
            yield Fault(
                ("overrides", key),
                message.format(key=quoted(key), type=call.code or quoted(call.type_id), year=call.year),
                _nearest_fact(key, facts if searches <= MAX_SEARCHES else (), call.type_id),
            )


def _nearest_fact(key: str, facts: Any, type_id: str) -> str:
    from ka2plan.plan.faults import nearest

    like = nearest(key, (*facts, *DATED)) if facts else None
    if like:
        return _("did you mean `{key}`?").format(key=like)
    return _("correct the name, or delete it; `ka2plan types {type} --json` lists the names").format(type=type_id)


@rule(
    "CAL106",
    ERROR,
    in_editor=InEditor(N_("delete it and choose the limit again in the fields of the project ({project})")),
)
def override_is_of_another_kind(context: Context) -> Iterator[Fault]:
    """An override's value cannot stand for the fact, which stays in force."""
    call = context.call
    for fault in call.faults:
        if not fault.file and len(fault.where) > 2:
            from ka2plan.rules.fact_faults import fault_reason

            key = str(fault.where[1])
            message = _("[overrides] {key} is {value}, but it {reason}; the value of the call is used instead")
            value = quoted(context.plan.overrides[key].value)
            hint = _("`ka2plan types {type}` shows how it is written").format(type=call.type_id)
            yield Fault(fault.where, message.format(key=key, value=value, reason=fault_reason(fault)), hint)


@rule("CAL107", WARNING)
def own_facts_have_a_fault(context: Context) -> Iterator[Fault]:
    """A year file of the user's own, or what is in it, cannot be used as it stands."""
    for fault in context.book.faults:
        from ka2plan.rules.fact_faults import fault_sentence

        message = _("your own year file has a fault: {fault}").format(fault=fault_sentence(fault))
        yield Fault(("project", "call"), message, _("correct the file; until then this line is not used"))


@rule("CAL108", ADVICE)
def facts_are_a_draft(context: Context) -> Iterator[Fault]:
    """The year's facts were drafted from an older call and nobody went through them yet."""
    unconfirmed = [key for key, fact in context.call.facts.items() if fact.evidence == "draft"]
    if unconfirmed:
        message = _("these limits of call {year} come from a draft and are not confirmed: {keys}")
        yield Fault(
            ("project", "call"),
            message.format(year=context.call.year, keys=listed(unconfirmed)),
            _("compare each with the guide, then write its source and evidence in your year file"),
        )


@rule("CAL201", ERROR, value=("project", "months"))
def duration_is_not_allowed(context: Context) -> Iterator[Fault]:
    """The project takes another number of months than the type allows."""
    duration = context.plan.project.months
    if duration is None:
        return
    span, options = context.fact("duration_months"), context.fact("duration_options")
    if span and not span.value[0] <= duration <= span.value[1]:
        least, most = span.value
        allowed = month_range(least, most)
        yield _duration_fault(context, duration, allowed, span)
    elif options and duration not in options.value:
        allowed = _("{options} months").format(options=either([str(option) for option in options.value]))
        yield _duration_fault(context, duration, allowed, options)


def _duration_fault(context: Context, duration: int, allowed: str, fact: Fact) -> Fault:
    message = _("the project lasts {months}; {type} allows {allowed}")
    return Fault(
        ("project", "months"),
        message.format(months=months(duration), type=context.call.code, allowed=allowed),
        _("change `months`, then the dates of the activities"),
        (fact,),
    )


@rule("CAL202", ERROR)
def lump_sum_is_not_offered(context: Context) -> Iterator[Fault]:
    """The lump sum is none of those to choose from."""
    fact, lump_sum = context.fact("lump_sums"), context.plan.project.lump_sum
    if fact is None or lump_sum is None or lump_sum in fact.value:
        return
    message = _("the lump sum is {amount}; {type} offers {amounts} EUR only")
    amounts = either([figure(amount) for amount in fact.value])
    yield Fault(
        ("project", "lump_sum"),
        message.format(amount=money(lump_sum), type=context.call.code, amounts=amounts),
        _("choose one of these amounts"),
        (fact,),
    )


@rule("CAL203", ERROR)
def grant_is_outside_its_limits(context: Context) -> Iterator[Fault]:
    """The grant is below the least or above the most of the type."""
    grant = context.plan.project.lump_sum
    if grant is None:
        return
    for key, (least, most) in _grant_limits(context):
        if least is not None and grant < least:
            message = _("the grant is {amount}; the minimum is {limit}")
            yield _grant_fault(context, key, message.format(amount=money(grant), limit=money(least)))
        if most is not None and grant > most:
            message = _("the grant is {amount}; the maximum is {limit}")
            yield _grant_fault(context, key, message.format(amount=money(grant), limit=money(most)))


def _grant_fault(context: Context, key: str, message: str) -> Fault:
    hint = _("change the lump sum and the budget")
    return Fault(("project", "lump_sum"), message, hint, known(context.fact(key)))


def _grant_limits(context: Context) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Key of each fact that limits the grant, with the least and the most it allows."""
    yield "grant_min", (context.value("grant_min"), None)
    yield "grant_max", (None, context.value("grant_max"))
    yield "grant", context.value("grant") or (None, None)
    by_duration = context.value("grant_max_by_duration") or {}
    yield "grant_max_by_duration", (None, by_duration.get(str(context.plan.project.months)))


@rule("CAL204", ERROR)
def no_variant_fits(context: Context) -> Iterator[Fault]:
    """The type comes in variants, and grant, duration and consortium together fit none of them."""
    plan = context.plan
    organisations = sum(partner.is_beneficiary for partner in plan.partners.values())
    if plan.project.lump_sum is None or plan.project.months is None:
        return
    for key in ("strands", "lots", "variants"):
        fact = context.fact(key)
        if fact and not any(_fits(variant, plan.project, organisations) for variant in fact.value.values()):
            from ka2plan.rules.fact_words import value_text

            message = _("{amount}, {months} and {count} organisations do not fit any option of this call: {variants}")
            yield Fault(
                ("project", "lump_sum"),
                message.format(
                    amount=money(plan.project.lump_sum),
                    months=months(plan.project.months),
                    count=organisations,
                    variants=value_text(fact),
                ),
                _("choose one option, then change amount, duration and organisations to fit it"),
                (fact,),
            )


def _fits(variant: Mapping[str, Any], project: Project, organisations: int) -> bool:
    """Whether grant, duration and consortium are those of a variant; what it leaves open fits."""
    grant, duration = project.lump_sum, project.months
    least, most = variant.get("grant", (0, variant.get("grant_max", grant)))
    shortest, longest = variant.get("months", (duration, duration))
    fewest, *greatest = variant.get("organisations", (0,))
    return bool(
        least <= grant <= most
        and variant.get("lump_sum", grant) == grant
        and shortest <= duration <= longest
        and fewest <= organisations <= (greatest[0] if greatest else organisations)
    )


@rule("CAL211", WARNING)
def starts_outside_the_window(context: Context) -> Iterator[Fault]:
    """The project starts on a day that its round does not allow."""
    window, start = context.call.window(), context.plan.project.start
    if window is None or start is None or window.start <= start <= window.end or has_begun(context.plan):
        return
    message = _(
        "the project starts on {start}; projects of call {year}, round {round}, start between {first} and {last}"
    )
    yield Fault(
        ("project", "start"),
        message.format(
            start=day(start),
            round=window.round,
            year=context.call.year,
            first=day(window.start),
            last=day(window.end),
        ),
        _("choose a start between these days; dates written as project months move with it"),
        (window.fact,),
    )


@rule("CAL212", WARNING)
def deadline_has_passed(context: Context) -> Iterator[Fault]:
    """The round's deadline is today or lies before, and nothing has begun."""
    deadline = context.call.deadline()
    if deadline is None or context.today < deadline.at.date() or has_begun(context.plan):
        return
    from ka2plan.words.deadlines import moment_in_words

    message = _("the deadline of round {round} of call {year} was {deadline}")
    hint = _(
        "choose a later round or call; if the project is granted, set the status of the activities that have begun"
    )
    if context.today == deadline.at.date():
        message = _("the deadline of round {round} of call {year} is today: {deadline}")
        hint = _("submit the form before this time; after it, choose a later round or call")
    yield Fault(
        ("project", "round") if context.call.round != 1 else ("project", "call"),
        message.format(
            round=deadline.round,
            year=context.call.year,
            deadline=moment_in_words(deadline.at),
        ),
        hint,
        (deadline.fact,),
    )


@rule("CAL215", ADVICE, in_editor=InEditor(N_("ask your agency, then accept this with its answer as the reason")))
def start_window_is_not_known(context: Context) -> Iterator[Fault]:
    """The round is known, but no source says when its projects may start: so the start is not checked."""
    call, start = context.call, context.plan.project.start
    deadline = call.deadline()
    if deadline is None or call.window() is not None or start is None or has_begun(context.plan):
        return
    message = _(
        "it is not known when projects of {type}, call {year}, round {round}, may start; "
        "the start of the project, {start}, is not checked"
    )
    yield Fault(
        ("project", "start"),
        message.format(type=call.type_id, year=call.year, round=call.round, start=day(start)),
        _("ask your agency, and write its answer as a reason under `[ignored]`"),
    )


@rule("CAL213", WARNING, in_editor=InEditor(N_("ask your agency, then accept this with its answer as the reason")))
def agency_decides_on_the_round(context: Context) -> Iterator[Fault]:
    """Each national agency decides whether it opens this round."""
    dated = context.call.deadline() or context.call.window()
    if dated is None or not dated.agency_decides or has_begun(context.plan):
        return
    message = _("each national agency decides if it opens round {round} for {type}")
    yield Fault(
        ("project", "round"),
        message.format(round=dated.round, type=context.call.type_id),
        _("ask your agency, then write its answer as a reason under `[ignored]`"),
        (dated.fact,),
    )


@rule("CAL214", WARNING)
def call_has_no_such_round(context: Context) -> Iterator[Fault]:
    """The call is known to have other rounds for this type and field, but not this one."""
    call = context.call
    if not call.rounds or call.round in call.rounds or has_begun(context.plan):
        return
    message = _("no round {round} of call {year} is known for {type}")
    rounds = either([str(number) for number in call.rounds])
    dated = call.deadline(call.rounds[0]) or call.window(call.rounds[0])
    yield Fault(
        ("project", "round"),
        message.format(round=call.round, year=call.year, type=call.type_id),
        _("choose round {rounds}").format(rounds=rounds),
        known(dated.fact if dated else None),
    )


RULES: tuple[Rule, ...] = (
    type_is_unknown,
    call_has_no_facts,
    type_has_no_facts_in_this_call,
    field_is_not_offered,
    override_replaces_nothing,
    override_is_of_another_kind,
    own_facts_have_a_fault,
    facts_are_a_draft,
    duration_is_not_allowed,
    lump_sum_is_not_offered,
    grant_is_outside_its_limits,
    no_variant_fits,
    starts_outside_the_window,
    deadline_has_passed,
    agency_decides_on_the_round,
    call_has_no_such_round,
    start_window_is_not_known,
    *FORM_RULES,
    *SUBMISSION_RULES,
)
