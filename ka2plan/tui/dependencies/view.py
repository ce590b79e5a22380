"""Who waits for whom: all entries in the middle, at its left what the selected one waits for, at its right what waits
for it. The arrows walk along the links.
"""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.strip import Strip

from ka2plan.findings import Path
from ka2plan.plan.model import CANCELLED, DONE
from ka2plan.session import Snapshot
from ka2plan.tui.dependencies.neighbours import Neighbour, after, before
from ka2plan.tui.editor.descriptions import summary
from ka2plan.tui.editor.outline import OutlineRow, Shown, rows_of
from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.drawing import Line, Told, lines_in
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.figures import day, days
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, visible

LEFT, MIDDLE, RIGHT = -1, 0, 1
"""Where the keys go: to what is waited for, to the list of all, to what waits."""

EVERYTHING, CRITICAL, BROKEN, REDUNDANT, CIRCLE, LOOSE = "", "critical", "broken", "redundant", "circle", "loose"
"""What is listed in the middle."""

LINES = 2
"""Lines of a neighbour: its title, and how it is linked."""

BEFORE_ID, SLACK, MOST_TITLE, LEAST_SIDE = 2, 7, 200, 24
"""Cells of the signs before an id, of the slack behind a title, of the longest title, and of each side at least where
the middle needs the room.
"""


class DependenciesView(View):
    """Three columns: before, all, after."""

    NAME: ClassVar[str] = "dependencies"
    HEAD = 2

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.side = MIDDLE
        self.place = 0
        """Which neighbour is selected on that side, counted from 0."""
        self.listed = EVERYTHING
        self.rows: tuple[OutlineRow, ...] = ()
        self.before: tuple[Neighbour, ...] = ()
        self.after: tuple[Neighbour, ...] = ()
        self._id_width = 1
        self._whole = 0
        """Cells that the middle needs for every title to stand whole."""

    @property
    def row_count(self) -> int:
        """Number of entries in the middle."""
        return len(self.rows)

    @property
    def row(self) -> OutlineRow | None:
        """The entry in the middle that is selected."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """Those of the side where the keys go."""
        return {LEFT: self.before, RIGHT: self.after}.get(self.side, ())

    @property
    def neighbour(self) -> Neighbour | None:
        """The neighbour that is selected, where the keys go to one side."""
        found = self.neighbours
        return found[min(self.place, len(found) - 1)] if found else None

    @property
    def selected(self) -> Path | None:
        """Key path of the neighbour that is selected, else of the entry in the middle."""
        found = self.neighbour
        if found is None:
            return super().selected
        kind = self.shown.plan.kind_of(found.id)
        return (kind, found.id) if kind else None

    def path_of(self, row: int) -> Path | None:
        """Key path of an entry in the middle."""
        return self.rows[row].path

    def searchable(self, row: int) -> str:
        """Id, title and lead."""
        return f"{self.rows[row].id} {self.rows[row].title} {self.rows[row].lead}"

    def select(self, path: Path) -> bool:
        """Goes to an entry in the middle, listing everything where it is not listed."""
        if len(path) < 2 or self.shown.plan.entry(str(path[1])) is None or path[0] in ("project", "partners"):
            return False
        if all(row.id != path[1] for row in self.rows):
            self.list_only(EVERYTHING)
        self._stand(MIDDLE)
        self.cursor = next((number for number, row in enumerate(self.rows) if row.id == path[1]), self.cursor)
        self.rows_changed()
        return True

    def follow(self, path: Path) -> None:
        """Goes to an entry that is listed; no filter gives way."""
        if len(path) > 1 and any(row.id == path[1] for row in self.rows):
            self.select(path)

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Lists the entries anew and finds the neighbours."""
        network = snapshot.network
        every = tuple(row for row in rows_of(snapshot, Shown()) if row.kind)
        kept = _ids_listed(snapshot, self.listed)
        self.rows = every if kept is None else tuple(row for row in every if row.id in kept)
        if self.listed == CRITICAL:
            order = {id: number for number, id in enumerate(network.order)}
            self.rows = tuple(sorted(self.rows, key=lambda row: order.get(row.id, 0)))
        self._id_width = max((cells(visible(row.id)) for row in self.rows), default=1)
        titles = max((cells(visible(row.title, MOST_TITLE)) for row in self.rows), default=0)
        self._whole = BEFORE_ID + min(self._id_width, 10) + 1 + titles + 1 + SLACK
        self._find_neighbours(snapshot)

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another state of the plan; the entry in the middle and the side stay."""
        id = self.row.id if self.row else ""
        self.take_snapshot(snapshot)
        number = next((number for number, row in enumerate(self.rows) if row.id == id), self.cursor)
        self.set_reactive(DependenciesView.cursor, max(0, min(number, self.row_count - 1)))
        self._find_neighbours(snapshot)
        self._stand(self.side)
        self.rows_changed()

    def watch_cursor(self, new: int) -> None:
        """Finds the neighbours of what is selected now."""
        self._find_neighbours(self.shown)
        self._stand(MIDDLE)
        super().watch_cursor(new)

    def _find_neighbours(self, snapshot: Snapshot) -> None:
        row = self.row if self.cursor < self.row_count else None
        self.before = before(snapshot, row.id) if row else ()
        self.after = after(snapshot, row.id) if row else ()

    def list_only(self, wanted: str) -> None:
        """Lists everything, or only what is critical, broken ...; the cursor stays on its entry if it can."""
        row = self.row
        self.listed = wanted
        self.take_snapshot(self.shown)
        number = next((number for number, one in enumerate(self.rows) if row and one.id == row.id), 0)
        self.set_reactive(DependenciesView.cursor, number)
        self._find_neighbours(self.shown)
        self._stand(MIDDLE)
        self.rows_changed()
        self.post_message(self.Moved(self))

    def _stand(self, side: int, place: int = -1) -> None:
        self.side = side
        self.place = max(0, min(self.place if place < 0 else place, len(self.neighbours) - 1))
        if not self.neighbours:
            self.side = MIDDLE

    def go_to_side(self, side: int, place: int = 0) -> None:
        """Sends the keys to one side, or back to the middle."""
        self._stand(side, place)
        self.redraw()
        self.post_message(self.Moved(self))

    def walk(self, direction: int) -> None:
        """One step along the links: to the side, or from there on to the neighbour, staying on that side."""
        if self.side == MIDDLE or self.side != direction:
            self.go_to_side(direction if self.side == MIDDLE else MIDDLE)
            return
        found = self.neighbour
        if found and self.select((self.shown.plan.kind_of(found.id) or "", found.id)):
            self.go_to_side(direction)

    def draw_line(self, y: int) -> Strip:
        """What is before, in the middle, and after, side by side."""
        if y < self.HEAD or self.obstacle:
            return super().draw_line(y)
        row, line = y - self.HEAD + self.top, Line(self.look, self.size.width)
        left, middle, right = self._widths()
        self._draw_neighbour(line, LEFT, y - self.HEAD, left)
        line.add(f" {self.look.glyphs.upright} ", "rule")
        strip = self._draw_entry(row, middle) if row < self.row_count else Line(self.look, middle).strip()
        for text, style, _control in self.with_found(strip, row):
            line.add_drawn(text, style or self.look["base"], cells(text))
        line.add(f" {self.look.glyphs.upright} ", "rule")
        self._draw_neighbour(line, RIGHT, y - self.HEAD, right)
        return line.strip()

    def _widths(self) -> tuple[int, int, int]:
        room = self.size.width - 6
        side = max(0, min(room * 3 // 10, 40))
        if room - 2 * side < self._whole:  # neither side needs as much: what stands there stands in the middle too
            side = max(min(side, LEAST_SIDE), (room - self._whole) // 2)
        return side, max(0, room - 2 * side), side

    def draw_head(self, y: int) -> Strip:
        """What the network comes to, over what the columns are."""
        line = Line(self.look, self.size.width, "ruler")
        if y == 0:
            line.add(" ")
            for text, style in network_in_words(self.shown, self.look):
                line.add(text, style)
            return line.strip()
        left, middle, _right = self._widths()
        words = {
            EVERYTHING: _("entry and slack"),
            CRITICAL: _("only the critical path, in its order"),
            BROKEN: _("only broken links"),
            REDUNDANT: _("only what has redundant links"),
            CIRCLE: _("only the circle"),
            LOOSE: _("only what has no links"),
        }
        listed = words[self.listed] if self.rows else _("{what}: none").format(what=words[self.listed])
        line.add(f" {_('waits for')}", width=left).add("   ").add(listed, width=middle).add("   ")
        return line.add(f" {_('waits for it')}").strip()

    def _draw_entry(self, number: int, width: int) -> Strip:
        row = self.rows[number]
        cursor = None
        if number == self.cursor:
            cursor = self.look["cursor" if self.has_focus and self.side == MIDDLE else "cursor.away"]
        line, glyphs = Line(self.look, width, cursor=cursor), self.look.glyphs
        line.add(getattr(glyphs, row.severity) if row.severity else " ", row.severity or "base")
        network = self.shown.network
        critical = row.bar.critical and row.status not in (DONE, CANCELLED)
        style: StyleName = row.status if row.status in (DONE, CANCELLED) else "base"
        style = "package" if row.kind == "work_packages" and style == "base" else style
        line.add(glyphs.critical if critical else " ", "critical")
        line.add(row.id, style, min(self._id_width, 10)).add(" ")
        leeway = self.shown.leeway_days.get(row.id) if network.links else None
        slack = "" if leeway is None else _("{count} d").format(count=max(0, leeway))
        is_tight = leeway is not None and leeway <= 0 and row.status not in (DONE, CANCELLED)
        line.add(row.title, style, max(0, line.room - 1 - SLACK)).add(" ")
        return line.add(slack, "critical" if is_tight else "dim", line.room, right=True).strip()

    def _draw_neighbour(self, line: Line, side: int, y: int, width: int) -> None:
        found = self.before if side == LEFT else self.after
        top = self._first_seen(side, len(found))
        place, part = divmod(y, LINES)
        place += top
        if place >= len(found):
            nothing = _("nothing") if y == 0 and not found and self.row else ""
            line.add(f" {nothing}", "dim", width)
            return
        one, cursor = found[place], self._cursor_at(side, place)
        piece = Line(self.look, width, cursor=cursor)
        if part == 0:
            piece.add(" ").add(one.id, "bright").add(" ").add(one.title, "base")
        else:
            piece.add(f"   {one.manner}  ", "dim").add(*one.told())
        for text, style, _control in piece.strip():
            line.add_drawn(text, style or self.look["base"], cells(text))

    def _cursor_at(self, side: int, place: int) -> Style | None:
        if side != self.side or place != self.place:
            return None
        return self.look["cursor" if self.has_focus else "cursor.away"]

    def _first_seen(self, side: int, count: int) -> int:
        """The first neighbour that is seen, so that the selected one is."""
        page = max(1, self.page // LINES)
        place = self.place if side == self.side else 0
        return max(0, min(place - page // 2, count - page))

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """Of a neighbour first what the link asks for."""
        found = self.neighbour
        if found is None:
            nothing: list[list[Told]] = [[(_("No dependencies yet: no activities, no milestones"), "dim")]]
            return None if self.rows else nothing
        sentences: list[list[Told]] = [[(line, "bright")] for line in wrapped(found.sentence(), width)]
        entry = self.shown.plan.entry(found.id)
        return [*sentences, summary(self.shown, entry, width)] if entry else sentences

    def on_click(self, event: events.Click) -> None:
        """Selects what is under the mouse; a second click walks there, or opens the entry in the middle."""
        left, middle, _right = self._widths()
        if event.y < self.HEAD:
            return
        if left + 3 <= event.x < left + 3 + middle:
            self.go_to_side(MIDDLE)
            super().on_click(event)
            return
        side = LEFT if event.x < left + 3 else RIGHT
        found = self.before if side == LEFT else self.after
        place = (event.y - self.HEAD) // LINES + self._first_seen(side, len(found))
        if place < len(found):
            if (side, place) == (self.side, self.place):
                self.post_message(self.Opened(self))
            self.go_to_side(side, place)

    def explain(self) -> list[list[Told]]:
        """What is where, and the words."""
        glyphs = self.look.glyphs
        lines = (
            _("On the left: what the selected entry waits for; on the right: what waits for it."),
            _("The arrow keys follow the links; {key} goes to the selected one.").format(key=self.key_of("links.go")),
            _("FS: starts after it ends; SS: starts with it; FF: ends with it; SF: ends after it starts."),
            _("free: how many days later the other could end without moving this one; no gap: none."),
            _("At the right of an entry is its slack: how late it can be without making the project later."),
        )
        head: list[list[Told]] = [[(_("Dependencies"), "bright")], *lines_in("base", lines)]
        critical = _("  on the critical path: the longest chain of entries that wait for each other")
        left = _("(once the project runs: of the work that is left, from today on)")
        return [
            *head,
            [("  ", "base"), (glyphs.critical, "critical"), (critical, "base")],
            [("    ", "base"), (left, "base")],
        ]


def _ids_listed(snapshot: Snapshot, listed: str) -> frozenset[str] | None:
    """Ids of what is listed; None for everything."""
    network = snapshot.network
    if listed == CRITICAL:
        return snapshot.critical
    if listed == BROKEN:
        return frozenset(found.link.successor for found in network.violations)
    if listed == REDUNDANT:
        return frozenset(link.successor for link in (*network.redundant, *network.inert))
    if listed == CIRCLE:
        return frozenset(network.cycle or ())
    if listed == LOOSE:
        linked = {id for link in network.links for id in (link.predecessor, link.successor)}
        return frozenset(network.graph.entries) - linked
    return None


def network_in_words(snapshot: Snapshot, look: Look) -> list[Told]:
    """The circle, if there is one; else how long the network is, and what is wrong with the links."""
    network, glyphs = snapshot.network, look.glyphs
    if network.cycle:
        way = " > ".join((*network.cycle, network.cycle[0]))
        return [(f"{glyphs.error} {_('A circle, in which all wait for each other: {way}').format(way=way)}", "error")]
    if not network.links:
        return [(_("Nothing waits for anything yet"), "ruler")]
    told: list[Told] = []
    if words := _at_best(snapshot):
        count = len(snapshot.critical)
        critical = ngettext("{count} critical", "{count} critical", count).format(count=count)
        told = [(f"{words}   {glyphs.critical} {critical}", "ruler")]
    broken, redundant = len(network.violations), len(network.redundant) + len(network.inert)
    if broken:
        words = ngettext("{count} link broken", "{count} links broken", broken).format(count=broken)
        told.append((f"   {glyphs.error} {words}", "error"))
    if redundant:
        words = ngettext("{count} redundant", "{count} redundant", redundant).format(count=redundant)
        told.append((f"   {glyphs.advice} {words}", "warning"))
    return told


def _at_best(snapshot: Snapshot) -> str:
    """When all can be over: of a running project what is left of it, seen from today."""
    network, forecast = snapshot.network, snapshot.forecast
    if forecast:
        at_best = forecast.end
        return (
            _("rest of the work: {day} at the earliest").format(day=day(at_best)) if at_best else _("nothing is left")
        )
    if network.end is None or network.length_days is None:
        return ""
    words = _("critical path {length}: {day} at the earliest")
    return words.format(length=days(network.length_days), day=day(network.end))
