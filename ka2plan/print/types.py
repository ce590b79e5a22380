"""``types`` as plain text in 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ka2plan.calls.book import CallBook
from ka2plan.calls.call import Call
from ka2plan.calls.model import Deadline, Fact, PartnershipType
from ka2plan.calls.reference import GuideRule, Priority
from ka2plan.calls.vocabulary import GROUPS
from ka2plan.print.type_facts import (
    call_shown,
    duration_text,
    grant_text,
    other_rules,
    refuse_unknown_year,
    rows_of,
    type_title,
)
from ka2plan.rules.fact_words import band_texts, evidence_text, value_text
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, fit, visible

WIDTH = 80
LABEL, VALUE, PROOF = 27, 31, 18
"""Cells of the three columns; with two blanks before and one between each they fill the width."""


def types_text(book: CallBook, type_id: str | None, year: int | None, *, plain: bool = False) -> str:
    """All types, or what a call says of one, with sources and evidence; ``plain`` has one fact a line.

    :raises UsageError: there is no such type, or no facts of that year.
    """
    if type_id is None:
        refuse_unknown_year(book, year)
        return "\n".join(_all_types(book, year, _Sheet(plain=plain))) + "\n"
    call = call_shown(book, type_id, year)
    return "\n".join(_one_type(book, call, _Sheet(plain=plain))) + "\n"


def _all_types(book: CallBook, year: int | None, sheet: _Sheet) -> Iterator[str]:
    newest = _("Types of partnership, with grant and duration of the newest call known")
    of_year = _("Types of partnership, with grant and duration of the call of {year}")
    yield of_year.format(year=year) if year else newest
    for family, title in book.library.families().items():
        known = [type_ for type_ in book.types() if type_.family == family and _is_known(book, type_, year)]
        if known:
            yield from ("", _(title))
        for code in dict.fromkeys(type_.code for type_ in known):
            yield from _one_code(book, [type_ for type_ in known if type_.code == code], year, sheet)
    yield ""
    yield _("`ka2plan types TYPE` shows what a call allows, with sources and evidence.")


def _is_known(book: CallBook, type_: PartnershipType, year: int | None) -> bool:
    return year is None or year in book.years_of(type_.code)


def _one_code(book: CallBook, types: list[PartnershipType], year: int | None, sheet: _Sheet) -> Iterator[str]:
    first = types[0]
    call = book.call(first.id, year or book.newest_year(first.id))
    years = _("calls {years}").format(years=_years_text(book.years_of(first.code)))
    yield from (f"  {line}" for line in sheet.wrapped(f"{_(first.name)} ({years})", WIDTH - 2))
    limits = [text for text in (grant_text(call), duration_text(call)) if text]
    if limits:
        yield f"    {', '.join(limits)}"
    for type_ in types:
        name = f"{type_.id}: " if sheet.plain else fit(type_.id, 15)
        yield f"    {name}{_(type_.field_name)}" if type_.field else f"    {type_.id}"


def _years_text(years: tuple[int, ...]) -> str:
    """Years with runs shortened: ``2021-2026``, ``2023, 2025``."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


class _Sheet:
    """How the facts are written, and the numbers of their sources, given as they come up."""

    def __init__(self, *, plain: bool = False) -> None:
        self.ids: list[str] = []
        self.plain = plain
        """Whether each fact is one line, however long."""

    def wrapped(self, text: str, width: int) -> list[str]:
        """The text in lines of that width; in one where that is wanted."""
        return [text] if self.plain else wrapped(text, width)

    def text(self, ids: Iterable[str]) -> str:
        """The sources' numbers in brackets; memory is none."""
        named = [id for id in ids if id != "memory"]
        self.ids += [id for id in named if id not in self.ids]
        return "[" + ",".join(str(self.ids.index(id) + 1) for id in named) + "]" if named else ""


def _one_type(book: CallBook, call: Call, references: _Sheet) -> Iterator[str]:
    yield from _title(book, call, references)
    yield from _facts(call, references)
    yield from _rounds(call, references)
    yield from _payment(call, references)
    yield from _priorities(call, references)
    yield from _texts(call, references)
    yield from _rules(call, references)
    yield from _sources(book, references)


def _title(book: CallBook, call: Call, references: _Sheet) -> Iterator[str]:
    if call.type is None:
        return
    yield from references.wrapped(f"{call.type_id} {type_title(call.type)}", WIDTH)
    eacea = call.type.managed_by == "eacea"
    managed = _("managed by EACEA") if eacea else _("managed by the national agencies")
    years = _years_text(book.years_of(call.code))
    family = _(book.library.families()[call.type.family])
    yield from references.wrapped(
        _("Call {year}; {family}, {managed}; calls known: {years}").format(
            year=call.year, family=family, managed=managed, years=years
        ),
        WIDTH,
    )
    if call.unconfirmed:
        yield from references.wrapped(_("A draft: the values are those of an older call and not confirmed."), WIDTH)


def _facts(call: Call, references: _Sheet) -> Iterator[str]:
    rows = rows_of(call)
    for group, title in GROUPS.items():
        in_group = [row for row in rows if row.group == group]
        if in_group:
            yield from ("", _(title))
        for row in in_group:
            yield from _row(row.label, row.text, row.fact, references)


def _row(label: str, text: str, fact: Fact, references: _Sheet) -> Iterator[str]:
    """A line of three columns, each continued below itself, and the note under them."""
    proof = f"{evidence_text(fact.evidence)} {references.text(fact.source_ids)}"
    note = visible(_(fact.note)) if fact.note else ""
    if references.plain:
        yield f"  {label}: {visible(text)} ({proof.strip()})"
        yield from [f"    {label}, {_('note')}: {note}"] if note else []
        return
    columns = (wrapped(label, LABEL), wrapped(visible(text), VALUE), wrapped(proof, PROOF))
    for line in range(max(map(len, columns))):
        parts = (column[line] if line < len(column) else "" for column in columns)
        left, middle, right = parts
        yield f"  {fit(left, LABEL)} {fit(middle, VALUE)} {right}".rstrip()
    for line_of_note in wrapped(note, WIDTH - 4) if note else ():
        yield f"    {line_of_note}"


def _rounds(call: Call, references: _Sheet) -> Iterator[str]:
    for number in call.rounds:
        deadline, window = call.deadline(number), call.window(number)
        optional = any(dated.agency_decides for dated in (deadline, window) if dated)
        plain, optional_heading = (
            _("Round {number}"),
            _("Round {number} (each agency decides whether it opens)"),
        )
        heading = optional_heading if optional else plain
        yield from ("", heading.format(number=number))
        if deadline:
            at = _deadline_text(deadline)
            yield from _row(_("deadline (Brussels time)"), at, deadline.fact, references)
        if window:
            yield from _row(_("start of the project"), value_text(window.fact), window.fact, references)
        elif deadline:
            yield f"  {_('start of the project: not known, no source names it')}"


def _deadline_text(deadline: Deadline) -> str:
    at = value_text(deadline.fact)
    if deadline.published_at is None:
        return at
    return _("{at}, moved from {published}").format(at=at, published=deadline.published_at.date().isoformat())


def _payment(call: Call, references: _Sheet) -> Iterator[str]:
    if call.payment is None:
        return
    yield from ("", _("Payment by the final score"))
    bands = band_texts(call.payment)
    yield from _row(*bands[0], call.payment.fact, references)
    for scores, paid in bands[1:]:
        yield f"  {scores}: {paid}" if references.plain else f"  {fit(scores, LABEL)} {paid}"
    score = _("The score is the {score}.").format(score=visible(_(call.payment.score)))
    applies = _("It applies {applies}.").format(applies=visible(_(call.payment.applies)))
    for line in references.wrapped(f"{score} {applies}", WIDTH - 2):
        yield f"  {line}"


def _priorities(call: Call, references: _Sheet) -> Iterator[str]:
    known = call.priorities
    if not known:
        return
    yield from ("", _("Priorities, with the key to write in a plan (others may be written in words)"))
    for priority in known:
        yield from _hanging(priority.key, _priority_text(priority, references), 26, references)


def _priority_text(priority: Priority, references: _Sheet) -> str:
    proof = f"({evidence_text(priority.evidence)} {references.text(priority.source_ids)})"
    return f"{_(priority.name)} {proof}"


def _texts(call: Call, references: _Sheet) -> Iterator[str]:
    form = call.form
    if form is None:
        return
    proof = f"{evidence_text(form.evidence)} {references.text(form.source_ids)}"
    heading = _("Texts of the form of call {year}, with their keys under [texts] in a plan ({proof})")
    yield from ("", *references.wrapped(heading.format(year=form.year, proof=proof), WIDTH))
    for about, whose in _owners().items():
        keys = [f"{text.key} ({text.limit})" if text.limit else text.key for text in form.texts(about)]
        if keys:
            yield from _hanging(whose, ", ".join(keys), 26, references)
    if form.limit_evidence:
        proof = f"{evidence_text(form.limit_evidence)} {references.text(form.limit_source_ids)}"
        yield "  " + _("In brackets: the greatest number of characters, {proof}").format(proof=proof)


def _owners() -> dict[str, str]:
    return {
        "project": _("the project"),
        "partner": _("each partner"),
        "management": _("management"),
        "work-package": _("each other work package"),
        "activity": _("each activity"),
    }


def _rules(call: Call, references: _Sheet) -> Iterator[str]:
    rules = other_rules(call)
    if rules:
        yield from ("", _("Other rules"))
    for rule in rules:
        proof = f"({evidence_text(rule.evidence)} {references.text(rule.source_ids)})"
        yield from _hanging(rule.id, f"{_rule_text(rule)} {proof}", 6, references)


def _rule_text(rule: GuideRule) -> str:
    remark = _(rule.note)
    note = f" {remark[0].upper()}{remark[1:]}." if remark else ""
    older = " " + _("Found for other calls.") if rule.borrowed else ""
    return f"{_(rule.text)}{note}{older}"


def _sources(book: CallBook, references: _Sheet) -> Iterator[str]:
    yield from ("", ngettext("Source", "Sources", len(references.ids)))
    for number, id in enumerate(references.ids, 1):
        source = book.source(id)
        yield from _hanging(f"[{number}]", visible(source.title), 5, references)
        if source.url:
            yield f"       {visible(source.url)}"  # may be longer than a line: it is there to be copied


def _hanging(label: str, text: str, indent: int, sheet: _Sheet) -> Iterator[str]:
    """Label and text, the text continued under itself."""
    if sheet.plain:
        yield f"  {label}: {text}"
        return
    for place, line in enumerate(wrapped(text, WIDTH - 2 - indent)):
        yield f"  {fit('' if place else label, indent)}{line}"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that many cells, broken between words; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
