"""The application form in its own order: what to paste, how much room it has, what is missing, what was copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal
from zlib import crc32

from ka2plan.export.form_fields import FormField, FormPart
from ka2plan.export.form_text import about
from ka2plan.export.material import Material
from ka2plan.findings import Path, Severity
from ka2plan.session import Snapshot
from ka2plan.tui.editor.descriptions import finding_lines
from ka2plan.tui.editor.form_parts import parts_of
from ka2plan.tui.editor.table import RowsWhenDrawn, TableColumn, TableRow, TableView
from ka2plan.tui.toolkit.dialogs.long_text import count_words
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext, pgettext

EVERYTHING, WANTING, NOT_COPIED = "", "wanting", "not-copied"
"""What is listed."""

FIRST_OF_TEXT = 300
"""Characters of an answer that a row can show."""

MOST_LINES = 40
"""Lines of an answer that the details show."""

LABELS = (26, 40)
"""Cells for the name of a field on a narrow and on a wide screen."""

WIDE = 110


class FormView(TableView):
    """One row a field, under the sections of the form."""

    NAME: ClassVar[str] = "form"
    HEAD = 2

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.parts: tuple[FormPart, ...] = ()
        self.listed = EVERYTHING
        self.copied: dict[str, int] = {}
        """Which fields were copied, each with a check sum of its text then."""
        self._fields: tuple[FormField | None, ...] = ()
        self._headings: dict[int, str] = {}
        """What stands over the fields of a part, by the row in which it stands."""
        self._made_of: tuple[int, object] | None = None
        self._awaited: Path | None = None
        """What was to be followed while there was no form yet."""
        self._summary: list[Told] = []

    @property
    def field(self) -> FormField | None:
        """The field under the cursor; None on a heading."""
        return self._fields[self.cursor] if self._fields else None

    def columns(self) -> tuple[TableColumn, ...]:
        """Copied or not, whose field, which, how long it is, and what it says."""
        return (
            TableColumn("", 1),
            TableColumn(_("For"), 10),
            TableColumn(pgettext("column", "Field"), LABELS[self.size.width >= WIDE]),
            TableColumn(_("Characters"), 15, right=True),
            TableColumn(_("Text"), FIRST_OF_TEXT, grows=True),
        )

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Fills the form anew where the plan is another."""
        made_of = (snapshot.generation, snapshot.book)
        if made_of != self._made_of:
            self._made_of = made_of
            self.parts = parts_of(snapshot)
        before = self.field
        super().take_snapshot(snapshot)
        if before:
            same = (row for row, field in enumerate(self._fields) if field and key_of(field) == key_of(before))
            self.cursor = next(same, self.cursor)
        if self._awaited and self._fields:
            self.follow(self._awaited)
        if self.field is None and self._fields:  # a heading has nothing to paste
            self.cursor = min(self.cursor + 1, len(self._fields) - 1)
        if self.cursor == 1:
            self.top = 0

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the form of another state of the plan."""
        self.take_snapshot(snapshot)
        self.rows_changed()

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """The fields under the labels of their parts."""
        self._summary = self._summed_up()
        fields: list[FormField | None] = []
        self._headings = {}
        for part in self.parts:
            kept = [field for field in part.fields if self._is_listed(field)]
            if kept:
                self._headings[len(fields)] = _heading(part)
                fields += (None, *kept)
        self._fields = tuple(fields)
        return RowsWhenDrawn(len(fields), self._row)

    def texts_in(self, column: int) -> Iterable[str]:
        """What stands in a column, for which it makes room; no row is made for it."""
        fields = filter(None, self._fields)
        if column == 0:
            return (self._mark(field)[0] for field in fields)
        if column == 1:
            return (field.owner for field in fields)
        if column == 2:
            return (field.label for field in fields)
        if column == 3:
            return map(characters, fields)
        return (self._beginning(field)[0] for field in fields)

    def _is_listed(self, field: FormField) -> bool:
        if self.listed == WANTING:
            return bool(field.missing or field.over)
        return self.listed != NOT_COPIED or (bool(field.text) and not self._was_copied(field))

    def _row(self, row: int) -> TableRow:
        field = self._fields[row]
        if field is None:
            return TableRow(None, ((self._headings[row], "package"),))
        severity: Severity | Literal[""] = "error" if field.over else "warning" if field.missing else ""
        told: tuple[Told, ...] = (
            self._mark(field),
            (field.owner, "bright"),
            (field.label, "base"),
            (characters(field), "error" if field.over else "dim"),
            self._beginning(field),
        )
        return TableRow(field.where or None, told, severity)

    def _mark(self, field: FormField) -> Told:
        if not self.copied or key_of(field) not in self.copied:
            return "", "base"
        return (self.look.glyphs.marked, "good") if self._was_copied(field) else (self.look.glyphs.warning, "warning")

    def _was_copied(self, field: FormField) -> bool:
        """Whether the field was copied as it is now."""
        noted = self.copied.get(key_of(field)) if self.copied else None
        return noted is not None and noted == check_sum(field.text)

    def _beginning(self, field: FormField) -> Told:
        if field.is_placeholder:
            return _("missing: {text}").format(text=field.text), "warning"
        if field.text:
            return " ".join(field.text[:FIRST_OF_TEXT].split()), "base"
        if field.missing:
            return _("missing"), "warning"
        return (pgettext("answer", "empty") if field.asks else self.look.glyphs.dash), "dim"

    def summary(self) -> list[Told]:
        """How much there is, how much is missing and too long, and how much was copied."""
        return self._summary

    def _summed_up(self) -> list[Told]:
        fields = [field for part in self.parts for field in part.fields]
        if not fields:
            return []
        missing, over = sum(field.missing for field in fields), sum(bool(field.over) for field in fields)
        copied = sum(self._was_copied(field) for field in fields)
        glyphs = self.look.glyphs
        told: list[Told] = []
        if self.listed:
            words = _("what is missing or too long") if self.listed == WANTING else _("what was not copied yet")
            told.append((_("only {filter}").format(filter=words) + "   ", "hint"))
        told.append((ngettext("{count} field", "{count} fields", len(fields)).format(count=len(fields)), "ruler"))
        if missing:
            words = ngettext("{count} missing", "{count} missing", missing).format(count=missing)
            told.append((f"   {glyphs.warning} {words}", "warning"))
        if over:
            told.append((f"   {glyphs.error} {_('{count} too long').format(count=over)}", "error"))
        if copied:
            told.append((f"   {glyphs.marked} {_('{count} copied').format(count=copied)}", "good"))
        return told

    def note_copied(self, field: FormField) -> None:
        """Notes that a field was copied as it is."""
        self.copied[key_of(field)] = check_sum(field.text)
        self.take_snapshot(self.shown)
        self.rows_changed()

    def forget_copied(self) -> None:
        """Begins to count anew what was copied."""
        self.copied.clear()
        self.take_snapshot(self.shown)
        self.rows_changed()
        self.post_message(self.Moved(self))

    def list_only(self, wanted: str) -> None:
        """Lists everything, or only what is missing or too long, or not copied yet."""
        self.listed = wanted
        self.take_snapshot(self.shown)
        self.rows_changed()
        self.post_message(self.Moved(self))

    def go_on(self, step: int) -> bool:
        """Goes to the next field in a direction; False where there is none."""
        rows = range(self.cursor + step, self.row_count if step > 0 else -1, step)
        row = next((row for row in rows if self._fields[row]), None)
        self.cursor = self.cursor if row is None else row
        return row is not None

    def go_to_wanting(self, step: int) -> bool:
        """Goes to the next field that is missing or too long, from the other end where there is none."""
        count = self.row_count
        for distance in range(1, count + 1):
            field = self._fields[(self.cursor + step * distance) % count]
            if field and (field.missing or field.over):
                self.cursor = (self.cursor + step * distance) % count
                return True
        return False

    def go_to_part(self, step: int) -> None:
        """Goes to the first field of the next part, or of this one or the one before."""
        starts = [row for row in range(1, self.row_count) if self._fields[row] and self._fields[row - 1] is None]
        ahead = [row for row in starts if (row > self.cursor if step > 0 else row < self.cursor)]
        if ahead:
            self.cursor = ahead[0] if step > 0 else ahead[-1]

    def select(self, path: Path) -> bool:
        """Goes to the field of this path; to the first of an entry."""
        for length in (len(path), 2):
            for row, field in enumerate(self._fields):
                if field and field.where and path and field.where[:length] == path[:length]:
                    self.cursor = row
                    self.rows_changed()
                    return True
        return False

    @property
    def carried(self) -> Path | None:
        """The entry that the field is about, for an answer in words stands in a part of the file of its own."""
        owner = self.field.owner if self.field else ""
        table = self.shown.plan.kind_of(owner) if owner else None
        return (table, owner) if table else self.selected

    def follow(self, path: Path) -> None:
        """Goes to the first field of an entry; where the cursor is on one of its fields already, it stays there."""
        self._awaited = None if self._fields else path
        if self.field is not None and self.carried == path[:2]:
            return
        about = str(path[1]) if len(path) > 1 and path[0] != "project" else ""
        row = next((row for row, field in enumerate(self._fields) if field and about and field.owner == about), None)
        if row is None:
            self.select(path)
        else:
            self.cursor = row
            self.rows_changed()

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """What the form asks, and the answer."""
        field = self.field
        if field is None:
            return self._no_form(width) if not self._fields else []
        name = " ".join(filter(None, (field.owner, field.label)))
        head: list[Told] = [(name, "bright"), ("   ", "base"), (self._state(field), "dim")]
        lines: list[list[Told]] = [head, *lines_in("dim", wrapped(field.asks, width))]
        if tall:
            lines = [[(field.section, "package")], [], *lines, []]
        room = MOST_LINES if tall else 6
        text = [line for part in field.text.split("\n") for line in wrapped(part, width) or [""]]
        lines += lines_in("base", text[:room])
        found = self.shown.findings_at(field.where) if len(field.where) > 2 else ()
        return lines + [line for one in found for line in finding_lines(self.look, one, width, self.key_of, tall=tall)]

    def _state(self, field: FormField) -> str:
        told = count_words(len(field.text), field.limit) if field.asks or field.limit else ""
        if field.is_placeholder:
            told = _("missing; this is the example text of a new plan")
        elif field.missing:
            told = _("missing; the form asks for it")
        if key_of(field) in self.copied:
            copied = _("copied") if self._was_copied(field) else _("changed since it was copied")
            told = f"{told}   {copied}".strip()
        return told

    def _no_form(self, width: int) -> list[list[Told]]:
        snapshot = self.shown
        if not snapshot.readable:
            return [[(_("The file cannot be read as a plan; the text and the findings say why"), "error")]]
        if snapshot.book is None:
            return [[(_("being checked"), "dim")]]
        if self.parts:
            return [[(_("Nothing is missing, nothing too long"), "good")]]
        told = _("No application form is known for {type}, call {call}")
        project = snapshot.plan.project
        words = told.format(type=project.type or "?", call=project.call or "?")
        return [[(line, "warning")] for line in wrapped(words, width)]

    def explain(self) -> list[list[Told]]:
        """What the signs mean, and whose form it is."""
        glyphs = self.look.glyphs
        copying = _("{key} copies the text of a field and goes to the next: paste it there, come back, {key} again.")
        lines: list[list[Told]] = [
            [(_("The application form, in its own order"), "bright")],
            [(copying.format(key=self.key_of("form.copy")), "base")],
            [("  ", "base"), (glyphs.warning, "warning"), (_("  missing, and the form asks for it"), "base")],
            [("  ", "base"), (glyphs.error, "error"), (_("  longer than the form takes"), "base")],
            [("  ", "base"), (glyphs.marked, "good"), (_("  copied; a ! in its place: changed since"), "base")],
        ]
        if self.shown.book is not None and self.parts:
            told = about(Material(self.shown.plan, self.shown.book))
            lines += [[(line, "dim")] for line in wrapped(told, 76)]
        return lines

    def remembered(self) -> Mapping[str, Any]:
        """What was copied: pasting a form may take more than one evening."""
        return {"copied": self.copied}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Takes that back."""
        copied = remembered.get("copied")
        if isinstance(copied, dict):
            self.copied = {key: number for key, number in copied.items() if isinstance(number, int)}


def _heading(part: FormPart) -> str:
    missing = sum(field.missing for field in part.fields)
    words = ngettext("{count} missing", "{count} missing", missing).format(count=missing)
    return f"{part.label}{f'   {words}' if missing else ''}"


def key_of(field: FormField) -> str:
    """What a field is known by as long as the form is the same."""
    return "\n".join((field.section, field.owner, field.label, *map(str, field.where)))


def check_sum(text: str) -> int:
    """A number by which a changed text is told."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def characters(field: FormField) -> str:
    """``412 of 500``; without a limit only answers in words are counted."""
    if field.limit is None:
        return number(len(field.text)) if field.asks and field.text else ""
    return _("{count} of {limit}").format(count=number(len(field.text)), limit=number(field.limit))
