"""The workload: who has how much to do in which month, as a map that grows darker towards what they can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from textual.geometry import Region
from textual.strip import Strip

from ka2plan.charts.tables.workload import short_effort, standing, tenths
from ka2plan.figures import PartnerLoad, Workload
from ka2plan.findings import Path, Severity
from ka2plan.session import Snapshot
from ka2plan.tui.editor.descriptions import finding_lines
from ka2plan.tui.editor.load_strips import FULL, HEAT, level_of
from ka2plan.tui.editor.matrix import MatrixView
from ka2plan.tui.editor.severities import gravest_by_entry
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.figures import effort, month_name, number
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

WIDEST_NAME = 12

ROOM_TO_TYPE = 8
"""Cells of a field over a cell."""


class WorkloadView(MatrixView):
    """Partners down, project months across; the last row adds up all of them."""

    NAME: ClassVar[str] = "workload"
    HEAD = 3

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.load: Workload
        self.partners: tuple[PartnerLoad, ...] = ()
        self._lines: tuple[tuple[int, bool], ...] = ()
        """The partner of each row, and whether the row tells what it can do, where that differs from month to month."""
        self.months: tuple[date, ...] = ()
        """The first day of each project month."""
        self._totals: tuple[float, ...] = ()
        self._fullest = 0.0
        self._digits = 1
        self._gravest: Mapping[str, Severity] = {}
        self._name_width = 0
        self._can_width = 0

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Spreads the effort over the months anew."""
        self.load = snapshot.workload
        self.partners = tuple(self.load.partners.values())
        self._lines = tuple(
            (place, is_can) for place, own in enumerate(self.partners) for is_can in (False, True)[: 1 + own.varies]
        )
        calendar = snapshot.plan.calendar
        self.months = tuple(calendar.start_of(month) for month in range(1, calendar.months + 1)) if calendar else ()
        self._totals = tuple(map(sum, zip(*(own.by_month for own in self.partners), strict=True)))
        every = [value for own in self.partners for value in own.by_month]
        self._fullest = max(every, default=0.0)
        bounds = [float(can) for own in self.partners if own.varies for can in own.capacity_by_month if can]
        self._digits = max((len(self.short(value)) for value in (*every, *self._totals, *bounds)), default=1)
        self._gravest = gravest_by_entry(snapshot, ("partners",))
        self._name_width = self._width_of_names()
        self._can_width = self._width_of_capacities()
        self.columns_changed()

    @property
    def row_count(self) -> int:
        """The partners, what they can do where that differs, and the sum; none without partners or months."""
        return len(self._lines) + 1 if self.partners and self.months else 0

    @property
    def column_count(self) -> int:
        """Number of project months."""
        return len(self.months)

    @property
    def gap(self) -> int:  # type: ignore[override]
        """A blank between the cells where all of them find room even so."""
        room = self.size.width - self.stub_width - 2
        return 1 if room >= len(self.months) * (self._least + 1) else 0

    @property
    def _least(self) -> int:
        """Cells of a number and its shade."""
        return max(2, self._digits) + 1

    def column_width(self, column: int) -> int:
        """The number and its shade."""
        return self._least + self.gap

    @property
    def stub_width(self) -> int:
        """The partner, and what it can do where that does not push months off the screen."""
        return 2 + self._name_width + (self._can_width + 1 if self._shows_capacity else 0)

    @property
    def _shows_capacity(self) -> bool:
        if self._can_width <= 0:
            return False
        needed = 2 + self._name_width + 2 + len(self.months) * self._least
        return not needed <= self.size.width < needed + self._can_width + 1

    def _width_of_names(self) -> int:
        longest = max((cells(visible(own.partner)) for own in self.partners), default=0)
        return max(cells(_("Sum")), min(WIDEST_NAME, longest))

    def _width_of_capacities(self) -> int:
        known = [number(own.capacity) for own in self.partners if own.capacity is not None]
        return max(map(cells, (*known, _("capacity")))) if known else 0

    @property
    def month(self) -> int:
        """The project month of the cell, counted from 1."""
        return self.column + 1

    @property
    def partner(self) -> PartnerLoad | None:
        """The partner of the cell; None in the row of sums."""
        return self._partner_at(self.cursor) if self.row_count else None

    def _partner_at(self, row: int) -> PartnerLoad | None:
        return self.partners[self._lines[row][0]] if row < len(self._lines) else None

    def value_place(self) -> Region:
        """Where on the screen the number under the cursor stands."""
        begin = dict(self.seen_columns()).get(self.column, self.stub_width + 1)
        y = self.HEAD + self.cursor - self.top
        return Region(self.region.x + begin, self.region.y + y, max(ROOM_TO_TYPE, self.column_width(self.column)), 1)

    @property
    def behind(self) -> tuple[tuple[str, float], ...]:
        """Ids of what is worked on in the cell and how much, the largest first."""
        if not self.row_count:
            return ()
        if self.partner:
            return self.load.behind(self.partner.partner, self.month)
        together: dict[str, float] = {}
        for own in self.partners:
            for id, booked in self.load.behind(own.partner, self.month):
                together[id] = together.get(id, 0.0) + booked
        return tuple(sorted(together.items(), key=lambda part: -part[1]))

    def path_of(self, row: int) -> Path | None:
        """The partner."""
        own = self._partner_at(row)
        return ("partners", own.partner) if own else None

    def select(self, path: Path) -> bool:
        """Goes to a partner's row."""
        rows = self._rows_of_partners()
        if path[:1] != ("partners",) or path[1:2] not in [(id,) for id in rows] or not self.row_count:
            return False
        self.cursor = rows[str(path[1])]
        self.rows_changed()
        return True

    def _rows_of_partners(self) -> dict[str, int]:
        """The row of each partner's work."""
        return {self.partners[place].partner: row for row, (place, is_can) in enumerate(self._lines) if not is_can}

    def searchable(self, row: int) -> str:
        """The partner's id and name."""
        path = self.path_of(row)
        return f"{path[1]} {self.shown.plan.partners[str(path[1])].name}" if path else _("Sum")

    def go_to_overload(self, step: int) -> bool:
        """Goes to the next month in which somebody has too much, or to the one before; False where there is none."""
        rows = self._rows_of_partners()
        places = sorted((rows[found.partner], found.month - 1) for found in self.load.overloads)
        here = (self.cursor, self.column)
        beyond = [place for place in places if (place > here if step > 0 else place < here)] or places
        if beyond:
            self.go_to_cell(*(beyond[0] if step > 0 else beyond[-1]))
        return bool(beyond)

    def short(self, value: float) -> str:
        """Few characters: whole days, months with one decimal."""
        return short_effort(value, self.load.unit)

    def shade(self, capacity: Decimal | None, value: float) -> int:
        """From 0 for nothing to 4 for all that a partner can do, 5 for more; without a capacity against the most."""
        return level_of(value, capacity, self._fullest)

    def draw_head(self, y: int) -> Strip:
        """How it stands, the months of the calendar, the months of the project."""
        line = Line(self.look, self.size.width, "ruler")
        if y == 0:
            for text, style in self._standing():
                line.add(" ").add(text, style).add("  ")
            return line.strip()
        if not self.row_count:
            return line.strip()
        if y == 1:
            names: list[Told] = [(_calendar(first), "ruler") for first in self.months]
            return self.draw_titles(line, names).strip()
        if self._shows_capacity:
            line.add("", width=2 + self._name_width).add(_("capacity"), "ruler", self._can_width, right=True)
        titles: list[Told] = [(f"{month} ", self._title_style(month)) for month in range(1, len(self.months) + 1)]
        return self.draw_titles(line, titles).strip()

    def _title_style(self, month: int) -> StyleName:
        if month == self.month:
            return "bright"
        return "dim" if month < self.load.first_month else "ruler"

    def _standing(self) -> Iterator[Told]:
        for words, mood in standing(self.load):
            yield f"{self.look.glyphs.warning} {words}" if mood == "warning" else words, mood

    def draw_row(self, row: int) -> Strip:
        """A partner, and its effort in every month."""
        line = Line(self.look, self.size.width)
        here = row == self.cursor
        if row == len(self._lines):
            line.add(" ").add(_("Sum"), "bright" if here else "dim", self._name_width)
            told: list[Told] = [(f"{self.short(value) or self.look.glyphs.dash} ", "dim") for value in self._totals]
            return self.draw_cells(line, told, row).strip()
        place, is_can = self._lines[row]
        own = self.partners[place]
        if is_can:
            line.add(" ").add(_("capacity"), "bright" if here else "dim", self._name_width)
            return self.draw_cells(line, list(map(self._bound, own.capacity_by_month)), row).strip()
        severity = self._gravest.get(own.partner)
        line.add(getattr(self.look.glyphs, severity) if severity else " ", severity or "base")
        line.add(own.partner, "bright" if here else "base", self._name_width).add(" ")
        if self._shows_capacity:
            line.add(number(own.capacity) if own.capacity is not None else "", "dim", self._can_width, right=True)
        return self.draw_cells(line, [self._cell(own, month) for month in range(1, len(own.by_month) + 1)], row).strip()

    def _bound(self, capacity: Decimal | None) -> Told:
        told = self.look.glyphs.dash if capacity is None else self.short(float(capacity)) or "0"
        return f"{told} ", "dim"

    def _cell(self, own: PartnerLoad, month: int) -> Told:
        value, glyphs = own.by_month[month - 1], self.look.glyphs
        level = self.shade(own.capacity_by_month[month - 1], value)
        if level == 0:
            return f"{glyphs.dash} ", "dim"
        if month < self.load.first_month:
            return f"{self.short(value)} ", "dim"
        sign = glyphs.warning if level > FULL else " " if self.look.has_colours else glyphs.heat[level]
        return f"{self.short(value)}{sign}", HEAT[level]

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The cell in words: what is worked on, and the partner's findings."""
        if not self.row_count:
            words = _("No partners yet") if self.months else _("Without a start and a duration there are no months")
            return [[(words, "dim")]]
        lines = [self._in_words()]
        if tall:
            lines += [[], *(self._part(id, booked) for id, booked in self.behind)]
        elif self.behind:
            parts = ", ".join(f"{id} {tenths(booked)}" for id, booked in self.behind)
            lines += [[(line, "dim")] for line in wrapped(parts, width)[:1]]
        path = self.selected
        found = self.shown.findings_at(path) if path else ()
        return lines + [
            line for finding in found for line in finding_lines(self.look, finding, width, self.key_of, tall=tall)
        ]

    def _in_words(self) -> list[Told]:
        first, own = self.months[self.column], self.partner
        when = _("M{month}, {name} {year}").format(month=self.month, name=month_name(first.month), year=first.year)
        booked = own.by_month[self.column] if own else self._totals[self.column]
        told: list[Told] = [(own.partner if own else _("Together"), "bright"), (f"  {when}   ", "base")]
        can = own.capacity_by_month[self.column] if own else None
        if self.month < self.load.first_month:
            return [*told, (_("{booked} in the month, which is over").format(booked=tenths(booked)), "dim")]
        if can is None:
            return [*told, (_("{booked} in the month").format(booked=tenths(booked)), "base")]
        words = _("{booked} of {capacity}").format(booked=tenths(booked), capacity=effort(can, self.load.unit))
        over = self.shade(can, booked) > FULL
        told.append((words, "warning" if over else "base"))
        if over:
            more = _("{more} too much").format(more=tenths(booked - float(can)))
            told.append((f"   {self.look.glyphs.warning} {more}", "warning"))
        return told

    def _part(self, id: str, booked: float) -> list[Told]:
        known = self.shown.plan.entry(id)
        return [(f"{tenths(booked):>7}", "base"), (f"  {id}  ", "bright"), (known.title if known else "", "dim")]

    def explain(self) -> list[list[Told]]:
        """What the shades mean."""
        glyphs = self.look.glyphs
        shares = (_("up to a quarter"), _("to half"), _("to three quarters"), _("to all a partner can do"))
        shades: list[list[Told]] = [
            [(f"  {glyphs.heat[level]}  ", HEAT[level]), (shares[level - 1], "base")] for level in range(1, 5)
        ]
        names = {
            "go": "workload.go",
            "balance": "workload.balance",
            "capacity": "workload.capacity",
            "next": "workload.next-overload",
            "previous": "workload.previous-overload",
        }
        keys = {word: self.key_of(name) for word, name in names.items()}
        walking = _("{go} goes to the work of the month; {next} and {previous} to the months with too much.")
        return [
            [(_("Workload: effort in each month against what a partner can do"), "bright")],
            *shades,
            [(f"  {glyphs.warning}  ", "heat.5"), (_("more than it can"), "base")],
            [(_("Without a capacity the shade compares the month with the fullest month of all."), "base")],
            [(_("Months that are over are dim; the work that is left is in the months of the forecast."), "base")],
            [(walking.format(**keys), "base")],
            [(_("{balance} shows what could be done about too much.").format(**keys), "base")],
            [(_("{capacity} types what the partner can do in the month.").format(**keys), "base")],
        ]


def _calendar(first: date) -> str:
    """``N`` for November, over its number; January has the year."""
    return f"'{first.year % 100:02}" if first.month == 1 else f"{month_name(first.month)[:1]} "
