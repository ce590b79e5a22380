"""What is selected in words: one line or a column of its own, and the findings that concern it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ka2plan.findings import Finding, Path
from ka2plan.plan.model import Entry
from ka2plan.session import Snapshot
from ka2plan.session.entry_words import (
    dates_in_words,
    effort_in_words,
    figures_in_words,
    forecast_in_words,
    late_in_words,
    links_in_words,
    money_in_words,
    people,
    status_in_words,
)
from ka2plan.tui.editor.finding_hints import hint_of
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _, ngettext, pgettext
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
    for name in ("findings.explain", "findings.of-entry", "findings.of-form"):
        command = editor.keymap.named(name)
        if editor.view.NAME in command.VIEWS and editor.keymap.keys_of(command) and command.available(editor):
            return _("{key} shows all").format(key=editor.key_of(name))
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
        from ka2plan.tui.editor.load_strips import load_strips

        strips = load_strips(editor, entry, width)
        return _in_full(snapshot, entry, width) + strips + _findings(editor, found, width, height, tall=True)
    late = late_in_words(snapshot, entry.id)
    left: list[str] = []
    lines = [summary(snapshot, entry, width)]
    if height >= MANY_LINES:
        has_links = height > MANY_LINES or not (found or late)
        lines, left = _summed_up(snapshot, entry, width, is_continued=has_links)
    if late:
        lines.append([(late, "late")])
    if (not found and len(lines) < height) or height > MANY_LINES:
        lines.append([(_joined((*left, *links_in_words(snapshot, entry))), "dim")])
    return lines + _findings(editor, found, width, height - len(lines), tall=False)


def _findings(editor: Editor, found: tuple[Finding, ...], width: int, height: int, *, tall: bool) -> Lines:
    """The findings: each wrapped where there is room for that, else on one line with how many more there are."""
    look, key_of = editor.look, editor.key_of
    wrapped_lines = [finding_lines(look, finding, width, key_of, tall=tall) for finding in found[:MOST_FINDINGS]]
    lines = [line for told in wrapped_lines for line in told]
    if tall or len(lines) <= height or len(found) == 1:
        return lines
    lines = [finding_line(look, finding, key_of) for finding in found[:height]]
    if len(found) > height > 0:
        more = len(found) - height + 1
        lines[-1] = [(ngettext("{count} more finding", "{count} more findings", more).format(count=more), "dim")]
    return lines


def _summed_up(snapshot: Snapshot, entry: Entry, width: int, *, is_continued: bool) -> tuple[Lines, list[str]]:
    """An entry on one line, or with its whole title on a line before all else where that does not fit.

    Where a line that ``is_continued`` has no room for all, the rest is for the next line; else the lead stands alone.
    """
    told = summary(snapshot, entry, width)
    title, plan = visible(entry.title, 200), snapshot.plan
    if told[2][0] == title:
        return [told], []
    dates, figures = tuple(dates_in_words(plan, entry)), tuple(figures_in_words(plan, entry))
    left: list[str] = []
    parts = [*dates, people(entry), *figures]
    if cells(_joined(parts)) > width and not is_continued:
        parts = [*dates, entry.lead or people(entry), *figures]
    while is_continued and len(parts) > 1 and cells(_joined(parts)) > width:
        left.insert(0, parts.pop())
    return [[(entry.id, "bright"), ("  ", "base"), (title, "base")], [(_joined(parts), "dim")]], left


def summary(snapshot: Snapshot, entry: Entry, width: int) -> list[Told]:
    """An entry on one line: a long title gives way to dates, lead and amount; others who take part are told where all
    else finds room.
    """
    title, plan = visible(entry.title, 200), snapshot.plan
    least = min(cells(title), LEAST_TITLE)
    room = width - cells(entry.id) - 2 - least
    kept: list[str] = []
    lead, everybody = entry.lead or people(entry), people(entry)
    for text in (*dates_in_words(plan, entry), lead, *figures_in_words(plan, entry)):
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
        (_("dates"), _joined(dates_in_words(snapshot.plan, entry))),
        (_("status"), status_in_words(entry)),
        (pgettext("status", "late"), late_in_words(snapshot, entry.id)),
        (_("forecast"), forecast_in_words(snapshot, entry.id)),
        (_("people"), people(entry)),
        (_("money"), money_in_words(snapshot.plan, entry)),
        (_("effort"), effort_in_words(snapshot.plan, entry)),
        (_("links"), _joined(links_in_words(snapshot, entry))),
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


def as_text(snapshot: Snapshot, path: Path) -> str:
    """An entry on one line of plain text, for the clipboard."""
    entry = snapshot.plan.entry(str(path[1])) if len(path) > 1 else None
    if entry is None:
        return " ".join(map(str, path))
    dates, figures = dates_in_words(snapshot.plan, entry), figures_in_words(snapshot.plan, entry)
    return _joined((entry.id, visible(entry.title), *dates, people(entry), *figures))
