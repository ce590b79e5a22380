"""The plan view: work packages, activities, milestones and deliverables as an outline, the Gantt beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from rich.style import Style
from textual import events
from textual.strip import Strip

from ka2plan.charts.bars import status_sign
from ka2plan.charts.chart import Stretch
from ka2plan.charts.scale import QUARTER
from ka2plan.findings import ERROR, Path
from ka2plan.plan.model import CANCELLED, DONE
from ka2plan.session import Snapshot
from ka2plan.tui.editor.outline import SORTS, OutlineFilter, OutlineRow, Shown, rows_of, sort_words
from ka2plan.tui.editor.view import View
from ka2plan.tui.plan.columns import OutlineColumns
from ka2plan.tui.plan.gantt import Gantt
from ka2plan.tui.plan.legend import legend
from ka2plan.tui.plan.scale import ZOOMS, Zoom, ruler, scale_for, window
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.messages import _, pgettext

FOLD_SIGN = 2
"""The column of the sign that a work package is folded or not."""


class PlanView(View):
    """The outline with the Gantt, drawn row by row."""

    NAME: ClassVar[str] = "plan"
    TAKES_PASTED = "rows.paste"
    HEAD = 2

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.outline = Shown()
        self.granted: Mapping[str, tuple[Stretch, ...]] | None = None
        """Where everything lay when the plan was granted, where that is drawn behind the bars."""
        self.zoom: Zoom | None = None
        """How wide time is drawn; None for as wide as fits."""
        self.first_column = 0
        """Column of the Gantt that is seen first."""
        self.rows: tuple[OutlineRow, ...] = ()
        self._columns = OutlineColumns()
        self._measured_for = 0
        self._gantt: Gantt | None = None
        self._before: frozenset[str] = frozenset()
        self._after: frozenset[str] = frozenset()

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def row(self) -> OutlineRow | None:
        """The row under the cursor; None also while the rows are fewer than before and the cursor has not followed."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def sorted_by(self) -> str:
        """The order of the rows within a work package."""
        return "" if self.outline.sort == SORTS[0] else sort_words()[self.outline.sort]

    def path_of(self, row: int) -> Path | None:
        """Key path of the entry of a row."""
        return self.rows[row].path

    def select(self, path: Path) -> bool:
        """Moves to the entry, unfolding its work package and dropping the filter where they hide it."""
        if path[:1] == ("project",) or len(path) < 2:
            return False
        if self._move_to(str(path[1])):
            return True
        entry = self.shown.plan.entry(str(path[1]))
        package = getattr(entry, "wp", None)
        if entry is None:
            return False
        self.show_outline(Shown(self.outline.folded - {package}, OutlineFilter(), self.outline.sort))
        return self._move_to(str(path[1]))

    def follow(self, path: Path) -> None:
        """Goes to an entry that is listed; neither fold nor filter gives way."""
        if len(path) > 1 and path[0] not in ("project", "partners"):
            self._move_to(str(path[1]))

    def _move_to(self, id: str) -> bool:
        number = next((number for number, row in enumerate(self.rows) if row.id == id), None)
        if number is None:
            return False
        self.cursor = number
        self.rows_changed()
        return True

    def texts(self) -> list[str]:
        """Those of all rows that the filter lets through, folded or not."""
        return [_words(row) for row in self._unfolded()]

    @property
    def text_number(self) -> int:
        """The number of the selected row among them."""
        numbers = (number for number, row in enumerate(self._unfolded()) if self.row and row.id == self.row.id)
        return next(numbers, 0)

    def go_to_text(self, number: int) -> None:
        """Moves to a row, and unfolds its work package."""
        id = self._unfolded()[number].id
        if not self._move_to(id):
            package = getattr(self.shown.plan.entry(id), "wp", None)
            self.show_outline(self.outline._replace(folded=self.outline.folded - {package}))
            self._move_to(id)

    def _unfolded(self) -> tuple[OutlineRow, ...]:
        return rows_of(self.shown, self.outline._replace(folded=frozenset())) if self.outline.folded else self.rows

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Reads the rows anew and measures the columns."""
        self.rows = rows_of(snapshot, self.outline, self.granted)
        self.marked = tuple(path for path in self.marked if snapshot.plan.entry(str(path[1])))
        if self.size.width:
            self._measure()
        self._find_neighbours()

    def show_outline(self, outline: Shown) -> None:
        """Folds, filters or sorts differently; the cursor stays on its entry or goes to its work package."""
        row = self.row
        self.outline = outline
        self.rows = rows_of(self.shown, outline, self.granted)
        if row and not self._move_to(row.id):
            entry = self.shown.plan.entry(row.id)
            self._move_to(str(getattr(entry, "wp", None)))
        self.rows_changed()
        self._find_neighbours()
        self.redraw()

    def show_granted(self, granted: Mapping[str, tuple[Stretch, ...]] | None) -> None:
        """Draws behind the bars where everything lay when the plan was granted, or no longer."""
        self.granted = granted
        self.show_outline(self.outline)

    def show_zoom(self, zoom: Zoom | None, first_column: int | None = None) -> None:
        """Shows the time axis wider or narrower, from another column on."""
        self.zoom = zoom
        if first_column is not None:
            self.first_column = first_column
        self._measure()
        self.first_column -= self.first_column % self._columns.zoom.wide
        self.redraw()

    @property
    def columns_seen(self) -> int:
        """Columns of the Gantt there is room for."""
        return self._columns.gantt

    @property
    def columns_in_all(self) -> int:
        """Columns the whole project has at this zoom."""
        return self._gantt.scale.cells if self._gantt else 0

    def zoomed(self, step: int) -> Zoom:
        """The zoom one step wider (1) or narrower (-1)."""
        return ZOOMS[max(0, min(ZOOMS.index(self._columns.zoom) + step, len(ZOOMS) - 1))]

    def draw_line(self, y: int) -> Strip:
        """A line, in columns that fit the width there is."""
        if self._measured_for != self.size.width:
            self._measure()
        return super().draw_line(y)

    def watch_cursor(self, new: int) -> None:
        """Marks what the selected entry depends on, and what depends on it."""
        self._find_neighbours()
        super().watch_cursor(new)

    def redraw_all(self) -> None:
        """Draws everything anew, the bars in another theme too."""
        if self.snapshot is not None:
            self._measure()
        super().redraw_all()

    def _measure(self) -> None:
        plan = self.shown.plan
        calendar = plan.calendar
        self._measured_for = self.size.width
        self._columns = OutlineColumns.for_plan(plan, self.size.width, self.zoom)
        self._gantt = Gantt(self.shown, scale_for(calendar, self._columns.zoom), self.look) if calendar else None
        beyond, wide = max(0, self.columns_in_all - self.columns_seen), self._columns.zoom.wide
        self.first_column = max(0, min(self.first_column, -(-beyond // wide) * wide))

    def _find_neighbours(self) -> None:
        row, network = self.row, self.shown.network
        self._before = frozenset(link.predecessor for link in network.predecessors(row.id)) if row else frozenset()
        self._after = frozenset(link.successor for link in network.successors(row.id)) if row else frozenset()

    def draw_head(self, y: int) -> Strip:
        """The ruler, over the names of the outline's columns and how the rows are chosen."""
        columns, glyphs = self._columns, self.look.glyphs
        line = Line(self.look, self.size.width, "ruler")
        if y == 1:
            title, place = _("Title"), self.position()
            title += f" {place}" if place and len(title) + len(place) < columns.title else ""
            line.skip_to(3).add(_("Id"), width=columns.id + 1).add(title, width=columns.title + 1)
            line.add(_("Lead") if columns.lead else "", width=columns.lead)
        else:
            line.skip_to(3).add(", ".join(self._state()), "hint", max(0, columns.outline - 5))
        calendar = self.shown.plan.calendar
        if not self._gantt or not calendar or not columns.gantt:
            return line.strip()
        line.skip_to(columns.outline - 1).add(glyphs.earlier if y and self.first_column else " ", "hint")
        last = self.first_column + columns.gantt
        text = ruler(calendar, self._gantt.scale)[y]
        if y == 0:
            return line.add(window(text, self.first_column, last)).strip()
        line.add(text[self.first_column : last - (last < self.columns_in_all)].ljust(columns.gantt - 1))
        return line.add(glyphs.later if last < self.columns_in_all else "", "hint").strip()

    def _state(self) -> Iterator[str]:
        """What is different from the whole file in its order: marks, filter, order."""
        if self.marked:
            hidden = len(self.marked) - len(self.marked_and_shown)
            words = _("{count} marked, {hidden} hidden") if hidden else _("{count} marked")
            yield words.format(count=len(self.marked), hidden=hidden)
        if self.outline.filter.active:
            yield _("only {filter}").format(filter=self._filter_words())
        if self.sorted_by:
            yield self.sorted_by
        if self.granted is not None:
            yield _("as granted behind")
        if self._columns.gantt and self._columns.zoom.unit == QUARTER:
            yield _("quarters")

    def _filter_words(self) -> str:
        wanted = self.outline.filter
        marks = (_("with findings") if wanted.findings else "", pgettext("status", "late") if wanted.late else "")
        words = (wanted.partner, wanted.wp, wanted.status, *marks)
        return ", ".join(word for word in words if word)

    def draw_row(self, row: int) -> Strip:
        """An entry with its bar."""
        shown, is_cursor = self.rows[row], row == self.cursor
        cursor = self.look["cursor" if self.has_focus else "cursor.away"] if is_cursor else None
        line = self._draw_outline(shown, cursor)
        return self._with_gantt(line, shown)

    def draw_nothing(self) -> Strip:
        """The empty space below the rows, today's line going through."""
        return self._with_gantt(Line(self.look, self._columns.outline), None)

    def _draw_outline(self, row: OutlineRow, cursor: Style | None) -> Line:
        columns, glyphs = self._columns, self.look.glyphs
        line = Line(self.look, columns.outline, cursor=cursor)
        severity = glyphs.error if row.severity == ERROR else glyphs.warning if row.severity else " "
        line.add(severity, row.severity or "base")
        line.add(*self._hint(row))
        status = self._status(row)
        if row.folded is None:
            line.add(*status)
        else:
            line.add(glyphs.folded if row.folded else glyphs.unfolded, "dim")
        if not row.kind:
            return line.add(row.title, "package")
        style: StyleName = "package" if row.folded is not None else "done" if row.status == DONE else "base"
        style = "cancelled" if row.status == CANCELLED else style
        line.add(row.id, style, columns.id).add(" ")
        line.add(row.title, style, columns.title).add(" ")
        line.add(row.lead, "dim", columns.lead)
        if row.folded is not None:  # a work package has its fold before the id, and is never critical itself
            return line.add(*status)
        critical = row.bar.critical and row.status not in (DONE, CANCELLED)
        return line.add(glyphs.critical if critical else " ", "critical")

    def _status(self, row: OutlineRow) -> Told:
        """The sign of what is not merely planned."""
        sign, style = status_sign(row.bar, self.look.glyphs)
        return sign, "base" if style == "" else style

    def _hint(self, row: OutlineRow) -> Told:
        glyphs = self.look.glyphs
        if row.path in self.marked:
            return glyphs.marked, "marked"
        if row.id in self._before:
            return glyphs.before, "hint"
        return (glyphs.after, "hint") if row.id in self._after else (" ", "base")

    def _with_gantt(self, line: Line, row: OutlineRow | None) -> Strip:
        outline = line.strip()
        if not self._gantt or not self._columns.gantt:
            return outline.extend_cell_length(self.size.width, self.look["base"])
        segments = self._gantt.segments(row, self.first_column, self.size.width - outline.cell_length)
        return Strip([*outline, *segments], self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Folds or unfolds the work package whose sign was clicked on."""
        row = event.y - self.HEAD + self.top
        if event.x != FOLD_SIGN or event.y < self.HEAD or row >= self.row_count or self.rows[row].folded is None:
            return
        event.prevent_default()  # the click that selects
        self.cursor = row
        self.show_outline(self.outline._replace(folded=self.outline.folded ^ {self.rows[row].id}))

    def explain(self) -> list[list[Told]]:
        """The signs of outline and Gantt."""
        return legend(self.look)

    def remembered(self) -> Mapping[str, Any]:
        """Folds, order and zoom."""
        zoom = list(self.zoom) if self.zoom else None
        return {"folded": sorted(self.outline.folded), "sort": self.outline.sort, "zoom": zoom}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Takes back folds, order and zoom."""
        folded, sort, zoom = remembered.get("folded"), remembered.get("sort"), remembered.get("zoom")
        if isinstance(folded, list) and all(isinstance(id, str) for id in folded):
            self.outline = self.outline._replace(folded=frozenset(folded))
        if sort in SORTS:
            self.outline = self.outline._replace(sort=sort)
        self.zoom = next((one for one in ZOOMS if list(one) == zoom), None)


def _words(row: OutlineRow) -> str:
    """What search looks into: id, title and lead."""
    return f"{row.id} {row.title} {row.lead}"
