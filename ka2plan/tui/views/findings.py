"""The findings by severity: what is wrong, where, and whether it can be mended at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from ka2plan.checks.fixes import fix_for, fixable
from ka2plan.checks.ignored import ignore_key
from ka2plan.document import Edit
from ka2plan.findings import SEVERITIES, Finding, Path
from ka2plan.messages import _, ngettext
from ka2plan.session import Snapshot
from ka2plan.source import format_path, parse
from ka2plan.tui.describing import finding_lines, wrapped
from ka2plan.tui.drawing import Told
from ka2plan.tui.look import Look
from ka2plan.tui.table import Column, Row, TableView

LONGEST = 1_000
"""Cells of a message that are measured and drawn at most."""


class FindingsView(TableView):
    """One row a finding, those that were accepted last."""

    NAME: ClassVar[str] = "findings"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._found: tuple[Finding | None, ...] = ()
        self._first_accepted = 0
        self._data: dict[str, Any] = {}

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor; None on a heading."""
        return self._found[self.cursor] if self._found else None

    @property
    def reason(self) -> str | None:
        """Why the finding under the cursor was accepted; None where it was not."""
        finding = self.finding
        if finding is None or finding not in self.shown.ignored:
            return None
        return self.shown.plan.ignored.get(ignore_key(finding))

    @property
    def fix(self) -> Edit | None:
        """The edit that mends the finding under the cursor, where one is certain."""
        return fix_for(self.finding, self._data) if self.finding and self.reason is None else None

    def columns(self) -> tuple[Column, ...]:
        """Code, place, message, and whether a key mends it."""
        return (
            Column(_("Code"), 6),
            Column(_("Where"), 16, dispensable=1),
            Column(_("What"), LONGEST, grows=True),
            Column("", 3),
        )

    def rows_of(self, snapshot: Snapshot) -> Sequence[Row]:
        """The findings under headings, the gravest first."""
        found = list(self._listed(snapshot))
        self._found = tuple(finding for finding, _row in found)
        self._first_accepted = len(found) - len(snapshot.ignored)
        return [row for _finding, row in found]

    def _listed(self, snapshot: Snapshot) -> Iterator[tuple[Finding | None, Row]]:
        mends = snapshot.readable and any(fixable(finding.code) for finding in snapshot.findings)
        self._data = parse(snapshot.text) if mends else {}
        for severity in SEVERITIES:
            found = [finding for finding in snapshot.findings if finding.severity == severity]
            yield from self._group(heading(severity, len(found)), severity, found, snapshot)
        words = ngettext("{count} accepted", "{count} accepted", len(snapshot.ignored))
        yield from self._group(words.format(count=len(snapshot.ignored)), "dim", snapshot.ignored, snapshot)

    def _group(
        self, words: str, style: str, found: Sequence[Finding], snapshot: Snapshot
    ) -> Iterator[tuple[Finding | None, Row]]:
        for number, finding in enumerate(found):
            if number == 0:
                yield None, Row(None, ((words, style),))
            yield finding, self._row(finding, snapshot, accepted=style == "dim")

    def _row(self, finding: Finding, snapshot: Snapshot, *, accepted: bool) -> Row:
        fix = None if accepted else fix_for(finding, self._data)
        style = "dim" if accepted else "base"
        told = (
            (finding.code, style if accepted else finding.severity),
            (place(finding, snapshot), "dim"),
            (finding.message, style),
            (_("fix"), "good") if fix else ("", "base"),
        )
        return Row(finding.where, told, "" if accepted else finding.severity)

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Lists the findings anew; the cursor stays on the same one, or where that was, to go on with the next."""
        before, was_accepted = self.finding, self.cursor >= self._first_accepted
        super().take_snapshot(snapshot)
        first = self._first_accepted
        rows = range(first, len(self._found)) if was_accepted else range(first)
        same = [row for row in rows if before and _key(self._found[row]) == _key(before)]
        self.cursor = min(same, key=lambda row: abs(row - self.cursor), default=self.cursor)
        if self.finding is None and self._found:  # a heading tells nothing
            self.cursor = min(self.cursor + 1, len(self._found) - 1)
        if self.cursor == 1:
            self.top = 0

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the findings of another state of the plan."""
        self.take_snapshot(snapshot)
        self.rows_changed()

    def path_of(self, row: int) -> Path | None:
        """Where the finding is."""
        finding = self._found[row]
        return finding.where or None if finding else None

    def select(self, path: Path) -> bool:
        """Stays on a finding of this place, else goes to the first."""
        if self.finding and self.finding.where[: len(path)] == path:
            return True
        for row, finding in enumerate(self._found):
            if finding and finding.where[: len(path)] == path:
                self.cursor = row
                self.rows_changed()
                return True
        return False

    def draw_nothing_to_say(self) -> Told:
        """What is said where there is no finding."""
        if not self.shown.examined:
            return _("being checked"), "dim"
        return _("No findings: the plan keeps every rule that is checked"), "good"

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The finding in full, what to do, and where the rule stands."""
        finding = self.finding
        if finding is None:
            return [[self.draw_nothing_to_say()]] if not self._found else []
        lines = finding_lines(self.look, finding, width, tall=tall)
        if tall:
            lines = [[(format_path(finding.where), "dim")], *lines]
        if self.reason is not None:
            lines += [[(line, "dim")] for line in wrapped(_("accepted: {reason}").format(reason=self.reason), width)]
        if finding.source:
            gap: list[list[Told]] = [[]] if tall else []
            lines += gap + [[(line, "dim")] for line in wrapped(finding.source, width)]
        return lines

    def explain(self) -> list[list[Told]]:
        """What is listed and how."""
        glyphs = self.look.glyphs
        return [
            [(_("Findings: what contradicts itself, what the call does not allow, what is missing"), "bright")],
            [
                (f"  {glyphs.error}  ", "error"),
                (_("error: refused by the form, or the plan contradicts itself"), "base"),
            ],
            [
                (f"  {glyphs.warning}  ", "warning"),
                (_("warning: costs points or money, or somebody has too much"), "base"),
            ],
            [(f"  {glyphs.advice}  ", "advice"), (_("advice: good practice, and what the form will ask"), "base")],
            [("  ", "base"), (_("fix"), "good"), (_("  f mends it: nothing else can have been meant"), "base")],
        ]


def heading(severity: str, count: int) -> str:
    """``3 errors``."""
    if severity == "error":
        return ngettext("{count} error", "{count} errors", count).format(count=count)
    if severity == "warning":
        return ngettext("{count} warning", "{count} warnings", count).format(count=count)
    return ngettext("{count} piece of advice", "{count} pieces of advice", count).format(count=count)


def place(finding: Finding, snapshot: Snapshot) -> str:
    """Where it is, as short as a person would say it: ``A2.1 start``."""
    if finding.position and not snapshot.readable:
        return _("line {line}").format(line=finding.position[0])
    where = finding.where
    if where[:1] == ("ignored",) or len(where) == 1:
        return str(where[0])
    return " ".join(str(part) for part in where[1:3])


def _key(finding: Finding | None) -> tuple[str, Path] | None:
    return (finding.code, finding.where) if finding else None
