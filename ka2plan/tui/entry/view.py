"""The fields of one entry, or of the project, a line each: what stands there and what it means."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual.geometry import Region
from textual.strip import Strip

from ka2plan.findings import Finding, Path, Severity
from ka2plan.plan.schema import kind_named
from ka2plan.plan.types import TYPES
from ka2plan.session import Snapshot
from ka2plan.session.meaning import amount_in_words, meaning
from ka2plan.toml import parse
from ka2plan.tui.editor.descriptions import finding_lines
from ka2plan.tui.editor.fields.entry_fields import GROUP_WIDTH, Data, EntryField, fields_of, table_at
from ka2plan.tui.editor.fields.typed_value import text_of
from ka2plan.tui.editor.view import View
from ka2plan.tui.entry.defaults import stands_in
from ka2plan.tui.entry.prompts import how_to_write
from ka2plan.tui.toolkit.dialogs.long_text import count_words
from ka2plan.tui.toolkit.drawing import Line, Told, lines_in
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, pasted_length, visible

PROJECT: Path = ("project",)

Trail = tuple[tuple[str, Path | None], ...]
"""Where one came from: names of views, and for this one the entry that it showed."""

LABEL_WIDTHS = (24, 34)
"""Room for labels on a narrow and on a wide screen."""


class EntryView(View):
    """One entry as a form that is always valid: every field is written as soon as it is typed."""

    NAME: ClassVar[str] = "entry"
    HEAD = 1
    FOLLOWS = False
    TAKES_PASTED = "field.type"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.owner: Path = PROJECT
        """Key path of the entry that is shown."""
        self.trail: Trail = ()
        """What leads back, the last first to go."""
        self.data_now: Callable[[], Data] | None = None
        """Gives the plan as TOML data where somebody has it; else the text is read anew."""
        self.fields: tuple[EntryField, ...] = ()
        self.title = ""
        """The title or name of what is shown."""

    def show(self, owner: Path, trail: Trail) -> None:
        """Shows another entry."""
        self.owner, self.trail = owner, trail
        self.take_snapshot(self.shown)
        self.cursor = 0
        self.rows_changed()
        self.redraw()
        self.post_message(self.Moved(self))

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Reads the fields anew."""
        data: Data = {}
        if snapshot.readable:
            data = self.data_now() if self.data_now else parse(snapshot.text)
        there = self.owner == PROJECT or bool(table_at(data, self.owner[:1]).get(str(self.owner[-1])) is not None)
        self.fields = fields_of(snapshot, data, self.owner) if there and snapshot.readable else ()
        table = table_at(data, self.owner)
        named = (table.get("title"), table.get("name"))
        self.title = next((" ".join(name.split()) for name in named if isinstance(name, str)), "")

    @property
    def row_count(self) -> int:
        """Number of fields."""
        return len(self.fields)

    @property
    def field(self) -> EntryField | None:
        """The field under the cursor; None where it has yet to follow fewer fields."""
        return self.fields[self.cursor] if self.cursor < len(self.fields) else None

    def path_of(self, row: int) -> Path | None:
        """Key path of a field."""
        return self.fields[row].path

    def select(self, path: Path) -> bool:
        """Goes to a field of this entry, to the one that holds the path, or to the first that the path holds."""
        paths = [field.path for field in self.fields]
        for length in range(len(path), 0, -1):
            row = self._row_at(paths, path[:length])
            if row is not None:
                self.cursor = row
                self.rows_changed()
                return True
        return path[: len(self.owner)] == self.owner and bool(self.fields)

    def _row_at(self, paths: list[Path], path: Path) -> int | None:
        """The field of a path; of a venue, a paper or the like, which has no line of its own, its first part."""
        if path in paths:
            return paths.index(path)
        within = (row for row, other in enumerate(paths) if other[: len(path)] == path)
        return next(within, None) if len(path) > len(self.owner) else None

    def show_row(self, row: int) -> None:
        """Scrolls to a row, once there is room for any."""
        if self.size.height:
            super().show_row(row)

    def searchable(self, row: int) -> str:
        """Label and value."""
        field = self.fields[row]
        return f"{field.label} {text_of(field)}"

    def draw_head(self, y: int) -> Strip:
        """Which entry it is, and how far down its fields the cursor is."""
        line = Line(self.look, self.size.width, "ruler").add(" ")
        for text, style in self._which():
            line.add(text, style)
        return self.with_position(line.strip())

    def _which(self) -> list[Told]:
        if self.owner == PROJECT:
            file = _("in {file}").format(file=os.path.basename(self.shown.path))
            return [(_("Project"), "bright"), ("  ", "base"), (self.title, "base"), (f"   {file}", "dim")]
        kind = kind_named(str(self.owner[0]))
        words: Told = (_(kind.singular) if kind else "", "dim")
        if not self.fields:
            words = (_("is not in the plan any more; {key} goes back").format(key=self.key_of("entry.back")), "warning")
        return [(str(self.owner[1]), "bright"), ("  ", "base"), (self.title, "base"), ("   ", "base"), words]

    def draw_row(self, row: int) -> Strip:
        """A field: heading, label, value, and what the value means."""
        field, is_cursor = self.fields[row], row == self.cursor
        cursor = self.look["cursor" if self.has_focus else "cursor.away"] if is_cursor else None
        line = Line(self.look, self.size.width, cursor=cursor)
        severity = self._severity(field)
        line.add(getattr(self.look.glyphs, severity) if severity else " ", severity or "base")
        first = row == 0 or self.fields[row - 1].group != field.group or row == self.top
        line.add(field.group if first else "", "package", GROUP_WIDTH)
        label, value = f"{'  ' if self._is_under(row) else ''}{field.label}", self._value(field)
        free = line.room - 1 - sum(cells(visible(text)) for text, _style in value)
        line.add(label, "dim", max(self._label_width, min(cells(visible(label)), free))).add(" ")
        for text, style in value:
            line.add(text, style)
        return line.strip()

    def _is_under(self, row: int) -> bool:
        """Whether the line above it is the field that holds it, or a neighbour in it."""
        field = self.fields[row]
        return field.inside and any(other.path == field.path[:-1] for other in self.fields)

    def _value(self, field: EntryField) -> list[Told]:
        text = text_of(field)
        means = meaning(self.shown, field.path, field.type, field.value)
        if field.type in ("long", "accepted") or "\n" in text:
            return self._long(field, text)
        if field.value is None:
            return self._nothing(field)
        if field.type == "overrides":
            count = ngettext("{count} replaced in this plan", "{count} replaced in this plan", field.value)
            return [(count.format(count=field.value) if field.value else _("as in the call"), "dim")]
        if field.type in ("entry", "entries"):
            return [(text, "base" if field.type == "entry" else "dim")]
        if isinstance(field.value, list) and field.type in TYPES and TYPES[field.type].edited in ("links", "periods"):
            return [(str(len(field.value)), "dim")]
        text = amount_in_words(self.shown, field.path, field.type, field.value) or text
        if not text:
            return [(means or self.look.glyphs.dash, "base" if means else "dim")]
        told: list[Told] = [(text, "base"), ("   ", "base"), (means, "dim")]
        if field.limit is not None and pasted_length(text) > field.limit:
            told.append((f"   {count_words(pasted_length(text), field.limit)}", "warning"))
        return told

    def _nothing(self, field: EntryField) -> list[Told]:
        """What stands where nothing stands: that it is needed, or what is taken for it."""
        if field.required:
            return [(_("needed"), "warning")]
        told = stands_in(self.shown, field)
        return [(f"{self.look.glyphs.dash} ({told})" if told else self.look.glyphs.dash, "dim")]

    def _long(self, field: EntryField, text: str) -> list[Told]:
        if not text and field.limit is None:
            return [(self.look.glyphs.dash, "dim")]
        count = count_words(pasted_length(text), field.limit)
        over = field.limit is not None and pasted_length(text) > field.limit
        return [(f"{count}   ", "warning" if over else "dim"), (" ".join(text.split())[:400], "base")]

    def _severity(self, field: EntryField) -> Severity | None:
        found = self._findings(field)
        return found[0].severity if found and found[0].severity != "advice" else None

    def _findings(self, field: EntryField) -> tuple[Finding, ...]:
        return self.shown.findings_at(field.path)

    @property
    def _label_width(self) -> int:
        longest = max((cells(visible(field.label, 60)) + 2 * field.inside for field in self.fields), default=0)
        return min(longest, LABEL_WIDTHS[self.size.width >= 100])

    def value_place(self, row: int) -> Region:
        """Where on the screen the value of a field stands, up to the end of the line."""
        x = 1 + GROUP_WIDTH + self._label_width + 1
        y = self.HEAD + row - self.top
        return Region(self.region.x + x, self.region.y + y, max(1, self.size.width - x), 1)

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """How to write the field, what the form asks, and the findings."""
        field = self.field
        if field is None:
            return [[(_("nothing here"), "dim")]]
        found = self._findings(field) or self.shown.findings_at(self.owner)
        lines: list[list[Told]] = [
            [(field.label, "bright"), ("   ", "base"), (how_to_write(field, self.key_of), "dim")]
        ]
        if tall:
            lines = [
                [(field.label, "bright")],
                *lines_in("dim", wrapped(how_to_write(field, self.key_of), width)),
                [],
            ]
            text = [line for part in text_of(field).split("\n") for line in wrapped(part, width) or [""]]
            lines += lines_in("base", text[:24])
        if field.asks:
            lines += [[(line, "dim")] for line in wrapped(field.asks, width)]
        return lines + [
            line for finding in found for line in finding_lines(self.look, finding, width, self.key_of, tall=tall)
        ]

    def explain(self) -> list[list[Told]]:
        """What the view is for."""
        keys = {"edit": self.key_of("field.edit"), "clear": self.key_of("field.clear"), "undo": self.key_of("undo")}
        return [
            [(_("The fields of one entry"), "bright")],
            [(_("{edit} changes a field; it is written at once, and {undo} undoes it.").format(**keys), "base")],
            [(_("Dates are typed as M7, 15 3 2027, mar 2027, next monday,"), "base")],
            [(_("+2 weeks (counted from the date in the field, else from the start)."), "base")],
            [
                (
                    _("On links, periods, budget, effort or named costs it adds one; {clear} deletes a value.").format(
                        **keys
                    ),
                    "base",
                )
            ],
        ]

    def remembered(self) -> Mapping[str, Any]:
        """Which entry was shown."""
        return {"owner": list(self.owner)}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Shows that entry again, if it is there."""
        owner = remembered.get("owner")
        if not isinstance(owner, list) or len(owner) != 2 or not all(isinstance(part, str) for part in owner):
            return
        if kind_named(owner[0]):
            self.owner = tuple(owner)
