"""What is selected in words: one line or a column of its own, and the findings that concern it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.figures.status import late_item, state_of
from ka2plan.findings import Finding, Path
from ka2plan.plan import Activity, Deliverable, Milestone, Plan, WorkPackage, span_of
from ka2plan.plan.model import ZERO, Entry
from ka2plan.schedule import Dependency
from ka2plan.session import Snapshot
from ka2plan.tui.editor.finding_hints import hint_of
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import TOGETHER, wrapped
from ka2plan.words.figures import day as day_in_words
from ka2plan.words.figures import days, effort, figure, listed, money, percentage
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, cut, visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

Lines = list[list[Told]]

KeyOf = Callable[[str], str]
"""Gives the key of a command."""

MANY_LINES = 3
"""Lines from which the links are told besides findings."""

MOST_FINDINGS = 12

LEAST_TITLE = 16
"""Cells of a long title that stay however much else there is to tell of the entry."""


def describe(editor: Editor, width: int, height: int, *, tall: bool) -> Lines:
    """Lines about what is selected in the view that is shown: few, or (``tall``) as many as it takes.

    What finds no room ends in an ellipsis, with the key that shows all of it.
    """
    if editor.view.obstacle:
        return _findings(editor, editor.snapshot.reading.findings[:1], width, height, tall=tall)
    own = editor.view.describe(width, tall=tall)
    lines = _of_selected(editor, width, height, tall=tall) if own is None else own
    return lines if len(lines) <= height else _cut_off(lines[:height], width, _where_all_is(editor))


def _where_all_is(editor: Editor) -> str:
    """How all of a finding is shown from here; empty where no key does."""
    path = editor.selected
    if path is None or not editor.snapshot.findings_at(path[:2]):
        return ""
    for name in ("findings.explain", "findings.of-entry"):
        command = editor.keymap.named(name)
        if editor.view.NAME in command.VIEWS and editor.keymap.keys_of(command) and command.available(editor):
            return _("{key} shows all").format(key=editor.keymap.key_of(name))
    return ""


def _cut_off(lines: Lines, width: int, more: str) -> Lines:
    """Lines of which the last one goes on where nobody sees it."""
    told = f"… {more}" if more else "…"
    last: list[Told] = []
    room = width - cells(told)
    for text, style in lines[-1]:
        shown = cut(visible(text, width), max(0, room), "")
        last.append((shown, style))
        room -= cells(shown)
    return [*lines[:-1], [*last, (told, "hint")]]


def _of_selected(editor: Editor, width: int, height: int, *, tall: bool) -> Lines:
    """The usual description: of an entry, else of the findings of the plan."""
    snapshot, entry = editor.snapshot, editor.entry
    if entry is None:
        return _findings(editor, snapshot.findings, width, height, tall=tall)
    found = snapshot.findings_at((snapshot.plan.kind_of(entry.id) or "", entry.id))
    if tall:
        return _in_full(snapshot, entry, width) + _findings(editor, found, width, height, tall=True)
    lines: Lines = [summary(snapshot, entry, width)]
    if late := late_in_words(snapshot, entry.id):
        lines.append([(late, "late")])
    if not found or height > MANY_LINES:
        lines.append([(_joined(_links(snapshot, entry)), "dim")])
    return lines + _findings(editor, found, width, height - len(lines), tall=False)


def _findings(editor: Editor, found: tuple[Finding, ...], width: int, height: int, *, tall: bool) -> Lines:
    """The findings: each wrapped where there is room for that, else on one line with how many more there are."""
    look, key_of = editor.look, editor.keymap.key_of
    wrapped_lines = [finding_lines(look, finding, width, key_of, tall=tall) for finding in found[:MOST_FINDINGS]]
    lines = [line for told in wrapped_lines for line in told]
    if tall or len(lines) <= height or len(found) == 1:
        return lines
    lines = [finding_line(look, finding, key_of) for finding in found[:height]]
    if len(found) > height > 0:
        more = len(found) - height + 1
        lines[-1] = [(ngettext("{count} more finding", "{count} more findings", more).format(count=more), "dim")]
    return lines


def summary(snapshot: Snapshot, entry: Entry, width: int) -> list[Told]:
    """An entry on one line: a long title gives way to dates, lead and amount; others who take part are told where all
    else finds room.
    """
    title, plan = visible(entry.title, 200), snapshot.plan
    least = min(cells(title), LEAST_TITLE)
    room = width - cells(entry.id) - 2 - least
    kept: list[str] = []
    lead, everybody = entry.lead or people(entry), people(entry)
    for text in (*_dates(plan, entry), lead, *_figures(plan, entry)):
        if text and cells(text) + 3 <= room:
            kept.append(text)
            room -= cells(text) + 3
    if lead in kept and cells(everybody) - cells(lead) <= room - (cells(title) - least):
        kept[kept.index(lead)] = everybody
        room -= cells(everybody) - cells(lead)
    told: list[Told] = [(entry.id, "bright"), ("  ", "base"), (cut(title, room + least), "base")]
    return told + [piece for text in kept for piece in (("   ", "base"), (text, "dim"))]


def finding_line(look: Look, finding: Finding, key_of: KeyOf) -> list[Told]:
    """A finding with its hint on one line."""
    hint = hint_of(finding, key_of)
    return [_head(look, finding), (finding.message, "base"), (f"; {hint}" if hint else "", "dim")]


def finding_lines(look: Look, finding: Finding, width: int, key_of: KeyOf, *, tall: bool, instead: str = "") -> Lines:
    """A finding with its hint (or ``instead``), wrapped; ``tall`` with a line of its own for its code."""
    head, hint = _head(look, finding), instead or hint_of(finding, key_of)
    if tall:
        lines: Lines = [[], [head]]
        lines += [[("  ", "base"), (line, "base")] for line in wrapped(finding.message, width - 2)]
        return lines + [[("  ", "base"), (line, "dim")] for line in wrapped(hint, width - 2)]
    first, *others = wrapped(f"{head[0]}{finding.message}{f'; {hint}' if hint else ''}", width)
    return [[head, (first[len(head[0]) :], "base")], *lines_in("base", (f"  {line}" for line in others))]


def source_lines(finding: Finding, width: int) -> Lines:
    """Where the rule of a finding stands; nothing for contradictions within the plan."""
    told = _("source: {source}").format(source=finding.source) if finding.source else ""
    return [[(line, "dim")] for line in wrapped(told, width)]


def _head(look: Look, finding: Finding) -> Told:
    return f"{getattr(look.glyphs, finding.severity)} {finding.code} ", finding.severity


def _in_full(snapshot: Snapshot, entry: Entry, width: int) -> Lines:
    """An entry with a line for each of its fields."""
    lines: Lines = [[(entry.id, "bright")], *lines_in("bright", wrapped(entry.title, width)), []]
    named = [
        (_("dates"), _joined(_dates(snapshot.plan, entry))),
        (_("status"), _status(entry)),
        (_("late"), late_in_words(snapshot, entry.id)),
        (_("forecast"), forecast_in_words(snapshot, entry.id)),
        (_("people"), people(entry)),
        (_("money"), _split(snapshot.plan, entry)),
        (_("effort"), _effort(snapshot.plan, entry)),
        (_("links"), _joined(_links(snapshot, entry))),
        (_("results"), getattr(entry, "results", "")),
        (_("verified by"), getattr(entry, "verification", "")),
        (_("note"), entry.note),
    ]
    column = max(len(name) for name, _text in named) + 2
    for name, text in named:
        for number, line in enumerate(wrapped(text, width - column)[:4]):
            lines.append([((name if number == 0 else "").ljust(column), "dim"), (line, "base")])
    return lines


def _joined(parts: Iterable[str]) -> str:
    return "   ".join(part for part in parts if part)


def _dates(plan: Plan, entry: Entry) -> Iterator[str]:
    """``M5-M12`` and ``1 Mar - 31 Oct 2027``."""
    if isinstance(entry, Milestone | Deliverable):
        start = end = entry.due
    else:
        span = span_of(plan, entry) if isinstance(entry, WorkPackage) else (entry.start, entry.end)
        start, end = span or (None, None)
    calendar = plan.calendar
    if calendar and start and end:
        first, last = calendar.month_of(start), calendar.month_of(end)
        yield f"M{first}" if first == last else f"M{first}-M{last}"
    yield short_span(start, end)


def short_span(start: date | None, end: date | None) -> str:
    """``1 Mar - 31 Oct 2027``: the year is said once where it is the same."""
    if not start or not end:
        return day_in_words(start or end) if start or end else _("no dates")  # type: ignore[arg-type]
    if start == end:
        return day_in_words(start)
    first = day_in_words(start)
    if start.year == end.year:
        first = first.replace(str(start.year), "").strip()
    return f"{first} - {day_in_words(end)}"


def people(entry: Entry) -> str:
    """``OSL with IES and ZAV``."""
    others = [id for id in getattr(entry, "participants", ()) if id != entry.lead]
    if entry.lead and others:
        return _("{lead} with {others}").format(lead=entry.lead, others=listed(others))
    return entry.lead or listed(others)


def _figures(plan: Plan, entry: Entry) -> Iterator[str]:
    amount = _amount(plan, entry)
    if amount:
        yield figure(amount)
    yield _effort(plan, entry)


def _amount(plan: Plan, entry: Entry) -> Decimal:
    if isinstance(entry, WorkPackage):
        return entry.own_money + sum((activity.money for activity in plan.activities_of(entry.id)), ZERO)
    return entry.money if isinstance(entry, Activity) else ZERO


def _split(plan: Plan, entry: Entry) -> str:
    amount = _amount(plan, entry)
    if not amount:
        return ""
    split = ", ".join(f"{id}{TOGETHER}{figure(part)}" for id, part in getattr(entry, "budget", {}).items())
    return f"{money(amount)}: {split}" if split else money(amount)


def _effort(plan: Plan, entry: Entry) -> str:
    total = sum(getattr(entry, "effort", {}).values(), ZERO)
    if isinstance(entry, WorkPackage):
        total += sum((sum(activity.effort.values(), ZERO) for activity in plan.activities_of(entry.id)), ZERO)
    return effort(total, plan.project.effort_unit) if total else ""


def _status(entry: Entry) -> str:
    progress = getattr(entry, "progress", None)
    words = {"planned": _("planned"), "running": _("running"), "done": _("done"), "cancelled": _("cancelled")}
    return f"{words[state_of(entry)]} {percentage(progress) if progress is not None else ''}".strip()


def late_in_words(snapshot: Snapshot, id: str) -> str:
    """What should have happened and did not, and what comes of it; empty where nothing is late."""
    entry = snapshot.plan.entry(id)
    item = None if entry is None or isinstance(entry, WorkPackage) else late_item(entry, snapshot.today)
    if item is None:
        return ""
    from ka2plan.charts.agenda_words import late_words

    told, forecast = late_words(item, snapshot.today), forecast_in_words(snapshot, id)
    return _("{told}; forecast {days}").format(told=told, days=forecast) if forecast else told


def forecast_in_words(snapshot: Snapshot, id: str) -> str:
    """Where an entry comes to lie from today on; empty before anything runs."""
    dates = snapshot.forecast.dates(id) if snapshot.forecast else None
    return short_span(*dates) if dates else ""


def _links(snapshot: Snapshot, entry: Entry) -> Iterator[str]:
    """``after A1.1``, ``before A2.3, MS2``, ``critical path``, ``12 days slack``."""
    network = snapshot.network
    before = listed(_linked(link.predecessor, link) for link in network.predecessors(entry.id))
    after = listed(_linked(link.successor, link) for link in network.successors(entry.id))
    yield _("after {entries}").format(entries=before) if before else ""
    yield _("before {entries}").format(entries=after) if after else ""
    if before or after:
        yield slack_in_words(snapshot, entry.id)


def slack_in_words(snapshot: Snapshot, id: str) -> str:
    """Whether an entry is on the critical path, and how far it can slip from where it is planned, or comes to lie."""
    leeway = snapshot.leeway_days.get(id)
    slack = "" if leeway is None else _("{days} slack").format(days=days(leeway)) if leeway > 0 else _("no slack")
    return ", ".join(word for word in (_("critical path") if id in snapshot.critical else "", slack) if word)


def _linked(id: str, link: Dependency) -> str:
    detail = "" if link.type == "FS" else f" {link.type}"
    return f"{id}{detail}{f' {link.lag}' if link.lag.number else ''}"


def as_text(snapshot: Snapshot, path: Path) -> str:
    """An entry on one line of plain text, for the clipboard."""
    entry = snapshot.plan.entry(str(path[1])) if len(path) > 1 else None
    if entry is None:
        return " ".join(map(str, path))
    dates, figures = _dates(snapshot.plan, entry), _figures(snapshot.plan, entry)
    return _joined((entry.id, visible(entry.title), *dates, people(entry), *figures))
