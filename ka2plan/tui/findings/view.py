"""The findings by severity: what is wrong, where, and whether it can be mended at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from ka2plan.document import Edit
from ka2plan.findings import SEVERITIES, Finding, Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.fixes import fix_for, fixable, proposal_for
from ka2plan.rules.ignored import accepting_key
from ka2plan.rules.rule import Proposal
from ka2plan.session import Snapshot
from ka2plan.toml import format_path, parse
from ka2plan.tui.editor.descriptions import finding_lines, source_lines
from ka2plan.tui.editor.table import RowsWhenDrawn, TableColumn, TableRow, TableView
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _, ngettext


class FindingsFilter(NamedTuple):
    """Which findings are listed; what is empty does not matter."""

    severity: str = ""
    """Also ``accepted``."""
    entry: Path = ()
    """Key path of an entry: its findings, and those of what lies in the work package."""
    certain: bool = False
    """Only what a key mends."""

    @property
    def active(self) -> bool:
        """Whether it leaves anything out."""
        return self != FindingsFilter()


ACCEPTED = "accepted"

PROJECT = {"project"}

LONGEST = 1_000
"""Cells of a message that are measured and drawn at most."""

NO_REMEDY: Told = ("", "base")

MOST_PROPOSED = 200
"""Findings up to which each row says whether something is proposed for it."""


class FindingsView(TableView):
    """One row a finding, those that were accepted last."""

    NAME: ClassVar[str] = "findings"
    SHOWS_ANY_FILE: ClassVar[bool] = True
    HEAD = 1

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._found: tuple[Finding | None, ...] = ()
        self.filter = FindingsFilter()
        self.came_from = ""
        """The view from which the findings of one entry were asked for."""
        self._headings: dict[int, Told] = {}
        """What stands over a group, by the row in which it stands."""
        self._remedies: tuple[Told, ...] = ()
        """What a key does for each row."""
        self._first_accepted = 0
        self._data: dict[str, Any] = {}
        self._lacking: tuple[Snapshot, int] | None = None
        """A state of the plan, and how much its form lacks."""

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor; None on a heading."""
        return self._found[self.cursor] if self._found else None

    @property
    def accepted_by(self) -> str | None:
        """The key under ``[ignored]`` by which the finding under the cursor was accepted; None where it was not."""
        finding = self.finding
        if finding is None or finding not in self.shown.ignored:
            return None
        return accepting_key(finding, self.shown.plan.ignored)

    @property
    def reason(self) -> str | None:
        """Why the finding under the cursor was accepted; None where it was not."""
        key = self.accepted_by
        return None if key is None else self.shown.plan.ignored[key]

    @property
    def of_same_code(self) -> tuple[Finding, ...]:
        """The findings listed that have the code of the one under the cursor, accepted like it or not."""
        finding = self.finding
        if finding is None:
            return ()
        accepted = finding in self.shown.ignored
        return tuple(
            one for one in self._found if one and one.code == finding.code and (one in self.shown.ignored) == accepted
        )

    @property
    def fix(self) -> Edit | None:
        """The edit that mends the finding under the cursor, where one is certain."""
        return fix_for(self.finding, self._data) if self.finding and self.reason is None else None

    @property
    def proposal(self) -> Proposal | None:
        """What could be done about the finding under the cursor, where nothing is certain but something obvious."""
        if self.finding is None or self.reason is not None or self.fix is not None:
            return None
        return _proposal(self.finding, self.shown)

    def columns(self) -> tuple[TableColumn, ...]:
        """Code, place, message, and whether a key mends it."""
        return (
            TableColumn(_("Code"), 6),
            TableColumn(_("Where"), 16, dispensable=1),
            TableColumn(_("What"), LONGEST, grows=True),
            TableColumn("", 4),
        )

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """The findings under headings, the gravest first."""
        fixed = snapshot.readable and any(map(fixable, {finding.code for finding in snapshot.findings}))
        self._data = parse(snapshot.text) if fixed else {}
        found: list[Finding | None] = []
        self._headings = {}
        for words, style, of_it in self._groups(snapshot):
            self._first_accepted = len(found)  # the last group is of those
            if of_it:
                self._headings[len(found)] = words, style
                found += (None, *of_it)
        self._found = tuple(found)
        is_proposed = len(snapshot.findings) <= MOST_PROPOSED
        listed = found[: self._first_accepted] if fixed or is_proposed else []
        remedies = [self._remedy(finding, snapshot, is_proposed) for finding in listed]
        self._remedies = (*remedies, *[NO_REMEDY] * (len(found) - len(remedies)))
        return RowsWhenDrawn(len(found), lambda row: self._made(row, snapshot))

    def _groups(self, snapshot: Snapshot) -> Iterator[tuple[str, StyleName, list[Finding]]]:
        """What is said over each group, in which style, and its findings; those that were accepted last."""
        for severity in SEVERITIES:
            found = self._kept((one for one in snapshot.findings if one.severity == severity), snapshot)
            yield heading(severity, len(found)), severity, found
        accepted = self._kept(snapshot.ignored, snapshot)
        words = ngettext("{count} accepted", "{count} accepted", len(accepted))
        yield words.format(count=len(accepted)), "dim", accepted

    def texts_in(self, column: int) -> Iterable[str]:
        """What stands in a column, for which it makes room; no row is made for it."""
        found = filter(None, self._found)
        if column == 0:
            return (finding.code for finding in found)
        if column == 1:
            return (place(finding, self.shown) for finding in found)
        if column == 2:
            return (finding.message for finding in found)
        return (words for words, _style in self._remedies)

    def _kept(self, found: Iterable[Finding], snapshot: Snapshot) -> list[Finding]:
        """Those the filter keeps."""
        wanted = self.filter
        if not wanted.active:
            return list(found)
        ids = _ids_in(snapshot, wanted.entry)
        return [
            finding
            for finding in found
            if wanted.severity in ("", ACCEPTED if finding in snapshot.ignored else finding.severity)
            and (not ids or not ids.isdisjoint(finding.where[:1] if ids == PROJECT else finding.where[1:]))
            and (not wanted.certain or (finding not in snapshot.ignored and fix_for(finding, self._data)))
        ]

    def show_only(self, wanted: FindingsFilter, came_from: str = "") -> None:
        """Lists only some of the findings, from the first on."""
        self.filter, self.came_from = wanted, came_from
        self.HEAD = 2 if wanted.active else 1
        self.take_snapshot(self.shown)
        self.rows_changed()

    def summary(self) -> list[Told]:
        """Which findings are left out."""
        return [(_("only {filter}").format(filter=filter_words(self.filter)), "hint")]

    def _made(self, row: int, snapshot: Snapshot) -> TableRow:
        finding, accepted = self._found[row], row >= self._first_accepted
        if finding is None:
            return TableRow(None, (self._headings[row],))
        style: StyleName = "dim" if accepted else "base"
        told: tuple[Told, ...] = (
            (finding.code, style if accepted else finding.severity),
            (place(finding, snapshot), "dim"),
            (finding.message, style),
            self._remedies[row],
        )
        return TableRow(finding.where, told, "" if accepted else finding.severity)

    def _remedy(self, finding: Finding | None, snapshot: Snapshot, is_proposed: bool) -> Told:
        """Whether a key mends it, or proposes something."""
        if finding and fix_for(finding, self._data):
            return _("fix"), "good"
        return (_("fix?"), "hint") if finding and is_proposed and _proposal(finding, snapshot) else NO_REMEDY

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

    def _nothing_to_say(self) -> Told:
        """What is said where there is no finding."""
        if not self.shown.examined:
            return _("being checked"), "dim"
        if self.filter.active and self.shown.findings:
            return _("No findings here; {key} shows all").format(key=self.key_of("findings.clear")), "good"
        missing = self._missing_in_form()
        if not missing:
            return _("No findings: the plan keeps every rule that is checked"), "good"
        words = _("No findings: the plan keeps every rule that is checked. The form ({key}) has {count} missing")
        return words.format(key=self.key_of("view.form"), count=missing), "good"

    def _missing_in_form(self) -> int:
        """How much the form still lacks, counted once for each state of the plan."""
        if self._lacking is None or self._lacking[0] is not self.shown:
            from ka2plan.tui.editor.form_parts import parts_of

            count = sum(field.missing for part in parts_of(self.shown) for field in part.fields)
            self._lacking = self.shown, count
        return self._lacking[1]

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The finding in full, what to do, and where the rule stands."""
        finding = self.finding
        if finding is None:
            words, style = self._nothing_to_say() if not self._found else ("", "base")
            return [[(line, style)] for line in wrapped(words, width)]
        proposal, words = self.proposal, _("{key} proposes: {words}")
        proposed = words.format(key=self.key_of("findings.fix"), words=proposal.words) if proposal else ""
        if tall:
            lines: list[list[Told]] = [[(format_path(finding.where), "dim")]]
            lines += finding_lines(self.look, finding, width, self.key_of, tall=True)
            lines += [[], *lines_in("good", wrapped(proposed, width))]
        else:
            lines = finding_lines(self.look, finding, width, self.key_of, tall=False, instead=proposed)
        if self.reason is not None:
            lines += [[(line, "dim")] for line in wrapped(_("accepted: {reason}").format(reason=self.reason), width)]
        return lines + source_lines(finding, width)

    def explain(self) -> list[list[Told]]:
        """What is listed and how."""
        glyphs = self.look.glyphs
        return [
            [(_("Findings: contradictions, what the call does not allow, what is missing"), "bright")],
            [
                (f"  {glyphs.error}  ", "error"),
                (_("error: refused by the form, or the plan contradicts itself"), "base"),
            ],
            [
                (f"  {glyphs.warning}  ", "warning"),
                (_("warning: costs points or money, or somebody has too much"), "base"),
            ],
            [(f"  {glyphs.advice}  ", "advice"), (_("advice: good practice, and what the form will ask"), "base")],
            [
                ("  ", "base"),
                (_("fix"), "good"),
                (
                    _("  {key} fixes it: there is only one possible correction").format(
                        key=self.key_of("findings.fix")
                    ),
                    "base",
                ),
            ],
            [
                ("  ", "base"),
                (_("fix?"), "hint"),
                (_(" {key} proposes something, and shows it first").format(key=self.key_of("findings.fix")), "base"),
            ],
        ]


def filter_words(wanted: FindingsFilter) -> str:
    """What a filter keeps."""
    if wanted.certain:
        return _("what can be fixed at once")
    if wanted.entry:
        return _("what concerns {id}").format(id=wanted.entry[-1])
    words = {"error": _("errors"), "warning": _("warnings"), "advice": _("advice"), ACCEPTED: _("what was accepted")}
    return words.get(wanted.severity, "")


def _ids_in(snapshot: Snapshot, entry: Path) -> set[str | int]:
    """The entry and, of a work package, all that lies in it; the project by its own name."""
    ids: set[str | int] = set(entry[-1:])
    if entry[:1] == ("work_packages",):
        plan = snapshot.plan
        for table in (plan.activities, plan.milestones, plan.deliverables, plan.indicators):
            ids |= {id for id, inside in table.items() if inside.wp == entry[1]}
    return ids


def heading(severity: str, count: int) -> str:
    """``3 errors``."""
    if severity == "error":
        return ngettext("{count} error", "{count} errors", count).format(count=count)
    if severity == "warning":
        return ngettext("{count} warning", "{count} warnings", count).format(count=count)
    return ngettext("{count} piece of advice", "{count} pieces of advice", count).format(count=count)


def place(finding: Finding, snapshot: Snapshot) -> str:
    """Where it is, as short as a person would say it, who counts from 1: ``A2.1 start``, ``priorities 1``."""
    if finding.position and not snapshot.readable:
        return _("line {line}").format(line=finding.position[0])
    where = finding.where
    if where[:1] == ("ignored",) or len(where) == 1:
        return str(where[0])
    return " ".join(str(part + 1 if isinstance(part, int) else part) for part in where[1:3])


def _proposal(finding: Finding, snapshot: Snapshot) -> Proposal | None:
    """What could be done about a finding; nothing for one of an older text."""
    return proposal_for(finding, snapshot) if snapshot.readable and snapshot.examined else None


def _key(finding: Finding | None) -> tuple[str, Path] | None:
    return (finding.code, finding.where) if finding else None
