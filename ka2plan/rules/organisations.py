"""Each organisation: its OID and its papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ka2plan.calls import Fact, Field, Form, load_calls
from ka2plan.findings import Path, Severity
from ka2plan.plan import Partner
from ka2plan.plan.values import quoted
from ka2plan.rules.context import Context
from ka2plan.rules.lookups import form_fact
from ka2plan.rules.remedies import value_at
from ka2plan.rules.rule import ADVICE, ERROR, WARNING, Fault, InEditor, Rule, of_several, rule
from ka2plan.rules.submission import PARTNER, PROJECT, asked, is_draft, missing
from ka2plan.toml.paths import format_key
from ka2plan.words.figures import day
from ka2plan.words.messages import N_, _, ngettext

if TYPE_CHECKING:
    from ka2plan.document import Edit

COORDINATOR = "coordinator"

PLAIN_PATTERN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789[]{}-")
"""What a pattern of fixed length is made of: characters, classes, counts."""


def _no_oid(count: int) -> str:
    return ngettext("{names} has no organisation ID (OID)", "{names} have no organisation ID (OID)", count)


@of_several(_no_oid)
@rule(
    "ORG131",
    ADVICE,
    mandatory_on_submit=True,
    in_editor=InEditor(N_("ask the partner for its OID, or ask it to register")),
)
def organisation_has_no_oid(context: Context) -> Iterator[Fault]:
    """A beneficiary has no OID yet; the form adds organisations by it."""
    field = asked(context, PARTNER, "oid")
    if field is None:
        return
    for id, partner in context.plan.partners.items():
        where = ("partners", id, "oid")
        if partner.is_funded and not partner.oid and context.plan.could_read(*where):
            hint = _(
                "ask the partner for its OID, or ask it to register in the organisation "
                "registration system; then write `oid`"
            )
            yield missing(context, where, _no_oid(1).format(names=id), hint, field)


def _in_capitals(where: Path, data: dict[str, Any]) -> Edit | None:
    from ka2plan.document import SetValue

    written = value_at(data, where)
    call = load_calls().call(str(value_at(data, ("project", "type"))), None)
    pattern = _pattern(call.value("oid_pattern") or "")
    capitals = written.strip().upper() if isinstance(written, str) else ""
    return SetValue(where, capitals) if pattern and pattern.fullmatch(capitals) else None


@rule("ORG132", ERROR, fix=_in_capitals, value=("partners", "oid"))
def oid_is_malformed(context: Context) -> Iterator[Fault]:
    """An OID does not look like one, or only in other letters."""
    fact = context.fact("oid_pattern")
    pattern = _pattern(fact.value) if fact else None
    if fact is None or pattern is None:
        return
    for id, partner in context.plan.partners.items():
        capitals = partner.oid.strip().upper()
        if not partner.oid or pattern.fullmatch(partner.oid):
            continue
        where = ("partners", id, "oid")
        if pattern.fullmatch(capitals):
            message = _("{oid} of {id} must be written in capital letters: {right}")
            message = message.format(oid=quoted(partner.oid), id=id, right=quoted(capitals))
            yield Fault(where, message, _("write {right}").format(right=quoted(capitals)), (fact,), WARNING)
        else:
            message = _("{oid} of {id} is not an OID").format(oid=quoted(partner.oid), id=id)
            yield Fault(
                where,
                message,
                _("an OID is the letter E and eight digits; copy it from the registration system"),
                (fact,),
            )


def _pattern(text: str) -> re.Pattern[str] | None:
    """The pattern; None for one without a fixed length, which somebody's plan could make to take for ever."""
    return re.compile(text) if PLAIN_PATTERN.issuperset(text) else None


@rule("ORG133", ERROR, value=("partners", "oid"))
def oid_is_used_twice(context: Context) -> Iterator[Fault]:
    """Two partners have the same OID: an institution has one and takes part once."""
    first: dict[str, str] = {}
    for id, partner in context.plan.partners.items():
        oid = partner.oid.strip().upper()
        if oid in first:
            message = _("{id} and {first} have the same OID, {oid}")
            yield Fault(
                ("partners", id, "oid"),
                message.format(id=id, first=first[oid], oid=quoted(partner.oid)),
                _("correct the wrong one, or combine the two: an organisation can take part only once"),
                context.rule_facts("C-17"),
            )
        elif oid:
            first[oid] = id


@rule("ORG151", ADVICE, mandatory_on_submit=True, in_editor=InEditor(N_("when you have it, write yes or the day")))
def paper_of_the_form_is_missing(context: Context) -> Iterator[Fault]:
    """A paper that goes with the application is not noted as there; mandates may follow later."""
    form = context.call.form if is_draft(context) else None
    if form is None:
        return
    yield from _missing_declarations(context, form)
    for paper in form.papers:
        for id, partner in _who_brings(context, paper):
            if (paper.mandatory or paper.rule) and paper.key not in partner.papers:
                message = _("{id} has not handed in yet: {label}")
                yield Fault(
                    ("partners", id, "papers", paper.key),
                    message.format(id=id, label=_(paper.label)),
                    _("when you have it, write {sample}").format(sample=f"papers = {{ {paper.key} = true }}"),
                    (form_fact(form, paper),) if paper.mandatory else context.rule_facts(paper.rule),
                    None if paper.mandatory else WARNING if context.submit else ADVICE,
                )


def _missing_declarations(context: Context, form: Form) -> Iterator[Fault]:
    """What the applicant declares in the form itself, in one fault."""
    papers = context.plan.project.papers
    declared = [
        paper for paper in form.papers if paper.about == PROJECT and paper.mandatory and paper.key not in papers
    ]
    if declared and context.plan.could_read("project", "papers"):
        message = _("these declarations of the form are not confirmed yet: {labels}")
        sample = ", ".join(f"{paper.key} = true" for paper in declared)
        yield Fault(
            ("project", "papers"),
            message.format(labels="; ".join(_(paper.label) for paper in declared)),
            _("if they are true, write {sample}").format(sample=f"papers = {{ {sample} }}"),
            tuple(form_fact(form, paper) for paper in declared),
        )


def _who_brings(context: Context, paper: Field) -> Iterator[tuple[str, Partner]]:
    coordinator = context.plan.project.coordinator
    for id, partner in () if paper.about == PROJECT else context.plan.partners.items():
        if partner.is_funded and (id == coordinator) == (paper.about == COORDINATOR):
            yield id, partner


@rule("ORG152", ADVICE, is_owed=True, in_editor=InEditor(N_("when you have it, write yes or the day")))
def noted_paper_is_missing(context: Context) -> Iterator[Fault]:
    """A paper that the plan keeps track of is not there, or comes on a day after today."""
    if not is_draft(context):
        return
    for id, partner in context.plan.partners.items():
        for name, there in partner.papers.items():
            where = ("partners", id, "papers", name)
            if there is False:
                message = _("{id} has not handed in yet: {label}")
                yield Fault(where, message.format(id=id, label=_name_of(context, name)), *_owed(context, name))
            elif isinstance(there, date) and there > context.today:
                message = _("{id} will hand in on {day}: {label}")
                label = _name_of(context, name)
                yield Fault(where, message.format(id=id, label=label, day=day(there)), *_owed(context, name))


def _name_of(context: Context, paper: str) -> str:
    """A paper as the form calls it, or as the plan does where the form does not know it."""
    papers = context.call.form.papers if context.call.form else ()
    return next((_(known.label) for known in papers if known.key == paper), quoted(paper))


def _owed(context: Context, paper: str) -> tuple[str, tuple[Fact, ...], Severity]:
    hint = _("when you have it, write {sample}, or the day in place of `true`")
    hint = hint.format(sample=f"papers = {{ {format_key(paper)} = true }}")
    return hint, (), WARNING if context.submit else ADVICE


@rule("ORG153", ERROR)
def more_mandates_than_the_form_takes(context: Context) -> Iterator[Fault]:
    """There are more partners than accession forms can be attached; the coordinator needs none."""
    fact = context.fact("accession_forms_max")
    partners = [partner for partner in context.plan.partners.values() if partner.is_funded]
    if fact and len(partners) - 1 > fact.value:
        message = _("{count} partners need an accession form; the application accepts {most} files")
        hint = _("put several forms in one file, or ask the agency")
        yield Fault(("partners",), message.format(count=len(partners) - 1, most=fact.value), hint, (fact,))


RULES: tuple[Rule, ...] = (
    organisation_has_no_oid,
    oid_is_malformed,
    oid_is_used_twice,
    paper_of_the_form_is_missing,
    noted_paper_is_missing,
    more_mandates_than_the_form_takes,
)
